"""What an editor was shown of a site before it is added: kept, so that exactly that is added."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Connection, ForeignKey, Table, delete, insert, select

from domain.source_register import Source
from storage.schema import UtcDateTime, key_column, metadata
from storage.sources import source_as_json, source_from_json

looks = Table(
    "looks",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("source", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)


class Looks:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, source: Source, *, at: datetime) -> int:
        values: dict[str, Any] = {"community": source.community, "source": source_as_json(source), "at": at}
        result = self._connection.execute(insert(looks).values(**values).returning(looks.c.id))
        number: int = result.scalar_one()
        return number

    def get(self, look_id: int) -> Source | None:
        """The source as it would be added."""
        row = self._connection.execute(select(looks.c.source).where(looks.c.id == look_id)).one_or_none()
        return source_from_json(row[0]) if row else None

    def forget_before(self, moment: datetime) -> None:
        self._connection.execute(delete(looks).where(looks.c.at < moment))
