"""A full date in front of an item's title, as calendar software's feeds write it: `24 May 2022 : …`."""

import re
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from scrapers import moments

_LANGUAGES = ("en", "nl", "de", "fr", "es", "it", "pt", "ro", "sv", "da", "fi", "pl", "ca")
_WORD = r"[^\W\d_]{3,12}\.?"
_DATE = (
    rf"(?:{_WORD},?\s+)?(?:\d{{1,2}}(?:\.|st|nd|rd|th|er|º)?\s+(?:de\s+|of\s+)?{_WORD}\s+(?:de\s+)?\d{{4}}"
    rf"|{_WORD}\s+\d{{1,2}}(?:st|nd|rd|th)?,\s+\d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}})"
)
_CLOCK = r"(?:,?\s+(?:at\s+|om\s+|um\s+|à\s+|a\s+las\s+)?\d{1,2}(?:[:.h]\d\d)?\s*(?:[ap]\.?m\.?|uur|uhr|h)?)?"
_LEADING = re.compile(
    rf"\s*[\[(]?(?P<when>{_DATE}{_CLOCK})[\])]?\s*(?:[:|–—]|-(?=\s)|(?<=[\])]))\s*(?=\S)", re.IGNORECASE
)
_WORDS = re.compile(
    rf"(?:{_WORD},?\s+)?(?:(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th|er|º)?\s+(?:de\s+|of\s+)?(?P<month>{_WORD})\s+(?:de\s+)?(?P<year>\d{{4}})"
    rf"|(?P<month2>{_WORD})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,\s+(?P<year2>\d{{4}}))(?P<clock>{_CLOCK})",
    re.IGNORECASE,
)


_TRAILING = re.compile(rf"(?:\s[|@–—-]\s*|[(\[]|,\s)(?P<when>{_DATE}{_CLOCK})[)\]]?\s*\Z", re.IGNORECASE)
_HEADING = re.compile(
    rf"(?P<label>(?:datum|date|when|wanneer|wann|quand|cu[aá]ndo|quando|data|fecha)\b[\s:]*)?(?P<when>{_DATE}"
    rf"(?P<clock>[\s,|@•·-]*(?:(?:at|om|van|from|tijd|time|aanvang|um)\b[\s:]*)?\d{{1,2}}(?:[:.h]\d\d)?\s*(?:[ap]\.?m\b\.?|uur|uhr|h\b)?)?)",
    re.IGNORECASE,
)
_HOUR = re.compile(r"\d[:.h]\d\d|\d\s*(?:[ap]\.?m|uur|uhr|h\b)", re.IGNORECASE)


def trailing(title: str) -> str | None:
    """The full date (and hour) that a title ends with, when something sets it apart from the rest."""
    match = _TRAILING.search(title)
    return match["when"] if match and match.start() > 0 else None


def heading(line: str) -> str | None:
    """The full date that a line of text begins with, when an hour or a label shows that it is no dateline."""
    match = _HEADING.match(line)
    if not match or not (match["label"] or _HOUR.search(match["clock"] or "")):
        return None
    return match["when"]


def leading(title: str) -> str | None:
    """The date (and hour) that a title begins with, when something sets it apart from the rest."""
    match = _LEADING.match(title)
    return match["when"] if match else None


def without_date(title: str) -> str:
    """The title from behind its leading date."""
    match = _LEADING.match(title)
    return title[match.end() :].strip() if match else title


def read(written: str, zone: ZoneInfo) -> datetime | date | None:
    """A date with a month in words, in any of the languages that agendas around us use."""
    match = _WORDS.fullmatch(written.strip())
    if not match:
        moment = moments.read(written, zone)
        return moment.value if moment else None
    month = _months().get((match["month"] or match["month2"]).rstrip(".").casefold())
    if month is None:
        return None
    try:
        day = date(int(match["year"] or match["year2"]), month, int(match["day"] or match["day2"]))
    except ValueError:
        return None
    clock = moments.clock(
        re.sub(
            r"^\W*(?:at|om|um|à|a las)?\s*|\s*(?:uur|uhr)\s*$", "", match["clock"] or "", flags=re.IGNORECASE
        )
    )
    return datetime.combine(day, clock, tzinfo=zone) if clock else day


@cache
def _months() -> dict[str, int]:
    from babel.dates import get_month_names

    names: dict[str, int] = {}
    for language in reversed(_LANGUAGES):
        for context in ("stand-alone", "format"):
            for width in ("wide", "abbreviated"):
                for number, name in get_month_names(width, context, language).items():
                    names[name.rstrip(".").casefold()] = number
    return names | {"sept": 9, "mrt": 3}
