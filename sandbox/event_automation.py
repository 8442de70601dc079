"""What Discord does to scheduled events by itself as time goes by: events elsewhere begin and end on time,
and what nobody begins is cancelled ("Guild Scheduled Event Status Update Automation")."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from sandbox.clock import MovableClock
from sandbox.model import Guild, ScheduledEvent
from sandbox.scheduled_events import ACTIVE, CANCELLED, COMPLETED, EXTERNAL, SCHEDULED, put_status
from sandbox.world import News, World

NOBODY_CAME = timedelta(hours=3)
"""Discord says: on the order of hours."""


class EventAutomation:
    """Works from `start` to `stop`, by the clock that people go by; only while there is an event to watch."""

    def __init__(self, world: World, clock: MovableClock) -> None:
        self._world = world
        self._clock = clock
        self._waking: asyncio.TimerHandle | None = None
        self._unsubscribe: Callable[[], None] | None = None
        world.listen(self._heard)

    def start(self) -> None:
        self._unsubscribe = self._clock.subscribe(self._look)

    def stop(self) -> None:
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        self._sleep(None)

    def _heard(self, news: News) -> None:
        if news.type.startswith("GUILD_SCHEDULED_EVENT_") and self._unsubscribe is not None:
            self._sleep(min((due for _, _, due in self._coming()), default=None))

    def _look(self) -> None:
        """Do what is due, one after the other as it would have happened."""
        while due := [each for each in self._coming() if each[2] <= self._world.now()]:
            guild, event, _ = min(due, key=lambda each: each[2])
            put_status(self._world, guild, event, _next_status(event))
        self._sleep(min((due for _, _, due in self._coming()), default=None))

    def _coming(self) -> Iterator[tuple[Guild, ScheduledEvent, datetime]]:
        for guild in self._world.guilds.values():
            for event in guild.events.values():
                due = _due(event)
                if due is not None:
                    yield guild, event, due

    def _sleep(self, until: datetime | None) -> None:
        if self._waking is not None:
            self._waking.cancel()
            self._waking = None
        if until is not None:
            seconds = max(0.0, (until - self._world.now()).total_seconds())
            self._waking = asyncio.get_running_loop().call_later(min(seconds, 86_400.0), self._look)


def _due(event: ScheduledEvent) -> datetime | None:
    if event.status == SCHEDULED:
        return event.start if event.entity_type == EXTERNAL else event.start + NOBODY_CAME
    if event.status == ACTIVE and event.entity_type == EXTERNAL:
        return event.end
    return None


def _next_status(event: ScheduledEvent) -> int:
    if event.status == ACTIVE:
        return COMPLETED
    return ACTIVE if event.entity_type == EXTERNAL else CANCELLED
