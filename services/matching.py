"""The same event twice: what the editors decide about it, and how that is taken back."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.communities import Community
from domain.events import Event, Happening, Stage
from domain.gathering import Telling, gather
from domain.pairs import Pair, PairVerdict
from domain.postings import Surface
from domain.refusal import Refusal
from domain.source_register import Sighting, Source, details_of
from domain.texts import one_line
from domain.themes import Theme
from domain.venues import Venue
from services.acting import Caller, acting, community_of
from services.dissent import look_for_dissent
from services.gathering import regathered, store
from services.merging import keeper_of, merge, release, set_apart, show, take_apart
from services.planning import existing, held, journalled, plan, standing, tell
from storage.database import Database
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class ShownPair:
    """A pair with all that its message needs; `one` and `other` as they were entered or found."""

    pair: Pair
    community: Community
    one: Event
    other: Event
    sources: dict[int, Source]


@dataclass(frozen=True, slots=True)
class Part:
    """Something that was taken into an event and can be taken out again: `key` names it for `split`."""

    key: str
    title: str
    starts: datetime
    teller: str


@dataclass(frozen=True, slots=True)
class Whole:
    """An event and its parts."""

    event: Event
    community: Community
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    kept: Event
    other: Event


class MatchingService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def shown(self, pair_id: int) -> ShownPair | None:
        def work(unit: Unit) -> ShownPair | None:
            pair = unit.pairs.get(pair_id)
            if pair is None:
                return None
            one, other = unit.events.get(pair.one), unit.events.get(pair.other)
            if one is None or other is None:
                return None
            numbers = [event.source_id for event in (one, other) if event.source_id is not None]
            return ShownPair(
                pair, community_of(unit, pair.community), one, other, unit.sources.with_ids(numbers)
            )

        return await self._database.read(work)

    async def decide(self, pair_id: int, caller: Caller, *, same: bool, now: datetime) -> ShownPair:
        """An editor says whether the two are one. Once; `/event split` takes a *Same* back."""

        def work(unit: Unit) -> None:
            pair = unit.pairs.locked(pair_id)
            if pair is None or pair.community != caller.community:
                raise Refusal("This question does not exist any more.")
            acting(unit, caller).must_edit()
            if not unit.clicks.is_new(caller.interaction, now=now):
                return
            pair.must_be_open()
            if same:
                _join(unit, pair, caller, now)
            else:
                _keep_apart(unit, pair, caller, now)

        await self._database.write(work)
        shown = await self.shown(pair_id)
        assert shown is not None
        return shown

    async def whole(self, event_id: int, caller: Caller) -> Whole:
        """What of an event can be taken out of it."""

        def work(unit: Unit) -> Whole:
            event = existing(unit, event_id, caller)
            acting(unit, caller).must_edit()
            parts = _parts(unit, event)
            if not parts:
                raise Refusal(
                    "“{title}” was told by one source or person only; there is nothing to take apart.",
                    title=event.details.title,
                )
            return Whole(event, community_of(unit, event.community), parts)

        return await self._database.read(work)

    async def split(self, event_id: int, key: str, caller: Caller, *, now: datetime) -> Apart:
        """Make one of its parts an event of its own again."""

        def work(unit: Unit) -> Apart:
            event = held(unit, event_id, caller)
            acting(unit, caller).must_edit()
            if key not in {one.key for one in _parts(unit, event)}:
                raise Refusal(
                    "That has been taken apart already. `/event why` shows what it consists of now."
                )
            kind, _, number = key.partition(":")
            if kind == "event":
                other = unit.events.get(int(number))
                assert other is not None
                community = community_of(unit, event.community)
                venues = unit.venues.of(event.community)
                kept, other = take_apart(
                    unit,
                    event,
                    other,
                    community=community,
                    venues=venues,
                    by=caller.name,
                    actor=caller.id,
                    now=now,
                )
                return Apart(kept, other)
            return _set_sighting_apart(unit, event, int(number), caller, now)

        return await self._database.write(work)


def _join(unit: Unit, pair: Pair, caller: Caller, now: datetime) -> None:
    one, other = standing(unit, pair.one), standing(unit, pair.other)
    assert one is not None
    assert other is not None
    if one.id == other.id:
        settled = replace(pair, verdict=PairVerdict.SAME, decided_at=now, by=caller.name)
        unit.pairs.save(settled)
        show(unit, settled)
        return
    kept, gone = keeper_of(one, other)
    merged = merge(
        unit,
        kept,
        gone,
        community=community_of(unit, pair.community),
        venues=unit.venues.of(pair.community),
        match=pair.match,
        by=caller.name,
        actor=caller.id,
        now=now,
    )
    unit.pairs.save(
        replace(unit.pairs.get(pair.id) or pair, verdict=PairVerdict.SAME, decided_at=now, by=caller.name)
    )
    show(unit, pair)
    if gone.submitter is not None and gone.submitter != merged.submitter:
        tell(unit, replace(merged, submitter=gone.submitter), Surface.JOINED)


def _keep_apart(unit: Unit, pair: Pair, caller: Caller, now: datetime) -> None:
    settled = replace(pair, verdict=PairVerdict.DIFFERENT, decided_at=now, by=caller.name)
    unit.pairs.save(settled)
    unit.journal.add(
        pair.community,
        "pair.different",
        f"pair:{pair.id}",
        at=now,
        actor=caller.id,
        after={"by": caller.name},
    )
    show(unit, settled)
    for number in (pair.one, pair.other):
        event = standing(unit, number)
        if event is not None:
            release(unit, event, now)


def _parts(unit: Unit, event: Event) -> tuple[Part, ...]:
    """Events that were taken in, and sightings that were recognised."""
    found = []
    taken_in = unit.events.merged_into(event.id)
    sightings = unit.sightings.of_event(event.id)
    sources = unit.sources.with_ids(one.source for one in sightings)
    for one in taken_in:
        names = [sources[each.source].name for each in sightings if each.home == one.id]
        teller = ", ".join(names) or one.made_by
        found.append(Part(f"event:{one.id}", one.details.title, one.details.starts, teller))
    own = [one for one in sightings if one.home is None]
    others = own if event.submitter is not None else own[1:]
    for sighting in others:
        found.append(
            Part(
                f"sighting:{sighting.id}",
                sighting.content.title,
                sighting.starts,
                sources[sighting.source].name,
            )
        )
    return tuple(found)


def _set_sighting_apart(unit: Unit, event: Event, sighting_id: int, caller: Caller, now: datetime) -> Apart:
    sighting = unit.sightings.get(sighting_id)
    assert sighting is not None
    community, venues = community_of(unit, event.community), unit.venues.of(event.community)
    source = unit.sources.get(sighting.source)
    assert source is not None
    fresh = first_event(sighting, source, community, unit.communities.themes(community.id), venues, now)
    added = set_apart(unit, event, fresh, sighting.id, by=caller.name, now=now)
    journalled(unit, None, added, "event.split", caller.id, now)
    plan(unit, added)
    kept = store(
        unit, event, regathered(unit, event, community, venues, now), "event.split", by=caller.id, now=now
    )
    plan(unit, kept)
    look_for_dissent(unit, kept, community, venues, now)
    return Apart(kept, added)


def first_event(
    sighting: Sighting,
    source: Source,
    community: Community,
    themes: tuple[Theme, ...],
    venues: list[Venue],
    now: datetime,
) -> Event:
    """A new event out of its first sighting: published if its themes are certain, else for an editor to see;
    what its source calls off before we ever told of it is not told at all."""
    guess = sighting.decision.themes if sighting.decision is not None else source.themes
    known = {theme.key for theme in themes}
    guess = tuple(key for key in guess if key in known) or source.themes
    details, happening = details_of(sighting.content, zone=community.zone, themes=guess, venues=venues)
    certain = sighting.decision is None or sighting.decision.certain
    stage = Stage.PUBLISHED if certain else Stage.REVIEW
    if happening is Happening.CANCELLED:
        stage = Stage.WITHDRAWN
    event = Event(
        id=0,
        community=community.id,
        details=details,
        stage=stage,
        happening=happening,
        reviewed=stage is Stage.REVIEW,
        made_by=one_line(sighting.content.organizer or "")[:100],
        source_id=source.id,
        created_at=now,
        updated_at=now,
    )
    telling = Telling(
        source=source.id,
        precedence=source.precedence,
        first_seen=sighting.first_seen,
        details=details,
        happening=happening,
    )
    gathered = gather(event, [telling], zone=community.zone)
    return replace(event, origins=gathered.origins)
