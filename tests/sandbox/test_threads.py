"""Threads, forum posts and channels."""

import discord
import pytest
from tiny_bot import TinyBot

from sandbox.people import ActionRefused, People


def home(bot: TinyBot) -> discord.TextChannel:
    return bot.guilds[0].text_channels[0]


async def test_a_thread_from_a_message(bot: TinyBot, people: People) -> None:
    message = await home(bot).send("about this")
    thread = await message.create_thread(name="Talk")
    assert thread.id == message.id
    await thread.send("first")
    said = await people["Mila"].say(thread.id, "second")
    assert said.channel_id == thread.id
    fetched = await bot.fetch_channel(thread.id)
    assert isinstance(fetched, discord.Thread)
    assert (fetched.message_count, fetched.member_count) == (2, 2)
    assert (await people["Mila"].refreshed(await people["Mila"].last_message("algemeen"))).raw["thread"][
        "name"
    ] == "Talk"
    with pytest.raises(discord.HTTPException) as refused:
        await message.create_thread(name="Again")
    assert refused.value.code == 160004


async def test_a_private_thread_is_for_its_members(bot: TinyBot, people: People) -> None:
    thread = await home(bot).create_thread(name="Secret", type=discord.ChannelType.private_thread)
    assert "Secret" not in (await people["Daan"].view()).threads
    await thread.add_user(discord.Object(people["Daan"].id))
    await people["Daan"].wait_for_event("THREAD_CREATE")
    assert "Secret" in (await people["Daan"].view()).threads
    assert {member.id for member in await thread.fetch_members()} == {
        people["Daan"].id,
        bot.user.id if bot.user else 0,
    }
    await thread.remove_user(discord.Object(people["Daan"].id))
    assert "Secret" not in (await people["Daan"].view()).threads


async def test_archived_wakes_up_and_locked_stays_shut(bot: TinyBot, people: People) -> None:
    thread = await home(bot).create_thread(name="Old", type=discord.ChannelType.public_thread)
    await thread.edit(archived=True)
    assert [each.name async for each in home(bot).archived_threads()] == ["Old"]
    assert await bot.guilds[0].active_threads() == []
    await people["Mila"].say(thread.id, "wake up")
    assert [each.name for each in await bot.guilds[0].active_threads()] == ["Old"]
    await thread.edit(archived=True, locked=True)
    with pytest.raises(ActionRefused) as refused:
        await people["Mila"].say(thread.id, "hello?")
    assert refused.value.code == 50083
    await thread.delete()
    with pytest.raises(discord.NotFound):
        await bot.fetch_channel(thread.id)


async def test_in_the_archive_nothing_is_pressed_edited_or_added(bot: TinyBot, people: People) -> None:
    thread = await home(bot).create_thread(name="Old", type=discord.ChannelType.private_thread)
    view = discord.ui.View()
    view.add_item(discord.ui.Button(label="Press", custom_id="press"))
    message = await thread.send("card", view=view)
    await thread.add_user(discord.Object(people["Mila"].id))
    await thread.edit(archived=True)
    with pytest.raises(ActionRefused) as pressed:
        await people["Mila"].press(await people["Mila"].last_message(thread.id), "Press")
    assert pressed.value.code == 50083
    for refused in (
        message.edit(content="changed"),
        thread.add_user(discord.Object(people["Daan"].id)),
    ):
        with pytest.raises(discord.HTTPException) as closed:
            await refused
        assert closed.value.code == 50083
    await thread.edit(archived=False)
    assert (await message.edit(content="changed")).content == "changed"


async def test_archived_private_threads_are_listed(bot: TinyBot) -> None:
    names = ("one", "two")
    for name in names:
        thread = await home(bot).create_thread(name=name, type=discord.ChannelType.private_thread)
        await thread.edit(archived=True)
    assert [each.name async for each in home(bot).archived_threads(private=True)] == ["two", "one"]
    joined = home(bot).archived_threads(private=True, joined=True, limit=5)
    assert [each.name async for each in joined] == ["two", "one"]
    assert [each async for each in home(bot).archived_threads()] == []


async def test_forum_posts_with_tags(bot: TinyBot, people: People) -> None:
    tags = [discord.ForumTag(name="Music"), discord.ForumTag(name="Staff", moderated=True)]
    forum = await bot.guilds[0].create_forum("events", available_tags=tags)
    created = await forum.create_thread(
        name="Noise", content="Saturday", applied_tags=[forum.available_tags[0]]
    )
    assert created.message.id == created.thread.id
    assert [tag.name for tag in created.thread.applied_tags] == ["Music"]
    post = await people["Mila"].start_thread(
        "events", "Film night", "Sunday", tags=[forum.available_tags[0].id]
    )
    assert [each.content for each in await people["Daan"].messages(post)] == ["Sunday"]
    (thread,) = await bot.hears("thread_create", lambda each: each.name == "Film night")
    assert thread.parent_id == forum.id
    for wrong, expected in ((forum.available_tags[1].id, 50013), (1, 10087)):
        with pytest.raises(ActionRefused) as refused:
            await people["Mila"].start_thread("events", "x", "y", tags=[wrong])
        assert refused.value.code == expected
    with pytest.raises(ActionRefused) as refused:
        await people["Mila"].say("events", "not here")
    assert refused.value.code == 50024
    edited = await forum.edit(available_tags=[*forum.available_tags, discord.ForumTag(name="Film")])
    assert edited is not None
    assert [tag.name for tag in edited.available_tags] == ["Music", "Staff", "Film"]
    assert edited.available_tags[0].id == forum.available_tags[0].id
    await created.thread.edit(applied_tags=[edited.available_tags[2]])


async def test_channels_come_change_and_go(bot: TinyBot, people: People) -> None:
    guild = bot.guilds[0]
    category = await guild.create_category("Agenda")
    channel = await guild.create_text_channel("Loud Music", category=category, topic="loud")
    assert (channel.name, channel.category_id, channel.topic) == ("loud-music", category.id, "loud")
    seen = await people["Mila"].wait_for_event("CHANNEL_CREATE", lambda each: each["name"] == "loud-music")
    assert seen["parent_id"] == str(category.id)
    await channel.edit(name="music", position=0)
    await bot.hears("guild_channel_update", lambda before, after: after.name == "music")
    await category.delete()
    assert (await guild.fetch_channel(channel.id)).category_id is None
    await channel.delete()
    with pytest.raises(discord.NotFound) as refused:
        await channel.send("x")
    assert refused.value.code == 10003
    assert (await guild.create_stage_channel("Podium")).type is discord.ChannelType.stage_voice
    news = await guild.create_text_channel("nieuws", news=True)
    published = await (await news.send("extra")).publish()
    assert published is None
    assert (await people["Mila"].last_message("nieuws")).raw["flags"] & 1
    with pytest.raises(discord.HTTPException) as twice:
        await (await home(bot).send("x")).publish()
    assert twice.value.code == 50024


async def test_a_channel_that_is_closed_to_someone_is_gone_for_them(bot: TinyBot, people: People) -> None:
    await home(bot).set_permissions(bot.guilds[0].default_role, view_channel=False)
    gone = await people["Mila"].wait_for_event("CHANNEL_DELETE")
    assert gone["name"] == "algemeen"
    assert "algemeen" not in (await people["Mila"].view()).channels
    assert "algemeen" in (await people["Robin"].view()).channels


async def test_a_category_passes_its_overwrites_on(bot: TinyBot, people: People) -> None:
    guild = bot.guilds[0]
    hidden = {guild.default_role: discord.PermissionOverwrite(view_channel=False),
              guild.me: discord.PermissionOverwrite(view_channel=True)}  # fmt: skip
    category = await guild.create_category("Staff", overwrites=hidden)
    await guild.create_text_channel("staff", category=category)
    assert "staff" not in (await people["Mila"].view()).channels
