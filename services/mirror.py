"""The mirror of the agenda on Discord's own event list: what is to be done there, what came of it, and who is
interested there."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Final

from domain.communities import Channel, Community
from domain.events import Event
from domain.mirror import MOST, Act, Outline, Seen, Standing, Step, key_of, next_look, outline, steps
from domain.postings import Surface, Wanted, subject_of
from domain.themes import Theme
from services.interest import forget, schedule
from services.planning import standing as standing_event
from storage.database import Database
from storage.unit import Unit

MIRROR: Final = "mirror"
"""`mirror:ID` is the subject of what the editors are told: the list of this server."""

OFF: Final = "off"
"""Why a list waits that is switched off; nobody is told of that."""

_LISTED_EVERY: Final = timedelta(days=1)
_ARRIVES_WITHIN: Final = timedelta(seconds=5)
"""A request whose answer never came has reached Discord by then, or never will."""
_SPARE: Final = 100
"""So many more than fit are looked at: some are under way and too late, or were taken off by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is to be done about a server's list now: look at it first (`must_list`), see who is interested
    (`must_count`), or the `steps`. `rooms`: the voice or stage channel of each event that is in one.
    `wait_until` (real time): not before then."""

    community: Community
    themes: tuple[Theme, ...]
    version: int
    events: Mapping[int, Event]
    outlines: Mapping[int, Outline]
    rooms: Mapping[int, int]
    standing: Mapping[int, Standing]
    steps: tuple[Step, ...]
    next_look: datetime | None
    was_due: datetime | None
    concerned: bool
    must_list: bool
    must_count: bool
    wait_until: datetime | None


class MirrorService:
    def __init__(self, database: Database) -> None:
        self._database = database

    def listen(self, wake: Callable[[], None]) -> None:
        """Have `wake` called when there may be something to do."""
        self._database.listen(lambda hints: wake() if not hints.isdisjoint({"agenda", MIRROR}) else None)

    # ---- keeping the list

    async def claim(
        self, *, now: datetime, real_now: datetime, lease: timedelta, except_in: Sequence[int] = ()
    ) -> list[int]:
        """The communities whose list may have to be changed; they are the caller's during the lease."""
        return await self._database.write(
            lambda unit: unit.mirror.claim(now=now, real_now=real_now, lease=lease, except_in=except_in)
        )

    async def look(self, community_id: int, layout: str, *, now: datetime, real_now: datetime) -> Work | None:
        """What is to be done; None for a community that is gone. `layout` changes with how events look."""
        return await self._database.read(lambda unit: _look(unit, community_id, layout, now, real_now))

    async def begin(self, community_id: int, step: Step, *, real_now: datetime, until: datetime) -> None:
        """The step is about to be taken; the claim holds `until` then."""

        def work(unit: Unit) -> None:
            unit.mirror.hold(community_id, until)
            if step.act is Act.CREATE:
                known = unit.mirror.get(step.event) or Standing(event=step.event)
                unit.mirror.save(community_id, replace(known, discord_id=None, attempted_at=real_now))

        await self._database.write(work)

    async def stands(
        self,
        community_id: int,
        step: Step,
        *,
        discord_id: int,
        stamp: str,
        shown: str,
        active: bool,
        channel: int | None = None,
    ) -> None:
        """It was made or changed, and shows what it should; `channel`: the one in which it stands there."""
        one = Standing(
            event=step.event,
            discord_id=discord_id,
            stamp=stamp,
            shown=shown,
            starts=step.starts,
            ends=step.ends,
            active=active,
            channel=channel,
        )
        await self._database.write(lambda unit: unit.mirror.save(community_id, one))

    async def ended(self, event_id: int) -> None:
        """Nothing of ours stands there for this event any more, as it should be."""
        await self._database.write(lambda unit: unit.mirror.drop(event_id))

    async def refused(self, community_id: int, step: Step, stamp: str) -> None:
        """Discord will not have it as it is; it is tried again when something about it changes."""

        def work(unit: Unit) -> None:
            known = unit.mirror.get(step.event) or Standing(event=step.event)
            unit.mirror.save(community_id, replace(known, refused=stamp, attempted_at=None))

        await self._database.write(work)

    async def listed(
        self, community_id: int, seen: Sequence[Seen], others: int, *, now: datetime
    ) -> tuple[int, ...]:
        """What stands on the list was looked up. The ids of what stands there a second time and has to go."""
        return await self._database.write(lambda unit: _listed(unit, community_id, seen, others, now))

    async def counted(self, community_id: int, *, now: datetime) -> None:
        await self._database.write(lambda unit: unit.mirror.counted(community_id, at=now))

    async def finished(self, work: Work) -> None:
        """The list agrees with the agenda."""
        community = work.community.id

        def done(unit: Unit) -> None:
            state = unit.mirror.state(community)
            moved = state is not None and state.next_look != work.was_due  # something happened meanwhile
            due = state.next_look if moved and state is not None else work.next_look
            unit.mirror.finished(community, seen=work.version, next_look=due)
            if not work.concerned:
                unit.communities.hold(community)
                settings = unit.communities.get(community)
                if settings is not None and not settings.event_list:  # nobody has switched it on meanwhile
                    unit.mirror.park(community, OFF)
            if unit.postings.withdraw(community, f"{MIRROR}:{community}"):
                unit.hint("postings")

        await self._database.write(done)

    async def release(self, community_id: int) -> None:
        await self._database.write(lambda unit: unit.mirror.release(community_id))

    async def retry(self, community_id: int, *, not_before: datetime) -> None:
        await self._database.write(lambda unit: unit.mirror.retry(community_id, not_before=not_before))

    async def attempts(self, community_id: int) -> int:
        """How often in a row it did not work."""
        state = await self._database.read(lambda unit: unit.mirror.state(community_id))
        return state.attempts if state is not None else 0

    async def park(self, community_id: int, why: str) -> None:
        """Stop trying, and say so once where the editors look."""

        def work(unit: Unit) -> None:
            unit.mirror.park(community_id, why)
            review = unit.communities.channels(community_id).get(Channel.REVIEW)
            if review is not None:
                unit.postings.plan(
                    community_id, f"{MIRROR}:{community_id}", [Wanted(Surface.PROBLEM, review)]
                )
                unit.hint("postings")

        await self._database.write(work)

    async def unpark(self, community_id: int) -> None:
        """Something on the server was mended."""

        def work(unit: Unit) -> None:
            if unit.mirror.unpark(community_id):
                unit.hint(MIRROR)

        if await self._database.read(lambda unit: unit.mirror.is_parked(community_id)):
            await self._database.write(work)

    async def is_parked(self, community_id: int) -> tuple[Community | None, bool]:
        """The community, and whether its list waits for somebody to mend something."""

        def work(unit: Unit) -> tuple[Community | None, bool]:
            state = unit.mirror.state(community_id)
            waits = state is not None and state.parked not in {None, OFF}
            return unit.communities.get(community_id), waits

        return await self._database.read(work)

    async def look_again(self, community_id: int, *, count: bool = False) -> None:
        """What stands there may be something else than we know; with `count` who is interested, too."""

        def work(unit: Unit) -> None:
            unit.mirror.look_again(community_id, count=count)
            unit.hint(MIRROR)

        await self._database.write(work)

    async def open_count(self) -> int:
        """How many lists may not agree with the agenda and wait for no change on the server."""
        return await self._database.read(lambda unit: unit.mirror.open_count())

    # ---- what others do there

    async def gone(self, discord_id: int, *, now: datetime) -> None:
        """Discord says that this one is over or was taken off the list."""

        def work(unit: Unit) -> None:
            one = unit.mirror.of_discord(discord_id)
            if one is None:
                return
            event = unit.events.get(one.event)
            if event is not None:
                _gone(unit, event, one, now)
                unit.mirror.look_at(event.community, now)
                unit.hint(MIRROR)

        await self._database.write(work)

    async def interested(self, discord_id: int, person: int, on: bool, *, now: datetime) -> None:
        """Somebody said so on Discord's list; told twice it counts once."""

        def work(unit: Unit) -> None:
            one = unit.mirror.of_discord(discord_id)
            if one is not None:
                _interested(unit, one.event, discord_id, person, on, now)

        await self._database.write(work)

    async def known_people(self, community_id: int) -> Mapping[int, int]:
        """How many people we know to be interested, by id on Discord; those without any are left out."""
        return await self._database.read(lambda unit: unit.mirror.with_people(community_id))

    async def people(self, discord_id: int, people: Collection[int], *, now: datetime) -> None:
        """These and no others are interested in it on Discord now."""

        def work(unit: Unit) -> None:
            one = unit.mirror.of_discord(discord_id)
            if one is None:
                return
            known = unit.mirror.people(one.event, discord_id)
            for person in sorted(known.symmetric_difference(people)):
                _interested(unit, one.event, discord_id, person, person in people, now)

        await self._database.write(work)


def _look(unit: Unit, community_id: int, layout: str, now: datetime, real_now: datetime) -> Work | None:
    community, state = unit.communities.get(community_id), unit.mirror.state(community_id)
    if community is None or state is None:
        return None
    themes = unit.communities.themes(community_id)
    standing = unit.mirror.standing(community_id)
    events: list[Event] = []
    if community.event_list:
        events = unit.mirror.on_list(community_id, now=now, limit=MOST + _SPARE)
    settings = _digest(layout, community, themes)
    outlines = {event.id: outline(event, community.zone, settings) for event in events}
    concerned = community.event_list or any(one.discord_id is not None for one in standing.values())
    unsure = [
        one.attempted_at
        for one in standing.values()
        if one.discord_id is None and one.attempted_at is not None
    ]
    arrived = max(unsure, default=real_now - _ARRIVES_WITHIN) + _ARRIVES_WITHIN
    again = None if state.listed_at is None else state.listed_at + _LISTED_EVERY
    must_list = bool(unsure) or again is None or not state.listed_at <= now < again
    due = next_look(standing.values(), now)
    return Work(
        community=community,
        themes=themes,
        version=unit.agenda.version(community_id),
        events={event.id: event for event in events},
        outlines=outlines,
        rooms=unit.meetings.rooms(community_id),
        standing=standing,
        steps=steps(outlines.values(), standing, others=state.others, zone=community.zone, now=now),
        next_look=min((moment for moment in (due, again) if moment is not None), default=None),
        was_due=state.next_look,
        concerned=concerned,
        must_list=must_list and concerned,
        must_count=state.counted_at is None and concerned,
        wait_until=arrived if arrived > real_now else None,
    )


def _digest(layout: str, community: Community, themes: Sequence[Theme]) -> str:
    named = [(theme.key, theme.nl, theme.en, theme.emoji) for theme in themes]
    said = repr((layout, community.locale, community.english_line, community.zone_name, named))
    return blake2b(said.encode(), digest_size=6).hexdigest()


def _listed(
    unit: Unit, community_id: int, seen: Sequence[Seen], others: int, now: datetime
) -> tuple[int, ...]:
    standing = unit.mirror.standing(community_id)
    there = {one.discord_id for one in seen}
    twice: list[int] = []
    found: set[int] = set()
    for one in sorted(seen, key=lambda one: one.discord_id):
        number = _event_of(unit, community_id, one)
        if number is None:
            others += 1  # made by us for what this database does not know; nobody's to touch
            continue
        known = standing.get(number)
        taken = known.discord_id if known is not None and known.discord_id in there else None
        if number in found or taken not in {None, one.discord_id}:
            twice.append(one.discord_id)
            continue
        found.add(number)
        same = known is not None and known.discord_id == one.discord_id and known.shown == one.shown
        unit.mirror.save(
            community_id,
            Standing(
                event=number,
                discord_id=one.discord_id,
                stamp=known.stamp if known is not None and same else "",
                shown=one.shown,
                starts=one.starts,
                ends=one.ends,
                active=one.active,
                refused=known.refused if known is not None else "",
                channel=one.channel,
            ),
        )
    for number, known in standing.items():
        event = unit.events.get(number)
        if number in found or event is None:
            continue
        if known.discord_id is not None:
            _gone(unit, event, known, now)
        elif known.attempted_at is not None:
            unit.mirror.save(community_id, replace(known, attempted_at=None))
    unit.mirror.listed(community_id, others=others, at=now)
    return tuple(twice)


def _event_of(unit: Unit, community_id: int, one: Seen) -> int | None:
    """Whose mark it carries."""
    number = one.key.partition("-")[0]
    event = unit.events.get(int(number)) if number.isdecimal() else None
    if event is None or event.community != community_id or key_of(event) != one.key:
        return None
    return event.id


def _gone(unit: Unit, event: Event, one: Standing, now: datetime) -> None:
    """Nothing stands there any more. Before its end somebody wanted that: it does not come back until the
    event changes. What was in a channel that is not its place any more went with the channel."""
    if one.ends is None or one.ends <= now or _moved_out(unit, one):
        unit.mirror.drop(event.id)
    else:
        unit.mirror.save(event.community, Standing(event=event.id, removed=event.sequence))


def _moved_out(unit: Unit, one: Standing) -> bool:
    if one.channel is None:
        return False
    meeting = unit.meetings.of_event(one.event)
    return meeting is None or meeting.place != "" or meeting.channel != one.channel


def _interested(unit: Unit, number: int, discord_id: int, person: int, on: bool, now: datetime) -> None:
    if unit.mirror.is_known(number, person, discord_id) == on:
        return
    event = standing_event(unit, number)
    if event is None:
        return
    if on:
        brought = unit.events.gain_interest(event.id, person, now=now)
        unit.mirror.gained(number, person, discord_id, brought=brought)
        schedule(unit, event, person, now=now)
        unit.postings.touch(event.community, subject_of(event.id))
    elif unit.mirror.lost(number, person, discord_id):
        forget(unit, [event], person)
