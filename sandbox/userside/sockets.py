"""The sockets of people: each hears what that person may see."""

import asyncio
from typing import Any

import orjson
from aiohttp import WSMsgType, web

from sandbox.model import Json
from sandbox.setting import Setting
from sandbox.world import News


class PeopleSockets:
    def __init__(self, setting: Setting) -> None:
        self._world = setting.world
        self._setting = setting
        self._outboxes: list[tuple[int, asyncio.Queue[bytes]]] = []
        self._open: set[web.WebSocketResponse] = set()
        setting.world.listen(self._spread)
        setting.clock.subscribe(lambda: self._to_all("CLOCK_UPDATE", setting.clock.as_json()))
        setting.hub.listen_for_status(
            lambda: self._to_all("BOT_STATUS", {"connected": setting.hub.connected})
        )

    async def serve(self, request: web.Request, user_id: int) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=30, compress=False)
        await socket.prepare(request)
        outbox: asyncio.Queue[bytes] = asyncio.Queue()
        entry = (user_id, outbox)
        self._outboxes.append(entry)
        self._open.add(socket)
        writer = asyncio.create_task(_write(socket, outbox))
        # Says that from here on nothing is missed.
        outbox.put_nowait(_frame("HELLO", {"user_id": str(user_id)}))
        try:
            async for message in socket:
                if message.type is WSMsgType.ERROR:
                    break
        finally:
            self._outboxes.remove(entry)
            self._open.discard(socket)
            writer.cancel()
        return socket

    async def close(self) -> None:
        for socket in tuple(self._open):
            await socket.close(code=1001)

    def _spread(self, news: News) -> None:
        for user_id, outbox in self._outboxes:
            if news.only is not None and user_id not in news.only:
                continue
            if news.guild_id is not None and not self._is_member(user_id, news):
                continue
            if news.channel is not None and not self._world.sees(user_id, news.channel):
                # A channel that was closed to someone is gone for them.
                if news.type == "CHANNEL_UPDATE":
                    outbox.put_nowait(_frame("CHANNEL_DELETE", news.render(user_id)))
                continue
            outbox.put_nowait(_frame(news.type, news.render(user_id)))

    def _is_member(self, user_id: int, news: News) -> bool:
        guild = self._world.guilds.get(news.guild_id or 0)
        return guild is not None and user_id in guild.members

    def _to_all(self, type_: str, body: Json) -> None:
        for _, outbox in self._outboxes:
            outbox.put_nowait(_frame(type_, body))


def _frame(type_: str, body: Any) -> bytes:
    return orjson.dumps({"t": type_, "d": body})


async def _write(socket: web.WebSocketResponse, outbox: "asyncio.Queue[bytes]") -> None:
    try:
        while True:
            await socket.send_str((await outbox.get()).decode())
    except (ConnectionError, RuntimeError):
        return  # the person is gone; reading ends with it
