"""Reading the days that somebody wants to see: "dit weekend", "vrijdag", "this month"."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.refusal import Refusal
from domain.when.answers import Period
from domain.when.days import find_days, first_day_from, months_later, next_day
from domain.when.parts import Parts, Side, arrange
from domain.when.pieces import CalendarDate, DayOffset, Months, NextDays, Weekday, Weekend, Years
from domain.when.reading import read
from domain.when.settling import settle
from domain.when.strict import LONGEST_TEXT
from domain.when.words import Modifier

_FRIDAY = 4


def read_period(text: str, *, now: datetime, zone: ZoneInfo) -> Period:
    """The whole days that a text names, in Dutch or English, seen from the aware `now`.

    The weekend begins on Friday, because its evening is where the weekend's agenda begins. Weeks run
    from Monday, and "this week" is the whole of it, also the days that have been; "komende week" and
    "next 7 days" begin today. A month without a year is this one or the next of its name; a date
    without a year is the next one. Never asks: "Monday" on a Monday is today. Raises Refusal.
    """
    local_now = now.astimezone(zone)
    if len(text) > LONGEST_TEXT:
        raise Refusal("That is too long to be a period. Type for example “this weekend” or “March”.")
    found = read(text)
    if not found:
        raise Refusal("Type which days you want to see, for example “this weekend” or “March”.")
    parts = arrange(settle(found)[0])
    if (
        parts.start.names_time
        or parts.duration is not None
        or (parts.end is not None and parts.end.names_time)
    ):
        raise Refusal(
            "I read a time in “{read}”, but need days. Type for example “Friday” or “March”.",
            read=parts.typed,
        )
    return _period(parts, local_now)


def _period(parts: Parts, now: datetime) -> Period:
    start, end = parts.start, parts.end
    if end is None:
        return _of(start, now)
    _share(start, end)
    first = _of(start, now)
    last = _end_of(end, first.start, now)
    if last <= first.start:
        raise Refusal(
            "I read “{read}”, but then it ends before it starts. Correct the start or the end.",
            read=parts.typed,
        )
    return Period(first.start, last)


def _share(start: Side, end: Side) -> None:
    """ "13-15 maart 2027" and "maart t/m mei 2027": what only the end tells holds for the start."""
    one, other = start.calendar, end.calendar
    if one is None or other is None or one.year is not None:
        return
    month, year = one.month or other.month, other.year
    if (
        year is not None
        and one.month
        and other.month
        and (one.month, one.day or 0) > (other.month, other.day or 31)
    ):
        year -= 1
    start.calendar = CalendarDate(one.day, month, year)


def _end_of(end: Side, first: date, now: datetime) -> date:
    asked = end.calendar
    if asked is not None and asked.day is None and asked.month is not None and asked.year is None:
        year = first.year + (asked.month < first.month)
        return months_later(date(year, asked.month, 1), 1)
    if asked is None and (end.period is not None or end.weeks is not None):
        return _of(end, now).end
    if asked is not None and asked.day is None:
        return _of(end, now).end
    return first_day_from(end, first, now) + timedelta(days=1)


def _of(side: Side, now: datetime) -> Period:
    """The period that one side names."""
    today = now.date()
    monday = today - timedelta(days=today.weekday())
    asked, weekday = side.calendar, side.weekday
    if asked is not None and asked.day is None:
        return _month_or_year(asked, today)
    if side.period is not None:
        return _calendar_period(side.period, today)
    if side.weeks is not None and side.weeks.named and not (weekday or asked or side.offset):
        start = monday + timedelta(weeks=side.weeks.count)
        return Period(start, start + timedelta(weeks=1))
    if weekday is not None and weekday.modifier is Modifier.LAST and not asked:
        return _day(today - timedelta(days=(today.weekday() - weekday.index - 1) % 7 + 1))
    if isinstance(side.offset, DayOffset) and not (asked or weekday or side.nth):
        return _day(months_later(today, side.offset.months) + timedelta(days=side.offset.days))
    if isinstance(weekday, Weekday) and asked is None and side.nth is None:
        found = find_days(side, now)
        return _day(found.options[0])
    if asked is not None and asked.month is not None and asked.year is None:
        # a day that has been is no mistake here: the next one is meant
        return _day(next_day(side, today, now))
    return _day(find_days(side, now).options[0])


def _day(day: date) -> Period:
    return Period(day, day + timedelta(days=1))


def _month_or_year(asked: CalendarDate, today: date) -> Period:
    if asked.month is None:
        start = date(asked.year or today.year, 1, 1)
        return Period(start, months_later(start, 12))
    year = asked.year or today.year + (asked.month < today.month)
    start = date(year, asked.month, 1)
    return Period(start, months_later(start, 1))


def _calendar_period(period: Weekend | Months | Years | NextDays, today: date) -> Period:
    match period:
        case Weekend(count):
            friday = today + timedelta(days=_FRIDAY - today.weekday(), weeks=count)
            return Period(friday, friday + timedelta(days=3))
        case Months(count):
            start = months_later(today.replace(day=1), count)
            return Period(start, months_later(start, 1))
        case Years(count):
            start = date(today.year + count, 1, 1)
            return Period(start, months_later(start, 12))
        case NextDays(days):
            return Period(today, today + timedelta(days=days))
