"""Leaves a sign of life while people can reach the bot, and notices when they could not."""

import time
from typing import Final

from bot.client import SektorClient
from bot.clock import Clock
from bot.loops import Loop
from domain.decisions.times import BEARABLE
from services.outages import OutageService

_EVERY: Final = 30.0
"""Seconds between two signs: one small write each."""


class Alive(Loop):
    """How long the bot was not there is measured in real seconds, since the clock that decisions go by can be
    moved forward."""

    def __init__(self, outages: OutageService, client: SektorClient, clock: Clock) -> None:
        super().__init__("sign of life")
        self._outages = outages
        self._client = client
        self._clock = clock
        self._last = time.monotonic()

    async def turn(self) -> bool:
        passed = time.monotonic() - self._last
        if passed < _EVERY or not self._reachable():
            return False
        now = self._clock.now()
        if passed > BEARABLE.total_seconds():
            await self._outages.back(now=now)
        else:
            await self._outages.seen(now=now)
        self._last = time.monotonic()
        return False

    def _reachable(self) -> bool:
        """Connected to Discord on all shards. A connection that is lost counts as being away."""
        shards = self._client.shards
        return self._client.is_ready() and bool(shards) and not any(s.is_closed() for s in shards.values())
