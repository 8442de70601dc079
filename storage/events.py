"""Events, their themes, and who is interested."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    RowMapping,
    String,
    Table,
    bindparam,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from domain.events import Details, Event, Happening, Language, Stage
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
    Index("ix_events_community_starts", "community", "starts"),
    Index("ix_events_submitter", "community", "submitter", "starts"),
)

interests = Table(
    "interests",
    metadata,
    Column("event", Key, ForeignKey("events.id"), primary_key=True),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    Column("since", UtcDateTime, nullable=False),
    Index("ix_interests_person", "person"),
)

# Built once: every press runs these, and putting a statement together costs more than running it.
_BY_ID = select(events).where(events.c.id == bindparam("event_id"))
_BY_ID_HELD = _BY_ID.with_for_update()
_MERGED_INTO = select(events.c.merged_into).where(events.c.id == bindparam("event_id"))
_OUTLINES = (
    select(events.c.id, events.c.submitter, events.c.updated_at)
    .where(
        events.c.community == bindparam("community_id"),
        events.c.merged_into.is_(None),
        events.c.starts.between(bindparam("first"), bindparam("last")),
        events.c.stage != Stage.DECLINED.value,
    )
    .order_by(events.c.id)
)
_OF_SUBMITTER = (
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
_INTERESTED_IN = (
    select(interests.c.event, func.count())
    .where(interests.c.event.in_(bindparam("event_ids", expanding=True)))
    .group_by(interests.c.event)
)
_LOSE_INTEREST = delete(interests).where(
    interests.c.event == bindparam("event_id"), interests.c.person == bindparam("person_id")
)


@cache
def _gain_interest(dialect: str) -> Any:
    return (
        insert_for(dialect, interests)
        .values(event=bindparam("event_id"), person=bindparam("person_id"), since=bindparam("now"))
        .on_conflict_do_nothing(index_elements=["event", "person"])
        .returning(interests.c.event)
    )


_DETAILS = tuple(Details.__dataclass_fields__)
_REST = tuple(name for name in Event.__dataclass_fields__ if name not in {"id", "details"})


class Events:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, event_id: int) -> Event | None:
        row = self._connection.execute(_BY_ID, {"event_id": event_id}).mappings().one_or_none()
        return _event(row) if row else None

    def locked(self, event_id: int) -> Event | None:
        """The same, held until the transaction ends (SQLite has one writer and needs no lock)."""
        row = self._connection.execute(_BY_ID_HELD, {"event_id": event_id}).mappings().one_or_none()
        return _event(row) if row else None

    def standing_for(self, event_id: int) -> int:
        """The id of the event that stands for this one: itself, unless it was taken into another."""
        seen = {event_id}
        while (
            into := self._connection.execute(_MERGED_INTO, {"event_id": event_id}).scalar_one_or_none()
        ) is not None:
            event_id = into
            if event_id in seen:
                raise RuntimeError(f"events that stand for each other: {sorted(seen)}")
            seen.add(event_id)
        return event_id

    def merged_into(self, event_id: int) -> list[Event]:
        """What was taken into this one."""
        statement = select(events).where(events.c.merged_into == event_id).order_by(events.c.id)
        return [_event(row) for row in self._connection.execute(statement).mappings()]

    def outlines_between(
        self, community_id: int, first: datetime, last: datetime
    ) -> list[tuple[int, int | None, datetime]]:
        """(id, submitter, last change) of what begins between two moments and stands for itself, in whatever
        stage but declined; in order of the ids."""
        wanted = {"community_id": community_id, "first": first, "last": last}
        return [(row[0], row[1], row[2]) for row in self._connection.execute(_OUTLINES, wanted)]

    def shared_with(self, community_id: int, person: int, *, since: datetime, limit: int) -> list[Event]:
        """The coming events into which what this person entered was taken, soonest first."""
        theirs = select(events.c.merged_into).where(
            events.c.community == community_id,
            events.c.submitter == person,
            events.c.merged_into.is_not(None),
        )
        statement = (
            select(events)
            .where(
                events.c.id.in_(theirs),
                events.c.merged_into.is_(None),
                or_(events.c.starts >= since, events.c.ends >= since),
            )
            .order_by(events.c.starts, events.c.id)
            .limit(limit)
        )
        return [_event(row) for row in self._connection.execute(statement).mappings()]

    def at_no_venue(self, community_id: int, *, since: datetime) -> list[Event]:
        """Coming events whose place is only words."""
        statement = (
            select(events)
            .where(
                events.c.community == community_id,
                events.c.merged_into.is_(None),
                events.c.venue_id.is_(None),
                events.c.place != "",
                or_(events.c.starts >= since, events.c.ends >= since),
            )
            .order_by(events.c.id)
        )
        return [_event(row) for row in self._connection.execute(statement).mappings()]

    def at_venue(self, community_id: int, venue_id: int) -> list[Event]:
        statement = (
            select(events)
            .where(events.c.community == community_id, events.c.venue_id == venue_id)
            .order_by(events.c.id)
        )
        return [_event(row) for row in self._connection.execute(statement).mappings()]

    def add(self, event: Event) -> Event:
        """Store a new event; the returned one has its id."""
        result = self._connection.execute(insert(events).values(**_values(event)).returning(events.c.id))
        return replace(event, id=result.scalar_one())

    def save(self, event: Event) -> None:
        self._connection.execute(update(events).where(events.c.id == event.id).values(**_values(event)))

    def of_submitter(self, community_id: int, person: int, *, since: datetime, limit: int) -> list[Event]:
        """What somebody entered and is not over yet, soonest first."""
        wanted = {"community_id": community_id, "person": person, "since": since, "most": limit}
        return [_event(row) for row in self._connection.execute(_OF_SUBMITTER, wanted).mappings()]

    def coming(self, community_id: int, *, since: datetime, limit: int) -> list[Event]:
        """Published and not over yet, soonest first."""
        statement = (
            select(events)
            .where(
                events.c.community == community_id,
                events.c.stage == Stage.PUBLISHED.value,
                events.c.merged_into.is_(None),
                or_(events.c.starts >= since, events.c.ends >= since),
            )
            .order_by(events.c.starts, events.c.id)
            .limit(limit)
        )
        return [_event(row) for row in self._connection.execute(statement).mappings()]

    def in_review(self, community_id: int) -> list[Event]:
        """What an editor still has to decide about, oldest first."""
        statement = (
            select(events)
            .where(
                events.c.community == community_id,
                events.c.stage == Stage.REVIEW.value,
                events.c.merged_into.is_(None),
            )
            .order_by(events.c.id)
        )
        return [_event(row) for row in self._connection.execute(statement).mappings()]

    def accepted_of(self, community_id: int, person: int) -> int:
        """How many events of this person were published."""
        statement = (
            select(func.count())
            .select_from(events)
            .where(
                events.c.community == community_id,
                events.c.submitter == person,
                events.c.stage == Stage.PUBLISHED.value,
            )
        )
        return self._connection.execute(statement).scalar_one()

    # ---- interest

    def interest(self, event_id: int, person: int, *, now: datetime) -> bool:
        """Turn a person's interest on, or off when it was on; True when it is on now."""
        who = {"event_id": event_id, "person_id": person}
        gain = _gain_interest(self._connection.dialect.name)
        added = self._connection.execute(gain, {**who, "now": now}).one_or_none()
        if added is None:
            self._connection.execute(_LOSE_INTEREST, who)
        return added is not None

    def is_interested(self, event_id: int, person: int) -> bool:
        return (
            self._connection.execute(
                select(interests.c.event).where(interests.c.event == event_id, interests.c.person == person)
            ).one_or_none()
            is not None
        )

    def interested_in(self, event_ids: Sequence[int]) -> dict[int, int]:
        """How many people are interested, by event; events without any are left out."""
        rows = self._connection.execute(_INTERESTED_IN, {"event_ids": list(event_ids)})
        return {row[0]: row[1] for row in rows}

    def share_interest(self, event_id: int, with_event: int) -> None:
        """Who is interested in the one is interested in the other, too."""
        theirs = select(literal(with_event), interests.c.person, interests.c.since).where(
            interests.c.event == event_id
        )
        self._connection.execute(
            insert_for(self._connection.dialect.name, interests)
            .from_select(["event", "person", "since"], theirs)
            .on_conflict_do_nothing(index_elements=["event", "person"])
        )

    def people_interested(self, event_id: int) -> Iterable[int]:
        return self._connection.execute(
            select(interests.c.person).where(interests.c.event == event_id).order_by(interests.c.since)
        ).scalars()


def _event(row: RowMapping) -> Event:
    details: dict[str, Any] = {name: row[name] for name in _DETAILS}
    details["themes"] = tuple(row["themes"])
    details["language"] = Language(row["language"]) if row["language"] else None
    rest: dict[str, Any] = {name: row[name] for name in _REST}
    rest["stage"] = Stage(row["stage"])
    rest["happening"] = Happening(row["happening"])
    rest["touched"] = frozenset(row["touched"])
    rest["also"] = frozenset(row["also"])
    return Event(id=row["id"], details=Details(**details), **rest)


def _values(event: Event) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(event.details, name) for name in _DETAILS}
    values["themes"] = list(event.details.themes)
    values["language"] = event.details.language.value if event.details.language else None
    values.update({name: getattr(event, name) for name in _REST})
    values["stage"] = event.stage.value
    values["happening"] = event.happening.value
    values["touched"] = sorted(event.touched)
    values["origins"] = dict(event.origins)
    values["also"] = sorted(event.also)
    return values
