"""Scheduled events begin and end by themselves, as Discord's guide says, by the clock that people go by."""

from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest
from tiny_bot import TinyBot

from sandbox import Sandbox, permissions
from sandbox.people import People

HOUR = timedelta(hours=1)


async def external(bot: TinyBot, start: datetime, **more: Any) -> discord.ScheduledEvent:
    return await bot.guilds[0].create_scheduled_event(
        **{
            "name": "Noise Night",
            "start_time": start,
            "end_time": start + 3 * HOUR,
            "entity_type": discord.EntityType.external,
            "privacy_level": discord.PrivacyLevel.guild_only,
            "location": "Tankstation",
            **more,
        }
    )


async def status(people: People, wanted: int) -> dict[str, Any]:
    return await people["Mila"].wait_for_event(
        "GUILD_SCHEDULED_EVENT_UPDATE", lambda event: event["status"] == wanted
    )


async def test_it_begins_at_its_start_and_is_gone_after_its_end(
    bot: TinyBot, people: People, sandbox: Sandbox
) -> None:
    event = await external(bot, sandbox.clock.now() + 2 * HOUR)
    sandbox.clock.forward(3 * HOUR)
    await status(people, 2)
    assert [each.id for each in await bot.guilds[0].fetch_scheduled_events()] == [event.id]
    sandbox.clock.forward(3 * HOUR)
    await status(people, 3)
    assert await bot.guilds[0].fetch_scheduled_events() == []
    assert (await people["Mila"].view()).events == ["Noise Night"]  # the page says that it is over


async def test_it_begins_when_real_time_gets_there(bot: TinyBot, people: People, sandbox: Sandbox) -> None:
    sandbox.clock.move_to(datetime(2026, 3, 13, 18, 59, 59, 500_000, tzinfo=UTC))
    await external(bot, datetime(2026, 3, 13, 19, tzinfo=UTC))
    await status(people, 2)


async def test_a_long_jump_does_everything_on_the_way(bot: TinyBot, people: People, sandbox: Sandbox) -> None:
    await external(bot, sandbox.clock.now() + 2 * HOUR)
    await external(bot, sandbox.clock.now() + 4 * HOUR)
    sandbox.clock.forward(timedelta(days=3))
    assert await bot.guilds[0].fetch_scheduled_events() == []


async def test_a_voice_event_that_nobody_begins_is_cancelled(
    bot: TinyBot, people: People, sandbox: Sandbox
) -> None:
    voice = bot.guilds[0].voice_channels[0]
    await bot.guilds[0].create_scheduled_event(
        name="Talk",
        start_time=sandbox.clock.now() + HOUR,
        entity_type=discord.EntityType.voice,
        channel=voice,
        privacy_level=discord.PrivacyLevel.guild_only,
    )
    sandbox.clock.forward(2 * HOUR)
    assert len(await bot.guilds[0].fetch_scheduled_events()) == 1
    sandbox.clock.forward(3 * HOUR)
    await status(people, 4)


async def test_a_start_cannot_be_moved_to_the_past(bot: TinyBot, sandbox: Sandbox) -> None:
    event = await external(bot, sandbox.clock.now() + 2 * HOUR)
    with pytest.raises(discord.HTTPException, match="past"):
        await event.edit(start_time=sandbox.clock.now() - HOUR)
    assert (await bot.guilds[0].fetch_scheduled_event(event.id)).start_time == event.start_time


async def test_making_takes_create_events_and_changing_anothers_takes_manage_events(
    bot: TinyBot, people: People, sandbox: Sandbox
) -> None:
    role = next(role for role in sandbox.guild.roles.values() if role.bot_id == bot.user.id)  # type: ignore[union-attr]
    theirs = await people["Robin"].create_event(
        name="Theirs",
        entity_type=3,
        entity_metadata={"location": "elsewhere"},
        scheduled_start_time=(sandbox.clock.now() + HOUR).isoformat(),
        scheduled_end_time=(sandbox.clock.now() + 2 * HOUR).isoformat(),
    )
    role.permissions &= ~permissions.MANAGE_EVENTS
    own = await external(bot, sandbox.clock.now() + HOUR)
    await own.edit(name="Own")
    other = await bot.guilds[0].fetch_scheduled_event(int(theirs["id"]))
    with pytest.raises(discord.Forbidden):
        await other.edit(name="Taken")
    role.permissions = role.permissions & ~permissions.CREATE_EVENTS | permissions.MANAGE_EVENTS
    await other.edit(name="Managed")
    with pytest.raises(discord.Forbidden):
        await external(bot, sandbox.clock.now() + HOUR)
