"""What happens on Discord's own event list without us: people who are interested, and people who take events
off it or put their own there."""

from functools import partial
from typing import Any, Final

import discord
from discord.ext import commands

from bot.client import SektorClient
from bot.overhearing import overhear
from cogs.mirror.event_list import PENDING
from cogs.mirror.keeping import EventListKeeper

_INTERESTED: Final = {"GUILD_SCHEDULED_EVENT_USER_ADD": True, "GUILD_SCHEDULED_EVENT_USER_REMOVE": False}


class Mirror(commands.Cog):
    def __init__(self, client: SektorClient) -> None:
        self._client = client
        self._service = client.services.mirror
        client.loops.append(EventListKeeper(client))
        _hear_of_people(client)

    @commands.Cog.listener()
    async def on_event_list_interest(self, discord_id: int, person: int, on: bool) -> None:
        if self._client.user is None or person != self._client.user.id:
            await self._service.interested(discord_id, person, on, now=self._client.clock.now())

    @commands.Cog.listener()
    async def on_scheduled_event_create(self, event: discord.ScheduledEvent) -> None:
        if not self._is_ours(event):
            await self._service.look_again(event.guild_id)

    @commands.Cog.listener()
    async def on_scheduled_event_update(
        self, before: discord.ScheduledEvent, after: discord.ScheduledEvent
    ) -> None:
        if after.status.value not in PENDING:
            await self._over(after)

    @commands.Cog.listener()
    async def on_scheduled_event_delete(self, event: discord.ScheduledEvent) -> None:
        await self._over(event)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """The bot is (back) on this server: what happened meanwhile nobody told us."""
        await self._service.look_again(guild.id, count=True)
        await self._try_again(guild)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self.on_guild_available(guild)

    @commands.Cog.listener()
    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        if before.permissions != after.permissions and after in after.guild.me.roles:
            await self._try_again(after.guild)

    @commands.Cog.listener()
    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        if after.id == after.guild.me.id and before.roles != after.roles:
            await self._try_again(after.guild)

    async def _try_again(self, guild: discord.Guild) -> None:
        if guild.me.guild_permissions.create_events:
            await self._service.unpark(guild.id)

    async def _over(self, event: discord.ScheduledEvent) -> None:
        """It was ended or taken off the list, by Discord, by somebody, or by us."""
        if self._is_ours(event):
            await self._service.gone(event.id, now=self._client.clock.now())
        else:
            await self._service.look_again(event.guild_id)

    def _is_ours(self, event: discord.ScheduledEvent) -> bool:
        return self._client.user is not None and event.creator_id == self._client.user.id


def _hear_of_people(client: SektorClient) -> None:
    def tell(data: Any, on: bool) -> None:
        client.dispatch(
            "event_list_interest", int(data["guild_scheduled_event_id"]), int(data["user_id"]), on
        )

    for name, on in _INTERESTED.items():
        overhear(client, name, partial(tell, on=on))
