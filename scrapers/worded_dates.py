"""A field for software in which somebody wrote a date for people: read all the same."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scrapers import moments, title_dates

_YEAR = re.compile(r"(?<!\d)(?:19[89]|20\d)\d(?!\d)")
_SECONDS = re.compile(r"\d{10}(?:\d{3})?")
_SPAN = re.compile(r"\s*/\s*(?=\d{4}-|P|\d\d:)|\s+(?:-|–|t/m|to)\s+(?=\d{4}-)|(?<=\d)T?(?:00:00)?Z\Z|T\Z")
_LONGEST = 120


def read(written: object, zone: ZoneInfo, *, today: date | None = None) -> datetime | date | None:
    """The (first) moment that the text names; None when it names none.

    Seconds since 1970 as text, spans of ISO 8601 and dates in words. Words without a year count only
    with `today`, against which they are resolved.
    """
    if not isinstance(written, str):
        return None
    text = " ".join(written.split())
    if not 3 < len(text) <= _LONGEST:
        return None
    if _SECONDS.fullmatch(text):
        moment = moments.read(int(text), zone)
        return moment.value if moment else None
    first = _SPAN.split(text, maxsplit=1)[0]
    if first != text and (moment := moments.read(first, zone)):
        return moment.value
    if today is None and not _YEAR.search(text):
        return None
    return title_dates.read(text, zone) or _in_words(text, zone, today)


def _in_words(text: str, zone: ZoneInfo, today: date | None) -> datetime | date | None:
    from domain.when import read_page_date

    found = read_page_date(text, today=today or date(2000, 1, 1), zone=zone)
    return found.start if found else None
