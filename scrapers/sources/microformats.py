"""hCalendar and h-event: class names that older venue sites carry. A page in, events out."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from domain.sources import NOWHERE, Note, Reading, SourceEvent, SourceKind, SourcePlace, SourceStatus
from scrapers import merge, moments, status, text, worded_dates, zones
from scrapers.page import Page
from scrapers.problems import NotAnAgenda

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DAY = timedelta(days=1)
# property -> (classic class, h-event classes)
_CLASSES = {
    "title": ("summary", "p-name"),
    "start": ("dtstart", "dt-start"),
    "end": ("dtend", "dt-end"),
    "duration": ("duration", "dt-duration"),
    "location": ("location", "p-location"),
    "url": ("url", "u-url"),
    "description": ("description", "e-content", "p-description", "p-summary"),
    "category": ("category", "p-category"),
    "status": ("status", "p-status"),
    "uid": ("uid", "u-uid"),
    "image": ("photo", "u-photo", "u-featured"),
    "organizer": ("organizer", "p-organizer"),
}
_STATUS = {
    "CANCELLED": SourceStatus.CANCELLED,
    "CANCELED": SourceStatus.CANCELLED,
    "POSTPONED": SourceStatus.POSTPONED,
}


def parse(page: Page, *, zone: ZoneInfo, today: date | None = None) -> Reading:
    """The page's hCalendar and h-event events. Raises `NotAnAgenda` when it has none.

    Dates in words without a year are resolved against `today`.
    """
    if "vevent" not in page.markup and "h-event" not in page.markup:
        raise NotAnAgenda("There is no hCalendar event on this page.")
    found: list[SourceEvent] = []
    items = undated = 0
    for element in _roots(page.tree):
        items += 1
        event = _event(element, page, zone, today)
        if event:
            found.append(event)
        else:
            undated += 1
    if not items:
        raise NotAnAgenda("There is no hCalendar event on this page.")
    warnings = (Note("Events without a date, left out: {count}.", count=undated),) if undated else ()
    return Reading(tuple(merge.once(found)), warnings, kinds=(SourceKind.HTML,))


def _roots(tree: "HtmlElement") -> Iterator["HtmlElement"]:
    """Outermost event elements; templates nest the class by mistake, a real part has its own start."""
    for element in tree.xpath("//*[contains(@class, 'vevent') or contains(@class, 'h-event')]")[:5000]:
        if not _is_root(element):
            continue
        above = next((a for a in element.iterancestors() if _is_root(a)), None)
        if above is None or (_first(element, "start") is not None and _first(element, "title") is not None):
            yield element


def _is_root(element: "HtmlElement") -> bool:
    return not {"vevent", "h-event"}.isdisjoint(_names(element))


def _names(element: "HtmlElement") -> list[str]:
    return (element.get("class") or "").split()


def _all(root: "HtmlElement", what: str) -> Iterator["HtmlElement"]:
    """Elements of a property, leaving out those of an event nested with a start of its own."""
    wanted = set(_CLASSES[what])
    for element in root.iterdescendants():
        if isinstance(element.tag, str) and not wanted.isdisjoint(_names(element)):
            nested = next((a for a in element.iterancestors() if _is_root(a)), root)
            if nested is root or not _has(nested, "dtstart", "dt-start"):
                yield element


def _has(root: "HtmlElement", *names: str) -> bool:
    return any(not set(names).isdisjoint(_names(e)) for e in root.iterdescendants() if isinstance(e.tag, str))


def _first(root: "HtmlElement", what: str) -> "HtmlElement | None":
    return next(_all(root, what), None)


def _event(root: "HtmlElement", page: Page, zone: ZoneInfo, today: date | None) -> SourceEvent | None:
    start = _moment(_first(root, "start"), zone, today)
    heading = _first(root, "title")
    title = text.one_line(_words(heading), text.TITLE) if heading is not None else None
    if start is None or title is None:
        return None
    announced, title = status.from_title(title)
    description = text.paragraphs(_words(_first(root, "description")))
    said = _STATUS.get((text.one_line(_words(_first(root, "status"))) or "").upper())
    categories = (text.one_line(_words(element), 60) for element in _all(root, "category"))
    return SourceEvent(
        title=title,
        start=start,
        end=_end(root, start, zone),
        all_day=not isinstance(start, datetime),
        timezone=zones.zone_name(start.tzinfo) if isinstance(start, datetime) else None,
        source_kind=SourceKind.HTML,
        status=said or announced or status.from_text(description) or SourceStatus.SCHEDULED,
        location=_location(_first(root, "location")),
        url=_url(root, page),
        description=description,
        image=_image(_first(root, "image"), page),
        organizer=text.one_line(_words(_first(root, "organizer")), 200),
        external_id=text.one_line(_words(_first(root, "uid")), 500),
        categories=tuple(dict.fromkeys(filter(None, categories)))[:20],
    )


def _moment(
    element: "HtmlElement | None", zone: ZoneInfo, today: date | None = None
) -> datetime | date | None:
    if element is None:
        return None
    for written in _candidates(element):
        moment = moments.read(written, zone)
        if moment:
            return moment.value
    for written in _candidates(element):
        if (worded := worded_dates.read(written, zone, today=today)) is not None:
            return worded
    return None


def _candidates(element: "HtmlElement") -> Iterator[str]:
    """Where the machine's version of a date may stand, the most precise first."""
    pieces = [
        _value(e)
        for e in element.iterdescendants()
        if isinstance(e.tag, str) and not {"value", "value-title"}.isdisjoint(_names(e))
    ]
    if pieces:
        yield _joined(pieces)
    for attribute in ("title", "datetime", "content", "data-datetime"):
        yield from (
            str(e.get(attribute))
            for e in (element, *element.iterdescendants("abbr", "time"))
            if e.get(attribute)
        )
    yield " ".join(element.text_content().split())


def _value(element: "HtmlElement") -> str:
    return str(
        element.get("title") or element.get("datetime") or element.get("content") or element.text_content()
    ).strip()


def _joined(pieces: list[str]) -> str:
    """The value-class pattern: date, time and offset each in an element of their own."""
    day = next((p for p in pieces if re.fullmatch(r"\d{4}-\d\d-\d\d", p)), None)
    clock = next(
        (
            p
            for p in pieces
            if re.match(r"\d{1,2}(:\d\d)?\s*([ap]\.?m\.?)?\s*([+-]|Z|\Z)", p, re.IGNORECASE) and p != day
        ),
        None,
    )
    offset = next((p for p in pieces if re.fullmatch(r"Z|[+-]\d\d:?\d\d", p)), "")
    return f"{day}T{clock}{offset}" if day and clock else " ".join(pieces)


def _end(root: "HtmlElement", start: datetime | date, zone: ZoneInfo) -> datetime | date | None:
    element = _first(root, "end")
    end = _moment(element, zone)
    if end is None and element is not None and isinstance(start, datetime):
        # only an hour: on the day of the start, or past midnight
        clock = next((c for w in _candidates(element) if (c := moments.clock(w))), None)
        if clock:
            end = datetime.combine(start.date(), clock, tzinfo=start.tzinfo)
            end = end if end > start else end + _DAY
    if (
        end is None
        and isinstance(start, datetime)
        and (length := moments.duration(_value(d) if (d := _first(root, "duration")) is not None else None))
    ):
        return start + length
    if isinstance(start, datetime):
        return end if isinstance(end, datetime) and end >= start else None
    last = end.date() if isinstance(end, datetime) else end
    if last is None or last < start or element is None:
        return None
    # dtend is the day after, as in iCalendar, but many pages write the last day itself, and show it
    shown = re.findall(r"\d+", words) if (words := element.text_content()) else []
    is_last_day = last == start or str(last.day) in [number.lstrip("0") for number in shown]
    return last + _DAY if is_last_day else last


def _location(element: "HtmlElement | None") -> SourcePlace:
    if element is None:
        return NOWHERE

    def part(*names: str) -> str | None:
        for inner in element.iterdescendants():
            if isinstance(inner.tag, str) and not set(names).isdisjoint(_names(inner)):
                return text.one_line(_words(inner))
        return None

    name = part("fn", "org", "p-name", "p-org")
    street, city = part("street-address", "p-street-address"), part("locality", "p-locality")
    code = part("postal-code", "p-postal-code")
    address = ", ".join(filter(None, (street, code))) or None
    if not (name or address or city):
        return SourcePlace(name=text.one_line(_words(element)))
    return SourcePlace(name=name, address=address, city=city)


def _url(root: "HtmlElement", page: Page) -> str | None:
    for element in _all(root, "url"):
        if found := text.link(element.get("href") or _words(element), page.base):
            return found
    heading = _first(root, "title")
    near = [*heading.iterancestors("a"), *heading.iter("a")] if heading is not None else []
    for element in near:
        if (found := text.link(element.get("href"), page.base)) is not None:
            return found
    return page.address if sum(1 for _ in _roots(page.tree)) == 1 else None


def _image(element: "HtmlElement | None", page: Page) -> str | None:
    if element is None:
        return None
    return text.link(element.get("src") or element.get("href") or element.get("data"), page.base)


def _words(element: Any) -> str | None:
    if element is None:
        return None
    if element.tag == "abbr" and element.get("title"):
        return str(element.get("title"))
    return str(element.get("content") or element.text_content())
