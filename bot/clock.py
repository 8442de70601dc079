"""The only place that knows what time it really is."""

from datetime import UTC, datetime
from typing import Protocol

from domain.decisions.times import moment_of


class Clock(Protocol):
    def now(self) -> datetime:
        """An aware instant in UTC."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def pressed_at(interaction_id: int, clock: Clock) -> datetime:
    """When a person did what this interaction stands for, on the bot's own clock: it is as long ago as
    Discord says. (On a clock that was not moved, that is exactly the moment in the interaction's id.)"""
    age = SystemClock().now() - moment_of(interaction_id)
    return clock.now() - age
