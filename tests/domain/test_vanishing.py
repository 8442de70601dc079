"""What a list no longer holds, and when that is too much to believe."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.vanishing import Standing, future_of, is_too_much, unlisted

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)


def day(number: int) -> datetime:
    return NOW + timedelta(days=number)


def known(*numbers: int, missing: tuple[int, ...] = ()) -> list[Standing]:
    return [Standing(str(n), day(n), missing=n in missing) for n in numbers]


def listed(*numbers: int) -> dict[str, datetime]:
    return {str(n): day(n) for n in numbers}


def test_what_is_missing_between_the_others_is_gone() -> None:
    assert unlisted(known(1, 2, 3), listed(1, 3), NOW) == ["2"]


def test_what_is_over_is_not_missed() -> None:
    assert unlisted(known(-1, 2, 3), listed(2, 3), NOW) == []


def test_what_lies_behind_the_end_of_a_list_that_moves_on_is_not_missed() -> None:
    """A list of the next three: a new one in between pushes the last one out."""
    assert unlisted(known(1, 2, 9), listed(1, 2, 3), NOW) == []


def test_the_last_one_is_missed_when_the_list_has_grown_shorter() -> None:
    assert unlisted(known(1, 2, 9), listed(1, 2), NOW) == ["9"]


def test_an_empty_list_lists_nothing_any_more() -> None:
    assert unlisted(known(1, 2), {}, NOW) == ["1", "2"]


def test_what_is_missing_stays_missing() -> None:
    assert unlisted(known(1, 2, 3, missing=(2,)), listed(1, 3), NOW) == ["2"]


@pytest.mark.parametrize(
    ("lost", "future", "too_much"),
    [(5, 5, False), (6, 30, False), (6, 29, True), (6, 6, True), (20, 100, False), (21, 100, True)],
)
def test_the_brake(lost: int, future: int, too_much: bool) -> None:
    assert is_too_much([str(n) for n in range(lost)], future) is too_much


def test_what_is_cancelled_or_missing_already_is_not_counted_as_future() -> None:
    several = [*known(-1, 1, 2, 3, missing=(3,)), Standing("4", day(4), cancelled=True)]
    assert future_of(several, NOW) == 2


NUMBERS = st.sets(st.integers(-5, 40), max_size=20)


@given(NUMBERS, NUMBERS)
def test_nothing_that_is_listed_or_over_is_ever_called_gone(before: set[int], after: set[int]) -> None:
    gone = unlisted(known(*before), listed(*after), NOW)
    assert not {int(key) for key in gone} & after
    assert all(int(key) > 0 for key in gone)


@given(NUMBERS)
def test_the_same_list_again_loses_nothing(numbers: set[int]) -> None:
    assert unlisted(known(*numbers), listed(*numbers), NOW) == []
