"""Who leaves the server is found no more, and who comes back is."""

import discord
from discord.ext import commands

from bot.client import SektorClient


class DirectoryKeeping(commands.Cog):
    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @commands.Cog.listener()
    async def on_raw_member_remove(self, event: discord.RawMemberRemoveEvent) -> None:
        await self._client.services.directory_people.left(
            event.guild_id, event.user.id, now=self._client.clock.now()
        )

    @commands.Cog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        await self._client.services.directory_people.back(
            member.guild.id, member.id, now=self._client.clock.now()
        )

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Who left or came back while the bot was away."""
        people = self._client.services.directory_people
        if await people.people(guild.id):
            there = {member.id async for member in guild.fetch_members(limit=None)}
            await people.present(guild.id, there, now=self._client.clock.now())
