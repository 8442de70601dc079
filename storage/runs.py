"""Workflows that people are working through: each with its steps, ticks and people."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
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
    Row,
    String,
    Table,
    delete,
    insert,
    select,
    update,
)

from domain.knowledge.runs import Run, Step, Tick
from storage.schema import Key, Snowflake, UtcDateTime, key_column, metadata, upsert

runs = Table(
    "workflow_runs",
    metadata,
    key_column(),
    Column("community", ForeignKey("communities.id"), nullable=False),
    Column("article", String, nullable=False),
    Column("title", String, nullable=False),
    Column("name", String, nullable=False),
    Column("locale", String, nullable=False),
    Column("sector", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("owner", Snowflake, nullable=False),
    Column("place", Snowflake, nullable=False),
    Column("in_private", Boolean, nullable=False),
    Column("steps", JSON, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("stopped_at", UtcDateTime),
    Column("reminded_at", UtcDateTime),
    Index("ix_workflow_runs_community", "community", "stopped_at"),
)

run_people = Table(
    "workflow_people",
    metadata,
    Column("run", Key, ForeignKey("workflow_runs.id"), primary_key=True),
    Column("person", Snowflake, primary_key=True, autoincrement=False, index=True),
)

ticks = Table(
    "workflow_ticks",
    metadata,
    Column("run", Key, ForeignKey("workflow_runs.id"), primary_key=True),
    Column("step", Integer, primary_key=True, autoincrement=False),
    Column("person", Snowflake, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)


class Runs:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, run: Run) -> Run:
        values = {**_values(run), "started_at": run.started_at}
        number = self._connection.execute(insert(runs).values(**values).returning(runs.c.id)).scalar_one()
        stored = replace(run, id=number)
        self._put_people(stored)
        return stored

    def get(self, run_id: int) -> Run | None:
        return self._one(run_id, locked=False)

    def locked(self, run_id: int) -> Run | None:
        """The same, held until the transaction ends; for writing only."""
        return self._one(run_id, locked=True)

    def save(self, run: Run) -> None:
        """Everything but its ticks; people are added, never taken away."""
        self._connection.execute(update(runs).where(runs.c.id == run.id).values(**_values(run)))
        self._put_people(run)

    def tick(self, run_id: int, step: int, person: int, at: datetime) -> None:
        values = {"run": run_id, "step": step, "person": person, "at": at}
        self._connection.execute(
            upsert(ticks, self._connection.dialect, values, ("run", "step"), keep=("person", "at"))
        )

    def untick(self, run_id: int, step: int) -> None:
        self._connection.execute(delete(ticks).where(ticks.c.run == run_id, ticks.c.step == step))

    def of(self, community: int, person: int, *, limit: int) -> list[Run]:
        """What somebody works on and was not stopped, the nearest day first."""
        statement = (
            select(runs)
            .join(run_people, run_people.c.run == runs.c.id)
            .where(runs.c.community == community, run_people.c.person == person, runs.c.stopped_at.is_(None))
            .order_by(runs.c.day, runs.c.id)
            .limit(limit)
        )
        return self._with_parts(self._connection.execute(statement).all())

    def _one(self, run_id: int, *, locked: bool) -> Run | None:
        statement = select(runs).where(runs.c.id == run_id)
        if locked:
            statement = statement.with_for_update()
        found = self._with_parts(self._connection.execute(statement).all())
        return found[0] if found else None

    def _put_people(self, run: Run) -> None:
        for person in sorted(run.people):
            self._connection.execute(
                upsert(
                    run_people,
                    self._connection.dialect,
                    {"run": run.id, "person": person},
                    ("run", "person"),
                )
            )

    def _with_parts(self, rows: Iterable[Row[Any]]) -> list[Run]:
        rows = list(rows)
        numbers = [row.id for row in rows]
        ticked: dict[int, dict[int, Tick]] = {number: {} for number in numbers}
        people: dict[int, set[int]] = {number: set() for number in numbers}
        for row in self._connection.execute(select(ticks).where(ticks.c.run.in_(numbers))):
            ticked[row.run][row.step] = Tick(row.person, row.at)
        for row in self._connection.execute(select(run_people).where(run_people.c.run.in_(numbers))):
            people[row.run].add(row.person)
        return [
            Run(
                id=row.id,
                community=row.community,
                article=row.article,
                title=row.title,
                name=row.name,
                locale=row.locale,
                sector=row.sector,
                day=row.day,
                owner=row.owner,
                place=row.place,
                in_private=row.in_private,
                steps=tuple(_step(one) for one in row.steps),
                ticks=ticked[row.id],
                people=frozenset(people[row.id]),
                started_at=row.started_at,
                stopped_at=row.stopped_at,
                reminded_at=row.reminded_at,
            )
            for row in rows
        ]


def _values(run: Run) -> dict[str, Any]:
    return {
        "community": run.community,
        "article": run.article,
        "title": run.title,
        "name": run.name,
        "locale": run.locale,
        "sector": run.sector,
        "day": run.day,
        "owner": run.owner,
        "place": run.place,
        "in_private": run.in_private,
        "steps": [_stored(step) for step in run.steps],
        "stopped_at": run.stopped_at,
        "reminded_at": run.reminded_at,
    }


def _stored(step: Step) -> dict[str, Any]:
    return {
        "title": step.title,
        "days_before": step.days_before,
        "who": step.who,
        "what": step.what,
        "pitfalls": step.pitfalls,
        "links": [list(link) for link in step.links],
    }


def _step(stored: dict[str, Any]) -> Step:
    return Step(
        title=stored["title"],
        days_before=stored["days_before"],
        who=stored["who"],
        what=stored["what"],
        pitfalls=stored["pitfalls"],
        links=tuple((name, address) for name, address in stored["links"]),
    )
