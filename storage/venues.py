"""Venues that a community knows by name."""

from dataclasses import replace
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    ForeignKey,
    String,
    Table,
    UniqueConstraint,
    delete,
    insert,
    select,
    update,
)

from domain.venues import Venue
from storage.schema import key_column, metadata, upsert

venues = Table(
    "venues",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("name", String, nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("address", String, nullable=False),
    Column("city", String, nullable=False),
    UniqueConstraint("community", "name"),
)


class Venues:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, community_id: int) -> list[Venue]:
        rows = self._connection.execute(
            select(venues).where(venues.c.community == community_id).order_by(venues.c.name)
        )
        return [Venue(row.id, row.name, tuple(row.aliases), row.address, row.city) for row in rows]

    def get(self, community_id: int, venue_id: int) -> Venue | None:
        return next((venue for venue in self.of(community_id) if venue.id == venue_id), None)

    def add(self, community_id: int, venue: Venue) -> Venue:
        result = self._connection.execute(
            insert(venues).values(community=community_id, **_values(venue)).returning(venues.c.id)
        )
        return replace(venue, id=result.scalar_one())

    def save(self, venue: Venue) -> None:
        self._connection.execute(update(venues).where(venues.c.id == venue.id).values(**_values(venue)))

    def drop(self, venue_id: int) -> None:
        self._connection.execute(delete(venues).where(venues.c.id == venue_id))

    def put(self, community_id: int, venue: Venue) -> None:
        """Keep the venue under its name; what was known under that name is replaced."""
        values = {"community": community_id, **_values(venue)}
        self._connection.execute(upsert(venues, self._connection.dialect, values, ("community", "name")))


def _values(venue: Venue) -> dict[str, Any]:
    return {
        "name": venue.name,
        "aliases": list(venue.aliases),
        "address": venue.address,
        "city": venue.city,
    }
