"""The loop over what is due: claims it, runs its handler, and only then marks it done."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from bot.clock import Clock, SystemClock
from bot.loops import Loop
from domain.timers import Timer
from storage.database import Database

log = logging.getLogger(__name__)

_LEASE: Final = timedelta(minutes=5)
_BATCH: Final = 16
_LONGEST_WAIT: Final = timedelta(hours=6)

Handler = Callable[[Timer], Awaitable[None]]
"""Does what the timer stands for. It may run twice for one timer, and it decides itself whether something
that is overdue still makes sense."""


class Timers(Loop):
    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__("timers")
        self._database = database
        self._clock = clock
        self._real = SystemClock()
        self._handlers: dict[str, Handler] = {}
        self._running: set[asyncio.Task[None]] = set()
        database.listen(lambda hints: self.wake() if "timers" in hints else None)

    def register(self, kind: str, handler: Handler) -> None:
        self._handlers[kind] = handler

    async def turn(self) -> bool:
        room = _BATCH - len(self._running)
        if room <= 0:
            return False
        now, real_now = self._clock.now(), self._real.now()
        claimed = await self._database.write(
            lambda unit: unit.timers.claim(now=now, real_now=real_now, lease=_LEASE, limit=room)
        )
        for timer in claimed:
            task = asyncio.create_task(self._fire(timer), name=f"timer {timer.kind} {timer.subject}")
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        return False

    async def stop(self) -> None:
        await super().stop()
        for task in self._running:  # a claim that is not marked done is taken up again after the next start
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _fire(self, timer: Timer) -> None:
        try:
            await self._handlers[timer.kind](timer)
        except Exception:
            log.exception("timer %s (%s) failed and is tried again", timer.kind, timer.subject)
            wait = min(timedelta(minutes=2 ** min(timer.attempts, 10)), _LONGEST_WAIT)
            due = self._clock.now() + wait
            await self._database.write(lambda unit: unit.timers.postpone(timer, due))
            return
        await self._database.write(lambda unit: unit.timers.done(timer))
