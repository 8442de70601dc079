"""A real site on loopback that behaves in every way a source can, for the fetch tests."""

import asyncio
import gzip
import socket
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.typedefs import Handler

CALENDAR = (
    b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Proef\r\nDTSTART:20260401T180000Z\r\n"
    b"END:VEVENT\r\nEND:VCALENDAR\r\n"
)


class Names(AbstractResolver):
    """Resolves the names that a test gives it, and no others."""

    def __init__(self, addresses: dict[str, str]) -> None:
        self.leads = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if host not in self.leads:
            raise OSError(f"{host} is unknown")
        address = self.leads[host]
        kind = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [ResolveResult(hostname=host, host=address, port=port, family=kind, proto=0, flags=0)]

    async def close(self) -> None:
        pass


@dataclass
class Site:
    """The running site: its port, what it was asked, and what its robots.txt says now."""

    port: int = 0
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    robots: str = ""
    robots_status: int = 404
    bodies: dict[str, bytes] = field(default_factory=dict)
    busy: int = 0
    most_at_once: int = 0
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


def _gzip_bomb() -> bytes:
    """Two gigabytes of zeros: after a full flush a block stands by itself, so one serves 2048 times."""
    packer = zlib.compressobj(9, wbits=31)
    zeros = bytes(1 << 20)
    start = packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + block * 2047


def _encoded(body: bytes, encoding: str, kind: str = "text/calendar") -> web.Response:
    return web.Response(body=body, headers={"Content-Encoding": encoding, "Content-Type": kind})


def _app(site: Site) -> web.Application:
    async def robots(request: web.Request) -> web.Response:
        return web.Response(status=site.robots_status, text=site.robots)

    async def calendar(request: web.Request) -> web.Response:
        if request.headers.get("If-None-Match") == '"v1"':
            return web.Response(status=304)
        headers = {"ETag": '"v1"', "Last-Modified": "Sun, 01 Mar 2026 10:00:00 GMT"}
        return web.Response(body=CALENDAR, content_type="text/calendar", headers=headers)

    async def packed(request: web.Request) -> web.Response:
        return web.Response(
            body=gzip.compress(CALENDAR),
            headers={"Content-Encoding": "gzip", "Content-Type": "text/calendar"},
        )

    async def bare_deflate(request: web.Request) -> web.Response:
        packer = zlib.compressobj(wbits=-15)
        body = packer.compress(CALENDAR) + packer.flush()
        return web.Response(
            body=body, headers={"Content-Encoding": "deflate", "Content-Type": "text/calendar"}
        )

    async def bomb(request: web.Request) -> web.Response:
        return web.Response(
            body=_gzip_bomb(), headers={"Content-Encoding": "gzip", "Content-Type": "text/html"}
        )

    async def half_packed(request: web.Request) -> web.Response:
        return web.Response(
            body=gzip.compress(CALENDAR * 50)[:60],
            headers={"Content-Encoding": "gzip", "Content-Type": "text/html"},
        )

    async def half(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "100000", "Content-Type": "text/calendar"})
        await response.prepare(request)
        await response.write(CALENDAR)
        if request.transport is not None:
            request.transport.close()
        return response

    async def large(request: web.Request) -> web.Response:
        return web.Response(body=b"x" * 50_000, content_type="text/calendar")

    async def slow(request: web.Request) -> web.Response:
        await site.stop.wait()
        return web.Response()

    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/calendar"})
        await response.prepare(request)
        for number in range(len(CALENDAR)):
            await response.write(CALENDAR[number : number + 1])
            with suppress(TimeoutError):
                await asyncio.wait_for(site.stop.wait(), 0.05)
        return response

    async def status(request: web.Request) -> web.Response:
        headers = {"Retry-After": "120"} if request.match_info["code"] == "429" else {}
        return web.Response(status=int(request.match_info["code"]), headers=headers)

    async def given(request: web.Request) -> web.Response:
        return web.Response(
            body=site.bodies[request.match_info["name"]], content_type="application/octet-stream"
        )

    async def come_back(request: web.Request) -> web.Response:
        moment = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
        return web.Response(status=503, headers={"Retry-After": moment})

    async def redirect(request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": request.query["to"]})

    async def image(request: web.Request) -> web.Response:
        return web.Response(body=b"\x89PNG", content_type="image/png")

    async def counted(request: web.Request) -> web.Response:
        site.busy += 1
        site.most_at_once = max(site.most_at_once, site.busy)
        for _ in range(5):
            await asyncio.sleep(0)
        site.busy -= 1
        return web.Response(body=CALENDAR, content_type="text/calendar")

    async def page(request: web.Request) -> web.Response:
        beside = '<link rel="alternate" type="text/calendar" href="/agenda.ics">'
        return web.Response(text=f"<html><head>{beside}</head><p>Welkom</p></html>", content_type="text/html")

    async def offered(request: web.Request) -> web.Response:
        """A page that lists two events and offers what `beside` says."""
        beside = "".join(
            f'<link rel="alternate" type="text/calendar" href="{path}">'
            for path in request.query.getall("beside", [])
        )
        rows = "".join(
            f"<li class='event'><a href='/e/{n}'><h3>Avond {n}</h3></a> <b>{n} april 2026 20:00</b></li>"
            for n in (1, 2)
        )
        head = f"<title>Agenda | De Zaal</title>{beside}"
        following = request.query.get("next")
        more = f"<a class='verder' href='{following}'>Verder</a>" if following else ""
        return web.Response(
            text=f"<html><head>{head}</head><ul>{rows}</ul>{more}</html>", content_type="text/html"
        )

    async def events(request: web.Request) -> web.Response:
        """A calendar with as many events as asked for, cut off when that is asked for."""
        count = int(request.match_info["count"])
        parts = "".join(
            f"BEGIN:VEVENT\nUID:{n}\nSUMMARY:Uit kalender {n}\nDTSTART:202604{n:02d}T180000Z\nEND:VEVENT\n"
            for n in range(1, count + 1)
        )
        end = "BEGIN:VEVENT\nSUMMARY:half" if "cut" in request.query else "END:VCALENDAR\n"
        return web.Response(text=f"BEGIN:VCALENDAR\n{parts}{end}", content_type="text/calendar")

    async def listing(request: web.Request) -> web.Response:
        number = int(request.query.get("page", "1"))
        following = site.url(f"/tribe?page={number + 1}") if number < 3 else ""
        start = f"2026-04-0{number} 20:00:00"
        event = {
            "id": number,
            "title": f"Avond {number}",
            "start_date": start,
            "timezone": "Europe/Amsterdam",
        }
        return web.json_response({"events": [event], "next_rest_url": following})

    @web.middleware
    async def remember(request: web.Request, handler: Handler) -> web.StreamResponse:
        site.asked.append(request.path_qs)
        site.agents.add(request.headers.get("User-Agent", ""))
        response: web.StreamResponse = await handler(request)
        return response

    app = web.Application(middlewares=[remember])
    app.router.add_get("/robots.txt", robots)
    app.router.add_get("/agenda.ics", calendar)
    app.router.add_get("/packed", packed)
    app.router.add_get("/come-back", come_back)
    app.router.add_get("/given/{name}", given)
    app.router.add_get("/bare-deflate", bare_deflate)
    app.router.add_get("/bomb", bomb)
    app.router.add_get("/half-packed", half_packed)
    app.router.add_get("/half", half)
    app.router.add_get("/large", large)
    app.router.add_get("/slow", slow)
    app.router.add_get("/drip", drip)
    app.router.add_get("/status/{code}", status)
    app.router.add_get("/to", redirect)
    app.router.add_get("/image", image)
    app.router.add_get("/counted", counted)
    app.router.add_get("/page", page)
    app.router.add_get("/tribe", listing)
    app.router.add_get("/offered", offered)
    app.router.add_get("/events/{count}.ics", events)
    return app


@asynccontextmanager
async def running_site() -> AsyncIterator[Site]:
    site = Site()
    runner = web.AppRunner(_app(site), shutdown_timeout=1)
    await runner.setup()
    listener = web.TCPSite(runner, "127.0.0.1", 0)
    await listener.start()
    site.port = runner.addresses[0][1]
    try:
        yield site
    finally:
        site.stop.set()
        await runner.cleanup()
