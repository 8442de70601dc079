"""The bot as what it is in production: a process of its own, `python -m bot run`, that can be killed."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from submitting import until_async

from sandbox import Sandbox
from sandbox.people import People

ROOT = Path(__file__).parents[2]


class Process:
    """One run of the bot; every one is ended by its own id."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @property
    def code(self) -> int | None:
        return self._process.returncode

    async def kill(self) -> None:
        """kill -9."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """SIGTERM; the exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, number: signal.Signals) -> int:
        if self._process.returncode is None:
            self._process.send_signal(number)
        return await self._process.wait()


@asynccontextmanager
async def bot_process(
    sandbox: Sandbox,
    people: People,
    url: str,
    folder: Path,
    command: Sequence[str] = ("-m", "bot", "run", "--config", "none.toml"),
    **more: str,
) -> AsyncIterator[Process]:
    """Started and connected; killed at the end if it still runs."""
    environment = {
        **os.environ,
        "DISCORD_TOKEN": sandbox.token,
        "SEKTOR_DISCORD__API_URL": sandbox.api_url,
        "SEKTOR_DISCORD__GATEWAY_URL": sandbox.gateway_url,
        "SEKTOR_DISCORD__CDN_URL": sandbox.cdn_url,
        "SEKTOR_DATABASE__URL": url,
        "SEKTOR_WEB__PORT": "0",
        "SEKTOR_LOG__LEVEL": "error",
        "PYTHONPATH": str(ROOT),
        **more,
    }
    log = (folder / "bot.log").open("ab")
    raw = await asyncio.create_subprocess_exec(
        *(sys.executable, *command),
        cwd=folder,
        env=environment,
        stdout=log,
        stderr=log,
    )
    process = Process(raw)
    try:
        await _connected(raw, people)
        yield process
    finally:
        await process.kill()
        log.close()
        await until_async(people.world, lambda world: not world["bot"]["connected"])


async def _connected(raw: asyncio.subprocess.Process, people: People) -> None:
    ended = asyncio.create_task(raw.wait())
    there = asyncio.create_task(people.bot_connected(60))
    await asyncio.wait({ended, there}, return_when=asyncio.FIRST_COMPLETED)
    if ended.done():
        there.cancel()
        raise AssertionError(f"the bot ended by itself with {raw.returncode}")
    ended.cancel()
    await there
