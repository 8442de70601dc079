"""Notices changes on a server that may open a channel which was closed to us, and tries again what waits.

Moving channels about sends an update for each of them; only where something waits, and the bot may write now,
is anything done.
"""

import discord
from discord.abc import GuildChannel
from discord.ext import commands

from bot.client import SektorClient
from bot.server import granted
from domain.obstacles import CHANNEL_PERMISSIONS, lacking


class Watching(commands.Cog):
    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @commands.Cog.listener()
    async def on_guild_channel_update(self, _: GuildChannel, after: GuildChannel) -> None:
        await self._try_again(after.guild, after.id)

    @commands.Cog.listener()
    async def on_guild_channel_create(self, channel: GuildChannel) -> None:
        """So a channel may be announced that we did not see until now."""
        await self._try_again(channel.guild, channel.id)

    @commands.Cog.listener()
    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        if before.permissions != after.permissions and after in after.guild.me.roles:
            await self._try_again(after.guild)

    @commands.Cog.listener()
    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        if after.id == after.guild.me.id and before.roles != after.roles:
            await self._try_again(after.guild)

    @commands.Cog.listener()
    async def on_guild_update(self, before: discord.Guild, after: discord.Guild) -> None:
        if before.name != after.name:
            await self._client.services.setup.renamed(after.id, after.name)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """The bot is back: what was opened meanwhile is tried, too."""
        await self._try_again(guild)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """It was thrown out and invited again."""
        await self._try_again(guild)

    async def _try_again(self, guild: discord.Guild, channel_id: int | None = None) -> None:
        """`channel_id`: the only one that has changed."""
        setup = self._client.services.setup
        waiting = await setup.waiting(guild.id)
        changed = (place for place in waiting if channel_id is None or place == channel_id)
        if any(_may_write(guild, place) for place in changed):
            await setup.unpark(guild.id)


def _may_write(guild: discord.Guild, channel_id: int) -> bool:
    channel = guild.get_channel(channel_id)
    return channel is not None and not lacking(
        CHANNEL_PERMISSIONS, granted(channel.permissions_for(guild.me))
    )
