"""What was said of a day -> the days that it can be."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.refusal import Refusal
from domain.when.parts import Side
from domain.when.pieces import CalendarDate, NthWeekday, Weekday, Weeks
from domain.when.words import Modifier

# a date without a year that was less than this ago is a mistake, not next year's; one of last year
# only when the year has just turned, because in March "28 dec" is the coming one
_RECENT_THIS_YEAR = timedelta(days=92)
_RECENT_LAST_YEAR = timedelta(days=31)
# until this hour people who are still up call the day that begins after their sleep "tomorrow"
_STILL_UP_UNTIL = 4


@dataclass(frozen=True, slots=True)
class Days:
    """The days that the words can mean: the first that is not past if `in_order`, else the person chooses."""

    options: tuple[date, ...]
    in_order: bool = False


def find_days(side: Side, now: datetime) -> Days:
    """The day that an event starts on, seen from the local time `now`.

    Without a year it is the next such day, today included; a recent one is refused rather
    than put a year away, unless its weekday agrees with next year only. All that was said
    must agree ("do 13 maart" when the 13th is a Friday is refused). Raises Refusal.
    """
    today = now.date()
    if side.calendar is not None:
        days = Days((_calendar_day(side, side.calendar, today),))
    elif side.nth is not None:
        days = Days((_nth_day(side, side.nth, today),))
    elif side.offset is not None:
        days = _offset_days(side, now)
    elif side.weekday is not None:
        days = _weekdays(side.weekday, side.weeks, today)
    elif side.weeks is not None and not side.weeks.named:
        days = Days((today + timedelta(weeks=side.weeks.count),))
    elif side.period is not None or side.weeks is not None:
        raise which_day(side)
    elif side.part is not None and side.part.attached and now.hour < 6:
        days = Days((today - timedelta(days=1), today), in_order=True)
    else:
        days = Days((today,))
    _check_agreement(side, days, today)
    return days


def next_day(side: Side, first: date, now: datetime) -> date:
    """The next such day from `first` on, however long ago the last one was. Raises Refusal."""
    day = None if side.calendar is None else next(_occurrences(side.calendar, first), None)
    if day is None:
        raise no_such_day(side)
    _check_agreement(side, Days((day,)), now.date())
    return day


def first_day_from(side: Side, first: date, now: datetime) -> date:
    """The day that an event ends on: the first from `first` on that fits the words. Raises Refusal."""
    if side.calendar is not None and side.calendar.day is not None and side.calendar.year is None:
        found = next(_occurrences(side.calendar, first), None)
        if found is None:
            raise no_such_day(side)
        # "15 maart - 13 maart" is a mistake and does not last a year
        day = found if found.year == first.year else _recently(side.calendar, first) or found
    elif side.weekday is not None and not (side.calendar or side.nth or side.offset or side.weeks):
        day = first + timedelta(days=(side.weekday.index - first.weekday()) % 7)
    else:
        day = find_days(side, now).options[0]
    _check_agreement(side, Days((day,)), now.date())
    return day


def which_day(side: Side) -> Refusal:
    return Refusal(
        "I read “{read}”, but on which day is that? Add the day, for example “Friday”.", read=side.typed
    )


def no_such_day(side: Side) -> Refusal:
    return Refusal("No calendar has “{typed}”. Check the day and the month.", typed=side.typed)


def in_the_past(day: date, *, today: date) -> Refusal:
    """The refusal of a date that has been."""
    return Refusal("{date} is in the past. Type a date from {today} on.", date=day, today=today)


def years_later(day: date, years: int) -> date:
    """The same date in another year; 29 February becomes 28 where there is none."""
    last = calendar.monthrange(day.year + years, day.month)[1]
    return date(day.year + years, day.month, min(day.day, last))


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or the last day that month has."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def nth_weekday(nth: int, weekday: int, year: int, month: int) -> date | None:
    """The nth such weekday of a month, -1 being the last; None when the month has no fifth."""
    days = [
        date(year, month, day)
        for day in range(1, calendar.monthrange(year, month)[1] + 1)
        if date(year, month, day).weekday() == weekday
    ]
    return days[nth] if nth < 0 else days[nth - 1] if nth <= len(days) else None


def _occurrences(asked: CalendarDate, first: date) -> Iterator[date]:
    """Every date from `first` on that fits a day (and month), in order, over at most nine years."""
    for month in range(first.month - 1, first.month - 1 + 9 * 12):
        year, number = first.year + month // 12, month % 12 + 1
        if asked.month not in (None, number) or (asked.day or 0) > calendar.monthrange(year, number)[1]:
            continue
        day = date(year, number, asked.day or 1)
        if day >= first:
            yield day


def _calendar_day(side: Side, asked: CalendarDate, today: date) -> date:
    if asked.day is None or (asked.month is None and asked.year is not None):
        raise which_day(side)
    if asked.year is not None and asked.month is not None:
        if asked.day > calendar.monthrange(asked.year, asked.month)[1]:
            raise no_such_day(side)
        return date(asked.year, asked.month, asked.day)
    upcoming = next(_occurrences(asked, today), None)
    if upcoming is None:
        raise no_such_day(side)
    if asked.month is None:
        return _day_of_some_month(side, asked, upcoming)
    recent = _recently(asked, today)
    if recent is None or _only_fits(side.weekday, upcoming, recent):
        return upcoming
    if upcoming > years_later(today, 3):
        raise in_the_past(recent, today=today)
    raise Refusal(
        "{date} is in the past. If you mean {year}, add the year.", date=recent, year=str(upcoming.year)
    )


def _recently(asked: CalendarDate, today: date) -> date | None:
    """The last time that this date was, if that is so recent that it was probably meant."""
    day = next(_occurrences(asked, today - _RECENT_THIS_YEAR), today)
    ago = today - day
    return day if timedelta() < ago and (day.year == today.year or ago <= _RECENT_LAST_YEAR) else None


def _day_of_some_month(side: Side, asked: CalendarDate, upcoming: date) -> date:
    """ "Friday the 13th": of this month or the next, whichever has it on a Friday."""
    if side.weekday is None or upcoming.weekday() == side.weekday.index:
        return upcoming
    later = next(_occurrences(asked, upcoming + timedelta(days=1)), upcoming)
    return later if later.weekday() == side.weekday.index else upcoming


def _only_fits(weekday: Weekday | None, day: date, other: date) -> bool:
    return weekday is not None and day.weekday() == weekday.index != other.weekday()


def _nth_day(side: Side, asked: NthWeekday, today: date) -> date:
    if asked.year is not None:
        day = nth_weekday(asked.nth, asked.weekday, asked.year, asked.month)
        if day is None:
            raise no_such_day(side)
        return day
    for year in range(today.year, today.year + 8):
        day = nth_weekday(asked.nth, asked.weekday, year, asked.month)
        if day is not None and day >= today:
            return day
    raise no_such_day(side)


def _offset_days(side: Side, now: datetime) -> Days:
    """After midnight "tonight" may be the night that is going on, and "tomorrow" is asked about."""
    offset, today = side.offset, now.date()
    if offset is None:
        raise which_day(side)
    day = months_later(today, offset.months) + timedelta(days=offset.days)
    if not offset.spoken_word:
        return Days((day,))
    if offset.days == 0 and side.part is not None and now.hour < 6:
        return Days((day - timedelta(days=1), day), in_order=True)
    if offset.days > 0 and now.hour < _STILL_UP_UNTIL and not (side.weekday or side.weeks):
        return Days((day - timedelta(days=1), day))
    return Days((day,))


def _weekdays(asked: Weekday, weeks: Weeks | None, today: date) -> Days:
    """The day that a weekday's name means.

    "Friday", "this Friday" and "coming Friday" are the first one that comes. "Next Friday" and
    "volgende vrijdag" too: people disagree about them, the coming one is meant most often, and the
    date is shown back before anything is stored; but nobody calls tomorrow "next Friday", so then
    it is asked. On a Friday, "coming" and "next" are a week away and the bare name is asked about.
    """
    coming = today + timedelta(days=(asked.index - today.weekday()) % 7)
    week = timedelta(weeks=1)
    if asked.modifier is Modifier.LAST:
        raise in_the_past(coming - week, today=today)
    if weeks is not None and (weeks.named or not weeks.after):
        monday = today - timedelta(days=today.weekday()) + week * weeks.count
        return Days((monday + timedelta(days=asked.index),))
    later = coming + week if coming == today else coming
    if weeks is not None:
        return Days((later + week * weeks.count,))
    if asked.modifier is Modifier.THIS:
        return Days((coming,))
    if asked.modifier is Modifier.COMING:
        return Days((later,))
    if asked.modifier is Modifier.NEXT:
        return Days((later, later + week) if later == today + timedelta(days=1) else (later,))
    return Days((coming, later) if coming == today else (coming,))


def _check_agreement(side: Side, days: Days, today: date) -> None:
    """A weekday, "tomorrow" or "next week" beside a date must agree with it."""
    options = days.options
    if side.weekday is not None and all(day.weekday() != side.weekday.index for day in options):
        raise _contradiction(side, options[-1])
    if side.offset is not None and (side.calendar or side.nth):
        meant = months_later(today, side.offset.months) + timedelta(days=side.offset.days)
        if meant not in options:
            raise _contradiction(side, options[-1])
    if side.weeks is not None and (side.calendar or side.nth or side.offset):
        away = (options[-1] - today + timedelta(days=today.weekday())).days // 7
        if away != side.weeks.count:
            raise _contradiction(side, options[-1])


def _contradiction(side: Side, day: date) -> Refusal:
    return Refusal(
        "“{typed}” contradicts itself: that date is {date}. Correct one of the two.",
        typed=side.typed,
        date=day,
    )
