"""Reminders of terms and of waits."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from domain.dossiers.reminding import Lead, makes_sense, moment, next_wait

ZONE = ZoneInfo("Europe/Amsterdam")
TERM = date(2026, 3, 31)


def test_two_weeks_and_three_days_before_and_the_day_after_at_ten() -> None:
    assert moment(Lead.TWO_WEEKS, TERM, ZONE) == datetime(2026, 3, 17, 9, tzinfo=UTC)
    assert moment(Lead.THREE_DAYS, TERM, ZONE) == datetime(2026, 3, 28, 9, tzinfo=UTC)
    assert moment(Lead.PAST, TERM, ZONE) == datetime(2026, 4, 1, 8, tzinfo=UTC)  # summer time by then


@given(st.dates(date(2026, 3, 1), date(2026, 5, 1)))
def test_after_a_time_away_only_the_one_that_says_most_is_sent(today: date) -> None:
    """Of the reminders that are due by then, at most one makes sense."""
    due = [lead for lead in Lead if moment(lead, TERM, ZONE).date() <= today]
    assert len([lead for lead in due if makes_sense(lead, TERM, today)]) <= 1


def test_a_wait_is_told_after_each_month() -> None:
    since = date(2026, 1, 1)
    first = next_wait(since, datetime(2026, 1, 1, 12, tzinfo=UTC), ZONE)
    assert first == datetime(2026, 1, 31, 9, tzinfo=UTC)
    assert next_wait(since, first, ZONE) == datetime(2026, 3, 2, 9, tzinfo=UTC)


@given(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(0, 60_000))
def test_there_is_always_exactly_one_next_time(since: date, hours: int) -> None:
    now = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    due = next_wait(since, now, ZONE)
    assert due > now
    assert (due.astimezone(ZONE).date() - since).days % 30 == 0
    if now.date() >= since + timedelta(days=30):
        assert due - now <= timedelta(days=31)
