"""The bot's clock, which people and tests may move. Snowflakes and tokens stay on real time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any


class MovableClock:
    """Real time plus an offset that can be changed while everything runs."""

    def __init__(self) -> None:
        self.offset = timedelta()
        self._listeners: list[Callable[[], None]] = []

    def now(self) -> datetime:
        """The moved time, aware, in UTC."""
        return datetime.now(UTC) + self.offset

    def move_to(self, instant: datetime) -> None:
        """Make it `instant` now; from there on the clock ticks as ever."""
        if instant.tzinfo is None:
            raise ValueError("the clock moves to an aware instant only")
        self._set(instant - datetime.now(UTC))

    def forward(self, by: timedelta) -> None:
        self._set(self.offset + by)

    def reset(self) -> None:
        """Back to real time."""
        self._set(timedelta())

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Have `listener` called after every move; the returned function ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def as_json(self) -> dict[str, Any]:
        return {"now": self.now().isoformat(), "offset_seconds": self.offset.total_seconds()}

    def _set(self, offset: timedelta) -> None:
        self.offset = offset
        for listener in tuple(self._listeners):
            listener()
