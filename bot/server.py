"""A Discord server as the domain wants to know it. Asked of Discord each time: what a cache missed cannot
make us create something twice."""

import asyncio
from collections.abc import Collection, Sequence
from typing import Final

import discord

from domain.obstacles import EVENT_LIST_PERMISSIONS, SERVER_PERMISSIONS
from domain.setup import Kind, Server, Thing

_TAKES_OVER: Final = discord.Permissions(administrator=True, manage_guild=True, manage_roles=True)


def takes_over(role: discord.Role) -> bool:
    """Whether holding this role is enough to take the server over: nothing for a bot to hand out."""
    return bool(role.permissions.value & _TAKES_OVER.value)


async def look_at(guild: discord.Guild, me: discord.Member, watched: Collection[int]) -> Server:
    """`watched`: the ids of roles of which to know what they see. Raises `discord.HTTPException`."""
    channels, roles = await asyncio.gather(guild.fetch_channels(), guild.fetch_roles())
    return Server(
        guild.id,
        (
            *_roles(guild, me, roles),
            *_channels(me, channels, [r for r in roles if r.id in watched or r.is_default()]),
        ),
        granted(me.guild_permissions),
    )


def granted(permissions: discord.Permissions) -> frozenset[str]:
    """The ones we care about, by Discord's names."""
    known = (*SERVER_PERMISSIONS, *EVENT_LIST_PERMISSIONS)
    return frozenset(name for name in known if getattr(permissions, name))


def _roles(guild: discord.Guild, me: discord.Member, roles: Sequence[discord.Role]) -> list[Thing]:
    mine = {role.id for role in me.roles}
    highest = max(role for role in roles if role.id in mine)
    return [
        Thing(
            kind=Kind.ROLE,
            id=role.id,
            name=role.name,
            too_high=not role < highest,
            managed=role.managed,
            powerful=takes_over(role),
        )
        for role in roles
        if not role.is_default()
    ]


def _channels(
    me: discord.Member, channels: Sequence[discord.abc.GuildChannel], watched: Sequence[discord.Role]
) -> list[Thing]:
    things = []
    for channel in channels:
        if isinstance(channel, discord.CategoryChannel):
            things.append(Thing(kind=Kind.CATEGORY, id=channel.id, name=channel.name))
        elif isinstance(channel, discord.TextChannel | discord.ForumChannel):
            things.append(
                Thing(
                    kind=Kind.CHANNEL,
                    id=channel.id,
                    name=channel.name,
                    forum=isinstance(channel, discord.ForumChannel),
                    granted=granted(channel.permissions_for(me)),
                    seen_by=frozenset(
                        role.id for role in watched if channel.permissions_for(role).view_channel
                    ),
                )
            )
    return things
