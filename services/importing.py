"""One reading of a source becomes events: new ones, known ones brought up to date, and the same event of
another source recognised.

An import is many small transactions, so that nobody's press waits for it; each leaves everything in order,
and after a crash the next read goes on.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from domain.communities import Community
from domain.source_register import Source, starts_at, with_place
from domain.sources import Reading, SourceEvent, content_hash, event_key
from domain.theming import decide
from domain.vanishing import Brake
from domain.venues import folded as plain_title
from services.habits import Habits, habits_for, habits_of
from services.likeness import Memory
from services.taking_in import Found, Ground, Tally, alike, heal_all, miss_all, store_batch
from services.vanishing import Losses, judge
from storage.database import Database
from storage.sightings import Mark
from storage.unit import Unit

TOGETHER: Final = 5
"""Events stored in one transaction."""

COMPARED: Final = 30
"""Events that are compared at once with what is around them."""

Progress = Callable[[int, int], Awaitable[None]]
"""Told (done, to do) while events are stored."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What one reading changed. `joined` were recognised as events of the agenda, `held` wait for an editor,
    and about `asked`, which stood already, an editor is asked whether they stand twice. `missing` are no
    longer listed, and with `recheck` some of them are looked for again at the next read; with `brake` nothing
    was changed at all."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    joined: int = 0
    held: int = 0
    asked: int = 0
    missing: int = 0
    recheck: bool = False
    brake: Brake | None = None


class Importer:
    """Takes readings in. Imports of one community store one after the other: what one brings, the next has to
    recognise."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._turns: dict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._memories: dict[int, Memory] = defaultdict(Memory)

    async def take_in(
        self,
        source: Source,
        community: Community,
        reading: Reading,
        *,
        now: datetime,
        progress: Progress | None = None,
    ) -> Intake:
        def begin(unit: Unit) -> tuple[dict[str, Mark], Ground]:
            return unit.sightings.marks(source.id), Ground(
                source, community, unit.communities.themes(community.id), unit.venues.of(community.id), now
            )

        reading = with_place(reading, source.settings.place)
        marks, ground = await self._database.read(begin)
        listed = {event_key(event): event for event in reading.events}
        losses = await self._database.write(
            lambda unit: judge(unit, source, marks, listed, community.zone, reading.complete, now)
        )
        if losses.brake is not None:
            return Intake(recheck=True, brake=losses.brake)
        fresh = {
            event_key(event): event
            for event in coming(reading, now, community.zone)
            if event_key(event) not in losses.held
        }
        moved = await self._moved(source, marks, losses, fresh, listed)
        found = [
            (key, event, digest)
            for key, event in fresh.items()
            if (digest := content_hash(event)) != (marks[key].content_hash if key in marks else None)
        ]
        habits = await self._habits(ground, [event for _, event, _ in found])
        tally = Tally()
        for start in range(0, len(found), COMPARED):
            if progress is not None:
                await progress(start, len(found))
            batch = [
                _found(key, event, digest, moved.get(key), ground, habits)
                for key, event, digest in found[start : start + COMPARED]
            ]
            await self._store(ground, batch, tally)
        differing = {key for key, _, _ in found}
        same = [key for key in fresh if key in marks and key not in differing]
        missing = [key for key in losses.missing if key not in moved.values()]
        await self._settle(ground, marks, same, missing, losses)
        new = sum(1 for key in differing if key not in marks and key not in moved)
        return Intake(
            new=new - tally.joined,
            changed=len(found) - new,
            unchanged=len(same),
            joined=tally.joined + tally.united,
            held=tally.held,
            asked=tally.asked,
            missing=len(missing),
            recheck=any(marks[key].missing_since is None for key in missing),
        )

    async def _habits(self, ground: Ground, found: Sequence[SourceEvent]) -> Habits:
        if not found or not ground.venues:
            return {}
        community, venues = ground.community.id, ground.venues
        return await self._database.read(lambda unit: habits_of(unit, community, found, venues, ground.now))

    async def _moved(
        self,
        source: Source,
        marks: Mapping[str, Mark],
        losses: Losses,
        fresh: Mapping[str, SourceEvent],
        listed: Mapping[str, SourceEvent],
    ) -> dict[str, str]:
        """New key -> old key of events that a source without ids of its own gave another day: the only one of
        that title is gone, and the only one of that title is new."""
        new = [key for key in fresh if key not in marks]
        if not new or not losses.missing:
            return {}
        gone = await self._database.read(lambda unit: unit.sightings.by_key(source.id, losses.missing))
        titles: dict[str, list[str]] = defaultdict(list)
        for key, event in listed.items():
            titles[plain_title(event.title)].append(key)
        before: dict[str, list[str]] = defaultdict(list)
        for key, sighting in gone.items():
            before[plain_title(sighting.content.title)].append(key)
        moved = {}
        for title, (key, *more) in before.items():
            after = titles.get(title, [])
            if not more and len(after) == 1 and after[0] in new and fresh[after[0]].external_id is None:
                moved[after[0]] = key
        return moved

    async def _store(self, ground: Ground, batch: Sequence[Found], tally: Tally) -> None:
        """Recognise what is known, then store in small steps. When somebody else adds an event in between,
        the rest is looked at again."""
        async with self._turns[ground.community.id]:
            memory = self._memories[ground.community.id].of(ground.venues)
            left = list(batch)
            while left:
                around, likes = await self._database.read(partial(alike, ground, left, memory))
                placed: dict[str, int] = {}
                while left:
                    some = left[:TOGETHER]
                    step = partial(store_batch, ground, some, around, likes, placed)
                    outcome = await self._database.write(step)
                    if outcome is None:
                        break
                    left = left[len(some) :]
                    around.newest = outcome.newest
                    tally.joined += outcome.joined
                    tally.held += outcome.held
                    tally.united += outcome.united
                    tally.asked += outcome.asked

    async def _settle(
        self,
        ground: Ground,
        marks: Mapping[str, Mark],
        same: Sequence[str],
        missing: Sequence[str],
        losses: Losses,
    ) -> None:
        """What is there as it was, what is back, and what is gone."""
        source, now = ground.source, ground.now
        if same:
            await self._database.write(lambda unit: unit.sightings.seen_again(source.id, same, now=now))
        back = [key for key in same if marks[key].missing_since is not None]
        for start in range(0, len(back), TOGETHER):
            events = [marks[key].event for key in back[start : start + TOGETHER]]
            await self._database.write(partial(heal_all, ground, events))
        for start in range(0, len(missing), TOGETHER):
            keys = missing[start : start + TOGETHER]
            approved = [key for key in keys if key in losses.approved]
            await self._database.write(partial(miss_all, ground, keys, approved, marks))


def _found(
    key: str, event: SourceEvent, digest: str, known_as: str | None, ground: Ground, habits: Habits
) -> Found:
    source = ground.source
    decision = decide(
        event,
        themes=ground.themes,
        default=source.themes,
        rules=source.rules,
        habits=habits_for(event, ground.venues, habits),
    )
    return Found(key, event, digest, decision, known_as)


def coming(reading: Reading, now: datetime, zone: ZoneInfo) -> list[SourceEvent]:
    """What is not over yet, soonest first."""
    today = now.astimezone(zone).date()

    def last_day(event: SourceEvent) -> date:
        moment = event.end or event.start
        return moment.astimezone(zone).date() if isinstance(moment, datetime) else moment

    def first(event: SourceEvent) -> tuple[datetime, str]:
        return starts_at(event, zone), event.title

    return sorted((event for event in reading.events if last_day(event) >= today), key=first)
