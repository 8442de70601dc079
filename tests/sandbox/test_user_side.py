"""The user's side beyond what the other tests use: the clock, the page's files, the command line."""

import asyncio
import sys
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from sandbox import GuildPlan, MovableClock, Person, Plan, Sandbox
from sandbox.people import ActionRefused, People


async def test_the_world_at_a_glance(sandbox: Sandbox, people: People) -> None:
    world = await people.world()
    assert [each["display_name"] for each in world["people"]] == [
        "Robin", "Mila", "Joris", "Sanne", "Noor", "Daan", "Priya", "Jonas", "Ellen",
    ]  # fmt: skip
    assert {each["display_name"]: each["locale"] for each in world["people"]}["Priya"] == "en-GB"
    assert all(each["about"]["nl"] and each["about"]["en"] for each in world["people"])
    assert world["guilds"] == [{"id": str(sandbox.guild.id), "name": "De Sektor"}]
    assert world["bot"]["connected"] is False


async def test_ids_are_the_same_on_every_run(sandbox: Sandbox) -> None:
    async with Sandbox() as other:
        assert other.guild.id == sandbox.guild.id
        assert list(other.guild.channels) == list(sandbox.guild.channels)
        assert other.token == sandbox.token


async def test_the_clock_moves_for_the_bot_only(sandbox: Sandbox, people: People) -> None:
    target = datetime(2031, 3, 13, 17, tzinfo=UTC)
    heard: list[datetime] = []
    sandbox.clock.subscribe(lambda: heard.append(sandbox.clock.now()))
    told = await people.move_clock_to(target)
    assert datetime.fromisoformat(told["now"]) - target < timedelta(minutes=1)
    assert sandbox.clock.now() >= target
    assert len(heard) == 1
    await people["Mila"].wait_for_event("CLOCK_UPDATE")
    await people.move_clock(timedelta(days=1))
    assert sandbox.clock.now() >= target + timedelta(days=1)
    message = await people["Mila"].say("algemeen", "now")
    sent = datetime.fromisoformat(message.raw["timestamp"])
    assert abs(datetime.now(UTC) - sent) < timedelta(minutes=1)
    await people.reset_clock()
    assert sandbox.clock.offset == timedelta()


def test_a_clock_wants_a_zone_and_can_be_left_alone() -> None:
    clock = MovableClock()
    with pytest.raises(ValueError, match="aware"):
        clock.move_to(datetime(2031, 3, 13))  # noqa: DTZ001 - that it is naive is the point
    heard: list[int] = []
    stop = clock.subscribe(lambda: heard.append(1))
    clock.forward(timedelta(hours=1))
    stop()
    clock.reset()
    assert heard == [1]


async def test_the_page_and_its_files(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(sandbox.url) as answer:
            assert str(answer.url) == sandbox.page_url
            assert answer.status == 200
            assert answer.headers["Cache-Control"] == "no-store"
        for path in (
            "/sandbox/static/../server.py",
            "/sandbox/static/%2e%2e/server.py",
            "/cdn/none",
            "/none",
        ):
            async with session.get(sandbox.url + path) as answer:
                assert answer.status == 404
                assert answer.content_type == "application/json"


async def test_files_are_never_run_as_pages(people: People, sandbox: Sandbox) -> None:
    message = await people["Mila"].say("algemeen", files=[("evil.html", b"<script>1</script>")])
    async with aiohttp.ClientSession() as session, session.get(message.attachments[0]["url"]) as answer:
        assert await answer.read() == b"<script>1</script>"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"].startswith("sandbox")


async def test_only_ones_own_messages_are_edited(people: People) -> None:
    message = await people["Mila"].say("algemeen", "one")
    edited = await people["Mila"].edit(message, "two")
    assert (edited.content, edited.edited) == ("two", True)
    with pytest.raises(ActionRefused) as refused:
        await people["Daan"].edit(message, "three")
    assert refused.value.code == 50005
    await people["Robin"].delete(message)
    assert await people["Mila"].messages("algemeen") == []


async def test_who_is_nobody_is_refused(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{sandbox.url}/sandbox/api/guilds/{sandbox.guild.id}?as=1") as answer:
            assert (answer.status, (await answer.json())["error"]["code"]) == (404, 10013)
        address = f"{sandbox.url}/sandbox/api/channels/{sandbox.guild.system_channel_id}/messages"
        mila = sandbox.world.people[1].id
        async with session.get(f"{address}?as={mila}&limit=x") as answer:
            assert answer.status == 400
        async with session.post(f"{address}?as={mila}", json=["not", "an", "object"]) as answer:
            assert answer.status == 400


async def test_a_world_of_ones_own() -> None:
    plan = Plan(
        guilds=(
            GuildPlan(crowd=300),
            GuildPlan(name="Elsewhere", people=(Person("Mila"),), bot_permissions=None),
        )
    )
    async with Sandbox(plan=plan) as sandbox, People(sandbox.url) as people:
        assert len((await people["Mila"].view()).raw["members"]) == 310
        assert (await people["Mila"].view("Elsewhere")).channels == ["algemeen", "Woonkamer"]
        with pytest.raises(ActionRefused):
            await people["Daan"].view("Elsewhere")


async def test_the_command_line_prints_its_addresses_and_stops_cleanly() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--port", "0", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    printed = dict([(await process.stdout.readline()).decode().split() for _ in range(5)])
    async with People(printed["page"].removesuffix("/sandbox/")) as people:
        assert (await people["Mila"].view()).channels == ["algemeen", "Woonkamer"]
    process.terminate()
    assert await process.wait() == 0
