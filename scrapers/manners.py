"""How to be a good guest: one request a host at a time, pauses, back-off and robots.txt."""

import asyncio
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from protego import Protego

from scrapers.problems import FetchProblem

_ROBOTS_FOR = 24 * 3600.0
_ROBOTS_FAILURE_FOR = 600.0
_LONGEST_DELAY = 30.0
_MOST_HOSTS = 2000


@dataclass(slots=True)
class _Host:
    next_turn: float = 0.0
    closed_until: float = 0.0
    failures: int = 0


class Manners:
    """Remembers per origin when it may be asked again. Times are seconds of a monotonic clock."""

    def __init__(
        self,
        *,
        gap: float,
        backoff: float,
        longest_backoff: float,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._gap = gap
        self._backoff = backoff
        self._longest_backoff = longest_backoff
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = defaultdict(_Host)
        self._turns: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @asynccontextmanager
    async def turn(self, origin: str, delay: float = 0.0) -> AsyncIterator[None]:
        """Waits until it is our turn at this host; `delay` is its crawl-delay."""
        host = self._hosts[origin]
        if host.closed_until > self._clock():
            raise FetchProblem("This site does not answer well at the moment; it is tried again later.")
        async with self._turns[origin]:
            wait = host.next_turn - self._clock()
            if wait > 0:
                await self._sleep(wait)
            try:
                yield
            finally:
                pause = max(self._gap, min(delay, _LONGEST_DELAY))
                host.next_turn = self._clock() + pause * random.uniform(1.0, 1.5)
        self._forget_some()

    def failed(self, origin: str, retry_after: float | None = None) -> None:
        """The host failed: leave it alone for longer each time, or for as long as it asks."""
        host = self._hosts[origin]
        host.failures += 1
        wait = self._backoff * 2 ** min(host.failures - 1, 20)
        host.closed_until = self._clock() + min(max(wait, retry_after or 0.0), self._longest_backoff)

    def answered(self, origin: str) -> None:
        """The host answered as it should."""
        self._hosts[origin].failures = 0

    def _forget_some(self) -> None:
        if len(self._hosts) > _MOST_HOSTS:
            now = self._clock()
            for origin, host in list(self._hosts.items()):
                if max(host.next_turn, host.closed_until) < now and not self._turns[origin].locked():
                    del self._hosts[origin], self._turns[origin]


class Robots:
    """robots.txt per origin, as RFC 9309 has it: missing allows all, an error of the server forbids all."""

    def __init__(
        self, agent: str, clock: Callable[[], float], fetch: Callable[[str], Awaitable[tuple[int, bytes]]]
    ) -> None:
        self._agent = agent
        self._clock = clock
        self._fetch = fetch
        self._known: dict[str, tuple[float, Protego | None]] = {}
        # who comes while the file is being fetched waits for it
        self._asking: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def check(self, origin: str, url: str) -> float:
        """The crawl-delay for this origin in seconds; raises `FetchProblem` when it does not want us."""
        async with self._asking[origin]:
            rules = await self._rules(origin)
        if rules is None:
            raise FetchProblem("The site's robots.txt could not be read, so the site is left alone for now.")
        if not rules.can_fetch(url, self._agent):
            raise FetchProblem(
                "The site asks programs not to read this page (robots.txt), so it was not read."
            )
        return float(rules.crawl_delay(self._agent) or 0.0)

    async def _rules(self, origin: str) -> Protego | None:
        known = self._known.get(origin)
        if known and known[0] > self._clock():
            return known[1]
        rules: Protego | None
        status, body = await self._fetch(origin + "/robots.txt")
        if 200 <= status < 300:
            rules = _parsed(body)
        elif 400 <= status < 500 and status != 429:
            rules = Protego.parse("")
        else:
            rules = None
        if len(self._known) > _MOST_HOSTS:
            self._known.clear()
            for one in [one for one, lock in self._asking.items() if not lock.locked()]:
                del self._asking[one]
        self._known[origin] = (self._clock() + (_ROBOTS_FAILURE_FOR if rules is None else _ROBOTS_FOR), rules)
        return rules


def _parsed(body: bytes) -> Protego:
    return Protego.parse(body.decode("utf-8", "replace"))
