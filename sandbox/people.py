"""The people of a running sandbox: `async with People(sandbox.url) as people: mila = people["Mila"]`."""

import asyncio
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

import aiohttp
import yarl

from sandbox.model import Json
from sandbox.person import Person, View
from sandbox.reading import Button, Message, Modal, Result, buttons_of, images_of, selects_of, text_of
from sandbox.transport import ActionRefused, File, Transport

__all__ = [
    "ActionRefused",
    "Button",
    "File",
    "Message",
    "Modal",
    "People",
    "Person",
    "Result",
    "View",
    "buttons_of",
    "images_of",
    "selects_of",
    "text_of",
]


class People:
    """Everyone one can act as, over HTTP and websockets; the sandbox may run in another process."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._session: aiohttp.ClientSession | None = None
        self._transports: list[Transport] = []
        self._everyone: dict[str, Person] = {}
        self._guilds: list[Json] = []
        self.bot_id = 0

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        try:
            world = await self.world()
            self._guilds = world["guilds"]
            self.bot_id = int(world["bot"]["id"])
            for raw in world["people"]:
                transport = Transport(self._session, self._url, int(raw["id"]))
                self._transports.append(transport)
                self._everyone[str(raw["display_name"])] = Person(self, transport, raw)
            await asyncio.gather(*(transport.open() for transport in self._transports))
        except BaseException:
            await self.close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        await asyncio.gather(*(transport.close() for transport in self._transports))
        if self._session is not None:
            await self._session.close()

    def __getitem__(self, name: str) -> Person:
        return self._everyone[name]

    def __iter__(self) -> Any:
        return iter(self._everyone.values())

    def guild_id(self, guild: str | int | None) -> int:
        """The id of a guild by name or id; None is the first."""
        for each in self._guilds:
            if guild is None or str(guild) in (each["id"], each["name"]):
                return int(each["id"])
        raise LookupError(f"No guild {guild!r}, but {[each['name'] for each in self._guilds]}")

    # The world

    async def world(self) -> Json:
        return dict(await self._call("GET", "/world"))

    async def bot_connected(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Wait until the bot is there."""
        transport = self._transports[0]

        def accepted(type_: str, body: Json) -> bool | None:
            return True if type_ == "BOT_STATUS" and body["connected"] else None

        with transport.listening(accepted) as heard:
            if not (await self.world())["bot"]["connected"]:
                await asyncio.wait_for(heard, timeout)

    async def move_clock_to(self, instant: datetime) -> Json:
        """Make it `instant` (aware) for the bot."""
        return dict(await self._call("POST", "/clock", {"to": instant.isoformat()}))

    async def move_clock(self, by: timedelta) -> Json:
        return dict(await self._call("POST", "/clock", {"forward_seconds": by.total_seconds()}))

    async def reset_clock(self) -> Json:
        return dict(await self._call("POST", "/clock", {"reset": True}))

    async def fault(self, **wish: Any) -> None:
        """`fault(status=500, next=1)`, `fault(drop_gateway=True)`; all of them in docs/sandbox.md."""
        await self._call("POST", "/faults", wish)

    async def exchanges(self, since: int = 0) -> list[Json]:
        """The bot's REST requests with a number above `since`, and their answers."""
        return list(await self._call("GET", f"/exchanges?since={since}"))

    async def fetch(self, url: str) -> bytes:
        """A file of the CDN."""
        assert self._session is not None
        async with self._session.get(yarl.URL(url, encoded=True)) as response:
            response.raise_for_status()
            return await response.read()

    async def _call(self, method: str, path: str, body: Json | None = None) -> Any:
        assert self._session is not None
        async with self._session.request(method, f"{self._url}/sandbox/api{path}", json=body) as response:
            if response.status == 204:
                return None
            answer = await response.json()
            if response.status >= 400:
                raise ActionRefused(response.status, answer["error"]["code"], answer["error"]["message"])
            return answer
