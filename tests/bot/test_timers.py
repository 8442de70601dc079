"""What must happen later happens: once it is due, again when it failed, and after a time of being away."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from town import MONDAY

from bot.timers import Timers
from domain.timers import Timer
from sandbox import MovableClock
from storage.database import Database

HOUR = timedelta(hours=1)


class Record:
    """A handler that writes down what it was called for, and fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.calls: asyncio.Queue[Timer] = asyncio.Queue()
        self.failures = failures

    async def __call__(self, timer: Timer) -> None:
        self.calls.put_nowait(timer)
        if self.failures:
            self.failures -= 1
            raise ValueError("not yet")


@pytest.fixture
def clock() -> MovableClock:
    clock = MovableClock()
    clock.move_to(MONDAY)
    return clock


@pytest.fixture
async def timers(database: Database, clock: MovableClock) -> AsyncIterator[Timers]:
    loop = Timers(database, clock)
    yield loop
    await loop.stop()


async def plan(database: Database, clock: MovableClock, *subjects: str, in_: timedelta = -HOUR) -> None:
    def work(unit):  # type: ignore[no-untyped-def]
        for subject in subjects:
            unit.timers.set("test", subject, clock.now() + in_)
        unit.hint("timers")

    await database.write(work)


async def left(database: Database, subject: str = "a") -> object:
    return await database.read(lambda unit: unit.timers.get("test", subject))


async def run(timers: Timers) -> None:
    """One turn, to its end."""
    await timers.turn()
    await asyncio.gather(*timers._running)


async def test_what_is_due_happens_and_is_done(
    database: Database, clock: MovableClock, timers: Timers
) -> None:
    timers.register("test", record := Record())
    await plan(database, clock, "a", "b")
    await run(timers)
    assert {record.calls.get_nowait().subject for _ in range(2)} == {"a", "b"}
    assert await left(database) is None
    await run(timers)
    assert record.calls.empty()


async def test_what_is_not_due_waits_for_its_time(
    database: Database, clock: MovableClock, timers: Timers
) -> None:
    timers.register("test", record := Record())
    await plan(database, clock, "a", in_=HOUR)
    await run(timers)
    assert record.calls.empty()
    clock.forward(2 * HOUR)
    await run(timers)
    assert record.calls.get_nowait().subject == "a"


async def test_the_loop_wakes_for_what_was_just_set(
    database: Database, clock: MovableClock, timers: Timers
) -> None:
    timers.register("test", record := Record())
    timers.start()
    await plan(database, clock, "a")
    assert (await record.calls.get()).subject == "a"


async def test_what_fails_is_tried_again_later_each_time(
    database: Database, clock: MovableClock, timers: Timers
) -> None:
    timers.register("test", record := Record(failures=2))
    await plan(database, clock, "a")
    await run(timers)
    first = await left(database)
    assert first is not None
    await run(timers)
    assert record.calls.qsize() == 1  # not at once
    clock.forward(HOUR)
    await run(timers)
    second = await left(database)
    clock.forward(HOUR)
    await run(timers)
    assert record.calls.qsize() == 3
    assert second is not None
    assert await left(database) is None


async def test_a_timer_that_its_handler_sets_anew_stays(
    database: Database, clock: MovableClock, timers: Timers
) -> None:
    async def again(timer: Timer) -> None:
        await plan(database, clock, timer.subject, in_=HOUR)

    timers.register("test", again)
    await plan(database, clock, "a")
    await run(timers)
    assert await left(database) is not None


async def test_a_timer_nobody_handles_is_kept(
    database: Database, clock: MovableClock, timers: Timers
) -> None:
    await plan(database, clock, "a")
    await run(timers)
    assert await left(database) is not None


async def test_a_handler_that_is_cut_off_runs_again_after_the_next_start(
    database: Database, clock: MovableClock
) -> None:
    begun = asyncio.Event()

    async def hangs(timer: Timer) -> None:
        begun.set()
        await asyncio.Event().wait()

    first = Timers(database, clock)
    first.register("test", hangs)
    first.start()
    await plan(database, clock, "a")
    await begun.wait()
    await first.stop()
    assert await left(database) is not None
    await database.write(lambda unit: unit.timers.release_all())  # what a start on SQLite does
    second = Timers(database, clock)
    second.register("test", record := Record())
    await run(second)
    assert record.calls.get_nowait().subject == "a"


async def test_two_loops_share_the_work(database: Database, clock: MovableClock) -> None:
    record = Record()
    loops = [Timers(database, clock) for _ in range(2)]
    for loop in loops:
        loop.register("test", record)
    await plan(database, clock, *(str(number) for number in range(20)))
    while await database.read(lambda unit: any(unit.timers.get("test", str(n)) for n in range(20))):
        await asyncio.gather(*(run(loop) for loop in loops))
    assert sorted(int(record.calls.get_nowait().subject) for _ in range(20)) == list(range(20))
    assert record.calls.empty()
