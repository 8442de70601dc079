"""Why an event stands where it stands: its themes, whose word each field is, who tells of it; and what an
editor makes of that."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.communities import Community
from domain.events import Event, Stage
from domain.gathering import by_person
from domain.pairs import Pair
from domain.postings import Surface
from domain.refusal import Refusal
from domain.source_register import Sighting, Source
from domain.themes import Theme, chosen
from domain.theming import Decision, SourceRule, propose
from domain.vanishing import Absence
from services.acting import Caller, acting, community_of
from services.dissent import ShownDissent, shown_dissent
from services.gathering import store
from services.planning import existing, held, tell
from services.rules import with_rules
from storage.database import Database
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Why:
    """Everything behind an event. `decision` is the one about its themes, of the source that goes first;
    `corrected` says that a person set them since, `may_change` that who asks may change the event."""

    event: Event
    community: Community
    themes: tuple[Theme, ...]
    decision: Decision | None
    corrected: bool
    sightings: tuple[Sighting, ...]
    sources: dict[int, Source]
    taken_in: tuple[Event, ...]
    pairs: tuple[Pair, ...]
    absence: Absence | None
    dissents: tuple[ShownDissent, ...]
    may_change: bool


@dataclass(frozen=True, slots=True)
class Corrected:
    """`rules` would have decided as the editor did; none when nothing can be learned from it."""

    event: Event
    source: Source | None
    themes: tuple[Theme, ...]
    rules: tuple[SourceRule, ...]


class ExplainingService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def why(self, event_id: int, caller: Caller) -> Why:
        def work(unit: Unit) -> Why:
            event, actor = existing(unit, event_id, caller), acting(unit, caller)
            if event.stage is not Stage.PUBLISHED:
                event.must_be_changed_by(actor)
            dissents = (shown_dissent(unit, one) for one in unit.dissents.of(event.id))
            sightings = tuple(unit.sightings.of_event(event.id))
            first = _first(event, sightings)
            return Why(
                event,
                community_of(unit, event.community),
                unit.communities.themes(event.community),
                first.decision if first is not None else None,
                "themes" in event.touched,
                sightings,
                unit.sources.with_ids(one.source for one in sightings),
                tuple(unit.events.merged_into(event.id)),
                tuple(unit.pairs.of(event.id)),
                unit.absences.get(event.id),
                tuple(one for one in dissents if one is not None),
                event.may_be_changed_by(actor),
            )

        return await self._database.read(work)

    async def correct(
        self, event_id: int, themes: tuple[str, ...], caller: Caller, *, now: datetime
    ) -> Corrected:
        """Other themes than those that were guessed. What waited for that is published."""

        def work(unit: Unit) -> Corrected:
            before = held(unit, event_id, caller)
            acting(unit, caller).must_edit()
            if not unit.clicks.is_new(caller.interaction, now=now):
                return _corrected(unit, before)
            keys = chosen(themes, unit.communities.themes(before.community))
            if not keys:
                raise Refusal("Choose at least one theme; it decides in which channel people will find it.")
            before.must_not_be_cancelled()
            origins = {**before.origins, "themes": by_person(caller.id)}
            after = replace(
                before,
                details=replace(before.details, themes=keys),
                touched=before.touched | {"themes"},
                origins=origins,
            )
            if before.stage is Stage.REVIEW:
                after = replace(after, stage=Stage.PUBLISHED, reviewer=caller.name, question="")
            after = store(unit, before, after, "event.themes", by=caller.id, now=now)
            if before.stage is Stage.REVIEW:
                tell(unit, after, Surface.ACCEPTED)
            return _corrected(unit, after)

        return await self._database.write(work)

    async def lesson(self, event_id: int, caller: Caller) -> Corrected:
        """What a correction of this event's themes would teach its source."""

        def work(unit: Unit) -> Corrected:
            event = existing(unit, event_id, caller)
            if not acting(unit, caller).edits:
                return Corrected(event, None, (), ())
            return _corrected(unit, event)

        return await self._database.read(work)

    async def learn(self, event_id: int, caller: Caller, *, now: datetime) -> Corrected:
        """Keep the rules that a correction of this event teaches; its source's next events follow them."""

        def work(unit: Unit) -> Corrected:
            event = existing(unit, event_id, caller)
            acting(unit, caller).must_edit()
            lesson = _corrected(unit, event)
            if lesson.source is None or not lesson.rules:
                raise Refusal("There is nothing to learn from this one any more. Nothing was changed.")
            source = lesson.source
            unit.sources.save(with_rules(source, lesson.rules))
            unit.journal.add(
                event.community,
                "source.rule",
                f"source:{source.id}",
                at=now,
                actor=caller.id,
                after={"rules": [[one.kind, one.text, one.theme, one.verdict] for one in lesson.rules]},
            )
            return lesson

        return await self._database.write(work)


def _first(event: Event, sightings: tuple[Sighting, ...]) -> Sighting | None:
    own = [one for one in sightings if one.source == event.source_id]
    return next(iter(own or sightings), None)


def _corrected(unit: Unit, event: Event) -> Corrected:
    themes = unit.communities.themes(event.community)
    first = _first(event, tuple(unit.sightings.of_event(event.id)))
    if first is None or first.decision is None:
        return Corrected(event, None, themes, ())
    source = unit.sources.get(first.source)
    decision = first.decision
    proposed = propose(decision.themes, event.details.themes, first.content, doubtful=not decision.certain)
    known = set(source.rules) if source is not None else set()
    return Corrected(event, source, themes, tuple(rule for rule in proposed if rule not in known))
