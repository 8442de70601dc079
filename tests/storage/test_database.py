"""One use case, one transaction, on both databases."""

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from town import sqlite_url

from domain.communities import Community
from domain.refusal import Refusal
from storage.database import Database, DatabaseUnavailable, open_database
from storage.unit import Unit

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)


async def test_what_was_written_is_read(database: Database) -> None:
    await database.write(lambda unit: unit.communities.save(Community(7, "De Sektor")))
    found = await database.read(lambda unit: unit.communities.get(7))
    assert found == Community(7, "De Sektor", "nl", True, "Europe/Amsterdam", 2)


async def test_a_refusal_leaves_nothing_behind(database: Database) -> None:
    def work(unit: Unit) -> None:
        unit.meta.put("half", "done")
        raise Refusal("No.")

    with pytest.raises(Refusal):
        await database.write(work)
    assert await database.read(lambda unit: unit.meta.get("half")) is None


async def test_reading_cannot_write(database: Database) -> None:
    with pytest.raises(Exception, match=r"readonly|read-only"):
        await database.read(lambda unit: unit.meta.put("a", "b"))


async def test_many_writers_at_once_each_have_their_own_outcome(database: Database) -> None:
    def work(number: int) -> Callable[[Unit], int]:
        def one(unit: Unit) -> int:
            unit.meta.put(f"key {number}", str(number))
            if number % 3 == 0:
                raise Refusal("Not the threes.")
            return number

        return one

    outcomes = await asyncio.gather(*(database.write(work(n)) for n in range(60)), return_exceptions=True)
    for number, outcome in enumerate(outcomes):
        stored = await database.read(lambda unit, number=number: unit.meta.get(f"key {number}"))
        if number % 3 == 0:
            assert isinstance(outcome, Refusal)
            assert stored is None
        else:
            assert (outcome, stored) == (number, str(number))


async def test_a_counter_loses_no_step(database: Database) -> None:
    await database.write(lambda unit: unit.communities.save(Community(1, trust_after=0)))

    def step(unit: Unit) -> None:
        # the row is held from the first look at it; else two would add to the same number
        unit.meta.put("lock", "x")
        community = unit.communities.get(1)
        assert community is not None
        unit.communities.save(Community(1, trust_after=community.trust_after + 1))

    await asyncio.gather(*(database.write(step) for _ in range(40)))
    community = await database.read(lambda unit: unit.communities.get(1))
    assert community is not None
    assert community.trust_after == 40


async def test_hints_come_after_the_commit_and_only_then(database: Database) -> None:
    heard: asyncio.Queue[frozenset[str]] = asyncio.Queue()
    database.listen(heard.put_nowait)

    def refused(unit: Unit) -> None:
        unit.hint("refused")
        raise Refusal("No.")

    def done(unit: Unit) -> None:
        unit.meta.put("a", "b")
        unit.hint("postings")

    with pytest.raises(Refusal):
        await database.write(refused)
    await database.write(done)
    async with asyncio.timeout(10):
        assert await heard.get() == {"postings"}


async def test_who_goes_away_does_not_undo_what_is_under_way(database: Database) -> None:
    """A press whose handler is cancelled half-way is stored whole or not at all, and the next ones go on."""
    loop, begun = asyncio.get_running_loop(), asyncio.Event()

    def slow(unit: Unit) -> None:
        unit.meta.put("first", "1")
        loop.call_soon_threadsafe(begun.set)
        unit.meta.put("second", "2")

    task = asyncio.create_task(database.write(slow))
    await begun.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await database.write(lambda unit: unit.meta.put("after", "3"))
    kept = await database.read(
        lambda unit: (unit.meta.get("first"), unit.meta.get("second"), unit.meta.get("after"))
    )
    assert kept in {("1", "2", "3"), (None, None, "3")}


async def test_instants_keep_their_zone(database: Database) -> None:
    due = NOW + timedelta(hours=3)
    await database.write(lambda unit: unit.timers.set("kind", "subject", due))
    assert await database.read(lambda unit: unit.timers.get("kind", "subject")) == due
    with pytest.raises(Exception, match="an instant needs a zone"):
        await database.write(lambda unit: unit.timers.set("kind", "other", datetime(2026, 3, 9)))  # noqa: DTZ001


async def test_opening_again_finds_everything(database_url: str) -> None:
    first = await open_database(database_url)
    await first.write(lambda unit: unit.meta.put("kept", "yes"))
    await first.close()
    second = await open_database(database_url)
    assert await second.read(lambda unit: unit.meta.get("kept")) == "yes"
    await second.close()


async def test_a_second_bot_on_the_same_file_is_refused(tmp_path: Path) -> None:
    first = await open_database(sqlite_url(tmp_path))
    with pytest.raises(DatabaseUnavailable, match="another bot already runs"):
        await open_database(sqlite_url(tmp_path))
    await first.close()
    await (await open_database(sqlite_url(tmp_path))).close()


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sektor.db").write_bytes(b"this is a letter to my aunt " * 100)
    with pytest.raises(DatabaseUnavailable, match="cannot be used as a database"):
        await open_database(sqlite_url(tmp_path))


async def test_a_server_that_is_not_there_is_refused() -> None:
    with pytest.raises(DatabaseUnavailable, match="cannot be reached"):
        await open_database("postgresql+asyncpg://nobody@127.0.0.1:9/none")


async def test_the_file_is_durable(tmp_path: Path) -> None:
    """Write-ahead log and a flush with every commit, as the design says."""
    database = await open_database(sqlite_url(tmp_path))
    await database.write(lambda unit: unit.meta.put("a", "b"))
    with sqlite3.connect(tmp_path / "sektor.db") as reader:
        assert reader.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    reader.close()
    await database.close()
