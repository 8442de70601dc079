"""Drafts of events: what somebody typed and has not sent yet."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Row,
    String,
    Table,
    delete,
    insert,
    select,
    update,
)

from domain.drafts import Draft, Opened, Settled
from domain.events import Language
from storage.schema import Key, Snowflake, UtcDateTime, key_column, metadata

drafts = Table(
    "drafts",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("person", Snowflake, nullable=False),
    Column("typed", JSON, nullable=False),
    Column("themes", JSON, nullable=False),
    Column("language", String),
    Column("poster", Key, ForeignKey("files.id")),
    Column("image", String, nullable=False),
    Column("settled", JSON),
    Column("opened", JSON),
    Column("event_id", Key, ForeignKey("events.id")),
    Column("sent_event", Key, ForeignKey("events.id")),
    Column("untouched", Boolean, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Index("ix_drafts_person", "community", "person"),
)


class Drafts:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, draft_id: int) -> Draft | None:
        row = self._connection.execute(select(drafts).where(drafts.c.id == draft_id)).one_or_none()
        return _draft(row) if row else None

    def locked(self, draft_id: int) -> Draft | None:
        """The same, held until the transaction ends; for writing only."""
        row = self._connection.execute(
            select(drafts).where(drafts.c.id == draft_id).with_for_update()
        ).one_or_none()
        return _draft(row) if row else None

    def add(self, draft: Draft) -> Draft:
        result = self._connection.execute(insert(drafts).values(**_values(draft)).returning(drafts.c.id))
        return replace(draft, id=result.scalar_one())

    def save(self, draft: Draft) -> None:
        self._connection.execute(update(drafts).where(drafts.c.id == draft.id).values(**_values(draft)))

    def drop(self, draft_id: int) -> None:
        self._connection.execute(delete(drafts).where(drafts.c.id == draft_id))

    def unsent_of(self, community_id: int, person: int, *, limit: int) -> list[Draft]:
        """What somebody typed and did not send, last touched first."""
        statement = (
            select(drafts)
            .where(
                drafts.c.community == community_id,
                drafts.c.person == person,
                drafts.c.sent_event.is_(None),
                ~drafts.c.untouched,
            )
            .order_by(drafts.c.updated_at.desc())
            .limit(limit)
        )
        return [_draft(row) for row in self._connection.execute(statement)]

    def forget_before(self, moment: datetime) -> int:
        """Remove what has not been touched since `moment`; how many that were."""
        return self._connection.execute(delete(drafts).where(drafts.c.updated_at < moment)).rowcount


def _draft(row: Row[Any]) -> Draft:
    return Draft(
        id=row.id,
        community=row.community,
        person=row.person,
        typed=row.typed,
        themes=tuple(row.themes),
        language=Language(row.language) if row.language else None,
        poster=row.poster,
        image=row.image,
        settled=_settled(row.settled) if row.settled else None,
        opened=_opened(row.opened) if row.opened else None,
        event_id=row.event_id,
        sent_event=row.sent_event,
        untouched=row.untouched,
        updated_at=row.updated_at,
    )


def _settled(stored: Mapping[str, Any]) -> Settled:
    return Settled(
        stored["when_text"],
        stored["end_text"],
        datetime.fromisoformat(stored["starts"]),
        datetime.fromisoformat(stored["ends"]) if stored["ends"] else None,
        stored["time_known"],
    )


def _opened(stored: Mapping[str, Any]) -> Opened:
    return Opened(
        stored["typed"],
        tuple(stored["themes"]),
        Language(stored["language"]) if stored["language"] else None,
        stored["poster"],
        stored["image"],
    )


def _values(draft: Draft) -> dict[str, Any]:
    settled = None
    if draft.settled is not None:
        settled = asdict(draft.settled)
        settled["starts"] = draft.settled.starts.isoformat()
        settled["ends"] = draft.settled.ends.isoformat() if draft.settled.ends else None
    return {
        "community": draft.community,
        "person": draft.person,
        "typed": dict(draft.typed),
        "themes": list(draft.themes),
        "language": draft.language.value if draft.language else None,
        "poster": draft.poster,
        "image": draft.image,
        "settled": settled,
        "opened": asdict(draft.opened) if draft.opened is not None else None,
        "event_id": draft.event_id,
        "sent_event": draft.sent_event,
        "untouched": draft.untouched,
        "updated_at": draft.updated_at,
    }
