"""Which interactions are being answered right now, so that the end can wait for them."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class UnderWay:
    """Counts by interaction id; beginning or ending one twice does no harm."""

    def __init__(self) -> None:
        self._ids: set[int] = set()
        self._none = asyncio.Event()
        self._none.set()

    def begin(self, interaction_id: int) -> None:
        self._ids.add(interaction_id)
        self._none.clear()

    def end(self, interaction_id: int) -> None:
        self._ids.discard(interaction_id)
        if not self._ids:
            self._none.set()

    @contextmanager
    def answering(self, interaction_id: int) -> Iterator[None]:
        self.begin(interaction_id)
        try:
            yield
        finally:
            self.end(interaction_id)

    async def finished(self, patience: float) -> bool:
        """Wait until all are answered, at most `patience` seconds; False if some are not."""
        try:
            async with asyncio.timeout(patience):
                await self._none.wait()
        except TimeoutError:
            return False
        return True
