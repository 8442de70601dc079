"""Keeps Discord's own event list equal to what the agenda says.

Use cases say nothing about the list: every change of what is public counts a community's agenda up. This loop
claims the communities whose list has not seen that yet, works out the steps, and takes them one by one.
"""

import asyncio
import logging
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import Final

import aiohttp
import discord

from bot.client import SektorClient
from bot.clock import SystemClock
from bot.loops import Loop
from cogs.mirror import cards
from cogs.mirror.event_list import EventList
from domain.mirror import ENDINGS, Act, Room, Seen, Step, is_off
from services.mirror import Work

log = logging.getLogger(__name__)

_LEASE: Final = timedelta(minutes=5)
_PATIENCE: Final = 120.0
"""Seconds for one request, waiting for a rate limit included; well within the lease."""

_TOGETHER: Final = 10
"""Steps before it is worked out anew what is to be done: a change must not wait until a long list is full."""

_TRIED_AGAIN: Final = 1.0
"""Seconds after which discord.py itself, at the soonest, sends a request again that Discord answered with a
server error. What took so long may stand there twice."""

_LONGEST_WAIT: Final = timedelta(minutes=10)
_FULL_FOR: Final = timedelta(minutes=1)
_LAST_REQUESTS: Final = 2.0

_UNKNOWN_EVENT: Final = 10070
_FINISHED: Final = 180000
_FULL: Final = 30038
_NOT_ALLOWED: Final = {50001, 50013, 10004}

_FOR_VOICE: Final = discord.Permissions(create_events=True, view_channel=True, connect=True)
_FOR_STAGE: Final = _FOR_VOICE | discord.Permissions(
    manage_channels=True, mute_members=True, move_members=True
)
"""What an event in a channel takes (Discord's Guild Scheduled Event Resource, "Permissions Requirements")."""

_LAYOUT: Final = 2
"""Counted up when events are shown in another way, so that what stands there is brought up to date."""


class EventListKeeper(Loop):
    def __init__(self, client: SektorClient) -> None:
        super().__init__("mirror")
        self._client = client
        self._service = client.services.mirror
        self._list = EventList(client)
        self._real = SystemClock()
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._public_url = client.config.web.public_url.rstrip("/")
        self._service.listen(self.wake)

    async def turn(self) -> bool:
        claimed = await self._service.claim(
            now=self._client.clock.now(),
            real_now=self._real.now(),
            lease=_LEASE,
            except_in=list(self._busy),
        )
        for community in claimed:
            task = asyncio.create_task(self._keep(community), name=f"event list of {community}")
            self._busy[community] = task
            task.add_done_callback(partial(self._finished, community))
        return False

    async def stop(self) -> None:
        """End within `_LAST_REQUESTS` seconds. What is under way then is looked for after the next start."""
        await super().stop()
        if self._busy:
            _, unfinished = await asyncio.wait(self._busy.values(), timeout=_LAST_REQUESTS)
            for task in unfinished:
                task.cancel()
            await asyncio.gather(*unfinished, return_exceptions=True)

    def _finished(self, community: int, task: "asyncio.Task[None]") -> None:
        del self._busy[community]
        if not task.cancelled() and (problem := task.exception()):
            log.error("the event list of %s is taken up again later", community, exc_info=problem)
        self.wake()

    async def _keep(self, community: int) -> None:
        """Have one server's list agree with its agenda."""
        try:
            while not self._stopping:
                if not await self._round(community):
                    return
            await self._service.release(community)
        except discord.HTTPException as problem:
            await self._failed(community, problem)
        except (aiohttp.ClientError, OSError) as problem:  # a request that took too long among them
            await self._later(community, problem)
        except Exception:
            log.exception("the event list of %s could not be brought up to date", community)
            await self._later(community, None)

    async def _round(self, community: int) -> bool:
        """The next few requests; False when nothing is left to do now."""
        work = await self._service.look(
            community, self._layout, now=self._client.clock.now(), real_now=self._real.now()
        )
        if work is None:
            await self._service.release(community)
            return False
        guild = self._client.get_guild(community)
        if work.rooms and (not self._client.is_ready() or (guild is not None and guild.unavailable)):
            await self._later(community, None)  # which channels there are is not known yet
            return False
        if (work.must_list or work.must_count) and work.wait_until is not None:
            await self._service.retry(community, not_before=work.wait_until)
            return False
        if work.must_count or work.must_list:
            ours = await self._look_up(community)
            if work.must_count:
                await self._count(community, ours)
            return True
        for step in work.steps[:_TOGETHER]:
            if self._stopping:
                break
            await self._take(work, step)
        if not work.steps:
            await self._service.finished(work)
        return bool(work.steps)

    @property
    def _layout(self) -> str:
        return f"{_LAYOUT}/{self._public_url}"

    async def _look_up(self, community: int) -> list[Seen]:
        """What stands there, whoever put it there."""
        async with asyncio.timeout(_PATIENCE):
            ours, others = await self._list.listed(community)
        twice = await self._service.listed(community, ours, others, now=self._client.clock.now())
        for discord_id in twice:
            log.warning("event %s stood on the list of %s a second time", discord_id, community)
            async with asyncio.timeout(_PATIENCE):
                await self._delete(community, discord_id)
        return ours

    async def _count(self, community: int, ours: Iterable[Seen]) -> None:
        """Who is interested, also who became so while we were away."""
        known = await self._service.known_people(community)
        for seen in ours:
            if seen.interested == 0 and not known.get(seen.discord_id):
                continue
            async with asyncio.timeout(_PATIENCE):
                people = await self._list.people(community, seen.discord_id)
            await self._service.people(seen.discord_id, people, now=self._client.clock.now())
        await self._service.counted(community, now=self._client.clock.now())

    async def _take(self, work: Work, step: Step) -> None:
        real_now = self._real.now()
        await self._service.begin(work.community.id, step, real_now=real_now, until=real_now + _LEASE)
        try:
            async with asyncio.timeout(_PATIENCE):
                await (self._end(work, step) if step.act in ENDINGS else self._put(work, step))
        except discord.HTTPException as problem:
            if not await self._settled(work, step, problem):
                raise

    async def _put(self, work: Work, step: Step) -> None:
        community, outline = work.community, work.outlines[step.event]
        look = self._look(work, step)
        shown = look.digest(step.starts, step.ends)
        active = step.active
        discord_id = step.discord_id or 0
        standing = work.standing.get(step.event)
        if step.act is Act.CREATE:
            loop = asyncio.get_running_loop()
            began = loop.time()
            discord_id = await self._list.create(community.id, step, look)
            if loop.time() - began >= _TRIED_AGAIN:
                await self._service.look_again(community.id)
        elif standing is None or step.act is Act.BEGIN or shown != standing.shown:
            was_in = standing.channel if standing is not None else None
            active = await self._list.edit(community.id, step, look, was_in=was_in)
        await self._service.stands(
            community.id,
            step,
            discord_id=discord_id,
            stamp=outline.stamp,
            shown=shown,
            active=active,
            channel=look.room.channel if look.room is not None else None,
        )

    async def _end(self, work: Work, step: Step) -> None:
        assert step.discord_id is not None
        if step.act is Act.DELETE:
            await self._delete(work.community.id, step.discord_id)
        else:
            event = work.events.get(step.event)
            last_words = event is not None and is_off(event.happening)
            try:
                look = self._look(work, step) if last_words else None
                was_in = work.standing[step.event].channel
                await self._list.edit(work.community.id, step, look, was_in=was_in)
            except discord.HTTPException as problem:
                if problem.status != 400 or problem.code == _FINISHED:
                    raise
                # it was not as far as we thought: not begun, or begun already
                await self._delete(work.community.id, step.discord_id)
        await self._service.ended(step.event)

    async def _delete(self, community: int, discord_id: int) -> None:
        try:
            await self._list.delete(community, discord_id)
        except discord.NotFound as problem:
            if problem.code != _UNKNOWN_EVENT:
                raise

    def _look(self, work: Work, step: Step) -> cards.Look:
        event = work.events[step.event]
        page = f"{self._public_url}/events/{event.id}" if self._public_url else ""
        span = work.outlines[step.event].span
        return cards.look(event, work.community, span, page=page, room=self._room(work, event.id))

    def _room(self, work: Work, event_id: int) -> Room | None:
        """The channel of the server in which it is. None for what is elsewhere, and where the channel is gone
        or does not let us put events there: then it stands on the list as elsewhere, with a link."""
        guild, number = self._client.get_guild(work.community.id), work.rooms.get(event_id)
        channel = guild.get_channel(number) if guild is not None and number is not None else None
        if guild is None or not isinstance(channel, discord.VoiceChannel | discord.StageChannel):
            return None
        stage = isinstance(channel, discord.StageChannel)
        if not channel.permissions_for(guild.me).is_superset(_FOR_STAGE if stage else _FOR_VOICE):
            return None
        return Room(channel.id, stage)

    async def _settled(self, work: Work, step: Step, problem: discord.HTTPException) -> bool:
        """What Discord answered, if it is about this event alone."""
        community = work.community.id
        if problem.code in {_UNKNOWN_EVENT, _FINISHED} and step.discord_id is not None:
            if step.act in ENDINGS:
                await self._service.ended(step.event)
            else:
                await self._service.gone(step.discord_id, now=self._client.clock.now())
            return True
        if problem.status == 400 and problem.code != _FULL:
            log.error("event %s was refused for the list of %s: %s", step.event, community, problem)
            if step.act in ENDINGS:
                await self._service.ended(step.event)
                return True
            await self._service.refused(community, step, work.outlines[step.event].stamp)
            return True
        return False

    async def _failed(self, community: int, problem: discord.HTTPException) -> None:
        if problem.code in _NOT_ALLOWED:
            log.warning("the event list of %s is closed to us (%s)", community, problem.code)
            await self._service.park(community, f"closed {problem.code}")
        elif problem.code == _FULL:
            await self._service.look_again(community)
            await self._service.retry(community, not_before=self._real.now() + _FULL_FOR)
        else:
            await self._later(community, problem)

    async def _later(self, community: int, problem: BaseException | None) -> None:
        attempts = await self._service.attempts(community)
        wait = min(timedelta(seconds=2 ** min(attempts, 10)), _LONGEST_WAIT)
        if problem is not None:
            log.warning("the event list of %s waits %s: %s", community, wait, problem)
        await self._service.retry(community, not_before=self._real.now() + wait)
