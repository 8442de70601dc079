"""Sources that are read on a schedule."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
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

from domain.selectors import Selectors
from domain.source_register import Settings, Source
from storage.contents import note_as_json, note_from_json, rule_as_json, rule_from_json
from storage.schema import Snowflake, UtcDateTime, key_column, metadata

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
    Column("precedence", Integer, nullable=False),
    Column("rules", JSON, nullable=False),
    Column("former_rules", JSON, nullable=False),
    Column("settings", JSON, nullable=False),
    Column("added_by", Snowflake, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("etag", String),
    Column("last_modified", String),
    Column("last_good", UtcDateTime),
    Column("last_count", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("failing_since", UtcDateTime),
    Column("problem", JSON),
    UniqueConstraint("community", "url"),
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

    def with_ids(self, source_ids: Iterable[int]) -> dict[int, Source]:
        rows = self._connection.execute(select(sources).where(sources.c.id.in_(sorted(set(source_ids)))))
        return {row.id: _source(row._mapping) for row in rows}

    def add(self, source: Source) -> Source:
        result = self._connection.execute(insert(sources).values(**_values(source)).returning(sources.c.id))
        return replace(source, id=result.scalar_one())

    def save(self, source: Source) -> None:
        self._connection.execute(update(sources).where(sources.c.id == source.id).values(**_values(source)))


def source_as_json(source: Source) -> dict[str, Any]:
    """The settings of a source, without what its readings left behind."""
    names = ("community", "url", "name", "kind", "interval_minutes", "precedence", "added_by")
    values = _values(source)
    return {name: values[name] for name in (*names, "themes", "settings")}


def source_from_json(values: Mapping[str, Any]) -> Source:
    given = dict(values)
    return Source(**given | {"themes": tuple(given["themes"]), "settings": _settings(given["settings"])})


def _settings(values: Mapping[str, Any]) -> Settings:
    written = values.get("selectors")
    return Settings(
        Selectors.of(written) if written else None,
        bool(values.get("published_is_start")),
        str(values.get("place") or ""),
    )


def _source(row: RowMapping) -> Source:
    values: dict[str, Any] = {str(name): value for name, value in row.items()}
    values["themes"] = tuple(values["themes"])
    for name in ("rules", "former_rules"):
        values[name] = tuple(rule_from_json(rule) for rule in values[name])
    values["settings"] = _settings(values["settings"])
    values["problem"] = note_from_json(values["problem"]) if values["problem"] else None
    return Source(**values)


def _values(source: Source) -> dict[str, Any]:
    values = {name: getattr(source, name) for name in Source.__dataclass_fields__ if name != "id"}
    values["themes"] = list(source.themes)
    for name in ("rules", "former_rules"):
        values[name] = [rule_as_json(rule) for rule in values[name]]
    settings = source.settings
    values["settings"] = {
        "selectors": settings.selectors.as_dict() if settings.selectors else None,
        "published_is_start": settings.published_is_start,
        "place": settings.place,
    }
    values["problem"] = note_as_json(source.problem) if source.problem is not None else None
    return values
