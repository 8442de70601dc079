"""Who leaves while a decision runs: a cast vote stands, an uncast seat leaves the electorate."""

import discord
from discord.ext import commands

from bot.client import SektorClient


class Leaving(commands.Cog):
    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @commands.Cog.listener()
    async def on_raw_member_remove(self, event: discord.RawMemberRemoveEvent) -> None:
        await self._client.services.seats.left(event.guild_id, event.user.id, now=self._client.clock.now())
