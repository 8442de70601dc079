"""Timers: rows that fall due, claimed with a lease."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    bindparam,
    delete,
    func,
    or_,
    select,
    update,
)

from domain.timers import Timer
from storage.schema import UtcDateTime, insert_for, key_column, metadata

timers = Table(
    "timers",
    metadata,
    key_column(),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("due", UtcDateTime, nullable=False),
    Column("claimed_until", UtcDateTime),
    Column("attempts", Integer, nullable=False, default=0),
    UniqueConstraint("kind", "subject"),
    Index("ix_timers_due", "due"),
)


_ONE = (timers.c.kind == bindparam("its_kind"), timers.c.subject == bindparam("about"))
_DUE = select(timers.c.due).where(*_ONE)
_DROP = delete(timers).where(*_ONE)


@cache
def _set(dialect: str) -> Any:
    """Built once for each kind of database: every press of *I'm interested* runs it."""
    added = insert_for(dialect, timers).values(
        kind=bindparam("its_kind"),
        subject=bindparam("about"),
        due=bindparam("at"),
        claimed_until=None,
        attempts=0,
    )
    fresh = {name: added.excluded[name] for name in ("due", "claimed_until", "attempts")}
    return added.on_conflict_do_update(index_elements=["kind", "subject"], set_=fresh)


class Timers:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set(self, kind: str, subject: str, due: datetime) -> None:
        """Have `kind` happen for `subject` at `due`; an earlier setting of the same is replaced."""
        wanted = {"its_kind": kind, "about": subject, "at": due}
        self._connection.execute(_set(self._connection.dialect.name), wanted)

    def drop(self, kind: str, subject: str) -> None:
        self._connection.execute(_DROP, {"its_kind": kind, "about": subject})

    def get(self, kind: str, subject: str) -> datetime | None:
        return self._connection.execute(_DUE, {"its_kind": kind, "about": subject}).scalar_one_or_none()

    def next_due(self) -> datetime | None:
        """When the next one falls due, or fell."""
        soonest: datetime | None = self._connection.execute(select(func.min(timers.c.due))).scalar_one()
        return soonest

    def claim(self, *, now: datetime, real_now: datetime, lease: timedelta, limit: int) -> list[Timer]:
        """Take what is due at `now` and nobody else holds. Leases run on real time, since the clock that
        timers go by can be moved forward."""
        statement = (
            select(timers)
            .where(
                timers.c.due <= now,
                or_(timers.c.claimed_until.is_(None), timers.c.claimed_until < real_now),
            )
            .order_by(timers.c.due, timers.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        claimed = [
            Timer(row.id, row.kind, row.subject, row.due, row.attempts)
            for row in self._connection.execute(statement)
        ]
        if claimed:
            self._connection.execute(
                update(timers)
                .where(timers.c.id.in_([timer.id for timer in claimed]))
                .values(claimed_until=real_now + lease, attempts=timers.c.attempts + 1)
            )
        return claimed

    def done(self, timer: Timer) -> None:
        """It happened. A handler that set the same timer anew meanwhile keeps the new one."""
        self._connection.execute(delete(timers).where(timers.c.id == timer.id, timers.c.due == timer.due))

    def postpone(self, timer: Timer, due: datetime) -> None:
        self._connection.execute(
            update(timers)
            .where(timers.c.id == timer.id, timers.c.due == timer.due)
            .values(due=due, claimed_until=None)
        )

    def release_all(self) -> None:
        """On SQLite, where there is one process: whoever held these is gone."""
        self._connection.execute(update(timers).values(claimed_until=None))
