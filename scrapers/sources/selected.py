"""A page read by CSS selectors: where it keeps its events was told, or found out before."""

from bisect import bisect_left
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from domain.selectors import Pick, Selectors
from domain.sources import Note, Reading, SourceEvent, SourceKind, SourcePlace, SourceStatus
from domain.when import read_page_date
from scrapers import merge, moments, status, text, zones
from scrapers.page import Page
from scrapers.problems import Unreadable
from scrapers.sources import words_item, words_when
from scrapers.sources.words_blocks import dated_elements, words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_ITEMS = 2000
_DAY = timedelta(days=1)


def parse(page: Page, selectors: Selectors, *, zone: ZoneInfo, today: date) -> Reading:
    """The events at the selectors, each once; where the list goes on is `next_page`.

    Dates without a year are resolved against `today`. A page on which the selectors find nothing is an
    error (`Unreadable`), since it was rebuilt: only an empty list, told apart by its own selector, is not.
    """
    holders = found(page.tree, selectors.list) if selectors.list else [page.tree]
    elements = items(page.tree, selectors)
    if not elements:
        if selectors.list and holders:
            return Reading((), (Note("The list on this page is empty."),), kinds=(SourceKind.HTML,))
        raise Unreadable("The selectors find nothing here any more; the page was probably rebuilt.")
    reader = _Reader(page, selectors, elements, zone, today)
    events = [event for element in elements if (event := reader.event(element))]
    if not events:
        raise Unreadable(
            "The selectors find {count} items here, but in none of them a name and a date any more.",
            count=len(elements),
        )
    undated = len(elements) - len(events)
    warnings = (Note("Events without a date, left out: {count}.", count=undated),) if undated else ()
    following = _following(page, selectors.next_page) if selectors.next_page else None
    return Reading(tuple(merge.across([events])), warnings, kinds=(SourceKind.HTML,), next_page=following)


def found(root: "HtmlElement", pick: Pick) -> "list[HtmlElement]":
    """The elements at or below `root` that the selector leads to, in document order."""
    return [one for one in cast("list[HtmlElement]", root.xpath(pick.xpath)) if isinstance(one.tag, str)]


def items(tree: "HtmlElement", selectors: Selectors) -> "list[HtmlElement]":
    """The element of each event; one within another is a part of it."""
    holders = found(tree, selectors.list) if selectors.list else [tree]
    matching = {one: None for holder in holders for one in found(holder, selectors.item)}
    outermost = [one for one in matching if not any(above in matching for above in one.iterancestors())]
    return outermost[:_MAX_ITEMS]


class _Reader:
    """Reads item after item of one page."""

    def __init__(
        self, page: Page, selectors: Selectors, elements: "list[HtmlElement]", zone: ZoneInfo, today: date
    ) -> None:
        self._page = page
        self._selectors = selectors
        self._zone = zone
        self._today = today
        self._order: dict[HtmlElement, int] = {}
        self._above: list[HtmlElement] = []
        if selectors.date:
            inside = set(elements)
            self._above = [
                one
                for one in found(page.tree, selectors.date)
                if one not in inside and not any(holder in inside for holder in one.iterancestors())
            ]
        if self._above:
            self._order = {one: place for place, one in enumerate(page.tree.iter())}

    def event(self, item: "HtmlElement") -> SourceEvent | None:
        picks = self._selectors
        dated = self._dated(item)
        if dated is None:
            return None
        heading, title = self._title(item, dated)
        if not title:
            return None
        start, finish = self._when(item, dated, heading)
        if start is None:
            return None
        announced, title = status.from_title(title)
        return SourceEvent(
            title=title,
            start=start,
            end=finish,
            all_day=not isinstance(start, datetime),
            timezone=zones.zone_name(start.tzinfo) if isinstance(start, datetime) else None,
            source_kind=SourceKind.HTML,
            status=self._label(item) or announced or SourceStatus.SCHEDULED,
            location=self._place(item),
            url=_link(item, picks.link, self._page)
            if picks.link
            else words_item.link(item, heading, self._page),
            image=_image(item, picks.image, self._page)
            if picks.image
            else words_item.image(item, self._page),
            price=text.one_line(_said(item, picks.price), 60) if picks.price else words_item.price(item),
        )

    def _dated(self, item: "HtmlElement") -> "HtmlElement | None":
        """The element with the item's date: in it, or as a heading above it."""
        pick = self._selectors.date
        if pick is None:
            return next(iter(dated_elements(item)), None)
        if inside := found(item, pick):
            return inside[0]
        place = bisect_left(self._above, self._order.get(item, 0), key=lambda one: self._order[one])
        return self._above[place - 1] if place else None

    def _title(self, item: "HtmlElement", dated: "HtmlElement") -> "tuple[HtmlElement | None, str | None]":
        pick = self._selectors.title
        if pick is None:
            return words_item.title(item, dated)
        for element in found(item, pick)[:5]:
            written = (
                text.one_line(element.get(pick.attribute), text.TITLE)
                if pick.attribute
                else words_item.name(element, dated)
            )
            if written:
                return element, written
        return None, None

    def _when(
        self, item: "HtmlElement", dated: "HtmlElement", heading: "HtmlElement | None"
    ) -> tuple[datetime | date | None, datetime | date | None]:
        picks = self._selectors
        hours = " | ".join(_all_said(item, picks.time)[:3]) if picks.time else None
        written = dated.get(picks.date.attribute) if picks.date and picks.date.attribute else None
        start, finish = self._written(written, hours) if written else (None, None)
        if start is None:
            start, finish = words_when.when(
                dated, item, heading, zone=self._zone, today=self._today, hours=hours
            )
        if start is not None and picks.end and (said := _said(item, picks.end)):
            finish = self._end(said, start) or finish
        return start, finish

    def _written(
        self, written: str, hours: str | None
    ) -> tuple[datetime | date | None, datetime | date | None]:
        """What an attribute holds: a date of software, or else a date in words."""
        moment = moments.read(written, self._zone)
        if moment is None:
            read = read_page_date(f"{written} | {hours or ''}", today=self._today, zone=self._zone)
            return (read.start, words_when.end(read)) if read else (None, None)
        if isinstance(moment.value, datetime):
            return moment.value.astimezone(self._zone), None
        read = (
            read_page_date(f"{moment.value} | {hours}", today=self._today, zone=self._zone) if hours else None
        )
        return (read.start, words_when.end(read)) if read else (moment.value, None)

    def _end(self, said: str, start: datetime | date) -> datetime | date | None:
        """An hour on the day of the start (or the night after it), or a last day."""
        moment = moments.read(said, self._zone)
        value = moment.value if moment else None
        if value is None:
            day = start.date() if isinstance(start, datetime) else start
            read = read_page_date(said, today=day, zone=self._zone, past_ok=False) or read_page_date(
                f"{day} | {said}", today=day, zone=self._zone
            )
            value = read.start if read else None
        if isinstance(start, datetime):
            if isinstance(value, datetime):
                value = value if value > start or value.date() < start.date() else value + _DAY
                return value.astimezone(self._zone) if value > start else None
            return None
        if value is None or isinstance(value, datetime):
            return None
        return value + _DAY if value >= start else None

    def _label(self, item: "HtmlElement") -> SourceStatus | None:
        pick = self._selectors.status
        if pick is None:
            return words_item.label(item)
        return next(filter(None, map(status.from_label, _all_said(item, pick))), None)

    def _place(self, item: "HtmlElement") -> SourcePlace:
        if self._selectors.place is None:
            return words_item.place(item)
        return SourcePlace(name=text.one_line(_said(item, self._selectors.place), 120))


def _said(item: "HtmlElement", pick: Pick) -> str | None:
    """The words, or the attribute, of the first element that has any."""
    return next(iter(_all_said(item, pick)), None)


def _all_said(item: "HtmlElement", pick: Pick) -> list[str]:
    said = (
        (element.get(pick.attribute) or "").strip() if pick.attribute else words(element)
        for element in found(item, pick)
    )
    return [one for one in said if one]


def _link(item: "HtmlElement", pick: Pick, page: Page) -> str | None:
    for element in found(item, pick):
        if pick.attribute:
            links = [element.get(pick.attribute)]
        else:
            links = [anchor.get("href") for anchor in element.iter("a", "link")]
        if link := next(filter(None, (text.link(one, page.base) for one in links)), None):
            return link
    return None


def _image(item: "HtmlElement", pick: Pick, page: Page) -> str | None:
    for element in found(item, pick):
        if pick.attribute:
            # of a srcset the first candidate
            written = (element.get(pick.attribute) or "").strip().split(",")[0].split(" ")[0]
            link = text.link(written, page.base)
        else:
            link = words_item.image(element, page)
        if link:
            return link
    return None


def _following(page: Page, pick: Pick) -> str | None:
    link = _link(page.tree, pick, page)
    return link if link != page.url else None
