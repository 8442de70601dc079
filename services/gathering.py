"""Bringing an event in line with what its sources show, inside a transaction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.communities import Community
from domain.events import Event, Happening, Stage
from domain.gathering import Telling, gather, precedence_order
from domain.source_register import Sighting, Source, details_of
from domain.texts import one_line
from domain.venues import Venue
from services.planning import journalled, plan, tell_interested
from storage.unit import Unit

STAGE = "stage"
"""Stands in `Event.touched` when an editor took the event out of the agenda."""


def telling_of(sighting: Sighting, source: Source, community: Community, venues: Sequence[Venue]) -> Telling:
    """A source that is read no more tells nothing new, and still goes before nobody at all."""
    decision = sighting.decision
    details, happening = details_of(
        sighting.content,
        zone=community.zone,
        themes=decision.themes if decision is not None and decision.certain else (),
        venues=list(venues),
    )
    return Telling(
        source=sighting.source,
        precedence=source.precedence,
        first_seen=sighting.first_seen,
        details=details,
        happening=happening,
        listed=sighting.missing_since is None and source.active,
    )


def regathered(
    unit: Unit, event: Event, community: Community, venues: Sequence[Venue], now: datetime
) -> Event:
    """The event as its sightings and the people tell it now; nothing is stored."""
    sightings = unit.sightings.of_event(event.id)
    if not sightings:
        return event
    sources = unit.sources.with_ids(one.source for one in sightings)
    tellings = [telling_of(one, sources[one.source], community, venues) for one in sightings]
    gathered = gather(event, tellings, zone=community.zone)
    first = precedence_order(tellings)[0]
    primary = next(one for one in sightings if one.source == first.source)
    made_by = event.made_by
    if event.submitter is None:
        made_by = one_line(primary.content.organizer or "")[:100] or made_by
    stage = event.stage
    if (
        stage is Stage.WITHDRAWN
        and STAGE not in event.touched
        and gathered.happening is not Happening.CANCELLED
    ):
        stage = Stage.PUBLISHED
    return replace(
        event,
        details=gathered.details,
        happening=gathered.happening,
        origins=gathered.origins,
        source_id=first.source,
        made_by=made_by,
        stage=stage,
    )


def store(unit: Unit, before: Event, after: Event, action: str, *, by: int | None, now: datetime) -> Event:
    """Keep the change with all that it brings; nothing happens when there is none."""
    if after == before:
        return before
    shown = replace(after, origins=before.origins) != before
    after = replace(after, sequence=before.sequence + shown, updated_at=now if shown else before.updated_at)
    unit.events.save(after)
    if shown:
        journalled(unit, before, after, action, by, now)
        plan(unit, after)
        tell_interested(unit, before, after, by=by, now=now)
    return after
