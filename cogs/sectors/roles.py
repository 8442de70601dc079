"""Giving and taking the Discord role that sector heads and their deputies hold."""

from enum import StrEnum
from typing import Final

import discord
from discord.ext import commands

from bot.client import SektorClient
from bot.i18n import Say
from bot.server import takes_over
from domain.timers import Timer
from services.roles import person_of

_UNKNOWN_MEMBER: Final = 10007


class Settled(StrEnum):
    """How it ended."""

    GIVEN = "given"
    TAKEN = "taken"
    NOTHING = "nothing"
    """The person has, or has not, the role already."""
    NO_ROLE = "no_role"
    """No Discord role is linked, or it was deleted."""
    UNFIT = "unfit"
    REFUSED = "refused"
    LEFT = "left"
    """The person is not on the server."""


async def settle(client: SektorClient, community_id: int, person: int, reason: str) -> Settled:
    """Have `person` hold the role exactly if they carry a sector. What Discord refuses is tried again."""
    roles = client.services.roles
    guild = client.get_guild(community_id)
    due = await roles.due(community_id, person)
    role = guild.get_role(due.role_id) if guild is not None and due.role_id is not None else None
    if guild is None or role is None:
        return Settled.NO_ROLE
    if due.holds and (role.managed or takes_over(role)):
        await roles.refused(community_id, person, now=client.clock.now())
        return Settled.UNFIT
    member = await _member(guild, person)
    if member is None:
        await _left(client, guild, person)
        return Settled.LEFT
    try:
        outcome = await _bring(member, role, due.holds, reason)
    except discord.Forbidden:
        await roles.refused(community_id, person, now=client.clock.now())
        return Settled.REFUSED
    await roles.settled(community_id, person)
    return outcome


async def _member(guild: discord.Guild, person: int) -> discord.Member | None:
    """None if Discord says that this person is not on the server."""
    try:
        return await guild.fetch_member(person)
    except discord.NotFound as missing:
        if missing.code != _UNKNOWN_MEMBER:
            raise
        return None


async def _left(client: SektorClient, guild: discord.Guild, person: int) -> None:
    user = await client.fetch_user(person)
    await client.services.sectors.left(guild.id, person, user.display_name, now=client.clock.now())


async def _bring(member: discord.Member, role: discord.Role, holds: bool, reason: str) -> Settled:
    if (role in member.roles) == holds:
        return Settled.NOTHING
    if holds:
        await member.add_roles(role, reason=reason)
        return Settled.GIVEN
    await member.remove_roles(role, reason=reason)
    return Settled.TAKEN


class RoleKeeping(commands.Cog):
    """Settles what is still open, and tries again when the roles on the server change."""

    def __init__(self, client: SektorClient) -> None:
        self._client = client

    async def due(self, timer: Timer) -> None:
        community_id, person = person_of(timer.subject)
        await settle(self._client, community_id, person, "De Sektor")

    @commands.Cog.listener()
    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        if before.position != after.position or before.permissions != after.permissions:
            await self._client.services.roles.retry(after.guild.id, now=self._client.clock.now())

    @commands.Cog.listener()
    async def on_raw_member_remove(self, event: discord.RawMemberRemoveEvent) -> None:
        await self._client.services.sectors.left(
            event.guild_id, event.user.id, event.user.display_name, now=self._client.clock.now()
        )

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Who left while the bot was away carries nothing any more."""
        for person in sorted(await self._client.services.sectors.people(guild.id)):
            if await _member(guild, person) is None:
                await _left(self._client, guild, person)


def role_words(settled: Settled, mention: str, say: Say) -> str:
    """What to add to the answer; empty when there is nothing worth saying."""
    match settled:
        case Settled.GIVEN:
            return say("{person} has the Discord role now.", person=mention)
        case Settled.TAKEN:
            return say("The Discord role was taken from {person}.", person=mention)
        case Settled.NO_ROLE:
            return say(
                "There is no Discord role for sector heads yet. /setup makes it, and then they get it."
            )
        case Settled.UNFIT:
            return say(
                "⚠️ {person} does not get the Discord role: it can manage the whole server or belongs to "
                "another bot. Choose another role with /setup.",
                person=mention,
            )
        case Settled.REFUSED:
            return say(
                "⚠️ Discord did not let the bot change the role of {person}. The change in the sector stands "
                "all the same. Drag the bot's role above the heads' role under Server settings › Roles and "
                "let it manage roles; then the bot tries again by itself.",
                person=mention,
            )
        case Settled.NOTHING | Settled.LEFT:
            return ""
