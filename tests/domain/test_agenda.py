"""Which events somebody asked for, and on which day each stands."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.agenda import Listed, Query, by_day, is_english_friendly, last_day, tells_of, wanted, window
from domain.events import Details, Event, Language, Stage
from domain.when.answers import Period

ZONE = ZoneInfo("Europe/Amsterdam")


def local(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def listed(starts: datetime, ends: datetime | None = None, *, number: int = 1, **details: object) -> Listed:
    event = Event(
        id=number,
        community=1,
        details=replace(
            Details(title="Noise Night", starts=starts, ends=ends, themes=("music", "underground")),
            **details,  # type: ignore[arg-type]
        ),
        stage=Stage.PUBLISHED,
        created_at=starts,
        updated_at=starts,
    )
    return Listed(event=event, venue="Tankstation")


def test_what_is_under_way_is_in_the_window() -> None:
    since, until = window(Period(date(2026, 3, 14), date(2026, 3, 16)), ZONE)
    asked = Query(since=since, until=until)
    assert (since, until) == (local(14, 0), local(16, 0))
    assert wanted(listed(local(14, 0)), asked)
    assert wanted(listed(local(1, 10), local(30, 18)), asked)
    assert wanted(listed(local(13, 23), local(14, 3)), asked)
    assert not wanted(listed(local(13, 23), local(14, 0)), asked)
    assert not wanted(listed(local(13, 20)), asked)
    assert not wanted(listed(local(16, 0)), asked)


def test_a_day_whose_hour_is_not_known_lasts_that_day() -> None:
    some_hour = listed(local(14, 0), time_known=False)
    assert wanted(some_hour, Query(since=local(14, 23)))
    assert not wanted(some_hour, Query(since=local(15, 0)))
    assert not wanted(listed(local(14, 0)), Query(since=local(14, 1)))


def test_a_weekend_in_which_the_clock_is_moved_has_all_its_hours() -> None:
    since, until = window(Period(date(2026, 3, 28), date(2026, 3, 30)), ZONE)
    assert (until - since).total_seconds() == 48 * 3600
    assert (until.astimezone(UTC) - since.astimezone(UTC)).total_seconds() == 47 * 3600


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("noise", True),
        ("NOI nig", True),
        ("tankstation", True),
        ("cafe", True),
        ("oise", False),
        ("noise jazz", False),
        ("", True),
        ("!!", True),
    ],
)
def test_words(words: str, told: bool) -> None:
    assert tells_of(listed(local(14, 21), description="in het Café"), words) is told


def test_themes_venue_and_language() -> None:
    one = listed(local(14, 21), venue_id=7, language=Language.NONE)
    assert wanted(one, Query(themes=frozenset({"theatre", "music"}), venue=7, english_friendly=True))
    assert not wanted(one, Query(themes=frozenset({"theatre"})))
    assert not wanted(one, Query(venue=8))
    assert is_english_friendly(listed(local(14, 21), language=Language.ENGLISH).event)
    assert not is_english_friendly(listed(local(14, 21), language=Language.DUTCH).event)
    assert not is_english_friendly(listed(local(14, 21)).event)


def test_a_night_belongs_to_its_evening() -> None:
    assert last_day(listed(local(14, 22), local(15, 5)).event, ZONE) == date(2026, 3, 14)
    assert last_day(listed(local(14, 22), local(15, 12)).event, ZONE) == date(2026, 3, 15)
    assert last_day(listed(local(14, 22)).event, ZONE) == date(2026, 3, 14)
    whole = listed(local(14, 0), local(16, 0), time_known=False)
    assert last_day(whole.event, ZONE) == date(2026, 3, 15)


def test_days_in_order_with_what_is_under_way_on_the_first() -> None:
    late = listed(local(14, 23), number=1)
    early = listed(local(14, 20), number=2)
    whole_day = listed(local(14, 0), local(15, 0), number=3, time_known=False)
    exhibition = listed(local(1, 10), local(30, 18), number=4)
    days = by_day([late, early, whole_day, exhibition], ZONE, since=date(2026, 3, 13))
    assert [(day, [one.event.id for one in ones]) for day, ones in days] == [
        (date(2026, 3, 13), [4]),
        (date(2026, 3, 14), [3, 2, 1]),
    ]
