"""The tables of agendas, minutes, action points and the party's hosts."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.schema import Key, Snowflake, UtcDateTime, key_column, metadata

meeting_items = Table(
    "meeting_items",
    metadata,
    key_column(),
    Column("meeting", Key, ForeignKey("meetings.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("source", String, nullable=False),
    # NULL for what a person put there: of those there may be any number
    Column("about", Key),
    Column("title", String, nullable=False),
    Column("english", String, nullable=False),
    Column("owner", Snowflake),
    Column("minutes", Integer, nullable=False),
    Column("by", Snowflake),
    Column("link", String, nullable=False),
    Column("notes", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("dropped", Boolean, nullable=False),
    Column("begun_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    UniqueConstraint("meeting", "source", "about"),
)

meeting_notes = Table(
    "meeting_notes",
    metadata,
    Column("item", Key, ForeignKey("meeting_items.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("notes", Text, nullable=False),
    Column("person", Snowflake, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

meeting_sessions = Table(
    "meeting_sessions",
    metadata,
    Column("meeting", Key, ForeignKey("meetings.id"), primary_key=True, autoincrement=False),
    Column("chair", Snowflake, nullable=False),
    Column("state", String, nullable=False),
    Column("began_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("item", Key),
    Column("version", Integer, nullable=False),
    Column("approved_at", UtcDateTime),
    Column("approved_by", Snowflake),
    Column("paper", JSON, nullable=False),
)

meeting_approvals = Table(
    "meeting_approvals",
    metadata,
    Column("meeting", Key, ForeignKey("meetings.id"), primary_key=True),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
)

meeting_names = Table(
    "meeting_names",
    metadata,
    Column("meeting", Key, ForeignKey("meetings.id"), primary_key=True),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False),
)

meeting_motions = Table(
    "meeting_motions",
    metadata,
    Column("item", Key, ForeignKey("meeting_items.id"), primary_key=True),
    Column("decision", Key, ForeignKey("decisions.id"), primary_key=True),
)

actions = Table(
    "actions",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("meeting", Key, ForeignKey("meetings.id")),
    Column("item", Key, ForeignKey("meeting_items.id")),
    Column("person", Snowflake, nullable=False),
    Column("name", String, nullable=False),
    Column("what", String, nullable=False),
    Column("due", Date, nullable=False),
    Column("state", String, nullable=False),
    Column("made_by", Snowflake, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("done_at", UtcDateTime),
    Column("gone", Boolean, nullable=False),
    Index("ix_actions_state", "community", "state"),
)
