"""What people chose to hear of, and when they want to be reminded of what they are interested in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    ForeignKey,
    Row,
    String,
    Table,
    bindparam,
    delete,
    select,
    update,
)

from domain.events import Event, Language
from domain.preferences import DigestWish, Preferences
from domain.reminders import USUAL, Reminder
from storage.event_tables import events, interests
from storage.events import event_of
from storage.schema import Snowflake, UtcDateTime, metadata, upsert

preferences = Table(
    "preferences",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    Column("themes", JSON, nullable=False),
    Column("languages", JSON, nullable=False),
    Column("digest", String, nullable=False),
    Column("reminder", String, nullable=False),
    Column("locale", String, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Wish:
    """How somebody wants to be reminded of one event; `own` is false where it is what they chose for all.
    `reminded_for` is the beginning of which they were told already."""

    reminder: Reminder
    own: bool
    reminded_for: datetime | None


_WISH = (
    select(interests.c.reminder, interests.c.reminded_for, preferences.c.reminder.label("usual"))
    .outerjoin(
        preferences,
        (preferences.c.community == bindparam("community_id")) & (preferences.c.person == interests.c.person),
    )
    .where(interests.c.event == bindparam("event_id"), interests.c.person == bindparam("person_id"))
)
"""Built once: every press of *I'm interested* runs it."""


class PreferenceBook:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, community: int, person: int) -> Preferences | None:
        row = self._connection.execute(
            select(preferences).where(preferences.c.community == community, preferences.c.person == person)
        ).one_or_none()
        return _preferences(row) if row else None

    def put(self, chosen: Preferences, *, now: datetime) -> None:
        values = {
            "community": chosen.community,
            "person": chosen.person,
            "themes": sorted(chosen.themes),
            "languages": sorted(language.value for language in chosen.languages),
            "digest": chosen.digest.value,
            "reminder": chosen.reminder.value,
            "locale": chosen.locale,
            "updated_at": now,
        }
        self._connection.execute(
            upsert(preferences, self._connection.dialect, values, ("community", "person"))
        )

    def drop(self, community: int, person: int) -> None:
        self._connection.execute(
            delete(preferences).where(preferences.c.community == community, preferences.c.person == person)
        )

    def wanting_digest(self, community: int, digest: DigestWish) -> list[Preferences]:
        rows = self._connection.execute(
            select(preferences)
            .where(preferences.c.community == community, preferences.c.digest == digest.value)
            .order_by(preferences.c.person)
        )
        return [_preferences(row) for row in rows]

    # ---- reminders

    def wish(self, event: Event, person: int) -> Wish | None:
        """None for who is not interested in the event."""
        wanted = {"community_id": event.community, "event_id": event.id, "person_id": person}
        row = self._connection.execute(_WISH, wanted).one_or_none()
        if row is None:
            return None
        own = row.reminder is not None
        return Wish(Reminder(row.reminder if own else row.usual or USUAL), own, row.reminded_for)

    def set_reminder(self, event_id: int, person: int, reminder: Reminder) -> None:
        self._change(event_id, person, reminder=reminder.value, reminded_for=None)

    def reminded(self, event_id: int, person: int, starts: datetime) -> None:
        """They were told that it begins then."""
        self._change(event_id, person, reminded_for=starts)

    def _change(self, event_id: int, person: int, **values: object) -> None:
        self._connection.execute(
            update(interests)
            .where(interests.c.event == event_id, interests.c.person == person)
            .values(**values)
        )

    def interesting(self, community: int, person: int) -> list[Event]:
        """What somebody is interested in, soonest first; also what has been, or is not shown any more."""
        rows = self._connection.execute(
            select(events)
            .join(interests, interests.c.event == events.c.id)
            .where(events.c.community == community, interests.c.person == person)
            .order_by(events.c.starts, events.c.id)
        )
        return [event_of(row) for row in rows.mappings()]

    def lose_interest(self, event_ids: list[int], person: int) -> None:
        self._connection.execute(
            delete(interests).where(interests.c.event.in_(event_ids), interests.c.person == person)
        )


def _preferences(row: Row[tuple[object, ...]]) -> Preferences:
    values = row._mapping
    return Preferences(
        community=values["community"],
        person=values["person"],
        themes=frozenset(values["themes"]),
        languages=frozenset(Language(value) for value in values["languages"]),
        digest=DigestWish(values["digest"]),
        reminder=Reminder(values["reminder"]),
        locale=values["locale"],
    )
