"""Who leaves while a decision runs: a cast vote stands, an uncast seat leaves the electorate."""

from typing import Any

import discord
from discord.ext import commands

from bot.client import SektorClient
from bot.overhearing import overhear


class Leaving(commands.Cog):
    def __init__(self, client: SektorClient) -> None:
        self._client = client
        overhear(client, "GUILD_MEMBER_UPDATE", self._changed)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """The bot is (back) on this server: who left meanwhile, or lost a role, nobody told us."""
        seats, now = self._client.services.seats, self._client.clock.now()
        seated = await seats.seated(guild.id)
        if not seated:
            return
        there = frozenset(role.id for role in guild.roles)
        roles = {
            member.id: frozenset(role.id for role in member.roles)
            async for member in guild.fetch_members(limit=None)
        }
        for person in sorted(seated):
            if person in roles:
                await seats.has_roles(guild.id, person, roles[person], there, now=now)
            else:
                await seats.left(guild.id, person, now=now)

    @commands.Cog.listener()
    async def on_raw_member_remove(self, event: discord.RawMemberRemoveEvent) -> None:
        await self._client.services.seats.left(event.guild_id, event.user.id, now=self._client.clock.now())

    def _changed(self, data: Any) -> None:
        roles = frozenset(int(role) for role in data["roles"])
        self._client.dispatch("roles_of_member", int(data["guild_id"]), int(data["user"]["id"]), roles)

    @commands.Cog.listener()
    async def on_roles_of_member(self, guild_id: int, person: int, roles: frozenset[int]) -> None:
        """Who has other roles now may have lost the one by which they vote."""
        guild = self._client.get_guild(guild_id)
        if guild is not None:
            there = frozenset(role.id for role in guild.roles)
            now = self._client.clock.now()
            await self._client.services.seats.has_roles(guild_id, person, roles, there, now=now)
