"""Tables of the directory: entries, drafts, introductions, warnings of a lease, ways to reach people."""

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Index, Integer, String, Table

from storage.schema import Key, Snowflake, UtcDateTime, key_column, metadata

directory_entries = Table(
    "directory_entries",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("tongues", JSON, nullable=False),
    Column("offers", String, nullable=False),
    Column("seeks", String, nullable=False),
    Column("about", String, nullable=False),
    Column("link", String, nullable=False),
    Column("owner", Snowflake),
    Column("contact", Snowflake),
    Column("asked_contact", Snowflake),
    Column("shows_person", Boolean, nullable=False),
    Column("public", Boolean, nullable=False),
    Column("approach", String, nullable=False),
    Column("venue", Key),
    Column("lease_ends", Date),
    Column("hidden", Boolean, nullable=False),
    Column("made_by", Snowflake, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    # a person has one entry of their own; NULLs are never equal, so heads keep as many as they like
    Index("ux_directory_entries_owner", "community", "owner", unique=True),
    # a button of an entry that is gone must never lead to another one
    sqlite_autoincrement=True,
)

directory_drafts = Table(
    "directory_drafts",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("person", Snowflake, nullable=False, index=True),
    Column("own", Boolean, nullable=False),
    Column("typed", JSON, nullable=False),
    Column("kind", String, nullable=False),
    Column("tongues", JSON, nullable=False),
    Column("public", Boolean, nullable=False),
    Column("shows_person", Boolean, nullable=False),
    Column("entry", Key),
    Column("sent", Key),
    Column("updated_at", UtcDateTime, nullable=False),
)

introductions = Table(
    "introductions",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    # no foreign key: the request outlives the entry, so that nobody is asked anew by making one again
    Column("entry", Key, nullable=False),
    Column("name", String, nullable=False),
    Column("asker", Snowflake, nullable=False),
    Column("asked", Snowflake, nullable=False),
    Column("why", String, nullable=False),
    Column("shown", Boolean, nullable=False),
    Column("state", String, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("answered_at", UtcDateTime),
    Column("undelivered", Boolean, nullable=False),
    Index("ix_introductions_asker", "community", "asker"),
    Index("ix_introductions_asked", "community", "asked"),
)

lease_warnings = Table(
    "lease_warnings",
    metadata,
    Column("entry", Key, ForeignKey("directory_entries.id"), primary_key=True, autoincrement=False),
    Column("ends", Date, primary_key=True),
    Column("lead", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
)

contact_cards = Table(
    "contact_cards",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    Column("reach", String, nullable=False),
    Column("name", String, nullable=False),
    Column("line", String, nullable=False),
)
