"""How long a click waits for its answer, side by side with a bare discord.py bot.

    python -m benchmarks.interactions [--rounds N] [--database URL]

Measured at the server, from INTERACTION_CREATE on the websocket to the arrival of the acknowledgement: a
bare command that answers "pong", `/event mine` (reads), and the *I'm interested* button (writes). The two
bots are processes of their own and take turns click by click, so that whatever the machine does strikes all
alike. Ratios and medians count, not the milliseconds.
"""

import argparse
import asyncio
import os
import signal
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.config import Config
from domain.communities import Community, Spot
from domain.events import Details, Event, Stage
from domain.themes import Theme
from sandbox import Sandbox
from sandbox.cast import GuildPlan, Person, Plan
from sandbox.people import Message, People
from sandbox.person import Person as Actor
from services.planning import plan as plan_postings
from storage.database import open_database
from storage.unit import Unit

CROWD = 32
READ_LIMIT, WRITE_LIMIT = 3.0, 3.5

Click = Callable[[], Awaitable[float]]


def world() -> Plan:
    people = [Person("Robin", owner=True), *(Person(f"Klik{n:02}") for n in range(CROWD))]
    return Plan(guilds=[GuildPlan(people=people)])


@asynccontextmanager
async def process(sandbox: Sandbox, *command: str, **settings: str) -> AsyncIterator[None]:
    """A bot in a process of its own, pointed at the sandbox; ended by its own id."""
    environment = {
        **os.environ,
        "DISCORD_TOKEN": sandbox.token,
        "SEKTOR_DISCORD__API_URL": sandbox.api_url,
        "SEKTOR_DISCORD__GATEWAY_URL": sandbox.gateway_url,
        "SEKTOR_DISCORD__CDN_URL": sandbox.cdn_url,
        "SEKTOR_WEB__PORT": "0",
        "SEKTOR_LOG__LEVEL": "warning",
        **settings,
    }
    bot = await asyncio.create_subprocess_exec(sys.executable, *command, env=environment)
    try:
        yield
    finally:
        bot.send_signal(signal.SIGTERM)
        await bot.wait()


async def seed(url: str, guild_id: int, channel: int, config: Config) -> int:
    """A community with a published event; the event's id."""
    database = await open_database(url)
    now = datetime.now(UTC)
    try:

        def work(unit: Unit) -> int:
            unit.communities.save(Community(guild_id, "bench"))
            for position, theme in enumerate(config.themes):
                unit.communities.put_theme(
                    guild_id, Theme(theme.key, theme.nl, theme.en, theme.emoji), position
                )
            unit.communities.put_spot(guild_id, Spot("channel", "theme:music", channel))
            starts = now + timedelta(days=5)
            event = unit.events.add(
                Event(
                    id=0,
                    community=guild_id,
                    details=Details(
                        title="Noise Night", starts=starts, place="Tankstation", themes=("music",)
                    ),
                    stage=Stage.PUBLISHED,
                    created_at=now,
                    updated_at=now,
                )
            )
            plan_postings(unit, event)
            return event.id

        return await database.write(work)
    finally:
        await database.close()


def clicks(bare: Actor, ours: Actor, card: Message, event: int) -> dict[str, Click]:
    async def pong() -> float:
        return (await bare.slash("ping")).ack_ms

    async def read() -> float:
        return (await ours.slash("event mine")).ack_ms

    async def write() -> float:
        return (await ours.press(card, custom_id=f"event:{event}:interested")).ack_ms

    return {"pong (bare discord.py)": pong, "/event mine (reads)": read, "I'm interested (writes)": write}


async def one_by_one(kinds: dict[str, Click], rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in kinds}
    for turn in range(rounds + 10):
        for name, click in kinds.items():
            ms = await click()
            if turn >= 10:  # the first ones fill caches on both sides
                times[name].append(ms)
    return times


async def together(everyone: list[dict[str, Click]], rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in everyone[0]}
    for _ in range(rounds):
        for name in times:
            times[name] += await asyncio.gather(*(kinds[name]() for kinds in everyone))
    return times


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def report(title: str, times: dict[str, list[float]]) -> dict[str, float]:
    """Print a table; the median of each as a multiple of the first one's."""
    first = statistics.median(next(iter(times.values())))
    ratios = {name: statistics.median(values) / first for name, values in times.items()}
    print(f"\n{title}\n{'':28}{'median':>9}{'p99':>9}{'longest':>9}{'ratio':>8}")
    for name, values in times.items():
        print(
            f"{name:28}{statistics.median(values):8.2f} {quantile(values, 0.99):8.2f} {max(values):8.2f} "
            f"{ratios[name]:7.2f}"
        )
    return ratios


async def measure(rounds: int, url: str) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        url = url or f"sqlite+aiosqlite:///{folder}/bench.db"
        async with (
            Sandbox(plan=world()) as there,
            Sandbox(plan=world()) as bare,
            People(there.url) as our_people,
            People(bare.url) as bare_people,
        ):
            robin = our_people["Robin"]
            channel = (await robin.view()).channel("algemeen")
            event = await seed(url, our_people.guild_id(None), int(channel["id"]), Config())
            async with (
                process(
                    there,
                    "-m",
                    "bot",
                    "run",
                    "--config",
                    str(Path(folder) / "none.toml"),
                    SEKTOR_DATABASE__URL=url,
                ),
                process(bare, "-m", "benchmarks.bare_bot"),
            ):
                await asyncio.gather(our_people.bot_connected(30), bare_people.bot_connected(30))
                card = await robin.wait_for_message("algemeen", lambda message: bool(message.embeds), 30)
                everyone = [
                    clicks(bare_people[f"Klik{n:02}"], our_people[f"Klik{n:02}"], card, event)
                    for n in range(CROWD)
                ]
                ratios = report("one at a time (ms)", await one_by_one(everyone[0], rounds))
                crowded = await together(everyone, max(5, rounds // 20))
                report(f"{CROWD} in flight (ms)", crowded)
    _, read, write = ratios.values()
    ours = [ms for name, values in crowded.items() if not name.startswith("pong") for ms in values]
    verdicts = {
        f"a reading command at most {READ_LIMIT} times the bare one": read <= READ_LIMIT,
        f"a writing one at most {WRITE_LIMIT} times": write <= WRITE_LIMIT,
        f"{CROWD} in flight: p99 under 200 ms": quantile(ours, 0.99) < 200,
        f"{CROWD} in flight: none over 500 ms": max(ours) <= 500,
    }
    print()
    for sentence, holds in verdicts.items():
        print("ok  " if holds else "NOT ", sentence)
    return all(verdicts.values())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument(
        "--database", default="", help="an empty database of its own; a new SQLite file otherwise"
    )
    arguments = parser.parse_args()
    sys.exit(0 if asyncio.run(measure(arguments.rounds, arguments.database)) else 1)


if __name__ == "__main__":
    main()
