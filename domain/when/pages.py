"""Reading the words of a web page: tolerant of everything around them, and never asking."""

import calendar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.refusal import Refusal
from domain.when.answers import When
from domain.when.hours import possible_hours
from domain.when.local_time import around_gap, instants, seconds_between
from domain.when.parts import Side, roles_of
from domain.when.pieces import CalendarDate, Clock, DayOffset, DayPart, Found, Moment, Role, Until, Weekday
from domain.when.reading import read
from domain.when.settling import settle

# an item of a list, not a whole article: what stands further on is about something else
_LONGEST_TEXT = 2000
# how much further away a past date may be than a future one of the same name: agendas look ahead
_PAST_WEIGHT = 3


def read_page_date(text: str, *, today: date, zone: ZoneInfo, past_ok: bool = True) -> When | None:
    """The first date that a page's words name, with its time; None when they name none.

    Unknown words are passed over and nothing is asked: a time that leaves morning or evening open
    counts as not known, a time that the clock skips is moved to after it, of two the first is taken.
    The start's time is preferred to that of the doors. Without a year it is the year whose
    date agrees with the weekday beside it and lies closest to `today`, the future before the past;
    with `past_ok=False` never one before `today`.
    """
    pieces = settle(read(text[:_LONGEST_TEXT]))[0]
    anchor = _anchor(pieces)
    if anchor is None:
        return None
    piece = pieces[anchor].piece
    if isinstance(piece, Moment):
        start = piece.instant.astimezone(zone)
        return When(start) if past_ok or start.date() >= today else None
    first = _first_day(pieces, anchor, today, past_ok=past_ok)
    if first is None:
        return None
    last_at = _last_day_index(pieces, anchor)
    last = None if last_at is None else _last_day(pieces[last_at].piece, first)
    return _with_times(pieces, anchor, last_at, first, last, zone)


def _anchor(pieces: list[Found]) -> int | None:
    """Where the date stands: written out, or else as "today", or as a weekday right before a time."""
    for index, one in enumerate(pieces):
        if isinstance(one.piece, Moment) or (
            isinstance(one.piece, CalendarDate) and one.piece.day is not None
        ):
            return index
    for index, one in enumerate(pieces):
        if isinstance(one.piece, DayOffset) and one.piece.spoken_word and one.piece.days >= 0:
            return index
        following = [other.piece for other in pieces[index + 1 : index + 3]]
        if isinstance(one.piece, Weekday) and any(isinstance(other, Clock) for other in following):
            return index
    return None


def _first_day(pieces: list[Found], anchor: int, today: date, *, past_ok: bool) -> date | None:
    piece = pieces[anchor].piece
    if isinstance(piece, DayOffset):
        return today + timedelta(days=piece.days)
    if isinstance(piece, Weekday):
        return today + timedelta(days=(piece.index - today.weekday()) % 7)
    if not isinstance(piece, CalendarDate):
        return None
    piece = _with_month(pieces, anchor, piece)
    years = range(today.year - 3, today.year + 4) if piece.year is None else (piece.year,)
    days = [day for year in years if (day := _on_calendar(piece, year)) and (past_ok or day >= today)]
    beside = [pieces[index].piece for index in (anchor - 1, anchor + 1) if 0 <= index < len(pieces)]
    weekdays = [other.index for other in beside if isinstance(other, Weekday)]
    if weekdays and piece.year is None:
        days = [day for day in days if day.weekday() == weekdays[0]] or days
    return min(days, key=lambda day: _distance(day, today), default=None)


def _with_month(pieces: list[Found], anchor: int, piece: CalendarDate) -> CalendarDate:
    """The start of "13 t/m 15 maart 2027" has its month and year from the end."""
    end_at = _last_day_index(pieces, anchor)
    end = None if end_at is None else pieces[end_at].piece
    if not isinstance(end, CalendarDate) or end.month is None or piece.year is not None:
        return piece
    month, year = piece.month or end.month, end.year
    if year is not None and (month, piece.day or 0) > (end.month, end.day or 0):
        year -= 1
    return CalendarDate(piece.day, month, year)


def _last_day_index(pieces: list[Found], anchor: int) -> int | None:
    """Where the last day stands, if "until" and a second date follow the first before any third."""
    for index in range(anchor + 1, len(pieces)):
        piece = pieces[index].piece
        if isinstance(piece, CalendarDate):
            before = index - 2 if isinstance(pieces[index - 1].piece, Weekday) else index - 1
            return index if before > anchor and isinstance(pieces[before].piece, Until) else None
    return None


def _last_day(piece: object, first: date) -> date | None:
    if not isinstance(piece, CalendarDate) or piece.day is None:
        return None
    years = (first.year, first.year + 1) if piece.year is None else (piece.year,)
    days = [day for year in years if (day := _on_calendar(piece, year)) and day >= first]
    return days[0] if days else None


def _on_calendar(piece: CalendarDate, year: int) -> date | None:
    if piece.month is None or piece.day is None or piece.day > calendar.monthrange(year, piece.month)[1]:
        return None
    return date(year, piece.month, piece.day)


def _distance(day: date, today: date) -> int:
    days = (day - today).days
    return days if days >= 0 else -days * _PAST_WEIGHT


def _with_times(
    pieces: list[Found], anchor: int, last_at: int | None, first: date, last: date | None, zone: ZoneInfo
) -> When:
    end_clock = None if last_at is None else _clock_right_after(pieces, last_at)
    start_at = _start_clock(pieces, anchor, end_clock)
    start_time = None if start_at is None else _time(pieces, start_at)
    end_time = None if end_clock is None else _time(pieces, end_clock, ends=True)
    if last is not None and last > first and (start_time is None or end_time is None):
        return When(first, last + timedelta(days=1), all_day=True)
    if start_at is None or start_time is None:
        return When(first)
    start = _instant(first, start_time, zone)
    if last is not None and end_time is not None:
        end = _instant(last, end_time, zone)
    else:
        until = _end_clock(pieces, start_at)
        end_time = None if until is None else _time(pieces, until, ends=True)
        if end_time is None:
            return When(start)
        end = _instant(first + timedelta(days=end_time <= start_time), end_time, zone)
    return When(start, end if seconds_between(start, end) > 0 else None)


def _clock_right_after(pieces: list[Found], index: int) -> int | None:
    following = index + 1
    return following if following < len(pieces) and isinstance(pieces[following].piece, Clock) else None


def _start_clock(pieces: list[Found], anchor: int, end_clock: int | None) -> int | None:
    """The time called start, else one without a name (rather after the date), else that of the doors."""
    order: dict[Role | None, int] = {Role.START: 0, None: 1, Role.DOORS: 2}
    roles = roles_of(pieces)
    clocks = [
        index
        for index, one in enumerate(pieces)
        if isinstance(one.piece, Clock) and roles[index] in order and index != end_clock
    ]
    return min(
        clocks, key=lambda index: (order[roles[index]], index < anchor, abs(index - anchor)), default=None
    )


def _end_clock(pieces: list[Found], start: int) -> int | None:
    """The time after "until" beside the start, or the one that is called the end."""
    following = start + 1
    if following < len(pieces) and isinstance(pieces[following].piece, DayPart):
        following += 1
    if following < len(pieces) and isinstance(pieces[following].piece, Until):
        return _clock_right_after(pieces, following)
    roles = roles_of(pieces)
    named = [
        index for index, one in enumerate(pieces) if isinstance(one.piece, Clock) and roles[index] is Role.END
    ]
    return named[0] if named else None


def _time(pieces: list[Found], index: int, *, ends: bool = False) -> time | None:
    """The time at `index`, with the part of the day right after it; None when that leaves it open.

    Only an end may be 24:00, or lie beyond midnight in another way.
    """
    clock = pieces[index].piece
    following = pieces[index + 1].piece if index + 1 < len(pieces) else None
    part = following if isinstance(following, DayPart) else None
    if not isinstance(clock, Clock):
        return None
    try:
        hours = possible_hours(Side(clock=clock, part=part))
    except Refusal:
        return None
    return hours[0].at if len(hours) == 1 and (ends or hours[0].days == 0) else None


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    local = datetime.combine(day, at)
    found = instants(local, zone)
    return found[0] if found else around_gap(local, zone)[1]
