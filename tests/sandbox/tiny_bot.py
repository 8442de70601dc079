"""A small discord.py bot for tests, run on the sandbox unmodified."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import discord
import yarl
from discord.ext import commands

from sandbox import Sandbox


class TinyBot(commands.AutoShardedBot):
    """Collects the events it hears, and lets a test wait for them."""

    def __init__(self, **options: Any) -> None:
        intents = options.pop("intents", discord.Intents.all())
        # The sandbox sends all guilds at once: no need to wait long for a last one.
        options.setdefault("guild_ready_timeout", 0.05)
        super().__init__(command_prefix="!", intents=intents, **options)
        self.heard: list[tuple[str, tuple[Any, ...]]] = []
        self._waiting: list[tuple[str, Callable[..., bool], asyncio.Future[Any]]] = []

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        super().dispatch(event_name, *args, **kwargs)
        self.heard.append((event_name, args))
        for name, check, future in tuple(self._waiting):
            if name == event_name and not future.done() and check(*args):
                future.set_result(args)

    async def hears(self, event: str, check: Callable[..., bool] = lambda *args: True) -> Any:
        """The arguments of this event, heard already or to come."""
        for name, args in self.heard:
            if name == event and check(*args):
                return args
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        entry = (event, check, future)
        self._waiting.append(entry)
        try:
            return await asyncio.wait_for(future, 10)
        finally:
            self._waiting.remove(entry)

    def names(self) -> list[str]:
        return [name for name, _ in self.heard]


Setup = Callable[[TinyBot], Awaitable[None] | None]


def point_at(sandbox: Sandbox) -> None:
    discord.http.Route.BASE = sandbox.api_url
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sandbox.gateway_url)
    discord.asset.Asset.BASE = sandbox.cdn_url


@asynccontextmanager
async def running(sandbox: Sandbox, setup: Setup | None = None, **options: Any) -> AsyncIterator[TinyBot]:
    """A bot that is ready, with the commands that `setup` adds to its tree synced."""
    point_at(sandbox)
    bot = TinyBot(**options)
    if setup is not None:
        outcome = setup(bot)
        if outcome is not None:
            await outcome
    await bot.login(sandbox.token)
    if bot.tree.get_commands():
        await bot.tree.sync()
    task = asyncio.create_task(bot.connect())
    ready = asyncio.create_task(bot.hears("ready"))
    try:
        await asyncio.wait([task, ready], return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            await task
        await ready
        yield bot
    finally:
        ready.cancel()
        await bot.close()
        await asyncio.wait([task])
