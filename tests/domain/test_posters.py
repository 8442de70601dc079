"""What stands on a poster, under which day, and what goes first when there is too much."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from domain.agenda import Listed
from domain.events import Details, Event, Happening, Language, Stage
from domain.posters import Day, days_of
from domain.weeks import Week

HERE = ZoneInfo("Europe/Amsterdam")
WEEK = Week(2026, 11)
MONDAY = datetime(2026, 3, 9, tzinfo=HERE)


def event(
    number: int,
    starts: datetime,
    *,
    happening: Happening = Happening.SCHEDULED,
    submitter: int | None = None,
    interested: int = 0,
    **more: Any,
) -> Listed:
    return Listed(
        event=Event(
            id=number,
            community=1,
            details=Details(title=f"Event {number}", starts=starts.astimezone(UTC), **more),
            stage=Stage.PUBLISHED,
            happening=happening,
            submitter=submitter,
            created_at=MONDAY,
            updated_at=MONDAY,
        ),
        interested=interested,
    )


def at(day: int, hour: int = 20) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour)


def shown(*listed: Listed) -> list[tuple[date | None, list[int]]]:
    return [(day.date, [line.listed.event.id for line in day.lines]) for day in days_of(listed, WEEK, HERE)]


def ranks(days: list[Day]) -> dict[int, int]:
    return {line.listed.event.id: line.rank for day in days for line in day.lines}


def test_events_stand_under_their_local_day_in_order() -> None:
    assert shown(event(1, at(4, 22)), event(2, at(0)), event(3, at(4, 14)), event(4, at(6, 23))) == [
        (date(2026, 3, 9), [2]),
        (date(2026, 3, 13), [3, 1]),
        (date(2026, 3, 15), [4]),
    ]


def test_other_weeks_are_not_on_it() -> None:
    assert shown(event(1, at(-1, 23)), event(2, at(7, 0)), event(3, at(0, 0))) == [(date(2026, 3, 9), [3])]


def test_the_night_before_is_not_monday() -> None:
    night = event(1, at(-1, 22), ends=at(0, 4).astimezone(UTC))
    assert shown(night) == []


def test_what_is_under_way_stands_at_the_end_with_its_last_day() -> None:
    exhibition = event(1, at(-10, 0), ends=at(3, 0).astimezone(UTC), time_known=False)
    days = days_of([exhibition, event(2, at(1))], WEEK, HERE)
    assert [day.date for day in days] == [date(2026, 3, 10), None]
    assert days[1].lines[0].until == date(2026, 3, 11)
    assert days[0].lines[0].until is None


def test_what_does_not_take_place_is_left_out() -> None:
    assert shown(
        event(1, at(1), happening=Happening.CANCELLED),
        event(2, at(1), happening=Happening.POSTPONED),
        event(3, at(1), happening=Happening.RESCHEDULED),
        event(4, at(1, 21), happening=Happening.MOVED_ONLINE),
    ) == [(date(2026, 3, 10), [3, 4])]


def test_english_friendly_and_online_are_known() -> None:
    (day,) = days_of(
        [
            event(1, at(1), language=Language.ENGLISH),
            event(2, at(1, 21), language=Language.NONE, happening=Happening.MOVED_ONLINE),
            event(3, at(1, 22), language=Language.DUTCH),
            event(4, at(1, 23)),
        ],
        WEEK,
        HERE,
    )
    assert [line.english for line in day.lines] == [True, True, False, False]
    assert [line.online for line in day.lines] == [False, True, False, False]


def test_every_day_keeps_its_best() -> None:
    busy = [event(n, at(4, 12 + n)) for n in range(1, 6)]
    quiet = event(9, at(6))
    placed = ranks(days_of([*busy, quiet], WEEK, HERE))
    assert placed[9] == 1, "the one event of Sunday goes before the second of Friday"
    assert placed[1] == 0


def test_what_people_look_forward_to_and_entered_themselves_goes_first() -> None:
    listed = [
        event(1, at(4, 12)),
        event(2, at(4, 13), submitter=5),
        event(3, at(4, 14), interested=3),
    ]
    placed = ranks(days_of(listed, WEEK, HERE))
    assert sorted(placed, key=placed.__getitem__) == [3, 2, 1]


@given(
    st.lists(
        st.tuples(st.integers(-300, 400), st.integers(0, 5), st.booleans(), st.sampled_from(Happening)),
        max_size=60,
    )
)
def test_ranks_count_from_nought_and_each_event_stands_once(
    drawn: list[tuple[int, int, bool, Happening]],
) -> None:
    listed = [
        event(
            number,
            MONDAY + timedelta(hours=hours),
            interested=interested,
            happening=happening,
            submitter=4 if entered else None,
        )
        for number, (hours, interested, entered, happening) in enumerate(drawn)
    ]
    days = days_of(listed, WEEK, HERE)
    lines = [line for day in days for line in day.lines]
    assert sorted(line.rank for line in lines) == list(range(len(lines)))
    assert len({line.listed.event.id for line in lines}) == len(lines)
    assert all(WEEK.monday <= day.date <= WEEK.sunday for day in days if day.date)
