"""`kill -9` between making an event on Discord's list and hearing that it stands: it stands there once."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from event_list import ours
from lives import lives
from processes import bot_process
from submitting import press, submit, until, until_async
from town import Town, sqlite_url

from sandbox.faults import Fault

WHEN = "31 december 20:00"


@pytest.fixture
async def seeded(tmp_path: Path) -> AsyncIterator[Town]:
    """A town that is set up, whose bot in this process has ended: the file is free for a real one."""
    async with lives(sqlite_url(tmp_path)) as several:
        town = several.town
        await several.stop()
        town.sandbox.clock.reset()  # a process of its own goes by the real time
        yield town


def hit(town: Town, method: str, *, delay_ms: float) -> Fault:
    """Slow the next such request down, and see by `left` when it has come."""
    fault = Fault(1, re.compile("/scheduled-events"), delay_ms=delay_ms, method=method)
    town.sandbox.setting.faults.add(fault)
    return fault


async def names(town: Town) -> list[str]:
    return [event.name for event in ours(town)]


async def stands_once(town: Town, tmp_path: Path) -> None:
    """Start the bot again; the event stands there, once, and is known as the bot's own: a change edits it."""
    async with bot_process(town.sandbox, town.people, sqlite_url(tmp_path), tmp_path) as process:
        await until_async(lambda: names(town), lambda found: found == ["Noise Night"])
        form = await town["Noor"].slash("event edit", event="1")
        await press(town["Noor"], await town["Noor"].fill(form, {"title": "Changed after"}), "send")
        await until_async(lambda: names(town), lambda found: found == ["Changed after"])
        assert await process.stop() == 0
    assert await names(town) == ["Changed after"]


@pytest.mark.parametrize("answered_before", ["arrived", "stands"])
async def test_killed_while_the_event_is_on_its_way(
    seeded: Town, tmp_path: Path, answered_before: str
) -> None:
    town = seeded
    async with bot_process(town.sandbox, town.people, sqlite_url(tmp_path), tmp_path) as process:
        creating = hit(town, "POST", delay_ms=400 if answered_before == "arrived" else 0)
        await submit(town["Robin"], when=WHEN)
        if answered_before == "arrived":
            await until(lambda: creating.left == 0)
        else:
            await until(lambda: bool(ours(town)))
        await process.kill()
    await until(lambda: bool(ours(town)))
    assert len(ours(town)) == 1
    await stands_once(town, tmp_path)


@pytest.mark.parametrize("moment", [0, 40])
async def test_killed_at_any_moment_after_publishing(seeded: Town, tmp_path: Path, moment: int) -> None:
    """`moment`: milliseconds after the press."""
    town = seeded
    async with bot_process(town.sandbox, town.people, sqlite_url(tmp_path), tmp_path) as process:
        submitting = asyncio.create_task(submit(town["Robin"], when=WHEN))
        await until(lambda: any("/callback" in each.path for each in town.sandbox.exchanges))
        loop = asyncio.get_running_loop()
        at = loop.time() + moment / 1000
        await until(lambda: loop.time() >= at)
        await process.kill()
        await asyncio.gather(submitting, return_exceptions=True)
    if not ours(town):
        async with bot_process(town.sandbox, town.people, sqlite_url(tmp_path), tmp_path):
            if not await _is_kept(town):
                await submit(town["Robin"], when=WHEN)
            await until(lambda: bool(ours(town)))
    await stands_once(town, tmp_path)


async def _is_kept(town: Town) -> bool:
    mine = await town["Robin"].slash("event mine")
    return "Noise Night" in mine.text and "31" in mine.text


async def test_killed_while_it_is_being_looked_for(seeded: Town, tmp_path: Path) -> None:
    town = seeded
    async with bot_process(town.sandbox, town.people, sqlite_url(tmp_path), tmp_path) as process:
        creating = hit(town, "POST", delay_ms=300)
        await submit(town["Robin"], when=WHEN)
        await until(lambda: creating.left == 0)
        await process.kill()
    for _ in range(2):
        looking = hit(town, "GET", delay_ms=300)
        async with bot_process(town.sandbox, town.people, sqlite_url(tmp_path), tmp_path) as process:
            await until(lambda looking=looking: looking.left == 0)  # type: ignore[misc]
            await process.kill()
    await stands_once(town, tmp_path)
