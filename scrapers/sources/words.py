"""A page without markup for machines, read as people do: what repeats, has a date, a name and a link.

Nothing is guessed past what agendas look like: a list of news with its dates is no agenda.
"""

import re
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from domain.sources import Reading, SourceEvent, SourceKind, SourceStatus
from domain.when import When, read_page_date
from scrapers import merge, moments, status, text, zones
from scrapers.page import Page
from scrapers.problems import NotAnAgenda
from scrapers.sources import words_item
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
_NEWS_PAGE = re.compile(r"\b(?:news|nieuws|blog|press|pers)\b", re.IGNORECASE)
_NEWS = re.compile(
    r"news|nieuws|blog|posts?\b|article|artikel|press|pers\b|comment|reactie|tweet|vacatur|jobs?\b|updates",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s?(?:uur|u\b|am\b|pm\b)", re.IGNORECASE)
_DETAIL = re.compile(
    r"\b(?:tickets?|doors?|deuren|aanvang|datum|date|when|wanneer|time|tijd|zaal open|locatie|location"
    r"|entree)\b",
    re.IGNORECASE,
)


def parse(page: Page, *, zone: ZoneInfo, today: date) -> Reading:
    """The events of a list in words, or the one event that a page is about.

    Dates without a year are resolved against `today` and the weekday beside them. Raises `NotAnAgenda` when
    nothing on the page repeats like an agenda.
    """
    for blocks in groups(page.tree)[:8]:
        events = [event for block in blocks[:_MAX_ITEMS] if (event := _event(block, page, zone, today))]
        events = merge.across([events])
        if len({event.url for event in events}) * 2 < len(events) or not events:
            continue
        if (len(events) > 1 or _single(blocks, page)) and _is_agenda(blocks, events, page, today):
            return Reading(tuple(events), kinds=(SourceKind.HTML,))
    event = _only_event(page, zone, today)
    if event:
        return Reading((event,), kinds=(SourceKind.HTML,))
    raise NotAnAgenda("No list of events with dates was found on this page.")


def _is_agenda(blocks: list[Block], events: list[SourceEvent], page: Page, today: date) -> bool:
    if sum(_day(event.start) >= today for event in events) * 2 > len(events):
        return not _newsy(blocks[0]) or any(isinstance(event.start, datetime) for event in events)
    links = " ".join(event.url or "" for event in events[:5])
    surroundings = f"{_around(blocks[0])} {page.title} {page.address or ''} {links}"
    evidence = bool(_AGENDA.search(surroundings)) + sum(
        bool(pattern.search(words(block.elements[0])))
        for block in blocks[:3]
        for pattern in (_CLOCK, WEEKDAY)
    )
    return evidence > 0 and not _newsy(blocks[0])


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
    start, end = _when(block, heading, zone, today)
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


def _when(
    block: Block, heading: "HtmlElement | None", zone: ZoneInfo, today: date
) -> tuple[datetime | date | None, datetime | date | None]:
    shown = with_month(block.dated, words(block.dated))
    item = block.elements[0]
    machine = block.dated if block.dated.tag == "time" else next(item.iter("time"), None)
    written = moments.read(machine.get("datetime"), zone) if machine is not None else None
    # the name may hold digits that mean nothing here, unless it is the name of everything
    named_apart = heading is not None and block.dated not in heading.iter()
    rest = "" if block.dated is item else words(item, heading if named_apart else None)[:400]
    read = read_page_date(f"{shown} | {rest.replace(words(block.dated), ' ', 1)}", today=today, zone=zone)
    if written is not None:
        if isinstance(written.value, datetime):
            return _as_shown(written.value, read, zone), None
        if read and isinstance(read.start, datetime):
            return datetime.combine(written.value, read.start.time(), tzinfo=zone), None
        return written.value, None
    if read is None:
        return None, None
    return read.start, _end(read)


def _as_shown(written: datetime, read: When | None, zone: ZoneInfo) -> datetime:
    """The machine's time in the page's zone; a `Z` on what the page shows as local time is a mistake."""
    local = written.astimezone(zone)
    shown = read.start.time() if read and isinstance(read.start, datetime) else None
    return written.replace(tzinfo=zone) if shown == written.time() != local.time() else local


def _end(read: When) -> datetime | date | None:
    return read.end if type(read.end) is type(read.start) else None


def _only_event(page: Page, zone: ZoneInfo, today: date) -> SourceEvent | None:
    """The event a page is about: its one main heading, a full date near it, an event page's words."""
    heading = _main_heading(page)
    if heading is None or _NEWS_PAGE.search(page.address or ""):
        return None
    title = text.one_line(words(heading), text.TITLE)
    if not title or LIKE_A_DATE.fullmatch(title):
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
        end=_end(read),
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
