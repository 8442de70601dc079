"""What people who run the server do by hand: channels, roles, members and events."""

from aiohttp import web

from sandbox import channels, commands, members, permissions, render, roles, scheduled_events
from sandbox.limits.channels import check_channel
from sandbox.limits.guild import check_role
from sandbox.limits.scheduled_events import check_scheduled_event
from sandbox.model import Guild, Json, User
from sandbox.rest.endpoint import read_body
from sandbox.setting import Setting
from sandbox.userside.answering import Handler, answering, as_json, id_of


class Managing:
    """Serves the part of `/sandbox/api` that takes a manager; their permissions count as the bot's do."""

    def __init__(self, setting: Setting) -> None:
        self._world = setting.world

    def routes(self) -> list[web.RouteDef]:
        guild = "/sandbox/api/guilds/{guild}"
        table: list[tuple[str, str, Handler]] = [
            ("POST", f"{guild}/channels", self._create_channel),
            ("PATCH", "/sandbox/api/channels/{channel}", self._edit_channel),
            ("DELETE", "/sandbox/api/channels/{channel}", self._delete_channel),
            ("POST", f"{guild}/roles", self._create_role),
            ("PATCH", f"{guild}/roles/{{role}}", self._edit_role),
            ("DELETE", f"{guild}/roles/{{role}}", self._delete_role),
            ("DELETE", f"{guild}/members/{{member}}", self._remove_member),
            ("PUT", f"{guild}/commands/{{command}}/permissions", self._set_command_permissions),
            ("POST", f"{guild}/scheduled-events", self._create_event),
            ("DELETE", f"{guild}/scheduled-events/{{event}}", self._delete_event),
        ]
        return [web.route(method, path, answering(handler)) for method, path, handler in table]

    async def _create_channel(self, request: web.Request) -> web.Response:
        guild, who, payload = await self._asked(request)
        check_channel(payload)
        made = channels.create(self._world, guild, payload, who.id)
        return as_json(render.channel(self._world, made, who.id))

    async def _edit_channel(self, request: web.Request) -> web.Response:
        payload, _ = await read_body(request)
        who = self._who(request)
        channel = self._world.channel(id_of(request.match_info["channel"], "Channel"))
        if channel.thread is None:
            check_channel(payload, edit=True, channel_type=int(channel.type))
        channels.edit(self._world, channel, payload, who.id)
        return as_json(render.channel(self._world, channel, who.id))

    async def _delete_channel(self, request: web.Request) -> web.Response:
        channel = self._world.channel(id_of(request.match_info["channel"], "Channel"))
        return as_json(channels.delete(self._world, channel, self._who(request).id))

    async def _create_role(self, request: web.Request) -> web.Response:
        guild, who, payload = await self._asked(request)
        check_role(payload)
        return as_json(render.role(roles.create(self._world, guild, payload, who.id)))

    async def _edit_role(self, request: web.Request) -> web.Response:
        guild, who, payload = await self._asked(request)
        check_role(payload)
        role = roles.get(guild, id_of(request.match_info["role"], "Role"))
        return as_json(render.role(roles.edit(self._world, guild, role, payload, who.id)))

    async def _delete_role(self, request: web.Request) -> web.Response:
        guild, who, _ = await self._asked(request)
        role = roles.get(guild, id_of(request.match_info["role"], "Role"))
        roles.delete(self._world, guild, role, who.id)
        return web.Response(status=204)

    async def _remove_member(self, request: web.Request) -> web.Response:
        guild, who, _ = await self._asked(request)
        members.kick(self._world, guild, id_of(request.match_info["member"], "Member"), who.id)
        return web.Response(status=204)

    async def _set_command_permissions(self, request: web.Request) -> web.Response:
        guild, who, payload = await self._asked(request)
        command_id = id_of(request.match_info["command"], "application command")
        given: list[Json] = payload.get("permissions") or []
        return as_json(commands.set_permissions(self._world, guild, command_id, given, who.id))

    async def _create_event(self, request: web.Request) -> web.Response:
        guild, who, payload = await self._asked(request)
        check_scheduled_event(payload)
        made = scheduled_events.create(self._world, guild, payload, who.id)
        return as_json(render.scheduled_event(self._world, made, with_count=True))

    async def _delete_event(self, request: web.Request) -> web.Response:
        guild, who, _ = await self._asked(request)
        event = scheduled_events.get(guild, id_of(request.match_info["event"], "Guild Scheduled Event"))
        scheduled_events.delete(self._world, guild, event, who.id)
        return web.Response(status=204)

    async def _asked(self, request: web.Request) -> tuple[Guild, User, Json]:
        payload, _ = await read_body(request)
        guild = self._world.guild(id_of(request.match_info["guild"], "Guild"))
        who = self._who(request)
        self._world.require_in_guild(who.id, guild, permissions.VIEW_CHANNEL)
        return guild, who, payload or {}

    def _who(self, request: web.Request) -> User:
        return self._world.user(id_of(request.query.get("as"), "User"))
