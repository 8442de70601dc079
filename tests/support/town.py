"""The whole thing in one place: a sandbox, the real bot on it, and its people."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import discord

from bot.app import App
from bot.config import Config
from domain.communities import Role
from sandbox import Sandbox
from sandbox.people import Message, People, Person

MONDAY = datetime(2026, 3, 9, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
"""When the story of most tests begins."""


@dataclass
class Town:
    sandbox: Sandbox
    people: People
    app: App
    channels: dict[str, int] = field(default_factory=dict)

    @property
    def guild(self) -> int:
        return self.people.guild_id(None)

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    async def set_up(self) -> None:
        """/setup, with Noor as editor and Sanne as head of the events."""
        robin = self["Robin"]
        offered = await robin.slash("setup")
        await robin.press(offered, custom_id="setup:create")
        assert offered.message is not None
        await robin.wait_for_message(offered.message.channel_id, _is_done)
        roles = await self.app.database.read(lambda unit: unit.communities.roles(self.guild))
        await self["Noor"].has_roles(roles[Role.EDITORS])
        self.channels = await self.app.database.read(lambda unit: unit.communities.channels(self.guild))


def settings(sandbox: Sandbox, url: str, **more: Any) -> Config:
    return Config(
        discord={
            "token": sandbox.token,
            "api_url": sandbox.api_url,
            "gateway_url": sandbox.gateway_url,
            "cdn_url": sandbox.cdn_url,
        },
        database={"url": url},
        web={"port": 0},
        **more,
    )


def sqlite_url(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'sektor.db'}"


@asynccontextmanager
async def running_app(sandbox: Sandbox, config: Config, people: People) -> AsyncIterator[App]:
    """The real bot, signed in to the sandbox; everything it set in discord.py is put back afterwards."""
    before = (
        discord.http.Route.BASE,
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY,
        discord.asset.Asset.BASE,
    )
    try:
        async with App.of(config, sandbox.clock) as app:
            running = asyncio.create_task(app.run())
            try:
                await _connected(running, people)
                yield app
            finally:
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)
    finally:
        (
            discord.http.Route.BASE,
            discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY,
            discord.asset.Asset.BASE,
        ) = before


async def _connected(running: "asyncio.Task[None]", people: People) -> None:
    there = asyncio.create_task(people.bot_connected(30))
    done, _ = await asyncio.wait({running, there}, return_when=asyncio.FIRST_COMPLETED)
    if running in done:
        there.cancel()
        running.result()
    await there


def _is_done(message: Message) -> bool:
    """/setup shows its overview again, with nothing left to create."""
    return any(button.custom_id == "setup:create" and button.disabled for button in message.buttons)


def labels(message: Message) -> list[str]:
    return [button.label for button in message.buttons]
