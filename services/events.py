"""Events that stand in the agenda: looking, being interested, cancelling, and the editors' decisions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.agenda import Listed
from domain.communities import Community
from domain.drafts import Draft
from domain.events import Event, Happening, Stage
from domain.gathering import by_person
from domain.postings import Surface, subject_of
from domain.refusal import Refusal
from domain.source_register import Sighting, Source
from domain.texts import cleaned, link_or_nothing, within
from domain.themes import Theme
from domain.theming import Decision
from domain.venues import Venue
from domain.when.answers import Message
from services.acting import Caller, acting, community_of
from services.changes import ShownChange, shown_change
from services.dissent import look_for_dissent
from services.evenings import clashing
from services.interest import Reminding, begin, end, reminding
from services.planning import existing, held, journalled, plan, standing, tell, tell_interested
from storage.database import Database
from storage.files import File
from storage.unit import Unit

MOST_REASON = 500

Change = Callable[[Unit, Event], Event]


@dataclass(frozen=True, slots=True)
class Shown:
    """An event with all that its card needs. `sources` are those that show it, each with its own link to it;
    `decision` says why an editor should look at its themes. While it waits for one, `clashes` is what else
    there is on the same evening for the same themes."""

    event: Event
    community: Community
    themes: tuple[Theme, ...]
    all_themes: tuple[Theme, ...]
    venue: Venue | None
    sources: tuple[tuple[Source, str], ...]
    decision: Decision | None
    poster: File | None
    interested: int
    clashes: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class Mine:
    """What a person entered: coming events, and drafts that they have not sent."""

    community: Community
    events: list[Event]
    drafts: list[Draft]
    interested: dict[int, int]


@dataclass(frozen=True, slots=True)
class Changeable:
    community: Community
    events: list[Event]


@dataclass(frozen=True, slots=True)
class Interest:
    """`reminding` while it is on; `unreachable` says, once, that a private message could not be sent."""

    event: Event
    on: bool
    reminding: Reminding | None
    unreachable: bool = False


class EventService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def shown(self, event_id: int) -> Shown | None:
        return await self._database.read(lambda unit: _shown(unit, event_id))

    async def change(self, change_id: int) -> ShownChange | None:
        return await self._database.read(lambda unit: shown_change(unit, change_id))

    async def mine(self, caller: Caller, *, now: datetime) -> Mine:
        def work(unit: Unit) -> Mine:
            events = _own(unit, caller, now, 25)
            drafts = unit.drafts.unsent_of(caller.community, caller.id, limit=5)
            interested = unit.events.interested_in([event.id for event in events]) if events else {}
            return Mine(community_of(unit, caller.community), events, drafts, interested)

        return await self._database.read(work)

    async def changeable(self, caller: Caller, *, now: datetime) -> Changeable:
        """The coming events that the caller may change: their own, for editors everyone's."""

        def work(unit: Unit) -> Changeable:
            community = community_of(unit, caller.community)
            own = _own(unit, caller, now, 200)
            if not acting(unit, caller).edits:
                return Changeable(community, own)
            known = {event.id for event in own}
            others = unit.events.coming(caller.community, since=now, limit=200)
            return Changeable(community, own + [event for event in others if event.id not in known])

        return await self._database.read(work)

    async def visible(self, caller: Caller, *, now: datetime) -> Changeable:
        """The coming events that the caller may look at: everyone's that are published, and their own."""

        def work(unit: Unit) -> Changeable:
            community = community_of(unit, caller.community)
            own = _own(unit, caller, now, 200)
            waiting = unit.events.in_review(community.id) if acting(unit, caller).edits else []
            coming = unit.events.coming(community.id, since=now, limit=1000)
            known = {event.id: event for event in (*coming, *waiting, *own)}
            return Changeable(community, sorted(known.values(), key=lambda one: (one.details.starts, one.id)))

        return await self._database.read(work)

    async def interest(self, event_id: int, caller: Caller, *, now: datetime) -> Interest:
        """Turn the caller's interest on or off; the same click counts once."""

        def work(unit: Unit) -> Interest:
            event = existing(unit, event_id, caller)
            if not unit.clicks.is_new(caller.interaction, now=now):
                told = reminding(unit, event, caller.id, now=now)
                return Interest(event, told is not None, told)
            on = unit.events.interest(event.id, caller.id, now=now)
            if not on and unit.mirror.own(event.id, caller.id):
                # until now only Discord's event list said so; saying it here, too, takes nothing back
                on = unit.events.gain_interest(event.id, caller.id, now=now)
            unit.postings.touch(event.community, subject_of(event.id))
            if not on:
                end(unit, event, caller.id)
                return Interest(event, on, None)
            told = begin(unit, event, caller.id, now=now)
            return Interest(event, on, told, unit.postings.take_unreachable(event.community, caller.id))

        return await self._database.write(work)

    async def cancel(self, event_id: int, caller: Caller, reason: str, *, now: datetime) -> Event:
        def change(unit: Unit, event: Event) -> Event:
            event.must_be_changed_by(acting(unit, caller))
            event.must_not_be_cancelled()
            return replace(
                event,
                happening=Happening.CANCELLED,
                reason=_reason(reason),
                touched=event.touched | {"happening"},
                origins={**event.origins, "happening": by_person(caller.id)},
            )

        return await self._change(event_id, caller, "event.cancel", change, now)

    async def accept(self, event_id: int, caller: Caller, *, now: datetime) -> Event:
        def change(unit: Unit, event: Event) -> Event:
            event.must_be_reviewed_by(acting(unit, caller))
            return replace(event, stage=Stage.PUBLISHED, reviewer=caller.name, question="")

        return await self._change(event_id, caller, "event.accept", change, now, notice=Surface.ACCEPTED)

    async def decline(self, event_id: int, caller: Caller, reason: str, *, now: datetime) -> Event:
        def change(unit: Unit, event: Event) -> Event:
            event.must_be_reviewed_by(acting(unit, caller))
            return replace(event, stage=Stage.DECLINED, reviewer=caller.name, reason=_reason(reason))

        return await self._change(event_id, caller, "event.decline", change, now, notice=Surface.DECLINED)

    async def ask(self, event_id: int, caller: Caller, question: str, *, now: datetime) -> Event:
        """Ask the submitter for more; the event stays where it is."""

        def change(unit: Unit, event: Event) -> Event:
            event.must_be_reviewed_by(acting(unit, caller))
            return replace(event, reviewer=caller.name, question=_reason(question))

        return await self._change(event_id, caller, "event.ask", change, now, notice=Surface.QUESTION)

    async def may_review(self, event_id: int, caller: Caller) -> Event:
        """The event, if the caller may decide about it now; for asking before a form is opened."""

        def work(unit: Unit) -> Event:
            event = existing(unit, event_id, caller)
            event.must_be_reviewed_by(acting(unit, caller))
            return event

        return await self._database.read(work)

    async def may_change(self, event_id: int, caller: Caller) -> Event:
        def work(unit: Unit) -> Event:
            event = existing(unit, event_id, caller)
            event.must_be_changed_by(acting(unit, caller))
            event.must_not_be_cancelled()
            return event

        return await self._database.read(work)

    async def _change(
        self,
        event_id: int,
        caller: Caller,
        action: str,
        change: Change,
        now: datetime,
        *,
        notice: Surface | None = None,
    ) -> Event:
        def work(unit: Unit) -> Event:
            before = held(unit, event_id, caller)
            if not unit.clicks.is_new(caller.interaction, now=now):
                return before
            after = replace(change(unit, before), sequence=before.sequence + 1, updated_at=now)
            unit.events.save(after)
            journalled(unit, before, after, action, caller.id, now)
            plan(unit, after)
            tell_interested(unit, before, after, by=caller.id, now=now)
            community = community_of(unit, after.community)
            look_for_dissent(unit, after, community, unit.venues.of(community.id), now)
            if notice is not None:
                tell(unit, after, notice)
            return after

        return await self._database.write(work)


def _reason(text: str) -> str:
    reason = within(cleaned(text), MOST_REASON, Message("The reason"))
    if not reason:
        raise Refusal("Say why in a sentence; people will read it.")
    return reason


def _shown(unit: Unit, event_id: int) -> Shown | None:
    event = standing(unit, event_id)
    if event is None:
        return None
    sightings = unit.sightings.of_event(event.id) if event.source_id is not None else []
    community = community_of(unit, event.community)
    themes = unit.communities.themes(event.community)
    venue = next((v for v in unit.venues.of(event.community) if v.id == event.details.venue_id), None)
    return Shown(
        event=event,
        community=community,
        themes=tuple(theme for theme in themes if theme.key in event.details.themes),
        all_themes=themes,
        venue=venue,
        sources=_sources(unit, event, sightings),
        decision=sightings[0].decision if sightings else None,
        poster=unit.files.get(event.details.poster) if event.details.poster is not None else None,
        interested=unit.events.interested_in([event.id]).get(event.id, 0),
        clashes=clashing(unit, community, event.details, apart_from=event.id, in_review=True)
        if event.stage is Stage.REVIEW
        else (),
    )


def _own(unit: Unit, caller: Caller, now: datetime, most: int) -> list[Event]:
    """What somebody entered, also where it was found to be one with something else."""
    own = unit.events.of_submitter(caller.community, caller.id, since=now, limit=most)
    shared = unit.events.shared_with(caller.community, caller.id, since=now, limit=most)
    known = {event.id for event in own}
    together = own + [event for event in shared if event.id not in known]
    return sorted(together, key=lambda event: (event.details.starts, event.id))[:most]


def _sources(unit: Unit, event: Event, sightings: Sequence[Sighting]) -> tuple[tuple[Source, str], ...]:
    """The sources that list it, the one that goes first at the front; without any, those that did."""
    sources = unit.sources.with_ids(one.source for one in sightings)
    listed = [one for one in sightings if one.missing_since is None] or list(sightings)
    found: dict[int, tuple[Source, str]] = {}
    for one in sorted(listed, key=lambda one: (sources[one.source].precedence, one.first_seen, one.id)):
        source = sources[one.source]
        found.setdefault(source.id, (source, link_or_nothing(one.content.url) or source.url))
    return tuple(found.values())
