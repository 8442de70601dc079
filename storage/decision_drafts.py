"""Drafts of decisions: what a head filled in and has not started yet."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Connection, ForeignKey, Row, Table, delete, insert, select, update

from domain.decisions.drafting import PollDraft
from storage.schema import Key, Snowflake, UtcDateTime, key_column, metadata

poll_drafts = Table(
    "poll_drafts",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("person", Snowflake, nullable=False),
    Column("answers", JSON, nullable=False),
    Column("settled", JSON),
    Column("started", Key, ForeignKey("decisions.id")),
    Column("updated_at", UtcDateTime, nullable=False, index=True),
)


class PollDrafts:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, draft_id: int) -> PollDraft | None:
        row = self._connection.execute(select(poll_drafts).where(poll_drafts.c.id == draft_id)).one_or_none()
        return _draft(row) if row else None

    def locked(self, draft_id: int) -> PollDraft | None:
        """The same, held until the transaction ends; for writing only."""
        statement = select(poll_drafts).where(poll_drafts.c.id == draft_id).with_for_update()
        row = self._connection.execute(statement).one_or_none()
        return _draft(row) if row else None

    def add(self, draft: PollDraft) -> PollDraft:
        statement = insert(poll_drafts).values(**_values(draft)).returning(poll_drafts.c.id)
        return replace(draft, id=self._connection.execute(statement).scalar_one())

    def save(self, draft: PollDraft) -> None:
        self._connection.execute(
            update(poll_drafts).where(poll_drafts.c.id == draft.id).values(**_values(draft))
        )

    def drop(self, draft_id: int) -> None:
        self._connection.execute(delete(poll_drafts).where(poll_drafts.c.id == draft_id))

    def unsent_of(self, community_id: int, person: int) -> PollDraft | None:
        """What somebody filled in last and did not start."""
        statement = (
            select(poll_drafts)
            .where(
                poll_drafts.c.community == community_id,
                poll_drafts.c.person == person,
                poll_drafts.c.started.is_(None),
            )
            .order_by(poll_drafts.c.id.desc())
            .limit(1)
        )
        row = self._connection.execute(statement).one_or_none()
        return _draft(row) if row else None

    def forget_before(self, moment: datetime) -> int:
        """Remove what has not been touched since `moment`; how many that were."""
        return self._connection.execute(delete(poll_drafts).where(poll_drafts.c.updated_at < moment)).rowcount


def _values(draft: PollDraft) -> dict[str, Any]:
    return {
        "community": draft.community,
        "person": draft.person,
        "answers": dict(draft.answers),
        "settled": [draft.settled[0], draft.settled[1].isoformat()] if draft.settled else None,
        "started": draft.started,
        "updated_at": draft.updated_at,
    }


def _draft(row: Row[Any]) -> PollDraft:
    return PollDraft(
        id=row.id,
        community=row.community,
        person=row.person,
        answers=row.answers,
        settled=(row.settled[0], datetime.fromisoformat(row.settled[1])) if row.settled else None,
        started=row.started,
        updated_at=row.updated_at,
    )
