"""A real discord.py client on a running sandbox, and a person who acts in it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import aiohttp
import discord
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from sandbox.server import Sandbox
from sandbox.spec import Spec


class Person:
    """Acts through the user's side, as the page does."""

    def __init__(self, sandbox: Sandbox, name: str, session: aiohttp.ClientSession) -> None:
        self._base = f"{sandbox.url}/sandbox/api"
        self._session = session
        self.id = next(person.id for person in sandbox.world.people if person.display_name == name)

    async def ask(self, method: str, path: str, body: Any = None) -> Any:
        query = {"as": str(self.id), "settle": "1"}
        async with self._session.request(method, self._base + path, params=query, json=body) as answer:
            assert answer.status < 300, await answer.text()
            return await answer.json() if answer.status != 204 else None

    async def interact(self, kind: str, **more: Any) -> Any:
        return await self.ask("POST", "/interactions", {"kind": kind, **more})


class Client(discord.Client):
    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.all(), chunk_guilds_at_startup=True)
        self.tree = app_commands.CommandTree(self)


@dataclass(slots=True)
class Stage:
    """A sandbox with the bot connected, and somebody beside it."""

    sandbox: Sandbox
    client: Client
    person: Person
    expected: set[str] = field(default_factory=set)
    """What the traffic is meant to get wrong."""

    @property
    def guild(self) -> discord.Guild:
        found = self.client.get_guild(self.sandbox.guild.id)
        assert found is not None
        return found

    @property
    def channel(self) -> discord.TextChannel:
        return self.guild.text_channels[0]

    def problems(self, spec: Spec) -> list[str]:
        """What the traffic so far got wrong, each thing once."""
        found = (problem for exchange in self.sandbox.exchanges for problem in spec.problems(exchange))
        return sorted(set(found))


class Addresses:
    """Points discord.py at the sandbox for as long as it is entered."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._wanted = (sandbox.api_url, URL(sandbox.gateway_url), sandbox.cdn_url)
        self._before = (Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.Asset.BASE)

    def __enter__(self) -> Self:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.Asset.BASE = self._wanted
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.Asset.BASE = self._before


@contextlib.asynccontextmanager
async def stage() -> AsyncIterator[Stage]:
    async with Sandbox() as sandbox, aiohttp.ClientSession() as session:
        with Addresses(sandbox):
            async with Client() as client:
                await client.login(sandbox.token)
                running = asyncio.create_task(client.connect())
                await client.wait_until_ready()
                yield Stage(sandbox, client, Person(sandbox, "Mila", session))
            await running
