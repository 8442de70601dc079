"""What no source lists any more, and readings that were not believed: questions to the editors."""

from dataclasses import replace
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    ForeignKey,
    Integer,
    RowMapping,
    String,
    Table,
    insert,
    select,
    update,
)

from domain.vanishing import Absence, Answer, Brake
from storage.schema import Key, UtcDateTime, key_column, metadata, upsert

absences = Table(
    "absences",
    metadata,
    Column("event", Key, ForeignKey("events.id"), primary_key=True, autoincrement=False),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("answer", String),
    Column("by", String, nullable=False),
    Column("decided_at", UtcDateTime),
)

brakes = Table(
    "brakes",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("source", Key, ForeignKey("sources.id"), nullable=False, index=True),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("dropped", JSON, nullable=False),
    Column("cancelled", JSON, nullable=False),
    Column("coming", Integer, nullable=False),
    Column("answer", String),
    Column("by", String, nullable=False),
    Column("decided_at", UtcDateTime),
)


class Absences:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, event_id: int) -> Absence | None:
        statement = select(absences).where(absences.c.event == event_id)
        row = self._connection.execute(statement).mappings().one_or_none()
        return _absence(row) if row else None

    def put(self, absence: Absence) -> None:
        values = {name: getattr(absence, name) for name in Absence.__dataclass_fields__}
        values["answer"] = absence.answer.value if absence.answer else None
        self._connection.execute(upsert(absences, self._connection.dialect, values, ("event",)))

    # ---- readings that were not believed

    def brake(self, brake_id: int) -> Brake | None:
        statement = select(brakes).where(brakes.c.id == brake_id)
        row = self._connection.execute(statement).mappings().one_or_none()
        return _brake(row) if row else None

    def last_brake(self, source_id: int) -> Brake | None:
        """The newest of the source; an older one says nothing any more."""
        statement = select(brakes).where(brakes.c.source == source_id).order_by(brakes.c.id.desc()).limit(1)
        row = self._connection.execute(statement).mappings().one_or_none()
        return _brake(row) if row else None

    def add_brake(self, brake: Brake) -> Brake:
        result = self._connection.execute(insert(brakes).values(**_values(brake)).returning(brakes.c.id))
        return replace(brake, id=result.scalar_one())

    def save_brake(self, brake: Brake) -> None:
        self._connection.execute(update(brakes).where(brakes.c.id == brake.id).values(**_values(brake)))


def _absence(row: RowMapping) -> Absence:
    values: dict[str, Any] = dict(row)
    answer = values.pop("answer")
    return Absence(**values, answer=Answer(answer) if answer else None)


def _brake(row: RowMapping) -> Brake:
    values: dict[str, Any] = dict(row)
    answer = values.pop("answer")
    values["dropped"] = tuple(values["dropped"])
    values["cancelled"] = tuple(values["cancelled"])
    return Brake(**values, answer=Answer(answer) if answer else None)


def _values(brake: Brake) -> dict[str, Any]:
    values = {name: getattr(brake, name) for name in Brake.__dataclass_fields__ if name != "id"}
    values["answer"] = brake.answer.value if brake.answer else None
    values["dropped"] = list(brake.dropped)
    values["cancelled"] = list(brake.cancelled)
    return values
