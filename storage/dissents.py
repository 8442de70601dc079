"""Where sources say otherwise than people, and what was decided."""

from dataclasses import replace
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    ForeignKey,
    RowMapping,
    String,
    Table,
    insert,
    select,
    update,
)

from domain.dissent import Dissent, Verdict
from storage.contents import details_as_json, details_from_json
from storage.schema import Key, UtcDateTime, key_column, metadata

dissents = Table(
    "dissents",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("event", Key, ForeignKey("events.id"), nullable=False, index=True),
    Column("source", Key, ForeignKey("sources.id"), nullable=False),
    Column("said", JSON, nullable=False),
    Column("ours", JSON, nullable=False),
    Column("found_at", UtcDateTime, nullable=False),
    Column("verdict", String),
    Column("by", String, nullable=False),
    Column("decided_at", UtcDateTime),
)


class Dissents:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, dissent_id: int) -> Dissent | None:
        statement = select(dissents).where(dissents.c.id == dissent_id)
        row = self._connection.execute(statement).mappings().one_or_none()
        return _dissent(row) if row else None

    def locked(self, dissent_id: int) -> Dissent | None:
        statement = select(dissents).where(dissents.c.id == dissent_id).with_for_update()
        row = self._connection.execute(statement).mappings().one_or_none()
        return _dissent(row) if row else None

    def of(self, event_id: int) -> list[Dissent]:
        """Oldest first; at most one of them is open."""
        statement = select(dissents).where(dissents.c.event == event_id).order_by(dissents.c.id)
        return [_dissent(row) for row in self._connection.execute(statement).mappings()]

    def add(self, dissent: Dissent) -> Dissent:
        result = self._connection.execute(
            insert(dissents).values(**_values(dissent)).returning(dissents.c.id)
        )
        return replace(dissent, id=result.scalar_one())

    def save(self, dissent: Dissent) -> None:
        self._connection.execute(
            update(dissents).where(dissents.c.id == dissent.id).values(**_values(dissent))
        )


def _dissent(row: RowMapping) -> Dissent:
    values: dict[str, Any] = dict(row)
    for name in ("said", "ours"):
        values[name] = details_from_json(values[name])
    verdict = values.pop("verdict")
    return Dissent(**values, verdict=Verdict(verdict) if verdict else None)


def _values(dissent: Dissent) -> dict[str, Any]:
    values = {name: getattr(dissent, name) for name in Dissent.__dataclass_fields__ if name != "id"}
    for name in ("said", "ours"):
        values[name] = details_as_json(values[name])
    values["verdict"] = dissent.verdict.value if dissent.verdict else None
    return values
