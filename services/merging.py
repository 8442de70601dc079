"""Two events made one, and one made two again, inside a transaction.

The event that is taken in keeps its row and points to the other, which acts and is shown for it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from domain.communities import Channel, Community
from domain.events import Event, Stage
from domain.gathering import join, part
from domain.matching import Match
from domain.pairs import Pair, PairVerdict, pair_subject
from domain.postings import Surface, Wanted
from domain.venues import Venue
from services.dissent import look_for_dissent
from services.gathering import STAGE, regathered, store
from services.interest import follow
from services.planning import journalled, plan, tell
from storage.unit import Unit

MOST_DOUBTS: Final = 3
"""Pairs that are put before the editors for one event; the likeliest."""


def keeper_of(one: Event, other: Event) -> tuple[Event, Event]:
    """(the one that stays, the one that is taken in): what stands already stays, else the older one."""
    first, second = sorted((one, other), key=lambda event: (event.stage is not Stage.PUBLISHED, event.id))
    return first, second


def can_be_one(one: Event, other: Event) -> bool:
    """Whether two events that stand may be joined without asking anybody: not what two people entered, what
    an editor took out, or what is cancelled here and takes place there."""
    return (
        (one.submitter is None or other.submitter is None)
        and one.is_cancelled == other.is_cancelled
        and STAGE not in one.touched | other.touched
        and Stage.DECLINED not in {one.stage, other.stage}
    )


def called_different(unit: Unit, one: Event, other: Event) -> bool:
    """Whether an editor said so, of the two or of anything that was taken into them since."""
    ours, theirs = (
        {event.id, *(earlier.id for earlier in unit.events.merged_into(event.id))} for event in (one, other)
    )
    return any(
        pair.verdict is PairVerdict.DIFFERENT and {pair.one, pair.other} & theirs
        for number in ours
        for pair in unit.pairs.of(number)
    )


def merge(
    unit: Unit,
    kept: Event,
    other: Event,
    *,
    community: Community,
    venues: Sequence[Venue],
    match: Match | None,
    by: str,
    actor: int | None,
    now: datetime,
) -> Event:
    """Have `kept` stand for both. `by` names who decided, empty when it was clear by itself."""
    joined = join(kept, other)
    gone = replace(other, merged_into=kept.id, sequence=other.sequence + 1, updated_at=now)
    unit.events.save(gone)
    for earlier in unit.events.merged_into(other.id):
        unit.events.save(replace(earlier, merged_into=kept.id))
    unit.sightings.move(other.id, kept.id)
    unit.events.share_interest(other.id, kept.id)
    journalled(unit, other, gone, "event.merge", actor, now)
    plan(unit, gone)
    pair = unit.pairs.between(kept.id, other.id)
    settled = replace(
        pair or Pair(community=community.id, one=kept.id, other=other.id, found_at=now),
        verdict=PairVerdict.SAME,
        match=(pair.match if pair else None) or match,
        kept=kept.id,
        lent=joined.lent,
        decided_at=now,
        by=by,
    )
    if pair is None:
        unit.pairs.add(settled)
    else:
        unit.pairs.save(settled)
        show(unit, settled)
    close_pairs(unit, gone, kept, now)
    whole = regathered(unit, joined.event, community, venues, now)
    stored = store(unit, kept, whole, "event.join", by=actor, now=now)
    plan(unit, stored)
    look_for_dissent(unit, gone, community, venues, now)
    look_for_dissent(unit, stored, community, venues, now)
    follow(unit, gone, now=now)
    follow(unit, stored, now=now)
    return release(unit, stored, now)


def close_pairs(unit: Unit, gone: Event, kept: Event, now: datetime) -> None:
    """Doubts about what was taken in are doubts about what stands for it."""
    for pair in unit.pairs.of(gone.id):
        if pair.verdict is not PairVerdict.DOUBT:
            continue
        third = pair.other if pair.one == gone.id else pair.one
        third = unit.events.standing_for(third)
        moot = third == kept.id or unit.pairs.between(kept.id, third) is not None
        if moot:
            settled = replace(pair, verdict=PairVerdict.SAME, kept=kept.id, decided_at=now)
            if third != kept.id:
                settled = replace(pair, verdict=PairVerdict.DIFFERENT, decided_at=now)
            unit.pairs.save(settled)
            show(unit, settled)


def doubt(unit: Unit, one: Event, other: Event, match: Match, now: datetime) -> bool:
    """Put two events before the editors, side by side; False if that was done before."""
    if unit.pairs.between(one.id, other.id) is not None:
        return False
    pair = Pair(community=one.community, one=one.id, other=other.id, match=match, found_at=now)
    show(unit, unit.pairs.add(pair))
    return True


def show(unit: Unit, pair: Pair) -> None:
    review = unit.communities.channels(pair.community).get(Channel.REVIEW)
    wanted = [Wanted(Surface.PAIR, review)] if review is not None else []
    unit.postings.plan(pair.community, pair_subject(pair.id), wanted)
    unit.hint("postings")


def release(unit: Unit, event: Event, now: datetime) -> Event:
    """What was held back for nothing but a doubtful pair is published when no doubt is left."""
    held = event.stage is Stage.REVIEW and not event.reviewed and event.merged_into is None
    if not held or event.question or event.is_cancelled:
        return event
    if any(pair.verdict is PairVerdict.DOUBT for pair in unit.pairs.of(event.id)):
        return event
    after = replace(event, stage=Stage.PUBLISHED)
    after = store(unit, event, after, "event.release", by=None, now=now)
    tell(unit, after, Surface.ACCEPTED)
    return after


def take_apart(
    unit: Unit,
    kept: Event,
    other: Event,
    *,
    community: Community,
    venues: Sequence[Venue],
    by: str,
    actor: int,
    now: datetime,
) -> tuple[Event, Event]:
    """Undo a merge: (kept, other) as two events again, called different from here on."""
    back = replace(other, merged_into=None, sequence=other.sequence + 1, updated_at=now)
    unit.events.save(back)
    for sighting in unit.sightings.of_home(other.id):
        unit.sightings.save(replace(sighting, event=other.id, home=None))
    pairs = [pair for pair in unit.pairs.of(other.id) if pair.verdict is PairVerdict.SAME]
    lent = next((pair.lent for pair in pairs if pair.kept is not None), {})
    remaining = unit.events.merged_into(kept.id)
    parted = part(kept, other, lent, remaining)
    parted = regathered(unit, parted, community, venues, now)
    parted = store(unit, kept, parted, "event.split", by=actor, now=now)
    plan(unit, parted)
    _call_different(unit, kept, other, by=by, now=now)
    journalled(unit, other, back, "event.split", actor, now)
    whole = store(
        unit,
        back,
        regathered(unit, back, community, venues, now),
        "event.split",
        by=actor,
        now=now,
    )
    whole = release(unit, whole, now)
    plan(unit, whole)
    for event in (parted, whole):
        look_for_dissent(unit, event, community, venues, now)
        follow(unit, event, now=now)
    return parted, whole


def _call_different(unit: Unit, one: Event, other: Event, *, by: str, now: datetime) -> None:
    pair = unit.pairs.between(one.id, other.id)
    settled = replace(
        pair or Pair(community=one.community, one=one.id, other=other.id, found_at=now),
        verdict=PairVerdict.DIFFERENT,
        kept=None,
        lent={},
        decided_at=now,
        by=by,
    )
    if pair is None:
        unit.pairs.add(settled)
    else:
        unit.pairs.save(settled)
        show(unit, settled)


def set_apart(unit: Unit, kept: Event, fresh: Event, sighting_id: int, *, by: str, now: datetime) -> Event:
    """Give one sighting, which was recognised as `kept`, the new event `fresh`; the two are different."""
    added = unit.events.add(fresh)
    sighting = unit.sightings.get(sighting_id)
    if sighting is not None:
        unit.sightings.save(replace(sighting, event=added.id, home=None, match=None))
    _call_different(unit, kept, added, by=by, now=now)
    return added
