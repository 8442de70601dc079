"""Weeks as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.refusal import Refusal
from domain.weeks import Week, read_week

MONDAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("", Week(2026, 11)),
        ("this", Week(2026, 11)),
        ("Deze week", Week(2026, 11)),
        ("next", Week(2026, 12)),
        ("volgende  week", Week(2026, 12)),
        ("2026-W12", Week(2026, 12)),
        ("2026-w07", Week(2026, 7)),
        ("2026W7", Week(2026, 7)),
        ("2027 week 3", Week(2027, 3)),
        ("week 20", Week(2026, 20)),
        ("20", Week(2026, 20)),
        ("wk1", Week(2026, 1)),
        ("2026-W53", Week(2026, 53)),
    ],
)
def test_a_week_is_read(text: str, week: Week) -> None:
    assert read_week(text, MONDAY) == week


def test_a_number_alone_is_the_nearest_such_week() -> None:
    assert read_week("1", date(2026, 12, 28)) == Week(2027, 1)
    assert read_week("52", date(2026, 1, 5)) == Week(2025, 52)


@pytest.mark.parametrize(
    "text", ["soon", "2026-W54", "2025-W53", "0", "w0", "99999", "2026-03-09", "1999-W01", "٣"]
)
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read_week(text, MONDAY)


@given(st.text(max_size=20))
def test_anything_is_a_week_or_refused(text: str) -> None:
    try:
        week = read_week(text, MONDAY)
    except Refusal:
        return
    assert week.monday.isoweekday() == 1


@given(st.dates(date(2000, 1, 3), date(2099, 12, 20)))
def test_a_week_is_read_as_it_is_written(day: date) -> None:
    week = Week.of(day)
    assert read_week(str(week), MONDAY) == week
    assert week.monday <= day <= week.sunday
    assert week.days.start == week.monday
    assert (week.days.end - week.days.start).days == 7
    assert week.following.monday == week.days.end
