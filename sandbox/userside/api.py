"""The routes of the user's side."""

import asyncio
from urllib.parse import unquote

from aiohttp import web

from sandbox import messages, permissions, polls, reactions, render, scheduled_events, sending, threads
from sandbox.acting import Actor
from sandbox.errors import ApiError
from sandbox.limits.message import check_message
from sandbox.message_view import message as shown
from sandbox.messages import Origin
from sandbox.model import FORUMS, Channel, Guild, Json, Message, User
from sandbox.refusals import unknown
from sandbox.rest.endpoint import read_body
from sandbox.setting import Setting
from sandbox.userside import looking
from sandbox.userside.answering import Handler, answering, as_json, id_of
from sandbox.userside.managing import Managing
from sandbox.userside.scene import Scene
from sandbox.userside.sockets import PeopleSockets

SETTLE_SECONDS = 15.0


class UserSide:
    """Serves `/sandbox/api`."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._world = setting.world
        self.sockets = PeopleSockets(setting)

    def routes(self) -> list[web.RouteDef]:
        api = "/sandbox/api"
        message = f"{api}/channels/{{channel}}/messages/{{message}}"
        interest = f"{api}/guilds/{{guild}}/scheduled-events/{{event}}/interest"
        table: list[tuple[str, str, Handler]] = [
            ("GET", f"{api}/world", self._get_world),
            ("GET", f"{api}/guilds/{{guild}}", self._get_guild),
            ("GET", f"{api}/guilds/{{guild}}/channels", self._get_channels),
            ("GET", f"{api}/dms", self._get_dms),
            ("POST", f"{api}/dms", self._open_dm),
            ("GET", f"{api}/channels/{{channel}}/messages", self._get_messages),
            ("GET", f"{api}/channels/{{channel}}/commands", self._get_commands),
            ("GET", f"{api}/socket", self._socket),
            ("POST", f"{api}/channels/{{channel}}/messages", self._say),
            ("PATCH", message, self._edit),
            ("DELETE", message, self._delete),
            ("PUT", f"{message}/reactions/{{emoji}}", self._react),
            ("DELETE", f"{message}/reactions/{{emoji}}", self._unreact),
            ("POST", f"{message}/poll", self._vote),
            ("POST", f"{api}/interactions", self._interact),
            ("PUT", interest, self._interested),
            ("DELETE", interest, self._not_interested),
            ("POST", f"{api}/channels/{{channel}}/threads", self._start_thread),
        ]
        acting = [web.route(method, path, answering(handler)) for method, path, handler in table]
        return [*acting, *Managing(self._setting).routes(), *Scene(self._setting).routes()]

    # Looking

    async def _get_world(self, request: web.Request) -> web.Response:
        return as_json(looking.world(self._setting))

    async def _get_guild(self, request: web.Request) -> web.Response:
        return as_json(looking.guild(self._world, self._guild(request), self._actor(request)))

    async def _get_channels(self, request: web.Request) -> web.Response:
        return as_json(looking.channels(self._world, self._guild(request), self._actor(request)))

    async def _get_dms(self, request: web.Request) -> web.Response:
        return as_json(looking.dms(self._world, self._actor(request)))

    async def _get_messages(self, request: web.Request) -> web.Response:
        limit = max(1, min(int(request.query.get("limit", "50")), 500))
        before = request.query.get("before")
        channel = self._channel(request)
        found = looking.messages(
            self._world, channel, self._actor(request), limit, int(before) if before else None
        )
        return as_json(found)

    async def _get_commands(self, request: web.Request) -> web.Response:
        channel = self._channel(request)
        who = self._actor(request)
        self._world.require(who.id, channel)
        return as_json(looking.dm_commands(self._world, channel, who))

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        return await self.sockets.serve(request, self._actor(request).id)

    # Acting

    async def _say(self, request: web.Request) -> web.Response:
        payload, files = await read_body(request)
        who, channel = self._actor(request), self._channel(request)
        written: Json = {"content": str((payload or {}).get("content") or "")}
        if (payload or {}).get("reply_to"):
            written["message_reference"] = {"message_id": str(payload["reply_to"])}
        elif forwarded := (payload or {}).get("forward"):
            written["message_reference"] = {"type": 1, **forwarded}
        for key in ("sticker_ids", "poll", "nonce"):
            if (payload or {}).get(key):
                written[key] = payload[key]
        check_message(written, files=len(files))
        sent = sending.send(self._world, channel, who, written, files, self._setting.nonces)
        return as_json(shown(self._world, sent, who.id))

    async def _edit(self, request: web.Request) -> web.Response:
        payload, files = await read_body(request)
        who, channel = self._actor(request), self._channel(request)
        message = self._message(request, who, channel)
        if message.author is not who:
            raise ApiError(403, 50005, "Cannot edit a message authored by another user")
        changes: Json = {"content": str((payload or {}).get("content") or "")}
        check_message(changes, files=len(files), edit=True)
        messages.edit(self._world, channel, message, changes, files)
        return as_json(shown(self._world, message, who.id))

    async def _delete(self, request: web.Request) -> web.Response:
        who, channel = self._actor(request), self._channel(request)
        message = self._message(request, who, channel)
        if message.author is not who and message.only_for != who.id:
            self._world.require(who.id, channel, permissions.MANAGE_MESSAGES)
        messages.delete(self._world, channel, message)
        return web.Response(status=204)

    async def _react(self, request: web.Request) -> web.Response:
        who, channel = self._actor(request), self._channel(request)
        emoji = reactions.parse(unquote(request.match_info["emoji"]))
        reactions.add(self._world, channel, self._message(request, who, channel), who.id, emoji)
        return web.Response(status=204)

    async def _unreact(self, request: web.Request) -> web.Response:
        who, channel = self._actor(request), self._channel(request)
        emoji = reactions.parse(unquote(request.match_info["emoji"]))
        reactions.remove(self._world, channel, self._message(request, who, channel), who.id, emoji)
        return web.Response(status=204)

    async def _vote(self, request: web.Request) -> web.Response:
        payload, _ = await read_body(request)
        who, channel = self._actor(request), self._channel(request)
        message = self._message(request, who, channel)
        chosen = [int(each) for each in (payload or {}).get("answer_ids") or ()]
        polls.vote(self._world, channel, message, who.id, chosen)
        return as_json(shown(self._world, message, who.id))

    async def _open_dm(self, request: web.Request) -> web.Response:
        payload, _ = await read_body(request)
        who = self._actor(request)
        other = self._world.user(id_of((payload or {}).get("recipient_id"), "User"))
        return as_json(render.channel(self._world, self._world.dm_between(who.id, other.id), who.id))

    async def _interact(self, request: web.Request) -> web.Response:
        payload, files = await read_body(request)
        actor = Actor(self._world, self._setting.interactions, self._actor(request))
        interaction = actor.act(payload or {}, files)
        result = dict(await interaction.result)
        if request.query.get("settle") and result["result"] in ("deferred", "deferred_update"):
            await asyncio.wait([interaction.settled], timeout=SETTLE_SECONDS)
            original = interaction.original
            if original is not None and original.id in interaction.channel.messages:
                result["message"] = shown(self._world, original, interaction.user.id)
        return as_json(result)

    async def _interested(self, request: web.Request) -> web.Response:
        return self._set_interest(request, True)

    async def _not_interested(self, request: web.Request) -> web.Response:
        return self._set_interest(request, False)

    def _set_interest(self, request: web.Request, interested: bool) -> web.Response:
        guild, who = self._guild(request), self._actor(request)
        self._world.require_in_guild(who.id, guild)
        event = scheduled_events.get(guild, id_of(request.match_info["event"], "Guild Scheduled Event"))
        scheduled_events.interest(self._world, guild, event, who.id, interested)
        return web.Response(status=204)

    async def _start_thread(self, request: web.Request) -> web.Response:
        payload, files = await read_body(request)
        who, parent = self._actor(request), self._channel(request)
        wish: Json = {"type": 11, **(payload or {})}
        first: Message | None = None
        if wish.get("message_id"):
            first = self._world.message(parent, id_of(wish["message_id"], "Message"))
        opening: Message | None = None
        if wish.get("content") or files:
            spoken = {"content": str(wish.get("content") or "")}
            opening = messages.create(self._world, parent, who, spoken, files, Origin())
        thread = threads.start(self._world, parent, who, wish, first)
        if first is not None:
            messages.updated(self._world, parent, first)
        if opening is not None:
            opening.channel_id = thread.id
            if parent.type in FORUMS:
                opening.id = thread.id
            messages.publish(self._world, thread, opening)
        return as_json(looking.channel(self._world, thread, who))

    # Who and what is meant

    def _actor(self, request: web.Request) -> User:
        return self._world.user(id_of(request.query.get("as"), "User"))

    def _guild(self, request: web.Request) -> Guild:
        return self._world.guild(id_of(request.match_info["guild"], "Guild"))

    def _channel(self, request: web.Request) -> Channel:
        return self._world.channel(id_of(request.match_info["channel"], "Channel"))

    def _message(self, request: web.Request, who: User, channel: Channel) -> Message:
        self._world.require(who.id, channel)
        message = self._world.message(channel, id_of(request.match_info["message"], "Message"))
        if message.only_for not in (None, who.id):
            raise unknown("Message")
        return message
