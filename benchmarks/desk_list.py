"""Whether `/desk list` is as quick with 500 open questions as with five.

    python -m benchmarks.desk_list [--rounds N]

Two servers, each with a bot in a process of its own on SQLite; one has five open questions at its desk, the
other 500, all of them the reader's to answer. They take turns, question by question, so that whatever the
machine does strikes both alike. Measured at the server, from INTERACTION_CREATE on the websocket to the
arrival of the answer. The ratio of the medians counts.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from benchmarks.interactions import process
from bot.config import Config
from domain.desk.question import Question
from domain.sectors import Appointment, Part
from sandbox import Sandbox
from sandbox.cast import GuildPlan, Person, Plan
from sandbox.people import People
from sandbox.person import Person as Actor
from storage.database import open_database
from storage.unit import Unit

FEW, MANY = 5, 500
LIMIT: Final = 1.5
COMMANDS: Final = ("desk list", "desk waiting")
_WARM_UP: Final = 5


def world() -> Plan:
    return Plan(guilds=[GuildPlan(people=[Person("Robin", owner=True), Person("Hoofd")])])


async def seed(url: str, guild: int, head: int, count: int) -> None:
    """A server whose sectors are all carried by the reader, with so many questions that wait."""
    database = await open_database(url)
    new, now = Config().new_community(), datetime.now(UTC)

    def work(unit: Unit) -> None:
        unit.communities.save(replace(new.settings, id=guild, name="bench"))
        for position, sector in enumerate(new.sectors):
            unit.communities.put_sector(guild, sector, position)
            unit.communities.appoint(guild, Appointment(sector.key, Part.HEAD, head))
        for number in range(count):
            asked = now - timedelta(hours=number)
            unit.desk.add(
                Question(
                    community=guild,
                    asker=number + 1,
                    text=f"Mag ons terras nummer {number} tot 01:00 open, en wat moeten we doen? " * 3,
                    locale="nl",
                    sector=new.sectors[number % len(new.sectors)].key,
                    owner=head,
                    waits_since=asked,
                    asked_at=asked,
                    due_at=now + timedelta(days=3),
                ),
                click=number,
            )

    try:
        await database.write(work)
    finally:
        await database.close()


async def measure(rounds: int) -> bool:
    times: dict[tuple[str, int], list[float]] = {(name, n): [] for name in COMMANDS for n in (FEW, MANY)}
    with tempfile.TemporaryDirectory() as folder:
        async with AsyncExitStack() as stack:
            heads: dict[int, Actor] = {}
            for count in (FEW, MANY):
                there = await stack.enter_async_context(Sandbox(plan=world()))
                people = await stack.enter_async_context(People(there.url))
                url = f"sqlite+aiosqlite:///{folder}/{count}.db"
                await seed(url, people.guild_id(None), people["Hoofd"].id, count)
                config = str(Path(folder) / "none.toml")
                running = process(there, "-m", "bot", "run", "--config", config, SEKTOR_DATABASE__URL=url)
                await stack.enter_async_context(running)
                await people.bot_connected(60)
                heads[count] = people["Hoofd"]
            for turn in range(rounds + _WARM_UP):
                for name, count in times:
                    answer = await heads[count].slash(name)
                    if "terras" not in answer.text:
                        raise RuntimeError(f"/{name} shows no questions: {answer.text[:200]}")
                    if turn >= _WARM_UP:
                        times[name, count].append(answer.ack_ms)
    good = True
    for name in COMMANDS:
        few, many = (statistics.median(times[name, count]) for count in (FEW, MANY))
        fine = many / few <= LIMIT
        good &= fine
        print(
            f"{'ok  ' if fine else 'NOT '} /{name}: {few:.1f} ms with {FEW} open questions, {many:.1f} ms "
            f"with {MANY} (medians of {rounds}); ratio {many / few:.2f}, at most {LIMIT}"
        )
    return good


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=60)
    arguments = parser.parse_args()
    sys.exit(0 if asyncio.run(measure(arguments.rounds)) else 1)


if __name__ == "__main__":
    main()
