"""Everything that is stored of a person is found, and taken away: walked table by table."""

import itertools
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Connection,
    Date,
    Integer,
    LargeBinary,
    String,
    Table,
    insert,
    select,
    update,
)

import storage.unit  # every table is known once this is
from cogs.privacy.file import LABELS
from domain.communities import Community
from domain.privacy import Fate
from storage.database import Database
from storage.privacy_parts import CHAINS, NAMES, NOBODY, NOT_A_PERSON, PARTS
from storage.schema import Key, UtcDateTime, metadata
from storage.unit import Unit

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
COMMUNITY = 1_100_000_000_000_000_001
ELSEWHERE = 1_100_000_000_000_000_002
MILA = 1_200_000_000_000_000_001
JOOST = 1_200_000_000_000_000_002
CALLED = {MILA: "Mila van Dam", JOOST: "Joost"}
ROWS = tuple(part for part in PARTS if not part.by_chain)

assert storage.unit


def test_every_table_says_what_becomes_of_a_person_in_it() -> None:
    told = {part.table.name for part in PARTS} | {table.name for table in CHAINS} | set(NOBODY)
    assert set(metadata.tables) == told, "tell storage.privacy_parts what of a person stands in the new table"
    assert not set(NOBODY) & {part.table.name for part in PARTS}


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_column_that_holds_an_id_of_discord_is_a_person_or_says_what_else_it_is(table: Table) -> None:
    who = {name for part in PARTS if part.table is table for name in part.who}
    for column in table.c:
        is_id = type(column.type) is BigInteger and column.type is not Key and not column.foreign_keys
        named = f"{table.name}.{column.name}" in NOT_A_PERSON or f"*.{column.name}" in NOT_A_PERSON
        if is_id and column.name not in who and table.name not in _OWN_NUMBERS:
            assert named, f"is {table.name}.{column.name} a person? tell storage.privacy_parts"


_OWN_NUMBERS = {"search_indexes", "search_words", "search_postings"}
"""Our own large numbers, of words."""


def test_names_of_people_are_looked_for_in_columns_that_exist() -> None:
    for table, columns in NAMES.items():
        assert set(columns) <= set(metadata.tables[table].c.keys())


def test_what_is_shown_exists_and_has_a_label_for_people() -> None:
    for part in PARTS:
        assert set(part.shows) <= set(part.table.c.keys()), part.table.name
        assert set(part.shows) <= set(LABELS), part.table.name
        assert set(part.who) <= set(part.table.c.keys()), part.table.name


def test_what_does_not_go_says_why() -> None:
    for part in PARTS:
        if part.fate is not Fate.GOES:
            assert part.heading.why is not None, part.table.name


class Filler:
    """Puts a row into a table, with the rows that it needs elsewhere."""

    def __init__(self, connection: Connection, community: int) -> None:
        self._connection, self._community = connection, community
        self._numbers = itertools.count(community % 1000 * 1000 + 1)
        self._made: dict[str, dict[str, Any]] = {}

    def row(self, table: Table, **given: Any) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for column in table.c:
            if column.name in given:
                values[column.name] = given[column.name]
            elif column.name == "community":
                values[column.name] = self._community
            elif column.foreign_keys and column.nullable:
                values[column.name] = None
            elif column.foreign_keys:
                (key,) = column.foreign_keys
                values[column.name] = self._parent(key.column.table)[key.column.name]
            else:
                values[column.name] = self._value(column.type)
        self._connection.execute(insert(table).values(**values))
        return values

    def _parent(self, table: Table) -> dict[str, Any]:
        if table.name not in self._made:
            self._made[table.name] = self.row(table)
        return self._made[table.name]

    def _value(self, kind: Any) -> Any:
        number = next(self._numbers)
        if isinstance(kind, Boolean):
            return False
        if isinstance(kind, Integer | BigInteger):
            return number
        if isinstance(kind, UtcDateTime):
            return NOW
        if isinstance(kind, Date):
            return date(2026, 3, 9)
        if isinstance(kind, JSON):
            return []
        if isinstance(kind, LargeBinary):
            return b""
        return f"text {number}"


def cells(connection: Connection) -> Iterator[tuple[str, str, Any]]:
    """Everything that is stored, cell by cell."""
    for table in metadata.sorted_tables:
        for row in connection.execute(select(table)).mappings():
            for name, value in row.items():
                yield table.name, name, value


def where_stands(connection: Connection, what: str) -> set[str]:
    found = set()
    for table, column, value in cells(connection):
        text = json.dumps(value) if isinstance(value, list | dict) else str(value)
        if what in text:
            found.add(f"{table}.{column}")
    return found


def fill(connection: Connection, person: int, filler: Filler) -> None:
    """A row in every table in which a person can stand, with the person in each place."""
    for part in ROWS:
        for who in part.who:
            kind = part.table.c[who].type
            given: dict[str, Any] = {who: str(person) if isinstance(kind, String) else person}
            for name, column in part.names.items():
                if column == who:
                    given[name] = CALLED[person]
            for column in part.table.c:
                if isinstance(column.type, JSON):
                    given[column.name] = {"said": f"the words of {CALLED[person]}", "by": f"person:{person}"}
            if part.table.name == "desk_questions":
                given["status"] = "closed"
            if part.table.name == "dossiers":
                given["closed_at"] = NOW
            if part.table.name == "meeting_sessions":
                given["paper"] = [["text", f"Aanwezig: {CALLED[person]}, Sanne"]]
                given["meeting"] = filler.row(metadata.tables["meetings"], planner=None)["id"]
            filler.row(part.table, **given)


async def both_filled(database: Database) -> None:
    def work(unit: Unit) -> None:
        unit.communities.save(Community(COMMUNITY, "De Sektor"))
        filler = Filler(unit._connection, COMMUNITY)
        fill(unit._connection, MILA, filler)
        fill(unit._connection, JOOST, filler)

    await database.write(work)


async def test_the_file_has_every_part_of_the_one_and_nothing_of_the_other(database: Database) -> None:
    await both_filled(database)
    stored = await database.read(lambda unit: unit.privacy.stored(COMMUNITY, MILA))
    assert {one.heading.key for one in stored} == {part.heading.key for part in ROWS}
    text = repr(stored)
    assert str(JOOST) not in text
    assert CALLED[JOOST] not in text
    assert CALLED[MILA] in text


async def test_erasing_leaves_the_id_and_the_name_nowhere_but_where_it_was_said(database: Database) -> None:
    await both_filled(database)

    def work(unit: Unit) -> tuple[set[str], set[str], set[str]]:
        assert where_stands(unit._connection, str(MILA)) >= {
            f"{part.table.name}.{who}" for part in ROWS for who in part.who
        }
        unit.privacy.erase(COMMUNITY, MILA, unit.privacy.names(COMMUNITY, MILA))
        unit.privacy.sweep(COMMUNITY, MILA)
        connection = unit._connection
        return (
            where_stands(connection, str(MILA)),
            where_stands(connection, CALLED[MILA]),
            where_stands(connection, str(JOOST)),
        )

    before = await database.read(lambda unit: where_stands(unit._connection, str(JOOST)))
    ids, names, other = await database.write(work)
    assert ids == {"appointments.person"}  # who carries a sector is known; Discord's list has ended here
    # words that somebody wrote stay with what they wrote; columns and papers with the name in them do not
    assert not {one for one in names if one.endswith((".name", ".made_by", ".paper"))}
    assert other == before


async def test_erasing_twice_changes_nothing_more(database: Database) -> None:
    await both_filled(database)

    def work(unit: Unit) -> list[tuple[str, str, Any]]:
        unit.privacy.erase(COMMUNITY, MILA, {CALLED[MILA]})
        unit.privacy.sweep(COMMUNITY, MILA)
        return list(cells(unit._connection))

    assert await database.write(work) == await database.write(work)


async def test_another_server_keeps_what_it_has(database: Database) -> None:
    await both_filled(database)

    def elsewhere(unit: Unit) -> None:
        unit.communities.save(Community(ELSEWHERE, "Elders"))
        fill(unit._connection, MILA, Filler(unit._connection, ELSEWHERE))

    await database.write(elsewhere)
    before = await database.read(lambda unit: unit.privacy.lines(ELSEWHERE, MILA))
    await database.write(lambda unit: unit.privacy.erase(COMMUNITY, MILA, {CALLED[MILA]}))
    await database.write(lambda unit: unit.privacy.sweep(COMMUNITY, MILA))
    assert await database.read(lambda unit: unit.privacy.lines(ELSEWHERE, MILA)) == before


async def test_two_who_leave_the_same_meeting_stay_two(database: Database) -> None:
    await both_filled(database)

    def work(unit: Unit) -> list[int]:
        for person in (MILA, JOOST):
            unit.privacy.erase(COMMUNITY, person, {CALLED[person]})
        table = metadata.tables["meeting_attendance"]
        return list(unit._connection.execute(select(table.c.person)).scalars())

    assert sorted(await database.write(work)) == [-2, -1]


async def test_what_discords_own_list_shows_stays_as_long_as_it_does(database: Database) -> None:
    await both_filled(database)

    def work(unit: Unit) -> list[tuple[int, bool]]:
        listed, mirrored = metadata.tables["mirror_interests"], metadata.tables["mirrored"]
        there = unit._connection.execute(
            select(listed.c.event, listed.c.discord_id).where(listed.c.person == MILA)
        ).one()
        values = {"discord_id": there.discord_id, "community": COMMUNITY}
        Filler(unit._connection, COMMUNITY + 7).row(mirrored, event=there.event, **values)
        unit._connection.execute(update(listed).values(brought=True))
        unit.privacy.erase(COMMUNITY, MILA, ())
        rows = unit._connection.execute(
            select(listed.c.person, listed.c.brought).where(listed.c.person == MILA)
        )
        return [(row[0], row[1]) for row in rows]

    assert await database.write(work) == [(MILA, False)]
