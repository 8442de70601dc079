"""All sessions of the bot, and the news on its way to them."""

from collections import Counter
from collections.abc import Callable
from typing import Protocol

from sandbox.gateway.session import Session
from sandbox.model import Json
from sandbox.world import News, World


class Line(Protocol):
    """A live connection, as faults take hold of it."""

    def say(self, frame: Json) -> None: ...

    def hang_up(self, code: int) -> None: ...


class Hub:
    """Spreads news over the sessions whose shard, intents and permissions let it through."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.sessions: dict[str, Session] = {}
        self.lines: list[Line] = []
        """The live connections."""
        self._to_lose: Counter[str] = Counter()
        self._to_repeat: Counter[str] = Counter()
        self._status_listeners: list[Callable[[], None]] = []
        self._was_connected = False
        world.listen(self.spread)

    @property
    def connected(self) -> bool:
        return any(session.connected for session in self.sessions.values())

    def listen_for_status(self, listener: Callable[[], None]) -> None:
        """Called when the bot comes or goes."""
        self._status_listeners.append(listener)

    def status_changed(self) -> None:
        if self.connected != self._was_connected:
            self._was_connected = self.connected
            for listener in self._status_listeners:
                listener()

    def open(self, session: Session) -> None:
        for old in [each for each in self.sessions.values() if not each.resumable]:
            del self.sessions[old.id]
        self.sessions[session.id] = session

    def spread(self, news: News) -> None:
        wanting = [session for session in self.sessions.values() if session.wants(news)]
        for _ in range(self._times(news.type) if wanting else 0):
            for session in wanting:
                session.tell(news)

    def interaction(self, guild_id: int | None, body: Json) -> bool:
        """Dispatch an interaction; whether any session could still get it."""
        reachable = [each for each in self.sessions.values() if each.has_guild(guild_id) and each.resumable]
        for _ in range(self._times("INTERACTION_CREATE") if reachable else 0):
            for session in reachable:
                session.dispatch("INTERACTION_CREATE", body)
        return bool(reachable)

    def lose(self, type_: str, count: int) -> None:
        """The next `count` dispatches of this type never reach the bot."""
        self._to_lose[type_] += count

    def repeat(self, type_: str, count: int) -> None:
        """The next `count` dispatches of this type reach the bot twice, which Discord allows itself."""
        self._to_repeat[type_] += count

    def drop_connections(self, code: int, resumable: bool) -> None:
        """Close every connection; sessions that are not `resumable` are forgotten."""
        if not resumable:
            for session in self.sessions.values():
                session.detach()
            self.sessions.clear()
        for line in tuple(self.lines):
            line.hang_up(code)
        self.status_changed()

    def ask_to_reconnect(self) -> None:
        """Op 7 on every connection."""
        for line in tuple(self.lines):
            line.say({"op": 7, "d": None})

    def invalidate_sessions(self, resumable: bool) -> None:
        """Op 9 on every connection; sessions that are not `resumable` are forgotten."""
        if not resumable:
            self.sessions.clear()
        for line in tuple(self.lines):
            line.say({"op": 9, "d": resumable})

    def forget_faults(self) -> None:
        self._to_lose.clear()
        self._to_repeat.clear()

    def _times(self, type_: str) -> int:
        """How often the next dispatch of this type is delivered."""
        for counter, times in ((self._to_lose, 0), (self._to_repeat, 2)):
            if counter[type_] > 0:
                counter[type_] -= 1
                return times
        return 1
