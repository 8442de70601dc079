"""Sightings: each event as one source shows it, kept whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    String,
    Table,
    UniqueConstraint,
    insert,
    select,
    update,
)

from domain.matching import Match
from domain.source_register import Sighting
from domain.theming import Decision
from storage.contents import (
    decision_as_json,
    decision_from_json,
    event_as_json,
    event_from_json,
    match_as_json,
    match_from_json,
)
from storage.schema import Key, UtcDateTime, key_column, metadata

sightings = Table(
    "sightings",
    metadata,
    key_column(),
    Column("source", Key, ForeignKey("sources.id"), nullable=False),
    Column("external_id", String, nullable=False),
    Column("event", Key, ForeignKey("events.id"), nullable=False, index=True),
    Column("home", Key, ForeignKey("events.id"), index=True),
    Column("content_hash", String, nullable=False),
    Column("content", JSON, nullable=False),
    Column("starts", UtcDateTime, nullable=False),
    Column("cancelled", Boolean, nullable=False),
    Column("decision", JSON),
    Column("match", JSON),
    Column("first_seen", UtcDateTime, nullable=False),
    Column("last_seen", UtcDateTime, nullable=False),
    Column("missing_since", UtcDateTime),
    UniqueConstraint("source", "external_id"),
    Index("ix_sightings_starts", "starts"),
)

_AT_ONCE = 500

_ADD = insert(sightings).returning(sightings.c.id)
"""Built once: an import runs it for every event."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A sighting without its content: enough to see whether anything is to be done about it."""

    id: int
    key: str
    event: int
    content_hash: str
    starts: datetime
    cancelled: bool
    missing_since: datetime | None


class Sightings:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def marks(self, source_id: int) -> dict[str, Mark]:
        """All of a source, by key."""
        c = sightings.c
        rows = self._connection.execute(
            select(
                c.id, c.external_id, c.event, c.content_hash, c.starts, c.cancelled, c.missing_since
            ).where(c.source == source_id)
        )
        return {row[1]: Mark(*row) for row in rows}

    def of_event(self, event_id: int) -> list[Sighting]:
        statement = select(sightings).where(sightings.c.event == event_id).order_by(sightings.c.id)
        return [_sighting(row._mapping) for row in self._connection.execute(statement)]

    def of_home(self, event_id: int) -> list[Sighting]:
        """What belonged to an event before it was taken into another."""
        statement = select(sightings).where(sightings.c.home == event_id).order_by(sightings.c.id)
        return [_sighting(row._mapping) for row in self._connection.execute(statement)]

    def get(self, sighting_id: int) -> Sighting | None:
        row = self._connection.execute(select(sightings).where(sightings.c.id == sighting_id)).one_or_none()
        return _sighting(row._mapping) if row else None

    def by_key(self, source_id: int, keys: Iterable[str]) -> dict[str, Sighting]:
        rows = self._connection.execute(
            select(sightings).where(sightings.c.source == source_id, sightings.c.external_id.in_(list(keys)))
        )
        return {row.external_id: _sighting(row._mapping) for row in rows}

    def of_events(self, event_ids: Sequence[int]) -> list[Sighting]:
        found: list[Sighting] = []
        for start in range(0, len(event_ids), _AT_ONCE):
            statement = select(sightings).where(
                sightings.c.event.in_(event_ids[start : start + _AT_ONCE]),
                sightings.c.missing_since.is_(None),
            )
            found += [_sighting(row._mapping) for row in self._connection.execute(statement)]
        return found

    def marks_of_events(self, event_ids: Sequence[int]) -> list[tuple[int, str, int]]:
        """(id, hash, event) of what is listed now."""
        c = sightings.c
        found: list[tuple[int, str, int]] = []
        for start in range(0, len(event_ids), _AT_ONCE):
            statement = select(c.id, c.content_hash, c.event).where(
                c.event.in_(event_ids[start : start + _AT_ONCE]), c.missing_since.is_(None)
            )
            found += [(row[0], row[1], row[2]) for row in self._connection.execute(statement)]
        return found

    def with_ids(self, sighting_ids: Sequence[int]) -> list[Sighting]:
        found: list[Sighting] = []
        for start in range(0, len(sighting_ids), _AT_ONCE):
            statement = select(sightings).where(sightings.c.id.in_(sighting_ids[start : start + _AT_ONCE]))
            found += [_sighting(row._mapping) for row in self._connection.execute(statement)]
        return found

    def add(self, sighting: Sighting) -> int:
        result = self._connection.execute(_ADD, _values(sighting))
        number: int = result.scalar_one()
        return number

    def save(self, sighting: Sighting) -> None:
        values = _values(sighting)
        self._connection.execute(update(sightings).where(sightings.c.id == sighting.id).values(**values))

    def seen_again(self, source_id: int, keys: Sequence[str], *, now: datetime) -> None:
        """These are there, and unchanged."""
        for start in range(0, len(keys), _AT_ONCE):
            self._connection.execute(
                update(sightings)
                .where(
                    sightings.c.source == source_id,
                    sightings.c.external_id.in_(keys[start : start + _AT_ONCE]),
                )
                .values(last_seen=now, missing_since=None)
            )

    def missing(self, source_id: int, keys: Sequence[str], *, now: datetime) -> None:
        """These are not listed, though they should be; when that was first so is kept."""
        for start in range(0, len(keys), _AT_ONCE):
            self._connection.execute(
                update(sightings)
                .where(
                    sightings.c.source == source_id,
                    sightings.c.external_id.in_(keys[start : start + _AT_ONCE]),
                    sightings.c.missing_since.is_(None),
                )
                .values(missing_since=now)
            )

    def move(self, event_id: int, to: int) -> None:
        """Have the event's sightings belong to another one; each still knows its first home."""
        c = sightings.c
        self._connection.execute(
            update(sightings).where(c.event == event_id, c.home.is_(None)).values(home=event_id)
        )
        self._connection.execute(update(sightings).where(c.event == event_id).values(event=to))


def _sighting(row: Any) -> Sighting:
    decision: Decision | None = decision_from_json(row["decision"]) if row["decision"] else None
    match: Match | None = match_from_json(row["match"]) if row["match"] else None
    return Sighting(
        id=row["id"],
        source=row["source"],
        key=row["external_id"],
        event=row["event"],
        home=row["home"],
        content_hash=row["content_hash"],
        content=event_from_json(row["content"]),
        starts=row["starts"],
        decision=decision,
        match=match,
        first_seen=row["first_seen"],
        last_seen=row["last_seen"],
        missing_since=row["missing_since"],
    )


def _values(sighting: Sighting) -> dict[str, Any]:
    return {
        "source": sighting.source,
        "external_id": sighting.key,
        "event": sighting.event,
        "home": sighting.home,
        "content_hash": sighting.content_hash,
        "content": event_as_json(sighting.content),
        "starts": sighting.starts,
        "cancelled": sighting.is_cancelled,
        "decision": decision_as_json(sighting.decision) if sighting.decision is not None else None,
        "match": match_as_json(sighting.match) if sighting.match is not None else None,
        "first_seen": sighting.first_seen,
        "last_seen": sighting.last_seen,
        "missing_since": sighting.missing_since,
    }
