"""How long a question to a full agenda waits for its answer.

    python -m benchmarks.asking [--rounds N] [--events N] [--database URL]

The bot, a process of its own, has an agenda of 10,000 events to come (240 days, 42 a day). Measured at the
server, from INTERACTION_CREATE on the websocket to the arrival of the answer. `/event mine`, which looks at
one person's events only, is there to compare with.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.interactions import process, report, world
from bot.config import Config
from domain.communities import Community
from domain.events import Details, Event, Language, Stage
from domain.themes import Theme
from domain.venues import Venue
from sandbox import Sandbox
from sandbox.people import People
from sandbox.person import Person as Actor
from storage.database import open_database
from storage.unit import Unit

DAYS = 240
LIMIT = 500.0
"""Milliseconds within which every answer should be there; Discord waits 3,000."""

Ask = Callable[[], Awaitable[float]]


async def seed(url: str, guild_id: int, count: int, config: Config) -> None:
    database = await open_database(url)
    now = datetime.now(UTC)
    themes = [theme.key for theme in config.themes]
    languages = [None, *Language]

    def work(unit: Unit) -> None:
        unit.communities.save(Community(guild_id, "bench"))
        for position, theme in enumerate(config.themes):
            unit.communities.put_theme(guild_id, Theme(theme.key, theme.nl, theme.en, theme.emoji), position)
        venues = [unit.venues.add(guild_id, Venue(0, f"Zaal {n}")).id for n in range(50)]
        for number in range(count):
            details = Details(
                title=f"Avond {number} met van alles",
                starts=now + timedelta(days=DAYS * number / count),
                place=f"Zaal {number % 50}, Enschede",
                venue_id=venues[number % 50],
                themes=(themes[number % len(themes)],),
                description="Een avond vol muziek, woord en beeld, met een pauze en een bar. " * 8,
                language=languages[number % len(languages)],
            )
            unit.events.add(
                Event(
                    id=0,
                    community=guild_id,
                    details=details,
                    stage=Stage.PUBLISHED,
                    created_at=now,
                    updated_at=now,
                )
            )

    try:
        await database.write(work)
    finally:
        await database.close()


def questions(who: Actor) -> dict[str, Ask]:
    def slash(command: str, **options: str) -> Ask:
        async def ask() -> float:
            return (await who.slash(command, options=options)).ack_ms

        return ask

    return {
        "/event mine": slash("event mine"),
        "/agenda show": slash("agenda show"),
        "show: theme, English-friendly": slash("agenda show", theme="music", language="friendly"),
        "show: words, two weeks": slash("agenda show", words="avond 1"),
        "show: whole year": slash("agenda show", when="komende 240 dagen"),
        "show: words, whole year": slash("agenda show", when="komende 240 dagen", words="avond 9"),
        "show: nothing fits": slash("agenda show", words="nergens"),
        "/agenda free, nine weeks": slash("agenda free", when="komende 63 dagen"),
    }


async def measure(rounds: int, count: int, url: str) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        url = url or f"sqlite+aiosqlite:///{folder}/bench.db"
        async with Sandbox(plan=world()) as there, People(there.url) as people:
            await seed(url, people.guild_id(None), count, Config())
            config = str(Path(folder) / "none.toml")
            async with process(there, "-m", "bot", "run", "--config", config, SEKTOR_DATABASE__URL=url):
                await people.bot_connected(30)
                times: dict[str, list[float]] = {}
                kinds = questions(people["Klik00"])
                for turn in range(rounds + 2):
                    for name, ask in kinds.items():
                        ms = await ask()
                        if turn >= 2:
                            times.setdefault(name, []).append(ms)
                report(f"{count} events to come, one question at a time (ms)", times)
    longest = max(max(values) for values in times.values())
    print(f"\n{'ok  ' if longest <= LIMIT else 'NOT '} every answer within {LIMIT:.0f} ms ({longest:.0f})")
    return longest <= LIMIT


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument(
        "--database", default="", help="an empty database of its own; a new SQLite file otherwise"
    )
    arguments = parser.parse_args()
    sys.exit(0 if asyncio.run(measure(arguments.rounds, arguments.events, arguments.database)) else 1)


if __name__ == "__main__":
    main()
