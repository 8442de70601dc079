"""Reminders: when somebody who is interested in an event wants to be told that it is near."""

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from domain.evenings import takes_place
from domain.events import Details, Event


class Reminder(StrEnum):
    OFF = "off"
    HOUR = "hour"
    THREE_HOURS = "three_hours"
    EVENING = "evening"
    WEEK = "week"


USUAL: Final = Reminder.EVENING
"""For who never chose."""

_EVENING: Final = time(18)
_NO_HOUR: Final = time(12)
"""Hours are counted from here when the hour of an event is not known."""


def due(reminder: Reminder, details: Details, zone: ZoneInfo) -> datetime | None:
    """The instant (UTC) of the reminder: real hours before the beginning; 18:00 local time on the day before;
    or the same local time a week before. None for no reminder."""
    starts = details.starts.astimezone(zone)
    if not details.time_known:
        starts = datetime.combine(starts.date(), _NO_HOUR, zone)
    moment: datetime | None = None
    match reminder:
        case Reminder.OFF:
            return None
        case Reminder.HOUR:
            moment = starts.astimezone(UTC) - timedelta(hours=1)
        case Reminder.THREE_HOURS:
            moment = starts.astimezone(UTC) - timedelta(hours=3)
        case Reminder.EVENING:
            moment = datetime.combine(starts.date() - timedelta(days=1), _EVENING, zone)
        case Reminder.WEEK:
            moment = datetime.combine(starts.date() - timedelta(days=7), starts.time(), zone)
    return moment.astimezone(UTC)


def begins(event: Event, zone: ZoneInfo) -> datetime:
    """From when on a reminder of it makes no sense any more."""
    starts = event.details.starts.astimezone(zone)
    if not event.details.time_known:
        starts = datetime.combine(starts.date(), _NO_HOUR, zone)
    return starts.astimezone(UTC)


def moment_of(reminder: Reminder, event: Event, zone: ZoneInfo) -> datetime | None:
    """When to remind somebody of the event as it stands now; None when there is nothing to be reminded of."""
    if not event.is_public or not takes_place(event):
        return None
    return due(reminder, event.details, zone)


def possible(event: Event, zone: ZoneInfo, now: datetime) -> tuple[tuple[Reminder, datetime], ...]:
    """The reminders that can still be given, with their moments."""
    found = ((reminder, moment_of(reminder, event, zone)) for reminder in Reminder)
    return tuple((reminder, moment) for reminder, moment in found if moment is not None and moment > now)
