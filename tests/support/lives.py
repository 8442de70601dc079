"""A town whose bot can be stopped and started again on the same data."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from typing import Any

from submitting import until_async
from town import MONDAY, Town, running_app, settings

from sandbox import Sandbox
from sandbox.people import People


class Lives:
    """`town` is the one that runs now; `stop` and `start` end it and begin the next."""

    def __init__(self, sandbox: Sandbox, people: People, url: str, more: dict[str, Any]) -> None:
        self._sandbox, self._people, self._url, self._more = sandbox, people, url, more
        self._stack = AsyncExitStack()
        self.town: Town

    async def start(self) -> Town:
        config = settings(self._sandbox, self._url, **self._more)
        app = await self._stack.enter_async_context(running_app(self._sandbox, config, self._people))
        app.client.publisher.calm = timedelta(0)  # small changes show at once, too
        before = getattr(self, "town", None)
        self.town = Town(self._sandbox, self._people, app, before.channels if before else {})
        return self.town

    async def stop(self) -> None:
        await self._stack.aclose()
        await until_async(self._people.world, lambda world: not world["bot"]["connected"])

    async def again(self) -> Town:
        await self.stop()
        return await self.start()


@asynccontextmanager
async def lives(url: str, **more: Any) -> AsyncIterator[Lives]:
    """Begins with /setup done, on Monday 9 March 2026 at noon."""
    async with Sandbox() as sandbox, People(sandbox.url) as people:
        sandbox.clock.move_to(MONDAY)
        several = Lives(sandbox, people, url, more)
        await (await several.start()).set_up()
        try:
            yield several
        finally:
            await several._stack.aclose()
