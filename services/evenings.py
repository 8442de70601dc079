"""Evenings that are still free, and what an event would clash with."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from domain.agenda import Listed, Query
from domain.communities import Community
from domain.evenings import Evening, clashes, evenings_of, overview, span
from domain.events import Details
from domain.themes import Theme
from services.acting import community_of
from services.agenda import find
from storage.database import Database
from storage.unit import Unit

_MOST: Final = 5000
"""Events that are looked at; more than two months of a whole region."""


@dataclass(frozen=True, slots=True)
class Free:
    community: Community
    themes: tuple[Theme, ...]
    evenings: list[Evening]


class EveningService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def overview(self, community_id: int, first: date, until: date, *, theme: str = "") -> Free:
        """The evenings from `first` up to but not `until`, of one theme or of all."""

        def work(unit: Unit) -> Free:
            community = community_of(unit, community_id)
            zone = community.zone
            query = Query(
                since=span(first, zone)[0],
                until=span(until - timedelta(days=1), zone)[1],
                themes=frozenset({theme} - {""}),
            )
            found = find(unit, community_id, query, 0, _MOST)
            return Free(community, found.themes, overview(found.listed, first, until, zone))

        return await self._database.read(work)


def clashing(
    unit: Unit, community: Community, details: Details, *, apart_from: int, in_review: bool = False
) -> tuple[Listed, ...]:
    """What fills the same evening and shares a theme; not the event itself (`apart_from`, its id).

    `in_review` for editors: also what is not published yet, which nobody else may know of.
    """
    evenings = evenings_of(details, community.zone)
    if not evenings or not details.themes:
        return ()
    query = Query(
        since=span(min(evenings), community.zone)[0],
        until=span(max(evenings), community.zone)[1],
        themes=frozenset(details.themes),
    )
    events = unit.agenda.find(community.id, query)
    if in_review:
        events += unit.events.in_review(community.id)
    names = {venue.id: venue.name for venue in unit.venues.of(community.id)}
    others = [
        Listed(event=event, venue=names.get(event.details.venue_id or 0, ""))
        for event in events
        if event.id != apart_from
    ]
    return clashes(details, others, community.zone)
