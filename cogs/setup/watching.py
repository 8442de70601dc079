"""Notices changes on a server that may open a channel which was closed to us, and tries again what waits.

Only a change of what the bot may do counts: moving channels about sends an update for each of them.
"""

import discord
from discord.abc import GuildChannel
from discord.ext import commands

from bot.client import SektorClient


class Watching(commands.Cog):
    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @commands.Cog.listener()
    async def on_guild_channel_update(self, before: GuildChannel, after: GuildChannel) -> None:
        me = after.guild.me
        if before.overwrites != after.overwrites and before.permissions_for(me) != after.permissions_for(me):
            await self._try_again(after.guild)

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

    async def _try_again(self, guild: discord.Guild) -> None:
        await self._client.services.setup.unpark(guild.id)
