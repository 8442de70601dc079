"""A page without markup for machines, read as people do: what repeats, has a date, a name and a link.

Nothing is guessed past what agendas look like: a list of news with its dates is no agenda.
"""

import re
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from domain.sources import NOWHERE, Reading, SourceEvent, SourceKind, SourcePlace, SourceStatus
from domain.when import When, read_page_date
from scrapers import merge, moments, status, text, zones
from scrapers.page import Page
from scrapers.problems import NotAnAgenda
from scrapers.sources.words_blocks import LIKE_A_DATE, Block, dated_elements, groups, words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_ITEMS = 1000
_TITLE = re.compile(
    r"(?:^|[\s_-])(?:title|titel|titre|naam|name|artist|artiest|act|headline|heading|kop|summary)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:^|[\s_-])(?:venue|location|locatie|plaats|plek|zaal|podium|room|place|where)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PRICE = re.compile(r"(?:^|[\s_-])(?:price|prijs|entree|tarief|cost)(?:$|[\s_-])", re.IGNORECASE)
_MONEY = re.compile(
    r"(?:€|£|EUR)\s?\d{1,3}(?:[.,](?:\d\d|-))?(?:,-)?|\d{1,3}(?:[.,]\d\d)?\s?(?:€|euro)", re.IGNORECASE
)
_BACKGROUND = re.compile(r"url\(\s*['\"]?([^'\")]{4,500})")
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
_WEEKDAY = re.compile(
    r"\b(?:ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun)\b\.?|\w+dag\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
_LEADING_DATE = re.compile(
    rf"^(?:{_WEEKDAY.pattern})?[\s,.]*(?:{LIKE_A_DATE.pattern})(?:\s+20\d\d)?[\s:|–—-]+", re.IGNORECASE
)
_BUTTONS = re.compile(
    r"^(?:koop |bestel |buy |order |get )?(?:tickets?|kaarten|info|meer|more|lees|read|bekijk|view|details"
    r"|reserveer|book|uitverkocht|sold out)\b",
    re.IGNORECASE,
)
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
        events = merge.once(events)
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
        for pattern in (_CLOCK, _WEEKDAY)
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
    heading, title = _title(element, block.dated)
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
        status=announced or _label(element) or SourceStatus.SCHEDULED,
        location=_place(element),
        url=_link(element, heading, page),
        image=_image(element, page),
        price=_price(element),
    )


def _when(
    block: Block, heading: "HtmlElement | None", zone: ZoneInfo, today: date
) -> tuple[datetime | date | None, datetime | date | None]:
    shown = words(block.dated)
    machine = block.dated if block.dated.tag == "time" else next(block.dated.iter("time"), None)
    written = moments.read(machine.get("datetime"), zone) if machine is not None else None
    rest = "" if block.dated in block.elements else words(block.elements[0], heading)[:400]
    read = read_page_date(
        f"{shown} | {rest}" if shown not in rest else f"{shown} | {rest.replace(shown, ' ', 1)}",
        today=today,
        zone=zone,
    )
    if written is not None:
        if isinstance(written.value, datetime):
            return written.value, None
        if read and isinstance(read.start, datetime):
            return datetime.combine(written.value, read.start.time(), tzinfo=zone), None
        return written.value, None
    if read is None:
        return None, None
    return read.start, _end(read)


def _end(read: When) -> datetime | date | None:
    return read.end if type(read.end) is type(read.start) else None


def _title(element: "HtmlElement", dated: "HtmlElement") -> tuple["HtmlElement | None", str | None]:
    """The element that names the item, and the name: a heading, what is called a title, a link's text."""
    headings = list(element.iter("h1", "h2", "h3", "h4", "h5", "h6"))
    named = [e for e in element.iter() if isinstance(e.tag, str) and _TITLE.search(e.get("class") or "")]
    links = sorted(element.iter("a"), key=lambda a: -len(words(a, dated)))
    for candidate in (*headings, *named, *links, *element.iter("strong", "b"), element):
        if candidate is dated:
            continue
        written = _name(candidate, dated)
        if written and not _BUTTONS.match(written) and (candidate is not element or len(written) < 120):
            return candidate, written
    return _name_in_date(dated)


def _name_in_date(dated: "HtmlElement") -> tuple["HtmlElement | None", str | None]:
    written = _LEADING_DATE.sub("", words(dated))
    return (
        (dated, text.one_line(written, text.TITLE))
        if written != words(dated) and len(written) > 2
        else (None, None)
    )


def _name(element: "HtmlElement", dated: "HtmlElement") -> str | None:
    """The element's words without small raised additions (a country, a footnote) and without its date."""
    parts = [element.text or ""]
    for child in element:
        if (
            child is not dated
            and isinstance(child.tag, str)
            and child.tag not in ("sup", "time", "script", "style", "svg")
        ):
            parts.append(words(child, dated))
        parts.append(child.tail or "")
    written = _LEADING_DATE.sub("", " ".join(" ".join(parts).split()))
    return text.one_line(written, text.TITLE) if any(sign.isalpha() for sign in written) else None


def _link(element: "HtmlElement", heading: "HtmlElement | None", page: Page) -> str | None:
    around = [a for a in (element, *element.iterancestors()) if a.tag == "a"][:1]
    near = [] if heading is None else [*(a for a in heading.iterancestors("a")), *heading.iter("a")]
    for anchor in (*near, *around, *element.iter("a")):
        href = anchor.get("href") or ""
        if not href.startswith(("#", "mailto:", "tel:", "javascript:")) and (
            found := text.link(href, page.base)
        ):
            return found
    return None


def _label(element: "HtmlElement") -> SourceStatus | None:
    """A sticker such as "afgelast" that stands by itself in the item."""
    for inner in element.iterdescendants():
        if isinstance(inner.tag, str) and len(inner) == 0 and inner.text and len(inner.text) < 40:
            found, _ = status.from_title(f"x [{inner.text.strip()}]")
            if found:
                return found
    return None


def _place(element: "HtmlElement") -> SourcePlace:
    for inner in element.iterdescendants():
        if isinstance(inner.tag, str) and _PLACE.search(inner.get("class") or ""):
            name = text.one_line(words(inner), 120)
            if name and not LIKE_A_DATE.search(name):
                return SourcePlace(name=name)
    return NOWHERE


def _price(element: "HtmlElement") -> str | None:
    for inner in element.iterdescendants():
        if (
            isinstance(inner.tag, str)
            and _PRICE.search(inner.get("class") or "")
            and (found := text.one_line(words(inner), 60))
        ):
            return found
    money = _MONEY.search(words(element)[:600])
    return money[0] if money else None


def _image(element: "HtmlElement", page: Page) -> str | None:
    for image in element.iter("img"):
        for name in ("data-src", "src", "data-lazy-src"):
            if (image.get(name) or "").startswith("data:"):
                continue
            if found := text.link(image.get(name), page.base):
                return found
    for inner in element.iterdescendants():
        if isinstance(inner.tag, str) and (match := _BACKGROUND.search(inner.get("style") or "")):
            return text.link(match[1], page.base)
    return None


def _only_event(page: Page, zone: ZoneInfo, today: date) -> SourceEvent | None:
    """The event a page is about: its one main heading, a full date near it, an event page's words."""
    headings = [h for h in page.tree.iter("h1") if words(h)]
    if len(headings) != 1 or _NEWS_PAGE.search(page.address or ""):
        return None
    heading = headings[0]
    title = text.one_line(words(heading), text.TITLE)
    if not title or LIKE_A_DATE.fullmatch(title):
        return None
    holder = next((a for a in heading.iterancestors() if dated_elements(a)), None)
    if holder is None or holder.tag in ("body", "html"):
        return None
    near = words(holder)[:1500]
    dates = dated_elements(holder)
    shown = words(dates[0])
    read = read_page_date(f"{shown} | {near.partition(shown)[2][:300]}", today=today, zone=zone)
    if (
        read is None
        or not _DETAIL.search(near)
        or not (re.search(r"\b20\d\d\b", shown) or _WEEKDAY.search(shown))
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


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
