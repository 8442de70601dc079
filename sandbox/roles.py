"""Roles and who has them: https://discord.com/developers/docs/topics/permissions#role-object"""

from sandbox import permissions, render
from sandbox.model import Guild, Json, Member, Role
from sandbox.permissions import top_position
from sandbox.refusals import invalid_form, missing_permissions, unknown
from sandbox.world import World


def get(guild: Guild, role_id: int) -> Role:
    role = guild.roles.get(role_id)
    if role is None:
        raise unknown("Role")
    return role


def may_manage(world: World, guild: Guild, by: int, role: Role) -> None:
    """Takes MANAGE_ROLES and a role of one's own above this one."""
    world.require_in_guild(by, guild, permissions.MANAGE_ROLES)
    if role.position >= top_position(guild, guild.members[by]):
        raise missing_permissions()


def create(world: World, guild: Guild, payload: Json, by: int) -> Role:
    granted = world.require_in_guild(by, guild, permissions.MANAGE_ROLES)
    for other in guild.roles.values():
        if other.id != guild.id:
            other.position += 1
    role = Role(world.snowflakes.take(), guild.id, "new role", guild.everyone.permissions, 1)
    _apply(role, payload, granted)
    guild.roles[role.id] = role
    _tell(world, "GUILD_ROLE_CREATE", role)
    for other in guild.roles.values():
        if other.id not in (guild.id, role.id):
            _tell(world, "GUILD_ROLE_UPDATE", other)
    return role


def edit(world: World, guild: Guild, role: Role, payload: Json, by: int) -> Role:
    may_manage(world, guild, by, role)
    _apply(role, payload, world.require_in_guild(by, guild))
    _tell(world, "GUILD_ROLE_UPDATE", role)
    return role


def _apply(role: Role, payload: Json, granted: int) -> None:
    """Nobody gives away permissions that they do not hold."""
    if payload.get("permissions") is not None:
        wanted = int(payload["permissions"])
        if (wanted & ~role.permissions) & ~granted:
            raise missing_permissions()
        role.permissions = wanted
    if payload.get("name") is not None:
        role.name = str(payload["name"])
    colours = payload.get("colors") or {}
    if colours.get("primary_color") is not None:
        role.colour = int(colours["primary_color"])
    elif payload.get("color") is not None:
        role.colour = int(payload["color"])
    role.hoist = bool(payload.get("hoist", role.hoist))
    role.mentionable = bool(payload.get("mentionable", role.mentionable))


def delete(world: World, guild: Guild, role: Role, by: int) -> None:
    may_manage(world, guild, by, role)
    if role.managed or role.id == guild.id:
        raise invalid_form("role_id", "ROLE_MANAGED", "This role cannot be deleted.")
    for member in guild.members.values():
        if role.id in member.roles:
            member.roles.remove(role.id)
    for channel in guild.channels.values():
        channel.overwrites.pop(role.id, None)
    del guild.roles[role.id]
    body = {"guild_id": str(guild.id), "role_id": str(role.id)}
    world.tell_guild("GUILD_ROLE_DELETE", guild.id, lambda viewer: body)


def move(world: World, guild: Guild, positions: list[Json], by: int) -> None:
    """Only roles below one's own, and to below it."""
    world.require_in_guild(by, guild, permissions.MANAGE_ROLES)
    top = top_position(guild, guild.members[by])
    wanted = {int(each["id"]): each.get("position") for each in positions}
    for role_id, position in wanted.items():
        role = get(guild, role_id)
        stays = position is None or int(position) == role.position
        if not stays and (role.position >= top or int(position or 0) >= top):
            raise missing_permissions()
    for role_id, position in wanted.items():
        if position is not None and role_id != guild.id:
            guild.roles[role_id].position = int(position)
    for role_id in wanted:
        _tell(world, "GUILD_ROLE_UPDATE", guild.roles[role_id])


def give(world: World, guild: Guild, member: Member, role: Role, by: int) -> None:
    _may_assign(world, guild, role, by)
    if role.id not in member.roles:
        member.roles.append(role.id)
        member_changed(world, member)


def take(world: World, guild: Guild, member: Member, role: Role, by: int) -> None:
    _may_assign(world, guild, role, by)
    if role.id in member.roles:
        member.roles.remove(role.id)
        member_changed(world, member)


def _may_assign(world: World, guild: Guild, role: Role, by: int) -> None:
    may_manage(world, guild, by, role)
    if role.managed or role.id == guild.id:
        raise missing_permissions()


def set_all(world: World, guild: Guild, member: Member, role_ids: list[int], by: int) -> None:
    """Replace the member's roles; those that change must be manageable."""
    wanted = [get(guild, role_id).id for role_id in dict.fromkeys(role_ids)]
    for role_id in set(wanted) ^ set(member.roles):
        _may_assign(world, guild, guild.roles[role_id], by)
    member.roles = wanted


def member_changed(world: World, member: Member) -> None:
    body = render.member(member) | {"guild_id": str(member.guild_id)}
    world.tell_guild("GUILD_MEMBER_UPDATE", member.guild_id, lambda viewer: body, subject=member.user.id)


def _tell(world: World, type_: str, role: Role) -> None:
    body = {"guild_id": str(role.guild_id), "role": render.role(role)}
    world.tell_guild(type_, role.guild_id, lambda viewer: body)
