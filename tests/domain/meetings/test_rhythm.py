"""Which meeting comes round when, and how long before it is thought of."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meetings.kinds import Kind, recurring
from domain.meetings.rhythm import RULES, Period, due_periods, must_hold, next_due, nth_weekday
from domain.refusal import Refusal

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def local(year: int) -> datetime:
    """Without a zone, as hypothesis wants its limits."""
    return datetime.fromisoformat(f"{year}-01-01")


@pytest.mark.parametrize(
    ("year", "month", "nth", "weekday", "day"),
    [
        (2026, 3, 2, 1, 10),  # the second Tuesday of March 2026
        (2026, 9, 2, 1, 8),
        (2026, 2, 5, 6, 22),  # the last Sunday, which is the fourth
        (2026, 3, 5, 6, 29),  # the last Sunday, which is the fifth
        (2027, 2, 1, 0, 1),
    ],
)
def test_which_day_it_is(year: int, month: int, nth: int, weekday: int, day: int) -> None:
    assert nth_weekday(year, month, nth, weekday) == date(year, month, day)


@pytest.mark.parametrize(
    ("kind", "day", "name", "first", "last"),
    [
        (Kind.MONTHLY, date(2026, 2, 17), "2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        (Kind.QUARTERLY, date(2026, 12, 31), "2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        (Kind.QUARTERLY, date(2026, 4, 1), "2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        (Kind.PARTY, date(2028, 2, 29), "2028", date(2028, 1, 1), date(2028, 12, 31)),
    ],
)
def test_periods(kind: Kind, day: date, name: str, first: date, last: date) -> None:
    period = Period.around(kind, day)
    assert (str(period), period.first, period.last) == (name, first, last)
    assert period.following.first == last + timedelta(days=1)


def test_the_quarter_is_thought_of_six_weeks_before() -> None:
    rule = RULES[Kind.QUARTERLY]
    period = Period.around(Kind.QUARTERLY, date(2026, 4, 1))
    assert rule.day_in(period) == date(2026, 5, 21)  # the third Thursday of its second month
    assert rule.proposed_at(period, AMSTERDAM) == datetime(2026, 4, 9, 10, tzinfo=AMSTERDAM)


def test_who_was_away_finds_what_can_still_be_held() -> None:
    rule = RULES[Kind.MONTHLY]  # April's would have been proposed on 17 March
    since = rule.proposed_at(Period.around(Kind.MONTHLY, date(2026, 4, 1)), AMSTERDAM)
    assert since == datetime(2026, 3, 17, 10, tzinfo=AMSTERDAM)
    late = since + timedelta(days=10)
    assert [str(one) for one in due_periods(rule, late, AMSTERDAM, since=since)] == ["2026-04"]
    months = since + timedelta(days=130)  # 25 July: two weeks' notice ends after July
    assert [str(one) for one in due_periods(rule, months, AMSTERDAM, since=since)] == ["2026-08"]
    assert [str(one) for one in due_periods(rule, since - timedelta(minutes=1), AMSTERDAM, since=since)] == []


@given(
    st.sampled_from(list(recurring())),
    st.datetimes(local(2026), local(2032), timezones=st.just(AMSTERDAM)),
    st.integers(1, 4),
    st.integers(0, 6),
)
def test_the_next_lies_ahead_and_no_period_is_left_out(
    kind: Kind, now: datetime, nth: int, weekday: int
) -> None:
    rule = replace(RULES[kind], nth=nth, weekday=weekday)
    first = next_due(rule, now, AMSTERDAM)
    second = next_due(rule, first, AMSTERDAM)
    assert now < first < second
    months = {Kind.MONTHLY: 1, Kind.QUARTERLY: 3}.get(kind, 12)
    assert (second - first).days <= 31 * months + 14
    assert first.astimezone(AMSTERDAM).time() == time(10)


@pytest.mark.parametrize(
    "changes",
    [{"nth": 6}, {"weekday": 7}, {"month": 4}, {"minutes": 5}, {"lead": 20}, {"lead": 400}, {"answer": 1}],
)
def test_what_cannot_be(changes: dict[str, int]) -> None:
    with pytest.raises(Refusal):
        must_hold(replace(RULES[Kind.QUARTERLY], **changes))  # type: ignore[arg-type]


def test_what_every_community_begins_with_can_be() -> None:
    for rule in RULES.values():
        must_hold(rule)
