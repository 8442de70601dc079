"""Which evenings an event fills, which are free, and what clashes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agenda import Listed
from domain.evenings import LONGEST, clashes, evenings_of, overview, span
from domain.events import Details, Event, Happening, Stage

ZONE = ZoneInfo("Europe/Amsterdam")


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def details(starts: datetime, ends: datetime | None = None, **more: object) -> Details:
    usual = Details(title="Noise Night", starts=starts, ends=ends, themes=("music",))
    return replace(usual, **more)  # type: ignore[arg-type]


def listed(
    number: int,
    starts: datetime,
    ends: datetime | None = None,
    *,
    happening: Happening = Happening.SCHEDULED,
    **more: object,
) -> Listed:
    return Listed(
        event=Event(
            id=number,
            community=1,
            details=details(starts, ends, **more),
            stage=Stage.PUBLISHED,
            happening=happening,
            created_at=starts,
            updated_at=starts,
        )
    )


@pytest.mark.parametrize(
    ("starts", "ends", "filled"),
    [
        (local(13, 20), None, {13}),
        (local(13, 17), None, {13}),
        (local(13, 16, 59), None, set()),
        (local(13, 14), None, set()),
        (local(13, 14), local(13, 17, 30), set()),
        (local(13, 14), local(13, 18), {13}),
        (local(13, 20), local(14, 2), {13}),
        (local(13, 23), local(14, 7), {13}),
        (local(14, 2), local(14, 5), {13}),
        (local(14, 5, 59), None, {13}),
        (local(14, 6), None, set()),
        (local(13, 12), local(15, 20), {13, 14, 15}),
        (local(13, 12), local(16, 12), {13, 14, 15}),
        (local(13, 12), local(16, 13), set()),
        (local(13, 20), local(13, 19), {13}),
    ],
)
def test_an_event_fills_the_evenings_that_it_takes(
    starts: datetime, ends: datetime | None, filled: set[int]
) -> None:
    assert {day.day for day in evenings_of(details(starts, ends), ZONE)} == filled


def test_whole_days_fill_no_evening_and_a_day_without_its_hour_does() -> None:
    assert evenings_of(details(local(13, 0), local(14, 0), time_known=False), ZONE) == frozenset()
    assert evenings_of(details(local(13, 0), time_known=False), ZONE) == {date(2026, 3, 13)}


def test_an_evening_in_which_the_clock_is_moved() -> None:
    begins, ends = span(date(2026, 3, 28), ZONE)
    assert ends - begins == timedelta(hours=12)
    late = details(datetime(2026, 3, 29, 3, 30, tzinfo=ZONE))
    assert evenings_of(late, ZONE) == {date(2026, 3, 28)}


YEAR = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.integers(0, 365 * 24 * 60).map(lambda minutes: YEAR + timedelta(minutes=minutes))


@given(moments, st.timedeltas(timedelta(0), LONGEST))
def test_what_is_filled_is_touched_and_at_most_a_few_evenings(starts: datetime, lasts: timedelta) -> None:
    filled = evenings_of(details(starts, starts + lasts), ZONE)
    for day in filled:
        begins, ends = span(day, ZONE)
        assert starts < ends
        assert starts + lasts >= begins
    assert len(filled) <= 4
    assert not filled or max(filled) - min(filled) == timedelta(days=len(filled) - 1)


@given(moments)
def test_an_instant_fills_an_evening_by_its_local_hour(starts: datetime) -> None:
    hour = starts.astimezone(ZONE).hour
    assert bool(evenings_of(details(starts), ZONE)) == (hour >= 17 or hour < 6)


def test_the_overview_has_every_evening_once_and_leaves_out_what_is_off() -> None:
    found = overview(
        [
            listed(1, local(10, 20)),
            listed(2, local(12, 20), local(14, 3)),
            listed(3, local(12, 21)),
            listed(4, local(11, 20), happening=Happening.CANCELLED),
            listed(5, local(11, 20), happening=Happening.POSTPONED),
        ],
        date(2026, 3, 9),
        date(2026, 3, 14),
        ZONE,
    )
    assert [(one.day.day, [each.event.id for each in one.listed]) for one in found] == [
        (9, []),
        (10, [1]),
        (11, []),
        (12, [2, 3]),
        (13, [2]),
    ]
    assert [one.is_free for one in found] == [True, False, True, False, False]
    assert [one.is_nearly_free for one in found] == [False, True, False, False, True]


def test_a_clash_is_the_same_evening_and_a_theme_in_common() -> None:
    mine = details(local(13, 20), themes=("music", "theatre"))
    others = [
        listed(1, local(13, 22)),
        listed(2, local(14, 1)),
        listed(3, local(13, 20), themes=("underground",)),
        listed(4, local(14, 20)),
        listed(5, local(13, 11), local(13, 13)),
        listed(6, local(13, 19), happening=Happening.CANCELLED),
        listed(7, local(13, 19), themes=("theatre",)),
    ]
    assert [one.event.id for one in clashes(mine, others, ZONE)] == [7, 1, 2]


@given(st.lists(moments, max_size=6), moments)
def test_a_clash_is_mutual(others: list[datetime], mine: datetime) -> None:
    found = clashes(details(mine), [listed(n, each) for n, each in enumerate(others)], ZONE)
    for one in found:
        assert clashes(one.event.details, [listed(9, mine)], ZONE)
