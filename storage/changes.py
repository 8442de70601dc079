"""Changes that people who mean to come have to hear of, as they were: from what to what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Connection, ForeignKey, Table, insert, select

from domain.events import Happening
from storage.contents import details_as_json, details_from_json
from storage.schema import Key, UtcDateTime, key_column, metadata

changes = Table(
    "changes",
    metadata,
    key_column(),
    Column("event", Key, ForeignKey("events.id"), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Change:
    """`before` and `after` hold the fields that tell when and where, and `happening`."""

    id: int
    event: int
    at: datetime
    before: Mapping[str, Any]
    after: Mapping[str, Any]


class Changes:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, event: int, before: Mapping[str, Any], after: Mapping[str, Any], *, at: datetime) -> int:
        result = self._connection.execute(
            insert(changes)
            .values(event=event, at=at, before=details_as_json(before), after=details_as_json(after))
            .returning(changes.c.id)
        )
        number: int = result.scalar_one()
        return number

    def get(self, change_id: int) -> Change | None:
        row = self._connection.execute(select(changes).where(changes.c.id == change_id)).one_or_none()
        if row is None:
            return None
        before, after = details_from_json(row.before), details_from_json(row.after)
        for values in (before, after):
            values["happening"] = Happening(values["happening"])
        return Change(row.id, row.event, row.at, before, after)
