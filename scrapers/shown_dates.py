"""A date in a page's markup that is long past, on a page that plainly shows another one to come."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.sources import SourceEvent
from domain.when import When, read_page_date
from scrapers.page import Page

_MONTHS = (
    *(r"jan(?:uar[iy])?", r"feb(?:ruar[iy])?", r"(?:m(?:aa)?rt|mar(?:ch)?)", r"apr(?:il)?"),
    *(r"(?:mei|may)", r"jun[ie]?", r"jul[iy]?", r"aug(?:ustus|ust)?"),
    *(r"sept?(?:ember)?", r"o[ck]t(?:ober)?", r"nov(?:ember)?", r"dec(?:ember)?"),
)
_MONTH = "|".join(_MONTHS)
_FULL = re.compile(
    rf"(?<![\d/.-])(?:\d{{1,2}}(?:st|nd|rd|th|e)?\s+(?:of\s+)?(?:{_MONTH})\.?,?\s+20\d\d"
    rf"|(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+20\d\d|\d{{1,2}}([-/.])\d{{1,2}}\120\d\d|20\d\d-\d\d-\d\d)(?!\d)",
    re.IGNORECASE,
)
# a page dates itself too, and what it sold or opened for
_OTHER = re.compile(
    r"(?:geplaatst|gepubliceerd|bijgewerkt|posted|published|updated|voorverkoop|sale|inschrij\w*|aanmelden|deadline|until"
    r"|t/m|tot(?: en met)?|vanaf|from|since|sinds|geldig)\W*(?:\w+\W+){0,2}\Z",
    re.IGNORECASE,
)
_MOST = 20
_YEARS_AHEAD = 3
_BEFORE, _AFTER = 40, 60


def in_place_of_old(
    events: list[SourceEvent], page: Page, *, today: date, zone: ZoneInfo
) -> tuple[SourceEvent, SourceEvent] | None:
    """(the event as the markup has it, the event as the page shows it); None when they do not contradict.

    Last year's page is copied, its words are changed and its markup is not. The markup loses only when
    there is no doubt: it has one event, whose day is past and nowhere on the page, while the page shows
    one full date that is still to come.
    """
    if len(events) != 1:
        return None
    event = events[0]
    marked = _day(event.start)
    ends = _day(event.end) if event.end is not None else marked
    if max(marked, ends) >= today:
        return None
    if not any(str(year) in page.markup for year in range(today.year, today.year + _YEARS_AHEAD)):
        return None
    shown = page.visible_text
    if _mentions(marked, shown):
        return None
    coming = {_day(read.start): read for read in _coming(shown, today, zone)}
    if len(coming) != 1:
        return None
    ((day, read),) = coming.items()
    start: datetime | date = read.start
    if not isinstance(start, datetime) and isinstance(event.start, datetime):
        clock = event.start.timetz().replace(tzinfo=None)
        if re.search(rf"(?<!\d)0?{clock.hour}[:.]{clock.minute:02d}(?!\d)", shown):
            start = datetime.combine(day, clock, tzinfo=zone)
    timed = isinstance(start, datetime)
    end = read.end if isinstance(read.end, datetime) is timed else None
    return event, replace(
        event, start=start, end=end, all_day=not timed, timezone=zone.key if timed else None
    )


def _coming(shown: str, today: date, zone: ZoneInfo) -> Iterator[When]:
    for count, found in enumerate(_FULL.finditer(shown)):
        if count == _MOST:
            return
        if _OTHER.search(shown[max(0, found.start() - _BEFORE) : found.start()]):
            continue
        read = read_page_date(shown[found.start() : found.end() + _AFTER], today=today, zone=zone)
        if read and _day(read.start) >= today:
            yield read


def _mentions(day: date, shown: str) -> bool:
    """Whether the page shows this day of this month in whatever form, without a year or with its own."""
    number, month = rf"(?<!\d)0?{day.day}", _MONTHS[day.month - 1]
    not_of_another_year = rf"(?!(?:st|nd|rd|th)?[.,\s/-]{{1,3}}(?!{day.year})20\d\d)"
    forms = (
        rf"{number}(?:st|nd|rd|th|e|\.)?\s+(?:of\s+|de\s+)?{month}\b{not_of_another_year}",
        rf"\b{month}\.?\s+0?{day.day}(?!\d){not_of_another_year}",
        rf"{number}\s?[-/.|]\s?0?{day.month}(?!\d){not_of_another_year}",
        rf"{day.year}[-/.]?{day.month:02d}[-/.]?{day.day:02d}",
    )
    return re.search("|".join(forms), shown, re.IGNORECASE) is not None


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
