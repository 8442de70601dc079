"""The journal (who, what, when, before and after) and the clicks that were dealt with already."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import JSON, Column, Connection, Index, String, Table, bindparam, delete, insert, select

from storage.schema import Snowflake, UtcDateTime, insert_for, key_column, metadata

journal = Table(
    "journal",
    metadata,
    key_column(),
    Column("community", Snowflake, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", Snowflake),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("before", JSON),
    Column("after", JSON),
    Index("ix_journal_subject", "community", "subject"),
)

clicks = Table(
    "clicks",
    metadata,
    Column("interaction", Snowflake, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False, index=True),
)


_WRITE_DOWN = insert(journal)
"""Built once: every change runs it."""


class Journal:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        community: int,
        action: str,
        subject: str,
        *,
        at: datetime,
        actor: int | None = None,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """`before` and `after` hold only what differs, as plain JSON."""
        entry = {
            "community": community,
            "at": at,
            "actor": actor,
            "action": action,
            "subject": subject,
            "before": before,
            "after": after,
        }
        self._connection.execute(_WRITE_DOWN, entry)

    def of(self, community: int, subject: str) -> list[dict[str, Any]]:
        rows = self._connection.execute(
            select(journal)
            .where(journal.c.community == community, journal.c.subject == subject)
            .order_by(journal.c.id)
        )
        return [dict(row._mapping) for row in rows]


@cache
def _claim(dialect: str) -> Any:
    """Built once: every press runs it."""
    return (
        insert_for(dialect, clicks)
        .values(interaction=bindparam("id"), at=bindparam("now"))
        .on_conflict_do_nothing(index_elements=["interaction"])
        .returning(clicks.c.interaction)
    )


class Clicks:
    """What a person's click did is done once, however often Discord delivers it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def is_new(self, interaction: int, *, now: datetime) -> bool:
        """Claim the click; False when it was dealt with before, and nothing is to be done again."""
        claim = _claim(self._connection.dialect.name)
        return self._connection.execute(claim, {"id": interaction, "now": now}).one_or_none() is not None

    def is_known(self, interaction: int) -> bool:
        statement = select(clicks.c.interaction).where(clicks.c.interaction == interaction)
        return self._connection.execute(statement).one_or_none() is not None

    def forget_before(self, moment: datetime) -> None:
        """Discord never delivers a click again after its token has died (15 minutes)."""
        self._connection.execute(delete(clicks).where(clicks.c.at < moment))
