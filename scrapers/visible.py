"""What a page's markup claims against what the page shows."""

import re
from dataclasses import replace
from datetime import datetime, time
from typing import cast
from zoneinfo import ZoneInfo

from domain.sources import SourceEvent, SourceStatus
from scrapers import status, text
from scrapers.page import Page

_WORD = re.compile(r"\w{3,}")
_HEADING = re.compile(r"<h1\b[^>]*>([^\0]{1,1000}?)</h1", re.IGNORECASE)
_SOME_TEXT = 400
_COMMON = frozenset(("the", "and", "for", "with", "from", "van", "een", "het", "met", "der", "die")).union(
    ("und", "les", "des", "show", "live", "tour", "event", "events", "agenda")
)


def own_events(events: list[SourceEvent], page: Page) -> tuple[list[SourceEvent], list[SourceEvent]]:
    """(the page's own events, those its markup copied from elsewhere).

    Themes ship with example markup that nobody removes. A lone event counts as copied only when not one
    telling word of its title and not its year is in the page's heading or text, so a mere difference in
    wording never costs an event.
    """
    if len(events) != 1:
        return events, []
    event = events[0]
    words = _telling(event.title)
    heading = f"{page.title} {page.meta('og:title') or ''}"
    if not words or not heading.strip() or words & _telling(heading):
        return events, []
    shown = page.visible_text
    if len(shown) < _SOME_TEXT:
        # the page is built by its scripts, so what it shows is not in it
        return events, []
    if words & _telling(shown) or _shows_date(event, shown):
        return events, []
    return [], events


def called_off(events: list[SourceEvent], page: Page) -> list[SourceEvent]:
    """A page's only event with the status that its heading announces, when the markup knows of none."""
    if len(events) != 1 or events[0].status is not SourceStatus.SCHEDULED:
        return events
    heading = _HEADING.search(page.text)
    shown = text.one_line(heading[1], text.TITLE) if heading else None
    for written in (shown, page.meta("og:title"), page.title):
        announced, name = status.from_title(written or "")
        if announced and events[0].title.casefold() in name.casefold():
            return [replace(events[0], status=announced)]
    return events


def local_times(events: list[SourceEvent], page: Page, zone: ZoneInfo) -> tuple[list[SourceEvent], bool]:
    """The events with times as the page shows them, and whether that changed any.

    Some software writes local times with the offset of another zone, `Z` most of all. The markup
    loses only when it is unambiguous: of every such event the page shows the hour as written, and of none
    the hour that it would be in `zone`.
    """
    doubtful = [
        event
        for event in events
        if isinstance(event.start, datetime)
        and event.start.tzinfo is not zone
        and event.start.utcoffset() != event.start.astimezone(zone).utcoffset()
    ]
    if not doubtful:
        return events, False
    shown = page.visible_text
    for event in doubtful:
        start = cast(datetime, event.start)
        if not _shows_clock(start.time(), shown) or _shows_clock(start.astimezone(zone).time(), shown):
            return events, False
    wrong = set(map(id, doubtful))
    return [_as_local(event, zone) if id(event) in wrong else event for event in events], True


def _as_local(event: SourceEvent, zone: ZoneInfo) -> SourceEvent:
    start, end = cast(datetime, event.start), event.end
    if isinstance(end, datetime):
        end = end.astimezone(start.tzinfo).replace(tzinfo=zone)
    return replace(event, start=start.replace(tzinfo=zone), end=end, timezone=zone.key)


def _shows_clock(clock: time, shown: str) -> bool:
    minutes = rf"[:.h]{clock.minute:02d}" if clock.minute else r"(?:[:.h]00)"
    optional = "" if clock.minute else "?"
    half = "p" if clock.hour >= 12 else "a"
    digital = rf"(?<![\d:.])0?{clock.hour}{minutes}(?!\d)(?!\s*[ap]\.?m)"
    spoken = rf"(?<![\d:.])0?{clock.hour}\s?(?:uur|u|h)\b" if not clock.minute else r"(?!)"
    english = rf"(?<![\d:.])0?{clock.hour % 12 or 12}{minutes}{optional}\s*{half}\.?m\b"
    return re.search(f"{digital}|{spoken}|{english}", shown, re.IGNORECASE) is not None


def _shows_date(event: SourceEvent, shown: str) -> bool:
    start = event.start
    days = rf"(?<!\d)0?{start.day}(?:st|nd|rd|th|\.|e)?(?!\d)"
    return bool(
        re.search(
            rf"{days}[\s./-]+(?:of\s+|de\s+)?\w{{1,12}}[\s.,/-]+(?:20)?{start.year % 100:02d}(?!\d)",
            shown,
            re.IGNORECASE,
        )
        or re.search(rf"{start.year}[-/.]0?{start.month}[-/.]0?{start.day}(?!\d)", shown)
        or re.search(rf"[A-Za-z]{{3,9}}\.?\s+{days},?\s+{start.year}", shown)
    )


def _telling(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if word not in _COMMON}
