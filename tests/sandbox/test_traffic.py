"""A tour of what a bot does, on the sandbox; every exchange of it is held against Discord's document."""

import io
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import discord
import pytest
from discord import app_commands
from spec_support import spec
from traffic_support import Stage, stage


@pytest.fixture
async def tour() -> AsyncIterator[Stage]:
    document = spec()
    async with stage() as running:
        yield running
        assert running.problems(document) == sorted(running.expected)
        assert len(running.sandbox.exchanges) > 0


def file(name: str = "poster.png") -> discord.File:
    return discord.File(io.BytesIO(b"\x89PNG\r\n\x1a\n picture"), filename=name, description="A poster")


def card() -> discord.Embed:
    embed = discord.Embed(title="Noise Night", description="Come", url="https://example.org", colour=0xFF0000)
    embed.add_field(name="Where", value="Tankstation").set_footer(text="De Sektor").set_author(name="Mila")
    embed.timestamp = datetime.fromisoformat("2026-03-14T20:00:00+00:00")
    return embed.set_image(url="attachment://poster.png")


class Buttons(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Interested", emoji="⭐", custom_id="interested")
    async def interested(self, interaction: discord.Interaction, button: Any) -> None:
        await interaction.response.edit_message(content="Noted", embed=card(), view=self)

    @discord.ui.button(label="Mend", style=discord.ButtonStyle.primary, custom_id="mend")
    async def mend(self, interaction: discord.Interaction, button: Any) -> None:
        await interaction.response.send_modal(Form())

    @discord.ui.select(
        cls=discord.ui.Select,
        custom_id="theme",
        options=[discord.SelectOption(label=n, value=n) for n in "ab"],
    )
    async def theme(self, interaction: discord.Interaction, chosen: Any) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content=f"You chose {chosen.values[0]}")

    @discord.ui.select(cls=discord.ui.UserSelect, custom_id="who")
    async def who(self, interaction: discord.Interaction, chosen: Any) -> None:
        await interaction.response.send_message("Thanks", ephemeral=True)


class Form(discord.ui.Modal, title="Mend"):
    name: discord.ui.Label[Any] = discord.ui.Label(
        text="Title", component=discord.ui.TextInput(custom_id="name")
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Mended", file=file(), ephemeral=True)


class Layout(discord.ui.LayoutView):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(
            discord.ui.Container(
                discord.ui.TextDisplay("# Noise Night"),
                discord.ui.Section("More", accessory=discord.ui.Button(label="More", custom_id="more")),
                discord.ui.Section("Look", accessory=discord.ui.Thumbnail("https://example.org/a.png")),
                discord.ui.Separator(),
                discord.ui.MediaGallery(discord.MediaGalleryItem("attachment://poster.png")),
                discord.ui.File("attachment://agenda.ics"),
                discord.ui.ActionRow(discord.ui.Button(label="Site", url="https://example.org")),
                accent_colour=0xFF0000,
            )
        )


async def test_messages(tour: Stage) -> None:
    channel = tour.channel
    message = await channel.send("Hello", nonce="posting-1", allowed_mentions=discord.AllowedMentions.none())
    assert (await channel.send("Hello", nonce="posting-1")).id == message.id
    rich = await channel.send(embed=card(), file=file(), view=Buttons())
    layout = await channel.send(view=Layout(), files=[file(), file("agenda.ics")])
    reply = await message.reply("Re", mention_author=False)
    await message.edit(content="Changed", embed=card(), attachments=[file()])
    await rich.edit(attachments=rich.attachments, view=None)
    await layout.edit(view=Layout(), attachments=[file(), file("agenda.ics")])
    await channel.fetch_message(reply.id)
    assert len([each async for each in channel.history(limit=10, before=reply)]) == 3
    await message.pin()
    assert [each.id async for each in channel.pins()] == [message.id]
    await message.unpin()
    await message.add_reaction("⭐")
    message = await channel.fetch_message(message.id)
    assert [user.id async for user in message.reactions[0].users()] == [tour.guild.me.id]
    await message.remove_reaction("⭐", tour.guild.me)
    await message.clear_reactions()
    async with channel.typing():
        await message.delete()
    await channel.delete_messages([reply, rich])


async def test_polls(tour: Stage) -> None:
    poll = (
        discord.Poll("Shall we?", timedelta(hours=1)).add_answer(text="Yes", emoji="✅").add_answer(text="No")
    )
    message = await tour.channel.send(poll=poll)
    await tour.person.ask(
        "POST", f"/channels/{tour.channel.id}/messages/{message.id}/poll", {"answer_ids": [1]}
    )
    message = await tour.channel.fetch_message(message.id)
    assert message.poll is not None
    assert [voter.id async for voter in message.poll.answers[0].voters()] == [tour.person.id]
    await message.end_poll()


async def test_channels(tour: Stage) -> None:
    guild = tour.guild
    category = await guild.create_category("Agenda")
    hidden = {guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    text = await guild.create_text_channel("music", category=category, topic="Loud", overwrites=hidden)
    await guild.create_voice_channel("Bar", user_limit=5)
    await text.edit(name="noise", slowmode_delay=5, topic=None)
    await text.set_permissions(guild.default_role, send_messages=False, reason="quiet")
    await text.set_permissions(guild.default_role, overwrite=None)
    await text.move(beginning=True)
    await tour.client.fetch_channel(text.id)
    await guild.fetch_channels()
    invite = await text.create_invite(max_age=3600)
    await text.invites()
    await invite.delete()
    await text.delete(reason="over")


async def test_threads_and_forums(tour: Stage) -> None:
    message = await tour.channel.send("Talk about it")
    thread = await message.create_thread(name="Talk", auto_archive_duration=60)
    await thread.send("First")
    await thread.edit(locked=True, archived=True)
    private = await tour.channel.create_thread(name="Quiet", type=discord.ChannelType.private_thread)
    await private.add_user(discord.Object(tour.person.id))
    await private.fetch_members()
    await private.remove_user(discord.Object(tour.person.id))
    await private.leave()
    await private.join()
    await tour.guild.active_threads()
    assert [each.id async for each in tour.channel.archived_threads()] == [thread.id]
    tags = [discord.ForumTag(name="Music", emoji="🎵"), discord.ForumTag(name="Film")]
    forum = await tour.guild.create_forum("Events", topic="Talk", available_tags=tags)
    post = await forum.create_thread(
        name="Noise", content="Come", applied_tags=[forum.available_tags[0]], file=file()
    )
    await post.thread.edit(applied_tags=[forum.available_tags[1]], pinned=True)
    await forum.create_tag(name="Theatre")
    await post.thread.delete()


async def test_the_guild(tour: Stage) -> None:
    guild = tour.guild
    role = await guild.create_role(
        name="Creatief", permissions=discord.Permissions(view_channel=True), colour=0xFF
    )
    await role.edit(name="Creatieven", mentionable=True)
    await role.move(below=guild.me.top_role)
    await guild.fetch_roles()
    member = await guild.fetch_member(tour.person.id)
    await member.add_roles(role)
    await member.edit(nick="Mila M", roles=[role])
    await member.remove_roles(role)
    await member.timeout(timedelta(minutes=5))
    assert len([each async for each in guild.fetch_members(limit=5)]) == 5
    await guild.me.edit(nick="Sektor")
    await role.delete()
    await tour.client.fetch_guild(guild.id)
    await tour.client.fetch_user(tour.person.id)
    assert [each.id async for each in tour.client.fetch_guilds()] == [guild.id]
    person = await tour.client.fetch_user(tour.person.id)
    await person.send("Psst")


async def test_scheduled_events(tour: Stage) -> None:
    start = tour.sandbox.clock.now() + timedelta(days=5)
    event = await tour.guild.create_scheduled_event(
        name="Noise Night",
        start_time=start,
        end_time=start + timedelta(hours=4),
        entity_type=discord.EntityType.external,
        privacy_level=discord.PrivacyLevel.guild_only,
        location="Tankstation",
        description="Come",
        image=b"\x89PNG\r\n\x1a\n picture",
    )
    inside = await tour.guild.create_scheduled_event(
        name="Talk",
        start_time=start,
        entity_type=discord.EntityType.voice,
        privacy_level=discord.PrivacyLevel.guild_only,
        channel=tour.guild.voice_channels[0],
    )
    await event.edit(name="Noise Nights", location="Concordia")
    await tour.person.ask("PUT", f"/guilds/{tour.guild.id}/scheduled-events/{event.id}/interest")
    assert [user.id async for user in event.users()] == [tour.person.id]
    await tour.guild.fetch_scheduled_events()
    await tour.guild.fetch_scheduled_event(event.id)
    await inside.start()
    await event.cancel(reason="rain")
    await inside.delete()


async def test_webhooks(tour: Stage) -> None:
    hook = await tour.channel.create_webhook(name="Agenda")
    message = await hook.send("Hello", wait=True, username="Mila", embed=card(), file=file())
    await hook.send("Nobody waits")
    await message.edit(content="Changed", attachments=[])
    await hook.fetch_message(message.id)
    await message.delete()
    await hook.edit(name="Calendar")
    await tour.channel.webhooks()
    await tour.guild.webhooks()
    await tour.client.fetch_webhook(hook.id)
    await hook.delete()


async def test_the_application(tour: Stage) -> None:
    client = tour.client
    await client.application_info()

    @client.tree.command(description="Find out")
    @app_commands.describe(what="What")
    async def ask(interaction: discord.Interaction, what: str, where: discord.TextChannel | None) -> None: ...

    @client.tree.context_menu(name="As an event")
    async def menu(interaction: discord.Interaction, message: discord.Message) -> None: ...

    await client.tree.sync()
    client.tree.copy_global_to(guild=tour.guild)
    await client.tree.sync(guild=tour.guild)
    commands = await client.tree.fetch_commands()
    assert {command.name for command in commands} == {"ask", "As an event"}
    await commands[0].edit(description="Find it out")
    await commands[0].delete()


async def test_interactions(tour: Stage) -> None:
    client, person, place = tour.client, tour.person, tour.channel
    client.add_view(Buttons())

    @client.tree.command(description="Now")
    async def now(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Now", embed=card(), file=file(), view=Buttons())
        original = await interaction.original_response()
        await original.edit(content="Still now")
        more = await interaction.followup.send("More", ephemeral=True, wait=True)
        await more.edit(content="More yet")
        await more.delete()

    @client.tree.command(description="Later")
    async def later(interaction: discord.Interaction, what: str) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.edit_original_response(content=what, attachments=[file()])

    @client.tree.command(description="Form")
    async def form(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Form())

    @client.tree.command(description="Layout")
    async def layout(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(
            view=Layout(), files=[file(), file("agenda.ics")], ephemeral=True
        )

    @later.autocomplete("what")
    async def choices(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=current.upper(), value=current)]

    await client.tree.sync()
    where = {"guild_id": str(tour.guild.id), "channel_id": str(place.id)}
    asked = await person.interact("command", command="now", options={}, **where)
    assert asked["result"] == "message"
    message = {"channel_id": str(place.id), "message_id": asked["message"]["id"]}
    typed = await person.interact(
        "autocomplete", command="later", options={"what": "x"}, focused="what", **where
    )
    assert typed["choices"] == [{"name": "X", "value": "x"}]
    late = await person.interact("command", command="later", options={"what": "x"}, **where)
    assert late["message"]["content"] == "x"
    assert (await person.interact("command", command="layout", options={}, **where))["result"] == "message"
    opened = await person.interact("command", command="form", options={}, **where)
    sent = await person.interact(
        "modal", modal_of=opened["interaction_id"], fields={"name": "Noise"}, **where
    )
    assert sent["message"]["content"] == "Mended"
    for custom_id, values, result in (
        ("interested", None, "update"),
        ("theme", ["a"], "deferred_update"),
        ("who", [str(person.id)], "message"),
        ("mend", None, "modal"),
    ):
        chosen = {} if values is None else {"values": values}
        answered = await person.interact("component", custom_id=custom_id, **message, **chosen)
        assert answered["result"] == result


async def test_refusals(tour: Stage) -> None:
    nowhere = tour.client.get_partial_messageable(5)
    with pytest.raises(discord.NotFound):
        await nowhere.send("Hello")
    with pytest.raises(discord.NotFound):
        await tour.channel.fetch_message(5)
    with pytest.raises(discord.HTTPException, match="empty message"):
        await tour.channel.send("")
    with pytest.raises(discord.HTTPException, match="2000 or fewer"):
        await tour.channel.send("x" * 2001, embed=discord.Embed(title="t" * 257))
    with pytest.raises(discord.HTTPException, match="cannot be deleted"):
        await tour.guild.default_role.delete()
    with pytest.raises(discord.Forbidden):
        await tour.guild.fetch_ban(discord.Object(tour.person.id))
    with pytest.raises(discord.HTTPException, match="between 1 and 100"):
        await tour.guild.create_text_channel("x" * 101)
    # the document sees what was wrong with the requests, and nothing wrong with the answers
    tour.expected |= {
        "POST /channels/{channel_id}/messages: request.embeds.0.title: is too long (at most 256)",
        "POST /guilds/{guild_id}/channels: request.name: is too long (at most 100)",
    }


async def test_faults_are_no_faults_of_the_sandbox(tour: Stage) -> None:
    tour.sandbox.fault(status=429, next=1)
    await tour.channel.send("After a while")
    assert [exchange.injected for exchange in tour.sandbox.exchanges].count(True) == 1
