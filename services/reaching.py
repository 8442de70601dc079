"""How to reach who carries a sector, with their consent; and how each of them sets that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.appointments import named
from domain.communities import Community
from domain.directory.reaching import Card, Reach, Reachable, card_of, reachable
from domain.refusal import Refusal
from domain.sectors import Sector
from services.acting import Caller, community_of
from storage.database import Database
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class SectorContact:
    """`people` are those who agreed to be reached; `carried`: somebody carries the sector."""

    sector: Sector
    people: tuple[Reachable, ...]
    carried: bool


@dataclass(frozen=True, slots=True)
class OwnCard:
    """What somebody set, and which sectors they carry."""

    card: Card
    sectors: tuple[Sector, ...]


class ReachingService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self, community_id: int, *, public: bool) -> tuple[Community, Sequence[SectorContact]]:
        """Every sector; `public`: as anybody on the web may know it."""

        def work(unit: Unit) -> tuple[Community, Sequence[SectorContact]]:
            community = community_of(unit, community_id)
            return community, [
                _contact(unit, community_id, sector, public=public)
                for sector in unit.communities.sectors(community_id)
            ]

        return await self._database.read(work)

    async def sector(self, caller: Caller, typed: str) -> SectorContact:
        def work(unit: Unit) -> SectorContact:
            community_of(unit, caller.community)
            sector = named(unit.communities.sectors(caller.community), typed)
            return _contact(unit, caller.community, sector, public=False)

        return await self._database.read(work)

    async def mine(self, caller: Caller) -> OwnCard:
        """What the caller set. Raises `Refusal` for who carries nothing."""

        def work(unit: Unit) -> OwnCard:
            sectors = _carried(unit, caller)
            card = unit.directory.card(caller.community, caller.id)
            return OwnCard(card or Card(caller.id, name=caller.name), sectors)

        return await self._database.read(work)

    async def set(self, caller: Caller, reach: Reach, name: str, line: str, *, now: datetime) -> OwnCard:
        def work(unit: Unit) -> OwnCard:
            sectors = _carried(unit, caller)
            card = card_of(caller.id, reach, name or caller.name, line)
            if unit.directory.card(caller.community, caller.id) != card:
                unit.directory.put_card(caller.community, card)
                unit.journal.add(
                    caller.community,
                    "contact.set",
                    f"contact:{caller.id}",
                    at=now,
                    actor=caller.id,
                    after={"reach": reach.value},
                )
            return OwnCard(card, sectors)

        return await self._database.write(work)


def _contact(unit: Unit, community_id: int, sector: Sector, *, public: bool) -> SectorContact:
    there = [one for one in unit.communities.appointments(community_id) if one.sector == sector.key]
    cards = unit.directory.cards(community_id, [one.person for one in there])
    return SectorContact(sector, reachable(sector.key, there, cards, public=public), bool(there))


def _carried(unit: Unit, caller: Caller) -> tuple[Sector, ...]:
    community_of(unit, caller.community)
    mine = {one.sector for one in unit.communities.appointments(caller.community) if one.person == caller.id}
    sectors = tuple(one for one in unit.communities.sectors(caller.community) if one.key in mine)
    if not sectors:
        raise Refusal(
            "This is for who carries a sector. To be found yourself, make an entry with `/directory add`."
        )
    return sectors
