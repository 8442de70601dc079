"""The agenda as its windows need it: events that were asked for, with all that is told of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from domain.agenda import Listed, Query
from domain.communities import Community
from domain.events import Event
from domain.postings import Surface, subject_of
from domain.texts import link_or_nothing
from domain.themes import Theme
from domain.venues import Venue
from services.acting import community_of
from services.planning import standing
from storage.database import Database
from storage.unit import Unit

_AT_ONCE: Final = 500
"""Rows that are asked about in one statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of what was asked for, and how much there is in all."""

    community: Community
    themes: tuple[Theme, ...]
    venues: tuple[Venue, ...]
    listed: Sequence[Listed]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything public of a community at one moment. `version` grows with every change of it. `minutes`: of
    which events the approved minutes can be read, and the number of the meeting."""

    community: Community
    themes: tuple[Theme, ...]
    venues: tuple[Venue, ...]
    listed: tuple[Listed, ...]
    version: int
    minutes: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What somebody looks at: one page, where the card of each event stands as (channel, message), and, when
    there is nothing at all, the first event after it that would fit."""

    found: Found
    number: int
    pages: int
    cards: Mapping[int, tuple[int, int]]
    later: Listed | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What one can ask the agenda for."""

    community: Community
    themes: tuple[Theme, ...]
    venues: tuple[Venue, ...]


class AgendaService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, community_id: int, query: Query, *, offset: int = 0, limit: int = 100) -> Found:
        """The events from number `offset` on, soonest first."""
        return await self._database.read(lambda unit: find(unit, community_id, query, offset, limit))

    async def choices(self, community_id: int) -> Choices:
        def work(unit: Unit) -> Choices:
            return Choices(
                community_of(unit, community_id),
                unit.communities.themes(community_id),
                tuple(unit.venues.of(community_id)),
            )

        return await self._database.read(work)

    async def page(self, community_id: int, query: Query, number: int, *, size: int) -> Page:
        """Page `number`, counted from 1, or the last one when there are not that many any more."""

        def work(unit: Unit) -> Page:
            found = find(unit, community_id, query, (number - 1) * size, size)
            last = max(1, -(-found.total // size))
            at = min(number, last)
            if at != number:
                found = find(unit, community_id, query, (at - 1) * size, size)
            later = None
            if not found.total and query.until is not None:
                after = replace(query, since=query.until, until=None)
                later = next(iter(find(unit, community_id, after, 0, 1).listed), None)
            subjects = {subject_of(one.event.id): one.event.id for one in found.listed}
            cards = unit.postings.messages_about(community_id, subjects, Surface.CARD)
            return Page(
                found=found,
                number=at,
                pages=last,
                cards={subjects[subject]: where for subject, where in cards.items()},
                later=later,
            )

        return await self._database.read(work)

    async def snapshot(
        self, community_id: int, *, since: datetime, known: Mapping[int, Listed] | None = None
    ) -> Snapshot:
        """All public events that are not over at `since`. Those among `known` (by id) that did not change
        since are not read again."""

        def work(unit: Unit) -> Snapshot:
            community = community_of(unit, community_id)
            venues = tuple(unit.venues.of(community_id))
            events = _renewed(unit, community_id, Query(since=since), known or {})
            return Snapshot(
                community=community,
                themes=unit.communities.themes(community_id),
                venues=venues,
                listed=tuple(listed(unit, events, venues)),
                version=unit.agenda.version(community_id),
                minutes=unit.minutes.published(community_id),
            )

        return await self._database.read(work)

    async def one(self, community_id: int, event_id: int) -> Listed | None:
        """The public event, however long ago; one that was taken into another is that other one."""

        def work(unit: Unit) -> Listed | None:
            event = standing(unit, event_id)
            if event is None or event.community != community_id or not event.is_public:
                return None
            return listed(unit, [event], unit.venues.of(community_id))[0]

        return await self._database.read(work)

    async def versions(self) -> dict[int, int]:
        """For every community a number that grows with each change of what is public."""
        return await self._database.read(lambda unit: unit.agenda.versions())

    async def communities(self) -> list[Community]:
        return await self._database.read(lambda unit: unit.communities.all())

    def when_changed(self, told: Callable[[], None]) -> None:
        """Have `told` called, on the event loop, after every write that changed an agenda. On PostgreSQL a
        hint of another process may be lost: the versions are the truth."""
        self._database.listen(lambda hints: told() if "agenda" in hints else None)


def _renewed(unit: Unit, community_id: int, query: Query, known: Mapping[int, Listed]) -> list[Event]:
    """What the query finds. Every change that readers can see counts in an event's sequence, so that what has
    the same one is the same."""
    if not known:
        return unit.agenda.find(community_id, query)
    outlines = unit.agenda.outlines(community_id, query)
    events: dict[int, Event] = {}
    for number, sequence, changed in outlines:
        one = known.get(number)
        if one is not None and (one.event.sequence, one.event.updated_at) == (sequence, changed):
            events[number] = one.event
    missing = [number for number, _, _ in outlines if number not in events]
    for first in range(0, len(missing), _AT_ONCE):
        events.update((one.id, one) for one in unit.agenda.with_ids(missing[first : first + _AT_ONCE]))
    return [events[number] for number, _, _ in outlines]


def find(unit: Unit, community_id: int, query: Query, offset: int, limit: int) -> Found:
    """See `AgendaService.find`; for use cases that need it in their own transaction."""
    community = community_of(unit, community_id)
    venues = tuple(unit.venues.of(community_id))
    events = unit.agenda.find(community_id, query, venues=venues, offset=offset, limit=limit)
    return Found(
        community=community,
        themes=unit.communities.themes(community_id),
        venues=venues,
        listed=listed(unit, events, venues),
        total=unit.agenda.count(community_id, query, venues=venues),
    )


def listed(unit: Unit, events: Sequence[Event], venues: Iterable[Venue]) -> list[Listed]:
    """The events with their venue's name, their sources and how many people are interested."""
    names = {venue.id: venue.name for venue in venues}
    sources: dict[int, dict[str, str]] = {}
    interested: dict[int, int] = {}
    for first in range(0, len(events), _AT_ONCE):
        some = [event.id for event in events[first : first + _AT_ONCE]]
        interested.update(unit.events.interested_in(some))
        scraped = [event.id for event in events[first : first + _AT_ONCE] if event.source_id is not None]
        for event_id, name, address in unit.agenda.sources_of(scraped):
            sources.setdefault(event_id, {}).setdefault(name, link_or_nothing(address))
    return [
        Listed(
            event=event,
            venue=names.get(event.details.venue_id or 0, ""),
            sources=tuple(sources.get(event.id, {}).items()),
            interested=interested.get(event.id, 0),
        )
        for event in events
    ]
