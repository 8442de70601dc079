"""The fixed *Ask* button in the desk channel: it comes back when somebody deletes it."""

import logging
from typing import Final

import discord
from discord.ext import commands

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.content import Content
from bot.desk_asking import form
from bot.ui import DurableButton, Interaction, view_of
from bot.words import SIGNAL, Voice
from domain.communities import Community
from domain.postings import Posting, Surface
from domain.timers import Timer
from services.desk_door import DOOR

log = logging.getLogger(__name__)

_PRESS: Final = "deskask"


class AskButton(DurableButton, template=r"deskask"):
    opens_form = True

    def __init__(self, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=_PRESS, label=label[:80] or "Ask", emoji="🙋", style=discord.ButtonStyle.primary
            )
        )

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        # what they typed before and did not send comes back
        client = interaction.client
        unsent = await client.services.desk_asking.unsent(caller_of(interaction), now=client.clock.now())
        await answer.form(form(unsent, answer.say))


def register(client: SektorClient) -> None:
    async def door(posting: Posting) -> Content | None:
        community = await client.services.desk_door.community(posting.community)
        voice = Voice(community)
        voices = [voice.say] if voice.english is None else [voice.say, voice.english]
        embed = discord.Embed(
            title=" · ".join(dict.fromkeys(f"🛎️ {say('The desk')}" for say in voices)).replace(" · 🛎️", " ·"),
            description="\n\n".join(
                say(
                    "Do you want to know something, or are you stuck? Press **Ask**. First you see what "
                    "the knowledge base knows about it; if that is not enough, the right sector head "
                    "answers. Only you and who answers can read it, unless you want otherwise."
                )
                for say in voices
            ),
            colour=SIGNAL,
        )
        label = " · ".join(dict.fromkeys(say("Ask") for say in voices))
        return Content(embeds=(embed,), view=view_of(AskButton(label)))

    async def stand(timer: Timer) -> None:
        await _stand(client, int(timer.subject))

    client.publisher.register("desk-door", Surface.DESK_DOOR, door, lambda _: _PRESS)
    client.timers.register(DOOR, stand)


async def _stand(client: SektorClient, community: int) -> None:
    """In the channel itself; where the desk is a forum, in a pinned post of its own."""
    door, now = client.services.desk_door, client.clock.now()
    channel_id, standing = await door.channel(community)
    guild = client.get_guild(community)
    channel = guild.get_channel(channel_id) if guild is not None else None
    if guild is None:
        return  # not here (yet): the next start sees to it
    place = channel_id
    if isinstance(channel, discord.ForumChannel):
        place = await _post_of(channel, [place for place, _ in standing], await door.community(community))
    for stood_in, message in standing:
        if stood_in == place and not await _is_there(client, stood_in, message, community):
            await door.gone(community, message)
    await door.stands(community, place, now=now)


async def _post_of(forum: discord.ForumChannel, known: list[int], community: Community) -> int:
    """The post in which the button stands: ours, if it is still there, else a new one at the top."""
    for place in known:
        try:
            thread = await forum.guild.fetch_channel(place)
        except discord.NotFound:
            continue
        if isinstance(thread, discord.Thread) and thread.parent_id == forum.id:
            if thread.archived:
                await thread.edit(archived=False)
            return thread.id
    voice = Voice(community)
    voices = [voice.say] if voice.english is None else [voice.say, voice.english]
    name = " · ".join(dict.fromkeys(say("Ask here") for say in voices))
    required = forum.flags.require_tag and forum.available_tags
    post = await forum.create_thread(
        name=name[:100],
        content="🙋",
        auto_archive_duration=10080,
        applied_tags=forum.available_tags[:1] if required else [],
    )
    try:
        await post.thread.edit(pinned=True)
    except discord.Forbidden:
        log.info("the post of the Ask button in %s could not be pinned", forum.id)
    return post.thread.id


async def _is_there(client: SektorClient, place: int, message: int, community: int) -> bool:
    """False only if Discord says that it is gone."""
    try:
        await client.get_partial_messageable(place, guild_id=community).fetch_message(message)
    except discord.NotFound:
        return False
    except discord.HTTPException as problem:
        log.warning("whether message %s stands cannot be told: %s", message, problem)
    return True


class Doors(commands.Cog):
    """Watches whether the button still stands."""

    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @commands.Cog.listener()
    async def on_raw_message_delete(self, gone: discord.RawMessageDeleteEvent) -> None:
        if gone.guild_id is not None:
            await self._client.services.desk_door.gone(gone.guild_id, gone.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, gone: discord.RawBulkMessageDeleteEvent) -> None:
        for message in gone.message_ids if gone.guild_id is not None else ():
            await self._client.services.desk_door.gone(gone.guild_id or 0, message)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, gone: discord.RawThreadDeleteEvent) -> None:
        await self._look(gone.guild_id, gone.thread_id)

    @commands.Cog.listener()
    async def on_thread_update(self, _: discord.Thread, after: discord.Thread) -> None:
        if after.archived:
            await self._look(after.guild.id, after.id)

    async def _look(self, guild: int, place: int) -> None:
        await self._client.services.desk_door.moved(guild, place, now=self._client.clock.now())
