"""Joining, leaving, and what can be changed about a member."""

from datetime import UTC, datetime

from sandbox import permissions, render, roles
from sandbox.gateway.connection import news_for_joining
from sandbox.model import Guild, Json, Member, User
from sandbox.permissions import top_position
from sandbox.refusals import missing_permissions, unknown
from sandbox.world import World


def join(world: World, guild: Guild, user: User) -> Member:
    """Make `user` a member; someone who is one already stays as they are."""
    if user.id in guild.members:
        return guild.members[user.id]
    member = Member(guild.id, user, datetime.now(UTC))
    guild.members[user.id] = member
    if user is world.bot:
        world.tell(news_for_joining(world, guild.id))
        return member
    body = render.member(member) | {"guild_id": str(guild.id)}
    world.tell_guild("GUILD_MEMBER_ADD", guild.id, lambda viewer: body)
    return member


def leave(world: World, guild: Guild, user_id: int) -> None:
    member = guild.members.pop(user_id, None)
    if member is None:
        return
    for event in guild.events.values():
        event.interested.pop(user_id, None)
    if user_id == world.bot.id:
        gone = {"id": str(guild.id)}
        world.tell_guild("GUILD_DELETE", guild.id, lambda viewer: gone)
        return
    body = {"guild_id": str(guild.id), "user": render.user(member.user)}
    world.tell_guild("GUILD_MEMBER_REMOVE", guild.id, lambda viewer: body)


def may_act_on(guild: Guild, by: int, other: int) -> None:
    """One can moderate only who stands lower."""
    if guild.owner_id == other or top_position(guild, guild.members[by]) <= top_position(
        guild, guild.members[other]
    ):
        raise missing_permissions()


def edit(world: World, guild: Guild, member: Member, payload: Json, by: int) -> None:
    user_id = member.user.id
    if "nick" in payload:
        own = user_id == by
        world.require_in_guild(
            by, guild, permissions.CHANGE_NICKNAME if own else permissions.MANAGE_NICKNAMES
        )
        if not own:
            may_act_on(guild, by, user_id)
    if "communication_disabled_until" in payload:
        world.require_in_guild(by, guild, permissions.MODERATE_MEMBERS)
        may_act_on(guild, by, user_id)
    if payload.get("roles") is not None:
        roles.set_all(world, guild, member, [int(each) for each in payload["roles"]], by)
    if "nick" in payload:
        member.nick = str(payload["nick"]) if payload["nick"] else None
    if "communication_disabled_until" in payload:
        until = payload["communication_disabled_until"]
        member.timeout_until = None if until is None else datetime.fromisoformat(str(until))
    roles.member_changed(world, member)


def kick(world: World, guild: Guild, user_id: int, by: int) -> None:
    world.require_in_guild(by, guild, permissions.KICK_MEMBERS)
    world.member(guild, user_id)
    may_act_on(guild, by, user_id)
    leave(world, guild, user_id)


def ban(world: World, guild: Guild, user_id: int, by: int, reason: str | None) -> None:
    world.require_in_guild(by, guild, permissions.BAN_MEMBERS)
    user = world.user(user_id)
    if user_id in guild.members:
        may_act_on(guild, by, user_id)
        leave(world, guild, user_id)
    guild.bans[user_id] = reason
    body = {"guild_id": str(guild.id), "user": render.user(user)}
    world.tell_guild("GUILD_BAN_ADD", guild.id, lambda viewer: body)


def unban(world: World, guild: Guild, user_id: int, by: int) -> None:
    world.require_in_guild(by, guild, permissions.BAN_MEMBERS)
    if user_id not in guild.bans:
        raise unknown("Ban")
    del guild.bans[user_id]
    body = {"guild_id": str(guild.id), "user": render.user(world.user(user_id))}
    world.tell_guild("GUILD_BAN_REMOVE", guild.id, lambda viewer: body)
