"""Events, their themes, and who is interested."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, literal, or_, select, update

from domain.agenda import told_of
from domain.events import Details, Event, Happening, Language, Stage
from storage.event_tables import (
    ADD,
    BY_ID,
    BY_ID_HELD,
    INTERESTED_IN,
    LOSE_INTEREST,
    MERGED_INTO,
    NEWEST,
    OF_SUBMITTER,
    OUTLINES,
    THEMES_AT,
    events,
    gain_interest,
    interests,
)
from storage.schema import insert_for

_DETAILS = tuple(Details.__dataclass_fields__)
_REST = tuple(name for name in Event.__dataclass_fields__ if name not in {"id", "details"})


class Events:
    """`changed` gathers the communities whose agenda a change may concern."""

    def __init__(self, connection: Connection, changed: set[int]) -> None:
        self._connection = connection
        self._changed = changed

    def get(self, event_id: int) -> Event | None:
        row = self._connection.execute(BY_ID, {"event_id": event_id}).mappings().one_or_none()
        return event_of(row) if row else None

    def locked(self, event_id: int) -> Event | None:
        """The same, held until the transaction ends (SQLite has one writer and needs no lock)."""
        row = self._connection.execute(BY_ID_HELD, {"event_id": event_id}).mappings().one_or_none()
        return event_of(row) if row else None

    def standing_for(self, event_id: int) -> int:
        """The id of the event that stands for this one: itself, unless it was taken into another."""
        seen = {event_id}
        while (
            into := self._connection.execute(MERGED_INTO, {"event_id": event_id}).scalar_one_or_none()
        ) is not None:
            event_id = into
            if event_id in seen:
                raise RuntimeError(f"events that stand for each other: {sorted(seen)}")
            seen.add(event_id)
        return event_id

    def merged_into(self, event_id: int) -> list[Event]:
        """What was taken into this one."""
        statement = select(events).where(events.c.merged_into == event_id).order_by(events.c.id)
        return [event_of(row) for row in self._connection.execute(statement).mappings()]

    def outlines_between(
        self, community_id: int, first: datetime, last: datetime
    ) -> list[tuple[int, int | None, datetime]]:
        """(id, submitter, last change) of what begins between two moments and stands for itself, in whatever
        stage but declined; in order of the ids."""
        wanted = {"community_id": community_id, "first": first, "last": last}
        return [(row[0], row[1], row[2]) for row in self._connection.execute(OUTLINES, wanted)]

    def newest_between(self, community_id: int, first: datetime, last: datetime) -> int:
        """The highest id among the same; 0 when there is none."""
        wanted = {"community_id": community_id, "first": first, "last": last}
        return self._connection.execute(NEWEST, wanted).scalar_one() or 0

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
        return [event_of(row) for row in self._connection.execute(statement).mappings()]

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
        return [event_of(row) for row in self._connection.execute(statement).mappings()]

    def at_venue(self, community_id: int, venue_id: int) -> list[Event]:
        statement = (
            select(events)
            .where(events.c.community == community_id, events.c.venue_id == venue_id)
            .order_by(events.c.id)
        )
        return [event_of(row) for row in self._connection.execute(statement).mappings()]

    def themes_at(
        self, community_id: int, venue_ids: Sequence[int], *, since: datetime, until: datetime
    ) -> dict[int, list[tuple[tuple[str, ...], int]]]:
        """By venue: under which themes what began between the two stood in the agenda, and how often."""
        wanted = {"community_id": community_id, "venues": list(venue_ids), "since": since, "until": until}
        found: dict[int, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        for venue, themes, count in self._connection.execute(THEMES_AT, wanted):
            found[venue].append((tuple(json.loads(themes)), count))
        return dict(found)

    def add(self, event: Event) -> Event:
        """Store a new event; the returned one has its id."""
        self._changed.add(event.community)
        result = self._connection.execute(ADD, _values(event))
        return replace(event, id=result.scalar_one())

    def save(self, event: Event) -> None:
        self._changed.add(event.community)
        self._connection.execute(update(events).where(events.c.id == event.id).values(**_values(event)))

    def of_submitter(self, community_id: int, person: int, *, since: datetime, limit: int) -> list[Event]:
        """What somebody entered and is not over yet, soonest first."""
        wanted = {"community_id": community_id, "person": person, "since": since, "most": limit}
        return [event_of(row) for row in self._connection.execute(OF_SUBMITTER, wanted).mappings()]

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
        return [event_of(row) for row in self._connection.execute(statement).mappings()]

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
        return [event_of(row) for row in self._connection.execute(statement).mappings()]

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
        gain = gain_interest(self._connection.dialect.name)
        added = self._connection.execute(gain, {**who, "now": now}).one_or_none()
        if added is None:
            self._connection.execute(LOSE_INTEREST, who)
        return added is not None

    def gain_interest(self, event_id: int, person: int, *, now: datetime) -> bool:
        """Turn a person's interest on; True when it was not before."""
        gain = gain_interest(self._connection.dialect.name)
        who = {"event_id": event_id, "person_id": person, "now": now}
        return self._connection.execute(gain, who).one_or_none() is not None

    def is_interested(self, event_id: int, person: int) -> bool:
        return (
            self._connection.execute(
                select(interests.c.event).where(interests.c.event == event_id, interests.c.person == person)
            ).one_or_none()
            is not None
        )

    def interested_in(self, event_ids: Sequence[int]) -> dict[int, int]:
        """How many people are interested, by event; events without any are left out."""
        rows = self._connection.execute(INTERESTED_IN, {"event_ids": list(event_ids)})
        return {row[0]: row[1] for row in rows}

    def share_interest(self, event_id: int, with_event: int) -> None:
        """Who is interested in the one is interested in the other, too."""
        theirs = select(
            literal(with_event),
            interests.c.person,
            interests.c.since,
            interests.c.reminder,
            interests.c.reminded_for,
        ).where(interests.c.event == event_id)
        self._connection.execute(
            insert_for(self._connection.dialect.name, interests)
            .from_select(["event", "person", "since", "reminder", "reminded_for"], theirs)
            .on_conflict_do_nothing(index_elements=["event", "person"])
        )

    def people_interested(self, event_id: int) -> Iterable[int]:
        return self._connection.execute(
            select(interests.c.person).where(interests.c.event == event_id).order_by(interests.c.since)
        ).scalars()


def event_of(row: RowMapping) -> Event:
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
    values["told"] = told_of(event.details)
    return values
