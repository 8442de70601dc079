"""Reminders of a meeting: a week, a day and an hour before; each person chooses which."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo


class Lead(StrEnum):
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"


USUAL: Final = frozenset({Lead.DAY})
"""For who never chose."""


def moment(lead: Lead, starts: datetime, zone: ZoneInfo) -> datetime:
    """The instant (UTC): the same local time a week or a day before, or a real hour before."""
    if lead is Lead.HOUR:
        return starts.astimezone(UTC) - timedelta(hours=1)
    days = 7 if lead is Lead.WEEK else 1
    return (starts.astimezone(zone) - timedelta(days=days)).astimezone(UTC)


def too_late(lead: Lead, starts: datetime, zone: ZoneInfo) -> datetime:
    """From when on it makes no sense any more: the next one says it better, or the meeting has begun."""
    if lead is Lead.WEEK:
        return moment(Lead.DAY, starts, zone)
    return moment(Lead.HOUR, starts, zone) if lead is Lead.DAY else starts.astimezone(UTC)
