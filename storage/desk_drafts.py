"""Questions that are not asked yet."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    RowMapping,
    String,
    Table,
    delete,
    insert,
    select,
    update,
)

from domain.desk.draft import Draft
from storage.schema import Key, Snowflake, UtcDateTime, key_column, metadata

desk_drafts = Table(
    "desk_drafts",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("person", Snowflake, nullable=False),
    Column("text", String, nullable=False),
    Column("for_whom", String, nullable=False),
    Column("by_text", String, nullable=False),
    Column("public", Boolean, nullable=False),
    Column("locale", String, nullable=False),
    Column("channel", Snowflake, nullable=False),
    Column("sector", String, nullable=False),
    Column("about", String, nullable=False),
    Column("context", String, nullable=False),
    Column("kb_question", Key, ForeignKey("kb_questions.id")),
    Column("looked_up", String, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("sent", Key, ForeignKey("desk_questions.id")),
    Column("updated_at", UtcDateTime, nullable=False),
    Index("ix_desk_drafts_person", "community", "person"),
    Index("ix_desk_drafts_kb_question", "kb_question"),
)
d = desk_drafts.c


class DeskDrafts:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, draft: Draft) -> Draft:
        statement = insert(desk_drafts).values(**_values(draft)).returning(d.id)
        return replace(draft, id=self._connection.execute(statement).scalar_one())

    def get(self, draft_id: int) -> Draft | None:
        return self._one(select(desk_drafts).where(d.id == draft_id))

    def locked(self, draft_id: int) -> Draft | None:
        """The same, held until the transaction ends; for writing only."""
        return self._one(select(desk_drafts).where(d.id == draft_id).with_for_update())

    def of_kb_question(self, kb_question: int, person: int) -> Draft | None:
        """What somebody made of a question that the knowledge base was asked, the last one."""
        statement = select(desk_drafts).where(d.kb_question == kb_question, d.person == person)
        return self._one(statement.order_by(d.id.desc()).limit(1))

    def last_unsent(self, community: int, person: int, since: datetime) -> Draft | None:
        """What somebody typed last; None if that was sent, or needed nobody."""
        statement = select(desk_drafts).where(
            d.community == community, d.person == person, d.updated_at >= since
        )
        found = self._one(statement.order_by(d.updated_at.desc(), d.id.desc()).limit(1))
        open_still = found is not None and found.sent is None and not found.done and bool(found.text)
        return found if open_still else None

    def save(self, draft: Draft) -> None:
        self._connection.execute(update(desk_drafts).where(d.id == draft.id).values(**_values(draft)))

    def forget_before(self, moment: datetime) -> None:
        self._connection.execute(delete(desk_drafts).where(d.updated_at < moment))

    def _one(self, statement: Any) -> Draft | None:
        row = self._connection.execute(statement).mappings().one_or_none()
        return _draft(row) if row else None


def _values(draft: Draft) -> dict[str, Any]:
    values = asdict(draft)
    del values["id"]
    return values


def _draft(row: RowMapping) -> Draft:
    return Draft(**{name: row[name] for name in Draft.__dataclass_fields__})
