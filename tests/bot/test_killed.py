"""`kill -9` between accepting an event and its post: after the restart it stands there once.

The bot is a real process here, `python -m bot run`, killed at many moments.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from lives import lives
from processes import bot_process
from submitting import acts, press, submit, until, waiting_for_review
from town import Town, sqlite_url

from sandbox.faults import Fault
from sandbox.people import Message


@pytest.fixture
async def seeded(tmp_path: Path) -> AsyncIterator[Town]:
    """A town that is set up, whose bot in this process has ended: the file is free for a real one."""
    async with lives(sqlite_url(tmp_path)) as several:
        town = several.town
        await several.stop()
        town.sandbox.clock.reset()  # a process of its own goes by the real time
        yield town


async def cards(town: Town) -> list[Message]:
    return [each for each in await town["Noor"].messages(town.channels["theme:music"]) if each.embeds]


WHEN = "31 december 20:00"


def hit(town: Town, what: str, method: str, *, delay_ms: float) -> Fault:
    """Slow the next such request down, and see by `left` when it has come."""
    fault = Fault(1, re.compile(what), delay_ms=delay_ms, method=method)
    town.sandbox.setting.faults.add(fault)
    return fault


async def stands_once(town: Town, tmp_path: Path) -> Message:
    """Start the bot again; what was accepted stands there, once, and works."""
    async with bot_process(town.sandbox, town.people, sqlite_url(tmp_path), tmp_path) as process:
        card = await town["Noor"].wait_for_message(
            town.channels["theme:music"], lambda message: "interested" in acts(message), timeout=30
        )
        await until_confirmed(town, card)
        assert await process.stop() == 0
    assert len(await cards(town)) == 1
    return card


async def until_confirmed(town: Town, card: Message) -> None:
    """The bot knows the message as its own when a change of the event edits it."""
    noor, number = town["Noor"], "1"
    form = await noor.slash("event edit", event=number)
    await press(noor, await noor.fill(form, {"title": "Changed after the restart"}), "send")
    await noor.wait_for_message(
        card.channel_id,
        lambda message: message.id == card.id and "Changed after the restart" in message.text,
        timeout=30,
    )


@pytest.mark.parametrize("answered_before", ["arrived", "stands"])
async def test_killed_while_the_message_is_on_its_way(
    seeded: Town, tmp_path: Path, answered_before: str
) -> None:
    """The request has reached Discord; its answer will never reach the bot."""
    town = seeded
    async with bot_process(town.sandbox, town.people, sqlite_url(tmp_path), tmp_path) as process:
        await submit(town["Priya"], when=WHEN)
        review = await waiting_for_review(town)
        path = f"/channels/{town.channels['theme:music']}/messages"
        posting = hit(town, path, "POST", delay_ms=400 if answered_before == "arrived" else 0)
        accepted = asyncio.create_task(press(town["Noor"], review, "accept"))
        if answered_before == "arrived":
            await until(lambda: posting.left == 0)
        else:
            await town["Noor"].wait_for_message(town.channels["theme:music"], lambda message: True)
        await process.kill()
        await accepted
    if answered_before == "arrived":
        await town["Noor"].wait_for_message(town.channels["theme:music"], lambda message: True)
    assert len(await cards(town)) == 1
    card = await stands_once(town, tmp_path)
    assert card.id == (await cards(town))[0].id


@pytest.mark.parametrize("moment", [0, 5, 10, 20, 40, 80, 160])
async def test_killed_at_any_moment_after_accepting(seeded: Town, tmp_path: Path, moment: int) -> None:
    """`moment`: milliseconds after the press; the answer to it may not even have come."""
    town = seeded
    async with bot_process(town.sandbox, town.people, sqlite_url(tmp_path), tmp_path) as process:
        await submit(town["Priya"], when=WHEN)
        review = await waiting_for_review(town)
        accepting = asyncio.create_task(press(town["Noor"], review, "accept"))
        await asyncio.wait({accepting}, timeout=moment / 1000)
        loop = asyncio.get_running_loop()
        at = loop.time() + moment / 1000
        await until(lambda: loop.time() >= at)
        await process.kill()
        answer = await accepting
    if answer.error is not None:  # it never got that far: the editor presses again, as people do
        async with bot_process(town.sandbox, town.people, sqlite_url(tmp_path), tmp_path):
            if not await cards(town):
                await press(town["Noor"], review, "accept")
    await stands_once(town, tmp_path)


async def test_killed_again_and_again(seeded: Town, tmp_path: Path) -> None:
    """Each life gets as far as sending, and none hears the answer."""
    town = seeded
    path = f"/channels/{town.channels['theme:music']}/messages"
    async with bot_process(town.sandbox, town.people, sqlite_url(tmp_path), tmp_path) as process:
        posting = hit(town, path, "POST", delay_ms=300)
        await submit(town["Robin"], when=WHEN)
        await until(lambda: posting.left == 0)
        await process.kill()
    for _ in range(2):
        looking = hit(town, path, "GET", delay_ms=300)
        async with bot_process(town.sandbox, town.people, sqlite_url(tmp_path), tmp_path) as process:
            await until(lambda looking=looking: looking.left == 0)  # type: ignore[misc]
            await process.kill()
    await stands_once(town, tmp_path)


async def test_told_to_stop_in_the_middle_it_ends_at_once_and_nothing_is_half_done(
    seeded: Town, tmp_path: Path
) -> None:
    town = seeded
    path = f"/channels/{town.channels['theme:music']}/messages"
    async with bot_process(town.sandbox, town.people, sqlite_url(tmp_path), tmp_path) as process:
        posting = hit(town, path, "POST", delay_ms=20_000)
        await submit(town["Robin"], when=WHEN)
        await until(lambda: posting.left == 0)
        async with asyncio.timeout(5):  # what is promised
            assert await process.stop() == 0
    assert (
        await cards(town) == []
    )  # Discord takes another 15 s over it; what it makes of it then has its nonce
    await stands_once(town, tmp_path)


async def test_told_to_stop_while_it_answers_it_answers_first(seeded: Town, tmp_path: Path) -> None:
    town = seeded
    async with bot_process(town.sandbox, town.people, sqlite_url(tmp_path), tmp_path) as process:
        answering = hit(town, "/interactions/.*/callback", "POST", delay_ms=500)
        asked = asyncio.create_task(town["Priya"].slash("event mine"))
        await until(lambda: answering.left == 0)
        assert await process.stop() == 0
        answer = await asked
    assert answer.error is None
    assert "no coming events" in answer.text


async def test_a_second_bot_on_the_same_file_says_so_and_ends(seeded: Town, tmp_path: Path) -> None:
    town = seeded
    async with bot_process(town.sandbox, town.people, sqlite_url(tmp_path), tmp_path):
        import os
        import sys

        from processes import ROOT

        second = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", "--config", str(tmp_path / "none.toml")),
            cwd=tmp_path,
            env={
                **os.environ,
                "DISCORD_TOKEN": "x",
                "SEKTOR_DATABASE__URL": sqlite_url(tmp_path),
                "PYTHONPATH": str(ROOT),
            },
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await second.communicate()
        assert second.returncode == 1
        assert b"another bot already runs" in said
        assert b"Traceback" not in said
