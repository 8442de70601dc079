"""One websocket of a bot: https://discord.com/developers/docs/events/gateway-events"""

import asyncio
import time
from collections import deque
from dataclasses import dataclass
from typing import Any

import orjson
from aiohttp import WSMsgType, web

from sandbox import guild_view, render
from sandbox.gateway import intents
from sandbox.gateway.compression import Pack
from sandbox.gateway.hub import Hub
from sandbox.gateway.members import answer_member_request
from sandbox.gateway.session import Session
from sandbox.model import Guild, Json
from sandbox.world import News, World

LARGE_THRESHOLD = 250
SENDS_A_MINUTE = 120


@dataclass(frozen=True, slots=True)
class GatewaySettings:
    heartbeat_seconds: float = 41.25
    allowed_privileged: int = intents.PRIVILEGED
    guilds_a_shard: int = 2500
    """More guilds than this on one shard and IDENTIFY is refused with 4011."""


class Closing(Exception):  # noqa: N818 - not an error: it ends the conversation
    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Connection:
    """Speaks the protocol with one client until one of the two has enough of it."""

    def __init__(self, world: World, hub: Hub, settings: GatewaySettings, pack: Pack | None) -> None:
        self._world = world
        self._hub = hub
        self._settings = settings
        self._pack = pack
        self._socket = web.WebSocketResponse(max_msg_size=0, compress=False)
        self._outbox: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._refusal: str | None = None
        self._close_code = 0
        self._session: Session | None = None
        self._received: deque[float] = deque(maxlen=SENDS_A_MINUTE)

    async def run(self, request: web.Request) -> web.WebSocketResponse:
        await self._socket.prepare(request)
        writer = asyncio.create_task(self._write())
        self._hub.lines.append(self)
        self.say({"op": 10, "d": {"heartbeat_interval": int(self._settings.heartbeat_seconds * 1000)}})
        try:
            await self._converse()
        except Closing as closing:
            await self._flush(writer)
            await self._socket.close(code=closing.code, message=closing.reason.encode())
        finally:
            self._hub.lines.remove(self)
            self._detach()
            writer.cancel()
        return self._socket

    # Receiving

    async def _converse(self) -> None:
        if self._refusal is not None:
            raise Closing(4012, self._refusal)
        while True:
            try:
                # Two intervals without a heartbeat, or anything else, and the client counts as gone.
                message = await self._socket.receive(timeout=self._settings.heartbeat_seconds * 2)
            except TimeoutError:
                raise Closing(4009, "Session timed out.") from None
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                return
            self._count()
            try:
                frame = orjson.loads(message.data)
            except orjson.JSONDecodeError:
                raise Closing(4002, "Error while decoding payload.") from None
            if not isinstance(frame, dict) or not isinstance(frame.get("op"), int):
                raise Closing(4002, "Error while decoding payload.")
            self._handle(frame["op"], frame.get("d"))

    def refuse(self, reason: str) -> None:
        """Greet, and close with 4012."""
        self._refusal = reason

    def _count(self) -> None:
        now = time.monotonic()
        if len(self._received) == SENDS_A_MINUTE and now - self._received[0] < 60:
            raise Closing(4008, "You are being rate limited.")
        self._received.append(now)

    def _handle(self, op: int, data: Any) -> None:
        if op == 1:
            self.say({"op": 11})
        elif op == 2:
            self._identify(data)
        elif op == 6:
            self._resume(data)
        elif self._session is None and op in (3, 4, 8, 31):
            raise Closing(4003, "Not authenticated.")
        elif op == 8 and self._session is not None:
            answer_member_request(self._world, self._session, data)
        elif op == 3 and self._session is not None:
            self._session.presence = data
        elif op not in (3, 4, 8, 31):
            raise Closing(4001, "Unknown opcode.")

    def _identify(self, data: Any) -> None:
        if self._session is not None:
            raise Closing(4005, "Already authenticated.")
        if not isinstance(data, dict):
            raise Closing(4002, "Error while decoding payload.")
        self._check_token(data)
        wanted = data.get("intents")
        if not isinstance(wanted, int) or wanted < 0 or wanted & ~intents.KNOWN:
            raise Closing(4013, "Invalid intent(s).")
        if wanted & intents.PRIVILEGED & ~self._settings.allowed_privileged:
            raise Closing(4014, "Disallowed intent(s).")
        shard, shards = self._shard_of(data.get("shard", [0, 1]))
        session = Session(self._world, wanted, shard, shards)
        session.presence = data.get("presence")
        mine = [guild for guild in self._guilds() if session.has_guild(guild.id)]
        if len(mine) > self._settings.guilds_a_shard:
            raise Closing(4011, "Sharding required.")
        self._attach(session)
        self._hub.open(session)
        session.dispatch("READY", self._ready(session))
        threshold = data.get("large_threshold", 50)
        for guild in mine:
            members = [guild.members[self._world.bot.id]]
            if wanted & intents.GUILD_MEMBERS and len(guild.members) <= threshold:
                members = list(guild.members.values())
            if wanted & intents.GUILDS:
                body = guild_view.guild_with_everything(self._world, guild, self._world.bot.id, members)
                session.dispatch("GUILD_CREATE", body)
        self._hub.status_changed()

    def _resume(self, data: Any) -> None:
        if not isinstance(data, dict):
            raise Closing(4002, "Error while decoding payload.")
        self._check_token(data)
        session = self._hub.sessions.get(str(data.get("session_id")))
        sequence = data.get("seq")
        if session is None or not session.resumable or not isinstance(sequence, int):
            self.say({"op": 9, "d": False})
            return
        if sequence > session.sequence:
            raise Closing(4007, "Invalid sequence.")
        if not session.can_replay_from(sequence):
            self.say({"op": 9, "d": False})
            return
        self._attach(session)
        session.replay_from(sequence)
        session.dispatch("RESUMED", {})
        self._hub.status_changed()

    def _check_token(self, data: Json) -> None:
        if str(data.get("token", "")).removeprefix("Bot ") != self._world.token:
            raise Closing(4004, "Authentication failed.")

    def _shard_of(self, given: Any) -> tuple[int, int]:
        match given:
            case [int(shard), int(shards)] if 0 <= shard < shards:
                return shard, shards
        raise Closing(4010, "Invalid shard.")

    def _guilds(self) -> list[Guild]:
        return [guild for guild in self._world.guilds.values() if self._world.bot.id in guild.members]

    def _ready(self, session: Session) -> Json:
        world = self._world
        return {
            "v": 10,
            "user": render.own_user(world.bot),
            "guilds": [
                {"id": str(guild.id), "unavailable": True}
                for guild in self._guilds()
                if session.has_guild(guild.id)
            ],
            "session_id": session.id,
            "resume_gateway_url": f"{world.base_url.replace('http', 'ws', 1)}/gateway",
            "shard": [session.shard, session.shards],
            "application": {"id": str(world.application.id), "flags": 1 << 13 | 1 << 15 | 1 << 19},
            "private_channels": [],
            "session_type": "normal",
            "user_settings": {},
            "relationships": [],
            "presences": [],
            "_trace": [],
        }

    # Sending

    def _attach(self, session: Session) -> None:
        self._session = session
        session.send = self._outbox.put_nowait

    def _detach(self) -> None:
        session = self._session
        if session is not None and session.send == self._outbox.put_nowait:
            session.detach()
            # A client that says goodbye with 1000 or 1001 ends its session.
            if self._socket.close_code in (1000, 1001) and not self._close_code:
                self._hub.sessions.pop(session.id, None)
        self._hub.status_changed()

    def say(self, frame: Json) -> None:
        self._outbox.put_nowait(orjson.dumps(frame))

    def hang_up(self, code: int) -> None:
        """Close with this code, whatever the client was doing."""
        self._close_code = code
        if self._session is not None:
            self._session.detach()
        self._outbox.put_nowait(None)

    async def _flush(self, writer: "asyncio.Task[None]") -> None:
        """Let what is already said go out before the close."""
        self._close_code = -1
        self._outbox.put_nowait(None)
        await asyncio.wait([writer])

    async def _write(self) -> None:
        try:
            while (frame := await self._outbox.get()) is not None:
                if self._pack is None:
                    await self._socket.send_str(frame.decode())
                else:
                    await self._socket.send_bytes(self._pack(frame))
        except (ConnectionError, RuntimeError):
            return  # the client is gone; receiving notices the same and ends the conversation
        if self._close_code >= 0:
            await self._socket.close(code=self._close_code or 4000)


def news_for_joining(world: World, guild_id: int) -> News:
    """GUILD_CREATE for a bot that was added while it ran."""
    guild = world.guilds[guild_id]

    def body(viewer: int) -> Json:
        everything = guild_view.guild_with_everything(world, guild, viewer, list(guild.members.values()))
        # Its absence is what tells a new guild from one that became available again.
        del everything["unavailable"]
        return everything

    return News("GUILD_CREATE", body, guild_id)
