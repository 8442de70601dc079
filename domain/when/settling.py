"""Numbers that only their neighbours explain: "13" of "13 t/m 15 maart", "20" of "20-23 uur", "20.10"."""

from dataclasses import replace

from domain.when.clock_rules import spoken
from domain.when.pieces import (
    Ahead,
    CalendarDate,
    Clock,
    DayOffset,
    DayPart,
    DottedPair,
    Form,
    Found,
    Mark,
    Moment,
    NthWeekday,
    Number,
    Piece,
    Role,
    Until,
    Weekday,
)


def settle(found: list[Found]) -> list[list[Found]]:
    """The readings in which every number has a meaning: nearly always one.

    More, when "20.10" stands there with nothing that tells a time from a date, or when a text ends
    with "za 21", which is Saturday the 21st or Saturday at nine. Fillers are gone from the result; a
    number without meaning has become UNKNOWN.
    """
    pieces = [one for one in found if one.piece is not Mark.FILLER]
    settled: list[list[Found]] = []
    for pairs in _dotted_readings(pieces):
        reading = list(pairs)
        for index, one in enumerate(reading):
            if isinstance(one.piece, Number):
                reading[index] = replace(one, piece=_number(reading, index, one.piece.value))
        settled.append(reading)
        last = pairs[-1] if pairs else None
        if (
            last
            and isinstance(last.piece, Number)
            and last.piece.value <= 24
            and _is_day_after_weekday(reading)
        ):
            settled.append([*reading[:-1], replace(last, piece=spoken(last.piece.value))])
    return [[one for one in reading if one.piece is not Mark.LEAD] for reading in settled]


def _is_day_after_weekday(reading: list[Found]) -> bool:
    timed = any(isinstance(one.piece, Clock) for one in reading)
    return not timed and len(reading) > 1 and isinstance(reading[-2].piece, Weekday)


def _number(found: list[Found], index: int, value: int) -> Piece:
    before = [one.piece for one in found[:index]]
    after = [one.piece for one in found[index + 1 :]]
    if _runs_up_to_a_date(after):
        return CalendarDate(value, None) if 1 <= value <= 31 else Mark.NO_DATE
    if before and before[-1] in (Mark.LEAD, Role.START, Role.DOORS, Role.END):
        return spoken(value)
    if before and isinstance(before[-1], Until):
        return _end_number(before[:-1], value)
    if len(after) > 1 and isinstance(after[0], Until) and isinstance(after[1], Clock):
        return spoken(value)
    if _starts_hours(before, after) or (after and isinstance(after[0], DayPart)):
        return spoken(value)
    if before and isinstance(before[-1], DayOffset | DayPart):
        return spoken(value)
    if before and isinstance(before[-1], Weekday) and 1 <= value <= 31:
        return CalendarDate(value, None)
    return Mark.UNKNOWN


def _runs_up_to_a_date(after: list[Piece]) -> bool:
    """What follows is "t/m 15 maart" or "t/m zo 15 maart"."""
    if not after or not isinstance(after[0], Until):
        return False
    rest = after[2:] if len(after) > 1 and isinstance(after[1], Weekday) else after[1:]
    return (
        bool(rest)
        and isinstance(rest[0], CalendarDate)
        and rest[0].month is not None
        and rest[0].day is not None
    )


def _starts_hours(before: list[Piece], after: list[Piece]) -> bool:
    """ "Vanavond 20-23", "vrijdag 20-23": a day before two numbers."""
    day_before = bool(before) and isinstance(before[-1], Weekday | DayOffset | DayPart)
    return day_before and len(after) > 1 and isinstance(after[0], Until) and isinstance(after[1], Number)


def _end_number(before: list[Piece], value: int) -> Piece:
    if not before or any(isinstance(piece, Clock) for piece in before):
        return spoken(value)
    start = before[-1]
    if isinstance(start, CalendarDate) and start.month and 1 <= value <= 31:
        return CalendarDate(value, start.month, start.year)
    return Mark.UNKNOWN


def _dotted_readings(found: list[Found]) -> list[list[Found]]:
    dated = any(
        isinstance(one.piece, CalendarDate | DayOffset | NthWeekday | Moment | Ahead) for one in found
    )
    timed = any(isinstance(one.piece, Clock) for one in found)
    readings: list[list[Found]] = [[]]
    for index, one in enumerate(found):
        if not isinstance(one.piece, DottedPair):
            meanings: tuple[Piece, ...] = (one.piece,)
        elif dated or _beside_a_time(found, index):
            meanings = (_as_time(one.piece),)
        else:
            meanings = _meanings(one.piece, timed=timed)
        readings = [[*reading, replace(one, piece=meaning)] for reading in readings for meaning in meanings][
            :2
        ]
    return readings


def _beside_a_time(found: list[Found], index: int) -> bool:
    """Both sides of a dash are of one kind: "20.10-23.00" are two times."""
    neighbours = [
        found[index + step * 2].piece
        for step in (-1, 1)
        if 0 <= index + step * 2 < len(found) and isinstance(found[index + step].piece, Until)
    ]
    return any(
        isinstance(one, Clock) or (isinstance(one, DottedPair) and not _is_date(one)) for one in neighbours
    )


def _meanings(pair: DottedPair, *, timed: bool) -> tuple[Piece, ...]:
    time, date = _as_time(pair), CalendarDate(pair.first, pair.second)
    if not _is_date(pair):
        return (time,)
    if timed or time is Mark.NO_TIME or pair.second % 5:
        return (date,)
    return (time, date)


def _is_date(pair: DottedPair) -> bool:
    return 1 <= pair.first <= 31 and 1 <= pair.second <= 12


def _as_time(pair: DottedPair) -> Piece:
    if pair.first < 24 and pair.second < 60:
        return Clock(pair.first, pair.second, Form.DIGITAL)
    return Clock(24, 0, Form.DIGITAL) if (pair.first, pair.second) == (24, 0) else Mark.NO_TIME
