"""Messages: nonces, replies, mentions, files, history, pins, reactions, polls."""

import asyncio
import io
from datetime import timedelta
from typing import Any

import aiohttp
import discord
import pytest
from tiny_bot import TinyBot

from sandbox import Sandbox
from sandbox.people import ActionRefused, People


def home(bot: TinyBot) -> discord.TextChannel:
    return bot.guilds[0].text_channels[0]


async def post(sandbox: Sandbox, path: str, body: Any, token: str | None = None) -> tuple[int, Any]:
    headers = {"Authorization": f"Bot {token or sandbox.token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(sandbox.api_url + path, json=body) as answer,
    ):
        return answer.status, await answer.json()


async def test_bot_and_person_hear_each_other(bot: TinyBot, people: People) -> None:
    await people["Mila"].say("algemeen", "hoi")
    (heard,) = await bot.hears("message")
    assert (heard.content, heard.author.display_name) == ("hoi", "Mila")
    await home(bot).send("hallo")
    assert (
        await people["Priya"].wait_for_message("algemeen", lambda each: each.content == "hallo")
    ).author == "Sektor"


async def test_an_enforced_nonce_gives_the_earlier_message(sandbox: Sandbox, bot: TinyBot) -> None:
    path = f"/channels/{home(bot).id}/messages"
    body = {"content": "once", "nonce": "posting-7", "enforce_nonce": True}
    _, first = await post(sandbox, path, body)
    _, second = await post(sandbox, path, body)
    assert (first["id"], first["nonce"]) == (second["id"], "posting-7")
    _, unenforced = await post(sandbox, path, body | {"enforce_nonce": False})
    assert unenforced["id"] != first["id"]
    sandbox.setting.nonces.seconds = 0
    _, forgotten = await post(sandbox, path, body)
    assert forgotten["id"] not in (first["id"], unenforced["id"])


async def test_a_nonce_of_a_deleted_message_does_not_bring_it_back(sandbox: Sandbox, bot: TinyBot) -> None:
    path = f"/channels/{home(bot).id}/messages"
    body = {"content": "once", "nonce": "1", "enforce_nonce": True}
    _, first = await post(sandbox, path, body)
    await home(bot).get_partial_message(int(first["id"])).delete()
    _, second = await post(sandbox, path, body)
    assert second["id"] != first["id"]


async def test_replies(bot: TinyBot, people: People) -> None:
    original = await people["Mila"].say("algemeen", "Noise on Saturday")
    (heard,) = await bot.hears("message")
    reply = await heard.reply("nice")
    assert reply.reference is not None
    assert reply.reference.message_id == original.id
    assert reply.type is discord.MessageType.reply
    answer = await people["Daan"].say("algemeen", "indeed", reply_to=original)
    assert answer.raw["referenced_message"]["content"] == "Noise on Saturday"
    assert answer.mentions == [people["Mila"].id]
    with pytest.raises(discord.HTTPException) as refused:
        await home(bot).send("x", reference=discord.MessageReference(message_id=1, channel_id=home(bot).id))
    assert refused.value.code == 50035


async def test_forwards(sandbox: Sandbox, bot: TinyBot, people: People) -> None:
    await people["Mila"].say("algemeen", "Noise on Saturday", files=[("poster.png", b"png")])
    (heard,) = await bot.hears("message")
    forward = await heard.forward(home(bot))
    snapshot = forward.message_snapshots[0]
    assert (snapshot.content, snapshot.attachments[0].filename) == ("Noise on Saturday", "poster.png")
    assert "Noise on Saturday" in (await people["Daan"].last_message("algemeen")).text
    # Discord's guide has forwards (type 1), its document has not.
    sandbox.exchanges.clear()


async def test_who_is_pinged_depends_on_allowed_mentions_and_permissions(
    bot: TinyBot, people: People
) -> None:
    mila = people["Mila"]
    role = await bot.guilds[0].create_role(name="Creatief", mentionable=False)
    text = f"@everyone {mila.mention} {role.mention}"
    silent = await home(bot).send(text, allowed_mentions=discord.AllowedMentions.none())
    assert (silent.mention_everyone, silent.mentions, silent.role_mentions) == (False, [], [])
    loud = await home(bot).send(text, allowed_mentions=discord.AllowedMentions.all())
    assert (loud.mention_everyone, [each.id for each in loud.mentions]) == (True, [mila.id])
    assert [each.id for each in loud.role_mentions] == [role.id]
    only = await home(bot).send(
        text, allowed_mentions=discord.AllowedMentions(roles=[role], users=False, everyone=False)
    )
    assert (only.mention_everyone, only.mentions, len(only.role_mentions)) == (False, [], 1)
    said = await mila.say("algemeen", text)
    assert said.raw["mention_everyone"] is False
    assert said.raw["mention_roles"] == []
    coded = await home(bot).send("`@everyone`", allowed_mentions=discord.AllowedMentions.all())
    assert not coded.mention_everyone


async def test_files_are_kept_served_dropped_and_bounded(bot: TinyBot, people: People) -> None:
    file = discord.File(io.BytesIO(b"hello"), "note.txt", description="a note")
    other = discord.File(io.BytesIO(b"there"), "other.txt")
    message = await home(bot).send(files=[file, other])
    note, gone = message.attachments
    assert (note.filename, note.size, note.description, note.content_type) == (
        "note.txt",
        5,
        "a note",
        "text/plain",
    )
    assert await note.read() == b"hello"
    edited = await message.edit(attachments=[note, discord.File(io.BytesIO(b"new"), "new.txt")])
    assert [each.filename for each in edited.attachments] == ["note.txt", "new.txt"]
    with pytest.raises(discord.NotFound):
        await gone.read()
    with pytest.raises(discord.HTTPException) as refused:
        await home(bot).send(file=discord.File(io.BytesIO(b"x" * (10 * 1024 * 1024 + 1)), "big.bin"))
    assert (refused.value.status, refused.value.code) == (413, 40005)


async def test_an_embed_shows_an_uploaded_picture(bot: TinyBot, people: People) -> None:
    embed = discord.Embed(title="Noise").set_image(url="attachment://poster.png")
    message = await home(bot).send(embed=embed, file=discord.File(io.BytesIO(b"\x89PNG"), "poster.png"))
    assert message.attachments == []
    assert await people.fetch(str(message.embeds[0].image.url)) == b"\x89PNG"
    edited = await message.edit(
        embed=discord.Embed(title="Louder").set_image(url=message.embeds[0].image.url)
    )
    assert await people.fetch(str(edited.embeds[0].image.url)) == b"\x89PNG"
    with pytest.raises(discord.HTTPException) as refused:
        await home(bot).send(embed=embed)
    assert refused.value.code == 50035


async def test_flags(bot: TinyBot) -> None:
    embed = discord.Embed(title="Noise")
    message = await home(bot).send("x", embed=embed, silent=True)
    assert message.flags.suppress_notifications
    suppressed = await message.edit(suppress=True)
    assert suppressed.flags.suppress_embeds
    assert suppressed.embeds == []
    assert (await message.edit(suppress=False)).embeds[0].title == "Noise"


async def test_history_in_all_directions(bot: TinyBot) -> None:
    channel = home(bot)
    sent = [await channel.send(str(number)) for number in range(7)]

    async def contents(**where: Any) -> list[str]:
        return [each.content async for each in channel.history(**where)]

    assert await contents(limit=3) == ["6", "5", "4"]
    assert await contents(before=sent[3], limit=2) == ["2", "1"]
    assert await contents(after=sent[3], limit=2) == ["4", "5"]
    assert await contents(around=sent[3], limit=3) == ["4", "3", "2"]


async def test_editing_and_deleting(bot: TinyBot, people: People) -> None:
    message = await home(bot).send("one", embed=discord.Embed(title="e"))
    await message.edit(content="two")
    seen = await people["Daan"].last_message("algemeen")
    assert (seen.content, seen.embeds[0]["title"], seen.edited) == ("two", "e", True)
    said = await people["Mila"].say("algemeen", "mine")
    theirs = await home(bot).fetch_message(said.id)
    with pytest.raises(discord.Forbidden) as refused:
        await theirs.edit(content="not mine")
    assert refused.value.code == 50005
    await theirs.delete()
    with pytest.raises(discord.NotFound) as missing:
        await home(bot).fetch_message(said.id)
    assert missing.value.code == 10008
    gone = await people["Daan"].wait_for_event("MESSAGE_DELETE", lambda event: event["id"] == str(said.id))
    assert gone["channel_id"] == str(home(bot).id)
    with pytest.raises(ActionRefused):
        await people["Daan"].delete(seen)


async def test_many_are_deleted_at_once(sandbox: Sandbox, bot: TinyBot) -> None:
    sent = [await home(bot).send(str(number)) for number in range(3)]
    await home(bot).delete_messages(sent[:2])
    assert [each.content async for each in home(bot).history()] == ["2"]
    status, body = await post(sandbox, f"/channels/{home(bot).id}/messages/bulk-delete", {"messages": ["1"]})
    assert (status, body["code"]) == (400, 50035)


async def test_pins(bot: TinyBot, people: People) -> None:
    message = await home(bot).send("keep")
    await message.pin()
    assert [each.content async for each in home(bot).pins()] == ["keep"]
    await bot.hears("guild_channel_pins_update")
    assert (await people["Mila"].last_message("algemeen")).raw["type"] == 6
    await message.unpin()
    assert [each async for each in home(bot).pins()] == []


async def test_reactions_both_ways(bot: TinyBot, people: People) -> None:
    message = await people["Mila"].say("algemeen", "react")
    await people["Daan"].react(message, "❤️")
    payload = (await bot.hears("raw_reaction_add"))[0]
    assert (str(payload.emoji), payload.user_id) == ("❤️", people["Daan"].id)
    fetched = await home(bot).fetch_message(message.id)
    await fetched.add_reaction("❤")
    again = await home(bot).fetch_message(message.id)
    assert [(reaction.count, reaction.me) for reaction in again.reactions] == [(2, True)]
    users = [user.display_name async for user in again.reactions[0].users()]
    assert sorted(users) == ["Daan", "Sektor"]
    await again.clear_reactions()
    assert (await people["Mila"].refreshed(message)).reactions == {}
    with pytest.raises(discord.HTTPException) as refused:
        await fetched.add_reaction("nonsense")
    assert refused.value.code == 10014


async def test_a_poll_from_opening_to_outcome(bot: TinyBot, people: People) -> None:
    poll = discord.Poll("Where?", timedelta(hours=1)).add_answer(text="Tank").add_answer(text="Metropool")
    message = await home(bot).send(poll=poll)
    seen = await people["Mila"].last_message("algemeen")
    assert "Metropool" in seen.text
    await people["Mila"].vote(seen, [1])
    await people["Daan"].vote(seen, [2])
    await people["Daan"].vote(seen, [1])
    vote = (await bot.hears("raw_poll_vote_add"))[0]
    assert (vote.user_id, vote.answer_id) == (people["Mila"].id, 1)
    await bot.hears("raw_poll_vote_remove")
    with pytest.raises(ActionRefused):
        await people["Daan"].vote(seen, [1, 2])
    fetched = await home(bot).fetch_message(message.id)
    assert fetched.poll is not None
    voters = [user.display_name async for user in fetched.poll.answers[0].voters()]
    assert sorted(voters) == ["Daan", "Mila"]
    ended = await fetched.end_poll()
    assert ended.poll is not None
    assert ended.poll.is_finalized()
    result = await people["Mila"].wait_for_message("algemeen", lambda each: each.raw["type"] == 46)
    assert {field["name"]: field["value"] for field in result.embeds[0]["fields"]}[
        "victor_answer_text"
    ] == "Tank"
    with pytest.raises(ActionRefused):
        await people["Mila"].vote(seen, [2])


async def test_a_dm_and_someone_who_takes_none(bot: TinyBot, people: People) -> None:
    user = await bot.fetch_user(people["Mila"].id)
    await user.send("psst")
    mila = people["Mila"]
    assert [each.content for each in await mila.messages(await mila.dm())] == ["psst"]
    assert await people["Daan"].dms() == []
    await mila.takes_dms(False)
    with pytest.raises(discord.Forbidden) as refused:
        await user.send("psst")
    assert refused.value.code == 50007


async def test_limits_are_kept(bot: TinyBot, people: People) -> None:
    with pytest.raises(discord.HTTPException) as refused:
        await home(bot).send("x" * 2001)
    assert (refused.value.status, refused.value.code) == (400, 50035)
    with pytest.raises(discord.HTTPException) as refused:
        await home(bot).send("")
    assert refused.value.code == 50006
    with pytest.raises(ActionRefused, match="2000"):
        await people["Mila"].say("algemeen", "x" * 2001)


async def test_waiting_for_a_message_sees_edits(bot: TinyBot, people: People) -> None:
    message = await home(bot).send("draft")
    waiting = asyncio.create_task(
        people["Mila"].wait_for_message("algemeen", lambda each: each.content == "final")
    )
    await message.edit(content="final")
    assert (await waiting).id == message.id
