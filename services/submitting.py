"""What a person sends becomes an event, joins the one that a source brought already, or changes one."""

from dataclasses import replace
from datetime import datetime

from domain.drafts import Draft
from domain.events import Details, Event, Stage, changed_fields, first_stage
from domain.gathering import by_person, typed_by
from domain.postings import Surface, wanted_for
from services.acting import Caller, acting, community_of
from services.dissent import overruled
from services.likeness import Likeness, Memory, likenesses, look_around, of_person, window_of
from services.merging import MOST_DOUBTS, doubt, merge
from services.planning import ask_again, held, journalled, plan, standing, tell_interested
from storage.unit import Unit


def create(unit: Unit, draft: Draft, details: Details, caller: Caller, now: datetime) -> tuple[Event, Event]:
    """(the event as it was sent, the event that stands for it): two if a source had brought it before.

    What is only perhaps the same waits until an editor has looked at both.
    """
    stage = first_stage(
        accepted_before=unit.events.accepted_of(draft.community, caller.id),
        trust_after=community_of(unit, draft.community).trust_after,
        actor=acting(unit, caller),
    )
    event = Event(
        id=0,
        community=draft.community,
        details=details,
        stage=stage,
        reviewed=stage is Stage.REVIEW,
        submitter=caller.id,
        made_by=caller.name,
        origins=typed_by(caller.id, details),
        created_at=now,
        updated_at=now,
    )
    likes = _likes(unit, event)
    known = next((one for one in likes if one.is_same and _takes_in(unit, one.event, caller.id)), None)
    doubts = likes[:MOST_DOUBTS] if known is None else []
    if doubts and stage is Stage.PUBLISHED:
        event = replace(event, stage=Stage.REVIEW)
    event = unit.events.add(event)
    journalled(unit, None, event, "event.submit", caller.id, now)
    target = unit.events.locked(known.event) if known is not None else None
    if target is not None and known is not None:
        kept = merge(
            unit,
            target,
            event,
            community=community_of(unit, event.community),
            venues=unit.venues.of(event.community),
            match=known.match,
            by="",
            actor=caller.id,
            now=now,
        )
        plan(unit, kept)
        return event, kept
    for one in doubts:
        other = standing(unit, one.event)
        if other is not None:
            doubt(unit, event, other, one.match, now)
    plan(unit, event)
    return event, event


def _likes(unit: Unit, event: Event) -> list[Likeness]:
    community = community_of(unit, event.community)
    unit.communities.hold(community.id)
    memory = Memory().of(unit.venues.of(community.id))
    first, last = window_of([event.details.starts])
    around = look_around(unit, community, memory, first, last)
    candidate = of_person(event, community, memory)
    return likenesses([candidate], around)[candidate.name]


def _takes_in(unit: Unit, event_id: int, person: int) -> bool:
    """What a source brought takes a submission in; about what two people typed an editor decides."""
    event = unit.events.get(event_id)
    return (
        event is not None
        and event.source_id is not None
        and event.submitter != person
        and event.stage in {Stage.PUBLISHED, Stage.REVIEW}
        and not event.is_cancelled
    )


def change(unit: Unit, draft: Draft, details: Details, caller: Caller, now: datetime) -> Event:
    before = held(unit, draft.event_id or 0, caller)
    before.must_be_changed_by(acting(unit, caller))
    before.must_not_be_cancelled()
    changed = changed_fields(before.details, details)
    if not changed and before.stage is not Stage.DECLINED:
        return before
    event = replace(
        before,
        details=details,
        touched=before.touched | changed,
        origins={**before.origins, **dict.fromkeys(sorted(changed), by_person(caller.id))},
        sequence=before.sequence + 1,
        stage=Stage.REVIEW if before.stage is Stage.DECLINED else before.stage,
        reason="" if before.stage is Stage.DECLINED else before.reason,
        question="",
        updated_at=now,
    )
    unit.events.save(event)
    journalled(unit, before, event, "event.edit", caller.id, now)
    plan(unit, event)
    tell_interested(unit, before, event, by=caller.id, now=now)
    overruled(unit, event, changed, caller.name, community_of(unit, event.community), now)
    if event.stage is Stage.REVIEW and (before.stage is Stage.DECLINED or before.question):
        ask_again(unit, event)
    return event


def channels_of(unit: Unit, event: Event) -> tuple[int, ...]:
    wanted = wanted_for(event, unit.communities.channels(event.community))
    return tuple(sorted(one.place for one in wanted if one.surface is Surface.CARD))
