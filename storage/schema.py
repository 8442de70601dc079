"""What every table shares: the metadata, the types that databases disagree about, and small helpers."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Dialect, Integer, MetaData, Table, TypeDecorator
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware going in, aware UTC coming out. SQLite would drop the zone and PostgreSQL would
    take a naive value for the server's own; both are refused here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a zone: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Snowflake = BigInteger
"""A Discord id: 64 bits, never generated here."""

Key = BigInteger().with_variant(Integer, "sqlite")
"""Our own ids; SQLite numbers rows by itself only in a column that is called INTEGER."""


def key_column() -> Column[int]:
    return Column("id", Key, primary_key=True, autoincrement=True)


def insert_into(table: Table, dialect: Dialect) -> "postgresql.Insert | sqlite.Insert":
    """An INSERT that knows ON CONFLICT; both databases spell it alike, SQLAlchemy has one class for each."""
    return insert_for(dialect.name, table)


def insert_for(dialect: str, table: Table) -> "postgresql.Insert | sqlite.Insert":
    """The same for a dialect's name, for statements that are built once."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def upsert(
    table: Table,
    dialect: Dialect,
    values: Mapping[str, Any],
    key: tuple[str, ...],
    *,
    keep: tuple[str, ...] = (),
) -> Insert:
    """INSERT the row, or bring the one with the same `key` to these values, but for those to `keep`."""
    statement = insert_into(table, dialect).values(**values)
    changed = {name: statement.excluded[name] for name in values if name not in (*key, *keep)}
    if not changed:
        return statement.on_conflict_do_nothing(index_elements=list(key))
    return statement.on_conflict_do_update(index_elements=list(key), set_=changed)
