"""The mirror of the agenda on Discord's own event list: what stands there, and who is interested there."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from domain.events import Event, Happening, Stage
from domain.mirror import Standing
from storage.agenda import agendas
from storage.communities import communities
from storage.event_tables import events
from storage.events import event_of
from storage.schema import Key, Snowflake, UtcDateTime, insert_into, metadata, upsert

mirrors = Table(
    "mirrors",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True),
    Column("seen", Integer, nullable=False),
    Column("others", Integer, nullable=False),
    Column("listed_at", UtcDateTime),
    Column("counted_at", UtcDateTime),
    Column("next_look", UtcDateTime),
    Column("claimed_until", UtcDateTime),
    Column("not_before", UtcDateTime),
    Column("attempts", Integer, nullable=False),
    Column("parked", String),
)

mirrored = Table(
    "mirrored",
    metadata,
    Column("event", Key, ForeignKey("events.id"), primary_key=True, autoincrement=False),
    Column("community", ForeignKey("communities.id"), nullable=False, index=True),
    Column("discord_id", Snowflake),
    Column("stamp", String, nullable=False),
    Column("shown", String, nullable=False),
    Column("starts", UtcDateTime),
    Column("ends", UtcDateTime),
    Column("active", Boolean, nullable=False),
    Column("attempted_at", UtcDateTime),
    Column("removed", Integer),
    Column("refused", String, nullable=False),
    Column("channel", Snowflake),
    Index("ix_mirrored_discord_id", "discord_id"),
)

mirror_interests = Table(
    "mirror_interests",
    metadata,
    Column("event", Key, ForeignKey("events.id"), primary_key=True, autoincrement=False),
    Column("person", Snowflake, primary_key=True, autoincrement=False),
    Column("discord_id", Snowflake, nullable=False),
    Column("brought", Boolean, nullable=False),
    Index("ix_mirror_interests_discord_id", "discord_id"),
)

_FIELDS = tuple(Standing.__dataclass_fields__)


class Mirror:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # ---- a server's list as a whole

    def claim(
        self, *, now: datetime, real_now: datetime, lease: timedelta, except_in: Sequence[int] = ()
    ) -> list[int]:
        """Take the communities whose list may not agree with the agenda any more, and that nobody holds.
        Leases and waits run on real time, since `now` can be moved."""
        missing = select(communities.c.id, literal(0), literal(0), literal(0)).where(
            communities.c.id.not_in(select(mirrors.c.community))
        )
        self._connection.execute(
            insert_into(mirrors, self._connection.dialect)
            .from_select(["community", "seen", "others", "attempts"], missing)
            .on_conflict_do_nothing(index_elements=["community"])
        )
        version = (
            select(func.coalesce(func.max(agendas.c.version), 0))
            .where(agendas.c.community == mirrors.c.community)
            .scalar_subquery()
        )
        statement = (
            select(mirrors.c.community)
            .where(
                mirrors.c.parked.is_(None),
                or_(mirrors.c.not_before.is_(None), mirrors.c.not_before <= real_now),
                or_(mirrors.c.claimed_until.is_(None), mirrors.c.claimed_until < real_now),
                or_(
                    mirrors.c.seen != version,
                    mirrors.c.listed_at.is_(None),
                    mirrors.c.counted_at.is_(None),
                    mirrors.c.next_look <= now,
                ),
                mirrors.c.community.not_in(except_in),
            )
            .order_by(mirrors.c.community)
            .with_for_update(skip_locked=True)
        )
        found = list(self._connection.execute(statement).scalars())
        if found:
            self._connection.execute(
                update(mirrors).where(mirrors.c.community.in_(found)).values(claimed_until=real_now + lease)
            )
        return found

    def hold(self, community: int, until: datetime) -> None:
        """The claim lasts longer."""
        self._set(community, claimed_until=until)

    def state(self, community: int) -> Row[Any] | None:
        return self._connection.execute(select(mirrors).where(mirrors.c.community == community)).one_or_none()

    def finished(self, community: int, *, seen: int, next_look: datetime | None) -> None:
        """The list agrees with this version of the agenda."""
        self._set(community, seen=seen, next_look=next_look, claimed_until=None, not_before=None, attempts=0)

    def release(self, community: int) -> None:
        """It was claimed and not finished."""
        self._set(community, claimed_until=None)

    def release_all(self) -> None:
        """On SQLite, where there is one process: whoever held these is gone."""
        self._connection.execute(update(mirrors).values(claimed_until=None))

    def retry(self, community: int, *, not_before: datetime) -> None:
        self._set(community, not_before=not_before, attempts=mirrors.c.attempts + 1, claimed_until=None)

    def park(self, community: int, why: str) -> None:
        """It cannot be done until something changes on the server."""
        self._set(community, parked=why, claimed_until=None)

    def unpark(self, community: int) -> bool:
        """Try again; True if it was parked."""
        result = self._connection.execute(
            update(mirrors)
            .where(mirrors.c.community == community, mirrors.c.parked.is_not(None))
            .values(parked=None, attempts=0, not_before=None, listed_at=None)
        )
        return result.rowcount > 0

    def is_parked(self, community: int) -> bool:
        row = self.state(community)
        return row is not None and row.parked is not None

    def listed(self, community: int, *, others: int, at: datetime) -> None:
        self._set(community, others=others, listed_at=at)

    def counted(self, community: int, *, at: datetime) -> None:
        """Everybody who is interested on Discord is known."""
        self._set(community, counted_at=at)

    def look_again(self, community: int, *, count: bool) -> None:
        """What stands on the list may be something else than we know; with `count` the people there, too."""
        values: dict[str, Any] = {"listed_at": None, "not_before": None}
        self._set(community, **values, **({"counted_at": None} if count else {}))

    def look_at(self, community: int, moment: datetime) -> None:
        """Compare the list with the agenda at this moment."""
        self._set(community, next_look=moment)

    def _set(self, community: int, **values: Any) -> None:
        self._connection.execute(update(mirrors).where(mirrors.c.community == community).values(**values))

    def open_count(self) -> int:
        """How many lists may not agree with the agenda and wait for no change on the server."""
        version = (
            select(func.coalesce(func.max(agendas.c.version), 0))
            .where(agendas.c.community == communities.c.id)
            .scalar_subquery()
        )
        statement = (
            select(func.count())
            .select_from(communities.outerjoin(mirrors, mirrors.c.community == communities.c.id))
            .where(
                or_(
                    mirrors.c.community.is_(None),
                    mirrors.c.seen != version,
                    mirrors.c.listed_at.is_(None),
                    mirrors.c.counted_at.is_(None),
                    mirrors.c.claimed_until.is_not(None),
                ),
                mirrors.c.parked.is_(None),
            )
        )
        return self._connection.execute(statement).scalar_one()

    # ---- the events on it

    def standing(self, community: int) -> dict[int, Standing]:
        """What we know of each event that stands there, may stand there, or must not come back."""
        rows = self._connection.execute(select(mirrored).where(mirrored.c.community == community))
        return {row.event: _standing(row) for row in rows}

    def get(self, event: int) -> Standing | None:
        row = self._connection.execute(select(mirrored).where(mirrored.c.event == event)).one_or_none()
        return _standing(row) if row else None

    def of_discord(self, discord_id: int) -> Standing | None:
        row = self._connection.execute(
            select(mirrored).where(mirrored.c.discord_id == discord_id)
        ).one_or_none()
        return _standing(row) if row else None

    def save(self, community: int, one: Standing) -> None:
        values = {"community": community, **{name: getattr(one, name) for name in _FIELDS}}
        self._connection.execute(upsert(mirrored, self._connection.dialect, values, ("event",)))

    def drop(self, event: int) -> None:
        self._connection.execute(delete(mirrored).where(mirrored.c.event == event))

    def on_list(self, community: int, *, now: datetime, limit: int) -> list[Event]:
        """What the list is about: the nearest public events that take place and are not over for certain, and
        whatever public event stands there."""
        off = [Happening.CANCELLED.value, Happening.POSTPONED.value]
        public = (
            events.c.community == community,
            events.c.stage == Stage.PUBLISHED.value,
            events.c.merged_into.is_(None),
        )
        nearest = (
            select(events)
            .where(*public, events.c.happening.not_in(off), or_(events.c.starts > now, events.c.ends > now))
            .order_by(events.c.starts, events.c.id)
            .limit(limit)
        )
        there = select(events).where(*public, events.c.id.in_(_events_there(community)))
        found: dict[int, Event] = {}
        for statement in (nearest, there):
            found.update((row["id"], event_of(row)) for row in self._connection.execute(statement).mappings())
        return list(found.values())

    # ---- who is interested there

    def people(self, event: int, discord_id: int) -> set[int]:
        """Who is known to be interested in one event of the list."""
        rows = self._connection.execute(
            select(mirror_interests.c.person).where(
                mirror_interests.c.event == event, mirror_interests.c.discord_id == discord_id
            )
        )
        return set(rows.scalars())

    def with_people(self, community: int) -> dict[int, int]:
        """How many people are known to be interested, by the id on Discord of what stands there."""
        rows = self._connection.execute(
            select(mirror_interests.c.discord_id, func.count())
            .join(mirrored, mirrored.c.discord_id == mirror_interests.c.discord_id)
            .where(mirrored.c.community == community)
            .group_by(mirror_interests.c.discord_id)
        )
        return {row[0]: row[1] for row in rows}

    def is_known(self, event: int, person: int, discord_id: int) -> bool:
        """Whether the person is known to be interested in just this one."""
        statement = select(mirror_interests.c.event).where(
            mirror_interests.c.event == event,
            mirror_interests.c.person == person,
            mirror_interests.c.discord_id == discord_id,
        )
        return self._connection.execute(statement).one_or_none() is not None

    def gained(self, event: int, person: int, discord_id: int, *, brought: bool) -> None:
        """The person is interested on Discord; `brought`: and was not with us before."""
        known = self._connection.execute(
            update(mirror_interests)
            .where(mirror_interests.c.event == event, mirror_interests.c.person == person)
            .values(
                discord_id=discord_id,
                **({"brought": True} if brought else {}),
            )
        )
        if known.rowcount == 0:
            self._connection.execute(
                insert(mirror_interests).values(
                    event=event, person=person, discord_id=discord_id, brought=brought
                )
            )

    def lost(self, event: int, person: int, discord_id: int) -> bool:
        """The person is not interested on Discord any more; True if that was why they were so with us."""
        row = self._connection.execute(
            delete(mirror_interests)
            .where(
                mirror_interests.c.event == event,
                mirror_interests.c.person == person,
                mirror_interests.c.discord_id == discord_id,
            )
            .returning(mirror_interests.c.brought)
        ).one_or_none()
        return row is not None and bool(row.brought)

    def own(self, event: int, person: int) -> bool:
        """What the person said with our own button counts from now on; True if until now it only was
        Discord's list."""
        result = self._connection.execute(
            update(mirror_interests)
            .where(
                mirror_interests.c.event == event,
                mirror_interests.c.person == person,
                mirror_interests.c.brought,
            )
            .values(brought=False)
        )
        return result.rowcount > 0


def _events_there(community: int) -> Any:
    return select(mirrored.c.event).where(
        mirrored.c.community == community, mirrored.c.discord_id.is_not(None)
    )


def _standing(row: Row[Any]) -> Standing:
    return Standing(**{name: row._mapping[name] for name in _FIELDS})
