"""How days, weeks and months are written."""

import re
from datetime import UTC, datetime, timedelta, timezone

from domain.when.pieces import (
    CalendarDate,
    DayOffset,
    DayPart,
    DottedPair,
    Mark,
    Moment,
    Months,
    NextDays,
    NthWeekday,
    Piece,
    Weekday,
    Weekend,
    Weeks,
    Years,
)
from domain.when.rule import Rule, rule
from domain.when.words import (
    DAY_WORDS,
    MODIFIERS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    WEEKDAYS,
    Modifier,
    Part,
    alternation,
    number,
)

_WEEKDAY = rf"(?P<weekday>{alternation(WEEKDAYS)})"
_MONTH = rf"(?P<month>{alternation(MONTHS)})"
_ANY_MONTH = alternation(MONTHS)
_COUNT = rf"(?P<count>\d{{1,3}}|{alternation(NUMBERS)})"
# "13 mrt 2026", "13 mrt '26", "13-mrt-26"; not the hour of "13 mrt 2030 uur"
_NOT_YEAR = rf"(?!\w|[:./-]\d|\s*(?:uur|u|h|hrs|{_ANY_MONTH})\b)"
_LONG_YEAR = rf"(?:[\s,./-]*(?P<year>\d{{4}}){_NOT_YEAR})?"
_YEAR = rf"(?:(?:[\s,./-]*(?P<year>\d{{4}})|\s*'(?P<short>\d\d)|[./-](?P<glued>\d\d)){_NOT_YEAR})?"
_ORDINAL = r"(?:e|de|ste|ter|st|nd|rd|th|\.)?"
_NOT_HOUR = r"(?![:.]\d|\s*(?:uur|u|h|am|pm|[ap]\.m)\b|\d)"
_NOT_RANGE = rf"(?!\w|[:./]?\d|\s*-?\s*(?:{_ANY_MONTH})\b|\s*(?:uur|u|h|hrs|am|pm|[ap]\.m)\b)"


def _year(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    short = groups.get("short") or groups.get("glued")
    if short:
        return 2000 + int(short)
    return int(groups["year"]) if groups.get("year") else None


def _date(day: int, month: int, year: int | None) -> Piece:
    possible = 1 <= day <= 31 and 1 <= month <= 12 and (year is None or 1900 <= year <= 2999)
    return CalendarDate(day, month, year) if possible else Mark.NO_DATE


def _iso(match: re.Match[str]) -> tuple[Piece, ...]:
    return (_date(int(match["day"]), int(match["month"]), int(match["year"])),)


def _moment(match: re.Match[str]) -> tuple[Piece, ...]:
    offset = UTC if match["offset"] == "z" else None
    if offset is None:
        hours, minutes = int(match["hours"]), int(match["minutes"])
        if hours > 14 or minutes > 59:
            return (Mark.NO_TIME,)
        sign = -1 if match["sign"] == "-" else 1
        offset = timezone(sign * timedelta(hours=hours, minutes=minutes))
    try:
        parts = [int(match[name]) for name in ("year", "month", "day", "hour", "minute")]
        return (Moment(datetime(parts[0], parts[1], parts[2], parts[3], parts[4], tzinfo=offset)),)
    except ValueError:
        return (Mark.NO_DATE,)


def _numeric(match: re.Match[str]) -> tuple[Piece, ...]:
    """Day before month, as everyone in the Netherlands writes, also in English: 03/04 is 3 April.

    Only what cannot be read so ("3/14") is taken as month before day.
    """
    day, month = int(match["day"]), int(match["month"])
    if month > 12 >= day:
        day, month = month, day
    return (_date(day, month, _year(match)),)


def _yearless(match: re.Match[str]) -> tuple[Piece, ...] | None:
    day, month = int(match["day"]), int(match["month"])
    if match["separator"] == "-" and day > 12 and month > 12:
        return None  # "20-23" has no reading as a date, so it is a range
    if match["separator"] == "." and len(match["month"]) == 2:
        return (DottedPair(day, month),)
    if month > 12 >= day:
        day, month = month, day
    return (_date(day, month, None),)


def _named(match: re.Match[str]) -> tuple[Piece, ...]:
    return (_date(int(match["day"]), MONTHS[match["month"]], _year(match)),)


def _month(match: re.Match[str]) -> tuple[Piece, ...]:
    return (CalendarDate(None, MONTHS[match["month"]], _year(match)),)


def _day_of_month(match: re.Match[str]) -> tuple[Piece, ...]:
    day = int(match["day"])
    return (CalendarDate(day, None, None) if 1 <= day <= 31 else Mark.NO_DATE,)


def _nth_weekday(match: re.Match[str]) -> tuple[Piece, ...]:
    nth, weekday = ORDINALS[match["nth"]], WEEKDAYS[match["weekday"]]
    return (NthWeekday(nth, weekday, MONTHS[match["month"]], _year(match)),)


def _weekday(match: re.Match[str]) -> tuple[Piece, ...]:
    said = match["modifier"] or match["trailing"]
    modifier = MODIFIERS[said] if said else None
    weekday = Weekday(WEEKDAYS[match["weekday"]], modifier)
    if match["part"]:
        part = Part.MORNING if match["part"] == "morgen" else PARTS[match["part"]]
        return (weekday, DayPart(part, attached=True))
    return (weekday,)


def _night_between(match: re.Match[str]) -> tuple[Piece, ...]:
    return (Weekday(WEEKDAYS[match["weekday"]]), DayPart(Part.NIGHT, attached=True))


def _day_word(match: re.Match[str]) -> tuple[Piece, ...]:
    days, part = DAY_WORDS[" ".join(match["word"].split())]
    offset = DayOffset(days, spoken_word=True)
    part = PARTS[match["part"]] if match["part"] else part
    return (offset,) if part is None else (offset, DayPart(part, attached=True))


def _distance(match: re.Match[str]) -> tuple[Piece, ...] | None:
    count, unit = number(match["count"]), match["unit"]
    if count > 400:
        return (Mark.NO_DATE,)
    if unit.startswith("w"):
        return (Weeks(count, named=False),)
    return (DayOffset(0, months=count),) if unit.startswith("m") else (DayOffset(count),)


def _weeks_from(match: re.Match[str]) -> tuple[Piece, ...]:
    count = number(match["count"])
    return (Weeks(count, named=False, after=True) if count <= 60 else Mark.NO_DATE,)


def _shift(modifier: str) -> int:
    return {Modifier.NEXT: 1, Modifier.LAST: -1}.get(MODIFIERS[modifier], 0)


def _named_period(match: re.Match[str]) -> tuple[Piece, ...]:
    shift, unit, coming = (
        _shift(match["modifier"]),
        match["unit"],
        MODIFIERS[match["modifier"]] is Modifier.COMING,
    )
    if unit == "weekend":
        return (Weekend(shift),)
    if unit.startswith("m"):
        return (Months(1 if coming else shift),)
    if unit in ("jaar", "year"):
        return (Years(1 if coming else shift),)
    # "komende week" is the week that lies ahead, counted from today
    return (NextDays(7),) if coming else (Weeks(shift, named=True),)


def _next_days(match: re.Match[str]) -> tuple[Piece, ...]:
    count = number(match["count"]) * (7 if match["unit"].startswith("w") else 1)
    return (NextDays(count) if 1 <= count <= 400 else Mark.NO_DATE,)


_DAY_WORD = "|".join(
    re.escape(word).replace(r"\ ", r"\s+") for word in sorted(DAY_WORDS, key=len, reverse=True)
)
_PART = alternation(PARTS)
_MODIFIER = alternation(MODIFIERS)

DATE_RULES: tuple[Rule, ...] = (
    rule(
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)[t\s](?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d(?:[.,]\d{1,9})?)?"
        r"(?P<offset>z|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d))",
        _moment,
    ),
    rule(r"(?P<year>\d{4})(?P<by>[-/.])(?P<month>\d{1,2})(?P=by)(?P<day>\d{1,2})", _iso),
    Rule(re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?=t\d)"), _iso),
    rule(
        r"(?P<day>\d{1,2})\s?(?P<by>[-/.])\s?(?P<month>\d{1,2})\s?(?P=by)\s?(?:(?P<year>\d{4})|'?(?P<short>\d\d))(?!:\d)",
        _numeric,
    ),
    rule(
        r"(?P<day>\d{1,2})(?P<separator>[-/]|\.(?=\d(?!\d)|\d\d\.(?!\d)))(?P<month>\d{1,2})\.?" + _NOT_RANGE,
        _yearless,
    ),
    rule(
        rf"(?:(?:de|the)\s+)?(?P<nth>{alternation(ORDINALS)})\s+{_WEEKDAY}\s+(?:(?:van|in|of)\s+)?{_MONTH}\.?{_YEAR}",
        _nth_weekday,
    ),
    rule(
        rf"(?:(?:de|the|den)\s+)?(?P<day>\d{{1,2}}){_ORDINAL}[\s./-]*(?:of\s+|van\s+)?{_MONTH}\.?{_YEAR}",
        _named,
    ),
    rule(rf"{_MONTH}\.?[\s-]*(?:the\s+|de\s+)?(?P<day>\d{{1,2}}){_ORDINAL}{_NOT_HOUR}{_LONG_YEAR}", _named),
    rule(rf"{_MONTH}\.?{_YEAR}", _month),
    rule(r"(?:(?:de|the|den)\s+)?(?P<day>\d{1,2})(?:e|de|ste|st|nd|rd|th)", _day_of_month),
    rule(rf"(?P<word>{_DAY_WORD})(?:[\s-]*(?P<part>{_PART}))?", _day_word),
    rule(
        rf"(?:over|in)\s+{_COUNT}\s+(?P<unit>dag(?:en)?|days?|we(?:ek|ken|eks)|maand(?:en)?|months?)",
        _distance,
    ),
    rule(rf"{_COUNT}\s+(?P<unit>days?)\s+from\s+(?:now|today)", _distance),
    rule(rf"{_COUNT}\s+weeks?\s+from(?:\s+(?:now|today))?", _weeks_from),
    rule(rf"(?P<modifier>{_MODIFIER})\s+(?P<unit>weekend|week|maand|month|jaar|year)", _named_period),
    rule(
        rf"(?:komende|next|aankomende|volgende|coming)\s+{_COUNT}\s+(?P<unit>dagen|days|weken|weeks)",
        _next_days,
    ),
    rule(r"weekend", lambda m: (Weekend(0),)),
    rule(rf"(?:in\s+de\s+)?nacht\s+van\s+{_WEEKDAY}\s+op\s+(?:{alternation(WEEKDAYS)})", _night_between),
    rule(
        rf"(?:(?P<modifier>{_MODIFIER})\s+)?{_WEEKDAY}\.?(?:[\s-]*(?P<part>{_PART}|morgen))?"
        r"(?:\s+(?P<trailing>a\.s\.?|aanstaande|komende?))?",
        _weekday,
    ),
    rule(
        r"(?:de\s+)?(?:hele|gehele)\s+dag|(?:all|(?:the\s+)?whole)[\s-]day|ganztagig",
        lambda m: (Mark.ALL_DAY,),
    ),
)
