"""Slow visitors: the web port is full of them, and the bot goes on."""

import asyncio
import contextlib
import socket
from datetime import UTC, datetime

import aiohttp
from aiohttp import web
from town import Town

from domain.events import Details, Event, Stage
from storage.unit import Unit
from web.listening import MOST, Door

STARTS = datetime(2026, 3, 28, 22, 30, tzinfo=UTC)


async def test_a_thousand_slow_readers_do_not_keep_the_bot_from_answering(empty_town: Town) -> None:
    """Half of them never finish their question, half never read the answer, which is of some megabytes."""
    await empty_town.set_up()

    def fill(unit: Unit) -> None:
        details = Details(title="Nacht", starts=STARTS, description="lawaai " * 500)
        event = Event(
            id=0,
            community=empty_town.guild,
            details=details,
            stage=Stage.PUBLISHED,
            created_at=STARTS,
            updated_at=STARTS,
        )
        for _ in range(1500):
            unit.events.add(event)

    await empty_town.app.database.write(fill)
    url = empty_town.app.web_url
    host, port = url.removeprefix("http://").split(":")
    async with aiohttp.ClientSession(url) as session, session.get("/nl/agenda.ics") as answer:
        whole = await answer.read()
    assert len(whole) > 4_000_000
    loop = asyncio.get_running_loop()
    slow: list[socket.socket] = []
    try:
        for number in range(1000):
            one = socket.socket()
            one.setblocking(False)
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            slow.append(one)
            await loop.sock_connect(one, (host, int(port)))
            asked = b"GET /nl/agenda.ics HTTP/1.1\r\nHost: x\r\n" + (b"\r\n" if number % 2 else b"X-Slow: ")
            with contextlib.suppress(ConnectionError):
                await loop.sock_sendall(one, asked)
        answered = await empty_town["Mila"].slash("event mine")
        assert answered.message is not None
        # acknowledged within 3 s, or the sandbox would have said that the interaction failed
        async with aiohttp.ClientSession(url) as session, session.get("/health") as answer:
            assert answer.status == 200
        async with aiohttp.ClientSession(url) as session, session.get("/nl/agenda.ics") as answer:
            assert await answer.read() == whole
    finally:
        for one in slow:
            one.close()


async def _serving(text: bytes, most: int = MOST) -> tuple[web.ServerRunner, Door, str, int]:
    async def answer(_: web.BaseRequest) -> web.Response:
        return web.Response(body=text)

    runner = web.ServerRunner(web.Server(answer))
    await runner.setup()
    assert runner.server is not None
    door = Door(runner.server, most=most)
    host, port = await door.open("127.0.0.1", 0)
    return runner, door, host, port


async def test_the_oldest_leaves_when_it_is_full() -> None:
    runner, door, host, port = await _serving(b"hello", most=3)
    readers = []
    for _ in range(5):
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        await reader.readuntil(b"hello")
        readers.append((reader, writer))
    with contextlib.suppress(ConnectionError):
        assert await readers[0][0].read() == b"", "closed"
    last_reader, last_writer = readers[-1]
    last_writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    assert b"200 OK" in await last_reader.readuntil(b"hello")
    assert runner.server is not None
    assert len(runner.server.connections) <= 3
    for _, writer in readers:
        writer.close()
    await door.close()
    await runner.cleanup()


async def test_who_reads_nothing_for_long_is_let_go() -> None:
    runner, door, host, port = await _serving(b"x" * 20_000_000)
    assert runner.server is not None
    reader, writer = await asyncio.open_connection(host, port, limit=1000)
    writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    await reader.readuntil(b"\r\n\r\n")
    connection = runner.server.connections[0]
    assert isinstance(connection.transport, asyncio.Transport)
    left, still = -1, 0
    while still < 100:  # until as much has gone out as will go while nobody reads
        await asyncio.sleep(0)
        now = connection.transport.get_write_buffer_size()
        left, still = (left, still + 1) if now == left else (now, 0)
    assert left > 0
    door.sweep(0.0)
    door.sweep(29.0)
    assert not connection.transport.is_closing()
    door.sweep(31.0)
    assert connection.transport is None or connection.transport.is_closing()
    writer.close()
    await door.close()
    await runner.cleanup()
