"""By when the desk answers, and when it keeps quiet."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.desk.terms import DeskSettings, aloud, due_after, working_days_after
from domain.free_days import FreeDays
from domain.refusal import Refusal

HOME = ZoneInfo("Europe/Amsterdam")
FREE = FreeDays()


@pytest.mark.parametrize(
    ("asked", "days", "hears"),
    [
        (date(2026, 3, 10), 3, date(2026, 3, 13)),  # Tuesday: Friday 13 March
        (date(2026, 3, 13), 3, date(2026, 3, 18)),  # Friday: over a weekend
        (date(2026, 3, 14), 1, date(2026, 3, 16)),  # Saturday: Monday is the first day that counts
        (date(2026, 4, 2), 3, date(2026, 4, 9)),  # Thursday before Easter: Good Friday and Monday are free
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # King's Day is on a Monday
        (date(2026, 5, 13), 1, date(2026, 5, 15)),  # Ascension Day
        (date(2026, 12, 24), 3, date(2026, 12, 30)),  # Christmas on a Friday and a Saturday
    ],
)
def test_weekends_and_holidays_are_skipped(asked: date, days: int, hears: date) -> None:
    assert working_days_after(asked, days, FREE) == hears


def test_the_term_ends_with_its_day_where_people_are() -> None:
    # half past midnight on Tuesday 10 March in Enschede is still Monday in UTC
    asked = datetime(2026, 3, 9, 23, 30, tzinfo=UTC)
    assert due_after(asked, 3, HOME, FREE) == datetime(2026, 3, 13, 22, 59, tzinfo=UTC)


_MOMENTS = st.integers(0, 8 * 366 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(_MOMENTS, st.integers(1, 30))
def test_the_term_ends_on_a_working_day_with_as_many_between(moment: datetime, days: int) -> None:
    first = moment.astimezone(HOME).date()
    last = due_after(moment, days, HOME, FREE).astimezone(HOME).date()
    between = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    working = [day for day in between if day.weekday() < 5 and FREE.public(day) is None]
    assert len(working) == days
    assert working[-1] == last


@pytest.mark.parametrize(
    ("at", "then"),
    [
        ("21:59", "2026-03-09 21:59"),
        ("22:00", "2026-03-10 08:00"),
        ("23:30", "2026-03-10 08:00"),
        ("00:00", "2026-03-09 08:00"),
        ("07:59", "2026-03-09 08:00"),
        ("08:00", "2026-03-09 08:00"),
    ],
)
def test_nothing_is_sent_at_night(at: str, then: str) -> None:
    moment = datetime.combine(date(2026, 3, 9), time.fromisoformat(at), HOME)
    assert aloud(moment, DeskSettings(), HOME) == datetime.fromisoformat(then).replace(tzinfo=HOME)


def test_quiet_hours_may_lie_within_a_day_or_not_be_there() -> None:
    noon = datetime(2026, 3, 9, 12, 30, tzinfo=HOME)
    siesta = DeskSettings(quiet_from=time(12), quiet_until=time(14))
    assert aloud(noon, siesta, HOME) == datetime(2026, 3, 9, 14, tzinfo=HOME)
    never = DeskSettings(quiet_from=time(12), quiet_until=time(12))
    assert aloud(noon, never, HOME) == noon


_MINUTES = st.times().map(lambda one: one.replace(second=0, microsecond=0))


@given(_MOMENTS, _MINUTES, _MINUTES)
def test_what_comes_after_the_quiet_hours_is_not_quiet_again(
    moment: datetime, begins: time, ends: time
) -> None:
    settings = DeskSettings(quiet_from=begins, quiet_until=ends)
    then = aloud(moment, settings, HOME)
    assert moment <= then <= moment + timedelta(hours=25)
    assert aloud(then, settings, HOME) == then


@pytest.mark.parametrize("term", [0, 31])
def test_a_term_has_sense(term: int) -> None:
    with pytest.raises(Refusal):
        DeskSettings(term=term).checked()
