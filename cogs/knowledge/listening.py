"""Questions in chat: a mention, a private message, or the channel that is there for them."""

import asyncio
import logging
from datetime import timedelta
from hashlib import blake2b
from typing import Any, Final

import discord
from discord.ext import commands

from bot.answer import SILENT
from bot.client import SektorClient
from bot.i18n import Say
from cogs.knowledge import cards
from cogs.knowledge.views import answer_view
from domain.knowledge.asking import Asked, for_us, is_talk, language_of
from domain.refusal import Refusal
from services.acting import Caller
from services.asking import Answered

log = logging.getLogger(__name__)

_AT_ONCE: Final = 2
"""Questions that are looked up at the same time; the rest waits, so that commands do not."""
_WAITING: Final = 200
_KNOWN_FOR: Final = timedelta(minutes=10)
"""How long we go by what Discord said of somebody who writes us in private: on which server, which roles."""


class Listening(commands.Cog):
    def __init__(self, client: SektorClient) -> None:
        self._client = client
        self._turn = asyncio.Semaphore(_AT_ONCE)
        self._waiting = 0
        self._homes: dict[int, tuple[float, Caller | None]] = {}
        self._channels: dict[int, tuple[float, int]] = {}

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Answer what was asked before the bot went down. Discord remembers a nonce for some minutes; after
        that the channel says whether the answer stands there."""
        client = self._client
        for shown in await client.services.asking.owed(now=client.clock.now()):
            question = shown.question
            channel = client.get_partial_messageable(question.channel)
            try:
                if not await self._stands(channel, question.message):
                    asked = discord.MessageReference(
                        message_id=question.message, channel_id=question.channel, fail_if_not_exists=False
                    )
                    await self._send(channel, asked, None, **_said(shown))
            except (discord.Forbidden, discord.NotFound) as problem:
                log.warning("question %s cannot be answered any more: %s", question.id, problem)
            except discord.HTTPException as problem:
                log.warning("question %s waits for its answer: %s", question.id, problem)
                continue
            await client.services.asking.told(question.id, now=client.clock.now())

    async def _stands(self, channel: discord.abc.Messageable, asked: int) -> bool:
        me = self._client.user
        async for one in channel.history(after=discord.Object(asked), limit=100):
            if one.author == me and one.reference is not None and one.reference.message_id == asked:
                return True
        return False

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        me = self._client.user
        if me is None or message.author.bot or message.webhook_id or not message.content:
            return
        if message.type not in {discord.MessageType.default, discord.MessageType.reply}:
            return
        direct = message.guild is None
        listens = not direct and message.reference is None and await self._listens(message)
        asked = for_us(message.content, bot=me.id, listens=listens, direct=direct)
        if asked is None or self._waiting >= _WAITING:
            return
        self._waiting += 1
        try:
            async with self._turn:
                await self._answer(message, asked)
        except discord.HTTPException as problem:
            log.warning("question in message %s got no answer: %s", message.id, problem)
        except Refusal as refusal:
            if direct:
                say = Say(language_of(asked.text) or "nl")
                await message.channel.send(
                    say.message(refusal.message_id, refusal.params),
                    nonce=_nonce(message.id),
                    allowed_mentions=SILENT,
                )
        finally:
            self._waiting -= 1

    async def _listens(self, message: discord.Message) -> bool:
        """In the knowledge channel, if the bot may read what does not mention it."""
        if not self._client.config.discord.message_content or message.guild is None:
            return False
        now = asyncio.get_running_loop().time()
        known = self._channels.get(message.guild.id)
        if known is None or known[0] < now:
            guild = message.guild.id
            channel = await self._client.services.asking.listens_in(guild)
            known = self._channels[guild] = (now + 60, channel)
        return message.channel.id == known[1]

    async def _answer(self, message: discord.Message, asked: Asked) -> None:
        client = self._client
        caller = await self._caller(message)
        if caller is None:
            say = Say(language_of(asked.text) or "nl")
            await self._send(
                message.channel,
                message.to_reference(fail_if_not_exists=False),
                say("I know you from no server of De Sektor. Ask me there, or join one first."),
            )
            return
        locale = language_of(asked.text) or await self._locale(caller)
        if message.guild is None and is_talk(asked.text):
            say = Say(locale)
            await self._send(
                message.channel,
                message.to_reference(fail_if_not_exists=False),
                say("Hello! Ask me a question about making and organising, for example: “{example}”",
                    example=say("How do I apply for a grant?")),
            )  # fmt: skip
            return
        shown = await client.services.asking.ask(
            caller,
            asked.text,
            locale,
            channel=message.channel.id,
            in_public=message.guild is not None,
            now=client.clock.now(),
            message=message.id,
        )
        if shown.again:
            return
        await self._send(
            message.channel, message.to_reference(fail_if_not_exists=False), None, **_said(shown)
        )
        await client.services.asking.told(shown.question.id, now=client.clock.now())

    async def _send(
        self,
        channel: discord.abc.Messageable,
        asked: discord.MessageReference,
        text: str | None,
        **more: Any,
    ) -> None:
        await channel.send(
            text,
            reference=asked,
            mention_author=False,
            nonce=_nonce(asked.message_id or 0),
            allowed_mentions=SILENT,
            **more,
        )

    async def _locale(self, caller: Caller) -> str:
        """In whose language we answer what tells none: theirs if we know it, else the community's."""
        return await self._client.services.asking.locale_of(caller)

    async def _caller(self, message: discord.Message) -> Caller | None:
        author = message.author
        if message.guild is not None:
            roles = author.roles if isinstance(author, discord.Member) else []
            manages = isinstance(author, discord.Member) and author.guild_permissions.manage_guild
            return Caller(
                id=author.id,
                name=author.display_name,
                community=message.guild.id,
                interaction=message.id,
                role_ids=frozenset(role.id for role in roles),
                manages=manages,
            )
        return await self._home(author, message.id)

    async def _home(self, author: discord.abc.User, message_id: int) -> Caller | None:
        """The server of ours on which somebody is who writes in private, and what they are there."""
        now = asyncio.get_running_loop().time()
        known = self._homes.get(author.id)
        if known is None or known[0] < now:
            if len(self._homes) > 10_000:
                self._homes.clear()
            known = self._homes[author.id] = (
                now + _KNOWN_FOR.total_seconds(),
                await self._look_for(author),
            )
        found = known[1]
        if found is None:
            return None
        return Caller(found.id, found.name, found.community, message_id, found.role_ids, found.manages)

    async def _look_for(self, author: discord.abc.User) -> Caller | None:
        ours = await self._client.services.asking.communities()
        for guild in self._client.guilds:
            if guild.id not in ours:
                continue
            try:
                member = await guild.fetch_member(author.id)
            except discord.NotFound:
                continue
            return Caller(
                id=member.id,
                name=member.display_name,
                community=guild.id,
                interaction=0,
                role_ids=frozenset(role.id for role in member.roles),
                manages=member.guild_permissions.manage_guild,
            )
        return None


def _said(shown: Answered) -> dict[str, Any]:
    say = Say(shown.question.locale, shown.community.zone)
    return {"embed": cards.answer(shown, say), "view": answer_view(shown, say)}


def _nonce(message_id: int) -> str:
    """The same for every try to answer the same message."""
    return blake2b(f"answer/{message_id}".encode(), digest_size=12).hexdigest()
