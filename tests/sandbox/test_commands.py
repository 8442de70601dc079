"""Commands: registering, options, autocomplete, menus, and who gets to see them."""

from collections.abc import AsyncIterator
from typing import Any, Literal

import aiohttp
import discord
import pytest
from discord import app_commands
from tiny_bot import TinyBot, running

from sandbox import Sandbox
from sandbox.people import ActionRefused, People

Talk = discord.Interaction
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + (640).to_bytes(4, "big") + (480).to_bytes(4, "big")


class Dutch(app_commands.Translator):
    words = {"event": "evenement", "submit": "indienen", "title": "titel", "music": "muziek"}  # noqa: RUF012

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: Any
    ) -> str | None:
        return self.words.get(string.message) if locale is discord.Locale.dutch else None


event = app_commands.Group(name="event", description="events")


@event.command(name="submit", description="submit an event")
async def submit(
    talk: Talk,
    title: app_commands.Range[str, 3, 20],
    theme: Literal["music", "film"] = "music",
    seats: app_commands.Range[int, 1, 10] = 5,
    venue: str | None = None,
) -> None:
    await talk.response.send_message(f"{title}|{theme}|{seats}|{venue}")


@submit.autocomplete("venue")
async def venues(talk: Talk, typed: str) -> list[app_commands.Choice[str]]:
    names = [f"Tankstation {talk.namespace.title}", "Metropool"]
    return [app_commands.Choice(name=name, value=name[:4]) for name in names if typed.lower() in name.lower()]


@app_commands.command(name="kinds", description="options of all kinds")
async def kinds(
    talk: Talk,
    who: discord.Member,
    where: discord.TextChannel,
    role: discord.Role,
    poster: discord.Attachment,
    anyone: discord.Member | discord.Role,
    price: float,
    free: bool,
) -> None:
    content = await poster.read()
    text = f"{who.display_name} {where.name} {role.name} {poster.filename} {len(content)} {poster.width}"
    await talk.response.send_message(f"{text} {anyone.id} {price} {free}")


@app_commands.context_menu(name="Make an event of this")
async def make_event(talk: Talk, message: discord.Message) -> None:
    await talk.response.send_message(
        f"from: {message.content} by {message.author.display_name}", ephemeral=True
    )


@app_commands.context_menu(name="Who is this")
async def who_is(talk: Talk, member: discord.Member) -> None:
    await talk.response.send_message(member.display_name)


@app_commands.command(name="manage", description="for managers")
@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
async def manage(talk: Talk) -> None:
    await talk.response.send_message("managed")


async def setup(bot: TinyBot) -> None:
    await bot.tree.set_translator(Dutch())
    for command in (event, kinds, make_event, who_is, manage):
        bot.tree.add_command(command)


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[TinyBot]:
    async with running(sandbox, setup) as tiny:
        yield tiny


async def test_options_arrive_converted_and_defaults_stay(bot: TinyBot, people: People) -> None:
    result = await people["Mila"].slash("event submit", title="Noise", seats="7", theme="film")
    assert result.text == "Noise|film|7|None"


async def test_commands_and_choices_go_by_their_dutch_names_too(bot: TinyBot, people: People) -> None:
    result = await people["Mila"].slash("evenement indienen", options={"titel": "Noise", "theme": "muziek"})
    assert result.text == "Noise|music|5|None"
    with pytest.raises(ActionRefused):
        await people["Priya"].slash("evenement indienen", title="Noise")


@pytest.mark.parametrize(
    ("options", "about"),
    [
        ({}, "title: this option is required"),
        ({"title": "ab"}, "title: must have 3 to 20 characters"),
        ({"title": "Noise", "seats": 11}, "seats: must be between 1 and 10"),
        ({"title": "Noise", "seats": "many"}, "seats: 'many' is not a number"),
        ({"title": "Noise", "theme": "dance"}, "theme: 'dance' is none of its choices"),
        ({"title": "Noise", "colour": "red"}, "colour: this command has no such option"),
    ],
)
async def test_options_are_checked(bot: TinyBot, people: People, options: dict[str, Any], about: str) -> None:
    with pytest.raises(ActionRefused, match=about):
        await people["Mila"].slash("event submit", options=options)


async def test_autocomplete_sees_what_is_typed_and_filled_in(bot: TinyBot, people: People) -> None:
    offered = await people["Mila"].complete("event submit", "venue", "tank", title="Noise")
    assert offered.kind == "choices"
    assert offered.choices == [("Tankstation Noise", "Tank")]
    with pytest.raises(ActionRefused, match="no autocomplete"):
        await people["Mila"].complete("event submit", "title", "x")


async def test_options_of_every_kind_are_resolved(sandbox: Sandbox, bot: TinyBot, people: People) -> None:
    role = await bot.guilds[0].create_role(name="Creatief")
    result = await people["Mila"].slash(
        "kinds",
        who=people["Daan"],
        where=(await people["Mila"].view()).channel("algemeen"),
        role=role,
        poster=("poster.png", PNG),
        anyone=people["Noor"],
        price="7.50",
        free=False,
    )
    assert result.text == f"Daan algemeen Creatief poster.png {len(PNG)} 640 {people['Noor'].id} 7.5 False"
    voice = (await people["Mila"].view()).channel("Woonkamer")
    with pytest.raises(ActionRefused, match="type of channel"):
        await people["Mila"].slash("kinds", options={"where": voice})


async def test_context_menus(bot: TinyBot, people: People) -> None:
    message = await people["Daan"].say("algemeen", "Noise on Saturday")
    result = await people["Mila"].menu("Make an event of this", message)
    assert (result.text, result.ephemeral) == ("from: Noise on Saturday by Daan", True)
    assert (await people["Mila"].menu("Who is this", people["Priya"])).text == "Priya"


async def test_only_who_may_manage_sees_and_uses_the_command(bot: TinyBot, people: People) -> None:
    assert "manage" in (await people["Robin"].view()).commands
    assert "manage" not in (await people["Mila"].view()).commands
    assert (await people["Robin"].slash("manage")).text == "managed"
    with pytest.raises(ActionRefused) as refused:
        await people["Mila"].slash("manage")
    assert refused.value.code == 10063
    robin = people["Robin"]
    with pytest.raises(ActionRefused):
        await robin.slash("manage", channel=await robin.dm())


async def test_who_may_not_use_commands_in_a_channel_sees_none(bot: TinyBot, people: People) -> None:
    channel = bot.guilds[0].text_channels[0]
    everyone = bot.guilds[0].default_role
    bot_may = bot.guilds[0].me.guild_permissions.use_application_commands
    assert bot_may
    await channel.set_permissions(everyone, use_application_commands=False)
    with pytest.raises(ActionRefused):
        await people["Mila"].slash("event submit", title="Noise", channel="algemeen")


async def test_managers_decide_who_uses_a_command(bot: TinyBot, people: People) -> None:
    robin, everyone = people["Robin"], bot.guilds[0].id
    await robin.set_command_permissions("kinds", {"id": str(everyone), "type": 1, "permission": False})
    assert "kinds" not in (await people["Mila"].view()).commands
    await robin.set_command_permissions(
        "kinds",
        {"id": str(everyone), "type": 1, "permission": False},
        {"id": str(people["Mila"].id), "type": 2, "permission": True},
    )
    assert "kinds" in (await people["Mila"].view()).commands
    assert "kinds" not in (await people["Daan"].view()).commands
    await robin.set_command_permissions("manage", {"id": str(everyone), "type": 1, "permission": True})
    assert "manage" in (await people["Daan"].view()).commands
    with pytest.raises(ActionRefused) as refused:
        await people["Mila"].set_command_permissions("kinds")
    assert refused.value.code == 50013


async def test_a_command_for_adults_is_seen_where_that_is_said(sandbox: Sandbox, people: People) -> None:
    @app_commands.command(name="late", description="for adults", nsfw=True)
    async def late(talk: Talk) -> None:
        await talk.response.send_message("late")

    async with running(sandbox, lambda tiny: tiny.tree.add_command(late)):
        assert "late" not in (await people["Mila"].view()).commands
        await people["Robin"].create_channel("late", nsfw=True)
        assert (await people["Mila"].slash("late", channel="late")).text == "late"
        with pytest.raises(ActionRefused):
            await people["Mila"].slash("late", channel="algemeen")


async def test_syncing_again_keeps_ids_and_changes_the_version_only_of_what_changed(
    sandbox: Sandbox, bot: TinyBot
) -> None:
    before = {each.name: each for each in await bot.tree.fetch_commands()}
    bot.tree.remove_command("manage")
    submit.description = "changed"
    try:
        await bot.tree.sync()
    finally:
        submit.description = "submit an event"
    commands = sandbox.world.application.commands.values()
    after = {each.name: each for each in commands}
    assert set(before) - set(after) == {"manage"}
    assert all(before[name].id == after[name].id for name in after)
    fetched = {each["name"]: each for each in await bot.http.get_global_commands(bot.application_id or 0)}
    assert fetched["kinds"]["id"] == str(before["kinds"].id)


async def test_versions_change_with_the_command(sandbox: Sandbox, bot: TinyBot) -> None:
    def versions() -> dict[str, int]:
        return {each.name: each.version for each in sandbox.world.application.commands.values()}

    before = versions()
    await bot.tree.sync()
    assert versions() == before
    submit.description = "changed"
    try:
        await bot.tree.sync()
    finally:
        submit.description = "submit an event"
    changed = {name for name, version in versions().items() if version != before[name]}
    assert changed == {"event"}


async def test_localizations_are_listed_on_wish_only(sandbox: Sandbox, bot: TinyBot) -> None:
    address = f"{sandbox.api_url}/applications/{bot.application_id}/commands"
    headers = {"Authorization": f"Bot {sandbox.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        async with session.get(address) as answer:
            plain = {each["name"]: each for each in await answer.json()}
        async with session.get(f"{address}?with_localizations=true") as answer:
            full = {each["name"]: each for each in await answer.json()}
    assert plain["event"]["name_localizations"] is None
    assert full["event"]["name_localizations"] == {"nl": "evenement"}
    assert full["event"]["options"][0]["name_localizations"] == {"nl": "indienen"}


async def test_a_guilds_own_command_goes_before_the_global_one(
    sandbox: Sandbox, bot: TinyBot, people: People
) -> None:
    guild = bot.guilds[0]

    @app_commands.command(name="kinds", description="of this guild")
    async def local(talk: Talk) -> None:
        await talk.response.send_message("local")

    bot.tree.add_command(local, guild=guild)
    await bot.tree.sync(guild=guild)
    assert (await people["Mila"].slash("kinds")).text == "local"
    assert (await people["Mila"].view()).commands.count("kinds") == 1
