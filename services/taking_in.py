"""What an import does in one transaction: a few found events become events of the agenda, or join those that
are there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.communities import Community
from domain.events import Stage
from domain.gathering import by_source
from domain.matching import Candidate
from domain.postings import Surface
from domain.source_register import Sighting, Source, starts_at
from domain.sources import SourceEvent
from domain.themes import Theme
from domain.theming import Decision
from domain.venues import Venue
from services.dissent import look_for_dissent
from services.gathering import regathered, store
from services.likeness import (
    Around,
    Likeness,
    Memory,
    Name,
    likenesses,
    look_around,
    of_source,
    window_of,
)
from services.matching import first_event
from services.merging import MOST_DOUBTS, called_different, can_be_one, doubt, keeper_of, merge
from services.planning import journalled, plan, standing, tell
from services.vanishing import heal, miss, withdraw
from storage.sightings import Mark
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Found:
    """An event of the reading that is new or differs; `known_as` is the key it had when its key changed."""

    key: str
    event: SourceEvent
    hash: str
    decision: Decision
    known_as: str | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """What everything of one import needs."""

    source: Source
    community: Community
    themes: tuple[Theme, ...]
    venues: list[Venue]
    now: datetime


@dataclass(slots=True)
class Tally:
    """`joined` were new and known from elsewhere, `held` wait for an editor; of what stood already, `united`
    turned out to be one with something else, and about `asked` an editor is asked."""

    joined: int = 0
    held: int = 0
    united: int = 0
    asked: int = 0
    events: dict[str, int] = field(default_factory=dict)
    newest: int = 0


def alike(
    ground: Ground, batch: Sequence[Found], memory: Memory, unit: Unit
) -> tuple[Around, Mapping[Name, list[Likeness]]]:
    """What is new, and what is known and tells something else of itself now, beside all that is around it."""
    source, community = ground.source, ground.community
    known = unit.sightings.by_key(source.id, [one.known_as or one.key for one in batch])
    compared: list[Found] = []
    candidates: list[Candidate] = []
    own: dict[Name, int] = {}
    before: set[Name] = set()
    for one in batch:
        told = of_source(one.event, source.id, one.key, community, memory)
        sighting = known.get(one.known_as or one.key)
        if sighting is not None:
            if told == of_source(sighting.content, source.id, one.key, community, memory):
                continue
            own[told.name] = unit.events.standing_for(sighting.event)
            before.add((told.source, sighting.key))
        compared.append(one)
        candidates.append(told)
    if not compared:
        return Around(), {}
    first, last = window_of(starts_at(one.event, community.zone) for one in compared)
    around = look_around(unit, community, memory, first, last)
    around.without(before)
    return around, likenesses(candidates, around, own)


def store_batch(
    ground: Ground,
    batch: Sequence[Found],
    around: Around,
    likes: Mapping[Name, list[Likeness]],
    placed: dict[str, int],
    unit: Unit,
) -> Tally | None:
    """None when something was added around these days meanwhile: then they have to be looked at again."""
    community = ground.community
    unit.communities.hold(community.id)
    if around.window is not None and unit.events.newest_between(community.id, *around.window) > around.newest:
        return None
    known = unit.sightings.by_key(ground.source.id, [one.known_as or one.key for one in batch])
    tally = Tally(events=placed)
    for one in batch:
        sighting = known.get(one.known_as or one.key)
        alike = likes.get((by_source(ground.source.id), one.key), [])
        if sighting is None:
            _add(unit, ground, one, alike, tally)
            continue
        _bring_up_to_date(unit, ground, sighting, one)
        tally.events[one.key] = sighting.event
        _look_again(unit, ground, sighting.event, alike, tally)
    if around.window is not None:
        tally.newest = unit.events.newest_between(community.id, *around.window)
    return tally


def _seen(ground: Ground, one: Found, event: int) -> Sighting:
    source = ground.source
    return Sighting(
        source=source.id,
        key=one.key,
        event=event,
        content_hash=one.hash,
        content=one.event,
        starts=starts_at(one.event, ground.community.zone),
        decision=one.decision,
        first_seen=ground.now,
        last_seen=ground.now,
    )


def _bring_up_to_date(unit: Unit, ground: Ground, sighting: Sighting, one: Found) -> None:
    seen = _seen(ground, one, sighting.event)
    unit.sightings.save(
        replace(
            seen,
            id=sighting.id,
            home=sighting.home,
            match=sighting.match,
            first_seen=sighting.first_seen,
        )
    )
    if sighting.missing_since is not None:
        heal_all(ground, [sighting.event], unit)
    event = unit.events.locked(sighting.event)
    if event is not None:
        after = regathered(unit, event, ground.community, ground.venues, ground.now)
        after = store(unit, event, after, "event.reread", by=None, now=ground.now)
        look_for_dissent(unit, after, ground.community, ground.venues, ground.now)


def _add(unit: Unit, ground: Ground, one: Found, likes: Sequence[Likeness], tally: Tally) -> None:
    now = ground.now
    best = next((like for like in likes if like.is_same), None)
    target_id = _event_of(best, tally) if best is not None else None
    target = unit.events.locked(unit.events.standing_for(target_id)) if target_id is not None else None
    seen = _seen(ground, one, target.id if target is not None else 0)
    waits = target is not None and target.stage is Stage.REVIEW and target.submitter is not None
    if target is not None and best is not None and not waits:
        unit.sightings.add(replace(seen, match=best.match))
        heal(unit, target, now)
        target = unit.events.locked(target.id) or target
        after = regathered(unit, target, ground.community, ground.venues, now)
        after = store(unit, target, after, "event.join", by=None, now=now)
        plan(unit, after)  # it names its sources
        look_for_dissent(unit, after, ground.community, ground.venues, now)
        tally.joined += 1
        tally.events[one.key] = target.id
        return
    event = first_event(seen, ground.source, ground.community, ground.themes, ground.venues, now)
    doubts = [like for like in likes if not like.is_same][:MOST_DOUBTS] if target is None else []
    if doubts and event.stage is Stage.PUBLISHED:
        event = replace(event, stage=Stage.REVIEW)
    event = unit.events.add(event)
    unit.sightings.add(replace(seen, event=event.id))
    tally.events[one.key] = event.id
    journalled(unit, None, event, "event.found", None, now)
    for like in doubts:
        other = standing(unit, _event_of(like, tally) or 0)
        if other is not None:
            doubt(unit, event, other, like.match, now)
    plan(unit, event)
    tally.held += event.stage is Stage.REVIEW
    if target is not None and best is not None:
        # what somebody submitted waits for an editor; a source that tells of it needs not wait with it
        merge(
            unit,
            event,
            target,
            community=ground.community,
            venues=ground.venues,
            match=best.match,
            by="",
            actor=None,
            now=now,
        )
        tell(unit, replace(event, submitter=target.submitter), Surface.JOINED)
        tally.joined += 1


def _look_again(unit: Unit, ground: Ground, number: int, likes: Sequence[Likeness], tally: Tally) -> None:
    """What stands tells something else of itself now: is it one with another event that stands?

    What an editor decided about the two stays so. Nothing is held back that stands already.
    """
    now, asked = ground.now, 0
    for like in likes:
        one = unit.events.locked(unit.events.standing_for(number))
        other = unit.events.locked(unit.events.standing_for(_event_of(like, tally) or 0))
        if one is None or other is None or one.id == other.id or called_different(unit, one, other):
            continue
        if like.is_same and can_be_one(one, other):
            kept, gone = keeper_of(one, other)
            merged = merge(
                unit,
                kept,
                gone,
                community=ground.community,
                venues=ground.venues,
                match=like.match,
                by="",
                actor=None,
                now=now,
            )
            if gone.submitter not in {None, merged.submitter}:
                tell(unit, replace(merged, submitter=gone.submitter), Surface.JOINED)
            tally.united += 1
        elif asked < MOST_DOUBTS and Stage.WITHDRAWN not in {one.stage, other.stage}:
            asked += doubt(unit, one, other, like.match, now)
    tally.asked += asked > 0


def _event_of(like: Likeness, tally: Tally) -> int | None:
    """The event's id, also of one that came with the same batch."""
    return like.event if like.new is None else tally.events.get(like.new[1])


def heal_all(ground: Ground, events: Sequence[int], unit: Unit) -> None:
    for number in dict.fromkeys(events):
        event = unit.events.locked(number)
        if event is None:
            continue
        heal(unit, event, ground.now)
        event = unit.events.locked(number) or event
        after = regathered(unit, event, ground.community, ground.venues, ground.now)
        after = store(unit, event, after, "event.back", by=None, now=ground.now)
        look_for_dissent(unit, after, ground.community, ground.venues, ground.now)


def miss_all(
    ground: Ground, keys: Sequence[str], approved: Sequence[str], marks: Mapping[str, Mark], unit: Unit
) -> None:
    now = ground.now
    unit.sightings.missing(ground.source.id, keys, now=now)
    for key in keys:
        mark = marks[key]
        event = unit.events.locked(mark.event)
        if event is None:
            continue
        after = regathered(unit, event, ground.community, ground.venues, now)
        event = store(unit, event, after, "event.reread", by=None, now=now)
        plan(unit, event)
        look_for_dissent(unit, event, ground.community, ground.venues, now)
        if key in approved:
            withdraw(unit, event, now)
        elif mark.missing_since is not None:
            miss(unit, event, now)
