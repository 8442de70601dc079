"""Scheduled events with their subscribers, and webhooks."""

from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import discord
import pytest
from tiny_bot import TinyBot

from sandbox import Sandbox
from sandbox.people import People

START = datetime.now(UTC) + timedelta(days=3)


async def external(bot: TinyBot, **more: Any) -> discord.ScheduledEvent:
    return await bot.guilds[0].create_scheduled_event(
        **{
            "name": "Noise Night",
            "start_time": START,
            "end_time": START + timedelta(hours=4),
            "entity_type": discord.EntityType.external,
            "privacy_level": discord.PrivacyLevel.guild_only,
            "location": "Tankstation",
            **more,
        }
    )


async def test_an_event_and_who_is_interested(bot: TinyBot, people: People) -> None:
    event = await external(bot)
    await bot.hears("scheduled_event_create")
    view = await people["Priya"].view()
    assert view.events == ["Noise Night"]
    await people["Priya"].interested("Noise Night")
    _, user = await bot.hears("scheduled_event_user_add")
    assert user.display_name == "Priya"
    seen = (await people["Priya"].view()).event("Noise Night")
    assert (seen["user_count"], seen["me_interested"]) == (1, True)
    assert [each.display_name async for each in event.users()] == ["Priya"]
    fetched = await bot.guilds[0].fetch_scheduled_event(event.id)
    assert fetched.user_count == 1
    await people["Priya"].interested(event.id, yes=False)
    await bot.hears("scheduled_event_user_remove")
    assert [each async for each in event.users()] == []


async def test_an_event_is_changed_started_ended_and_deleted(bot: TinyBot, people: People) -> None:
    event = await external(bot)
    await event.edit(name="Louder", location="Metropool")
    changed = await people["Mila"].wait_for_event("GUILD_SCHEDULED_EVENT_UPDATE")
    assert (changed["name"], changed["entity_metadata"]["location"]) == ("Louder", "Metropool")
    started = await event.start()
    ended = await started.end()
    assert ended.status is discord.EventStatus.completed
    with pytest.raises(discord.HTTPException):
        await ended.edit(name="again")
    await event.delete()
    with pytest.raises(discord.NotFound) as refused:
        await bot.guilds[0].fetch_scheduled_event(event.id)
    assert refused.value.code == 10070


@pytest.mark.parametrize(
    "wrong",
    [
        {"end_time": START - timedelta(hours=1)},
        {"start_time": datetime.now(UTC) - timedelta(days=1)},
        {"name": "x" * 101},
        {"location": "x" * 101},
        {"description": "x" * 1001},
    ],
)
async def test_wrong_events_are_refused(bot: TinyBot, wrong: dict[str, Any]) -> None:
    with pytest.raises(discord.HTTPException) as refused:
        await external(bot, **wrong)
    assert refused.value.code == 50035


async def test_what_is_past_goes_by_the_moved_clock(bot: TinyBot, people: People) -> None:
    then = datetime(2020, 3, 9, 12, tzinfo=UTC)
    await people.move_clock_to(then)
    event = await external(bot, start_time=then + timedelta(days=1), end_time=then + timedelta(days=2))
    assert event.start_time.year == 2020
    await people.move_clock_to(START + timedelta(days=1))
    with pytest.raises(discord.HTTPException) as refused:
        await external(bot)
    assert refused.value.code == 50035


async def test_an_event_in_a_voice_channel(bot: TinyBot) -> None:
    voice = bot.guilds[0].voice_channels[0]
    event = await bot.guilds[0].create_scheduled_event(
        name="Listen", start_time=START, channel=voice, privacy_level=discord.PrivacyLevel.guild_only
    )
    assert (event.channel_id, event.entity_type) == (voice.id, discord.EntityType.voice)
    with pytest.raises(discord.HTTPException):
        await bot.http.create_guild_scheduled_event(
            bot.guilds[0].id,
            name="x",
            privacy_level=2,
            scheduled_start_time=START.isoformat(),
            entity_type=2,
            channel_id=bot.guilds[0].text_channels[0].id,
        )


async def test_without_manage_events_only_ones_own_events_can_be_changed(
    sandbox: Sandbox, bot: TinyBot, people: People
) -> None:
    event = await external(bot)
    role = next(role for role in sandbox.guild.roles.values() if role.managed)
    role.permissions &= ~(1 << 33)
    await event.edit(name="still mine")
    sandbox.guild.events[event.id].creator_id = people["Mila"].id
    with pytest.raises(discord.Forbidden) as refused:
        await event.edit(name="not mine")
    assert refused.value.code == 50013


async def test_a_webhook_speaks_edits_and_goes(bot: TinyBot, people: People) -> None:
    channel = bot.guilds[0].text_channels[0]
    hook = await channel.create_webhook(name="Agenda")
    message = await hook.send("from elsewhere", username="Tank", wait=True)
    seen = await people["Mila"].last_message("algemeen")
    assert (seen.author, seen.content, seen.raw["webhook_id"]) == ("Tank", "from elsewhere", str(hook.id))
    await message.edit(content="changed")
    assert (await hook.fetch_message(message.id)).content == "changed"
    await message.delete()
    assert [each.name for each in await channel.webhooks()] == ["Agenda"]
    await hook.edit(name="Other")
    assert (await bot.fetch_webhook(hook.id)).name == "Other"
    await hook.delete()
    with pytest.raises(discord.NotFound) as refused:
        await hook.send("x")
    assert refused.value.code == 10015


async def test_a_webhook_needs_no_bot_but_its_own_token(sandbox: Sandbox, bot: TinyBot) -> None:
    hook = await bot.guilds[0].text_channels[0].create_webhook(name="Agenda")
    async with aiohttp.ClientSession() as session:
        async with session.post(
            f"{sandbox.api_url}/webhooks/{hook.id}/wrong", json={"content": "x"}
        ) as answer:
            assert (answer.status, (await answer.json())["code"]) == (401, 50027)
        address = f"{sandbox.api_url}/webhooks/{hook.id}/{hook.token}"
        async with session.post(address, json={"content": "x"}) as answer:
            assert answer.status == 204
        async with session.get(address) as answer:
            assert (await answer.json())["name"] == "Agenda"
