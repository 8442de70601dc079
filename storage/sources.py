"""Sources that are read on a schedule, and what each showed (sightings)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Integer,
    RowMapping,
    String,
    Table,
    UniqueConstraint,
    insert,
    select,
    update,
)

from domain.source_register import Sighting, Source
from storage.schema import Key, Snowflake, UtcDateTime, key_column, metadata, upsert

sources = Table(
    "sources",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("url", String, nullable=False),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("themes", JSON, nullable=False),
    Column("interval_minutes", Integer, nullable=False),
    Column("added_by", Snowflake, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("etag", String),
    Column("last_modified", String),
    Column("last_good", UtcDateTime),
    Column("last_count", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("problem", String, nullable=False),
    UniqueConstraint("community", "url"),
)

sightings = Table(
    "sightings",
    metadata,
    key_column(),
    Column("source", Key, ForeignKey("sources.id"), nullable=False),
    Column("external_id", String, nullable=False),
    Column("event", Key, ForeignKey("events.id"), nullable=False, index=True),
    Column("content_hash", String, nullable=False),
    Column("content", JSON, nullable=False),
    Column("first_seen", UtcDateTime, nullable=False),
    Column("last_seen", UtcDateTime, nullable=False),
    UniqueConstraint("source", "external_id"),
)


class Sources:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, source_id: int) -> Source | None:
        row = self._connection.execute(select(sources).where(sources.c.id == source_id)).one_or_none()
        return _source(row._mapping) if row else None

    def by_url(self, community_id: int, url: str) -> Source | None:
        row = self._connection.execute(
            select(sources).where(sources.c.community == community_id, sources.c.url == url)
        ).one_or_none()
        return _source(row._mapping) if row else None

    def of(self, community_id: int) -> list[Source]:
        rows = self._connection.execute(
            select(sources).where(sources.c.community == community_id).order_by(sources.c.name, sources.c.id)
        )
        return [_source(row._mapping) for row in rows]

    def add(self, source: Source) -> Source:
        result = self._connection.execute(insert(sources).values(**_values(source)).returning(sources.c.id))
        return replace(source, id=result.scalar_one())

    def save(self, source: Source) -> None:
        self._connection.execute(update(sources).where(sources.c.id == source.id).values(**_values(source)))

    # ---- what it showed

    def sightings(self, source_id: int) -> dict[str, Sighting]:
        """By the source's own id of the occurrence."""
        rows = self._connection.execute(
            select(sightings.c.external_id, sightings.c.event, sightings.c.content_hash).where(
                sightings.c.source == source_id
            )
        )
        return {row[0]: Sighting(*row) for row in rows}

    def seen(
        self,
        source_id: int,
        sighting: Sighting,
        content: Mapping[str, Any],
        *,
        first_seen: datetime,
        now: datetime,
    ) -> None:
        """Record what the source shows now; `first_seen` counts only when it is new."""
        values = {
            "source": source_id,
            "external_id": sighting.external_id,
            "event": sighting.event,
            "content_hash": sighting.content_hash,
            "content": dict(content),
            "first_seen": first_seen,
            "last_seen": now,
        }
        self._connection.execute(
            upsert(
                sightings,
                self._connection.dialect,
                values,
                ("source", "external_id"),
                keep=("first_seen",),
            )
        )

    def seen_again(self, source_id: int, external_ids: list[str], *, now: datetime) -> None:
        """These are still there and unchanged."""
        for start in range(0, len(external_ids), 500):
            self._connection.execute(
                update(sightings)
                .where(
                    sightings.c.source == source_id,
                    sightings.c.external_id.in_(external_ids[start : start + 500]),
                )
                .values(last_seen=now)
            )


def _source(row: RowMapping) -> Source:
    values: dict[str, Any] = {str(name): value for name, value in row.items()}
    values["themes"] = tuple(values["themes"])
    return Source(**values)


def _values(source: Source) -> dict[str, Any]:
    values = {name: getattr(source, name) for name in Source.__dataclass_fields__ if name != "id"}
    values["themes"] = list(source.themes)
    return values
