"""Who carries a sector, and who may decide that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.appointments import LEADING_SECTOR, appointing, holds_role, must_appoint, must_keep_sectors, named
from domain.people import Actor
from domain.refusal import Refusal
from domain.sectors import Appointment, Part, Sector

PROMOTION = Sector("promotie", "Promotie", "Promotion", "📣")
SANNE, JORIS = 11, 12


def test_somebody_new_takes_the_place_of_who_had_it() -> None:
    before = [Appointment("promotie", Part.HEAD, SANNE)]
    change = appointing(before, Appointment("promotie", Part.HEAD, JORIS))
    assert (change.replaced, change.moved_from) == (SANNE, None)


def test_a_deputy_who_becomes_head_leaves_the_place_of_deputy() -> None:
    before = [Appointment("promotie", Part.DEPUTY, SANNE)]
    change = appointing(before, Appointment("promotie", Part.HEAD, SANNE))
    assert (change.replaced, change.moved_from) == (None, Part.DEPUTY)


def test_the_same_again_changes_nothing() -> None:
    same = Appointment("promotie", Part.HEAD, SANNE)
    assert appointing([same], same).unchanged


APPOINTMENTS = st.builds(
    Appointment, st.sampled_from(["promotie", "financien"]), st.sampled_from(Part), st.integers(1, 4)
)


@given(st.lists(APPOINTMENTS))
def test_one_head_one_deputy_and_never_the_same_person(steps: list[Appointment]) -> None:
    there: set[Appointment] = set()
    for step in steps:
        change = appointing(there, step)
        there = (there - set(change.given_up)) | {change.given}
        assert step in there
        assert holds_role(there, step.person)
    for sector in {"promotie", "financien"}:
        parts = [one.part for one in there if one.sector == sector]
        people = [one.person for one in there if one.sector == sector]
        assert len(parts) == len(set(parts))
        assert len(people) == len(set(people))


@given(st.lists(APPOINTMENTS))
def test_only_what_a_change_names_ends(steps: list[Appointment]) -> None:
    there: set[Appointment] = set()
    for step in steps:
        change = appointing(there, step)
        assert set(change.given_up) <= there
        assert all(old.sector == step.sector for old in change.given_up)
        there = (there - set(change.given_up)) | {change.given}


def test_the_head_of_the_whole_looks_after_the_others_but_not_after_that_place() -> None:
    head = Actor(SANNE, "Sanne")
    there = [Appointment(LEADING_SECTOR, Part.HEAD, SANNE), Appointment("promotie", Part.HEAD, JORIS)]
    must_appoint(head, there, "promotie")
    with pytest.raises(Refusal):
        must_appoint(head, there, LEADING_SECTOR)
    with pytest.raises(Refusal):
        must_keep_sectors(Actor(JORIS, "Joris"), there)
    must_appoint(Actor(JORIS, "Joris", manages=True), there, LEADING_SECTOR)


@pytest.mark.parametrize("typed", ["promotie", "Promotie", "promotion", "📣 PROMOTION"])
def test_a_sector_is_recognised_in_both_languages(typed: str) -> None:
    assert named([PROMOTION], typed) == PROMOTION


def test_a_sector_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(Refusal, match="sector") as refused:
        named([PROMOTION], "Catering")
    assert refused.value.params["sectors"] == "Promotie"
