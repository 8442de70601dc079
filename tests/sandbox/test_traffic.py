"""A tour of what a bot does, on the sandbox; every exchange of it is held against Discord's document."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import discord
import pytest
from discord import app_commands
from spec_support import spec
from tiny_bot import TinyBot
from traffic_views import Buttons, Form, Layout, card, file

from sandbox import Sandbox
from sandbox.cast import GuildPlan, Plan
from sandbox.people import People
from sandbox.person import Person


@dataclass(slots=True)
class Tour:
    sandbox: Sandbox
    bot: TinyBot
    mila: Person

    @property
    def guild(self) -> discord.Guild:
        return self.bot.guilds[0]

    @property
    def channel(self) -> discord.TextChannel:
        return self.guild.text_channels[0]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """With a bot that may do everything, except that it is no administrator."""
    allowed = discord.Permissions.all()
    allowed.administrator = False
    async with Sandbox(plan=Plan(guilds=(GuildPlan(bot_permissions=allowed.value),))) as running:
        yield running


@pytest.fixture
async def tour(sandbox: Sandbox, people: People, bot: TinyBot) -> AsyncIterator[Tour]:
    document = spec()
    yield Tour(sandbox, bot, people["Mila"])
    assert (
        sorted({problem for exchange in sandbox.exchanges for problem in document.problems(exchange)}) == []
    )
    assert len(sandbox.exchanges) > 3


async def test_messages(tour: Tour) -> None:
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


async def test_polls(tour: Tour) -> None:
    poll = (
        discord.Poll("Shall we?", timedelta(hours=1)).add_answer(text="Yes", emoji="✅").add_answer(text="No")
    )
    message = await tour.channel.send(poll=poll)
    await tour.mila.vote(await tour.mila.last_message(str(tour.channel.id)), [1])
    message = await tour.channel.fetch_message(message.id)
    assert message.poll is not None
    assert [voter.id async for voter in message.poll.answers[0].voters()] == [tour.mila.id]
    await message.end_poll()


async def test_channels(tour: Tour) -> None:
    guild = tour.guild
    category = await guild.create_category("Agenda")
    hidden = {guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    text = await guild.create_text_channel("music", category=category, topic="Loud", overwrites=hidden)
    await guild.create_voice_channel("Bar", user_limit=5)
    await text.edit(name="noise", slowmode_delay=5, topic=None)
    await text.set_permissions(guild.default_role, send_messages=False, reason="quiet")
    await text.set_permissions(guild.default_role, overwrite=None)
    await text.move(beginning=True)
    await tour.bot.fetch_channel(text.id)
    await guild.fetch_channels()
    invite = await text.create_invite(max_age=3600)
    await text.invites()
    await invite.delete()
    await text.delete(reason="over")


async def test_threads_and_forums(tour: Tour) -> None:
    message = await tour.channel.send("Talk about it")
    thread = await message.create_thread(name="Talk", auto_archive_duration=60)
    await thread.send("First")
    await thread.edit(locked=True, archived=True)
    private = await tour.channel.create_thread(name="Quiet", type=discord.ChannelType.private_thread)
    await private.add_user(discord.Object(tour.mila.id))
    await private.fetch_members()
    await private.remove_user(discord.Object(tour.mila.id))
    await private.fetch_member(tour.bot.user.id if tour.bot.user else 0)
    assert [each async for each in tour.channel.archived_threads(private=True, joined=True)] == []
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


async def test_the_guild(tour: Tour) -> None:
    guild = tour.guild
    role = await guild.create_role(
        name="Creatief", permissions=discord.Permissions(view_channel=True), colour=0xFF
    )
    await role.edit(name="Creatieven", mentionable=True)
    await role.move(above=guild.me.top_role)
    await guild.fetch_roles()
    member = await guild.fetch_member(tour.mila.id)
    await member.add_roles(role)
    await member.edit(nick="Mila M", roles=[role])
    await member.remove_roles(role)
    await member.timeout(timedelta(minutes=5))
    assert len([each async for each in guild.fetch_members(limit=5)]) == 5
    await guild.me.edit(nick="Sektor")
    await role.delete()
    await tour.bot.fetch_guild(guild.id)
    await tour.bot.fetch_user(tour.mila.id)
    assert [each.id async for each in tour.bot.fetch_guilds()] == [guild.id]
    person = await tour.bot.fetch_user(tour.mila.id)
    await person.send("Psst")


async def test_people_come_and_go(tour: Tour) -> None:
    guild = tour.guild
    await guild.edit(name="De Sektor!", description="Enschede")
    await tour.bot.fetch_guild_preview(guild.id)
    await guild.role_member_counts()
    await guild.fetch_role(guild.default_role.id)
    await guild.invites()
    jonas = await guild.fetch_member(next(member.id for member in guild.members if member.name == "jonas"))
    await jonas.kick(reason="by mistake")
    assert [ban async for ban in guild.bans()] == []
    assert tour.bot.user is not None
    await tour.bot.user.edit(username="Sektortje")
    await guild.leave()


async def test_scheduled_events(tour: Tour) -> None:
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
    await tour.mila.interested(str(event.id))
    assert [user.id async for user in event.users()] == [tour.mila.id]
    await tour.guild.fetch_scheduled_events()
    await tour.guild.fetch_scheduled_event(event.id)
    await inside.start()
    await event.cancel(reason="rain")
    await inside.delete()


async def test_webhooks(tour: Tour) -> None:
    hook = await tour.channel.create_webhook(name="Agenda")
    message = await hook.send("Hello", wait=True, username="Mila", embed=card(), file=file())
    await hook.send("Nobody waits")
    await message.edit(content="Changed", attachments=[])
    await hook.fetch_message(message.id)
    await message.delete()
    await hook.edit(name="Calendar")
    spoken = discord.Webhook.from_url(hook.url, client=tour.bot)
    await spoken.fetch(prefer_auth=False)
    await tour.channel.webhooks()
    await tour.guild.webhooks()
    await tour.bot.fetch_webhook(hook.id)
    await hook.delete()


async def test_the_application(tour: Tour) -> None:
    client = tour.bot
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
    ask_command = next(command for command in commands if command.name == "ask")
    await client.tree.fetch_command(ask_command.id)
    await ask_command.edit(description="Find it out")
    await ask_command.delete()
    local = await client.tree.fetch_commands(guild=tour.guild)
    with pytest.raises(discord.NotFound):
        await local[0].fetch_permissions(tour.guild)
    await client.tree.fetch_command(local[0].id, guild=tour.guild)


async def test_interactions(tour: Tour) -> None:
    bot, mila = tour.bot, tour.mila
    bot.add_view(Buttons())

    @bot.tree.command(description="Now")
    async def now(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Now", embed=card(), file=file(), view=Buttons())
        original = await interaction.original_response()
        await original.edit(content="Still now")
        more = await interaction.followup.send("More", ephemeral=True, wait=True)
        await more.edit(content="More yet")
        await more.delete()

    @bot.tree.command(description="Later")
    async def later(interaction: discord.Interaction, what: str) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.edit_original_response(content=what, attachments=[file()])

    @later.autocomplete("what")
    async def choices(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=current.upper(), value=current)]

    @bot.tree.command(description="Form")
    async def form(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Form())

    @bot.tree.command(description="Layout")
    async def layout(interaction: discord.Interaction) -> None:
        shown = [file(), file("agenda.ics")]
        await interaction.response.send_message(view=Layout(), files=shown, ephemeral=True)

    @bot.tree.context_menu(name="As an event")
    async def menu(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(message.content, ephemeral=True)

    await bot.tree.sync()
    asked = await mila.slash("now")
    assert asked.kind == "message"
    assert (await mila.complete("later", "what", "x")).choices == [("X", "x")]
    assert (await mila.slash("later", what="x")).text == "x"
    assert (await mila.slash("layout")).ephemeral
    assert (await mila.menu("As an event", await mila.say("algemeen", "Come"))).text == "Come"
    assert (await mila.fill(await mila.slash("form"), {"Title": "Noise"})).text == "Mended"
    assert (await mila.press(asked, "Interested")).kind == "update"
    assert (await mila.choose(asked, "theme", "a")).kind == "deferred_update"
    assert (await mila.choose(asked, "who", [mila.id])).text == "Thanks"
    assert (await mila.press(asked, "Mend")).kind == "modal"


async def test_refusals(tour: Tour) -> None:
    nowhere = tour.bot.get_partial_messageable(5)
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
    with pytest.raises(discord.NotFound):
        await tour.guild.fetch_ban(discord.Object(tour.mila.id))
    with pytest.raises(discord.Forbidden):
        await tour.guild.me.edit(roles=[])
    with pytest.raises(discord.HTTPException, match="between 1 and 100"):
        await tour.guild.create_text_channel("x" * 101)


async def test_faults_are_no_faults_of_the_sandbox(tour: Tour) -> None:
    tour.sandbox.fault(status=429, next=1)
    await tour.channel.send("After a while")
    assert [exchange.injected for exchange in tour.sandbox.exchanges].count(True) == 1
