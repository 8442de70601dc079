"""Asking Discord something without being signed in to the gateway; nothing is changed by it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import discord

from bot.client import INTENTS, point_at
from bot.config import Config


class CannotAsk(Exception):  # noqa: N818 - reads as what it is
    """Discord gives no answer; the text says in one line why and what to do."""


@asynccontextmanager
async def asking(config: Config) -> AsyncIterator[discord.Client]:
    """A client that is logged in for questions only. Raises `CannotAsk`."""
    token = config.discord.token.get_secret_value()
    if not token:
        raise CannotAsk("There is no token. Copy it from the application's Bot page and set DISCORD_TOKEN.")
    point_at(config)
    async with discord.Client(intents=INTENTS, member_cache_flags=discord.MemberCacheFlags.none()) as client:
        try:
            await client.login(token)
            yield client
        except discord.LoginFailure as problem:
            raise CannotAsk(
                "Discord does not accept the token. Make a new one on the application's Bot page (Reset "
                "Token) and set DISCORD_TOKEN."
            ) from problem
        except discord.HTTPException as problem:
            raise CannotAsk(
                f"Discord answered {problem.status} at {config.discord.api_url}. Try again in a while."
            ) from problem
        except (aiohttp.ClientError, OSError) as problem:
            raise CannotAsk(
                f"Discord cannot be reached at {config.discord.api_url} ({problem}). Check the network, and "
                "[discord] api_url in the configuration."
            ) from problem
