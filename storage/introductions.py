"""Introductions: who asked to meet whom, and what came of it."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, func, insert, or_, select, update

from domain.directory.introduction import Introduction, State
from storage.directory_tables import introductions


class Introductions:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, introduction_id: int) -> Introduction | None:
        statement = select(introductions).where(introductions.c.id == introduction_id)
        row = self._connection.execute(statement).one_or_none()
        return _introduction(row) if row else None

    def locked(self, introduction_id: int) -> Introduction | None:
        """The same, held until the transaction ends: two who press at once are dealt with one by one."""
        statement = select(introductions).where(introductions.c.id == introduction_id).with_for_update()
        row = self._connection.execute(statement).one_or_none()
        return _introduction(row) if row else None

    def by(self, community_id: int, asker: int) -> list[Introduction]:
        """What somebody asked for, the latest first."""
        return self._all(introductions.c.community == community_id, introductions.c.asker == asker)

    def to(self, community_id: int, asked: int) -> list[Introduction]:
        """What somebody was asked, the latest first."""
        return self._all(introductions.c.community == community_id, introductions.c.asked == asked)

    def open_of(self, community_id: int, person: int) -> list[Introduction]:
        """Open ones in which somebody asks or is asked."""
        return self._all(
            introductions.c.community == community_id,
            introductions.c.state == State.ASKED.value,
            or_(introductions.c.asker == person, introductions.c.asked == person),
        )

    def open_about(self, entry_id: int) -> list[Introduction]:
        return self._all(introductions.c.entry == entry_id, introductions.c.state == State.ASKED.value)

    def people(self, community_id: int) -> frozenset[int]:
        """Everybody in an open one."""
        found = self._all(
            introductions.c.community == community_id, introductions.c.state == State.ASKED.value
        )
        return frozenset(person for one in found for person in (one.asker, one.asked))

    def waiting_for(self, community_id: int, asked: int) -> int:
        statement = select(func.count()).where(
            introductions.c.community == community_id,
            introductions.c.asked == asked,
            introductions.c.state == State.ASKED.value,
        )
        return self._connection.execute(statement).scalar_one()

    def add(self, one: Introduction) -> Introduction:
        statement = insert(introductions).values(**_values(one)).returning(introductions.c.id)
        return replace(one, id=self._connection.execute(statement).scalar_one())

    def save(self, one: Introduction) -> None:
        self._connection.execute(
            update(introductions).where(introductions.c.id == one.id).values(**_values(one))
        )

    def _all(self, *where: Any) -> list[Introduction]:
        statement = select(introductions).where(*where).order_by(introductions.c.id.desc())
        return [_introduction(row) for row in self._connection.execute(statement)]


def _introduction(row: Row[Any]) -> Introduction:
    values: dict[str, Any] = dict(row._mapping)
    values["state"] = State(values["state"])
    return Introduction(**values)


def _values(one: Introduction) -> dict[str, Any]:
    values = {name: getattr(one, name) for name in Introduction.__dataclass_fields__ if name != "id"}
    values["state"] = one.state.value
    return values
