"""When somebody is reminded of a dossier: a term that nears, and a wait that lasts."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

_HOUR: Final = time(10)
WAIT_MONTH: Final = timedelta(days=30)


class Lead(StrEnum):
    """TWO_WEEKS and THREE_DAYS before a term; PAST: the day after."""

    TWO_WEEKS = "two_weeks"
    THREE_DAYS = "three_days"
    PAST = "past"


_DAYS: Final = {Lead.TWO_WEEKS: -14, Lead.THREE_DAYS: -3, Lead.PAST: 1}


def moment(lead: Lead, term: date, zone: ZoneInfo) -> datetime:
    """The instant (UTC): ten in the morning, local time."""
    return _at_ten(term + timedelta(days=_DAYS[lead]), zone)


def makes_sense(lead: Lead, term: date, today: date) -> bool:
    """Whether it still does after the bot was away: not when the next one is due as well."""
    if lead is Lead.TWO_WEEKS:
        return today < term + timedelta(days=_DAYS[Lead.THREE_DAYS])
    if lead is Lead.THREE_DAYS:
        return today <= term
    return today > term


def next_wait(since: date, after: datetime, zone: ZoneInfo) -> datetime:
    """The first instant (UTC) after `after` at which a wait since that day has lasted whole months (of 30
    days). However long the bot was away, there is one that comes next, never a row of them."""
    months = max(1, (after.astimezone(zone).date() - since) // WAIT_MONTH)
    due = _at_ten(since + months * WAIT_MONTH, zone)
    return due if due > after else _at_ten(since + (months + 1) * WAIT_MONTH, zone)


def _at_ten(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, _HOUR, zone).astimezone(UTC)
