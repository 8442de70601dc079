"""The tables of events, and the statements that every press and every import runs."""

from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    bindparam,
    cast,
    delete,
    func,
    insert,
    or_,
    select,
)

from domain.events import Happening, Stage
from storage.schema import Key, Snowflake, UtcDateTime, insert_for, key_column, metadata

events = Table(
    "events",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("title", String, nullable=False),
    Column("starts", UtcDateTime, nullable=False),
    Column("ends", UtcDateTime),
    Column("time_known", Boolean, nullable=False),
    Column("place", String, nullable=False),
    Column("venue_id", Key, ForeignKey("venues.id")),
    Column("themes", JSON, nullable=False),
    Column("description", String, nullable=False),
    Column("price", String, nullable=False),
    Column("link", String, nullable=False),
    Column("language", String),
    Column("accessibility", String, nullable=False),
    Column("poster", Key, ForeignKey("files.id")),
    Column("image", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("happening", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("question", String, nullable=False),
    Column("reviewed", Boolean, nullable=False),
    Column("reviewer", String, nullable=False),
    Column("submitter", Snowflake),
    Column("made_by", String, nullable=False),
    Column("source_id", Key, ForeignKey("sources.id")),
    Column("touched", JSON, nullable=False),
    Column("origins", JSON, nullable=False),
    Column("merged_into", Key, ForeignKey("events.id"), index=True),
    Column("also", JSON, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("told", String, nullable=False),
    Index("ix_events_community_starts", "community", "starts"),
    Index("ix_events_venue", "venue_id", "starts"),
    Index("ix_events_submitter", "community", "submitter", "starts"),
)

interests = Table(
    "interests",
    metadata,
    Column("event", Key, ForeignKey("events.id"), primary_key=True),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    Column("since", UtcDateTime, nullable=False),
    Column("reminder", String),
    Column("reminded_for", UtcDateTime),
    Index("ix_interests_person", "person"),
)

# Built once: every press runs these, and putting a statement together costs more than running it.
BY_ID = select(events).where(events.c.id == bindparam("event_id"))
BY_ID_HELD = BY_ID.with_for_update()
ADD = insert(events).returning(events.c.id)
MERGED_INTO = select(events.c.merged_into).where(events.c.id == bindparam("event_id"))
IN_WINDOW = (
    events.c.community == bindparam("community_id"),
    events.c.merged_into.is_(None),
    events.c.starts.between(bindparam("first"), bindparam("last")),
    events.c.stage != Stage.DECLINED.value,
)
OUTLINES = (
    select(events.c.id, events.c.submitter, events.c.updated_at).where(*IN_WINDOW).order_by(events.c.id)
)
NEWEST = select(func.max(events.c.id)).where(*IN_WINDOW)
_THEMES = cast(events.c.themes, String)
"""PostgreSQL cannot compare its JSON, and the words of it are enough."""

THEMES_AT = (
    select(events.c.venue_id, _THEMES, func.count())
    .where(
        events.c.community == bindparam("community_id"),
        events.c.venue_id.in_(bindparam("venues", expanding=True)),
        events.c.starts >= bindparam("since"),
        events.c.starts < bindparam("until"),
        events.c.stage == Stage.PUBLISHED.value,
        events.c.happening != Happening.CANCELLED.value,
        events.c.merged_into.is_(None),
    )
    .group_by(events.c.venue_id, _THEMES)
)
OF_SUBMITTER = (
    select(events)
    .where(
        events.c.community == bindparam("community_id"),
        events.c.submitter == bindparam("person"),
        events.c.merged_into.is_(None),
        or_(events.c.starts >= bindparam("since"), events.c.ends >= bindparam("since")),
    )
    .order_by(events.c.starts, events.c.id)
    .limit(bindparam("most", type_=Integer))
)
INTERESTED_IN = (
    select(interests.c.event, func.count())
    .where(interests.c.event.in_(bindparam("event_ids", expanding=True)))
    .group_by(interests.c.event)
)
LOSE_INTEREST = delete(interests).where(
    interests.c.event == bindparam("event_id"), interests.c.person == bindparam("person_id")
)


@cache
def gain_interest(dialect: str) -> Any:
    return (
        insert_for(dialect, interests)
        .values(event=bindparam("event_id"), person=bindparam("person_id"), since=bindparam("now"))
        .on_conflict_do_nothing(index_elements=["event", "person"])
        .returning(interests.c.event)
    )
