"""Pairs of events that may be one, and what was decided."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    ForeignKey,
    Index,
    RowMapping,
    String,
    Table,
    UniqueConstraint,
    insert,
    or_,
    select,
    update,
)

from domain.pairs import Pair, PairVerdict
from storage.contents import details_as_json, details_from_json, match_as_json, match_from_json
from storage.schema import Key, UtcDateTime, key_column, metadata

pairs = Table(
    "pairs",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("one", Key, ForeignKey("events.id"), nullable=False),
    Column("other", Key, ForeignKey("events.id"), nullable=False, index=True),
    Column("verdict", String, nullable=False),
    Column("match", JSON),
    Column("kept", Key, ForeignKey("events.id")),
    Column("lent", JSON, nullable=False),
    Column("found_at", UtcDateTime, nullable=False),
    Column("decided_at", UtcDateTime),
    Column("by", String, nullable=False),
    UniqueConstraint("one", "other"),
    Index("ix_pairs_verdict", "community", "verdict"),
)


class Pairs:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, pair_id: int) -> Pair | None:
        row = self._connection.execute(select(pairs).where(pairs.c.id == pair_id)).mappings().one_or_none()
        return _pair(row) if row else None

    def locked(self, pair_id: int) -> Pair | None:
        statement = select(pairs).where(pairs.c.id == pair_id).with_for_update()
        row = self._connection.execute(statement).mappings().one_or_none()
        return _pair(row) if row else None

    def between(self, one: int, other: int) -> Pair | None:
        lower, higher = sorted((one, other))
        statement = select(pairs).where(pairs.c.one == lower, pairs.c.other == higher)
        row = self._connection.execute(statement).mappings().one_or_none()
        return _pair(row) if row else None

    def of(self, event_id: int) -> list[Pair]:
        statement = (
            select(pairs).where(or_(pairs.c.one == event_id, pairs.c.other == event_id)).order_by(pairs.c.id)
        )
        return [_pair(row) for row in self._connection.execute(statement).mappings()]

    def add(self, pair: Pair) -> Pair:
        lower, higher = sorted((pair.one, pair.other))
        pair = replace(pair, one=lower, other=higher)
        result = self._connection.execute(insert(pairs).values(**_values(pair)).returning(pairs.c.id))
        return replace(pair, id=result.scalar_one())

    def save(self, pair: Pair) -> None:
        self._connection.execute(update(pairs).where(pairs.c.id == pair.id).values(**_values(pair)))


def _pair(row: RowMapping) -> Pair:
    values: dict[str, Any] = dict(row)
    match: Mapping[str, Any] | None = values.pop("match")
    lent = details_from_json(values.pop("lent"))
    verdict = PairVerdict(values.pop("verdict"))
    return Pair(**values, verdict=verdict, match=match_from_json(match) if match else None, lent=lent)


def _values(pair: Pair) -> dict[str, Any]:
    values = {name: getattr(pair, name) for name in Pair.__dataclass_fields__ if name != "id"}
    values["verdict"] = pair.verdict.value
    values["match"] = match_as_json(pair.match) if pair.match is not None else None
    values["lent"] = details_as_json(pair.lent)
    return values
