"""A real discord.py bot on a real sandbox."""

from collections.abc import AsyncIterator, Iterator

import discord
import pytest
from checked import checked_sandbox
from tiny_bot import TinyBot, running

from sandbox import Sandbox
from sandbox.people import People


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with checked_sandbox() as running:
        yield running


@pytest.fixture
async def people(sandbox: Sandbox) -> AsyncIterator[People]:
    async with People(sandbox.url) as everyone:
        yield everyone


@pytest.fixture(autouse=True)
def discord_addresses() -> Iterator[None]:
    """Put back where discord.py finds Discord."""
    before = (
        discord.http.Route.BASE,
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY,
        discord.asset.Asset.BASE,
    )
    yield
    (
        discord.http.Route.BASE,
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY,
        discord.asset.Asset.BASE,
    ) = before


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[TinyBot]:
    async with running(sandbox) as tiny:
        yield tiny
