"""The tables of the desk."""

from typing import Any

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Time, text

from storage.schema import Key, Snowflake, UtcDateTime, key_column, metadata

desk_questions = Table(
    "desk_questions",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("click", Snowflake, nullable=False),
    Column("asker", Snowflake, nullable=False),
    Column("text", String, nullable=False),
    Column("for_whom", String, nullable=False),
    Column("by", Date),
    Column("public", Boolean, nullable=False),
    Column("locale", String, nullable=False),
    Column("sector", String, nullable=False),
    Column("reason_nl", String, nullable=False),
    Column("reason_en", String, nullable=False),
    Column("owner", Snowflake),
    Column("status", String, nullable=False),
    Column("unanswered", Boolean, nullable=False),
    Column("waits_for", String),
    Column("waits_note", String, nullable=False),
    Column("waits_since", UtcDateTime, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("reminded", Integer, nullable=False),
    Column("answered_at", UtcDateTime),
    Column("closed_at", UtcDateTime),
    Column("thread", Snowflake, nullable=False),
    Column("channel", Snowflake, nullable=False),
    Column("kb_question", Key),
    Column("context", String, nullable=False),
    Column("how", String, nullable=False),
    Column("why_not", String, nullable=False),
    Column("helped", Boolean),
    Column("reopened", Integer, nullable=False),
    Index("uq_desk_questions_number", "community", "number", unique=True),
    Index("ix_desk_questions_click", "click"),
    Index("ix_desk_questions_asker", "community", "asker"),
    Index("ix_desk_questions_owner", "community", "owner"),
    Index("ix_desk_questions_closed", "community", "closed_at"),
)
"""`unanswered` follows from the status and is there for the lists."""

_OPEN: Any = {"sqlite_where": text("unanswered = 1"), "postgresql_where": text("unanswered")}
Index(
    "ix_desk_questions_by_sector",
    desk_questions.c.community,
    desk_questions.c.sector,
    desk_questions.c.due_at,
    **_OPEN,
)
Index(
    "ix_desk_questions_by_wait",
    desk_questions.c.community,
    desk_questions.c.waits_since,
    **_OPEN,
)
Index(
    "ix_desk_questions_thread",
    desk_questions.c.thread,
    sqlite_where=text("thread <> 0"),
    postgresql_where=text("thread <> 0"),
)

desk_numbers = Table(
    "desk_numbers",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)
"""The number that was given last. Its row is held by who asks, so that the numbers have no gaps."""

desk_helpers = Table(
    "desk_helpers",
    metadata,
    Column("question", Key, ForeignKey("desk_questions.id"), primary_key=True),
    Column("person", Snowflake, primary_key=True, autoincrement=False, index=True),
)

desk_sectors = Table(
    "desk_sectors",
    metadata,
    Column("question", Key, ForeignKey("desk_questions.id"), primary_key=True),
    Column("sector", String, primary_key=True),
)
"""The sectors that were asked along."""

desk_entries = Table(
    "desk_entries",
    metadata,
    key_column(),
    Column("question", Key, ForeignKey("desk_questions.id"), nullable=False),
    Column("what", String, nullable=False),
    Column("person", Snowflake),
    Column("about", String, nullable=False),
    Column("text", String, nullable=False),
    Column("internal", Boolean, nullable=False),
    Column("message", Snowflake, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_desk_entries_question", "question"),
    Index(
        "uq_desk_entries_message",
        "message",
        unique=True,
        sqlite_where=text("message <> 0"),
        postgresql_where=text("message <> 0"),
    ),
)

desk_settings = Table(
    "desk_settings",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True, autoincrement=False),
    Column("term", Integer, nullable=False),
    Column("quiet_from", Time, nullable=False),
    Column("quiet_until", Time, nullable=False),
    Column("keep", Integer, nullable=False),
)
