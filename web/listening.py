"""The door of the web port: how many may be inside, and who has to leave.

A visitor that reads or writes a byte a minute must not keep others out, nor take the sockets that the bot
needs for Discord. A request that is not complete in fifteen seconds is aiohttp's to end (its
`keepalive_timeout`); answers that nobody reads are ended here.
"""

import asyncio
from typing import Final

from aiohttp import web
from aiohttp.web_protocol import RequestHandler

MOST: Final = 400
"""Connections at once: well below the 1,024 files that a process may often have open."""

_SWEEP: Final = 5.0
_STALLED: Final = 30.0
"""Seconds in which somebody may read nothing at all of what lies ready for them."""


class Door:
    def __init__(self, inside: "web.Server", *, most: int = MOST) -> None:
        self._inside = inside
        self._most = most
        self._listening: asyncio.Server | None = None
        self._sweeper: asyncio.Task[None] | None = None
        self._unread: dict[RequestHandler, tuple[int, float]] = {}

    async def open(self, host: str, port: int) -> tuple[str, int]:
        """The address and port at which it listens."""
        loop = asyncio.get_running_loop()
        self._listening = await loop.create_server(self._enter, host, port, backlog=256)
        self._sweeper = asyncio.create_task(self._sweeping())
        address, bound = self._listening.sockets[0].getsockname()[:2]
        return str(address), int(bound)

    async def close(self) -> None:
        if self._sweeper is not None:
            self._sweeper.cancel()
            await asyncio.gather(self._sweeper, return_exceptions=True)
        if self._listening is not None:
            self._listening.close()

    def _enter(self) -> asyncio.Protocol:
        inside = self._inside.connections
        if len(inside) >= self._most:
            # who came first has been here longest, and mostly waits for nothing any more
            for connection in inside[: len(inside) - self._most + 1]:
                self._leave(connection)
        return self._inside()

    def _leave(self, connection: RequestHandler) -> None:
        transport = connection.transport
        if isinstance(transport, asyncio.Transport):
            transport.abort()

    async def _sweeping(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(_SWEEP)
            self.sweep(loop.time())

    def sweep(self, now: float) -> None:
        """End what has made no progress for too long."""
        unread: dict[RequestHandler, tuple[int, float]] = {}
        for connection in self._inside.connections:
            transport = connection.transport
            if not isinstance(transport, asyncio.Transport) or not (
                waiting := transport.get_write_buffer_size()
            ):
                continue
            before, since = self._unread.get(connection, (-1, now))
            if waiting != before:
                since = now
            elif now - since >= _STALLED:
                self._leave(connection)
                continue
            unread[connection] = (waiting, since)
        self._unread = unread
