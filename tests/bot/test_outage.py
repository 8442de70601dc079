"""The bot was away: what that cost a running decision is given back before anything that is due is dealt
with."""

from datetime import timedelta
from pathlib import Path

from checked import checked_sandbox
from deciding import DAY, HOUR, Deciding
from town import MONDAY, running_app, settings, sqlite_url

from bot.clock import pressed_at
from domain.decisions.times import moment_of
from sandbox import MovableClock
from sandbox.people import People
from storage.database import open_database


async def test_the_real_bot_comes_back_after_a_night(tmp_path: Path) -> None:
    database = await open_database(sqlite_url(tmp_path))
    deciding = Deciding(database)
    await deciding.set_up()
    decision = await deciding.start(now=MONDAY, closes=MONDAY + DAY)
    await deciding.outages.seen(now=MONDAY + 20 * HOUR)
    await database.close()
    async with checked_sandbox() as sandbox, People(sandbox.url) as people:
        sandbox.clock.move_to(MONDAY + 30 * HOUR)  # its deadline passed meanwhile
        async with running_app(sandbox, settings(sandbox, sqlite_url(tmp_path)), people) as app:
            found = await app.database.read(lambda unit: unit.decisions.get(decision.id))
    assert found is not None
    assert found.runs
    # four hours were left when it went; the sandbox's clock ran on for the moments that starting took
    assert timedelta(0) <= found.closes - (MONDAY + 34 * HOUR) < 5 * timedelta(minutes=1)


def test_a_press_is_as_long_ago_on_a_moved_clock_as_it_really_was() -> None:
    clock = MovableClock()
    clock.move_to(MONDAY)
    click = 1_441_151_418_368_000_000
    assert clock.now() - pressed_at(click, clock) > 30 * DAY  # that id is from 2025
    assert moment_of(click).year == 2025
