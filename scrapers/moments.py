"""Dates as software writes them -> aware datetimes or dates, however loosely the standard was followed."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from typing import cast
from zoneinfo import ZoneInfo

_ISO = re.compile(
    r"(?P<year>\d{4})(?P<sep>[-/.]?)(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
    r"(?:(?:T|\s)+\s*(?P<clock>\d{1,2}[:.h]?\d{0,2}[^+\-Zz]*?|\d\d(?:-\d\d){2,3})\s*(?P<offset>Z|[+-]\s*\d{1,2}(?::?\d\d)?(?::?\d\d)?)?"
    r"(?:\s*[\[(]?(?P<zone>(?![ap]\.?m\b)[A-Z][A-Za-z_]+(?:/[A-Za-z_+-]+)*)[\])]?)?)?",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"(?:197[1-9]|19[89]\d|20\d\d|2100)-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[+-](?:0\d|1[0-4]):\d\d)?)?", re.ASCII
)
_CLOCK = re.compile(r"(\d{1,2})[:.h]?(\d\d)?(?:[:.](\d\d))?(?:[.,]\d+)?\s*([ap]\.?m\.?)?", re.IGNORECASE)
# EventON writes the hour twice: 2019-9-18T10-10-00-00 is ten o'clock
_DOUBLED = re.compile(r"(\d\d)-(\d\d)-(\d\d)(?:-(\d\d))?")
_NUMERIC = re.compile(
    r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4})(?:,?\s+(?:at\s+)?(?P<clock>\d{1,2}[:.]\d\d.*))?",
    re.IGNORECASE,
)
_JAVASCRIPT = re.compile(r"\w{3} (\w{3} \d{1,2} \d{4} \d\d:\d\d:\d\d) (?:GMT|UTC)?([+-]\d{4})?(?: \(.*\))?")
_DURATION = re.compile(
    r"P(?:(\d+)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.IGNORECASE
)
_MONTH_FIRST = (
    *("US/", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    *("America/Phoenix", "America/Detroit", "America/Boise", "America/Anchorage", "America/Indiana/"),
    *("America/Kentucky/", "America/North_Dakota/", "America/Indianapolis", "Pacific/Honolulu"),
)
_YEARS = range(1971, 2101)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, or an aware datetime; `floating` says that the text named no offset."""

    value: datetime | date
    floating: bool = False

    @property
    def timed(self) -> bool:
        return isinstance(self.value, datetime)


def read(value: object, zone: tzinfo, *, day_first: bool | None = None) -> Moment | None:
    """The moment a field of a machine format holds; None when it holds none.

    Understands ISO 8601 and its common misspellings, RFC 2822, JavaScript's dates, seconds and
    milliseconds since 1970, and numeric dates (`day_first` decides what cannot be told apart: by default
    as people in `zone` write them). A time
    without offset is a time in `zone`. Years outside 1971 to 2100 are placeholders, not dates.
    """
    if not isinstance(value, str):
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return _since_1970(cast(float, value), zone) if number else None
    if not 6 <= len(text := value.strip()) <= 100:
        return None
    try:
        if (plain := _plain(text, zone)) is not None:
            return plain
        return (
            _iso(text, zone)
            or _numeric(text, zone, day_first)
            or _mail(text, zone)
            or _javascript(text, zone)
        )
    except (ValueError, OverflowError):
        return None


def duration(value: object) -> timedelta | None:
    """An ISO 8601 duration such as `PT2H30M`; None when it is none, or longer than a year."""
    match = _DURATION.fullmatch(value.strip()) if isinstance(value, str) and len(value) < 40 else None
    if not match or not any(match.groups()):
        return None
    weeks, days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    try:
        length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        return None
    return length if timedelta() < length <= timedelta(days=366) else None


def clock(text: str) -> time | None:
    """A time of day: `20:15`, `20.15`, `20h15`, `8:15 PM`, `201500`."""
    text = text.strip().strip(",")
    if re.fullmatch(r"\d{4}(\d\d)?(?:\.\d+)?", text):
        text = f"{text[:2]}:{text[2:4]}"
    match = _CLOCK.match(text)
    if not match or (match[2] is None and match[4] is None and text[match.end() - 1] not in "hH"):
        return None
    hour, minute, second = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if match[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[4][0] in "pP" else 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """The same instant, written in `zone` when its offset there is the one it was written with."""
    local = moment.astimezone(zone)
    return local if local.utcoffset() == moment.utcoffset() else moment


def _plain(text: str, zone: tzinfo) -> Moment | None:
    """ISO 8601 to the letter, which is what most software writes; None for all that needs a closer look."""
    if not _PLAIN.fullmatch(text):
        return None
    try:
        if len(text) == 10:
            return Moment(date.fromisoformat(text))
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return Moment(in_zone(moment, zone)) if len(text) > 19 else Moment(moment.replace(tzinfo=zone), True)


def _iso(text: str, zone: tzinfo) -> Moment | None:
    match = _ISO.fullmatch(text)
    if not match:
        return None
    if match["sep"] == "" and len(match["month"]) + len(match["day"]) != 4:
        return None
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if year not in _YEARS or not month or not day:
        return None
    when = date(year, month, day)
    if match["clock"] is None:
        return Moment(when)
    at, carry = _iso_clock(match["clock"])
    if at is None:
        return Moment(when)
    local = datetime.combine(when, at) + carry
    offset = _offset(match["offset"])
    if offset is not None:
        return Moment(in_zone(local.replace(tzinfo=offset), zone))
    named = _named(match["zone"])
    return Moment(local.replace(tzinfo=named or zone), floating=named is None)


def _iso_clock(text: str) -> tuple[time | None, timedelta]:
    doubled = _DOUBLED.fullmatch(text.strip())
    if doubled:
        first, second, third, fourth = doubled.groups()
        text = f"{second}:{third}" if fourth is not None or first == second else f"{first}:{second}"
    if text.startswith("24:00"):
        return time(0), timedelta(days=1)
    return clock(text), timedelta()


def _offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text in "Zz":
        return UTC
    digits = re.sub(r"\D", "", text)
    if len(digits) <= 2:
        hours, minutes = int(digits), 0
    elif ":" in text:
        hours, minutes = (int(part) for part in re.findall(r"\d+", text)[:2])
    else:
        hours, minutes = (
            int(digits[:-2]) if len(digits) == 3 else int(digits[:2]),
            int(digits[-2:] if len(digits) == 3 else digits[2:4]),
        )
    if hours > 14 or minutes > 59:
        return None
    delta = timedelta(hours=hours, minutes=minutes)
    return timezone(delta if text[0] == "+" else -delta)


def _named(text: str | None) -> tzinfo | None:
    if not text:
        return None
    from scrapers import zones

    zone = zones.named(text)
    return zone if isinstance(zone, ZoneInfo) or zone is UTC else None


def month_first(zone: tzinfo) -> bool:
    """Whether people in the zone write the month before the day (3/14/2026), as in the United States."""
    return isinstance(zone, ZoneInfo) and zone.key.startswith(_MONTH_FIRST)


def _numeric(text: str, zone: tzinfo, day_first: bool | None) -> Moment | None:
    match = _NUMERIC.fullmatch(text)
    if not match:
        return None
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    if year not in _YEARS:
        return None
    if day_first is None:
        day_first = not month_first(zone)
    dotted_or_day = match["sep"] == "." or first > 12 or (day_first and second <= 12)
    day, month = (first, second) if dotted_or_day else (second, first)
    when = date(year, month, day)
    at = clock(match["clock"]) if match["clock"] else None
    return Moment(datetime.combine(when, at, tzinfo=zone), floating=True) if at else Moment(when)


def _mail(text: str, zone: tzinfo) -> Moment | None:
    if not re.match(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3}", text):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, IndexError):
        return None
    if moment.year not in _YEARS:
        return None
    if moment.tzinfo is None:
        # "-0000" is UTC of unknown origin, a missing offset is local
        return Moment(moment.replace(tzinfo=UTC if "-0000" in text else zone), floating="-0000" not in text)
    return Moment(in_zone(moment, zone))


def _javascript(text: str, zone: tzinfo) -> Moment | None:
    match = _JAVASCRIPT.fullmatch(text)
    if not match:
        return None
    local = datetime.strptime(match[1], "%b %d %Y %H:%M:%S").replace(tzinfo=zone)
    offset = _offset(match[2])
    if local.year not in _YEARS:
        return None
    return Moment(in_zone(local.replace(tzinfo=offset), zone)) if offset else Moment(local, floating=True)


def _since_1970(value: float, zone: tzinfo) -> Moment | None:
    seconds = value / 1000 if abs(value) > 1e11 else value
    try:
        moment = datetime.fromtimestamp(seconds, tz=zone)
    except (ValueError, OverflowError, OSError):
        return None
    return Moment(moment) if moment.year in _YEARS else None
