"""A loop that looks for work, sleeps until woken or for a second, and stops between two turns."""

import asyncio
import logging
from typing import Final

log = logging.getLogger(__name__)

_POLL: Final = 1.0
_AFTER_FAILURE: Final = 5.0


class Loop:
    """Subclasses do one round of work in `turn`; True from it means that there may be more at once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._woken = asyncio.Event()
        self._stopping = False
        self._task: asyncio.Task[None] | None = None

    async def turn(self) -> bool:
        raise NotImplementedError

    def wake(self) -> None:
        """Look for work now; from the event loop only."""
        self._woken.set()

    def start(self) -> None:
        """Once: two of the same would do everything twice."""
        if self._task is not None:
            raise RuntimeError(f"the {self._name} is started already")
        self._task = asyncio.create_task(self._run(), name=self._name)

    async def stop(self) -> None:
        """Finish the turn that is under way and end."""
        self._stopping = True
        self.wake()
        if self._task is not None:
            await self._task

    async def _run(self) -> None:
        while not self._stopping:
            self._woken.clear()
            wait = _POLL
            try:
                if await self.turn():
                    continue
            except Exception:
                log.exception("the %s stumbled and goes on in %s s", self._name, _AFTER_FAILURE)
                wait = _AFTER_FAILURE
            try:
                async with asyncio.timeout(wait):
                    await self._woken.wait()
            except TimeoutError:
                continue
