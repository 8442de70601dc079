"""What happens on the server and concerns meetings: somebody leaves, a channel is deleted or renamed. What
happened while the bot was away is made up for when it is back."""

import discord
from discord.ext import commands

from bot.client import SektorClient


class MeetingKeeping(commands.Cog):
    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @commands.Cog.listener()
    async def on_raw_member_remove(self, event: discord.RawMemberRemoveEvent) -> None:
        await self._left(event.guild_id, event.user.id)

    @commands.Cog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        await self._client.services.meeting_people.back(member.guild.id, member.id)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        await self._rooms(channel.guild)

    @commands.Cog.listener()
    async def on_guild_channel_update(
        self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        if before.name != after.name:
            await self._rooms(after.guild)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        await self._rooms(guild)
        people, clock = self._client.services.meeting_people, self._client.clock
        for person in sorted(await people.counted_on(guild.id, now=clock.now())):
            try:
                await guild.fetch_member(person)
            except discord.NotFound:
                await self._left(guild.id, person)

    async def _left(self, guild_id: int, person: int) -> None:
        await self._client.services.meeting_people.left(guild_id, person, now=self._client.clock.now())

    async def _rooms(self, guild: discord.Guild) -> None:
        """Which voice and stage channels there are now."""
        rooms = {one.id: one.name for one in (*guild.voice_channels, *guild.stage_channels)}
        await self._client.services.meeting_rooms.are(guild.id, rooms, now=self._client.clock.now())
