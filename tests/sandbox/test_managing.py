"""What people who run the server do by hand, as the bot sees it; and a bot that was away for a moment."""

import asyncio
from datetime import UTC, datetime, timedelta

import discord
import pytest
from discord import app_commands
from tiny_bot import TinyBot, running

from sandbox import Sandbox
from sandbox.people import ActionRefused, People


async def test_channels_and_roles_change_under_the_bot(bot: TinyBot, people: People) -> None:
    robin = people["Robin"]
    made = await robin.create_channel("Agenda", topic="what is on")
    (channel,) = await bot.hears("guild_channel_create")
    assert (channel.name, str(channel.id)) == ("agenda", made["id"])
    await robin.edit_channel("agenda", name="kalender")
    await bot.hears("guild_channel_update", lambda before, after: after.name == "kalender")
    await robin.delete_channel("kalender")
    await bot.hears("guild_channel_delete")
    with pytest.raises(discord.NotFound) as refused:
        await channel.send("x")
    assert refused.value.code == 10003
    await robin.create_role("Leden", mentionable=True)
    await people["Mila"].has_roles("Leden")
    await robin.edit_role("Leden", name="Members")
    await bot.hears("guild_role_update", lambda before, after: after.name == "Members")
    await robin.delete_role("Members")
    await bot.hears("guild_role_delete")
    assert (await people["Mila"].view()).raw["me"]["roles"] == []


async def test_only_who_may_does(bot: TinyBot, people: People) -> None:
    for attempt in (
        people["Mila"].create_channel("mine"),
        people["Mila"].delete_channel("algemeen"),
        people["Mila"].create_role("mine"),
        people["Mila"].kick(people["Daan"]),
    ):
        with pytest.raises(ActionRefused) as refused:
            await attempt
        assert refused.value.code == 50013


async def test_a_bot_that_is_shown_the_door(bot: TinyBot, people: People) -> None:
    assert bot.user is not None
    await people["Robin"].kick(bot.user.id)
    (guild,) = await bot.hears("guild_remove")
    with pytest.raises(discord.Forbidden) as refused:
        await bot.fetch_guild(guild.id)
    assert refused.value.code == 50001


async def test_an_event_made_by_hand(bot: TinyBot, people: People) -> None:
    start = datetime.now(UTC) + timedelta(days=2)
    made = await people["Robin"].create_event(
        name="Open day",
        entity_type=3,
        entity_metadata={"location": "Tankstation"},
        scheduled_start_time=start.isoformat(),
        scheduled_end_time=(start + timedelta(hours=2)).isoformat(),
    )
    (event,) = await bot.hears("scheduled_event_create")
    assert (event.name, event.location) == ("Open day", "Tankstation")
    await people["Robin"].delete_event(made["id"])
    await bot.hears("scheduled_event_delete")


async def test_an_interaction_waits_for_a_bot_that_is_away_for_a_moment(
    sandbox: Sandbox, people: People
) -> None:
    @app_commands.command(name="ping", description="pong")
    async def ping(talk: discord.Interaction) -> None:
        await talk.response.send_message("pong")

    async with running(sandbox, lambda tiny: tiny.tree.add_command(ping)):
        await people.fault(drop_gateway=True)
        assert (await people["Mila"].slash("ping")).text == "pong"


async def test_a_click_delivered_twice_is_acknowledged_once(sandbox: Sandbox, people: People) -> None:
    refused: list[int] = []
    done = asyncio.Event()

    @app_commands.command(name="ping", description="pong")
    async def ping(talk: discord.Interaction) -> None:
        try:
            await talk.response.send_message("pong")
        except discord.HTTPException as error:
            refused.append(error.code)
            done.set()

    async with running(sandbox, lambda tiny: tiny.tree.add_command(ping)):
        await people.fault(repeat_dispatch="INTERACTION_CREATE", next=1)
        assert (await people["Mila"].slash("ping")).text == "pong"
        await done.wait()
    assert refused == [40060]
    assert len(await people["Daan"].messages("algemeen")) == 1
