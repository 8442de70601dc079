"""The bot itself, its application, its commands, and users."""

from typing import Any

from sandbox import commands, render
from sandbox.limits.commands import check_command, check_command_permissions, check_commands
from sandbox.limits.guild import check_dm, check_profile
from sandbox.model import Json
from sandbox.permissions import in_guild
from sandbox.refusals import unknown
from sandbox.rest.call import Answer, Call
from sandbox.rest.router import Routes

routes = Routes()
FLAGS = 1 << 13 | 1 << 15 | 1 << 19
"""Members and message content (limited), as an application that is not verified has them."""


@routes.get("/gateway", open_=True)
def gateway(call: Call) -> Json:
    return {"url": f"{call.world.base_url.replace('http', 'ws', 1)}/gateway"}


@routes.get("/gateway/bot")
def gateway_bot(call: Call) -> Json:
    limit = {"total": 1000, "remaining": 1000, "reset_after": 86_400_000, "max_concurrency": 16}
    return gateway(call) | {"shards": call.setting.shards, "session_start_limit": limit}


@routes.get("/applications/@me")
@routes.get("/oauth2/applications/@me")
def application(call: Call) -> Json:
    world = call.world
    about = world.application
    return {
        "id": str(about.id),
        "name": about.name,
        "icon": None,
        "description": about.description,
        "summary": "",
        "type": None,
        "bot": render.user(world.bot),
        "bot_public": False,
        "bot_require_code_grant": False,
        "verify_key": about.verify_key,
        "flags": FLAGS,
        "flags_new": str(FLAGS),
        "hook": True,
        "tags": [],
        "rpc_origins": [],
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": render.user(world.user(about.owner_id)),
        "team": None,
        "approximate_guild_count": sum(world.bot.id in each.members for each in world.guilds.values()),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": [],
        "integration_types_config": {
            "0": {"oauth2_install_params": {"scopes": ["bot", "applications.commands"], "permissions": "0"}}
        },
    }


@routes.patch("/applications/@me")
def edit_application(call: Call) -> Json:
    about = call.world.application
    about.description = str(call.payload.get("description") or about.description)
    return application(call)


# Commands


def _scope(call: Call) -> int | None:
    if call.id("application_id") != call.world.application.id:
        raise unknown("Application")
    return call.id("guild_id") if "guild_id" in call.params else None


GLOBAL = "/applications/{application_id}/commands"
GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"


@routes.get(GLOBAL)
@routes.get(GUILD)
def list_commands(call: Call) -> list[Json]:
    found = commands.registry(call.world, _scope(call)).values()
    localized = call.asked_flag("with_localizations")
    return [commands.rendered(call.world, each, localized) for each in found]


@routes.put(GLOBAL)
@routes.put(GUILD)
def overwrite_commands(call: Call) -> list[Json]:
    scope = _scope(call)
    check_commands(call.listed)
    made = commands.overwrite_all(call.world, scope, call.listed)
    return [commands.rendered(call.world, each) for each in made]


@routes.post(GLOBAL)
@routes.post(GUILD)
def create_command(call: Call) -> Answer:
    scope = _scope(call)
    check_command(call.payload)
    command, is_new = commands.create(call.world, scope, call.payload)
    return Answer(201 if is_new else 200, commands.rendered(call.world, command))


@routes.get(f"{GLOBAL}/{{command_id}}")
@routes.get(f"{GUILD}/{{command_id}}")
def get_command(call: Call) -> Json:
    return commands.rendered(call.world, commands.get(call.world, _scope(call), call.id("command_id")))


@routes.patch(f"{GLOBAL}/{{command_id}}")
@routes.patch(f"{GUILD}/{{command_id}}")
def edit_command(call: Call) -> Json:
    scope = _scope(call)
    check_command(call.payload, edit=True)
    return commands.rendered(
        call.world, commands.edit(call.world, scope, call.id("command_id"), call.payload)
    )


@routes.delete(f"{GLOBAL}/{{command_id}}")
@routes.delete(f"{GUILD}/{{command_id}}")
def delete_command(call: Call) -> None:
    commands.delete(call.world, _scope(call), call.id("command_id"))


@routes.get(f"{GUILD}/permissions")
def list_command_permissions(call: Call) -> list[Json]:
    _scope(call)
    guild = call.guild()
    return [commands.permissions_of(call.world, guild, each) for each in guild.command_permissions]


@routes.get(f"{GUILD}/{{command_id}}/permissions")
def get_command_permissions(call: Call) -> Json:
    _scope(call)
    guild = call.guild()
    command_id = call.id("command_id")
    if command_id not in guild.command_permissions:
        raise unknown("application command permissions")
    return commands.permissions_of(call.world, guild, command_id)


@routes.put(f"{GUILD}/{{command_id}}/permissions")
def set_command_permissions(call: Call) -> Json:
    _scope(call)
    check_command_permissions(call.payload)
    given: list[Json] = call.payload.get("permissions") or []
    return commands.set_permissions(call.world, call.guild(), call.id("command_id"), given, call.me.id)


# Users


@routes.get("/users/{user_id}")
def get_user(call: Call) -> Json:
    if call.params["user_id"] == "@me":
        return render.own_user(call.me)
    return render.user(call.world.user(call.id("user_id")))


@routes.patch("/users/@me")
def edit_me(call: Call) -> Json:
    check_profile(call.payload)
    me = call.me
    me.name = str(call.payload.get("username") or me.name)
    me.display_name = me.name
    call.world.tell_users("USER_UPDATE", [me.id], lambda viewer: render.own_user(me))
    return render.own_user(me)


@routes.get("/users/@me/guilds")
def my_guilds(call: Call) -> list[Json]:
    world = call.world
    after, before = call.asked_id("after") or 0, call.asked_id("before")
    limit = call.asked_number("limit", 200, 1, 200)
    found = sorted(
        (each for each in world.guilds.values() if world.bot.id in each.members), key=lambda each: each.id
    )
    shown: list[Json] = []
    for guild in found:
        if guild.id <= after or (before is not None and guild.id >= before):
            continue
        body: dict[str, Any] = {
            "id": str(guild.id),
            "name": guild.name,
            "icon": None,
            "banner": None,
            "owner": guild.owner_id == world.bot.id,
            "permissions": str(in_guild(guild, guild.members[world.bot.id])),
            "features": guild.features,
        }
        if call.asked_flag("with_counts"):
            body |= {"approximate_member_count": len(guild.members), "approximate_presence_count": 1}
        shown.append(body)
    return shown[:limit]


@routes.post("/users/@me/channels")
def open_dm(call: Call) -> Json:
    check_dm(call.payload)
    other = call.world.user(int(call.payload["recipient_id"]))
    channel = call.world.dm_between(call.me.id, other.id)
    return render.channel(call.world, channel, call.me.id)
