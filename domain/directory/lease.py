"""The end of a lease: when somebody is warned that a place is in danger.

One warning each 180, 90 and 30 days before the last day. What was missed (the bot was down, or the day was
entered late) is not caught up one by one: only the newest that makes sense is given.
"""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

LEADS: Final = (180, 90, 30)
"""Days before the last day of the lease, the earliest first."""

HOUR: Final = time(10)
"""Local time at which a warning is given."""


def moment(ends: date, lead: int, zone: ZoneInfo) -> datetime:
    """When this warning is due: ten in the morning, local time, whatever the clocks did in between."""
    return datetime.combine(ends - timedelta(days=lead), HOUR, zone).astimezone(UTC)


def over(ends: date, zone: ZoneInfo) -> datetime:
    """From this instant on the lease has ended: midnight after its last day."""
    return datetime.combine(ends + timedelta(days=1), time(), zone).astimezone(UTC)


def due(ends: date, told: Collection[int], now: datetime, zone: ZoneInfo) -> int | None:
    """The warning (one of LEADS) to give now. None when the newest that is due was given, or a later one,
    when none is due yet, or when the lease has ended."""
    if now >= over(ends, zone):
        return None
    passed = [lead for lead in LEADS if moment(ends, lead, zone) <= now]
    newest = min(passed, default=None)
    return newest if newest is not None and newest < min(told, default=newest + 1) else None


def next_moment(ends: date, now: datetime, zone: ZoneInfo) -> datetime | None:
    """When the next warning after `now` falls due."""
    coming = [at for lead in LEADS if (at := moment(ends, lead, zone)) > now]
    return min(coming, default=None)


def days_left(ends: date, now: datetime, zone: ZoneInfo) -> int:
    """Whole days until the last day; 0 on that day itself."""
    return (ends - now.astimezone(zone).date()).days
