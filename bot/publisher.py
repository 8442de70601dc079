"""Keeps what stands on Discord equal to what the database says.

Use cases only say which messages should stand (`storage.postings`). This loop claims those that do not agree
yet, has them rendered by the feature they belong to, and creates, edits or removes the message until they do.
"""

import asyncio
import logging
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

import aiohttp
import discord

from bot.answer import SILENT
from bot.clock import Clock
from bot.closed import CLOSED, closed_channels
from bot.content import Content, Picture
from bot.loops import Loop
from domain.communities import Channel
from domain.postings import Posting, Surface, Wanted
from storage.database import Database
from storage.postings import NO_DM
from storage.unit import Unit

__all__ = ["Content", "Mark", "Picture", "Publisher", "Renderer"]

log = logging.getLogger(__name__)

_LEASE: Final = timedelta(seconds=60)
_BATCH: Final = 20
_LONGEST_WAIT: Final = timedelta(minutes=10)
_LAST_MESSAGES: Final = 2.0
"""Seconds that the end waits for messages that are under way."""

_CLOCKS_DIFFER: Final = timedelta(minutes=10)
"""Discord dates messages by its own clock."""
_LOOKED_AT: Final = 1000

_UNKNOWN_MESSAGE: Final = 10008
_UNKNOWN_CHANNEL: Final = 10003
_CLOSED_TO_US: Final = {_UNKNOWN_CHANNEL, 50001, 50013}
_NO_DM: Final = {50007, 50278, 10013}


Renderer = Callable[[Posting], Awaitable[Content | None]]
"""Gives what the posting should show now; None when its subject is gone and nothing should stand."""

Mark = Callable[[Posting], str]
"""Gives the custom_id of a button that every message of this posting has and no other message: by it one is
found that was sent and not confirmed."""


Undelivered = Callable[[Unit, Posting], None]
"""What to do, in the same transaction, when a notice cannot be sent because its person takes none."""


@dataclass(frozen=True, slots=True)
class _Show:
    render: Renderer
    mark: Mark | None
    undelivered: Undelivered | None = None


class Publisher(Loop):
    """`client` must be logged in before `run`.

    Each channel is worked on by itself: one that is slow or closed keeps no other waiting.
    """

    def __init__(self, database: Database, client: discord.Client, clock: Clock) -> None:
        super().__init__("publisher")
        self._database = database
        self._client = client
        self._clock = clock
        self.calm = timedelta(seconds=5)
        """How long a message stays as it is when only small things about it change."""
        self._shows: dict[tuple[str, Surface], _Show] = {}
        self._busy: dict[int, asyncio.Task[None]] = {}
        self.register(CLOSED, Surface.PROBLEM, closed_channels(database))
        database.listen(lambda hints: self.wake() if "postings" in hints else None)

    def register(
        self,
        subject: str,
        surface: Surface,
        renderer: Renderer,
        mark: Mark | None = None,
        *,
        undelivered: Undelivered | None = None,
    ) -> None:
        """`renderer` shows this surface of subjects called `subject:...`. Without a `mark` a message that was
        not confirmed is known by its text."""
        self._shows[subject, surface] = _Show(renderer, mark, undelivered)

    async def turn(self) -> bool:
        now = self._clock.now()
        claimed = await self._database.write(
            lambda unit: unit.publishing.claim(
                now=now, lease=_LEASE, calm=self.calm, limit=_BATCH, except_in=list(self._busy)
            )
        )
        by_place: dict[int, list[Posting]] = defaultdict(list)
        for posting in claimed:
            by_place[posting.place].append(posting)
        for place, postings in by_place.items():
            task = asyncio.create_task(self._publish_all(postings), name=f"publishing in {place}")
            self._busy[place] = task
            task.add_done_callback(partial(self._finished, place))
        return len(claimed) == _BATCH

    async def publish_now(self) -> None:
        """Do what there is to do and wait until it is done; for who runs no loop."""
        while await self.turn() or self._busy:
            await asyncio.gather(*self._busy.values(), return_exceptions=True)

    def _finished(self, place: int, task: "asyncio.Task[None]") -> None:
        del self._busy[place]
        if not task.cancelled() and (problem := task.exception()):
            log.error("publishing in %s stumbled and is taken up again", place, exc_info=problem)
        self.wake()

    async def stop(self) -> None:
        """End within `_LAST_MESSAGES` seconds. A message that is under way then may or may not arrive; it is
        looked for after the next start."""
        await super().stop()
        if not self._busy:
            return
        _, unfinished = await asyncio.wait(self._busy.values(), timeout=_LAST_MESSAGES)
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)

    async def _publish_all(self, postings: list[Posting]) -> None:
        """One channel's messages stand in the order in which they came: when one has to wait, the others wait
        with it."""
        left = deque(postings)
        while left and not self._stopping:
            posting = left.popleft()
            wait = await self._try(posting)
            if wait is not None:
                not_before = self._clock.now() + wait
                await self._database.write(partial(_put_off, posting, left, not_before))
                return
        if left:
            await self._database.write(lambda unit: unit.publishing.release(left))

    async def _try(self, posting: Posting) -> timedelta | None:
        """Have it stand there; how long to wait before the next try, None if there is nothing to wait for."""
        try:
            await self._publish(posting)
        except discord.HTTPException as problem:
            return await self._failed(posting, problem)
        except (aiohttp.ClientError, OSError) as problem:
            return _later(posting, problem)
        except Exception:  # of ours; the channel is open, so the others go on
            log.exception("posting %s could not be rendered", posting.id)
            not_before = self._clock.now() + _wait(posting)
            await self._database.write(lambda unit: unit.publishing.retry(posting, (), not_before=not_before))
        return None

    async def _publish(self, posting: Posting) -> None:
        content = await self._render(posting) if posting.wanted else None
        channel = await self._channel(posting)
        message_id = posting.message_id
        if message_id is None and posting.attempted_at is not None:
            message_id = await self._look_for(posting, content, channel)
        if content is None:
            if message_id is not None:
                await self._remove(channel, message_id)
            await self._removed(posting)
        elif message_id is None:
            message = await channel.send(
                content.text,
                embeds=list(content.embeds),
                view=content.view or discord.utils.MISSING,
                files=content.files(),
                nonce=posting.nonce,
                allowed_mentions=SILENT,
            )
            await self._confirm(posting, message.id, content.digest())
        elif posting.anew:
            await self._remove(channel, message_id)
            await self._database.write(lambda unit: unit.publishing.lost(posting))
            self.wake()
        else:
            await self._bring_up_to_date(posting, channel, message_id, content)

    async def _bring_up_to_date(
        self, posting: Posting, channel: Any, message_id: int, content: Content
    ) -> None:
        digest = content.digest()
        if digest != posting.shown:
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
                log.info("message %s was deleted by hand and comes back with this change", message_id)
                await self._database.write(lambda unit: unit.publishing.lost(posting))
                self.wake()
                return
        await self._confirm(posting, message_id, digest)

    async def _confirm(self, posting: Posting, message_id: int, digest: str) -> None:
        now = self._clock.now()

        def work(unit: Unit) -> None:
            unit.publishing.confirm(posting, message_id=message_id, shown=digest, now=now)
            _is_open(unit, posting)

        await self._database.write(work)

    async def _removed(self, posting: Posting) -> None:
        def work(unit: Unit) -> None:
            unit.publishing.removed(posting)
            _is_open(unit, posting)

        await self._database.write(work)

    def _show(self, posting: Posting) -> _Show:
        return self._shows[posting.subject.partition(":")[0], posting.surface]

    async def _render(self, posting: Posting) -> Content | None:
        return await self._show(posting).render(posting)

    async def _channel(self, posting: Posting) -> Any:
        if posting.surface.is_notice:
            return await self._client.create_dm(discord.Object(posting.place))
        return self._client.get_partial_messageable(posting.place, guild_id=posting.community)

    async def _look_for(self, posting: Posting, content: Content | None, channel: Any) -> int | None:
        """A message that was sent and not confirmed."""
        show = self._show(posting)
        mark = show.mark(posting) if show.mark else None
        me = self._client.user.id if self._client.user else 0
        since = posting.attempted_at - _CLOCKS_DIFFER if posting.attempted_at else None
        async for message in channel.history(limit=_LOOKED_AT, after=since):
            if message.author.id != me:
                continue
            if (
                mark in _custom_ids(message)
                if mark
                else content is not None and message.content == content.text
            ):
                return int(message.id)
        return None

    async def _remove(self, channel: Any, message_id: int) -> None:
        try:
            await channel.get_partial_message(message_id).delete()
        except discord.NotFound:
            log.info("message %s was gone already", message_id)

    async def _failed(self, posting: Posting, problem: discord.HTTPException) -> timedelta | None:
        if posting.surface.is_notice and problem.code in _NO_DM | _CLOSED_TO_US:
            await self._database.write(partial(_park_unsent, posting, self._show(posting).undelivered))
        elif problem.code == _UNKNOWN_CHANNEL and not posting.wanted:
            await self._removed(posting)
        elif problem.code in _CLOSED_TO_US:
            log.warning(
                "posting %s: channel %s is closed to us (%s)", posting.id, posting.place, problem.code
            )
            await self._database.write(lambda unit: _park_and_tell(unit, posting, problem.code))
        elif 400 <= problem.status < 500 and problem.status != 429:
            log.error("posting %s was refused by Discord: %s", posting.id, problem)
            await self._database.write(lambda unit: unit.publishing.park(posting, f"refused {problem.code}"))
        else:
            return _later(posting, problem)
        return None


def _later(posting: Posting, problem: BaseException) -> timedelta:
    wait = _wait(posting)
    log.warning("posting %s waits %s: %s", posting.id, wait, problem)
    return wait


def _wait(posting: Posting) -> timedelta:
    return min(timedelta(seconds=2 ** min(posting.attempts, 10)), _LONGEST_WAIT)


def _put_off(posting: Posting, others: Iterable[Posting], not_before: datetime, unit: Unit) -> None:
    unit.publishing.retry(posting, others, not_before=not_before)


def _park_unsent(posting: Posting, undelivered: Undelivered | None, unit: Unit) -> None:
    unit.publishing.park(posting, NO_DM)
    if undelivered is not None:
        undelivered(unit, posting)


def _park_and_tell(unit: Unit, posting: Posting, code: int) -> None:
    """Stop trying, and say so once per channel where the editors look."""
    unit.publishing.park(posting, f"closed {code}")
    review = unit.communities.channels(posting.community).get(Channel.REVIEW)
    if review is not None and posting.surface is not Surface.PROBLEM and review != posting.place:
        unit.postings.plan(posting.community, f"{CLOSED}:{posting.place}", [Wanted(Surface.PROBLEM, review)])
        unit.hint("postings")


def _is_open(unit: Unit, posting: Posting) -> None:
    """We could write there: what the editors were told of this channel is not so any more."""
    if not posting.surface.is_notice and unit.postings.withdraw(
        posting.community, f"{CLOSED}:{posting.place}"
    ):
        unit.hint("postings")


def _custom_ids(message: discord.Message) -> list[str]:
    found = []
    for row in message.components:
        for component in getattr(row, "children", [row]):
            custom_id = getattr(component, "custom_id", None)
            if custom_id:
                found.append(custom_id)
    return found
