"""What is solved without a person: shares, months, quarters."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.desk.dispensable import (
    Counted,
    Ended,
    Tally,
    by_month,
    by_sector,
    edges,
    months_until,
    next_first,
    quarter_typed,
    tally,
)
from domain.refusal import Refusal

ZONE = ZoneInfo("Europe/Amsterdam")
_COUNTS = st.lists(
    st.builds(
        Counted, st.integers(0, 5), st.sampled_from(["locatie", "", "promotie"]), st.sampled_from(Ended),
        st.integers(1, 50),
    )
)  # fmt: skip


def test_the_share_counts_what_is_known_only() -> None:
    assert Tally(articles=2, workflows=1, person=2, unknown=40).percent == 60
    assert Tally(person=3).percent == 0
    assert Tally(articles=1).percent == 100
    assert Tally(unknown=9).percent is None
    assert Tally(articles=1, person=7).percent == 13  # 12.5, half up


@given(_COUNTS)
def test_months_and_sectors_add_up_to_the_whole(counts: list[Counted]) -> None:
    whole = tally(counts)
    for parts in (by_month(counts, 6), tuple(by_sector(counts).values())):
        assert sum(one.solved for one in parts) == whole.solved
        assert sum(one.person for one in parts) == whole.person
        assert sum(one.unknown for one in parts) == whole.unknown
    if whole.percent is not None:
        assert 0 <= whole.percent <= 100


def test_months_begin_at_local_midnight_through_the_year_and_summer_time() -> None:
    months = months_until(date(2026, 4, 17), 6)
    assert months[0] == date(2025, 11, 1)
    found = edges(months, ZONE)
    assert len(found) == 7
    assert found[2] == datetime(2025, 12, 31, 23, tzinfo=UTC)
    assert found[-1] == datetime(2026, 4, 30, 22, tzinfo=UTC)
    assert edges(months_until(date(2026, 12, 1), 1), ZONE)[-1] == datetime(2026, 12, 31, 23, tzinfo=UTC)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 40))
def test_months_follow_each_other(day: date, number: int) -> None:
    months = months_until(day, number)
    assert len(months) == number
    assert months[-1] == day.replace(day=1)
    assert [next_first(one) for one in months[:-1]] == list(months[1:])


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", date(2026, 1, 1)),
        ("Q1 2026", date(2026, 1, 1)),
        ("2025-Q4", date(2025, 10, 1)),
        ("k3 2025", date(2025, 7, 1)),
        ("2", date(2026, 4, 1)),
    ],
)
def test_quarters_as_people_write_them(typed: str, first: date) -> None:
    assert quarter_typed(typed, date(2026, 5, 20)) == first


@pytest.mark.parametrize("typed", ["Q5 2026", "lente", "2025-Q1-2026", "Q3 2026"])
def test_what_is_no_quarter_or_not_begun(typed: str) -> None:
    with pytest.raises(Refusal):
        quarter_typed(typed, date(2026, 5, 20))
