"""What lies at the desk, page by page, as one reader may see it. The database picks; nothing is filtered
afterwards."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from domain.communities import Community
from domain.desk.question import Question, Status
from domain.desk.seeing import Reader
from domain.refusal import Refusal
from domain.sectors import Sector
from services.acting import Caller, community_of
from services.desk_people import reader_of
from storage.database import Database
from storage.unit import Unit

PAGE: Final = 8
_MOST_OFFERED: Final = 25
_DEEPEST: Final = 10_000


class Show(StrEnum):
    """Which questions a list shows."""

    OPEN = "open"
    """What has no answer yet, by sector."""
    WAITING = "waiting"
    """The same, what waits longest first."""
    MINE = "mine"
    """What the reader asked."""
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Listing:
    """`page` counts from 0; `more` says that there is another. `now` is when it was looked up."""

    community: Community
    show: Show
    sector: Sector | None
    questions: tuple[Question, ...]
    sectors: dict[str, Sector]
    page: int
    more: bool
    now: datetime


class DeskListing:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(
        self, caller: Caller, show: Show, *, sector: str = "", page: int = 0, now: datetime
    ) -> Listing:
        """`sector` is a key; empty for all. The work does not grow with what there is beside the page."""

        def work(unit: Unit) -> Listing:
            community = community_of(unit, caller.community)
            sectors = {one.key: one for one in unit.communities.sectors(community.id)}
            if sector and sector not in sectors:
                raise Refusal("There is no such sector here. Choose one from the list that appears.")
            first = min(max(page, 0), _DEEPEST) * PAGE
            reader = reader_of(unit, community.id, caller.id)
            found = _listed(unit, community.id, reader, show, sector, first)
            return Listing(
                community,
                show,
                sectors.get(sector),
                tuple(found[:PAGE]),
                sectors,
                page,
                len(found) > PAGE,
                now,
            )

        return await self._database.read(work)

    async def offered(self, caller: Caller, *, now: datetime) -> tuple[Question, ...]:
        """For choosing one by its number: what the caller may see and is not closed, the nearest first."""

        def work(unit: Unit) -> tuple[Question, ...]:
            community_of(unit, caller.community)
            reader = reader_of(unit, caller.community, caller.id)
            return tuple(unit.desk.concerning(caller.community, reader, limit=_MOST_OFFERED))

        return await self._database.read(work)


def _listed(
    unit: Unit, community: int, reader: Reader, show: Show, sector: str, first: int
) -> list[Question]:
    desk, limit = unit.desk, PAGE + 1
    match show:
        case Show.OPEN:
            return desk.open_ones(community, reader, sector=sector, limit=limit, offset=first)
        case Show.WAITING:
            return desk.waiting_ones(community, reader, sector=sector, limit=limit, offset=first)
        case Show.MINE:
            return desk.asked_by(community, reader.id, limit=limit, offset=first)
        case Show.ANSWERED | Show.CLOSED:
            status = Status(show.value)
            return desk.in_state(community, reader, status, sector=sector, limit=limit, offset=first)
