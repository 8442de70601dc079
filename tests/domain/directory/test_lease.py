"""Warnings before a lease ends: once each, never late ones together, over the change of the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.directory.lease import LEADS, days_left, due, moment, next_moment, over

ZONE = ZoneInfo("Europe/Amsterdam")
ENDS = date(2026, 12, 31)

DAYS = st.dates(date(2026, 1, 1), date(2029, 12, 31))
GAPS = st.lists(st.timedeltas(timedelta(minutes=1), timedelta(days=140)), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("ends", "lead", "local"),
    [
        (
            date(2026, 12, 31),
            180,
            datetime(2026, 7, 4, 10, tzinfo=ZONE),
        ),  # summer time, the end in winter
        (date(2026, 12, 31), 90, datetime(2026, 10, 2, 10, tzinfo=ZONE)),
        (date(2026, 12, 31), 30, datetime(2026, 12, 1, 10, tzinfo=ZONE)),
        (
            date(2026, 4, 28),
            30,
            datetime(2026, 3, 29, 10, tzinfo=ZONE),
        ),  # the clocks go forward
        (date(2026, 11, 24), 30, datetime(2026, 10, 25, 10, tzinfo=ZONE)),  # and back
    ],
)
def test_ten_in_the_morning_whatever_the_clocks_did(ends: date, lead: int, local: datetime) -> None:
    assert moment(ends, lead, ZONE) == local.astimezone(UTC)


def test_each_in_its_time() -> None:
    told: set[int] = set()
    for lead in LEADS:
        at = moment(ENDS, lead, ZONE)
        assert due(ENDS, told, at - timedelta(seconds=1), ZONE) is None
        assert due(ENDS, told, at, ZONE) == lead
        told.add(lead)
        assert due(ENDS, told, at, ZONE) is None
        assert due(ENDS, told, at + timedelta(days=5), ZONE) is None


def test_what_was_missed_is_not_told_with_the_next() -> None:
    at = moment(ENDS, 30, ZONE)
    assert due(ENDS, {180}, at, ZONE) == 30
    assert due(ENDS, {180, 30}, at, ZONE) is None
    assert due(ENDS, (), at - timedelta(days=1), ZONE) == 90
    assert next_moment(ENDS, at - timedelta(days=1), ZONE) == at


def test_nothing_after_the_last_day() -> None:
    last = datetime(2026, 12, 31, 23, 59, 59, tzinfo=ZONE)
    assert due(ENDS, (), last, ZONE) == 30
    assert over(ENDS, ZONE) == last + timedelta(seconds=1)
    assert due(ENDS, (), last + timedelta(seconds=1), ZONE) is None
    assert next_moment(ENDS, last, ZONE) is None
    assert (days_left(ENDS, last, ZONE), days_left(ENDS, last - timedelta(days=3), ZONE)) == (0, 3)


@given(ends=DAYS, begins=st.dates(date(2025, 6, 1), date(2029, 6, 1)), gaps=GAPS)
def test_a_bot_that_looks_now_and_then_tells_each_at_most_once_and_in_order(
    ends: date, begins: date, gaps: list[timedelta]
) -> None:
    now = datetime.combine(begins, time(), UTC)
    told: list[int] = []
    for gap in gaps:
        lead = due(ends, told, now, ZONE)
        if lead is not None:
            told.append(lead)
            # never before its day, and never one whose successor is due as well
            assert moment(ends, lead, ZONE) <= now < over(ends, ZONE)
            assert all(moment(ends, one, ZONE) > now for one in LEADS if one < lead)
            assert due(ends, told, now, ZONE) is None
        now += gap
    assert told == sorted(set(told), reverse=True)


@given(ends=DAYS)
def test_a_bot_that_is_always_there_tells_all_three(ends: date) -> None:
    now: datetime | None = moment(ends, 181, ZONE)
    told: list[int] = []
    while now is not None:
        lead = due(ends, told, now, ZONE)
        told += [lead] if lead is not None else []
        now = next_moment(ends, now, ZONE)
    assert told == [180, 90, 30]
