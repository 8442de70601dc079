"""Digests: when a community wants them, what the editors put into the next, and those that were posted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    RowMapping,
    String,
    Table,
    UniqueConstraint,
    delete,
    select,
    update,
)

from domain.digests import Digest, Plan, Rhythm, Schedule
from storage.journal import journal
from storage.schema import UtcDateTime, insert_for, key_column, metadata, upsert

schedules = Table(
    "digest_schedules",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True),
    Column("weekly", Boolean, nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("weekly_at", String, nullable=False),
    Column("daily", Boolean, nullable=False),
    Column("daily_at", String, nullable=False),
)

plans = Table(
    "digest_plans",
    metadata,
    Column("community", ForeignKey("communities.id"), primary_key=True),
    Column("theme", String, primary_key=True),
    Column("rhythm", String, primary_key=True),
    Column("line", String, nullable=False),
    Column("pinned", JSON, nullable=False),
)

digests = Table(
    "digests",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("theme", String, nullable=False),
    Column("rhythm", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Column("news_since", UtcDateTime, nullable=False),
    Column("line", String, nullable=False),
    Column("pinned", JSON, nullable=False),
    Column("open", Boolean, nullable=False),
    UniqueConstraint("community", "theme", "rhythm", "day"),
    Index("ix_digests_open", "community", "open"),
)

_AT_ONCE = 500


class Digests:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # ---- what is wanted

    def schedule(self, community_id: int) -> Schedule:
        row = self._connection.execute(
            select(schedules).where(schedules.c.community == community_id)
        ).one_or_none()
        if row is None:
            return Schedule()
        return Schedule(
            weekly=row.weekly,
            weekday=row.weekday,
            weekly_at=time.fromisoformat(row.weekly_at),
            daily=row.daily,
            daily_at=time.fromisoformat(row.daily_at),
        )

    def put_schedule(self, community_id: int, schedule: Schedule) -> None:
        values = {
            "community": community_id,
            "weekly": schedule.weekly,
            "weekday": schedule.weekday,
            "weekly_at": schedule.weekly_at.isoformat(),
            "daily": schedule.daily,
            "daily_at": schedule.daily_at.isoformat(),
        }
        self._connection.execute(upsert(schedules, self._connection.dialect, values, ("community",)))

    def plan(self, community_id: int, theme: str, rhythm: Rhythm) -> Plan:
        row = self._connection.execute(
            select(plans).where(
                plans.c.community == community_id, plans.c.theme == theme, plans.c.rhythm == rhythm.value
            )
        ).one_or_none()
        return Plan(row.line, tuple(row.pinned)) if row else Plan()

    def put_plan(self, community_id: int, theme: str, rhythm: Rhythm, plan: Plan) -> None:
        values = {
            "community": community_id,
            "theme": theme,
            "rhythm": rhythm.value,
            "line": plan.line,
            "pinned": list(plan.pinned),
        }
        self._connection.execute(
            upsert(plans, self._connection.dialect, values, ("community", "theme", "rhythm"))
        )

    def drop_plan(self, community_id: int, theme: str, rhythm: Rhythm) -> None:
        self._connection.execute(
            delete(plans).where(
                plans.c.community == community_id, plans.c.theme == theme, plans.c.rhythm == rhythm.value
            )
        )

    # ---- what was posted

    def get(self, digest_id: int) -> Digest | None:
        row = (
            self._connection.execute(select(digests).where(digests.c.id == digest_id))
            .mappings()
            .one_or_none()
        )
        return _digest(row) if row else None

    def add(self, digest: Digest) -> Digest | None:
        """Store it, and close those of its kind that went before: they are not brought up to date any more.
        None when the one of this day is there already."""
        values = {name: getattr(digest, name) for name in Digest.__dataclass_fields__ if name != "id"}
        values.update(rhythm=digest.rhythm.value, pinned=list(digest.pinned), open=True)
        added = self._connection.execute(
            insert_for(self._connection.dialect.name, digests)
            .values(**values)
            .on_conflict_do_nothing(index_elements=["community", "theme", "rhythm", "day"])
            .returning(digests.c.id)
        ).scalar_one_or_none()
        if added is None:
            return None
        self._connection.execute(
            update(digests)
            .where(
                digests.c.community == digest.community,
                digests.c.theme == digest.theme,
                digests.c.rhythm == digest.rhythm.value,
                digests.c.open,
                digests.c.id != added,
            )
            .values(open=False)
        )
        return replace(digest, id=added)

    def latest(self, community_id: int, theme: str, rhythm: Rhythm) -> Digest | None:
        row = (
            self._connection.execute(
                select(digests)
                .where(
                    digests.c.community == community_id,
                    digests.c.theme == theme,
                    digests.c.rhythm == rhythm.value,
                )
                .order_by(digests.c.since.desc())
                .limit(1)
            )
            .mappings()
            .one_or_none()
        )
        return _digest(row) if row else None

    def open_ones(self, community_id: int) -> list[int]:
        """The ids of those that are kept up to date."""
        statement = (
            select(digests.c.id)
            .where(digests.c.community == community_id, digests.c.open)
            .order_by(digests.c.id)
        )
        return list(self._connection.execute(statement).scalars())

    def history(
        self, community_id: int, event_ids: Sequence[int], *, since: datetime
    ) -> dict[int, list[tuple[Any, Any]]]:
        """What the journal says of events after a moment: (before, after), oldest first, by event."""
        found: dict[int, list[tuple[Any, Any]]] = {}
        for first in range(0, len(event_ids), _AT_ONCE):
            subjects = {f"event:{number}": number for number in event_ids[first : first + _AT_ONCE]}
            rows = self._connection.execute(
                select(journal.c.subject, journal.c.before, journal.c.after)
                .where(
                    journal.c.community == community_id,
                    journal.c.subject.in_(list(subjects)),
                    journal.c.at > since,
                )
                .order_by(journal.c.id)
            )
            for row in rows:
                found.setdefault(subjects[row.subject], []).append((row.before, row.after or {}))
        return found


def _digest(row: RowMapping) -> Digest:
    values = {name: row[name] for name in Digest.__dataclass_fields__}
    return Digest(**{**values, "rhythm": Rhythm(row["rhythm"]), "pinned": tuple(row["pinned"])})
