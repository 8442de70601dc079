"""When a digest is due, what it is about, and what counts as news."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agenda import Listed
from domain.digests import (
    Digest,
    Rhythm,
    Schedule,
    before_news,
    edition,
    is_worth_it,
    next_due,
    of_days,
    themes_on_one_evening,
)
from domain.events import Details, Event, Happening, Stage

ZONE = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 3, 12, 17, tzinfo=ZONE)
FIRST = datetime(2025, 1, 1, tzinfo=UTC)

moments = st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))
hours = st.times().map(lambda at: at.replace(second=0, microsecond=0))
schedules = st.builds(Schedule, weekday=st.integers(0, 6), weekly_at=hours, daily_at=hours)


def event(number: int, starts: datetime, **more: Any) -> Event:
    happening = more.pop("happening", Happening.SCHEDULED)
    details = Details(title=f"Night {number}", starts=starts, **{"themes": ("music",), **more})
    return Event(
        id=number,
        community=1,
        details=details,
        stage=Stage.PUBLISHED,
        happening=happening,
        created_at=NOW,
        updated_at=NOW,
    )


@given(schedules, st.sampled_from(Rhythm), moments)
def test_the_next_one_is_at_its_local_time_and_soon(
    schedule: Schedule, rhythm: Rhythm, after: datetime
) -> None:
    due = next_due(schedule, rhythm, after, ZONE)
    assert due > after
    assert due - after <= timedelta(days=7 if rhythm is Rhythm.WEEKLY else 1, hours=1)
    at = schedule.weekly_at if rhythm is Rhythm.WEEKLY else schedule.daily_at
    assert due.time() == at
    if rhythm is Rhythm.WEEKLY:
        assert due.weekday() == schedule.weekday


def test_five_o_clock_stays_five_o_clock_when_the_clock_is_moved() -> None:
    due = next_due(Schedule(), Rhythm.WEEKLY, datetime(2026, 3, 26, 17, tzinfo=ZONE), ZONE)
    assert due.astimezone(UTC) == datetime(2026, 4, 2, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rhythm", "late", "worth"),
    [
        (Rhythm.WEEKLY, timedelta(), True),
        (Rhythm.WEEKLY, timedelta(hours=47), True),
        (Rhythm.WEEKLY, timedelta(hours=48), False),
        (Rhythm.DAILY, timedelta(hours=5), True),
        (Rhythm.DAILY, timedelta(hours=6), False),
    ],
)
def test_too_late_is_too_late(rhythm: Rhythm, late: timedelta, worth: bool) -> None:
    assert is_worth_it(rhythm, NOW, NOW + late) is worth


def test_the_days_of_a_week_and_of_a_night() -> None:
    late = NOW + timedelta(hours=20)
    assert of_days(Rhythm.WEEKLY, NOW, ZONE, now=late) == (
        date(2026, 3, 12),
        late,
        datetime(2026, 3, 19, tzinfo=ZONE),
    )
    assert of_days(Rhythm.DAILY, NOW, ZONE, now=NOW) == (
        date(2026, 3, 12),
        NOW,
        datetime(2026, 3, 13, 6, tzinfo=ZONE),
    )


def test_what_it_was_before() -> None:
    one = event(1, NOW, place="Tankstation")
    created = (None, {"title": "Night 1", "stage": "published"})
    moved = ({"starts": "2026-03-13T20:00:00+00:00", "place": "Metropool"}, {"starts": "…", "place": "…"})
    twice = ({"starts": "2026-03-14T20:00:00+00:00"}, {"starts": "…"})
    accepted = ({"stage": "review"}, {"stage": "published"})
    absent = (None, {"answer": "none"})
    assert before_news(one, [created]) is None
    assert before_news(one, [created, moved]) is None
    assert before_news(one, [accepted]) is None
    was = before_news(one, [absent, moved, twice])
    assert was is not None
    assert was.details.starts == datetime(2026, 3, 13, 20, tzinfo=UTC)
    assert was.details.place == "Metropool"
    assert before_news(one, [({"merged_into": 7}, {"merged_into": None})]) is None


def test_what_is_told() -> None:
    digest = Digest(
        community=1,
        rhythm=Rhythm.WEEKLY,
        day=date(2026, 3, 12),
        since=NOW,
        until=NOW + timedelta(days=7),
        news_since=NOW - timedelta(days=7),
        pinned=(4, 99),
    )
    soon = Listed(event=event(1, NOW + timedelta(days=1)))
    cancelled = Listed(event=event(2, NOW + timedelta(days=2), happening=Happening.CANCELLED))
    later = Listed(event=event(3, NOW + timedelta(days=30)))
    pinned = Listed(event=event(4, NOW + timedelta(days=40)))
    was = event(2, NOW + timedelta(days=2))
    told = edition(
        digest,
        [soon, cancelled, later, pinned, pinned],
        histories={1: None, 2: was, 3: None, 4: event(4, NOW + timedelta(days=40))},
        days=[(date(2026, 3, 13), [soon]), (date(2026, 3, 14), [cancelled])],
    )
    assert told.new == {1, 3}
    assert told.changed == [(cancelled, was)]
    assert told.later == [later]
    assert told.pinned == [pinned]
    assert told.highlights == [pinned]


def test_events_of_a_theme_on_one_evening() -> None:
    day = date(2026, 3, 14)

    def at(hour: int, number: int, **more: Any) -> Listed:
        return Listed(event=event(number, datetime(2026, 3, 14, hour, tzinfo=ZONE), **more))

    evening = [at(20, 1), at(21, 2), at(14, 3), at(20, 4, happening=Happening.CANCELLED)]
    evening += [at(20, 5, themes=("theatre",)), at(0, 6, time_known=False, ends=NOW + timedelta(days=9))]
    (clash,) = themes_on_one_evening([(day, evening)], ["music", "theatre"], ZONE)
    assert (clash.day, clash.theme) == (day, "music")
    assert [one.event.id for one in clash.listed] == [1, 2]
