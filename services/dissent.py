"""A source that says otherwise than a person: noticed, put before the editors once, and decided."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from domain.communities import Channel, Community
from domain.dissent import (
    PARTS,
    Dissent,
    Verdict,
    Word,
    differing,
    followed,
    owned,
    said_of,
    unanswered,
    word_of,
)
from domain.events import Details, Event, Stage
from domain.matching import Places
from domain.postings import Surface, Wanted
from domain.refusal import Refusal
from domain.source_register import Source
from domain.venues import Venue
from services.acting import Caller, acting, community_of
from services.gathering import regathered, store, telling_of
from storage.database import Database
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class ShownDissent:
    """`ours` and `theirs` are the event's details, as they stood and as the source tells them."""

    dissent: Dissent
    event: Event
    community: Community
    source: Source
    ours: Details
    theirs: Details


def look_for_dissent(
    unit: Unit, event: Event, community: Community, venues: Sequence[Venue], now: datetime
) -> None:
    """Ask the editors about what a source contradicts and was not decided; take back what agrees by now."""
    if event.submitter is None and not event.touched:
        return
    before = unit.dissents.of(event.id)
    asked = next((one for one in before if one.verdict is None), None)
    word = _word(unit, event, community, venues, now)
    said = {}
    if word is not None:
        said = differing(event, word, zone=community.zone, places=Places(venues))
        said = unanswered(said, before)
    if word is None or not said:
        if asked is not None:
            _settle(unit, asked, event, Verdict.AGREED, "", now)
    elif asked is None:
        fresh = Dissent(
            community=event.community, event=event.id, source=word.teller(said), said=said, found_at=now
        )
        _show(unit, unit.dissents.add(fresh))
    elif (asked.said, asked.source) != (said, word.teller(said)):
        after = replace(asked, said=said, source=word.teller(said))
        unit.dissents.save(after)
        _show(unit, after)


def overruled(
    unit: Unit, event: Event, changed: frozenset[str], by: str, community: Community, now: datetime
) -> None:
    """Somebody changed the event, knowing what stood there: what its source says of that is answered."""
    parts = [part for part, names in PARTS.items() if changed & set(names)]
    if not parts:
        return
    venues = unit.venues.of(community.id)
    word = _word(unit, event, community, venues, now)
    if word is not None:
        other = differing(event, word, zone=community.zone, places=Places(venues))
        said = {
            name: value
            for part in parts
            if PARTS[part][0] in other
            for name, value in said_of(word.details, part).items()
        }
        asked = next((one for one in unit.dissents.of(event.id) if one.verdict is None), None)
        if said and asked is not None and set(asked.parts) <= set(parts):
            _settle(unit, replace(asked, said=said), event, Verdict.KEPT, by, now)
        elif said:
            kept = Dissent(
                community=event.community,
                event=event.id,
                source=word.teller(said),
                said=said,
                found_at=now,
            )
            _settle(unit, unit.dissents.add(kept), event, Verdict.KEPT, by, now, was_asked=False)
    look_for_dissent(unit, event, community, venues, now)


def otherwise(unit: Unit, typed: Event, kept: Event) -> dict[str, Any]:
    """What somebody typed of the time and the place of an event that stood already, and stands otherwise."""
    if typed.id == kept.id:
        return {}
    community = community_of(unit, kept.community)
    places = Places(unit.venues.of(community.id))
    other = differing(typed, Word(kept.details, 0), zone=community.zone, places=places)
    return {name: getattr(typed.details, name) for name in other}


def _word(
    unit: Unit, event: Event, community: Community, venues: Sequence[Venue], now: datetime
) -> Word | None:
    """What its sources say of an event that is still to come; None where that does not matter any more."""
    stands = event.merged_into is None and event.stage in {Stage.PUBLISHED, Stage.REVIEW}
    if not stands or event.is_cancelled or not owned(event):
        return None
    sightings = unit.sightings.of_event(event.id)
    if not sightings:
        return None
    sources = unit.sources.with_ids(one.source for one in sightings)
    tellings = [telling_of(one, sources[one.source], community, venues) for one in sightings]
    word = word_of(event, tellings, zone=community.zone)
    if word is None or max(event.details.starts, word.details.starts) < now:
        return None
    return word


def _settle(
    unit: Unit,
    dissent: Dissent,
    event: Event,
    verdict: Verdict,
    by: str,
    now: datetime,
    *,
    was_asked: bool = True,
) -> None:
    ours = {name: getattr(event.details, name) for name in dissent.said}
    settled = replace(dissent, verdict=verdict, by=by, ours=ours, decided_at=now)
    unit.dissents.save(settled)
    if was_asked:
        _show(unit, settled)


def _show(unit: Unit, dissent: Dissent) -> None:
    review = unit.communities.channels(dissent.community).get(Channel.REVIEW)
    wanted = [Wanted(Surface.DISSENT, review)] if review is not None else []
    unit.postings.plan(dissent.community, f"dissent:{dissent.id}", wanted)
    unit.hint("postings")


def shown_dissent(unit: Unit, dissent: Dissent) -> ShownDissent | None:
    event, source = unit.events.get(dissent.event), unit.sources.get(dissent.source)
    if event is None or source is None:
        return None
    ours = replace(event.details, **dissent.ours)
    theirs = replace(event.details, **dissent.said)
    return ShownDissent(dissent, event, community_of(unit, event.community), source, ours, theirs)


class DissentService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def shown(self, dissent_id: int) -> ShownDissent | None:
        def work(unit: Unit) -> ShownDissent | None:
            dissent = unit.dissents.get(dissent_id)
            return shown_dissent(unit, dissent) if dissent is not None else None

        return await self._database.read(work)

    async def decide(self, dissent_id: int, caller: Caller, *, take: bool, now: datetime) -> ShownDissent:
        """Follow the source, or keep what stands. For editors, and for who entered the event; `/event edit`
        takes either back."""

        def work(unit: Unit) -> ShownDissent:
            dissent = unit.dissents.locked(dissent_id)
            event = unit.events.locked(dissent.event) if dissent is not None else None
            if dissent is None or event is None or event.community != caller.community:
                raise Refusal("This question does not exist any more.")
            event.must_be_changed_by(acting(unit, caller))
            if unit.clicks.is_new(caller.interaction, now=now):
                if dissent.verdict is not None or event.merged_into is not None:
                    raise Refusal(
                        "That has been decided already, or the source agrees by now. Nothing was changed."
                    )
                _decide(unit, dissent, event, caller, take, now)
                dissent = unit.dissents.get(dissent_id) or dissent
            shown = shown_dissent(unit, dissent)
            assert shown is not None
            return shown

        return await self._database.write(work)


def _decide(unit: Unit, dissent: Dissent, event: Event, caller: Caller, take: bool, now: datetime) -> None:
    verdict = Verdict.TAKEN if take else Verdict.KEPT
    _settle(unit, dissent, event, verdict, caller.name, now)
    unit.journal.add(
        event.community,
        "event.dissent",
        f"event:{event.id}",
        at=now,
        actor=caller.id,
        after={"verdict": verdict.value, "parts": list(dissent.parts)},
    )
    if take:
        community, venues = community_of(unit, event.community), unit.venues.of(event.community)
        after = regathered(unit, followed(event, dissent), community, venues, now)
        store(unit, event, after, "event.follow", by=caller.id, now=now)
