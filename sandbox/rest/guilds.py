"""Guilds, their members and their roles."""

from sandbox import guild_view, members, permissions, render, roles
from sandbox.gateway.members import starts_with
from sandbox.limits.guild import check_guild, check_member_edit, check_role, check_role_positions
from sandbox.model import Json
from sandbox.refusals import unknown
from sandbox.rest.call import Call
from sandbox.rest.router import Routes

routes = Routes()


@routes.get("/guilds/{guild_id}")
def get_guild(call: Call) -> Json:
    guild = call.guild()
    body = guild_view.guild(guild)
    if call.asked_flag("with_counts"):
        body |= {"approximate_member_count": len(guild.members), "approximate_presence_count": 1}
    return body


@routes.patch("/guilds/{guild_id}")
def edit_guild(call: Call) -> Json:
    guild = call.guild()
    call.world.require_in_guild(call.me.id, guild, permissions.MANAGE_GUILD)
    payload = call.payload
    check_guild(payload)
    guild.name = str(payload.get("name") or guild.name)
    guild.preferred_locale = str(payload.get("preferred_locale") or guild.preferred_locale)
    if "description" in payload:
        guild.description = payload["description"]
    if "system_channel_id" in payload:
        given = payload["system_channel_id"]
        guild.system_channel_id = None if given is None else int(given)
    call.world.tell_guild("GUILD_UPDATE", guild.id, lambda viewer: guild_view.guild(guild))
    return guild_view.guild(guild)


@routes.get("/guilds/{guild_id}/preview")
def preview(call: Call) -> Json:
    guild = call.guild()
    whole = guild_view.guild(guild)
    kept = ("id", "name", "icon", "description", "home_header", "splash", "discovery_splash", "features")
    return {key: whole[key] for key in (*kept, "emojis", "stickers")} | {
        "approximate_member_count": len(guild.members),
        "approximate_presence_count": 1,
    }


@routes.delete("/users/@me/guilds/{guild_id}")
def leave(call: Call) -> None:
    members.leave(call.world, call.guild(), call.me.id)


# Members


@routes.get("/guilds/{guild_id}/members")
def list_members(call: Call) -> list[Json]:
    guild = call.guild()
    after = call.asked_id("after") or 0
    limit = call.asked_number("limit", 1, 1, 1000)
    ordered = sorted(
        (each for each in guild.members.values() if each.user.id > after), key=lambda m: m.user.id
    )
    return [render.member(each) for each in ordered[:limit]]


@routes.get("/guilds/{guild_id}/members/search")
def search_members(call: Call) -> list[Json]:
    guild = call.guild()
    query = call.query.get("query", "").casefold()
    limit = call.asked_number("limit", 1, 1, 1000)
    return [render.member(each) for each in guild.members.values() if starts_with(each, query)][:limit]


@routes.get("/guilds/{guild_id}/members/{user_id}")
def get_member(call: Call) -> Json:
    return render.member(call.world.member(call.guild(), call.user_id()))


@routes.patch("/guilds/{guild_id}/members/{user_id}")
def edit_member(call: Call) -> Json:
    guild = call.guild()
    check_member_edit(call.payload, me=call.params["user_id"] == "@me")
    member = call.world.member(guild, call.user_id())
    members.edit(call.world, guild, member, call.payload, call.me.id)
    return render.member(member)


@routes.delete("/guilds/{guild_id}/members/{user_id}")
def kick(call: Call) -> None:
    members.kick(call.world, call.guild(), call.id("user_id"), call.me.id)


@routes.get("/guilds/{guild_id}/bans")
def list_bans(call: Call) -> list[Json]:
    guild = call.guild()
    call.world.require_in_guild(call.me.id, guild, permissions.BAN_MEMBERS)
    return [{"reason": why, "user": render.user(call.world.user(who))} for who, why in guild.bans.items()]


@routes.get("/guilds/{guild_id}/bans/{user_id}")
def get_ban(call: Call) -> Json:
    guild = call.guild()
    call.world.require_in_guild(call.me.id, guild, permissions.BAN_MEMBERS)
    who = call.id("user_id")
    if who not in guild.bans:
        raise unknown("Ban")
    return {"reason": guild.bans[who], "user": render.user(call.world.user(who))}


@routes.put("/guilds/{guild_id}/bans/{user_id}")
def ban(call: Call) -> None:
    members.ban(call.world, call.guild(), call.id("user_id"), call.me.id, call.reason)


@routes.delete("/guilds/{guild_id}/bans/{user_id}")
def unban(call: Call) -> None:
    members.unban(call.world, call.guild(), call.id("user_id"), call.me.id)


# Roles


@routes.get("/guilds/{guild_id}/roles")
def list_roles(call: Call) -> list[Json]:
    return [render.role(each) for each in call.guild().roles.values()]


@routes.get("/guilds/{guild_id}/roles/member-counts")
def count_role_members(call: Call) -> dict[str, int]:
    guild = call.guild()
    return {
        str(role_id): sum(role_id in each.roles for each in guild.members.values())
        for role_id in guild.roles
        if role_id != guild.id
    }


@routes.get("/guilds/{guild_id}/roles/{role_id}")
def get_role(call: Call) -> Json:
    return render.role(roles.get(call.guild(), call.id("role_id")))


@routes.post("/guilds/{guild_id}/roles")
def create_role(call: Call) -> Json:
    guild = call.guild()
    check_role(call.payload)
    return render.role(roles.create(call.world, guild, call.payload, call.me.id))


@routes.patch("/guilds/{guild_id}/roles")
def move_roles(call: Call) -> list[Json]:
    guild = call.guild()
    check_role_positions(call.listed)
    roles.move(call.world, guild, call.listed, call.me.id)
    return [render.role(each) for each in guild.roles.values()]


@routes.patch("/guilds/{guild_id}/roles/{role_id}")
def edit_role(call: Call) -> Json:
    guild = call.guild()
    check_role(call.payload)
    role = roles.get(guild, call.id("role_id"))
    return render.role(roles.edit(call.world, guild, role, call.payload, call.me.id))


@routes.delete("/guilds/{guild_id}/roles/{role_id}")
def delete_role(call: Call) -> None:
    guild = call.guild()
    roles.delete(call.world, guild, roles.get(guild, call.id("role_id")), call.me.id)


@routes.put("/guilds/{guild_id}/members/{user_id}/roles/{role_id}")
def give_role(call: Call) -> None:
    guild = call.guild()
    member = call.world.member(guild, call.user_id())
    roles.give(call.world, guild, member, roles.get(guild, call.id("role_id")), call.me.id)


@routes.delete("/guilds/{guild_id}/members/{user_id}/roles/{role_id}")
def take_role(call: Call) -> None:
    guild = call.guild()
    member = call.world.member(guild, call.user_id())
    roles.take(call.world, guild, member, roles.get(guild, call.id("role_id")), call.me.id)
