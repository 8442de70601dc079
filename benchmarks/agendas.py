"""Agendas of our own making and of realistic size, in every form that is read."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Europe/Amsterdam")
TODAY: Final = date(2026, 3, 9)
_FIRST: Final = datetime(2026, 3, 10, 20, tzinfo=ZONE)
_VOCABULARY: Final = """
    avond lawaai stroom kelder licht machine draad nacht markt zee ruimte signaal echo straat tuin zomer
    verhaal muziek film dans stilte storm concert opening workshop presentatie poëzie beeld lezing festival
"""
_NOUNS: Final = tuple(_VOCABULARY.split())
_MONTHS: Final = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_DAYS: Final = ("ma", "di", "wo", "do", "vr", "za", "zo")


@dataclass(frozen=True, slots=True)
class Evening:
    number: int
    title: str
    starts: datetime
    about: str

    @property
    def link(self) -> str:
        return f"https://zaal.example/agenda/{self.number}-{self.title.lower().replace(' ', '-')}"


def evenings(count: int, seed: int = 1) -> list[Evening]:
    """Events on the evenings of a season, each with a paragraph about it."""
    chance = random.Random(seed)
    return [
        Evening(
            number,
            " ".join(chance.sample(_NOUNS, 3)).capitalize(),
            _FIRST + timedelta(days=number * 300 // count, minutes=15 * chance.randrange(8)),
            " ".join(chance.choices(_NOUNS, k=60)).capitalize() + " & meer.",
        )
        for number in range(count)
    ]


def ical(count: int) -> bytes:
    """One event in eight repeats weekly; times name a zone that the file describes."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//zaal//nl", "X-WR-CALNAME:De Zaal", *_TIMEZONE]
    for one in evenings(count):
        lines += ["BEGIN:VEVENT", f"UID:{one.number}@zaal.example", "DTSTAMP:20260301T120000Z", "SEQUENCE:1"]
        lines.append(f"DTSTART;TZID=Europe/Amsterdam:{one.starts:%Y%m%dT%H%M%S}")
        lines.append(f"DTEND;TZID=Europe/Amsterdam:{one.starts + timedelta(hours=3):%Y%m%dT%H%M%S}")
        if one.number % 8 == 0:
            lines += [
                "RRULE:FREQ=WEEKLY;COUNT=10",
                f"EXDATE;TZID=Europe/Amsterdam:{one.starts + timedelta(days=14):%Y%m%dT%H%M%S}",
            ]
        lines += [
            f"SUMMARY:{one.title}",
            f"DESCRIPTION:{one.about}\\n\\nKaarten aan de deur.",
            f"URL:{one.link}",
        ]
        lines += [
            "LOCATION:De Zaal\\, Straat 1\\, Enschede",
            "CATEGORIES:muziek,avond",
            "STATUS:CONFIRMED",
            "END:VEVENT",
        ]
    return "".join(_folded(line) + "\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def feed(count: int) -> bytes:
    items = "".join(
        f"<item><title>{escape(one.title)}</title><link>{one.link}</link><guid>{one.link}</guid>"
        f"<pubDate>{datetime(2026, 3, 1, tzinfo=UTC):%a, %d %b %Y %H:%M:%S} +0000</pubDate>"
        f"<description>{escape(_markup(one))}</description>"
        f"<category>muziek</category><ev:startdate>{one.starts.isoformat()}</ev:startdate>"
        f"<ev:location>De Zaal</ev:location></item>"
        for one in evenings(count)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:ev="http://purl.org/rss/1.0/modules/event/">'
        f"<channel><title>De Zaal</title><link>https://zaal.example/</link>{items}</channel></rss>"
    ).encode()


def jsonld(count: int) -> bytes:
    """A list in words with all of it again in one JSON-LD block."""
    return _page(_linked(count) + "".join(map(_card, evenings(count))))


def detail_page(count: int) -> bytes:
    """A page as a theme makes it: a few events in JSON-LD among scripts, styles and much markup."""
    styles = "".join(f"<style>.block-{number} {{ margin: {number}px }}</style>" for number in range(20))
    scripts = "".join(
        f"<script>var part{number} = typeof window;{'x();' * 200}</script>" for number in range(40)
    )
    blocks = "".join(
        f'<div class="block-{number} column"><p property="og:note">{escape(one.about)}</p></div>'
        for number, one in enumerate(evenings(60, seed=2))
    )
    body = _linked(count) + styles + scripts + "".join(map(_card, evenings(count))) + blocks
    return _page(body, title=f"{evenings(count)[0].title} | De Zaal")


def _linked(count: int) -> str:
    events = [
        {
            "@context": "https://schema.org",
            "@type": "MusicEvent",
            "name": one.title,
            "startDate": one.starts.isoformat(),
            "endDate": (one.starts + timedelta(hours=3)).isoformat(),
            "description": one.about,
            "url": one.link,
            "image": f"https://zaal.example/beeld/{one.number}.jpg",
            "eventStatus": "https://schema.org/EventScheduled",
            "location": {
                "@type": "Place",
                "name": "De Zaal",
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": "Straat 1",
                    "addressLocality": "Enschede",
                },
            },
            "offers": {"@type": "Offer", "price": "12.50", "priceCurrency": "EUR", "url": one.link},
        }
        for one in evenings(count)
    ]
    return f'<script type="application/ld+json">{json.dumps(events)}</script>'


def microdata(count: int) -> bytes:
    return _page(
        "".join(
            '<article class="item" itemscope itemtype="https://schema.org/MusicEvent">'
            f'<a itemprop="url" href="{one.link}"><h3 itemprop="name">{escape(one.title)}</h3></a>'
            f'<time itemprop="startDate" datetime="{one.starts.isoformat()}">{_written(one.starts)}</time>'
            f'<p itemprop="description">{escape(one.about)}</p>'
            '<div itemprop="location" itemscope itemtype="https://schema.org/Place">'
            '<span itemprop="name">De Zaal</span></div>'
            "</article>"
            for one in evenings(count)
        )
    )


def microformats(count: int) -> bytes:
    return _page(
        "".join(
            f'<div class="vevent"><a class="url" href="{one.link}">'
            f'<span class="summary">{escape(one.title)}</span></a>'
            f'<abbr class="dtstart" title="{one.starts.isoformat()}">{_written(one.starts)}</abbr>'
            f'<p class="description">{escape(one.about)}</p><span class="location">De Zaal</span></div>'
            for one in evenings(count)
        )
    )


def words(count: int) -> bytes:
    return _page("".join(map(_card, evenings(count))))


def tribe(count: int) -> bytes:
    events = [
        {
            "id": one.number,
            "global_id": f"zaal.example?id={one.number}",
            "url": one.link,
            "title": one.title,
            "description": f"<p>{escape(one.about)}</p>",
            "start_date": f"{one.starts:%Y-%m-%d %H:%M:%S}",
            "end_date": f"{one.starts + timedelta(hours=3):%Y-%m-%d %H:%M:%S}",
            "utc_start_date": f"{one.starts.astimezone(UTC):%Y-%m-%d %H:%M:%S}",
            "timezone": "Europe/Amsterdam",
            "venue": {"venue": "De Zaal", "address": "Straat 1", "city": "Enschede"},
            "categories": [{"name": "muziek"}],
        }
        for one in evenings(count)
    ]
    return json.dumps(
        {"events": events, "rest_url": "https://zaal.example/wp-json/tribe/events/v1/events/"}
    ).encode()


FORMS: Final[dict[str, Callable[[int], bytes]]] = {
    "ical": ical,
    "feed": feed,
    "jsonld": jsonld,
    "microdata": microdata,
    "microformats": microformats,
    "tribe": tribe,
    "html": words,
}

_TIMEZONE: Final = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19810329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE""".splitlines()


def _folded(line: str) -> str:
    return "\r\n ".join(line[start : start + 70] for start in range(0, len(line), 70))


def _written(moment: datetime) -> str:
    return f"{_DAYS[moment.weekday()]} {moment.day} {_MONTHS[moment.month - 1]} {moment:%H:%M}"


def _markup(one: Evening) -> str:
    return f'<p>{one.about}</p><p><a href="{one.link}">Meer</a></p>'


def _card(one: Evening) -> str:
    return (
        f'<article class="event-card"><a href="{one.link}"><img src="/beeld/{one.number}.jpg" alt="">'
        f'<h3 class="title">{escape(one.title)}</h3></a><div class="date">{_written(one.starts)} uur</div>'
        f'<p class="intro">{escape(one.about)}</p><span class="price">€ 12,50</span></article>'
    )


def _page(body: str, title: str = "Agenda | De Zaal") -> bytes:
    head = f'<meta charset="utf-8"><title>{title}</title><link rel="stylesheet" href="/stijl.css">'
    menu = "".join(f'<li><a href="/pagina-{number}">Pagina {number}</a></li>' for number in range(40))
    return (
        f"<!doctype html><html lang=nl><head>{head}</head><body><nav><ul>{menu}</ul></nav>"
        f'<main><h1>Agenda</h1><div class="agenda">{body}</div></main>'
        "<footer>© De Zaal</footer></body></html>"
    ).encode()
