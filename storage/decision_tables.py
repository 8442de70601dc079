"""The tables of decisions.

What is secret is kept in two places with nothing between them: `decision_seats` says who voted,
`secret_ballots` how often each ballot was cast. Neither has a moment, and a ballot has no row of its own but
a count, so that there is no order of rows either. `decision_entries` says of a secret vote that it was given,
not what or when.
"""

from sqlalchemy import (
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

decisions = Table(
    "decisions",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("terms", Text, nullable=False),
    Column("starter", Snowflake, nullable=False),
    Column("opened", UtcDateTime, nullable=False),
    Column("closes", UtcDateTime, nullable=False),
    Column("extended", Boolean, nullable=False),
    Column("ended", UtcDateTime),
    Column("outcome", Text),
    Column("length", Integer, nullable=False),
    Column("seal", String, nullable=False),
    # what the register is searched by
    Column("sector", String, nullable=False),
    Column("secret", Boolean, nullable=False),
    Column("public", Boolean, nullable=False),
    Column("verdict", String),
    Column("findable", Text, nullable=False),
    Column("amends", Integer),
    Column("runoff_of", Integer),
    Column("review_on", Date),
    UniqueConstraint("community", "number"),
    Index("ix_decisions_ended", "community", "ended"),
)

decision_entries = Table(
    "decision_entries",
    metadata,
    Column("decision", Key, ForeignKey("decisions.id"), primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
    Column("hash", String, nullable=False),
)

decision_seats = Table(
    "decision_seats",
    metadata,
    Column("decision", Key, ForeignKey("decisions.id"), primary_key=True, autoincrement=False),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    Column("seat", String, nullable=False),
    Column("voted", Boolean, nullable=False),
    Index("ix_decision_seats_person", "person", "seat", "voted"),
    sqlite_with_rowid=False,
)

decision_ballots = Table(
    "decision_ballots",
    metadata,
    Column("decision", Key, ForeignKey("decisions.id"), primary_key=True, autoincrement=False),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    Column("ballot", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Snowflake, nullable=False),
)

secret_ballots = Table(
    "secret_ballots",
    metadata,
    Column("decision", Key, ForeignKey("decisions.id"), primary_key=True, autoincrement=False),
    Column("ballot", Text, primary_key=True),
    Column("times", Integer, nullable=False),
    sqlite_with_rowid=False,
)

decision_proxies = Table(
    "decision_proxies",
    metadata,
    Column("decision", Key, ForeignKey("decisions.id"), primary_key=True, autoincrement=False),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    Column("holder", Snowflake, nullable=False, index=True),
)

decision_numbers = Table(
    "decision_numbers",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

decision_mutes = Table(
    "decision_mutes",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True, autoincrement=False),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    Column("decision", Key, primary_key=True, autoincrement=False),
)
"""`decision` 0: of no decision is this person reminded."""

mandates = Table(
    "mandates",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False, index=True),
    Column("sector", String, nullable=False),
    Column("name", String, nullable=False),
    Column("up_to", Integer, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("granted_by", Integer),
    Column("ended", UtcDateTime),
)

decision_presets = Table(
    "decision_presets",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True, autoincrement=False),
    Column("key", String, primary_key=True),
    Column("body", Text, nullable=False),
)

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("name", String, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)
"""When the bot was last seen alive."""
