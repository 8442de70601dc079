"""A secret vote: who voted is known, what was voted is counted, and nothing leads from one to the other."""

import re
from pathlib import Path
from typing import Any

import pytest
from deciding import HOUR, NOW, ROBIN, Deciding, person
from town import sqlite_url

from domain.decisions.ballots import NO, YES
from domain.decisions.kinds import Openness, Verdict
from domain.decisions.recomputing import recompute
from domain.decisions.register import Decision
from domain.decisions.terms import Proposal
from domain.refusal import Refusal
from services.register import Form
from storage.database import Database, open_database
from storage.decision_tables import decision_ballots, decision_entries, decision_seats, secret_ballots


async def cast(deciding: Deciding, yes: int = 4, no: int = 2, people: int = 7) -> Decision:
    decision = await deciding.start(range(1, people + 1), openness=Openness.SECRET)
    for who in range(1, yes + no + 1):
        await deciding.vote(decision, who, NO if who <= no else YES)
    return decision


async def rows(database: Database, table: Any) -> list[Any]:
    return await database.read(lambda unit: list(unit._connection.execute(table.select())))


async def test_only_totals_are_kept(deciding: Deciding) -> None:
    await cast(deciding)
    assert await rows(deciding.database, decision_ballots) == []
    counts = {row.ballot: row.times for row in await rows(deciding.database, secret_ballots)}
    assert counts == {'{"answer":"yes"}': 4, '{"answer":"no"}': 2}
    assert {column.name for column in secret_ballots.columns} == {"decision", "ballot", "times"}
    assert {column.name for column in decision_seats.columns} == {"decision", "person", "seat", "voted"}
    votes = [row.body for row in await rows(deciding.database, decision_entries)][1:]
    assert all(re.fullmatch(r'\{"kind":"voted","n":\d+,"person":"\d+"\}', body) for body in votes)


async def left_behind(folder: Path, noes: set[int]) -> tuple[bytes, int]:
    """A secret vote of six people who press in the order of their ids. The file that is there after the
    close, and how much of a write-ahead log."""
    database = await open_database(sqlite_url(folder))
    deciding = Deciding(database)
    await deciding.set_up(click=400)
    decision = await deciding.start(range(1, 7), click=450, openness=Openness.SECRET)
    for who in range(1, 7):
        caller, ballot = person(who, click=500 + who), NO if who in noes else YES
        await deciding.voting.vote(caller, decision.id, ballot, pressed=NOW + HOUR, now=NOW + HOUR)
    await deciding.close(decision)
    file = folder / "sektor.db"
    found = file.read_bytes(), file.with_name("sektor.db-wal").stat().st_size
    await database.close()
    return found


async def test_the_file_is_the_same_whoever_voted_what(tmp_path: Path) -> None:
    """Byte for byte: who holds the whole database afterwards has no trace to read."""
    for folder in "abc":
        (tmp_path / folder).mkdir()
    one = await left_behind(tmp_path / "a", {1, 2, 3})
    assert one[1] == 0
    assert await left_behind(tmp_path / "b", {4, 5, 6}) == one
    assert await left_behind(tmp_path / "c", {2, 4, 6}) == one


async def test_a_cast_vote_is_final(deciding: Deciding) -> None:
    decision = await cast(deciding)
    at = {"pressed": NOW + HOUR, "now": NOW + HOUR}
    with pytest.raises(Refusal, match="in the box"):
        await deciding.vote(decision, 1, YES)
    with pytest.raises(Refusal, match="in the box"):
        await deciding.voting.withdraw(person(1), decision.id, **at)
    with pytest.raises(Refusal, match="in the box"):
        await deciding.seats.recuse(person(1), decision.id, "Eigen belang.", **at)
    with pytest.raises(Refusal, match="give you away"):
        await deciding.vote(decision, 7, YES, reason="Omdat ik het wil.")


async def test_nothing_is_shown_before_the_close_and_only_totals_after(deciding: Deciding) -> None:
    decision = await cast(deciding)
    running = await deciding.register.standing(decision.id)
    assert running is not None
    assert (running.cast, running.so_far, running.missing, running.voted) == (6, None, (), ())
    for form in Form:
        with pytest.raises(Refusal, match="hidden"):
            await deciding.export(decision, form)
    closed = await deciding.close(decision)
    assert closed.outcome is not None
    assert (closed.outcome.verdict, closed.outcome.counts["yes"]) == (Verdict.ADOPTED, 4)
    after = await deciding.register.standing(decision.id)
    assert after is not None
    assert (after.voted, after.missing) == ((), ())
    checked = recompute(await deciding.export(decision))
    assert checked.sound
    assert checked.poll is not None
    assert checked.poll.ballots == {}


async def test_who_is_suspended_leaves_the_vote_in_the_box(deciding: Deciding) -> None:
    decision = await cast(deciding)
    await deciding.seats.suspended(person(ROBIN, manages=True), 1, now=NOW + 2 * HOUR)
    await deciding.seats.suspended(person(ROBIN, manages=True), 7, now=NOW + 2 * HOUR)
    closed = await deciding.close(decision)
    assert closed.outcome is not None
    assert (closed.outcome.electorate, closed.outcome.cast) == (6, 6)


async def test_the_starter_is_warned(deciding: Deciding) -> None:
    proposal = Proposal(
        title="Wie wordt het?", sector="promotie", closes=NOW + 9 * HOUR, owner=1, openness=Openness.SECRET
    )
    warned = []
    for size in (4, 5):
        prepared = await deciding.decisions.prepare(person(1, head=True), proposal, range(size), now=NOW)
        warned.append(len(prepared.warnings))
    assert warned == [2, 1]
