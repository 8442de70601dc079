"""The open dataset of what happens, and the numbers of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from domain.agenda import Query, midnight
from domain.communities import Community
from domain.dataset import Row, months_around, per_month, row
from domain.themes import Theme
from services.acting import community_of
from services.agenda import listed
from storage.database import Database
from storage.unit import Unit

BEFORE: Final = 8
AFTER: Final = 3
"""Months that the chart looks back and ahead."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many events each theme has in each month; `months` are their first days."""

    community: Community
    themes: tuple[Theme, ...]
    months: list[date]
    counts: Mapping[str, Mapping[date, int]]


class DatasetService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def rows(self, community_id: int) -> list[Row]:
        """Everything that is or was public, soonest first."""

        def work(unit: Unit) -> list[Row]:
            community = community_of(unit, community_id)
            events = unit.agenda.find(community_id, Query())
            everything = listed(unit, events, unit.venues.of(community_id))
            return [row(one, community.zone) for one in everything]

        return await self._database.read(work)

    async def numbers(self, community_id: int, *, now: datetime) -> Numbers:
        def work(unit: Unit) -> Numbers:
            community = community_of(unit, community_id)
            zone = community.zone
            months = months_around(now.astimezone(zone).date(), before=BEFORE, after=AFTER)
            until = months_around(months[-1], before=0, after=1)[-1]
            query = Query(since=midnight(months[0], zone), until=midnight(until, zone))
            events = listed(unit, unit.agenda.find(community_id, query), ())
            return Numbers(
                community, unit.communities.themes(community_id), months, per_month(events, months, zone)
            )

        return await self._database.read(work)
