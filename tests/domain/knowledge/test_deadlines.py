"""Counting back from the day, past weekends and holidays."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from domain.knowledge.deadlines import by, holidays, is_working_day, limit_of, reminders

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FESTIVAL = date(2026, 6, 20)


def test_a_permit_twelve_weeks_before_20_june_is_before_28_march_and_done_on_friday() -> None:
    assert limit_of(FESTIVAL, 84) == date(2026, 3, 28)
    assert by(FESTIVAL, 84) == date(2026, 3, 27)


def test_a_holiday_is_passed_over_too() -> None:
    """Two weeks before 20 April is 6 April, Easter Monday; the Friday before is Good Friday."""
    assert by(date(2026, 4, 20), 14) == date(2026, 4, 2)


def test_what_is_near_is_done_at_weekends_too_and_the_day_itself_is_the_day() -> None:
    assert by(FESTIVAL, 7) == date(2026, 6, 13)
    assert by(FESTIVAL, 0) == FESTIVAL
    assert by(FESTIVAL, -2) == date(2026, 6, 22)


def test_the_holidays_of_2026_and_a_kings_day_on_a_sunday() -> None:
    assert holidays(2026) == {
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 5),
        date(2026, 4, 6),
        date(2026, 4, 27),
        date(2026, 5, 5),
        date(2026, 5, 14),
        date(2026, 5, 24),
        date(2026, 5, 25),
        date(2026, 12, 25),
        date(2026, 12, 26),
    }
    assert date(2025, 4, 26) in holidays(2025)
    assert date(2025, 4, 27) not in holidays(2025)


def test_reminders_are_at_ten_local_time_across_the_clock_change() -> None:
    moments = reminders(date(2026, 3, 30), AMSTERDAM)
    assert [moment.astimezone(UTC) for moment in moments] == [
        datetime(2026, 3, 23, 9, tzinfo=UTC),
        datetime(2026, 3, 27, 9, tzinfo=UTC),
        datetime(2026, 3, 30, 8, tzinfo=UTC),
        datetime(2026, 3, 31, 8, tzinfo=UTC),
    ]


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(14, 400))
def test_the_last_day_is_a_working_day_before_the_limit_and_near_it(day: date, before: int) -> None:
    last = by(day, before)
    assert last < limit_of(day, before)
    assert is_working_day(last)
    assert (limit_of(day, before) - last).days <= 6
