"""Two bots, each with its own shards, on one PostgreSQL: the work is shared and nothing is done twice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest
from submitting import card_in, press, settled, submit, the_event
from town import MONDAY, Town, running_app, settings

from bot.app import App
from domain.timers import Timer
from sandbox import Sandbox
from sandbox.people import People


@pytest.fixture
async def two(postgres_url: str) -> AsyncIterator[tuple[Town, Town]]:
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(Sandbox())
        people = await stack.enter_async_context(People(sandbox.url))
        sandbox.clock.move_to(MONDAY)
        towns = []
        for _ in range(2):
            config = settings(sandbox, postgres_url)
            app = await stack.enter_async_context(running_app(sandbox, config, people))
            towns.append(Town(sandbox, people, app))
        first, second = towns
        await first.set_up()
        second.channels = first.channels
        yield first, second


async def test_every_message_is_posted_once(two: tuple[Town, Town]) -> None:
    first, second = two
    for number in range(6):
        await submit(first["Noor"], title=f"Night {number}")
        second.app.client.publisher.wake()
    await asyncio.gather(settled(first), settled(second))
    stand = [each.embeds[0]["title"] for each in await first["Noor"].messages(first.channels["theme:music"])]
    assert sorted(stand) == [f"Night {number}" for number in range(6)]
    path = f"/channels/{first.channels['theme:music']}/messages"
    asked = [each for each in first.sandbox.exchanges if each.method == "POST" and each.path == path]
    assert len(asked) == 6


async def test_a_press_that_both_hear_counts_once(two: tuple[Town, Town]) -> None:
    """Discord delivers it to one; should both get it, the interest is still turned on once."""
    first, second = two
    await submit(first["Noor"])
    await card_in(first, "music", "Noise Night")
    number = (await the_event(first)).id
    from services.acting import Caller

    caller = Caller(first["Priya"].id, "Priya", first.guild, 77)
    now = first.sandbox.clock.now()
    outcomes = await asyncio.gather(
        *(town.app.services.events.interest(number, caller, now=now) for town in (first, second))
    )
    assert [outcome.on for outcome in outcomes] == [True, True]
    people = await first.app.database.read(lambda unit: list(unit.events.people_interested(number)))
    assert people == [first["Priya"].id]


async def test_a_timer_runs_in_one_of_them(two: tuple[Town, Town]) -> None:
    ran: asyncio.Queue[tuple[App, str]] = asyncio.Queue()

    def handler(app: App):  # type: ignore[no-untyped-def]
        async def handle(timer: Timer) -> None:
            ran.put_nowait((app, timer.subject))

        return handle

    first, second = two
    for town in two:
        town.app.timers.register("test.both", handler(town.app))
    due = first.sandbox.clock.now()

    def plan(unit):  # type: ignore[no-untyped-def]
        for number in range(8):
            unit.timers.set("test.both", str(number), due - timedelta(seconds=1))
        unit.hint("timers")

    await first.app.database.write(plan)
    done = [(await ran.get())[1] for _ in range(8)]
    await asyncio.gather(first.app.timers.turn(), second.app.timers.turn())
    assert sorted(done) == [str(number) for number in range(8)]
    assert ran.empty()


async def test_either_answers_for_what_the_other_began(two: tuple[Town, Town]) -> None:
    first, second = two
    await submit(first["Noor"])
    card = await card_in(first, "music", "Noise Night")
    assert "Noise Night" in (await press(second["Priya"], card, "more")).text
