"""What our pages tell other agendas, our own reader reads back as it is stored."""

import asyncio
import json
import sys
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from public_calendar import AMSTERDAM, METROPOOL, TANKSTATION, Calendar, Page, at, day

from domain.events import Event, Happening, Language
from domain.sources import SourceEvent, SourceKind, SourcePlace, SourceStatus
from scrapers.parsing import Job, read

ADDRESS = "https://agenda.example"
PROSE = "Wie kraakt er mee? Ça va, naïef café; 50% & meer… “ja”! " * 40


@dataclass
class Odd:
    """What is stored, and what must be read back of it."""

    title: str
    starts: datetime
    start: datetime | date
    end: datetime | date | None = None
    place: SourcePlace = field(default_factory=SourcePlace)
    status: SourceStatus = SourceStatus.SCHEDULED
    details: dict[str, Any] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


def local(year: int, month: int, day: int, hour: int, minute: int = 0, fold: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM, fold=fold)


ODD = {
    "an evening": Odd(
        "Noise Night",
        at(1, 21),
        local(2026, 3, 10, 21),
        local(2026, 3, 11, 2),
        SourcePlace("Tankstation", "Hengelosestraat 51", "Enschede"),
        details={
            "ends": at(2, 2),
            "place": "Tankstation, Hengelosestraat 51, Enschede",
            "venue_id": TANKSTATION,
            "price": "€ 7, aan de deur",
            "link": "https://noise.example/tickets?a=1&b=2",
            "image": "https://noise.example/poster.jpg",
            "language": Language.ENGLISH,
        },
    ),
    "days without hours": Odd(
        "Festival",
        day(3),
        date(2026, 3, 12),
        date(2026, 3, 15),
        details={"ends": day(6), "time_known": False},
    ),
    "one whole day": Odd(
        "Market", day(3), date(2026, 3, 12), date(2026, 3, 13), details={"ends": day(4), "time_known": False}
    ),
    "an hour that is not known": Odd("Someday", day(3), date(2026, 3, 12), details={"time_known": False}),
    "no end": Odd(
        "Jam",
        at(3),
        local(2026, 3, 12, 20),
        place=SourcePlace("Schuur, achterom"),
        details={"place": "Schuur, achterom"},
    ),
    "the night that the clock goes forward": Odd(
        "Long Night",
        local(2026, 3, 28, 23),
        local(2026, 3, 28, 23),
        local(2026, 3, 29, 5),
        details={"ends": local(2026, 3, 29, 5)},
    ),
    "the hour that comes twice": Odd(
        "Twice",
        local(2026, 10, 25, 2, 30, fold=1),
        local(2026, 10, 25, 2, 30, fold=1),
        local(2026, 10, 25, 4),
        details={"ends": local(2026, 10, 25, 4)},
    ),
    "days around the change of the clock": Odd(
        "Exposition",
        local(2026, 3, 28, 0),
        date(2026, 3, 28),
        date(2026, 3, 31),
        details={"ends": local(2026, 3, 31, 0), "time_known": False},
    ),
    "cancelled": Odd(
        "Gig", at(3), local(2026, 3, 12, 20), status=SourceStatus.CANCELLED, more={"reason": "Ill."}
    ),
    "postponed": Odd("Late Gig", at(3), local(2026, 3, 12, 20), status=SourceStatus.POSTPONED),
    "a new date": Odd("Other Gig", at(3), local(2026, 3, 12, 20), status=SourceStatus.RESCHEDULED),
    "online": Odd(
        "Talk",
        at(3),
        local(2026, 3, 12, 20),
        place=SourcePlace("Sickhouse"),
        status=SourceStatus.MOVED_ONLINE,
        details={"place": "Sickhouse"},
    ),
    "markup in everything": Odd(
        "</script><script>alert(1)</script> <b>Night</b> &amp; {{ 7*7 }}",
        at(3),
        local(2026, 3, 12, 20),
        place=SourcePlace('"><img src=x onerror=alert(1)> &lt;hall&gt;'),
        details={
            "place": '"><img src=x onerror=alert(1)> &lt;hall&gt;',
            "description": "</script><!-- <script>alert(2)</script>\n\n<b>not bold</b>\u2028 &nbsp;",
            "price": "<i>5</i>",
        },
    ),
    "a title like an announcement": Odd(
        "CANCELLED: the musical",
        at(3),
        local(2026, 3, 12, 20),
        details={"description": "This show has been cancelled three times before."},
    ),
    "two thousand characters": Odd(
        "Prose", at(3), local(2026, 3, 12, 20), details={"description": PROSE[:2000].strip()}
    ),
    "gaps in a text": Odd(
        "Gaps",
        at(3),
        local(2026, 3, 12, 20),
        details={"description": "One.\n\n\n\nTwo,   with   gaps.\n\tThree."},
    ),
    "from right to left": Odd(
        "أمسية شعرية في إنسخديه 🎉",
        at(3),
        local(2026, 3, 12, 20),
        place=SourcePlace("مقهى השלום"),
        details={"place": "مقهى השלום", "description": "ביחד، معًا — together."},
    ),
}
PRICES = ("gratis", "0", "5", "5.50", "5,50", "5 EUR", "12.50 EUR", "5 – 10 EUR", "€ 5", "5 USD", "x" * 100)


async def stored(calendar: Calendar, odd: Odd) -> Event:
    return await calendar.put(
        odd.title, odd.starts, happening=Happening(odd.status.value), **odd.details, **odd.more
    )


def scraped(page: Page, address: str) -> tuple[SourceEvent, ...]:
    """As `sektor scrape` reads it."""
    window = (date(2026, 1, 1), date(2027, 1, 1))
    found = read(
        Job(
            data=page.text.encode(),
            window=window,
            zone=AMSTERDAM.key,
            today=date(2026, 3, 9),
            url=address,
            content_type="text/html; charset=utf-8",
        )
    )
    assert found.kinds == (SourceKind.JSONLD,)
    assert not found.warnings
    return found.events


def same(found: SourceEvent, odd: Odd, event: Event, page: str) -> None:
    details = event.details
    assert found.title == odd.title
    assert (found.start, found.end) == (odd.start, odd.end)
    if isinstance(odd.start, datetime) and isinstance(found.start, datetime):
        assert found.start.utcoffset() == odd.start.utcoffset()
    assert found.all_day is not details.time_known
    assert found.status is odd.status
    assert found.location == odd.place
    assert (found.description or "") == details.description
    assert (found.price or "") == details.price
    assert found.url == (details.link or page)
    assert (found.image or "") == details.image
    assert found.organizer is None


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
async def test_an_event_reads_back_as_it_is_stored(calendar: Calendar, odd: Odd) -> None:
    event = await stored(calendar, odd)
    moved = await calendar.get(f"/nl/evenement/{event.id}")
    path = moved.headers.get("Location", f"/nl/evenement/{event.id}")
    (found,) = scraped(await calendar.get(path), ADDRESS + path)
    same(found, odd, event, ADDRESS + path)


async def test_a_list_reads_back_whole(calendar: Calendar) -> None:
    events = {}
    for name, odd in ODD.items():
        events[name] = await stored(calendar, odd)
    found = [*scraped(await calendar.get("/en/"), f"{ADDRESS}/en/")]
    later = (await calendar.get("/en/")).links('.pages [rel="next"]')
    while later:
        page = await calendar.get(later[0])
        found += scraped(page, ADDRESS + later[0])
        later = page.links('.pages [rel="next"]')
    by_id = {one.external_id: one for one in found}
    assert len(found) == len(by_id) == len(ODD)
    for name, odd in ODD.items():
        (one,) = [each for each in found if (each.external_id or "").startswith(f"event-{events[name].id}@")]
        same(one, odd, events[name], one.url or "")


async def test_every_price_reads_back(calendar: Calendar) -> None:
    wanted = {}
    for number, price in enumerate(PRICES):
        event = await calendar.put(f"Gig of band {number + 100}", at(1), price=price)
        wanted[event.id] = price
    found = scraped(await calendar.get("/nl/"), f"{ADDRESS}/nl/")
    assert {int((one.external_id or "").partition("@")[0][6:]): one.price for one in found} == wanted


async def test_a_price_that_is_a_number_is_told_as_one(calendar: Calendar) -> None:
    event = await calendar.put("Gig", at(1), price="12.50 EUR")
    (told,) = blocks(await calendar.get(f"/nl/evenement/{event.id}-gig"))
    assert told["offers"] == {"@type": "Offer", "price": "12.50", "priceCurrency": "EUR"}


async def test_nobody_is_in_it(calendar: Calendar) -> None:
    event = await calendar.put("Gig", at(1), venue_id=METROPOOL, language=Language.NONE)
    (told,) = blocks(await calendar.get(f"/nl/evenement/{event.id}-gig"))
    assert not {"organizer", "performer", "author", "creator"} & set(told)
    assert told["inLanguage"] == "zxx"
    assert told["eventStatus"] == "https://schema.org/EventScheduled"


async def test_the_command_reads_the_page(calendar: Calendar, tmp_path: Path) -> None:
    """The very program, on the very bytes."""
    event = await stored(calendar, ODD["markup in everything"])
    path = (await calendar.get(f"/nl/evenement/{event.id}")).headers["Location"]
    file = tmp_path / "page.html"
    file.write_text((await calendar.get(path)).text, "utf-8")
    asked = ("-m", "bot", "scrape", "--json", "--now", "2026-03-09", str(file))
    run = await asyncio.create_subprocess_exec(sys.executable, *asked, stdout=asyncio.subprocess.PIPE)
    out, _ = await run.communicate()
    line, nothing = out.decode().split("\n")
    assert not nothing
    assert json.loads(line)["title"] == event.details.title
    assert json.loads(line)["description"] == event.details.description


def blocks(page: Page) -> list[dict[str, Any]]:
    return [json.loads(one.text) for one in page.tree.cssselect('script[type="application/ld+json"]')]


def test_the_stories_are_in_the_window() -> None:
    assert all(odd.starts - at(0) < timedelta(days=300) for odd in ODD.values())
