"""Asking the desk, on a real database."""

import asyncio
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from desking import (
    HERE,
    JAMIE,
    LOU,
    MILA,
    OUTSIDER,
    REVIEW_CHANNEL,
    SAM,
    STEF,
    VERA,
    VICTOR,
    Counter,
)

from domain.desk.entries import What
from domain.desk.question import Reason, Status
from domain.desk.terms import DeskSettings
from domain.postings import Surface
from domain.refusal import Refusal
from services.desk import Asking
from services.desk_steps import NEXT, TELL, THREAD
from storage.database import Database


@pytest.fixture
async def counter(database: Database) -> Counter:
    return await Counter.opened(database)


async def test_a_question_has_a_number_an_owner_and_a_day(counter: Counter) -> None:
    counter.now = datetime(2026, 3, 10, 9, tzinfo=UTC)
    asked = await counter.ask(reason=Reason("het woord “terras”", "the word “terras”"))
    question = asked.question
    assert (question.number, question.owner, question.status) == (1, VERA, Status.OPEN)
    assert asked.sector is not None
    assert asked.sector.key == "vergunningen"
    assert asked.hears_by == date(2026, 3, 13)
    assert await counter.desk.hears_by(HERE, now=counter.now) == date(2026, 3, 13)
    assert await counter.question(1) == question
    assert [one.what for one in await counter.entries(1)] == [What.ASKED]
    assert await counter.sent() == [(f"desk:{question.id}", Surface.DESK_NEW, VERA)]
    assert (THREAD, str(question.id)) in await counter.timers()
    assert await counter.database.read(lambda unit: unit.timers.get(NEXT, str(question.id))) == datetime(
        2026, 3, 12, 8, tzinfo=UTC
    )
    journal = await counter.database.read(lambda unit: unit.journal.of(HERE, f"desk:{question.id}"))
    assert [one["action"] for one in journal] == ["desk.asked"]
    assert "terras" not in str(journal)


async def test_the_same_click_asks_once_and_so_do_the_same_words(counter: Counter) -> None:
    caller = counter.caller(MILA)
    asking = Asking(text="Mag het?", locale="nl", sector="vergunningen")
    results = await asyncio.gather(*(counter.desk.ask(caller, asking, now=counter.now) for _ in range(5)))
    assert {one.question.number for one in results} == {1}
    assert sorted(one.again for one in results) == [False, True, True, True, True]
    pressed = await asyncio.gather(*(counter.ask(MILA, " mag HET ") for _ in range(5)))
    assert {one.question.number for one in pressed} == {1}
    assert all(one.again for one in pressed)
    assert len(await counter.sent()) == 1
    assert (await counter.ask(JAMIE, "Mag het?")).question.number == 2


async def test_many_who_ask_at_once_get_numbers_without_gaps(counter: Counter) -> None:
    asked = await asyncio.gather(*(counter.ask(1000 + n, f"Vraag {n}") for n in range(20)))
    assert sorted(one.question.number for one in asked) == list(range(1, 21))


async def test_no_head_then_the_deputy(database: Database) -> None:
    counter = await Counter.opened(database, VICTOR, SAM)
    assert (await counter.ask()).question.owner == VICTOR


async def test_nobody_then_the_board_is_told_and_may_see_it(database: Database) -> None:
    counter = await Counter.opened(database, LOU, SAM, STEF)
    asked = await counter.ask()
    assert asked.question.owner is None
    subject = f"desk:{asked.question.id}"
    assert set(await counter.sent()) == {
        (subject, Surface.DESK_HEADLESS, SAM),
        (subject, Surface.DESK_HEADLESS, STEF),
    }
    assert (await counter.desk.open(counter.caller(SAM), 1)).works
    with pytest.raises(Refusal):
        await counter.desk.open(counter.caller(LOU), 1)


async def test_nobody_anywhere_then_the_review_channel_says_that_there_is_one(database: Database) -> None:
    counter = await Counter.opened(database, LOU)
    asked = await counter.ask()
    assert await counter.sent() == [(f"desk-headless:{asked.question.id}", Surface.PROBLEM, REVIEW_CHANNEL)]


async def test_nobody_answers_their_own_question(counter: Counter) -> None:
    assert (await counter.ask(VERA, "Weet iemand dit?")).question.owner == VICTOR
    opened = await counter.desk.open(counter.caller(VERA), 1)
    assert not opened.works


@pytest.mark.parametrize("sector", ["", "no such sector"])
async def test_what_belongs_nowhere_goes_to_the_sector_that_takes_the_rest(
    counter: Counter, sector: str
) -> None:
    asked = await counter.ask(sector=sector, reason=Reason("x", "x"))
    assert asked.question.sector == "community"
    assert asked.question.reason == Reason()


async def test_at_night_nobody_is_told_before_the_morning(counter: Counter) -> None:
    counter.now = datetime(2026, 3, 9, 22, 30, tzinfo=UTC)  # 23:30 in Enschede
    asked = await counter.ask()
    assert await counter.sent() == []
    subject = f"{asked.question.id}:desk_new:{VERA}"
    at = await counter.database.read(lambda unit: unit.timers.get(TELL, subject))
    assert at == datetime(2026, 3, 10, 7, tzinfo=UTC)


async def test_the_term_is_the_communitys(counter: Counter) -> None:
    settings = DeskSettings(term=1, quiet_from=time(0), quiet_until=time(0))
    await counter.database.write(lambda unit: unit.desk.put_settings(HERE, settings))
    assert (await counter.ask()).hears_by == date(2026, 3, 10)


@pytest.mark.parametrize(
    "wrong", [{"text": " ?! "}, {"text": "x" * 10_000}, {"by": date(2026, 3, 8)}, {"for_whom": "x" * 300}]
)
async def test_what_is_no_question_takes_no_number(counter: Counter, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refusal):
        await counter.ask(**wrong)
    assert (await counter.ask()).question.number == 1


async def test_who_is_no_party_never_sees_a_private_question(counter: Counter) -> None:
    await counter.ask()
    for person in (OUTSIDER, LOU, SAM):
        with pytest.raises(Refusal, match="no question with this number that you can see"):
            await counter.desk.open(counter.caller(person, manages=True), 1)
    with pytest.raises(Refusal, match="no question with this number that you can see"):
        await counter.desk.open(counter.caller(MILA), 2)
    assert (await counter.desk.open(counter.caller(MILA), 1)).shown.question.number == 1
    await counter.ask(MILA, "En dit mag iedereen weten?", public=True)
    assert not (await counter.desk.open(counter.caller(OUTSIDER), 2)).works
