"""How times, parts of the day and durations are written."""

import re

from domain.when.pieces import Ahead, Clock, DayPart, DottedPair, Duration, Form, Mark, Piece
from domain.when.rule import Rule, rule
from domain.when.words import ENGLISH, MONTHS, NUMBERS, PARTS, Part, alternation, number

_SMALL = rf"\d{{1,2}}|{alternation(word for word, value in NUMBERS.items() if word not in ('a', 'an'))}"
_UNIT = r"uur|uren|u\.?|h\.?|hrs|hr|o'?\s?clock|uhr"
_HALF_OF_DAY = r"(?P<half>[ap])\.?\s?m\.?"
# bare digits before "to" are left to ranges: "8 to 10" are two hours, "ten to nine" is one time
_MINUTES = (
    r"\d{1,2}\s*(?:min(?:uten|utes|uut|ute)?\.?)"
    r"|kwart|quarter|vijf|five|tien|ten|twintig|twenty|vijfentwintig"
)


def _is_time(hour: int, minute: int) -> bool:
    return minute < 60 and (hour < 24 or (hour == 24 and minute == 0))


def _fixed(hour: int, minute: int, half: str) -> Piece:
    if not 1 <= hour <= 12 or minute > 59:
        return Mark.NO_TIME
    return Clock(hour % 12 + (12 if half == "p" else 0), minute, Form.FIXED)


def _digital(match: re.Match[str]) -> tuple[Piece, ...]:
    hour, minute = int(match["hour"]), int(match["minute"])
    if match["half"]:
        # "20:30 pm" is written too; there the letters add nothing
        if 13 <= hour < 24 and match["half"] == "p" and minute < 60:
            return (Clock(hour, minute, Form.FIXED),)
        return (_fixed(hour, minute, match["half"]),)
    if match["dot"] and not match["unit"]:
        return (DottedPair(hour, minute),)
    return (Clock(hour, minute, Form.DIGITAL) if _is_time(hour, minute) else Mark.NO_TIME,)


def _military(match: re.Match[str]) -> tuple[Piece, ...]:
    return (Clock(int(match["hour"]), int(match["minute"]), Form.DIGITAL),)


def spoken(hour: int, minute: int = 0, *, british: bool = False) -> Piece:
    """A time as it is said, which leaves open whether it is morning or evening up to 12."""
    if not _is_time(hour, minute):
        return Mark.NO_TIME
    return Clock(hour, minute, Form.SPOKEN if 1 <= hour <= 12 else Form.DIGITAL, british)


def _before(hour: int, minutes: int) -> Piece:
    """So many minutes before the hour: a quarter to one is 12:45, not 0:45."""
    if minutes == 0:
        return spoken(hour)
    if not 1 <= hour <= 24:
        return Mark.NO_TIME
    return spoken((hour - 1) or 12, 60 - minutes)


def _half(match: re.Match[str]) -> tuple[Piece, ...]:
    """Half nine is 8:30 in Dutch and German; an English sentence may mean 9:30 with it."""
    read = _before(number(match["hour"]), 30)
    if isinstance(read, Clock) and ENGLISH.search(match.string):
        return (Clock(read.hour, read.minute, read.form, british=True),)
    return (read,)


def _half_past(match: re.Match[str]) -> tuple[Piece, ...]:
    return (_with_half(spoken(number(match["hour"]), 30), match["half"]),)


def _with_half(read: Piece, half: str | None) -> Piece:
    """ "Quarter to nine pm": the spoken time, with its half of the day."""
    return _fixed(read.hour, read.minute, half) if half and isinstance(read, Clock) else read


def _around(match: re.Match[str]) -> tuple[Piece, ...] | None:
    """ "Kwart over 8", "ten to nine", "tien voor half 9"."""
    said = re.sub(r"\s*min.*", "", match["minutes"])
    minutes = number(said)
    if minutes > 29:
        return (Mark.NO_TIME,)
    hour, after = number(match["hour"]), match["side"] in ("over", "na", "past", "after", "nach")
    if hour > 24:
        return (Mark.NO_TIME,)
    if match["halfway"]:
        return (_before(hour, 30 - minutes if after else 30 + minutes),)
    return (_with_half(spoken(hour, minutes) if after else _before(hour, minutes), match["half"]),)


def _midnight(match: re.Match[str]) -> tuple[Piece, ...]:
    return (Clock(12, 0, Form.SPOKEN), DayPart(Part.NIGHT, attached=False))


def _noon(match: re.Match[str]) -> tuple[Piece, ...]:
    return (Clock(12, 0, Form.FIXED),)


def _part(match: re.Match[str]) -> tuple[Piece, ...]:
    return (DayPart(PARTS[match["part"]], attached=False),)


def _minutes(match: re.Match[str]) -> int | None:
    count, unit = match["count"], match["unit"]
    amount = float(count.replace(",", ".")) if count[0].isdigit() else float(NUMBERS[count])
    if match["fraction"]:
        amount += 0.5
    factor = 1 if unit.startswith("m") else 15 if unit.startswith("kw") else 60
    minutes = round(amount * factor)
    return minutes if 0 < minutes <= 14 * 24 * 60 else None


def _ahead(match: re.Match[str]) -> tuple[Piece, ...] | None:
    minutes = _minutes(match)
    return None if minutes is None else (Ahead(minutes),)


def _duration(match: re.Match[str]) -> tuple[Piece, ...] | None:
    minutes = _minutes(match)
    return None if minutes is None else (Duration(minutes),)


def _half_hour(match: re.Match[str]) -> tuple[Piece, ...]:
    return (Duration(90 if match["one"] else 30),)


_COUNT = rf"(?P<count>\d{{1,3}}(?:[.,]\d)?|{alternation(NUMBERS)})\s*(?P<fraction>1/2)?"
_LENGTH = r"(?P<unit>uur|uren|u|h|hrs?|hours?|min(?:uten|utes|uut|ute|s)?|kwartier)\.?"
_DIGITAL = r"(?P<hour>\d{1,2})(?:\s?:\s?|(?P<dot>\.))(?P<minute>\d\d)(?::\d\d(?:\.\d{1,6})?)?(?![\d:]|\.\d)"
# "20 uur 30" is one time, "20 uur 13 maart" is a time and a date
_NO_DAY = rf"(?!\s*(?:{alternation(MONTHS)})\b|\s*[-/.:]\s*(?:\d|{alternation(MONTHS)}\b))"

CLOCK_RULES: tuple[Rule, ...] = (
    rule(rf"(?:over|in)\s+{_COUNT}\s*{_LENGTH}", _ahead),
    rule(
        rf"(?:\+|for|duurt|duur|gedurende|lasts|plus)\s*:?\s*{_COUNT}\s*{_LENGTH}(?:\s+(?:lang|long))?",
        _duration,
    ),
    rule(rf"{_COUNT}\s*(?P<unit>hours?|minutes|minuten|min)(?!\s*(?:over|voor|past|to|na)\b)", _duration),
    rule(rf"{_COUNT}\s*(?P<unit>uur|u)\s+lang", _duration),
    rule(
        r"(?:(?:\+|for|duurt|duur|gedurende)\s*:?\s*)?(?:(?P<one>anderhalf)|een\s+half|half\s+an?)\s*(?:uur|hour)",
        _half_hour,
    ),
    rule(rf"t?{_DIGITAL}\s*(?P<unit>{_UNIT}|hours)?(?:\s*{_HALF_OF_DAY})?", _digital),
    rule(
        rf"(?P<hour>\d{{1,2}})\s*(?:uur|u|h)\s*(?P<minute>\d\d)(?P<dot>)(?P<unit>)(?P<half>){_NO_DAY}",
        _digital,
    ),
    rule(r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s*(?:uur|u|h|hrs)", _military),
    rule(rf"(?P<hour>{_SMALL})\s*{_HALF_OF_DAY}", lambda m: (_fixed(number(m["hour"]), 0, m["half"]),)),
    rule(rf"half\s+(?:past|after)\s+(?P<hour>{_SMALL})(?:\s*(?:{_UNIT}))?(?:\s*{_HALF_OF_DAY})?", _half_past),
    rule(rf"half\s*(?P<hour>{_SMALL})(?:\s*(?:{_UNIT}))?", _half),
    rule(
        rf"(?:a\s+)?(?<!from )(?P<minutes>{_MINUTES}|\d{{1,2}}(?=\s+(?:over|voor|na|past)\b))\s+"
        r"(?P<side>over|voor|na|past|after|to|vor|nach)\s+"
        rf"(?P<halfway>half\s+)?(?P<hour>{_SMALL})(?:\s*(?:{_UNIT}))?"
        rf"(?:\s*{_HALF_OF_DAY})?(?!\s*(?:we(?:ek|ken|eks)|dag|days?)\b)",
        _around,
    ),
    rule(rf"(?P<hour>{_SMALL})\s*(?:{_UNIT})", lambda m: (spoken(number(m["hour"])),)),
    rule(r"(?:12\s+)?(?:middernacht|midnight|mitternacht)", _midnight),
    rule(r"(?:12\s+)?(?:noon|midday)", _noon),
    rule(r"(?:(?:'\s?s|s'?)[\s-]?|in\s+(?:de|the)\s+|at\s+)?(?P<part>" + alternation(PARTS) + ")", _part),
)
