"""What somebody found behind a link and has to choose from: kept until they did."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import JSON, Column, Connection, ForeignKey, String, Table, delete, insert, select

from domain.sources import SourceEvent
from storage.contents import event_as_json, event_from_json
from storage.schema import Snowflake, UtcDateTime, key_column, metadata

finds = Table(
    "finds",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("person", Snowflake, nullable=False),
    Column("link", String, nullable=False),
    Column("events", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
)


class Finds:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self, community: int, person: int, link: str, events: Sequence[SourceEvent], *, at: datetime
    ) -> int:
        values = {
            "community": community,
            "person": person,
            "link": link,
            "events": [event_as_json(event) for event in events],
            "at": at,
        }
        number: int = self._connection.execute(
            insert(finds).values(**values).returning(finds.c.id)
        ).scalar_one()
        return number

    def get(self, find_id: int, person: int) -> tuple[int, str, list[SourceEvent]] | None:
        """(community, link, events), for who found them."""
        row = self._connection.execute(
            select(finds).where(finds.c.id == find_id, finds.c.person == person)
        ).one_or_none()
        return (row.community, row.link, [event_from_json(one) for one in row.events]) if row else None

    def forget_before(self, moment: datetime) -> None:
        self._connection.execute(delete(finds).where(finds.c.at < moment))
