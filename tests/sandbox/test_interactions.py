"""Interactions: acknowledging, following up, privacy, and the time one has for it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest
from discord import app_commands
from tiny_bot import TinyBot, running

from sandbox import InteractionSettings, Sandbox
from sandbox.people import ActionRefused, People

Talk = discord.Interaction


@app_commands.command(name="public", description="says hello to all")
async def public(talk: Talk) -> None:
    await talk.response.send_message("hello all")


@app_commands.command(name="private", description="says hello to one")
async def private(talk: Talk) -> None:
    await talk.response.send_message("hello you", ephemeral=True)


@app_commands.command(name="slow", description="thinks first")
async def slow(talk: Talk, private: bool = False) -> None:
    await talk.response.defer(ephemeral=private)
    await talk.followup.send("thought about it")
    await talk.followup.send("and more", ephemeral=not private)


@app_commands.command(name="edited", description="edits its answer")
async def edited(talk: Talk) -> None:
    await talk.response.send_message("first")
    await talk.edit_original_response(content="second")
    original = await talk.original_response()
    extra = await talk.followup.send("to be deleted", wait=True)
    await extra.edit(content="still to be deleted")
    await extra.delete()
    assert original.content == "second"


@app_commands.command(name="silent", description="never answers")
async def silent(talk: Talk) -> None:
    talk.client.dispatch("kept", talk)


@app_commands.command(name="twice", description="answers twice")
async def twice(talk: Talk) -> None:
    await talk.response.send_message("one")
    talk.response._response_type = None
    try:
        await talk.response.send_message("two")
    except discord.HTTPException as error:
        talk.client.dispatch("refused", error)


def setup(bot: TinyBot) -> None:
    for command in (public, private, slow, edited, silent, twice):
        bot.tree.add_command(command)


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[TinyBot]:
    async with running(sandbox, setup) as tiny:
        yield tiny


async def texts(people: People, who: str) -> list[str]:
    return [message.text for message in await people[who].messages("algemeen")]


async def test_a_public_answer_is_seen_by_all(bot: TinyBot, people: People) -> None:
    result = await people["Mila"].slash("public")
    assert (result.kind, result.ephemeral, result.text) == ("message", False, "hello all")
    assert result.ack_ms > 0
    assert await texts(people, "Daan") == ["hello all"]
    message = result.message
    assert message is not None
    assert message.raw["interaction_metadata"]["user"]["id"] == str(people["Mila"].id)
    assert message.raw["type"] == 20


async def test_an_ephemeral_answer_is_seen_by_one_and_dismissed(bot: TinyBot, people: People) -> None:
    result = await people["Mila"].slash("private")
    assert result.ephemeral
    assert await texts(people, "Mila") == ["hello you"]
    assert await texts(people, "Daan") == []
    channel = bot.guilds[0].text_channels[0]
    assert [message async for message in channel.history()] == []
    with pytest.raises(discord.NotFound):
        await channel.fetch_message(result.message.id if result.message else 0)
    await people["Mila"].delete(result)
    assert await texts(people, "Mila") == []


async def test_the_first_follow_up_fills_what_was_deferred(bot: TinyBot, people: People) -> None:
    result = await people["Mila"].slash("slow")
    assert (result.kind, result.ephemeral) == ("deferred", False)
    assert result.text == "thought about it"
    await people["Mila"].wait_for_message("algemeen", lambda message: message.text == "and more")
    mine, others = await texts(people, "Mila"), await texts(people, "Daan")
    assert (mine, others) == (["thought about it", "and more"], ["thought about it"])


async def test_a_privately_deferred_answer_stays_private(bot: TinyBot, people: People) -> None:
    result = await people["Mila"].slash("slow", private=True)
    assert result.ephemeral
    assert result.message is not None
    assert result.message.ephemeral
    await people["Daan"].wait_for_message("algemeen", lambda message: message.text == "and more")
    assert await texts(people, "Daan") == ["and more"]


async def test_original_and_follow_ups_are_edited_and_deleted(bot: TinyBot, people: People) -> None:
    await people["Mila"].slash("edited")
    await bot.hears("app_command_completion")
    messages = await people["Daan"].messages("algemeen")
    assert [message.text for message in messages] == ["second"]
    assert messages[0].edited


async def test_a_second_acknowledgement_is_refused(bot: TinyBot, people: People) -> None:
    await people["Mila"].slash("twice")
    (error,) = await bot.hears("refused")
    assert (error.status, error.code) == (400, 40060)


async def test_who_answers_too_late_hears_unknown_interaction(people: People) -> None:
    settings = InteractionSettings(acknowledge_seconds=0.05)
    async with (
        Sandbox(interactions=settings) as sandbox,
        People(sandbox.url) as people,
        running(sandbox, setup) as bot,
    ):
        result = await people["Mila"].slash("silent")
        assert (result.kind, result.error) == ("failed", "The application did not respond")
        (talk,) = await bot.hears("kept")
        with pytest.raises(discord.NotFound) as refused:
            await talk.response.send_message("too late")
        assert refused.value.code == 10062
        with pytest.raises(discord.NotFound) as refused:
            await talk.followup.send("too late")
        assert refused.value.code == 10015


async def test_without_a_bot_an_interaction_fails_at_once(sandbox: Sandbox, people: People) -> None:
    async with running(sandbox, setup):
        pass
    result = await people["Mila"].slash("public")
    assert result.kind == "failed"


async def test_a_token_expires(sandbox: Sandbox, bot: TinyBot, people: People) -> None:
    pending = asyncio.create_task(people["Mila"].slash("silent"))
    (talk,) = await bot.hears("kept")
    await talk.response.send_message("in time")
    await pending
    kept = sandbox.setting.interactions.get(talk.id)
    assert kept is not None
    sandbox.setting.interactions.end_token(kept)
    with pytest.raises(discord.HTTPException) as refused:
        await talk.followup.send("too late")
    assert (refused.value.status, refused.value.code) == (401, 50027)


async def test_the_callback_needs_no_authorization_and_says_what_became_of_it(
    sandbox: Sandbox, bot: TinyBot, people: People
) -> None:
    pending = asyncio.create_task(people["Mila"].slash("silent"))
    (talk,) = await bot.hears("kept")
    address = f"{sandbox.api_url}/interactions/{talk.id}/{talk.token}/callback?with_response=1"
    async with aiohttp.ClientSession() as session:
        body: dict[str, Any] = {"type": 4, "data": {"content": "by hand", "flags": 64}}
        async with session.post(address, json=body) as answer:
            assert answer.status == 200
            told = await answer.json()
        assert told["interaction"]["id"] == str(talk.id)
        assert told["interaction"]["response_message_ephemeral"] is True
        assert told["resource"]["type"] == 4
        assert told["resource"]["message"]["content"] == "by hand"
        follow_up = f"{sandbox.api_url}/webhooks/{bot.application_id}/{talk.token}?wait=1"
        async with session.post(follow_up, json={"content": "more"}) as answer:
            assert (await answer.json())["content"] == "more"
    assert (await pending).text == "by hand"


async def test_a_callback_that_breaks_a_limit_leaves_the_interaction_open(
    bot: TinyBot, people: People
) -> None:
    pending = asyncio.create_task(people["Mila"].slash("silent"))
    (talk,) = await bot.hears("kept")
    with pytest.raises(discord.HTTPException) as refused:
        await talk.response.send_message("x" * 2001)
    assert refused.value.code == 50035
    await talk.response.send_message("short")
    assert (await pending).text == "short"


async def test_what_an_interaction_says_about_its_context(bot: TinyBot, people: People) -> None:
    await people["Priya"].speaks("en-GB")
    pending = asyncio.create_task(people["Priya"].slash("silent"))
    (talk,) = await bot.hears("kept")
    assert talk.locale is discord.Locale.british_english
    assert talk.guild_locale is discord.Locale.dutch
    assert talk.user.display_name == "Priya"
    assert isinstance(talk.user, discord.Member)
    assert talk.permissions.send_messages
    assert not talk.permissions.manage_guild
    assert talk.app_permissions.manage_channels
    assert talk.context.guild
    assert talk.filesize_limit == 10 * 1024 * 1024
    await talk.response.send_message("ok")
    await pending


async def test_a_command_in_a_dm(bot: TinyBot, people: People) -> None:
    mila = people["Mila"]
    result = await mila.slash("private", channel=await mila.dm())
    assert result.text == "hello you"


async def test_an_unknown_command_is_no_command(bot: TinyBot, people: People) -> None:
    with pytest.raises(ActionRefused) as refused:
        await people["Mila"].slash("nonsense")
    assert refused.value.code == 10063
