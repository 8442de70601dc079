"""Keeps what stands on Discord equal to what the database says.

Use cases only say which messages should stand (`storage.postings`). This loop claims those that do not agree
yet, has them rendered by the feature they belong to, and creates, edits or removes the message until they do.
"""

import asyncio
import io
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any, Final

import aiohttp
import discord
import orjson

from bot.answer import SILENT
from bot.clock import Clock
from bot.loops import Loop
from domain.communities import Channel
from domain.postings import Posting, Surface, Wanted
from storage.database import Database
from storage.unit import Unit

log = logging.getLogger(__name__)

_LEASE: Final = timedelta(seconds=60)
_CALM: Final = timedelta(seconds=5)
_BATCH: Final = 32
_LONGEST_WAIT: Final = timedelta(minutes=10)

_UNKNOWN_MESSAGE: Final = 10008
_CLOSED_TO_US: Final = {10003, 50001, 50013}
_NO_DM: Final = {50007, 50278, 10013}


@dataclass(frozen=True, slots=True)
class Picture:
    """A file that goes with a message; referred to as `attachment://name`."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Content:
    """What a message should show."""

    text: str | None = None
    embeds: Sequence[discord.Embed] = ()
    view: discord.ui.View | None = None
    pictures: Sequence[Picture] = field(default_factory=tuple)

    def digest(self) -> str:
        """Equal for equal content."""
        shown = {
            "text": self.text,
            "embeds": [embed.to_dict() for embed in self.embeds],
            "view": self.view.to_components() if self.view else [],
            "pictures": [(picture.name, sha256(picture.data).hexdigest()) for picture in self.pictures],
        }
        return sha256(orjson.dumps(shown, option=orjson.OPT_SORT_KEYS)).hexdigest()

    def files(self) -> list[discord.File]:
        return [discord.File(io.BytesIO(picture.data), picture.name) for picture in self.pictures]


Renderer = Callable[[Posting], Awaitable[Content | None]]
"""Gives what the posting should show now; None when its subject is gone and nothing should stand."""


class Publisher(Loop):
    """`client` must be logged in before `run`."""

    def __init__(self, database: Database, client: discord.Client, clock: Clock) -> None:
        super().__init__("publisher")
        self._database = database
        self._client = client
        self._clock = clock
        self._renderers: dict[tuple[str, Surface], Renderer] = {}
        database.listen(lambda hints: self.wake() if "postings" in hints else None)

    def register(self, subject: str, surface: Surface, renderer: Renderer) -> None:
        """`renderer` shows this surface of subjects called `subject:...`."""
        self._renderers[subject, surface] = renderer

    async def turn(self) -> bool:
        now = self._clock.now()
        claimed = await self._database.write(
            lambda unit: unit.postings.claim(now=now, lease=_LEASE, calm=_CALM, limit=_BATCH)
        )
        by_place: dict[int, list[Posting]] = defaultdict(list)
        for posting in claimed:
            by_place[posting.place].append(posting)
        # one channel's messages stand in the order in which they came; channels do not wait for each other
        await asyncio.gather(*(self._publish_all(postings) for postings in by_place.values()))
        return len(claimed) == _BATCH

    async def _publish_all(self, postings: list[Posting]) -> None:
        for posting in postings:
            try:
                await self._publish(posting)
            except discord.HTTPException as problem:
                await self._failed(posting, problem)
            except (aiohttp.ClientError, OSError) as problem:
                await self._later(posting, problem)
            except Exception:
                log.exception("posting %s could not be rendered", posting.id)
                await self._later(posting, None)

    async def _publish(self, posting: Posting) -> None:
        content = await self._render(posting) if posting.wanted else None
        channel = await self._channel(posting)
        message_id = posting.message_id
        if message_id is None and posting.attempted_at is not None:
            message_id = await self._look_for(posting, channel)
        if content is None:
            if message_id is not None:
                await self._remove(channel, message_id)
            await self._database.write(lambda unit: unit.postings.gone(posting))
            return
        digest = content.digest()
        if message_id is None:
            message = await channel.send(
                content.text,
                embeds=list(content.embeds),
                view=content.view or discord.utils.MISSING,
                files=content.files(),
                nonce=posting.nonce,
                allowed_mentions=SILENT,
            )
            message_id = message.id
        elif digest != posting.shown:
            try:
                await channel.get_partial_message(message_id).edit(
                    content=content.text,
                    embeds=list(content.embeds),
                    view=content.view,
                    attachments=content.files(),
                    allowed_mentions=SILENT,
                )
            except discord.NotFound as missing:
                if missing.code != _UNKNOWN_MESSAGE:
                    raise
                await self._database.write(lambda unit: unit.postings.gone(posting))
                return
        now = self._clock.now()
        await self._database.write(
            lambda unit: unit.postings.confirm(posting, message_id=message_id, shown=digest, now=now)
        )

    async def _render(self, posting: Posting) -> Content | None:
        renderer = self._renderers[posting.subject.partition(":")[0], posting.surface]
        return await renderer(posting)

    async def _channel(self, posting: Posting) -> Any:
        if posting.surface.is_notice:
            return await self._client.create_dm(discord.Object(posting.place))
        return self._client.get_partial_messageable(posting.place, guild_id=posting.community)

    async def _look_for(self, posting: Posting, channel: Any) -> int | None:
        """A message that was sent and not confirmed, found by the subject's key in its buttons."""
        me = self._client.user.id if self._client.user else 0
        key = posting.subject + ":"
        since = posting.attempted_at - timedelta(minutes=1) if posting.attempted_at else None
        async for message in channel.history(limit=100, after=since):
            if message.author.id == me and any(
                custom_id.startswith(key) for custom_id in _custom_ids(message)
            ):
                return int(message.id)
        return None

    async def _remove(self, channel: Any, message_id: int) -> None:
        try:
            await channel.get_partial_message(message_id).delete()
        except discord.NotFound:
            log.info("message %s was gone already", message_id)

    async def _failed(self, posting: Posting, problem: discord.HTTPException) -> None:
        if posting.surface.is_notice and problem.code in _NO_DM:
            await self._database.write(lambda unit: unit.postings.park(posting, "dm"))
        elif problem.code in _CLOSED_TO_US:
            log.warning(
                "posting %s: channel %s is closed to us (%s)", posting.id, posting.place, problem.code
            )
            await self._database.write(lambda unit: _park_and_tell(unit, posting, problem.code))
        elif 400 <= problem.status < 500 and problem.status != 429:
            log.error("posting %s was refused by Discord: %s", posting.id, problem)
            await self._database.write(lambda unit: unit.postings.park(posting, f"refused {problem.code}"))
        else:
            await self._later(posting, problem)

    async def _later(self, posting: Posting, problem: BaseException | None) -> None:
        wait = min(timedelta(seconds=2 ** min(posting.attempts, 10)), _LONGEST_WAIT)
        if problem is not None:
            log.warning("posting %s waits %s: %s", posting.id, wait, problem)
        not_before = self._clock.now() + wait
        await self._database.write(lambda unit: unit.postings.retry(posting, not_before=not_before))


def _park_and_tell(unit: Unit, posting: Posting, code: int) -> None:
    """Stop trying, and say so once per channel where the editors look."""
    unit.postings.park(posting, f"closed {code}")
    review = unit.communities.channels(posting.community).get(Channel.REVIEW)
    if review is not None and posting.surface is not Surface.PROBLEM and review != posting.place:
        unit.postings.plan(posting.community, f"problem:{posting.place}", [Wanted(Surface.PROBLEM, review)])
        unit.hint("postings")


def _custom_ids(message: discord.Message) -> list[str]:
    found = []
    for row in message.components:
        for component in getattr(row, "children", [row]):
            custom_id = getattr(component, "custom_id", None)
            if custom_id:
                found.append(custom_id)
    return found
