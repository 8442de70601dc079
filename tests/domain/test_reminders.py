"""When somebody is reminded of an event."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.events import Details, Event, Happening, Language, Stage
from domain.preferences import Preferences
from domain.reminders import Reminder, begins, due, moment_of, possible

ZONE = ZoneInfo("Europe/Amsterdam")


def local(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def event(starts: datetime, **more: object) -> Event:
    return Event(
        id=1,
        community=1,
        details=replace(
            Details(title="Noise Night", starts=starts.astimezone(UTC)),
            **more,  # type: ignore[arg-type]
        ),
        stage=Stage.PUBLISHED,
        created_at=starts,
        updated_at=starts,
    )


@pytest.mark.parametrize(
    ("reminder", "starts", "moment"),
    [
        (Reminder.HOUR, local(13, 20), local(13, 19)),
        (Reminder.THREE_HOURS, local(13, 20), local(13, 17)),
        (Reminder.EVENING, local(13, 20), local(12, 18)),
        (Reminder.EVENING, local(14, 1), local(13, 18)),
        (Reminder.WEEK, local(13, 20), local(6, 20)),
        # the clock goes forward in the night of 28 March: hours are real ones, days are local ones
        (Reminder.THREE_HOURS, local(29, 4), local(29, 0)),
        (Reminder.EVENING, local(29, 12), local(28, 18)),
        (Reminder.WEEK, local(29, 20), local(22, 20)),
        (Reminder.WEEK, local(1, 20, month=11), local(25, 20, month=10)),
    ],
)
def test_the_moment(reminder: Reminder, starts: datetime, moment: datetime) -> None:
    assert due(reminder, event(starts).details, ZONE) == moment.astimezone(UTC)


def test_a_day_whose_hour_is_not_known_is_counted_from_noon() -> None:
    some_hour = event(local(13, 0), time_known=False)
    assert due(Reminder.HOUR, some_hour.details, ZONE) == local(13, 11)
    assert due(Reminder.EVENING, some_hour.details, ZONE) == local(12, 18)
    assert begins(some_hour, ZONE) == local(13, 12)


def test_no_reminder_of_what_does_not_happen_or_is_not_shown() -> None:
    it = event(local(13, 20))
    assert moment_of(Reminder.OFF, it, ZONE) is None
    for other in (
        replace(it, happening=Happening.CANCELLED),
        replace(it, happening=Happening.POSTPONED),
        replace(it, stage=Stage.WITHDRAWN),
        replace(it, merged_into=7),
    ):
        assert moment_of(Reminder.HOUR, other, ZONE) is None
        assert possible(other, ZONE, local(1, 0)) == ()
    assert moment_of(Reminder.HOUR, replace(it, happening=Happening.MOVED_ONLINE), ZONE) == local(13, 19)


def test_only_what_is_not_too_late_can_be_chosen() -> None:
    found = possible(event(local(13, 20)), ZONE, local(12, 18))
    assert [reminder for reminder, _ in found] == [Reminder.HOUR, Reminder.THREE_HOURS]


minutes = st.integers(0, 365 * 24 * 60)


@given(st.sampled_from(list(Reminder)), minutes, st.booleans())
def test_a_reminder_comes_before_the_beginning(reminder: Reminder, minute: int, time_known: bool) -> None:
    it = event(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute), time_known=time_known)
    moment = due(reminder, it.details, ZONE)
    assert (moment is None) == (reminder is Reminder.OFF)
    if moment is not None:
        assert moment < begins(it, ZONE)
        assert begins(it, ZONE) - moment <= timedelta(days=7, hours=1)


@given(minutes, minutes)
def test_what_is_offered_lies_ahead(minute: int, now: int) -> None:
    year = datetime(2026, 1, 1, tzinfo=UTC)
    moment = year + timedelta(minutes=now)
    for _, offered in possible(event(year + timedelta(minutes=minute)), ZONE, moment):
        assert offered > moment


def test_what_somebody_likes() -> None:
    everything = Preferences(community=1, person=2)
    assert everything.likes(event(local(13, 20)))
    some = replace(everything, themes=frozenset({"music"}), languages=frozenset({Language.ENGLISH}))
    assert some.likes(event(local(13, 20), themes=("music", "theatre"), language=Language.ENGLISH))
    assert not some.likes(event(local(13, 20), themes=("theatre",), language=Language.ENGLISH))
    assert not some.likes(event(local(13, 20), themes=("music",), language=Language.NONE))
    assert not some.likes(event(local(13, 20), themes=("music",)))
    dutch = replace(everything, languages=frozenset({Language.DUTCH}))
    assert dutch.likes(event(local(13, 20)))
