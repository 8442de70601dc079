"""When an item of a page takes place: the date's words, the hour elsewhere in the item, a <time> in it."""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from domain.when import When, read_page_date
from scrapers import moments
from scrapers.sources import words_blocks
from scrapers.sources.words_blocks import with_month, words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_REST = 400
# "vr 13, za 14 en zo 15 maart": the first of the days
_DAY = r"(?:[a-z]{2,9}\.?\s+)?\d{1,2}"
_SEVERAL_DAYS = re.compile(
    rf"(?<![\d:.])(?P<first>\d{{1,2}})(?:\s*,\s*{_DAY})*\s*(?:,|&|\+|\ben\b|\band\b|\bund\b)\s*{_DAY}\.?\s+(?P<month>[a-zäé]{{3,9}})\b"
    r"(?<!uur)(?<!euro)",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"(?<![\d/])(?P<first>1[0-2]|0?[1-9])/(?P<second>[0-2]?\d|3[01])/(?P<year>(?:20)?\d\d)(?![\d/])"
)


def when(
    dated: "HtmlElement",
    item: "HtmlElement",
    heading: "HtmlElement | None",
    *,
    zone: ZoneInfo,
    today: date,
    hours: str | None = None,
) -> tuple[datetime | date | None, datetime | date | None]:
    """(start, end) of the item whose date stands in `dated`; (None, None) when those words are no date.

    The hour is taken from `hours` where they are known, else from whatever the item says besides its name.
    """
    shown = with_month(dated, words(dated))
    machine = dated if dated.tag == "time" else next(item.iter("time"), None)
    written = moments.read(machine.get("datetime"), zone) if machine is not None else None
    rest = _rest(dated, item, heading) if hours is None else hours
    read = _read(f"{shown} | {rest}", today, zone)
    if written is not None:
        if isinstance(written.value, datetime):
            return _as_shown(written.value, read, zone), None
        if read and isinstance(read.start, datetime):
            at = datetime.combine(written.value, read.start.time(), tzinfo=zone)
            return at, end(read) if at == read.start else None
        return written.value, None
    if read is None:
        return None, None
    return read.start, end(read)


def forget() -> None:
    """Another page begins. Within one, what was read is read again when selectors are tried on it."""
    _read.cache_clear()
    words_blocks.forget()


@lru_cache(maxsize=2000)
def _read(written: str, today: date, zone: ZoneInfo) -> When | None:
    written = _SEVERAL_DAYS.sub(r"\g<first> \g<month>", written)
    if moments.month_first(zone):
        written = _NUMERIC.sub(r"\g<second>/\g<first>/\g<year>", written)
    return read_page_date(written, today=today, zone=zone)


def end(read: When) -> datetime | date | None:
    """The end that goes with the start: an hour with an hour, a day with a day."""
    return read.end if type(read.end) is type(read.start) else None


def _rest(dated: "HtmlElement", item: "HtmlElement", heading: "HtmlElement | None") -> str:
    if dated is item:
        return ""
    # the name may hold digits that mean nothing here, unless it is the name of everything
    named_apart = heading is not None and dated not in heading.iter()
    return words(item, heading if named_apart else None)[:_REST].replace(words(dated), " ", 1)


def _as_shown(written: datetime, read: When | None, zone: ZoneInfo) -> datetime:
    """The machine's time in the page's zone; a `Z` on what the page shows as local time is a mistake."""
    local = written.astimezone(zone)
    shown = read.start.time() if read and isinstance(read.start, datetime) else None
    return written.replace(tzinfo=zone) if shown == written.time() != local.time() else local
