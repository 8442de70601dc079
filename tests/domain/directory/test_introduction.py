"""Introductions: who may ask whom, how often, and what an answer changes."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.directory.introduction import (
    AGAIN_AFTER,
    MOST_OPEN,
    MOST_WAITING,
    Introduction,
    State,
    must_be_askable,
)
from domain.refusal import Refusal

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
A, B, C = 11, 22, 33
ONE = Introduction(id=1, community=1, entry=5, name="X", asker=A, asked=B, why="hoi", asked_at=NOW)


def ask(
    *earlier: Introduction,
    asked: int | None = B,
    entry: int = 5,
    shown: bool = False,
    waiting: int = 0,
    now: datetime = NOW,
) -> None:
    must_be_askable(A, asked, entry, shown=shown, own=earlier, waiting=waiting, now=now)


def test_yes_and_no_and_again() -> None:
    yes = ONE.answered(B, True, now=NOW)
    assert (yes.state, yes.answered_at) == (State.ACCEPTED, NOW)
    assert yes.answered(B, True, now=NOW + timedelta(days=1)) == yes
    with pytest.raises(Refusal, match="closed already"):
        yes.answered(B, False, now=NOW)
    no = ONE.answered(B, False, now=NOW)
    assert no.answered(B, False, now=NOW) == no
    with pytest.raises(Refusal, match="closed already"):
        no.answered(B, True, now=NOW)


def test_only_who_was_asked_answers_and_only_who_asked_takes_back() -> None:
    for stranger in (A, C):
        with pytest.raises(Refusal, match="not for you"):
            ONE.answered(stranger, True, now=NOW)
    with pytest.raises(Refusal, match="Only who asked"):
        ONE.withdrawn(B, now=NOW)
    back = ONE.withdrawn(A, now=NOW)
    assert back.withdrawn(A, now=NOW) == back
    with pytest.raises(Refusal, match="closed already"):
        back.answered(B, True, now=NOW)
    with pytest.raises(Refusal, match="answered already"):
        ONE.answered(B, True, now=NOW).withdrawn(A, now=NOW)


STEPS = st.lists(st.sampled_from(["yes", "no", "back", "end"]), max_size=6)


@given(STEPS)
def test_whatever_happens_after_an_end_changes_nothing(steps: list[str]) -> None:
    one, ended = ONE, None
    for step in steps:
        with suppress(Refusal):
            one = {
                "yes": lambda one: one.answered(B, True, now=NOW),
                "no": lambda one: one.answered(B, False, now=NOW),
                "back": lambda one: one.withdrawn(A, now=NOW),
                "end": lambda one: one.ended(now=NOW),
            }[step](one)
        if ended is not None:
            assert one.state is ended
        elif not one.is_open:
            ended = one.state


def test_nobody_to_ask_and_oneself() -> None:
    ask()
    with pytest.raises(Refusal, match="Nobody is named"):
        ask(asked=None)
    with pytest.raises(Refusal, match="your own entry"):
        ask(asked=A)


def test_the_same_pair_waits_whatever_came_of_it() -> None:
    for state, sentence in (
        (State.ASKED, "asked for this introduction already"),
        (State.ACCEPTED, "introduced already"),
        (State.DECLINED, "not long ago"),
        (State.WITHDRAWN, "not long ago"),
        (State.LAPSED, "not long ago"),
    ):
        with pytest.raises(Refusal, match=sentence):
            ask(replace(ONE, state=state))
    past = replace(ONE, state=State.DECLINED, asked_at=NOW - AGAIN_AFTER)
    ask(past)
    with pytest.raises(Refusal, match="not long ago"):
        ask(replace(past, asked_at=past.asked_at + timedelta(seconds=1)))


def test_what_is_hidden_is_not_told_by_a_refusal() -> None:
    """Behind two entries that show nobody may be one person; asking must not tell."""
    told = replace(ONE, state=State.DECLINED, entry=6)
    for shown in (False, True):
        with pytest.raises(Refusal) as caught:
            ask(told, shown=shown)
        assert caught.value.message_id == "This introduction cannot be asked for right now. Try again later."
    with pytest.raises(Refusal, match="not long ago"):
        ask(replace(told, shown=True), shown=True)


def test_limits() -> None:
    others = [replace(ONE, id=n, asked=100 + n, entry=100 + n) for n in range(MOST_OPEN)]
    with pytest.raises(Refusal, match="open requests already"):
        ask(*others)
    ask(*others[:-1])
    ask(*(replace(one, state=State.LAPSED) for one in others))
    with pytest.raises(Refusal, match="Many people"):
        ask(waiting=MOST_WAITING)
