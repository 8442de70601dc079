"""What a page's markup claims against what the page shows."""

import re

from domain.sources import SourceEvent
from scrapers.page import Page

_WORD = re.compile(r"\w{3,}")
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
