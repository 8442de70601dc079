"""Deadlines of a workflow: counted back from its day, never on a day on which nobody works."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from domain.free_days import public_days

_SATURDAY: Final = 5
_MORNING: Final = time(10)
OFFICE_DAYS: Final = 14
"""From this many days before, a step is taken to need an office; what is later people do themselves, and they
work at weekends."""


def is_working_day(day: date) -> bool:
    """Neither a weekend nor a public holiday on which offices in the Netherlands are closed."""
    return day.weekday() < _SATURDAY and day not in holidays(day.year)


def holidays(year: int) -> frozenset[date]:
    """New Year's Day, Good Friday, Easter, King's Day, Liberation Day, Ascension, Whitsun and Christmas
    (Algemene termijnenwet art. 3, with Good Friday and every 5 May among them)."""
    return frozenset(public_days(year))


def limit_of(day: date, days_before: int) -> date:
    """The day before which it has to be done; negative `days_before` lies after the day itself."""
    return day - timedelta(days=days_before)


def by(day: date, days_before: int) -> date:
    """The last day on which it can be done: "12 weeks before 20 June" means before 28 March, and as that is a
    Saturday, Friday 27 March. On the day itself and after it there is nothing to count back."""
    limit = limit_of(day, days_before)
    if days_before <= 0:
        return limit
    last = limit - timedelta(days=1)
    if days_before < OFFICE_DAYS:
        return limit
    while not is_working_day(last):
        last -= timedelta(days=1)
    return last


def reminders(last: date, zone: ZoneInfo) -> tuple[datetime, ...]:
    """When to remind of what has to be done by `last`: a week before, the working day before, on the day, and
    the day after, when it is late and somebody may still help; at ten in the morning there."""
    eve = last - timedelta(days=1)
    while not is_working_day(eve):
        eve -= timedelta(days=1)
    days = sorted({last - timedelta(days=7), eve, last, last + timedelta(days=1)})
    return tuple(datetime.combine(each, _MORNING, zone) for each in days)
