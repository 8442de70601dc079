"""The gateway's protocol: identifying, sharding, intents, resuming, closing."""

import asyncio
import json
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord
import pytest
from tiny_bot import TinyBot, running

from sandbox import GatewaySettings, GuildPlan, Person, Plan, Sandbox
from sandbox.people import People

ALL = discord.Intents.all().value


class Raw:
    """A client that speaks the protocol by hand."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.seq: int | None = None

    async def send(self, op: int, data: Any = None) -> None:
        await self.socket.send_json({"op": op, "d": data})

    async def receive(self) -> dict[str, Any]:
        message = await self.socket.receive(timeout=10)
        assert message.type is aiohttp.WSMsgType.TEXT, message
        frame: dict[str, Any] = json.loads(message.data)
        self.seq = frame.get("s") or self.seq
        return frame

    async def until(self, type_: str) -> dict[str, Any]:
        while (frame := await self.receive())["t"] != type_:
            pass
        data: dict[str, Any] = frame["d"]
        return data

    async def close_code(self) -> int | None:
        while (await self.socket.receive(timeout=10)).type is aiohttp.WSMsgType.TEXT:
            pass
        return self.socket.close_code

    async def identify(self, token: str, intents: int = ALL, **more: Any) -> None:
        await self.send(
            2, {"token": token, "intents": intents, "properties": {}, "large_threshold": 250, **more}
        )


@asynccontextmanager
async def connected(sandbox: Sandbox, query: str = "?v=10&encoding=json") -> AsyncIterator[Raw]:
    async with aiohttp.ClientSession() as session, session.ws_connect(sandbox.gateway_url + query) as socket:
        raw = Raw(socket)
        yield raw


@asynccontextmanager
async def greeted(sandbox: Sandbox) -> AsyncIterator[Raw]:
    async with connected(sandbox) as raw:
        assert (await raw.receive())["op"] == 10
        yield raw


async def test_hello_comes_first_and_heartbeats_are_answered(sandbox: Sandbox) -> None:
    async with connected(sandbox) as raw:
        hello = await raw.receive()
        assert (hello["op"], hello["d"]) == (10, {"heartbeat_interval": 41250})
        await raw.send(1, None)
        assert (await raw.receive())["op"] == 11


async def test_ready_names_unavailable_guilds_and_where_to_resume(sandbox: Sandbox) -> None:
    async with greeted(sandbox) as raw:
        await raw.identify(sandbox.token)
        ready = await raw.until("READY")
        assert ready["guilds"] == [{"id": str(sandbox.guild.id), "unavailable": True}]
        assert ready["resume_gateway_url"] == sandbox.gateway_url
        assert ready["user"]["id"] == str(sandbox.world.bot.id)
        guild = await raw.until("GUILD_CREATE")
        assert {each["user"]["username"] for each in guild["members"]} >= {"mila", "priya", "robin"}
        assert guild["presences"] == guild["voice_states"] == []


async def test_zlib_stream_is_one_context_over_all_frames(sandbox: Sandbox) -> None:
    async with connected(sandbox, "?v=10&encoding=json&compress=zlib-stream") as raw:
        inflate = zlib.decompressobj()
        hello = await raw.socket.receive_bytes()
        assert hello.endswith(b"\x00\x00\xff\xff")
        assert json.loads(inflate.decompress(hello))["op"] == 10
        await raw.identify(sandbox.token)
        assert json.loads(inflate.decompress(await raw.socket.receive_bytes()))["t"] == "READY"
        assert json.loads(inflate.decompress(await raw.socket.receive_bytes()))["t"] == "GUILD_CREATE"


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        (["not json"], 4002),
        (['{"op": 99}'], 4001),
        (['{"op": 3, "d": {}}'], 4003),
        (['{"op": 2, "d": {"token": "wrong", "intents": 0}}'], 4004),
        (['{"op": 2, "d": {"token": "TOKEN", "intents": 0, "shard": [2, 2]}}'], 4010),
        (['{"op": 2, "d": {"token": "TOKEN", "intents": 1099511627776}}'], 4013),
        (['{"op": 2, "d": {"token": "TOKEN", "intents": 0}}'] * 2, 4005),
        (['{"op": 6, "d": {"token": "wrong", "session_id": "x", "seq": 1}}'], 4004),
        (['{"op": 1, "d": null}'] * 121, 4008),
    ],
)
async def test_mistakes_are_closed_with_their_code(sandbox: Sandbox, frames: list[str], code: int) -> None:
    async with greeted(sandbox) as raw:
        for frame in frames:
            await raw.socket.send_str(frame.replace("TOKEN", sandbox.token))
        assert await raw.close_code() == code


@pytest.mark.parametrize("query", ["?v=6&encoding=json", "?v=10&encoding=etf", "?v=10&compress=lz4"])
async def test_what_is_not_spoken_is_refused(sandbox: Sandbox, query: str) -> None:
    async with connected(sandbox, query) as raw:
        assert await raw.close_code() == 4012


async def test_privileged_intents_that_are_not_allowed_are_refused() -> None:
    async with Sandbox(gateway=GatewaySettings(allowed_privileged=0)) as sandbox:
        async with greeted(sandbox) as raw:
            await raw.identify(sandbox.token, discord.Intents.all().value)
            assert await raw.close_code() == 4014
        with pytest.raises(discord.PrivilegedIntentsRequired):
            async with running(sandbox):
                pass
        async with running(sandbox, intents=discord.Intents.default()) as bot:
            assert bot.guilds


async def test_who_never_beats_is_dropped() -> None:
    async with Sandbox(gateway=GatewaySettings(heartbeat_seconds=0.05)) as sandbox, greeted(sandbox) as raw:
        assert await raw.close_code() == 4009


async def test_too_many_guilds_for_one_shard() -> None:
    plan = Plan(guilds=tuple(GuildPlan(name=str(each), people=()) for each in range(3)))
    async with Sandbox(plan=plan, gateway=GatewaySettings(guilds_a_shard=2)) as sandbox:
        async with greeted(sandbox) as raw:
            await raw.identify(sandbox.token)
            assert await raw.close_code() == 4011
        async with greeted(sandbox) as raw:
            await raw.identify(sandbox.token, shard=[0, 2])
            assert (await raw.receive())["t"] == "READY"


async def test_guilds_are_split_over_shards() -> None:
    plan = Plan(guilds=tuple(GuildPlan(name=f"Guild {each}") for each in range(4)))
    async with Sandbox(plan=plan, shards=2) as sandbox, running(sandbox) as bot:
        assert bot.shard_count == 2
        assert len(bot.guilds) == 4
        by_shard = {guild.shard_id for guild in bot.guilds}
        assert by_shard == {0, 1}
        assert all(guild.shard_id == (guild.id >> 22) % 2 for guild in bot.guilds)


async def test_a_resume_replays_what_was_missed(sandbox: Sandbox, people: People) -> None:
    async with greeted(sandbox) as raw:
        await raw.identify(sandbox.token)
        session = (await raw.until("READY"))["session_id"]
        await raw.until("GUILD_CREATE")
        seq = raw.seq
        await raw.socket.close(code=4000)
    await people["Mila"].say("algemeen", "while you were away")
    async with greeted(sandbox) as raw:
        await raw.send(6, {"token": sandbox.token, "session_id": session, "seq": seq})
        missed = await raw.receive()
        assert (missed["t"], missed["s"]) == ("MESSAGE_CREATE", (seq or 0) + 1)
        assert missed["d"]["content"] == "while you were away"
        resumed = await raw.receive()
        assert (resumed["t"], resumed["d"]) == ("RESUMED", {})


async def test_who_says_goodbye_ends_the_session(sandbox: Sandbox) -> None:
    async with greeted(sandbox) as raw:
        await raw.identify(sandbox.token)
        session = (await raw.until("READY"))["session_id"]
        await raw.socket.close(code=1000)
    async with greeted(sandbox) as raw:
        await raw.send(6, {"token": sandbox.token, "session_id": session, "seq": 1})
        assert (await raw.receive())["d"] is False


async def test_an_unknown_session_cannot_be_resumed_and_a_future_sequence_neither(sandbox: Sandbox) -> None:
    async with greeted(sandbox) as raw:
        await raw.send(6, {"token": sandbox.token, "session_id": "gone", "seq": 1})
        answer = await raw.receive()
        assert (answer["op"], answer["d"]) == (9, False)
        await raw.identify(sandbox.token)
        session = (await raw.until("READY"))["session_id"]
        await raw.socket.close(code=4000)
    async with greeted(sandbox) as raw:
        await raw.send(6, {"token": sandbox.token, "session_id": session, "seq": 999})
        assert await raw.close_code() == 4007


async def test_a_bot_resumes_after_a_dropped_connection(sandbox: Sandbox, people: People) -> None:
    async with running(sandbox) as bot:
        await people.fault(drop_gateway=True)
        await people["Mila"].say("algemeen", "meanwhile")
        await bot.hears("resumed")
        (message,) = await bot.hears("message", lambda message: message.content == "meanwhile")
        assert message.author.display_name == "Mila"
        assert bot.names().count("ready") == 1


async def test_a_bot_identifies_anew_when_its_session_is_gone(sandbox: Sandbox, people: People) -> None:
    async with running(sandbox) as bot:
        bot.heard.clear()
        await people.fault(drop_gateway=True, resumable=False)
        await bot.hears("ready")
        assert "resumed" not in bot.names()


async def test_op_7_makes_a_bot_reconnect_and_resume(sandbox: Sandbox, people: People) -> None:
    async with running(sandbox) as bot:
        await people.fault(reconnect=True)
        await bot.hears("resumed")


async def test_op_9_is_followed_by_a_resume_or_a_new_session(sandbox: Sandbox, people: People) -> None:
    async with running(sandbox) as bot:
        bot.heard.clear()
        await people.fault(invalidate=True, resumable=True)
        await bot.hears("resumed")
        assert "ready" not in bot.names()
    async with greeted(sandbox) as raw:
        await raw.identify(sandbox.token)
        session = (await raw.until("READY"))["session_id"]
        await raw.until("GUILD_CREATE")
        await people.fault(invalidate=True)
        assert (await raw.receive()) == {"op": 9, "d": False}
        await raw.socket.close(code=4000)
    async with greeted(sandbox) as raw:
        await raw.send(6, {"token": sandbox.token, "session_id": session, "seq": 1})
        assert (await raw.receive())["d"] is False


async def test_a_lost_dispatch_never_arrives(sandbox: Sandbox, people: People, bot: TinyBot) -> None:
    await people.fault(lose_dispatch="MESSAGE_CREATE", next=1)
    await people["Mila"].say("algemeen", "lost")
    await people["Mila"].say("algemeen", "found")
    await bot.hears("message", lambda message: message.content == "found")
    assert all(args[0].content != "lost" for name, args in bot.heard if name == "message")


async def test_a_repeated_dispatch_arrives_twice(sandbox: Sandbox, people: People, bot: TinyBot) -> None:
    await people.fault(repeat_dispatch="MESSAGE_CREATE", next=1)
    await people["Mila"].say("algemeen", "twice")
    await people["Mila"].say("algemeen", "once")
    await bot.hears("message", lambda message: message.content == "once")
    contents = [args[0].content for name, args in bot.heard if name == "message"]
    assert contents == ["twice", "twice", "once"]


async def test_without_their_intent_dispatches_stay_away(sandbox: Sandbox, people: People) -> None:
    intents = discord.Intents(guilds=True, guild_messages=True)
    async with running(sandbox, intents=intents) as bot:
        message = await people["Mila"].say("algemeen", "hello")
        await people["Mila"].react(message, "👍")
        await people["Mila"].say("algemeen", "bye")
        heard = [await bot.hears("message", lambda m, n=number: n == m.id) for number in
                 [each.id for each in await people["Mila"].messages("algemeen")]]  # fmt: skip
        # The content takes MESSAGE_CONTENT.
        assert [args[0].content for args in heard] == ["", ""]
        assert "raw_reaction_add" not in bot.names()


async def test_without_message_content_mentions_and_dms_are_still_readable(
    sandbox: Sandbox, people: People
) -> None:
    intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
    async with running(sandbox, intents=intents) as bot:
        mila = people["Mila"]
        await mila.say("algemeen", f"hello <@{sandbox.world.bot.id}>")
        await mila.say(await mila.dm(), "psst")
        (mention,) = await bot.hears("message", lambda message: message.guild is not None)
        (direct,) = await bot.hears("message", lambda message: message.guild is None)
        assert mention.content.startswith("hello")
        assert direct.content == "psst"


async def test_members_come_in_chunks_of_a_thousand() -> None:
    plan = Plan(guilds=(GuildPlan(crowd=2_100),))
    async with Sandbox(plan=plan) as sandbox:
        async with running(sandbox) as bot:
            guild = bot.guilds[0]
            assert guild.chunked
            assert len(guild.members) == guild.member_count == 2_100 + 9 + 1
            found = await guild.query_members("mil", limit=5)
            assert [member.name for member in found] == ["mila"]
            jonas = next(person for person in sandbox.world.people if person.display_name == "Jonas")
            asked = await guild.query_members(user_ids=[jonas.id], limit=1)
            assert [member.name for member in asked] == ["jonas"]
        async with greeted(sandbox) as raw:
            await raw.identify(sandbox.token)
            assert len((await raw.until("GUILD_CREATE"))["members"]) == 1
            await raw.send(8, {"guild_id": str(sandbox.guild.id), "query": "", "limit": 0, "nonce": "n"})
            chunks = [await raw.until("GUILD_MEMBERS_CHUNK") for _ in range(3)]
            assert [len(chunk["members"]) for chunk in chunks] == [1000, 1000, 110]
            assert [chunk["chunk_index"] for chunk in chunks] == [0, 1, 2]
            assert {chunk["nonce"] for chunk in chunks} == {"n"}


async def test_two_bots_at_once_both_hear(sandbox: Sandbox, people: People) -> None:
    async with running(sandbox) as one, running(sandbox) as other:
        await people["Mila"].say("algemeen", "hello both")
        await asyncio.gather(one.hears("message"), other.hears("message"))


async def test_joining_a_guild_while_running(sandbox: Sandbox, bot: TinyBot) -> None:
    guild = sandbox.add_guild(GuildPlan(name="Elsewhere", people=(Person("Robin", owner=True),)))
    (joined,) = await bot.hears("guild_join")
    assert (joined.id, joined.name) == (guild.id, "Elsewhere")
    assert joined.me.guild_permissions.manage_channels


async def test_people_see_whether_the_bot_is_there(sandbox: Sandbox, people: People) -> None:
    assert not (await people.world())["bot"]["connected"]
    async with running(sandbox):
        await people.bot_connected()
    gone = await people["Mila"].wait_for_event("BOT_STATUS", lambda status: not status["connected"])
    assert gone == {"connected": False}
