"""The tables of meetings."""

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
    UniqueConstraint,
)

from storage.schema import Key, Snowflake, UtcDateTime, key_column, metadata

meeting_rules = Table(
    "meeting_rules",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("on", Boolean, nullable=False),
    Column("nth", Integer, nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("month", Integer, nullable=False),
    Column("at", String, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("lead", Integer, nullable=False),
    Column("answer", Integer, nullable=False),
    Column("asks", Boolean, nullable=False),
    Column("place", String, nullable=False),
    Column("channel", Snowflake),
    Column("channel_name", String, nullable=False),
    Column("language", String, nullable=False),
    Column("translation", Boolean, nullable=False),
)

meetings = Table(
    "meetings",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("audience", String, nullable=False),
    # NULL for what does not come round: of those there may be any number
    Column("period", String),
    Column("title", String, nullable=False),
    Column("about", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("day", Date),
    Column("at", String, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("zone_name", String, nullable=False),
    Column("place", String, nullable=False),
    Column("channel", Snowflake),
    Column("channel_name", String, nullable=False),
    Column("language", String, nullable=False),
    Column("translation", Boolean, nullable=False),
    Column("limit", UtcDateTime),
    Column("planner", Snowflake),
    Column("event", Key, ForeignKey("events.id")),
    Column("why", JSON, nullable=False),
    Column("reason", String, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    UniqueConstraint("community", "kind", "period"),
    Index("ix_meetings_day", "community", "day"),
    Index("ix_meetings_event", "event"),
)

meeting_dates = Table(
    "meeting_dates",
    metadata,
    key_column(),
    Column("meeting", Key, ForeignKey("meetings.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("at", String, nullable=False),
    # false for a day that was looked at and not offered: its why says why not
    Column("offered", Boolean, nullable=False),
    Column("why", JSON, nullable=False),
    UniqueConstraint("meeting", "day", "at"),
)

meeting_answers = Table(
    "meeting_answers",
    metadata,
    Column("date", Key, ForeignKey("meeting_dates.id"), primary_key=True),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    Column("answer", String, nullable=False),
    Column("answered_at", UtcDateTime, nullable=False),
)

meeting_people = Table(
    "meeting_people",
    metadata,
    Column("meeting", Key, ForeignKey("meetings.id"), primary_key=True),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    Column("required", Boolean, nullable=False),
)

meeting_comings = Table(
    "meeting_comings",
    metadata,
    Column("meeting", Key, ForeignKey("meetings.id"), primary_key=True),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    Column("coming", String, nullable=False),
    Column("said_at", UtcDateTime, nullable=False),
)

meeting_attendance = Table(
    "meeting_attendance",
    metadata,
    Column("meeting", Key, ForeignKey("meetings.id"), primary_key=True),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    Column("came_at", UtcDateTime, nullable=False),
)

meeting_wishes = Table(
    "meeting_wishes",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    Column("leads", JSON, nullable=False),
    Column("locale", String, nullable=False),
)

meeting_told = Table(
    "meeting_told",
    metadata,
    Column("meeting", Key, ForeignKey("meetings.id"), primary_key=True),
    Column("what", String, primary_key=True),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    Column("told_at", UtcDateTime, nullable=False),
)
