"""The thread of a question on Discord: a private one, or for a public question a post in the forum. It is
brought to what it should be by one handler, which may run as often as it likes."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import discord
from discord.ext import commands

from bot.client import SektorClient
from bot.desk_words import status_words, title
from bot.i18n import Say
from domain.texts import shortened
from domain.timers import Timer
from services.desk_threads import Wanted

log = logging.getLogger(__name__)

_ARCHIVED_AFTER: Final = 10080
"""Minutes without a word: a week, the longest that Discord knows."""
_PATIENCE: Final = 20.0
"""Seconds to wait for the connection before the timer makes room for others."""
_LOOK_AGAIN: Final = timedelta(minutes=1)
_MOST_TAGS: Final = 20
_LONGEST_TAG: Final = 20
_KEPT: Final = 4000


class DeskThreads(commands.Cog):
    def __init__(self, client: SektorClient) -> None:
        self._client = client
        self._threads = client.services.desk_threads

    async def settle(self, timer: Timer) -> None:
        """Have the thread be there, open, with its name, tags and people."""
        question_id = int(timer.subject)
        if not await self._is_there():
            await self._threads.later(question_id, self._client.clock.now() + _LOOK_AGAIN)
            return
        wanted = await self._threads.wanted(question_id, now=self._client.clock.now())
        guild = self._client.get_guild(wanted.question.community) if wanted is not None else None
        if wanted is None or guild is None:
            return
        thread = await self._find(guild, wanted)
        if thread is None and wanted.question.is_closed:
            return
        if thread is None:
            thread = await self._open(guild, wanted)
        if thread is None:
            log.warning("no thread for question %s: no channel lets us open one", question_id)
            return
        thread = await self._bring_up_to_date(thread, wanted)
        await self._threads.placed(question_id, thread.id)
        await self._seat(thread, wanted)
        if wanted.later is not None:
            await self._threads.later(question_id, wanted.later)

    async def _is_there(self) -> bool:
        """Just after the start no server is known yet, which looks as if we were on none."""
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._client.wait_until_ready()
        except TimeoutError:
            return False
        return True

    async def _find(self, guild: discord.Guild, wanted: Wanted) -> discord.Thread | None:
        """The thread it has; one that was made and not noted down is known by its number."""
        if wanted.question.thread:
            try:
                found = await guild.fetch_channel(wanted.question.thread)
            except discord.NotFound:
                return None
            return found if isinstance(found, discord.Thread) else None
        me = self._client.user
        begins = _number(wanted)
        for thread in await guild.active_threads():
            mine = me is not None and thread.owner_id == me.id and thread.parent_id in wanted.places
            if mine and thread.name.startswith(begins) and await self._threads.of(thread.id) is None:
                return thread
        return None

    async def _open(self, guild: discord.Guild, wanted: Wanted) -> discord.Thread | None:
        """In the desk's channel, or in another that people see. A forum has public posts only."""
        say = Say(wanted.community.locale, wanted.community.zone)
        public = wanted.question.public
        for place in wanted.places:
            channel = guild.get_channel(place)
            try:
                if isinstance(channel, discord.ForumChannel) and public:
                    opened = await channel.create_thread(
                        name=_name(wanted),
                        content=shortened(
                            say("Question no. {number}", number=str(wanted.question.number)), 100
                        ),
                        applied_tags=await _tags(channel, wanted, say),
                        auto_archive_duration=_ARCHIVED_AFTER,
                        allowed_mentions=discord.AllowedMentions.none(),
                    )
                    return opened.thread
                if isinstance(channel, discord.TextChannel):
                    kind = discord.ChannelType.public_thread if public else discord.ChannelType.private_thread
                    return await channel.create_thread(
                        name=_name(wanted),
                        type=kind,
                        invitable=public,
                        auto_archive_duration=_ARCHIVED_AFTER,
                    )
            except discord.Forbidden as closed:
                log.warning(
                    "question %s finds no thread in channel %s: %s", wanted.question.id, place, closed
                )
        return None

    async def _bring_up_to_date(self, thread: discord.Thread, wanted: Wanted) -> discord.Thread:
        """Out of the archive, or its card could not be changed; its name and its tags as they should be."""
        if thread.archived and thread.locked:
            log.warning("thread %s is locked; question %s goes on by command", thread.id, wanted.question.id)
            return thread
        if thread.archived:
            thread = await thread.edit(archived=False)
        name = _name(wanted)
        forum = thread.parent
        say = Say(wanted.community.locale, wanted.community.zone)
        if isinstance(forum, discord.ForumChannel):
            tags = await _tags(forum, wanted, say)
            if {tag.id for tag in tags} != {tag.id for tag in thread.applied_tags} or thread.name != name:
                return await thread.edit(name=name, applied_tags=tags)
        elif thread.name != name:
            return await thread.edit(name=name)
        return thread

    async def _seat(self, thread: discord.Thread, wanted: Wanted) -> None:
        """Let in who should be there, the asker at once; who is no party to a private question any more has
        to go."""
        there = {member.id for member in await thread.fetch_members()}
        asker = wanted.question.asker
        for person in wanted.people:
            if person in there or (wanted.later is not None and person != asker):
                continue
            try:
                await thread.add_user(discord.Object(person))
            except discord.HTTPException as problem:
                log.warning("%s cannot be in thread %s: %s", person, thread.id, problem)
        if wanted.question.public:
            return
        me = self._client.user
        for person in there - {me.id if me is not None else 0} - set(wanted.people):
            if not await self._threads.may_be_in(wanted.question.id, person):
                await thread.remove_user(discord.Object(person))

    # ---- what happens on Discord

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, event: discord.RawThreadDeleteEvent) -> None:
        await self._threads.gone(event.thread_id, now=self._client.clock.now())

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """What people write in the thread belongs to the question, as far as Discord lets us read it."""
        if message.guild is None or message.author.bot or message.webhook_id:
            return
        if message.type not in {discord.MessageType.default, discord.MessageType.reply}:
            return
        if not isinstance(message.channel, discord.Thread | discord.PartialMessageable):
            return
        await self._threads.said(
            message.channel.id,
            message.id,
            message.author.id,
            shortened(message.content, _KEPT),
            now=self._client.clock.now(),
        )


def _number(wanted: Wanted) -> str:
    return f"{wanted.question.number} · "


def _name(wanted: Wanted) -> str:
    return shortened(f"{_number(wanted)}{title(wanted.question, 90)}", 100)


async def _tags(forum: discord.ForumChannel, wanted: Wanted, say: Say) -> Sequence[discord.ForumTag]:
    """Its sector and its state, by name. Made if they are not there and there is room; else it goes
    without."""
    names = [status_words(wanted.question, say)]
    if wanted.sector is not None:
        names.insert(0, wanted.sector.name(say.locale))
    names = [shortened(name, _LONGEST_TAG) for name in names]
    there = {tag.name: tag for tag in forum.available_tags}
    missing = [name for name in names if name not in there]
    if missing and len(there) + len(missing) <= _MOST_TAGS:
        try:
            changed = await forum.edit(
                available_tags=[*forum.available_tags, *(discord.ForumTag(name=name) for name in missing)]
            )
        except discord.Forbidden as closed:
            log.warning("the forum %s gets no tags: %s", forum.id, closed)
        else:
            if changed is not None:
                there = {tag.name: tag for tag in changed.available_tags}
    found = [there[name] for name in names if name in there]
    if not found and forum.flags.require_tag:
        found = list(forum.available_tags[:1])
    return found
