"""The emergency stop: what triggers it, and what is left to divide."""

from datetime import UTC, datetime, timedelta
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.emergency import Assembly, EmergencyStop, Stage, after, may_commit, settle

FIRST = datetime(2026, 3, 9, 19, tzinfo=UTC)
IDLE, PASSED, TRIGGERED = Stage.IDLE, Stage.FIRST_PASSED, Stage.TRIGGERED


def held(*assemblies: Assembly) -> EmergencyStop:
    return reduce(after, assemblies, EmergencyStop())


def vote(yes: int, no: int | None = None, *, days: int = 0, of: int = 10, valid: bool = True) -> Assembly:
    against = of - yes if no is None else no
    return Assembly(FIRST + timedelta(days=days), of, yes, against, valid=valid)


def test_a_majority_at_two_successive_assemblies() -> None:
    assert held(vote(6)).stage is PASSED
    assert held(vote(6), vote(6, days=30)).stage is TRIGGERED
    assert held(vote(6), vote(6, days=14)).stage is TRIGGERED


def test_one_without_a_majority_resets() -> None:
    assert held(vote(6), vote(5, days=30), vote(6, days=60)).stage is PASSED
    assert held(vote(5)).stage is IDLE


def test_one_unanimous_vote_is_enough() -> None:
    state = held(vote(10))
    assert (state.stage, state.triggered) == (TRIGGERED, FIRST)
    assert not may_commit(state)
    assert may_commit(held(vote(9)))


def test_nobody_can_be_expelled_to_make_it_unanimous() -> None:
    """Nine of the ten at the convocation say yes, and the tenth was thrown out meanwhile: still nine of
    ten."""
    assert held(vote(9, 0)).stage is PASSED


@pytest.mark.parametrize(
    "between", [vote(2, 3, days=20), vote(10, days=20, valid=False), vote(0, days=20, valid=False)]
)
def test_a_cancelled_or_inquorate_one_does_neither(between: Assembly) -> None:
    assert held(between).stage is IDLE
    assert held(vote(6), between).stage is PASSED
    assert held(vote(6), between, vote(6, days=30)).stage is TRIGGERED


def test_two_in_one_week_are_not_two() -> None:
    assert held(vote(6), vote(6, days=13)).stage is PASSED
    assert held(vote(6), vote(4, days=13), vote(6, days=14)).stage is TRIGGERED
    assert held(vote(6), vote(10, days=1)).stage is TRIGGERED  # unanimity waits for nothing


def test_once_triggered_it_stays_so() -> None:
    assert held(vote(10), vote(0, days=30)).stage is TRIGGERED


def test_what_is_left_to_divide() -> None:
    """2,500.00 in cash and 900.00 in bills: 1,600.00 over three ideas. Of 160,000 cents 7, 5 and 4
    sixteenths."""
    result = settle(250_000, 90_000, {"vrijplaats": 7, "studio": 5, "zine": 4})
    assert (result.left, result.shortfall) == (160_000, 0)
    assert result.shares == {"vrijplaats": 70_000, "studio": 50_000, "zine": 40_000}


def test_the_last_cents() -> None:
    # thirds: 53,333.33 each; one cent over, all three exactly alike, so it goes to the first that was handed
    # in
    result = settle(250_000, 90_000, {"a": 2, "b": 2, "c": 2})
    assert result.shares == {"a": 53_334, "b": 53_333, "c": 53_333}
    assert result.by_order == ("a", "b", "c")
    # sevenths of 1.00: 42.86, 42.86 and 14.29 cents: the two largest fractions get the two cents
    result = settle(100, 0, {"a": 1, "b": 3, "c": 3})
    assert (result.shares, result.by_order) == ({"a": 14, "b": 43, "c": 43}, ())


def test_a_shortfall_leaves_nothing() -> None:
    result = settle(90_000, 250_000, {"a": 2})
    assert (result.left, result.shortfall, result.shares) == (0, 160_000, {})
    assert settle(500, 500, {"a": 1}).shares == {}
    assert settle(500, 0, {"a": 0}).shares == {}
    with pytest.raises(ValueError, match="0 or more"):
        settle(-1, 0, {})


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.lists(st.integers(0, 50), min_size=1, max_size=12))
def test_every_cent_is_somewhere(cash: int, bills: int, votes: list[int]) -> None:
    ideas = {f"idea {number}": n for number, n in enumerate(votes)}
    result = settle(cash, bills, ideas)
    assert result.left - result.shortfall == cash - bills
    if result.left and sum(votes):
        assert sum(result.shares.values()) == result.left
        for idea, n in ideas.items():  # nobody is a whole cent off (the quota rule)
            assert abs(result.shares[idea] * sum(votes) - result.left * n) < sum(votes)
    else:
        assert result.shares == {}
