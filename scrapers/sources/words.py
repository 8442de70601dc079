"""A page without markup for machines, read as people do: what repeats, has a date, a name and a link.

Nothing is guessed past what agendas look like: a list of news with its dates is no agenda.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from domain.sources import Reading, SourceEvent, SourceKind, SourceStatus
from domain.when import read_page_date
from scrapers import merge, status, text, zones
from scrapers.page import Page
from scrapers.problems import NotAnAgenda
from scrapers.sources import words_item, words_when
from scrapers.sources.words_blocks import (
    LIKE_A_DATE,
    WEEKDAY,
    Block,
    dated_elements,
    groups,
    with_month,
    words,
)

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_ITEMS = 1000
_AGENDA = re.compile(
    r"event|agenda|programm|kalender|calendar|concert|gigs?\b|show|voorstelling|optreden|tickets?|what.?s.?on|activiteit|uitagenda"
    r"|festival|workshop|doors|aanvang|zaal|expo|lineup",
    re.IGNORECASE,
)
_NAME_OF_A_LIST = re.compile(
    r"(?:(?:de|het|our|the|volledige|complete|upcoming|komende|all|alle|concert|event|live|jaar|week|maand)[\s-]*)*"
    r"(?:agenda|programma?|program+e|kalender|calendar|events?|evenementen|concerten|concerts|shows|gigs|activiteiten"
    r"|voorstellingen|what.?s on|line-?up|nieuws|news|home|welkom|welcome)[\s!.:]*(?:20\d\d)?",
    re.IGNORECASE,
)
# what a page about one event shows below it
_RELATED = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|suggest\w*|similar|gerelateerd\w*|aanbevolen|ook-leuk|upsells?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SURE = re.compile(rf"\b20\d\d\b|'\d\d\b|\d[-/.]\d+[-/.]\d\d|{WEEKDAY.pattern}", re.IGNORECASE)
_NEWS_PAGE = re.compile(r"\b(?:news|nieuws|blog|press|pers)\b", re.IGNORECASE)
_NEWS = re.compile(
    r"news|nieuws|blog|posts?\b|article|artikel|press|pers\b|comment|reactie|tweet|vacatur|jobs?\b|updates",
    re.IGNORECASE,
)
_LEADING_CLOCK = re.compile(
    r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?(?:uur|u|h|[ap]\.?m\.?)\b)?(?:\s?[-–]\s?\d{1,2}[:.]\d\d(?:\s?(?:uur|u|h)\b)?)?"
    r"\s*[|:,–-]?\s+(?=\w)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s?(?:uur|u\b|am\b|pm\b)", re.IGNORECASE)
_DETAIL = re.compile(
    r"\b(?:tickets?|doors?|deuren|aanvang|datum|date|when|wanneer|time|tijd|zaal open|locatie|location"
    r"|entree)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Listing:
    """The list that a page shows: its events, and the block that each was read from."""

    events: tuple[SourceEvent, ...]
    blocks: tuple[Block, ...]


def listing(page: Page, *, zone: ZoneInfo, today: date) -> Listing | None:
    """The largest block that repeats like an agenda; None when there is none."""
    words_when.forget()
    for blocks in groups(page.tree)[:8]:
        read = _in_order(
            [(block, event) for block in blocks[:_MAX_ITEMS] if (event := _event(block, page, zone, today))],
            today,
        )
        events = merge.across([[event for _, event in read]])
        if not events or _RELATED.search(_around(blocks[0])):
            continue
        pages = {event.url or words_item.leads_to(block.elements[0]) for block, event in read} - {None}
        if len(pages) * 2 < len(events) and not _is_table(blocks, events, page):
            continue
        if (len(events) > 1 or _single(blocks, page)) and _is_agenda(blocks, events, page, today):
            return Listing(tuple(events), tuple(block for block, _ in read))
    return None


def _is_agenda(blocks: list[Block], events: list[SourceEvent], page: Page, today: date) -> bool:
    if sum(_day(event.start) >= today for event in events) * 2 > len(events):
        return not _newsy(blocks[0]) or any(isinstance(event.start, datetime) for event in events)
    # the path alone: the name of a venue's site says "concert" above its news too
    here = f"{page.title} {urlsplit(page.address or '').path}"
    links = " ".join(urlsplit(event.url or "").path for event in events[:5])
    if _NEWS_PAGE.search(f"{here} {links}") and not _AGENDA.search(here):
        return False
    surroundings = f"{_around(blocks[0])} {here} {links}"
    evidence = bool(_AGENDA.search(surroundings)) + sum(
        bool(pattern.search(words(block.elements[0])))
        for block in blocks[:3]
        for pattern in (_CLOCK, WEEKDAY)
    )
    return evidence > 0 and not _newsy(blocks[0])


def _is_table(blocks: list[Block], events: list[SourceEvent], page: Page) -> bool:
    """A table needs no links, when the page is called an agenda and its rows are events by their hours."""
    return (
        blocks[0].elements[0].tag == "tr"
        and len(events) > 1
        and bool(_AGENDA.search(f"{page.title} {urlsplit(page.address or '').path} {_around(blocks[0])}"))
        and sum(isinstance(event.start, datetime) for event in events) * 2 >= len(events)
    )


def _in_order(read: list[tuple[Block, SourceEvent]], today: date) -> list[tuple[Block, SourceEvent]]:
    """Dates without a year or weekday that follow later ones in an agenda are of the next year."""
    days = [_day(event.start) for _, event in read]
    if len(read) < 3 or sum(b >= a for a, b in pairwise(days)) < len(days) - 2 or days[0] < today:
        return read
    ordered: list[tuple[Block, SourceEvent]] = []
    before = today
    for block, event in read:
        day = _day(event.start)
        if day < today <= before and block.dated.tag != "time" and not _SURE.search(_shown(block)):
            event = _a_year_on(event)
            day = _day(event.start)
        before = max(before, day)
        ordered.append((block, event))
    return ordered


def _shown(block: Block) -> str:
    return with_month(block.dated, words(block.dated))


def _a_year_on(event: SourceEvent) -> SourceEvent:
    try:
        start = event.start.replace(year=event.start.year + 1)
        end = event.end and event.end.replace(year=event.end.year + 1)
    except ValueError:  # 29 February
        return event
    return replace(event, start=start, end=end)


def _newsy(block: Block) -> bool:
    around = _around(block)
    return bool(_NEWS.search(around)) and not _AGENDA.search(around)


def _around(block: Block) -> str:
    element = block.elements[0]
    near = [element, *list(element.iterancestors())[:4], *list(element.iterdescendants())[:30]]
    inner = (e for e in near if isinstance(e.tag, str) and e.tag not in ("body", "html"))
    return " ".join(f"{e.get('class') or ''} {e.get('id') or ''}" for e in inner)


def _single(blocks: list[Block], page: Page) -> bool:
    """One item counts as a list only when it is marked up as one item of a list of events."""
    return (
        len(blocks) == 1
        and blocks[0].elements[0].tag in ("article", "li")
        and bool(_AGENDA.search(_around(blocks[0])))
    )


def _event(block: Block, page: Page, zone: ZoneInfo, today: date) -> SourceEvent | None:
    element = block.elements[0]
    heading, title = words_item.title(element, block.dated)
    if not title:
        return None
    hours = None
    clock = _LEADING_CLOCK.match(title)
    if clock and heading is not None and not _CLOCK.search(words(element, heading)):
        hours, title = clock[0], title[clock.end() :]
    start, end = words_when.when(block.dated, element, heading, zone=zone, today=today, hours=hours)
    if start is None:
        return None
    announced, title = status.from_title(title)
    return SourceEvent(
        title=title,
        start=start,
        end=end,
        all_day=not isinstance(start, datetime),
        timezone=zones.zone_name(start.tzinfo) if isinstance(start, datetime) else None,
        source_kind=SourceKind.HTML,
        status=announced or words_item.label(element) or SourceStatus.SCHEDULED,
        location=words_item.place(element),
        url=words_item.link(element, heading, page),
        image=words_item.image(element, page),
        price=words_item.price(element),
    )


def only_event(page: Page, *, zone: ZoneInfo, today: date) -> Reading:
    """The one event that a page is about; raises `NotAnAgenda` when it is not about one."""
    event = _only_event(page, zone, today)
    if event is None:
        raise NotAnAgenda("No list of events with dates was found on this page.")
    return Reading((event,), kinds=(SourceKind.HTML,))


def _only_event(page: Page, zone: ZoneInfo, today: date) -> SourceEvent | None:
    """The event a page is about: its one main heading, a full date near it, an event page's words."""
    heading = _main_heading(page)
    if heading is None or _NEWS_PAGE.search(page.address or ""):
        return None
    title = text.one_line(words(heading), text.TITLE)
    if not title or LIKE_A_DATE.fullmatch(title) or _NAME_OF_A_LIST.fullmatch(title):
        return None
    shown, near = _date_near(heading)
    read = (
        read_page_date(f"{shown} | {near.partition(shown)[2][:300]}", today=today, zone=zone)
        if shown
        else None
    )
    if (
        read is None
        or not _DETAIL.search(near)
        or not (re.search(r"\b20\d\d\b", shown) or WEEKDAY.search(shown))
    ):
        return None
    if not (isinstance(read.start, datetime) or _day(read.start) >= today):
        return None
    announced, title = status.from_title(title)
    event = SourceEvent(
        title=title,
        start=read.start,
        end=words_when.end(read),
        all_day=not isinstance(read.start, datetime),
        timezone=zone.key if isinstance(read.start, datetime) else None,
        source_kind=SourceKind.HTML,
        status=announced or SourceStatus.SCHEDULED,
        url=page.address,
        image=text.link(page.meta("og:image"), page.base),
    )
    return replace(event, description=page.meta("og:description") or page.meta("description"))


def _main_heading(page: Page) -> "HtmlElement | None":
    """The only <h1>, or else the first heading that the page's title repeats."""
    headings = [h for h in page.tree.iter("h1", "h2", "h3") if words(h)]
    first = [h for h in headings if h.tag == "h1"]
    if len(first) == 1:
        return first[0]
    titles = f"{page.title} {page.meta('og:title') or ''}".casefold()
    return next((h for h in headings if len(words(h)) > 3 and words(h).casefold() in titles), None)


def _date_near(heading: "HtmlElement") -> tuple[str, str]:
    """The text of the date that belongs to a heading, and the words around the two."""
    for holder in list(heading.iterancestors())[:6]:
        dates = [d for d in dated_elements(holder) if heading not in d.iter()]
        if dates:
            return words(dates[0]), words(holder)[:2000]
    return "", ""


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
