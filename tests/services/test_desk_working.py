"""Working on questions, on a real database: who may, what is told to whom, and what the asker never sees."""

import asyncio
from datetime import UTC, date, datetime

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
from domain.desk.question import Status, WaitsFor
from domain.postings import Surface
from domain.refusal import Refusal
from domain.sectors import Part
from services.desk_listing import PAGE, Show
from storage.database import Database


@pytest.fixture
async def counter(database: Database) -> Counter:
    one = await Counter.opened(database)
    await one.ask()
    await one.sent()
    return one


async def told(counter: Counter) -> set[tuple[Surface, int]]:
    return {(surface, place) for _, surface, place in await counter.sent()}


async def test_two_heads_take_it_at_once(counter: Counter) -> None:
    results = await asyncio.gather(
        *(counter.work.take(counter.caller(one), 1, now=counter.now) for one in (VERA, VICTOR)),
        return_exceptions=True,
    )
    refused = [one for one in results if isinstance(one, Refusal)]
    winner = (await counter.question(1)).owner
    assert len(refused) == 1
    assert refused[0].params["person"] == f"<@{winner}>"


async def test_the_same_press_five_times_is_one(counter: Counter) -> None:
    caller = counter.caller(VERA)
    await asyncio.gather(*(counter.work.take(caller, 1, now=counter.now) for _ in range(5)))
    caller = counter.caller(VERA)
    await asyncio.gather(*(counter.work.note(caller, 1, "Even bellen", now=counter.now) for _ in range(5)))
    assert [one.what for one in await counter.entries(1)] == [What.ASKED, What.TAKEN, What.NOTE]


async def test_consulting_tells_both_leaves_the_owner_and_is_hidden_from_who_asked(counter: Counter) -> None:
    await counter.work.take(counter.caller(VERA), 1, now=counter.now)
    done = await counter.work.consult(counter.caller(VICTOR), 1, "locatie", "Mag dat daar?", now=counter.now)
    assert done.people == (LOU,)
    assert (await counter.question(1)).owner == VERA
    assert await told(counter) == {(Surface.DESK_CONSULTED, LOU), (Surface.DESK_NOTE, VERA)}
    await counter.work.note(counter.caller(LOU), 1, "Daar wel.", now=counter.now)
    assert await told(counter) == {(Surface.DESK_NOTE, VERA), (Surface.DESK_NOTE, VICTOR)}
    for head in (VERA, LOU):
        seen = await counter.desk.open(counter.caller(head), 1)
        assert [one.text for one in seen.entries if one.internal] == ["Mag dat daar?", "Daar wel."]
    mine = await counter.desk.open(counter.caller(MILA), 1)
    assert [one.what for one in mine.entries] == [What.ASKED, What.TAKEN, What.CONSULTED]
    assert "daar" not in str(mine.entries).casefold().replace("mag ons terras", "")


async def test_who_is_asked_along_thinks_along_and_decides_nothing(counter: Counter) -> None:
    await counter.work.consult(counter.caller(VERA), 1, "locatie", "Mag dat daar?", now=counter.now)
    for step in (
        counter.work.take(counter.caller(LOU), 1, now=counter.now),
        counter.work.move(counter.caller(LOU), 1, "locatie", now=counter.now),
        counter.closing.close(counter.caller(LOU), 1, now=counter.now),
        counter.work.may_work(counter.caller(LOU), 1),
    ):
        with pytest.raises(Refusal, match="asked to think along"):
            await step
    await counter.work.may_work(counter.caller(LOU), 1, noting=True)
    assert (await counter.question(1)).owner == VERA


async def test_who_asks_sees_no_notes_even_as_head_of_a_sector_asked_along(counter: Counter) -> None:
    await counter.ask(LOU, "Mag ik hier bouwen?")
    await counter.work.consult(counter.caller(VERA), 2, "sektor", "Lastige klant", now=counter.now)
    await counter.database.write(lambda unit: unit.desk.ask_along(2, "locatie"))
    seen = await counter.desk.open(counter.caller(LOU), 2)
    assert not any(one.internal for one in seen.entries)
    with pytest.raises(Refusal, match="asked this question yourself"):
        await counter.work.note(counter.caller(LOU), 2, "hm", now=counter.now)


async def test_a_sector_that_nobody_carries_cannot_be_asked_along(counter: Counter) -> None:
    with pytest.raises(Refusal, match="Nobody carries"):
        await counter.work.consult(counter.caller(VERA), 1, "promotie", "?!a", now=counter.now)
    with pytest.raises(Refusal, match="with that sector itself"):
        await counter.work.consult(counter.caller(VERA), 1, "vergunningen", "a", now=counter.now)


async def test_moving_hands_it_to_the_other_head_and_tells_the_asker(counter: Counter) -> None:
    await counter.work.take(counter.caller(VERA), 1, now=counter.now)
    counter.now = datetime(2026, 3, 12, 11, tzinfo=UTC)  # Thursday; promised by Thursday
    moved = await counter.work.move(counter.caller(VERA), 1, "locatie", "Gaat over de plek", now=counter.now)
    question = moved.question
    assert (question.owner, question.status, question.sector) == (LOU, Status.OPEN, "locatie")
    assert question.due_at.astimezone(moved.community.zone).date() == date(2026, 3, 13)
    assert await told(counter) == {(Surface.DESK_NEW, LOU), (Surface.DESK_MOVED, MILA)}
    with pytest.raises(Refusal):
        await counter.desk.open(counter.caller(VERA), 1)


async def test_moving_to_a_sector_without_a_head_tells_the_board(counter: Counter) -> None:
    await counter.work.move(counter.caller(VERA), 1, "promotie", now=counter.now)
    assert (await counter.question(1)).owner is None
    assert await told(counter) == {
        (Surface.DESK_HEADLESS, SAM),
        (Surface.DESK_HEADLESS, STEF),
        (Surface.DESK_MOVED, MILA),
    }


async def test_an_answer_goes_to_the_asker_and_into_the_thread(counter: Counter) -> None:
    await counter.threads.placed(1, 777)
    await counter.sent()
    await counter.work.answer(counter.caller(VERA), 1, "Ja, met een ontheffing.", now=counter.now)
    question = await counter.question(1)
    assert (question.status, question.owner) == (Status.ANSWERED, VERA)
    assert await told(counter) == {
        (Surface.DESK_ANSWERED, MILA),
        (Surface.DESK_ANSWER, 777),
        (Surface.DESK_CARD, 777),
    }
    await counter.work.answer(counter.caller(VERA), 1, "En vraag hem op tijd aan.", now=counter.now)
    assert (Surface.DESK_ANSWER, 777) in await told(counter)


async def test_a_deleted_thread_gets_a_new_one_with_everything_in_it(counter: Counter) -> None:
    await counter.threads.placed(1, 777)
    await counter.work.answer(counter.caller(VERA), 1, "Ja.", now=counter.now)
    await counter.sent()
    await counter.run_timers()
    await counter.threads.gone(777, now=counter.now)
    assert ("desk.thread", "1") in await counter.timers()
    await counter.threads.placed(1, 888)
    assert await told(counter) == {(Surface.DESK_ANSWER, 888), (Surface.DESK_CARD, 888)}


async def test_what_waits_for_the_asker_goes_on_when_they_write(counter: Counter) -> None:
    await counter.threads.placed(1, 777)
    await counter.work.take(counter.caller(VERA), 1, now=counter.now)
    await counter.work.wait(counter.caller(VERA), 1, WaitsFor.ASKER, "Welke straat?", now=counter.now)
    assert (Surface.DESK_WAITS, MILA) in await told(counter)
    counter.now = datetime(2026, 3, 16, 11, tzinfo=UTC)
    for _ in range(2):  # Discord may say everything twice
        await counter.threads.said(777, 5000, MILA, "De Walstraat", now=counter.now)
    question = await counter.question(1)
    assert (question.status, question.waits_for) == (Status.TAKEN, None)
    assert question.due_at == datetime(2026, 3, 19, 22, 59, tzinfo=UTC)
    said = [one for one in await counter.entries(1) if one.what is What.SAID]
    assert [(one.person, one.text) for one in said] == [(MILA, "De Walstraat")]
    assert (Surface.DESK_RESUMED, VERA) in await told(counter)


async def test_without_a_thread_people_go_on_by_command(counter: Counter) -> None:
    await counter.work.wait(counter.caller(VERA), 1, WaitsFor.ASKER, "Welke straat?", now=counter.now)
    await counter.sent()
    await counter.work.say(counter.caller(MILA), 1, "De Walstraat", now=counter.now)
    assert (await counter.question(1)).waits_for is None
    assert (Surface.DESK_SAID, VERA) in await told(counter)


async def test_only_who_answers_may_work_on_it(counter: Counter) -> None:
    work, now = counter.work, counter.now
    for person in (MILA, OUTSIDER, LOU, SAM):
        for step in (
            work.take(counter.caller(person, manages=True), 1, now=now),
            work.answer(counter.caller(person), 1, "x", now=now),
            work.move(counter.caller(person), 1, "locatie", now=now),
            work.note(counter.caller(person), 1, "x", now=now),
            work.wait(counter.caller(person), 1, WaitsFor.CITY, "x", now=now),
            work.consult(counter.caller(person), 1, "locatie", "x", now=now),
        ):
            with pytest.raises(Refusal):
                await step
    assert [one.what for one in await counter.entries(1)] == [What.ASKED]


async def test_a_helper_reads_and_writes_but_sees_no_notes(counter: Counter) -> None:
    await counter.work.note(counter.caller(VERA), 1, "psst", now=counter.now)
    await counter.work.let_in(counter.caller(MILA), 1, JAMIE, now=counter.now)
    opened = await counter.desk.open(counter.caller(JAMIE), 1)
    assert not any(one.internal for one in opened.entries)
    await counter.work.say(counter.caller(JAMIE), 1, "Ik help mee", now=counter.now)
    with pytest.raises(Refusal):
        await counter.work.answer(counter.caller(JAMIE), 1, "Ja", now=counter.now)


async def test_everybody_may_read_what_is_public_and_write_only_in_its_thread(counter: Counter) -> None:
    await counter.ask(MILA, "En dit mag iedereen weten?", public=True)
    await counter.desk.open(counter.caller(OUTSIDER), 2)
    with pytest.raises(Refusal):
        await counter.work.say(counter.caller(OUTSIDER), 2, "Ik weet het", now=counter.now)


@pytest.mark.parametrize("text", ["", "   ", "x" * 10_000])
async def test_what_is_no_answer_is_none(counter: Counter, text: str) -> None:
    with pytest.raises(Refusal):
        await counter.work.answer(counter.caller(VERA), 1, text, now=counter.now)
    assert (await counter.question(1)).status is Status.OPEN


async def test_closing_by_who_carries_it_or_who_asked(counter: Counter) -> None:
    how = "Vraag het een half jaar vooraf aan."
    await counter.closing.close(counter.caller(VERA), 1, how=how, now=counter.now)
    assert (await counter.question(1)).is_closed
    told_how = (await counter.desk.open(counter.caller(MILA), 1)).entries[-1]
    assert (told_how.what, told_how.text) == (What.CLOSED, how)
    await counter.ask(JAMIE, "Iets anders")
    await counter.sent()
    await counter.closing.close(counter.caller(JAMIE), 2, why_not="Zelf gevonden", now=counter.now)
    assert (await counter.question(2)).why_not == "Zelf gevonden"
    assert (Surface.DESK_CLOSED, VERA) in await told(counter)


# ---- the hours


async def test_reminders_and_escalation_come_when_they_should(counter: Counter) -> None:
    heard = await counter.pass_to(2026, 4, 30, 12)
    assert [(at.strftime("%a %d %H:%M"), surface, place) for at, surface, place in heard] == [
        ("Wed 11 09:00", Surface.DESK_REMINDER, VERA),
        ("Fri 13 09:00", Surface.DESK_REMINDER, VERA),
        ("Fri 13 09:00", Surface.DESK_REMINDER, VICTOR),
        ("Mon 16 09:00", Surface.DESK_REMINDER, VERA),
        ("Mon 16 09:00", Surface.DESK_REMINDER, SAM),
        ("Mon 16 09:00", Surface.DESK_REMINDER, STEF),
    ]
    assert (await counter.desk.open(counter.caller(SAM), 1)).works


async def test_after_downtime_the_last_of_what_was_missed_is_said_once(counter: Counter) -> None:
    counter.now = datetime(2026, 3, 20, 10, tzinfo=UTC)
    await counter.run_timers()
    await counter.run_timers()
    assert sorted(await told(counter), key=str) == sorted(
        {(Surface.DESK_REMINDER, VERA), (Surface.DESK_REMINDER, SAM), (Surface.DESK_REMINDER, STEF)}, key=str
    )
    assert await counter.pass_to(2026, 6, 1, 12) == []


async def test_that_it_ends_soon_is_not_said_when_it_has_ended(counter: Counter) -> None:
    counter.now = datetime(2026, 3, 13, 7, 30, tzinfo=UTC)  # Friday half past eight: the term ended yesterday
    await counter.run_timers()
    assert await counter.sent() == []
    heard = await counter.pass_to(2026, 3, 13, 12)
    assert {(surface, place) for _, surface, place in heard} == {
        (Surface.DESK_REMINDER, VERA),
        (Surface.DESK_REMINDER, VICTOR),
    }


async def test_what_falls_due_while_it_is_quiet_comes_after(counter: Counter) -> None:
    counter.now = datetime(2026, 3, 13, 22, 30, tzinfo=UTC)  # the bot is back at half past eleven at night
    await counter.run_timers()
    assert await counter.sent() == []
    heard = await counter.pass_to(2026, 3, 14, 12)
    assert {at.strftime("%a %H:%M") for at, _, _ in heard} == {"Sat 08:00"}


async def test_the_asker_is_reminded_twice_and_then_the_owner_hears_of_the_silence(counter: Counter) -> None:
    await counter.work.take(counter.caller(VERA), 1, now=counter.now)
    await counter.work.wait(counter.caller(VERA), 1, WaitsFor.ASKER, "Welke straat?", now=counter.now)
    await counter.sent()
    heard = await counter.pass_to(2026, 6, 1, 12)
    assert [(at.strftime("%d %b"), place) for at, _, place in heard] == [
        ("12 Mar", MILA),
        ("19 Mar", MILA),
        ("26 Mar", VERA),
    ]


async def test_who_waits_for_the_city_is_reminded_each_week_and_nobody_is_late(counter: Counter) -> None:
    await counter.work.wait(counter.caller(VERA), 1, WaitsFor.CITY, "gemeente", now=counter.now)
    heard = await counter.pass_to(2026, 3, 31, 12)
    assert [(at.strftime("%d %b"), place) for at, _, place in heard] == [
        ("16 Mar", VERA),
        ("23 Mar", VERA),
        ("30 Mar", VERA),
    ]


async def test_once_answered_nobody_is_reminded(counter: Counter) -> None:
    await counter.work.answer(counter.caller(VERA), 1, "Ja.", now=counter.now)
    await counter.sent()
    assert await counter.pass_to(2026, 6, 1, 12) == []


# ---- heads who come and go


async def test_a_head_who_leaves_with_twenty_questions_is_one_message_to_the_deputy(counter: Counter) -> None:
    for n in range(2, 21):
        await counter.ask(1000 + n, f"Vraag {n}")
    await counter.work.take(counter.caller(VERA), 3, now=counter.now)
    await counter.sent()
    await counter.sectors.left(HERE, VERA, "Vera", now=counter.now)
    sent = [one for one in await counter.sent() if one[2] != REVIEW_CHANNEL]
    assert [(surface, place) for _, surface, place in sent] == [(Surface.DESK_GIVEN, VICTOR)]
    given = await counter.desk.given(HERE, sent[0][0], VICTOR)
    assert given is not None
    assert (given.numbers, given.names, given.owns) == (tuple(range(1, 21)), ("Vera",), True)
    assert {(await counter.question(n)).owner for n in range(1, 21)} == {VICTOR}
    assert (await counter.question(3)).status is Status.OPEN


async def test_the_last_head_who_leaves_leaves_it_to_the_board(counter: Counter) -> None:
    for n in range(2, 21):
        await counter.ask(1000 + n, f"Vraag {n}")
    await counter.sectors.left(HERE, VERA, "Vera", now=counter.now)
    await counter.sent()
    manager = counter.caller(100, manages=True)
    await counter.sectors.dismiss(manager, "vergunningen", Part.DEPUTY, now=counter.now)
    assert await told(counter) == {(Surface.DESK_GIVEN, SAM), (Surface.DESK_GIVEN, STEF)}
    assert (await counter.question(7)).owner is None
    assert (await counter.desk.open(counter.caller(STEF), 7)).works
    await counter.sectors.appoint(manager, "vergunningen", Part.HEAD, JAMIE, now=counter.now)
    assert await told(counter) == {(Surface.DESK_GIVEN, JAMIE)}
    assert (await counter.question(7)).owner == JAMIE


async def test_with_nobody_left_the_review_channel_says_so_until_somebody_is_appointed(
    database: Database,
) -> None:
    counter = await Counter.opened(database, VERA)
    for n in range(3):
        await counter.ask(1000 + n, f"Vraag {n}")
    await counter.sectors.left(HERE, VERA, "Vera", now=counter.now)
    subjects = {subject for subject, _, place in await counter.sent() if place == REVIEW_CHANNEL}
    assert {"desk-headless:1", "desk-headless:2", "desk-headless:3"} <= subjects
    manager = counter.caller(100, manages=True)
    await counter.sectors.appoint(manager, "sektor", Part.HEAD, SAM, now=counter.now)
    assert await told(counter) == {(Surface.DESK_GIVEN, SAM)}
    gone = await counter.database.write(lambda unit: unit.postings.withdraw(HERE, "desk-headless:1"))
    assert not gone


async def test_a_sector_that_is_removed_leaves_its_questions_to_another(counter: Counter) -> None:
    manager = counter.caller(100, manages=True)
    for part in (Part.HEAD, Part.DEPUTY):
        await counter.sectors.dismiss(manager, "vergunningen", part, now=counter.now)
    await counter.sectors.remove(manager, "vergunningen", now=counter.now)
    question = await counter.question(1)
    assert (question.sector, question.owner) == ("community", None)


# ---- lists


async def test_lists_show_what_one_may_see_page_by_page(counter: Counter) -> None:
    for n in range(2, PAGE + 4):
        await counter.ask(1000 + n, f"Vraag {n}", sector="locatie" if n % 2 else "vergunningen")

    async def numbers(person: int, show: Show, **more: object) -> list[int]:
        page = await counter.listing.page(counter.caller(person), show, now=counter.now, **more)  # type: ignore[arg-type]
        return [one.number for one in page.questions]

    assert await numbers(OUTSIDER, Show.OPEN) == []
    assert await numbers(MILA, Show.OPEN) == [1]
    assert await numbers(LOU, Show.OPEN) == [3, 5, 7, 9, 11]
    assert await numbers(VERA, Show.WAITING, sector="vergunningen") == [1, 2, 4, 6, 8, 10]
    assert await numbers(VERA, Show.WAITING, sector="locatie") == []
    first = await counter.listing.page(counter.caller(VERA), Show.OPEN, now=counter.now)
    assert not first.more
    with pytest.raises(Refusal):
        await numbers(VERA, Show.OPEN, sector="nowhere")
    await counter.work.answer(counter.caller(VERA), 1, "Ja.", now=counter.now)
    assert await numbers(MILA, Show.ANSWERED) == [1]
    assert await numbers(MILA, Show.MINE) == [1]
    assert await numbers(VERA, Show.CLOSED) == []
    offered = await counter.listing.offered(counter.caller(LOU), now=counter.now)
    assert [one.number for one in offered] == [11, 9, 7, 5, 3]
