"""Fifty agendas of two hundred events, read for the first time and again: `python -m benchmarks.importing`.

A local site with an address for each agenda, our own fetcher, the parser's worker process, and a real
database; Discord is left out, so what is counted are the messages that the publisher is asked for. Meanwhile
somebody presses *I'm interested* twenty times a second: no press may wait long.

`--database postgresql+asyncpg://...` measures there; `--sources` and `--events` change the amount.
"""

import argparse
import asyncio
import random
import resource
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from aiohttp import web

from bot.config import Config, Scrape
from bot.source_reader import SiteReader
from domain.communities import Channel, Spot, theme_channel
from services.acting import Caller
from services.events import EventService
from services.reading import Outcome, ReadingService
from services.setup import SetupService
from services.sources import SourceService
from storage.database import Database, Listener, T, Work, open_database
from storage.unit import Unit

NOW: Final = datetime(2026, 3, 9, 11, tzinfo=UTC)
ROBIN: Final = Caller(id=1, name="Robin", community=50, interaction=1, manages=True)
AT_ONCE: Final = 16
"""Readings side by side: as many as the bot's timers run."""

SHARED: Final = 0.2
"""Of each agenda's events, the share that another agenda has as well."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


_FIRST: Final = _words(
    "Stalen|Gele|Natte|Dode|Wilde|Stille|Luie|Blinde|Verre|Rode|Kale|Zachte|Ruwe|Grijze|Trage"
)
_SECOND: Final = _words(
    "Zenuwen|Kanarie|Kabels|Motten|Buren|Fabriek|Kelder|Bleek|Spoor|Kraan|Tram|Loods|Vijver|Ketel|Zolder"
)
_THIRD: Final = _words("live|in concert|albumpresentatie|open podium|dansavond|jamsessie|quiz|workshop")
_PLACES: Final = _words("Metropool|Tankstation|Concordia|Tetem|Sickhouse|Oude Markt|Kelderbar|Loods 7")


@dataclass
class Timed:
    """The same database, with the time that each write takes."""

    inner: Database
    alone: bool
    writes: list[float] = field(default_factory=list)

    async def read(self, work: Work[T]) -> T:
        return await self.inner.read(work)

    async def write(self, work: Work[T]) -> T:
        def timed(unit: Unit) -> T:
            started = time.perf_counter()
            try:
                return work(unit)
            finally:
                self.writes.append(time.perf_counter() - started)

        return await self.inner.write(timed)

    def listen(self, listener: Listener) -> None:
        self.inner.listen(listener)

    async def forget_traces(self) -> None:
        await self.inner.forget_traces()

    async def close(self) -> None:
        await self.inner.close()


def agendas(sources: int, events: int) -> list[str]:
    """iCalendar files; every run makes the same ones."""
    rng = random.Random(20260309)
    entries: list[tuple[str, datetime, str]] = []
    files = []
    for source in range(sources):
        own: list[tuple[str, datetime, str]] = []
        while len(own) < events:
            if entries and rng.random() < SHARED:
                own.append(rng.choice(entries))
                continue
            name = f"{rng.choice(_FIRST)} {rng.choice(_SECOND)} {rng.randrange(1000)}"
            starts = NOW + timedelta(days=rng.randrange(1, 240), hours=rng.randrange(6, 12))
            own.append((f"{name}: {rng.choice(_THIRD)}", starts, rng.choice(_PLACES)))
        entries += own[: events // 4]
        files.append(_calendar(source, own))
    return files


def _calendar(source: int, entries: Sequence[tuple[str, datetime, str]]) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Agenda {source}//NL"]
    for number, (title, starts, place) in enumerate(entries):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{number}@agenda{source}.example",
            "DTSTAMP:20260301T000000Z",
            f"DTSTART:{starts:%Y%m%dT%H%M%SZ}",
            f"DTEND:{starts + timedelta(hours=3):%Y%m%dT%H%M%SZ}",
            f"SUMMARY:{title}",
            f"LOCATION:{place}\\, Enschede",
            f"URL:https://agenda{source}.example/{number}",
            "DESCRIPTION:Een band uit de buurt\\, de deur gaat om acht uur open.",
            "CATEGORIES:Concert",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


@asynccontextmanager
async def sites(files: Sequence[str]) -> AsyncIterator[list[str]]:
    """Each agenda at an address of its own, as in life: one host is asked one thing at a time."""
    async with AsyncExitStack() as stack:
        urls = []
        for text in files:
            app = web.Application()

            async def calendar(_: web.Request, text: str = text) -> web.Response:
                return web.Response(text=text, content_type="text/calendar", charset="utf-8")

            app.router.add_get("/agenda.ics", calendar)
            runner = web.AppRunner(app, access_log=None)
            await runner.setup()
            stack.push_async_callback(runner.cleanup)
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            urls.append("http://{}:{}/agenda.ics".format(*runner.addresses[0][:2]))
        yield urls


class Presses:
    """Somebody who presses a button over and over, and how long each press took."""

    def __init__(self, database: Database) -> None:
        self._events = EventService(database)
        self._task: asyncio.Task[None] | None = None
        self.waits: list[float] = []

    async def __aenter__(self) -> "Presses":
        self._task = asyncio.create_task(self._press())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _press(self) -> None:
        for number in range(1_000_000):
            started = time.perf_counter()
            shown = await self._events.shown(1)
            if shown is not None:
                caller = Caller(id=9, name="Mila", community=50, interaction=1000 + number + id(self))
                await self._events.interest(1, caller, now=NOW)
                self.waits.append(time.perf_counter() - started)
            await asyncio.sleep(0.05)


@dataclass(frozen=True)
class Run:
    """What one round over all agendas took and did."""

    seconds: float
    new: int
    joined: int
    changed: int
    unchanged: int
    failed: int
    postings: int
    longest_write: float
    longest_press: float
    p99_press: float


async def read_all(reading: ReadingService, ids: Sequence[int], database: Timed, *, now: datetime) -> Run:
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> Outcome | None:
        async with turns:
            return await reading.read(number, now=now)

    before = await database.read(_postings)
    database.writes.clear()
    started = time.perf_counter()
    async with Presses(database) as presses:
        outcomes = await asyncio.gather(*(one(number) for number in ids))
    seconds = time.perf_counter() - started
    intakes = [one.intake for one in outcomes if one is not None and one.intake is not None]
    waits = sorted(presses.waits) or [0.0]
    return Run(
        seconds,
        sum(one.new for one in intakes),
        sum(one.joined for one in intakes),
        sum(one.changed for one in intakes),
        sum(one.unchanged for one in intakes),
        len(outcomes) - len(intakes),
        await database.read(_postings) - before,
        max(database.writes, default=0.0),
        waits[-1],
        waits[int(len(waits) * 0.99)],
    )


def _postings(unit: Unit) -> int:
    return unit.postings.open_count()


async def set_up(database: Database) -> None:
    await SetupService(database, Config().new_community()).begin(ROBIN, "De Sektor", now=NOW)

    def channels(unit: Unit) -> None:
        keys = [
            Channel.AGENDA,
            Channel.REVIEW,
            *map(theme_channel, ("underground", "media", "music", "theatre")),
        ]
        for number, key in enumerate(keys):
            unit.communities.put_spot(50, Spot("channel", key, 800 + number))

    await database.write(channels)


async def measure(url: str, sources: int, events: int) -> list[Run]:
    opened = await open_database(url)
    database = Timed(opened, opened.alone)
    async with sites(agendas(sources, events)) as urls:
        reader = SiteReader(Scrape(allow=[each.split("/")[2] for each in urls]))
        register = SourceService(database, reader, interval_minutes=360)
        reading = ReadingService(database, reader)
        try:
            await set_up(database)
            ids = []
            for number, each in enumerate(urls):
                look = await register.look(each, f"Agenda {number}", ("music",), ROBIN, now=NOW)
                ids.append((await register.add(look.id, ROBIN, now=NOW)).id)
            return [
                await read_all(reading, ids, database, now=NOW + timedelta(hours=6 * turn)) for turn in (0, 1)
            ]
        finally:
            await reading.close()
            await database.close()


def show(runs: Sequence[Run], total: int) -> None:
    for name, run in zip(("first", "second"), runs, strict=False):
        print(f"{name} read of {total} events: {run.seconds:.1f} s, {total / run.seconds:.0f} events/s")
        print(
            f"  new {run.new}, joined {run.joined}, changed {run.changed}, unchanged {run.unchanged}, "
            f"failed {run.failed}; messages asked for: {run.postings}"
        )
        print(
            f"  longest write {run.longest_write * 1000:.0f} ms; a press meanwhile: "
            f"p99 {run.p99_press * 1000:.0f} ms, longest {run.longest_press * 1000:.0f} ms"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB, its worker {child:.0f} MB")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", default="")
    parser.add_argument("--sources", type=int, default=50)
    parser.add_argument("--events", type=int, default=200)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = asked.database or f"sqlite+aiosqlite:///{Path(folder) / 'sektor.db'}"
        runs = asyncio.run(measure(url, asked.sources, asked.events))
    show(runs, asked.sources * asked.events)
    second = runs[1]
    settled = not (second.new or second.joined or second.changed or second.postings or second.failed)
    print(
        "the second read changed nothing and posts nothing"
        if settled
        else "THE SECOND READ CHANGED SOMETHING"
    )
    return 0 if settled else 1


if __name__ == "__main__":
    sys.exit(main())
