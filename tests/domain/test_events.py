"""Who may do what with an event, and who is trusted."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.communities import Role
from domain.events import Details, Event, Happening, Stage, changed_fields, first_stage
from domain.people import Actor
from domain.refusal import Refusal

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
EVENT = Event(
    id=1,
    community=7,
    details=Details(title="Noise Night", starts=NOW),
    stage=Stage.REVIEW,
    submitter=5,
    created_at=NOW,
    updated_at=NOW,
)
SUBMITTER, STRANGER = Actor(5, "Priya"), Actor(6, "Daan", frozenset({Role.MEMBERS}))
EDITOR, HEAD = Actor(8, "Noor", frozenset({Role.EDITORS})), Actor(9, "Sanne", frozenset({Role.HEADS}))
MANAGER = Actor(10, "Robin", manages=True)


@pytest.mark.parametrize("actor", [SUBMITTER, EDITOR, HEAD, MANAGER])
def test_who_entered_it_and_who_edits_may_change_it(actor: Actor) -> None:
    EVENT.must_be_changed_by(actor)


def test_others_may_not() -> None:
    with pytest.raises(Refusal):
        EVENT.must_be_changed_by(STRANGER)
    with pytest.raises(Refusal):
        replace(EVENT, submitter=None).must_be_changed_by(SUBMITTER)


@pytest.mark.parametrize("actor", [EDITOR, HEAD, MANAGER])
def test_editors_decide_what_is_in_review(actor: Actor) -> None:
    EVENT.must_be_reviewed_by(actor)
    for decided in (Stage.PUBLISHED, Stage.DECLINED):
        with pytest.raises(Refusal, match="dealt with"):
            replace(EVENT, stage=decided).must_be_reviewed_by(actor)
    with pytest.raises(Refusal, match="cancelled already"):
        replace(EVENT, happening=Happening.CANCELLED).must_be_reviewed_by(actor)


@pytest.mark.parametrize("actor", [SUBMITTER, STRANGER])
def test_nobody_else_does_not_even_of_their_own(actor: Actor) -> None:
    with pytest.raises(Refusal, match="Only editors"):
        EVENT.must_be_reviewed_by(actor)


@given(st.integers(0, 100), st.integers(0, 100))
def test_trust_comes_with_the_number_of_accepted_events(accepted: int, needed: int) -> None:
    stage = first_stage(accepted_before=accepted, trust_after=needed, actor=STRANGER)
    assert (stage is Stage.PUBLISHED) == (accepted >= needed)


@pytest.mark.parametrize("actor", [EDITOR, HEAD, MANAGER])
def test_editors_are_trusted_from_the_start(actor: Actor) -> None:
    assert first_stage(accepted_before=0, trust_after=100, actor=actor) is Stage.PUBLISHED


def test_what_changed_is_named() -> None:
    details = EVENT.details
    assert changed_fields(details, details) == frozenset()
    assert changed_fields(details, replace(details, title="x", price="€5")) == {"title", "price"}


def test_cancelling_is_once() -> None:
    EVENT.must_not_be_cancelled()
    with pytest.raises(Refusal, match="cancelled already"):
        replace(EVENT, happening=Happening.CANCELLED).must_not_be_cancelled()
