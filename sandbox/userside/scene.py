"""Setting the scene: who has which roles, what time it is, what goes wrong."""

from dataclasses import asdict
from datetime import datetime, timedelta

from aiohttp import web

from sandbox import members, roles
from sandbox.errors import ApiError
from sandbox.model import Json
from sandbox.rest.endpoint import read_body
from sandbox.setting import Setting
from sandbox.userside import faults, looking
from sandbox.userside.answering import Handler, answering, as_json, id_of


class Scene:
    """Serves the part of `/sandbox/api` that is about the world and not about one person."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._world = setting.world

    def routes(self) -> list[web.RouteDef]:
        api = "/sandbox/api"
        table: list[tuple[str, str, Handler]] = [
            ("PATCH", f"{api}/people/{{person}}", self._change_person),
            ("GET", f"{api}/clock", self._get_clock),
            ("POST", f"{api}/clock", self._move_clock),
            ("POST", f"{api}/faults", self._faults),
            ("GET", f"{api}/exchanges", self._exchanges),
        ]
        return [web.route(method, path, answering(handler)) for method, path, handler in table]

    async def _change_person(self, request: web.Request) -> web.Response:
        payload, _ = await read_body(request)
        who = self._world.user(id_of(request.match_info["person"], "User"))
        changes: Json = payload or {}
        who.locale = str(changes.get("locale") or who.locale)
        who.takes_dms = bool(changes.get("takes_dms", who.takes_dms))
        for guild_id, joined in (changes.get("joined") or {}).items():
            guild = self._world.guild(id_of(guild_id, "Guild"))
            if joined:
                members.join(self._world, guild, who)
            else:
                members.leave(self._world, guild, who.id)
        for guild_id, role_ids in (changes.get("roles") or {}).items():
            guild = self._world.guild(id_of(guild_id, "Guild"))
            member = self._world.member(guild, who.id)
            # Given by no one in particular: whoever sets the scene stands above every hierarchy.
            member.roles = [roles.get(guild, id_of(each, "Role")).id for each in role_ids]
            roles.member_changed(self._world, member)
        return as_json(looking.person(who))

    async def _get_clock(self, request: web.Request) -> web.Response:
        return as_json(self._setting.clock.as_json())

    async def _move_clock(self, request: web.Request) -> web.Response:
        payload, _ = await read_body(request)
        clock, wish = self._setting.clock, payload or {}
        if wish.get("reset"):
            clock.reset()
        elif wish.get("to") is not None:
            instant = datetime.fromisoformat(str(wish["to"]))
            if instant.tzinfo is None:
                raise ApiError(400, 50035, "to: an offset is missing.")
            clock.move_to(instant)
        elif wish.get("forward_seconds") is not None:
            clock.forward(timedelta(seconds=float(wish["forward_seconds"])))
        else:
            raise ApiError(400, 50035, "Where the clock should go was not said.")
        return as_json(clock.as_json())

    async def _faults(self, request: web.Request) -> web.Response:
        payload, _ = await read_body(request)
        faults.request(self._setting, payload or {})
        return web.Response(status=204)

    async def _exchanges(self, request: web.Request) -> web.Response:
        since = int(request.query.get("since", "0"))
        return as_json([asdict(each) for each in self._setting.exchanges.since(since)])
