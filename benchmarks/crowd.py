"""How long each of a crowd waits that presses on one decision at the same moment.

    python -m benchmarks.crowd [--people N] [--rounds N] [--database URL]

The whole bot in a process of its own: from INTERACTION_CREATE on the websocket to the arrival of the answer
at the server, which refuses what comes later than Discord's three seconds. A receipt is sent only after the
vote is on disk. `benchmarks.voting` measures the same without Discord.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.interactions import process, quantile
from domain.communities import Channel, Community, Role, Spot
from domain.decisions.kinds import Voters
from domain.decisions.register import Decision
from domain.decisions.terms import Proposal
from domain.sectors import Sector
from sandbox import Sandbox
from sandbox.cast import GuildPlan, Person, Plan
from sandbox.people import Message, People
from sandbox.person import Person as Actor
from sandbox.transport import Transport
from services.acting import Caller
from services.decisions import DecisionService
from storage.database import open_database
from storage.unit import Unit

HEADS = 30
LIMIT_MS = 3000


async def seed(url: str, guild: int, channel: int, voters: list[int], rounds: int) -> list[Decision]:
    """A community in which everyone may vote, and a decision for each round."""
    now = datetime.now(UTC)
    database = await open_database(url)
    try:

        def work(unit: Unit) -> None:
            unit.communities.save(Community(guild, "bench"))
            unit.communities.put_sector(guild, Sector("sektor", "De Sektor", "De Sektor"), 0)
            unit.communities.put_spot(guild, Spot("role", Role.HEADS, HEADS))
            unit.communities.put_spot(guild, Spot("channel", Channel.DECISIONS, channel))

        await database.write(work)
        service = DecisionService(database)
        found = []
        for click in range(1, rounds + 1):
            head = Caller(1, "head", guild, click, frozenset({HEADS}))
            proposal = Proposal(
                title=f"Round {click}",
                sector="sektor",
                closes=now + timedelta(days=2),
                owner=1,
                voters=Voters.MEMBERS,
            )
            found.append(await service.start(head, proposal, voters, now=now))
        return found
    finally:
        await database.close()


def crowd_of(sandbox: Sandbox, people: People) -> list[Actor]:
    assert people._session is not None
    return [
        Actor(
            people,
            Transport(people._session, sandbox.url, user.id),
            {"id": str(user.id), "display_name": user.name},
        )
        for user in sandbox.world.users.values()
        if user.name.startswith("lid0")
    ]


async def one_round(crowd: list[Actor], where: Message, decision: Decision) -> tuple[list[float], int]:
    """How long each waited in milliseconds, and how many got no answer in time."""
    button = f"decision:{decision.id}:yes"
    got = await asyncio.gather(*(person.press(where, custom_id=button) for person in crowd))
    return [one.ack_ms for one in got], sum(one.kind == "failed" for one in got)


async def measure(size: int, rounds: int, url: str) -> bool:
    plan = Plan(guilds=[GuildPlan(people=[Person("Robin", owner=True)], crowd=size)])
    refused = 0
    with tempfile.TemporaryDirectory() as folder:
        url = url or f"sqlite+aiosqlite:///{folder}/bench.db"
        config = str(Path(folder) / "none.toml")
        async with Sandbox(plan=plan) as sandbox, People(sandbox.url) as people:
            sandbox.exchanges.recording = False
            crowd, robin = crowd_of(sandbox, people), people["Robin"]
            channel = int((await robin.view()).channel("algemeen")["id"])
            voters = [person.id for person in crowd]
            decisions = await seed(url, people.guild_id(None), channel, voters, rounds)
            async with process(sandbox, "-m", "bot", "run", "--config", config, SEKTOR_DATABASE__URL=url):
                await people.bot_connected(30)
                for decision in decisions:

                    def shows(message: Message, title: str = decision.terms.title) -> bool:
                        return title in message.text

                    where = await robin.wait_for_message("algemeen", shows, 30)
                    waits, failed = await one_round(crowd, where, decision)
                    refused += failed
                    print(
                        f"{decision.terms.title}: {size} people, median {statistics.median(waits):.0f} ms, "
                        f"p95 {quantile(waits, 0.95):.0f} ms, longest {max(waits):.0f} ms, too late {failed}"
                    )
    print(f"{'ok  ' if not refused else 'NOT '}everyone was answered within {LIMIT_MS} ms")
    return not refused


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--database", default="", help="an empty one; a new SQLite file otherwise")
    chosen = parser.parse_args()
    sys.exit(0 if asyncio.run(measure(chosen.people, chosen.rounds, chosen.database)) else 1)


if __name__ == "__main__":
    main()
