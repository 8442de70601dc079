"""Venues that a community knows by name."""

from sqlalchemy import JSON, Column, Connection, ForeignKey, String, Table, UniqueConstraint, select

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

    def put(self, community_id: int, venue: Venue) -> None:
        """Keep the venue under its name; what was known under that name is replaced."""
        values = {
            "community": community_id,
            "name": venue.name,
            "aliases": list(venue.aliases),
            "address": venue.address,
            "city": venue.city,
        }
        self._connection.execute(upsert(venues, self._connection.dialect, values, ("community", "name")))
