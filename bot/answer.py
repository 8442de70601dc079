"""How an interaction gets its answer: within three seconds, once, and in the reader's language.

Discord waits 3 s for a first answer. Most of ours are ready in a few milliseconds and go out as that first
answer, which people see at once; when the work takes longer, a watchdog acknowledges first and the answer
follows. Both go through one lock, so that they cannot cross.
"""

import asyncio
import io
import logging
from collections.abc import Iterable, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

import discord
from discord.utils import MISSING

from bot.i18n import Say, locale_of
from domain.refusal import Refusal

log = logging.getLogger(__name__)

_PATIENCE: Final = 1.5
"""Seconds until the watchdog acknowledges; half of what Discord allows, since the network wants its share."""

_MOST_SHOWN: Final = 1900
"""Characters of a message; what is longer comes as a file."""

_WORTH_GIVING_BACK: Final = 10
"""Characters; what is shorter is typed again as quickly as it is copied."""

_KEY: Final = "answer"

SILENT: Final = discord.AllowedMentions.none()


class Answer:
    """The answer to one interaction. `Answer.to(interaction)` gives the one that belongs to it."""

    def __init__(self, interaction: discord.Interaction[Any]) -> None:
        self._interaction = interaction
        self._lock = asyncio.Lock()
        self._acknowledged = False
        self._watchdog: asyncio.TimerHandle | None = None
        self._late: asyncio.Task[None] | None = None
        self.say = Say(locale_of(interaction.locale))

    @classmethod
    def to(cls, interaction: discord.Interaction[Any]) -> "Answer":
        answer: Answer | None = interaction.extras.get(_KEY)
        if answer is None:
            answer = interaction.extras[_KEY] = cls(interaction)
        return answer

    def in_zone(self, zone: ZoneInfo) -> Say:
        """From here on times are told in this zone, the one of the community that it is about."""
        self.say = Say(self.say.locale, zone)
        return self.say

    def watch(self) -> None:
        """Acknowledge by itself when the work takes long. Not for what may open a form: a form can only be
        a first answer."""
        if self._watchdog is None:
            self._watchdog = asyncio.get_running_loop().call_later(_PATIENCE, self._bark)

    def _bark(self) -> None:
        self._late = asyncio.create_task(self._acknowledge_late())

    async def _acknowledge_late(self) -> None:
        try:
            await self.acknowledge()
        except discord.HTTPException as problem:
            log.warning("interaction %s could not be acknowledged: %s", self._interaction.id, problem)

    async def acknowledge(self) -> None:
        """Tell Discord that an answer is coming. A button's message stays as it is meanwhile."""
        async with self._lock:
            if self._acknowledged:
                return
            response = self._interaction.response
            if self._on_message:
                await response.defer()
            else:
                await response.defer(ephemeral=True, thinking=True)
            self._acknowledged = True

    @property
    def _on_message(self) -> bool:
        return self._interaction.message is not None

    async def send(
        self,
        content: str | None = None,
        *,
        embeds: Sequence[discord.Embed] = (),
        view: discord.ui.View | None = None,
        files: Sequence[discord.File] = (),
    ) -> None:
        """A message that only the person sees."""
        async with self._lock:
            self._settle()
            arguments: dict[str, Any] = {
                "content": content,
                "embeds": list(embeds),
                "files": list(files),
                "view": view or MISSING,
                "ephemeral": True,
                "allowed_mentions": SILENT,
            }
            if self._acknowledged:
                await self._interaction.followup.send(**arguments)
            else:
                await self._interaction.response.send_message(**arguments)
                self._acknowledged = True

    async def update(
        self,
        content: str | None = None,
        *,
        embeds: Sequence[discord.Embed] = (),
        view: discord.ui.View | None = None,
        files: Sequence[discord.File] = (),
    ) -> None:
        """Replace the private message whose button was pressed or whose form was sent; a new one if there
        is none to replace."""
        message = self._interaction.message
        if message is None or not message.flags.ephemeral:
            await self.send(content, embeds=embeds, view=view, files=files)
            return
        async with self._lock:
            self._settle()
            arguments: dict[str, Any] = {
                "content": content,
                "embeds": list(embeds),
                "attachments": list(files),
                "view": view,
                "allowed_mentions": SILENT,
            }
            if self._acknowledged:
                await self._interaction.edit_original_response(**arguments)
            else:
                await self._interaction.response.edit_message(**arguments)
                self._acknowledged = True

    async def show(self, content: str) -> None:
        """The one private message that is this answer says something else now: how far it is, what came of
        it. For commands."""
        async with self._lock:
            self._settle()
            if self._acknowledged:
                await self._interaction.edit_original_response(content=content, allowed_mentions=SILENT)
            else:
                await self._interaction.response.send_message(
                    content, ephemeral=True, allowed_mentions=SILENT
                )
                self._acknowledged = True

    async def form(self, modal: discord.ui.Modal) -> None:
        """Open a form; only possible as the first answer."""
        async with self._lock:
            self._settle()
            await self._interaction.response.send_modal(modal)
            self._acknowledged = True

    async def refuse(self, refusal: Refusal, typed: Iterable[str] = ()) -> None:
        """`typed` is what somebody wrote in a form that could not be used: it is given back, so that nothing
        of it is lost."""
        sentence = self.say.message(refusal.message_id, refusal.params)
        text = "\n".join(one for one in typed if one.strip())
        if len(text) < _WORTH_GIVING_BACK:
            await self.send(sentence)
            return
        shown = f"{sentence}\n\n{self.say('This is what you typed:')}"
        if len(shown) + len(text) <= _MOST_SHOWN:
            block = text.replace("```", "'''")
            await self.send(f"{shown}\n```\n{block}\n```")
            return
        file = discord.File(io.BytesIO(text.encode()), filename=f"{self.say('what you typed')}.txt")
        await self.send(shown[:2000], files=[file])

    def _settle(self) -> None:
        if self._watchdog is not None:
            self._watchdog.cancel()
            self._watchdog = None


async def report(
    interaction: discord.Interaction[Any], error: BaseException, typed: Iterable[str] = ()
) -> None:
    """Answer what went wrong: what the person did in their words, what we did with the id to ask about.
    `typed` is what they wrote in a form, which a refusal gives back."""
    answer = Answer.to(interaction)
    cause = _cause(error)
    try:
        if isinstance(cause, Refusal):
            await answer.refuse(cause, typed)
            return
        log.error("interaction %s failed", interaction.id, exc_info=cause)
        await answer.send(
            answer.say(
                "Something went wrong on our side; nothing you typed before is lost. Try again, and if it "
                "stays so, give the people of De Sektor this number: {number}.",
                number=str(interaction.id),
            )
        )
    except discord.HTTPException as problem:
        log.warning("interaction %s got no answer: %s", interaction.id, problem)


def _cause(error: BaseException) -> BaseException:
    """discord.py wraps what a command raised."""
    return getattr(error, "original", error)
