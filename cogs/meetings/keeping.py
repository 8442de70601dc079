"""What happens on the server and concerns meetings: somebody leaves, a channel is deleted."""

import discord
from discord.ext import commands

from bot.client import SektorClient


class MeetingKeeping(commands.Cog):
    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @commands.Cog.listener()
    async def on_raw_member_remove(self, event: discord.RawMemberRemoveEvent) -> None:
        await self._client.services.meeting_polls.left(
            event.guild_id, event.user.id, now=self._client.clock.now()
        )

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Cards of what was to be in it say so."""
        await self._client.services.meetings.channel_gone(
            channel.guild.id, channel.id, now=self._client.clock.now()
        )
