"""The agenda on the web beside a bare aiohttp handler that sends the same bytes: `python -m benchmarks.web`.

Ten thousand events in a real database; both servers in one process of their own, asked in turns over kept
connections by a client that does nothing but count bytes. Then: what an answer costs that is not ready, and
how long it takes until a change is visible in every window. `--page` names the page to measure.
"""

import argparse
import asyncio
import random
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from aiohttp import web

from benchmarks.agendas import evenings
from bot.app import build_services
from bot.config import Config, WebSection
from domain.communities import Community
from domain.events import Details, Event, Language, Stage
from domain.themes import Theme
from domain.venues import Venue
from storage.database import open_database
from storage.unit import Unit
from web.app import SITE, application
from web.listening import Door

HERE: Final = 50
THEMES: Final = ("underground", "media", "music", "theatre")
ROUNDS: Final = 7
AT_ONCE: Final = 8


def events(count: int, now: datetime) -> list[Event]:
    chance = random.Random(7)
    return [
        Event(
            id=0,
            community=HERE,
            details=Details(
                title=one.title,
                starts=now + timedelta(hours=3 + one.number * 300 * 24 // count),
                ends=now + timedelta(hours=7 + one.number * 300 * 24 // count),
                place=chance.choice(("", "achterzaal")),
                venue_id=chance.choice((None, 1, 2)),
                themes=tuple(chance.sample(THEMES, chance.choice((1, 1, 2)))),
                description=one.about,
                price=chance.choice(("", "gratis", "€ 10")),
                link=one.link,
                language=chance.choice((None, *Language)),
            ),
            stage=Stage.PUBLISHED,
            created_at=now,
            updated_at=now,
        )
        for one in evenings(count)
    ]


# ---- the servers


async def serve(folder: Path, count: int, paths: list[str]) -> None:
    """Prints two addresses, then answers until it is ended. POST /change and /forget are the bench's own."""
    database = await open_database(f"sqlite+aiosqlite:///{folder / 'web.db'}")
    services = build_services(Config(), database)

    def now() -> datetime:
        return datetime.now(UTC)

    def begin(unit: Unit) -> None:
        unit.communities.save(Community(HERE, "De Sektor"))
        for position, key in enumerate(THEMES):
            unit.communities.put_theme(HERE, Theme(key, key.title(), key.title()), position)
        unit.venues.add(HERE, Venue(0, "Tankstation"))
        unit.venues.add(HERE, Venue(0, "Sickhouse"))
        for event in events(count, now()):
            unit.events.add(event)

    await database.write(begin)
    app = application(services, WebSection(port=0, requests_a_minute=10**9), now)
    site = app[SITE]
    site.makes = site.asked
    site.present.start()
    number = 0

    async def change(_: web.Request) -> web.Response:
        nonlocal number
        number += 1

        def work(unit: Unit) -> None:
            event = unit.events.get(count // 300)  # one of the first page
            assert event is not None
            details = replace(event.details, title=f"Changed {number}", themes=("music",), venue_id=1)
            unit.events.save(replace(event, details=details, sequence=event.sequence + 1, updated_at=now()))

        await database.write(work)
        return web.Response(text=f"Changed {number}")

    async def forget(_: web.Request) -> web.Response:
        site.ready.forget()
        return web.Response()

    async def alike(request: web.Request) -> web.Response:
        return web.Response(body=same[request.raw_path], content_type="text/plain")

    same: dict[str, bytes] = {}
    bare = web.Application()
    for path in paths:
        bare.router.add_get(path.partition("?")[0], alike)
    bare.router.add_post("/change", change)
    bare.router.add_post("/forget", forget)
    async with AsyncExitStack() as stack:
        addresses = []
        for one in (app, bare):
            runner = web.AppRunner(one, access_log=None, keepalive_timeout=60)
            await runner.setup()
            stack.push_async_callback(runner.cleanup)
            assert runner.server is not None
            door = Door(runner.server)
            stack.push_async_callback(door.close)
            addresses.append(await door.open("127.0.0.1", 0))
        for path in paths:
            same[path] = (await asked(addresses[0], path))[1]
        print(addresses[0][1], addresses[1][1], flush=True)
        await asyncio.Event().wait()


# ---- the client


class Counting(asyncio.Protocol):
    """Sends the same request again and again, and counts the bytes of each answer."""

    def __init__(self, request: bytes, size: int, times: int, done: asyncio.Future[None]) -> None:
        self.request, self.size, self.left, self.done = request, size, times, done
        self.got = 0
        self.took: list[float] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.send()

    def send(self) -> None:
        self.begun = time.perf_counter()
        self.got = 0
        self.transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        self.got += len(data)
        if self.got < self.size:
            return
        self.took.append(time.perf_counter() - self.begun)
        self.left -= 1
        if self.left:
            self.send()
        else:
            self.transport.close()
            if not self.done.done():
                self.done.set_result(None)


def request(path: str, etag: str = "", method: str = "GET") -> bytes:
    known = f"If-None-Match: {etag}\r\n" if etag else ""
    return f"{method} {path} HTTP/1.1\r\nHost: bench\r\nAccept-Encoding: gzip\r\n{known}\r\n".encode()


async def asked(
    where: tuple[str, int], path: str, etag: str = "", method: str = "GET"
) -> tuple[bytes, bytes]:
    """The head and the body of one answer."""
    reader, writer = await asyncio.open_connection(*where, limit=2**24)
    writer.write(request(path, etag, method))
    head = await reader.readuntil(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    body = (
        await reader.readexactly(int(lengths[0].split(b":")[1])) if lengths and b" 304 " not in head else b""
    )
    writer.close()
    return head, body


def etag_of(head: bytes) -> str:
    lines = [line for line in head.decode().split("\r\n") if line.lower().startswith("etag:")]
    return lines[0].partition(":")[2].strip() if lines else ""


async def pressed(where: tuple[str, int], path: str, etag: str, times: int) -> tuple[float, float]:
    """Answers a second, and the 99th percentile of the waits in seconds."""
    head, body = await asked(where, path, etag)
    loop = asyncio.get_running_loop()
    protocols = []
    begun = time.perf_counter()
    for _ in range(AT_ONCE):
        done: asyncio.Future[None] = loop.create_future()
        _, protocol = await loop.create_connection(
            partial(Counting, request(path, etag), len(head) + len(body), times // AT_ONCE, done), *where
        )
        protocols.append(protocol)
    await asyncio.gather(*(protocol.done for protocol in protocols))
    took = sorted(one for protocol in protocols for one in protocol.took)
    return len(took) / (time.perf_counter() - begun), took[int(len(took) * 0.99)]


async def side_by_side(ours: tuple[str, int], bare: tuple[str, int], path: str, times: int) -> None:
    etag = etag_of((await asked(ours, path))[0])
    kinds = {"bare": (bare, ""), "ours": (ours, ""), "304": (ours, etag)}
    rates: dict[str, list[float]] = {kind: [] for kind in kinds}
    waits: dict[str, list[float]] = {kind: [] for kind in kinds}
    ratios: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(ROUNDS):
        for kind, (where, known) in kinds.items():
            rate, wait = await pressed(where, path, known, times if kind != "304" else max(times, 2000))
            rates[kind].append(rate)
            waits[kind].append(wait)
            ratios[kind].append(rate / rates["bare"][-1])
    size = len((await asked(bare, path))[1])
    print(f"\n{path}  ({size:,} bytes gzipped)")
    for kind in kinds:
        rate, wait = statistics.median(rates[kind]), statistics.median(waits[kind]) * 1000
        ratio = statistics.median(ratios[kind])
        print(f"  {kind:5} {rate:9,.0f}/s   p99 {wait:7.2f} ms   ratio {ratio:.2f}")


async def cold(ours: tuple[str, int], bare: tuple[str, int], path: str) -> None:
    waits = []
    for _ in range(ROUNDS * 3):
        await asked(bare, "/forget", method="POST")
        begun = time.perf_counter()
        await asked(ours, path)
        waits.append((time.perf_counter() - begun) * 1000)
    print(f"  not ready: median {statistics.median(waits):.1f} ms, longest {max(waits):.1f} ms  {path}")


async def visible(ours: tuple[str, int], bare: tuple[str, int], paths: list[str]) -> None:
    """From the answer to the write until every window shows the change."""
    longest = []
    for _ in range(ROUNDS):
        before = {path: etag_of((await asked(ours, path))[0]) for path in paths}
        await asked(bare, "/change", method="POST")
        begun = time.perf_counter()
        left = set(paths)
        while left:
            for path in list(left):
                if etag_of((await asked(ours, path))[0]) != before[path]:
                    left.discard(path)
            if time.perf_counter() - begun > 30:
                raise SystemExit(f"never visible: {left}")
        longest.append(time.perf_counter() - begun)
        await asyncio.sleep(2)
    print(
        f"\na change is visible in all {len(paths)} windows after {statistics.median(longest):.2f} s,"
        f" {max(longest):.2f} s at most (wanted: 2 s)"
    )


async def main(count: int, page: str, times: int) -> None:
    paths = ["/api/v1/events?limit=100", "/nl/thema/music.ics", page]
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "benchmarks.web",
            "--serve",
            folder,
            "--events",
            str(count),
            "--page",
            page,
        ]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: ASYNC220
        try:
            assert server.stdout is not None
            ports = server.stdout.readline().split()
            ours, bare = ("127.0.0.1", int(ports[0])), ("127.0.0.1", int(ports[1]))
            there = [path for path in paths if b" 200 " in (await asked(ours, path))[0]]
            print(f"{count:,} events; {AT_ONCE} connections, {ROUNDS} rounds, medians")
            for path in there:
                large = path.endswith(".ics")
                await side_by_side(ours, bare, path, times // 10 if large else times)
            print()
            for path in there:
                await cold(ours, bare, path)
            await visible(ours, bare, there)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--page", default="/nl/thema/music")
    parser.add_argument("--times", type=int, default=4000)
    parser.add_argument("--serve", type=Path)
    given = parser.parse_args()
    if given.serve:
        asked_for = ["/api/v1/events?limit=100", "/nl/thema/music.ics", given.page]
        asyncio.run(serve(given.serve, given.events, asked_for))
    else:
        asyncio.run(main(given.events, given.page, given.times))
