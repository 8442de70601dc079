"""How many votes a second reach the database when everybody presses at once on one decision.

    python -m benchmarks.voting [--people N] [--database URL]

The use case as the button calls it: the click claimed, the seat and the decision held, the vote stored, the
chain one entry longer, all of it committed (and on SQLite flushed to disk) before the press has its answer.
Discord is not part of it. `slowest` is how long the last of them waited.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from domain.communities import Community, Role, Spot
from domain.decisions.ballots import NO, YES
from domain.decisions.kinds import Openness, Voters
from domain.decisions.register import Decision
from domain.decisions.terms import Proposal
from domain.sectors import Sector
from services.acting import Caller
from services.closing import ClosingService
from services.decisions import DecisionService
from services.voting import VotingService
from storage.database import Database, open_database
from storage.unit import Unit

COMMUNITY, HEADS = 50, 30
NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)


def seed(unit: Unit) -> None:
    unit.communities.save(Community(COMMUNITY, "bench"))
    unit.communities.put_sector(COMMUNITY, Sector("sektor", "De Sektor", "De Sektor"), 0)
    unit.communities.put_spot(COMMUNITY, Spot("role", Role.HEADS, HEADS))


async def started(database: Database, people: int, openness: Openness, click: int) -> Decision:
    head = Caller(1, "head", COMMUNITY, click, frozenset({HEADS}))
    proposal = Proposal(
        title="All at once",
        sector="sektor",
        closes=NOW + timedelta(days=2),
        owner=1,
        openness=openness,
        voters=Voters.MEMBERS,
    )
    return await DecisionService(database).start(head, proposal, range(1, people + 1), now=NOW)


async def crowd(database: Database, decision: Decision, people: int, clicks: int) -> list[float]:
    """How long each press waited, in seconds."""
    voting = VotingService(database)

    async def press(who: int) -> float:
        caller = Caller(who, "voter", COMMUNITY, clicks + who)
        begun = time.perf_counter()
        await voting.vote(caller, decision.id, YES if who % 3 else NO, pressed=NOW, now=NOW)
        return time.perf_counter() - begun

    return list(await asyncio.gather(*(press(who) for who in range(1, people + 1))))


async def measure(url: str, people: int) -> None:
    database = await open_database(url)
    try:
        await database.write(seed)
        for number, openness in enumerate((Openness.OPEN, Openness.OPEN, Openness.SECRET), 1):
            decision = await started(database, people, openness, number)
            begun = time.perf_counter()
            waits = await crowd(database, decision, people, number * 1_000_000)
            whole = time.perf_counter() - begun
            begun = time.perf_counter()
            closed = await ClosingService(database).close(decision.id, now=NOW + timedelta(days=3))
            assert closed is not None
            assert closed.outcome is not None
            assert closed.outcome.cast == people
            print(
                f"{openness:7} {people} people: {people / whole:6.0f} votes/s, median "
                f"{statistics.median(waits):.2f} s, "
                f"slowest {max(waits):.2f} s; counted in {time.perf_counter() - begun:.2f} s"
            )
    finally:
        await database.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--database", default="", help="an empty one; SQLite in a temporary folder otherwise")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = chosen.database or f"sqlite+aiosqlite:///{Path(folder, 'bench.db')}"
        asyncio.run(measure(url, chosen.people))


if __name__ == "__main__":
    main()
