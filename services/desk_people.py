"""Who carries a sector, who stands in, and as whom somebody looks at questions."""

from collections.abc import Collection

from domain.appointments import LEADING_SECTOR
from domain.desk.seeing import Reader
from domain.sectors import Part, Sector
from storage.unit import Unit

KNOWLEDGE_SECTOR = "community"
"""The key of the sector that takes what belongs to no other: it carries the knowledge base, too."""


def sector_of(unit: Unit, community: int, key: str) -> Sector | None:
    return next((one for one in unit.communities.sectors(community) if one.key == key), None)


def sector_for(unit: Unit, community: int, key: str) -> Sector | None:
    """The sector, or the one that takes what belongs to no other; None where a community has none at all."""
    sectors = {one.key: one for one in unit.communities.sectors(community)}
    for wanted in (key, KNOWLEDGE_SECTOR, LEADING_SECTOR):
        if wanted in sectors:
            return sectors[wanted]
    return next(iter(sectors.values()), None)


def people_of(unit: Unit, community: int, sector: str) -> tuple[int, ...]:
    """Its head and its deputy, as far as it has them."""
    found = {one.part: one.person for one in unit.communities.appointments(community) if one.sector == sector}
    return tuple(found[part] for part in (Part.HEAD, Part.DEPUTY) if part in found)


def carrier(unit: Unit, community: int, sector: str, *, without: Collection[int] = ()) -> int | None:
    """The head, else the deputy; nobody answers their own question."""
    return next((one for one in people_of(unit, community, sector) if one not in without), None)


def who_looks(unit: Unit, community: int, sector: str) -> int | None:
    """Who carries the sector, else the one that takes what belongs to no other, else De Sektor."""
    keys = (sector, KNOWLEDGE_SECTOR, LEADING_SECTOR)
    return next((one for key in keys if (one := carrier(unit, community, key)) is not None), None)


def board(unit: Unit, community: int) -> tuple[int, ...]:
    """Who carries De Sektor itself."""
    return people_of(unit, community, LEADING_SECTOR)


def reader_of(unit: Unit, community: int, person: int) -> Reader:
    carried = {one.sector for one in unit.communities.appointments(community) if one.person == person}
    return Reader(person, frozenset(carried))
