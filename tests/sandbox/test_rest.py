"""What all of REST has in common: authorization, errors, rate limits, faults, the record of it all."""

import time
from typing import Any

import aiohttp
import discord
import pytest
from tiny_bot import TinyBot, running

from sandbox import Sandbox
from sandbox.people import ActionRefused, People


async def call(
    sandbox: Sandbox, method: str, path: str, token: str | None = None, **options: Any
) -> tuple[int, Any, Any]:
    headers = {"Authorization": f"Bot {token or sandbox.token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.request(method, sandbox.api_url + path, **options) as answer,
    ):
        return answer.status, await answer.json(), answer.headers


async def test_json_is_exactly_json(sandbox: Sandbox) -> None:
    status, body, headers = await call(sandbox, "GET", "/users/@me")
    assert (status, body["id"]) == (200, str(sandbox.world.bot.id))
    assert headers["Content-Type"] == "application/json"


async def test_a_wrong_token_is_401(sandbox: Sandbox) -> None:
    status, body, _ = await call(sandbox, "GET", "/users/@me", token="wrong")
    assert (status, body) == (401, {"message": "401: Unauthorized", "code": 0})
    async with discord.Client(intents=discord.Intents.none()) as client:
        discord.http.Route.BASE = sandbox.api_url
        with pytest.raises(discord.LoginFailure):
            await client.login("wrong")


async def test_unknown_routes_and_methods(sandbox: Sandbox) -> None:
    assert (await call(sandbox, "GET", "/nonsense"))[:2] == (404, {"message": "404: Not Found", "code": 0})
    assert (await call(sandbox, "PUT", "/users/@me"))[:2] == (
        405,
        {"message": "405: Method Not Allowed", "code": 0},
    )
    # Such requests are in no document to hold them against.
    sandbox.exchanges.clear()


async def test_broken_bodies_and_queries(sandbox: Sandbox) -> None:
    path = f"/channels/{sandbox.guild.system_channel_id}/messages"
    status, body, _ = await call(
        sandbox, "POST", path, data=b"{", headers={"Content-Type": "application/json"}
    )
    assert (status, body["code"]) == (400, 50109)
    status, body, _ = await call(sandbox, "POST", path, json=[])
    assert (status, body["code"]) == (400, 50035)
    status, body, _ = await call(sandbox, "GET", "/channels/abc")
    assert body["errors"]["channel_id"]["_errors"][0]["code"] == "NUMBER_TYPE_COERCE"
    for query in ("messages?limit=x", "messages?before=x", "messages/pins?before=x"):
        path = f"/channels/{sandbox.guild.system_channel_id}/{query}"
        status, body, _ = await call(sandbox, "GET", path)
        assert (status, body["code"]) == (400, 50035)


async def test_a_mistake_of_the_sandbox_shows_as_one(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    sandbox.guild.roles.clear()
    status, body, _ = await call(sandbox, "GET", f"/guilds/{sandbox.guild.id}")
    assert status == 500
    assert "KeyError" in body["message"]
    assert "GET /guilds/{guild_id} failed" in caplog.text
    sandbox.exchanges.clear()


async def test_every_answer_carries_rate_limit_headers(sandbox: Sandbox) -> None:
    path = f"/channels/{sandbox.guild.system_channel_id}/messages"
    _, _, headers = await call(sandbox, "GET", path)
    assert int(headers["X-RateLimit-Remaining"]) == int(headers["X-RateLimit-Limit"]) - 1
    assert float(headers["X-RateLimit-Reset-After"]) > 0
    assert float(headers["X-RateLimit-Reset"]) > time.time()
    _, _, other = await call(sandbox, "GET", "/users/@me")
    assert headers["X-RateLimit-Bucket"] != other["X-RateLimit-Bucket"]


async def test_discord_like_limits_bite_per_channel() -> None:
    async with Sandbox(discord_like_rate_limits=True) as sandbox:
        one, other = list(sandbox.guild.channels)[:2]
        for _ in range(5):
            status, _, _ = await call(sandbox, "POST", f"/channels/{one}/messages", json={"content": "x"})
            assert status == 200
        status, body, headers = await call(
            sandbox, "POST", f"/channels/{one}/messages", json={"content": "x"}
        )
        assert status == 429
        assert body["global"] is False
        assert 0 < body["retry_after"] <= 5
        assert headers["Via"] == "1.1 google"
        assert int(headers["Retry-After"]) >= body["retry_after"]
        status, _, _ = await call(sandbox, "POST", f"/channels/{other}/messages", json={"content": "x"})
        assert status == 200
        for _ in range(60):
            status, body, headers = await call(sandbox, "GET", "/users/@me/guilds")
            if body and "global" in body and body["global"]:
                break
        assert headers["X-RateLimit-Scope"] == "global"


async def test_a_bot_waits_out_a_429_and_retries_a_500(
    sandbox: Sandbox, bot: TinyBot, people: People
) -> None:
    channel = bot.guilds[0].text_channels[0]
    await people.fault(status=429, next=1, path="messages$", retry_after=0.01)
    await channel.send("after waiting")
    await people.fault(status=500, next=1, path="messages$")
    await channel.send("after retrying")
    seen = [(each.status, each.injected) for each in sandbox.exchanges if each.path.endswith("/messages")]
    assert seen == [(429, True), (200, False), (500, True), (200, False)]
    await people.fault(status=503, next=1, path="messages$")
    with pytest.raises(discord.DiscordServerError):
        await channel.send("never")
    await people.fault(status=503, next=5)
    await people.fault(clear=True)
    await channel.send("fine again")


async def test_a_fault_hits_only_what_it_names(sandbox: Sandbox, people: People) -> None:
    await people.fault(status=502, next=1, path="^/gateway/bot$", method="GET")
    assert (await call(sandbox, "GET", "/users/@me"))[0] == 200
    assert (await call(sandbox, "GET", "/gateway/bot"))[0] == 502
    assert (await call(sandbox, "GET", "/gateway/bot"))[0] == 200
    with pytest.raises(ActionRefused):
        await people.fault(status=418)


async def test_a_request_can_be_carried_out_and_its_answer_lost(
    sandbox: Sandbox, bot: TinyBot, people: People
) -> None:
    channel = bot.guilds[0].text_channels[0]
    await people.fault(status=500, next=1, path="messages$", performed=True)
    await channel.send("doubled by the retry", nonce="a")
    assert len(await people["Mila"].messages("algemeen")) == 1
    await people.fault(cut=True, next=1, path="messages$")
    with pytest.raises(aiohttp.ClientError):
        await channel.send("cut")
    assert [each.content for each in await people["Mila"].messages("algemeen")][1:] == ["cut"]


async def test_answers_can_be_delayed(sandbox: Sandbox, people: People) -> None:
    await people.fault(delay_ms=60, next=1)
    before = time.perf_counter()
    await call(sandbox, "GET", "/users/@me")
    assert time.perf_counter() - before >= 0.06


async def test_exchanges_are_recorded_and_can_be_read(sandbox: Sandbox, people: People) -> None:
    async with running(sandbox) as bot:
        await bot.guilds[0].text_channels[0].send("hello")
    found = [each for each in await people.exchanges() if each["method"] == "POST"]
    assert len(found) == 1
    assert found[0]["path"] == f"/channels/{sandbox.guild.system_channel_id}/messages"
    assert found[0]["request"]["content"] == found[0]["response"]["content"] == "hello"
    assert await people.exchanges(since=found[0]["number"]) == []
    sandbox.exchanges.recording = False
    await call(sandbox, "GET", "/users/@me")
    assert await people.exchanges(since=found[0]["number"]) == []


async def test_what_a_bot_learns_of_itself(bot: TinyBot, sandbox: Sandbox) -> None:
    info = await bot.application_info()
    assert (info.name, info.owner.display_name) == ("Sektor", "Robin")
    assert [guild.name async for guild in bot.fetch_guilds()] == ["De Sektor"]
    guild = await bot.fetch_guild(bot.guilds[0].id)
    assert guild.approximate_member_count == 10
    assert {member.name async for member in guild.fetch_members(limit=2)} == {"Sektor", "robin"}
