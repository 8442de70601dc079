"""What was asked and answered over REST, kept so that it can be looked at and checked."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Exchange:
    """One REST request of the bot and the sandbox's answer to it.

    `path` is without the `/api/v10` prefix and without the query. `request` and `response` are decoded
    JSON (None when there was no body); of a multipart request, `request` is its `payload_json` and `files`
    counts its files. `injected` marks an answer that a requested fault made, which follows no specification.
    """

    number: int
    method: str
    path: str
    query: dict[str, str]
    status: int
    request: Any = None
    response: Any = None
    files: int = 0
    injected: bool = False
    headers: dict[str, str] = field(default_factory=dict)


class Exchanges:
    """The latest exchanges, oldest first. `recording` may be switched off, as a benchmark does."""

    def __init__(self, keep: int = 20_000) -> None:
        self.recording = True
        self._kept: deque[Exchange] = deque(maxlen=keep)
        self._count = 0

    def next_number(self) -> int:
        self._count += 1
        return self._count

    def add(self, exchange: Exchange) -> None:
        self._kept.append(exchange)

    def since(self, number: int) -> list[Exchange]:
        """Those with a higher number."""
        return [exchange for exchange in self._kept if exchange.number > number]

    def clear(self) -> None:
        self._kept.clear()

    def __iter__(self) -> Iterator[Exchange]:
        return iter(tuple(self._kept))

    def __len__(self) -> int:
        return len(self._kept)
