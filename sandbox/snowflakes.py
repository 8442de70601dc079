"""Discord's ids: 64 bits, the upper 42 of them milliseconds since 2015, strictly increasing."""

import time
from datetime import UTC, datetime

EPOCH_MS = 1_420_070_400_000


class Snowflakes:
    """Hands out ids of the present moment, never twice and never out of order."""

    def __init__(self) -> None:
        self._last = 0

    def take(self) -> int:
        self._last = max(_at(time.time()), self._last + 1)
        return self._last


class PastSnowflakes:
    """Hands out the same ids on every run, one a millisecond, from a fixed moment on.

    What a world starts with gets these, so that a database kept between two runs still points at the
    right channel, and so that consecutive guilds fall on consecutive shards.
    """

    def __init__(self, start: datetime) -> None:
        self._next_ms = int(start.timestamp() * 1000) - EPOCH_MS

    def take(self) -> int:
        self._next_ms += 1
        return self._next_ms << 22


def _at(unix_seconds: float) -> int:
    return (int(unix_seconds * 1000) - EPOCH_MS) << 22


def time_of(snowflake: int) -> datetime:
    return datetime.fromtimestamp(((snowflake >> 22) + EPOCH_MS) / 1000, UTC)


def is_snowflake(text: object) -> bool:
    return isinstance(text, int | str) and not isinstance(text, bool) and str(text).isdigit()
