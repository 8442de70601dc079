"""Questions at the desk in both databases: numbers without gaps, and who is given what."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from itertools import product

import pytest

from domain.communities import Community
from domain.desk.entries import Entry, What
from domain.desk.question import Question, Reason, Status, WaitsFor
from domain.desk.seeing import Parties, Reader, is_party, may_see
from domain.desk.terms import DeskSettings
from storage.database import Database
from storage.unit import Unit

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)


@pytest.fixture
async def here(database: Database) -> Database:
    def work(unit: Unit) -> None:
        unit.communities.save(Community(7, "De Sektor"))
        unit.communities.save(Community(8, "Elsewhere"))

    await database.write(work)
    return database


def question(**more: object) -> Question:
    values: dict[str, object] = {
        "community": 7,
        "asker": 1,
        "text": "Mag het?",
        "locale": "nl",
        "sector": "a",
        "waits_since": NOW,
        "asked_at": NOW,
        "due_at": NOW + timedelta(days=3),
    }
    return Question(**(values | more))  # type: ignore[arg-type]


async def test_a_question_comes_back_as_it_was_kept(here: Database) -> None:
    whole = question(
        for_whom="ons koor",
        by=date(2026, 4, 1),
        public=True,
        reason=Reason("nl", "en"),
        owner=2**60,
        status=Status.WAITING,
        waits_for=WaitsFor.CITY,
        waits_note="gemeente",
        reminded=2,
        answered_at=NOW,
        closed_at=NOW,
        thread=5,
        channel=6,
        kb_question=None,
        context="stap 1",
        how="terras",
        why_not="no",
        helped=False,
        reopened=1,
    )
    kept = await here.write(lambda unit: unit.desk.add(whole, click=1))
    assert kept.number == 1
    assert await here.read(lambda unit: unit.desk.get(kept.id)) == kept
    assert await here.read(lambda unit: unit.desk.by_number(7, 1)) == kept
    assert await here.read(lambda unit: unit.desk.of_click(1)) == kept
    assert await here.read(lambda unit: unit.desk.of_thread(5)) == kept
    assert await here.read(lambda unit: unit.desk.of_thread(0)) is None
    assert await here.read(lambda unit: unit.desk.by_number(8, 1)) is None


async def test_numbers_have_no_gaps_when_many_ask_at_once(here: Database) -> None:
    class Stumbles(Exception):  # noqa: N818
        pass

    async def one(click: int) -> int:
        def work(unit: Unit) -> int:
            number = unit.desk.add(question(community=7 + click % 2), click=click).number
            if click % 5 == 0:
                raise Stumbles
            return number

        try:
            return await here.write(work)
        except Stumbles:
            return 0

    numbers = await asyncio.gather(*(one(click) for click in range(1, 41)))
    assert sorted(n for click, n in enumerate(numbers, 1) if n and click % 2 == 0) == list(range(1, 17))
    assert sorted(n for click, n in enumerate(numbers, 1) if n and click % 2 == 1) == list(range(1, 17))


async def test_the_database_gives_what_the_rule_lets_see(here: Database) -> None:
    """Every kind of question against every kind of reader: one condition in SQL, one rule in the domain."""
    kinds = list(
        product((False, True), (1, 2), (None, 1, 3), ("a", "b"), ((), (4,)), ((), ("c",), ("a", "c")))
    )

    def fill(unit: Unit) -> list[tuple[Question, Parties]]:
        kept = []
        for click, (public, asker, owner, sector, helpers, along) in enumerate(kinds, 1):
            one = unit.desk.add(question(public=public, asker=asker, owner=owner, sector=sector), click=click)
            for person in helpers:
                unit.desk.let_in(one.id, person)
            for key in along:
                unit.desk.ask_along(one.id, key)
            kept.append((one, Parties(frozenset(helpers), frozenset(along))))
        return kept

    kept = await here.write(fill)
    assert all(
        [
            await here.read(lambda unit, one=one: unit.desk.parties(one.id)) == parties  # type: ignore[misc]
            for one, parties in kept
        ]
    )
    readers = [
        Reader(person, frozenset(sectors))
        for person, sectors in product((1, 2, 3, 4, 5), ((), ("a",), ("c",), ("b", "c"), ("d",)))
    ]
    for reader in readers:
        expected = {one.number for one, parties in kept if may_see(one, parties, reader)}
        for listed in (
            await here.read(lambda unit, r=reader: unit.desk.open_ones(7, r, limit=999)),  # type: ignore[misc]
            await here.read(lambda unit, r=reader: unit.desk.waiting_ones(7, r, limit=999)),  # type: ignore[misc]
            await here.read(lambda unit, r=reader: unit.desk.in_state(7, r, Status.OPEN, limit=999)),  # type: ignore[misc]
        ):
            assert {one.number for one in listed} == expected
        counted = await here.read(lambda unit, r=reader: unit.desk.count_open(7, r))  # type: ignore[misc]
        assert sum(counted.values()) == len(expected)
        assert all(one.public or is_party(one, p, reader) for one, p in kept if one.number in expected)
    assert not await here.read(lambda unit: unit.desk.open_ones(8, Reader(1), limit=999))


async def test_lists_come_in_pages_and_without_what_has_an_answer(here: Database) -> None:
    def fill(unit: Unit) -> None:
        for n in range(1, 8):
            unit.desk.add(
                question(
                    sector="ab"[n % 2],
                    due_at=NOW - timedelta(days=n),
                    waits_since=NOW - timedelta(days=n % 3),
                    status=Status.ANSWERED if n == 7 else Status.OPEN,
                ),
                click=n,
            )

    await here.write(fill)
    me = Reader(1)

    def numbers(found: list[Question]) -> list[int]:
        return [one.number for one in found]

    by_sector = await here.read(lambda unit: unit.desk.open_ones(7, me, limit=4))
    assert numbers(by_sector) == [6, 4, 2, 5]
    rest = await here.read(lambda unit: unit.desk.open_ones(7, me, limit=4, offset=4))
    assert numbers(rest) == [3, 1]
    only_b = await here.read(lambda unit: unit.desk.open_ones(7, me, sector="b", limit=9))
    assert numbers(only_b) == [5, 3, 1]
    longest = await here.read(lambda unit: unit.desk.waiting_ones(7, me, limit=3))
    assert numbers(longest) == [2, 5, 1]
    assert await here.read(lambda unit: unit.desk.count_open(7, me)) == {"a": 3, "b": 3}


async def test_internal_notes_are_left_out_and_a_message_is_kept_once(here: Database) -> None:
    def fill(unit: Unit) -> list[bool]:
        one = unit.desk.add(question(), click=1)
        say = Entry(question=one.id, what=What.SAID, person=1, text="hoi", message=99, at=NOW)
        note = Entry(question=one.id, what=What.NOTE, person=2, text="psst", internal=True, at=NOW)
        return [unit.desk.add_entry(each) for each in (say, note, say)]

    assert await here.write(fill) == [True, True, False]
    everything = await here.read(lambda unit: unit.desk.entries(1, internal=True))
    assert [one.text for one in everything] == ["hoi", "psst"]
    assert [one.text for one in await here.read(lambda unit: unit.desk.entries(1, internal=False))] == ["hoi"]


async def test_what_somebody_carries_and_what_nobody_does(here: Database) -> None:
    def fill(unit: Unit) -> None:
        for n, (owner, status) in enumerate(
            [(3, Status.OPEN), (3, Status.CLOSED), (3, Status.ANSWERED), (None, Status.OPEN)], 1
        ):
            unit.desk.add(question(owner=owner, status=status), click=n)

    await here.write(fill)
    carried = await here.write(lambda unit: unit.desk.owned_by(7, 3))
    assert [one.number for one in carried] == [1, 3]
    assert [one.number for one in await here.read(lambda unit: unit.desk.ownerless(7))] == [4]
    assert await here.read(lambda unit: unit.desk.ownerless(7, ["b"])) == []


async def test_the_settings_are_the_usual_ones_until_somebody_changes_them(here: Database) -> None:
    assert await here.read(lambda unit: unit.desk.settings(7)) == DeskSettings()
    wanted = DeskSettings(term=5, quiet_from=time(23), quiet_until=time(7, 30))
    await here.write(lambda unit: unit.desk.put_settings(7, wanted))
    assert await here.read(lambda unit: unit.desk.settings(7)) == wanted
    assert await here.read(lambda unit: unit.desk.settings(8)) == DeskSettings()
