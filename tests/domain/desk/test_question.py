"""What may happen to a question, and in which order."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.desk.question import (
    NO_REASON,
    Question,
    Status,
    WaitsFor,
    asked_by,
    asked_for,
    asked_text,
)
from domain.refusal import Refusal

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
DUE = NOW + timedelta(days=4)
LATER = DUE + timedelta(days=5)
HEAD, DEPUTY, ASKER = 11, 12, 1


def question(**more: object) -> Question:
    return replace(
        Question(
            id=1,
            community=50,
            number=12,
            asker=ASKER,
            text="Mag ons terras tot 01:00 open?",
            locale="nl",
            sector="vergunningen",
            owner=HEAD,
            waits_since=NOW,
            asked_at=NOW,
            due_at=DUE,
        ),
        **more,  # type: ignore[arg-type]
    )


def test_two_who_take_it_at_once_one_wins_and_the_other_hears_who() -> None:
    taken = question().take(DEPUTY, now=NOW)
    assert (taken.status, taken.owner) == (Status.TAKEN, DEPUTY)
    with pytest.raises(Refusal, match=r"<@12> took question no\. 12 already"):
        taken.take(HEAD, now=NOW)
    with pytest.raises(Refusal, match="it is yours"):
        taken.take(DEPUTY, now=NOW)


def test_past_its_term_somebody_else_may_take_it_over() -> None:
    taken = question().take(HEAD, now=NOW)
    assert taken.take(DEPUTY, now=DUE + timedelta(seconds=1)).owner == DEPUTY


def test_waiting_keeps_count_from_when_it_began_to_wait_for_them() -> None:
    waiting = question().take(HEAD, now=NOW).wait(WaitsFor.CITY, " gemeente,\n Joke ", now=NOW)
    assert (waiting.status, waiting.waits_note, waiting.waits_since) == (
        Status.WAITING,
        "gemeente, Joke",
        NOW,
    )
    later = NOW + timedelta(days=2)
    again = waiting.wait(WaitsFor.CITY, "gemeente, Jan", now=later)
    assert (again.waits_since, again.waits_note) == (NOW, "gemeente, Jan")
    assert waiting.wait(WaitsFor.ASKER, "", now=later).waits_since == later


def test_what_it_waited_for_has_come() -> None:
    waiting = question(reminded=1).take(HEAD, now=NOW).wait(WaitsFor.ASKER, "", now=NOW)
    on = waiting.resume(due_at=LATER, now=DUE)
    assert (on.status, on.waits_for, on.due_at, on.reminded) == (Status.TAKEN, None, LATER, 0)
    with pytest.raises(Refusal):
        on.resume(due_at=LATER, now=DUE)


def test_taking_ends_the_wait() -> None:
    waiting = question().take(HEAD, now=NOW).wait(WaitsFor.CITY, "x", now=NOW)
    assert waiting.take(HEAD, now=NOW).waits_for is None


def test_moving_begins_a_new_term_elsewhere() -> None:
    moved = question().take(HEAD, now=NOW).move("locatie", 13, NO_REASON, due_at=LATER, now=NOW)
    assert (moved.sector, moved.owner, moved.status, moved.due_at) == ("locatie", 13, Status.OPEN, LATER)
    with pytest.raises(Refusal, match="with that sector already"):
        moved.move("locatie", 13, NO_REASON, due_at=LATER, now=NOW)


def test_who_answers_what_nobody_took_carries_it() -> None:
    assert question().answer(DEPUTY, now=NOW).owner == DEPUTY
    assert question().take(HEAD, now=NOW).answer(DEPUTY, now=NOW).owner == HEAD
    answered = question().answer(HEAD, now=NOW)
    assert (answered.status, answered.answered_at) == (Status.ANSWERED, NOW)
    assert answered.answer(HEAD, now=DUE).answered_at == DUE
    for step in (
        lambda: answered.take(HEAD, now=NOW),
        lambda: answered.wait(WaitsFor.CITY, "", now=NOW),
        lambda: answered.move("locatie", None, NO_REASON, due_at=LATER, now=NOW),
    ):
        with pytest.raises(Refusal, match="answered already"):
            step()


def test_what_is_closed_stays_so_until_it_is_reopened_in_time() -> None:
    closed = question().answer(HEAD, now=NOW).close(how="terras", now=NOW)
    assert (closed.how, closed.closed_at) == ("terras", NOW)
    for step in (
        lambda: closed.take(HEAD, now=NOW),
        lambda: closed.answer(HEAD, now=NOW),
        lambda: closed.close(now=NOW),
    ):
        with pytest.raises(Refusal, match="is closed"):
            step()
    in_time = NOW + timedelta(days=14)
    opened = closed.reopen(due_at=LATER, now=in_time)
    assert (opened.status, opened.reopened, opened.due_at, opened.closed_at) == (Status.TAKEN, 1, LATER, None)
    with pytest.raises(Refusal, match="more than two weeks"):
        closed.reopen(due_at=LATER, now=in_time + timedelta(seconds=1))
    with pytest.raises(Refusal, match="is not closed"):
        opened.reopen(due_at=LATER, now=in_time)


def test_who_is_gone_leaves_it_to_be_taken_and_what_waits_goes_on_waiting() -> None:
    passed = question().take(HEAD, now=NOW).passed_to(DEPUTY, now=DUE)
    assert (passed.status, passed.owner, passed.waits_since) == (Status.OPEN, DEPUTY, DUE)
    waiting = question().take(HEAD, now=NOW).wait(WaitsFor.CITY, "", now=NOW).passed_to(DEPUTY, now=DUE)
    assert (waiting.status, waiting.owner, waiting.waits_since) == (Status.WAITING, DEPUTY, NOW)


@pytest.mark.parametrize("text", ["", "  \n\t", "???", "\u200b\u202e", "…"])
def test_nothing_is_no_question(text: str) -> None:
    with pytest.raises(Refusal, match="no question in this yet"):
        asked_text(text)


def test_a_question_is_cleaned_and_has_a_length() -> None:
    assert asked_text(" Mag\r\nhet?\x00 ") == "Mag\nhet?"
    assert len(asked_text("x" * 4000)) == 4000
    with pytest.raises(Refusal, match="10000 characters long and at most 4000 fit"):
        asked_text("x" * 10_000)


def test_for_whom_and_by_when() -> None:
    assert asked_for("voor\nons  koor") == "voor ons koor"
    assert asked_by(None, date(2026, 3, 9)) is None
    assert asked_by(date(2026, 3, 9), date(2026, 3, 9)) == date(2026, 3, 9)
    with pytest.raises(Refusal):
        asked_by(date(2026, 3, 8), date(2026, 3, 9))
