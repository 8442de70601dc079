"""Which dates are proposed, and which are not and why: a calendar with known holidays and forty events."""

from datetime import date, datetime, time, timedelta

import pytest
from gatherings import AMSTERDAM, HEADS, HERE, Gatherings, local

from domain.events import Details, Event, Stage
from domain.meetings.kinds import Audience, Kind
from domain.meetings.meeting import Meeting
from domain.meetings.meeting import Stage as MeetingStage
from domain.meetings.polls import Option
from domain.refusal import Refusal
from storage.database import Database
from storage.unit import Unit

NOW = local(2026, 3, 20)

EVENTS = {  # day: how many events fill its evening
    "04-14": 1, "04-15": 3, "04-16": 1, "04-17": 2, "04-18": 3, "04-21": 1, "04-22": 1, "04-23": 4,
    "04-24": 2, "05-06": 1, "05-07": 3, "05-08": 1, "05-09": 3, "05-13": 2, "05-18": 5, "05-19": 1,
    "05-20": 1, "05-21": 1, "05-27": 1, "05-28": 3,
}  # fmt: skip
TWO_HEADS_GO = "04-21"
MONTHLY = "05-12"

MUST = {
    "04-14": "On this weekday {n} people came on average.",  # a Tuesday: on Tuesdays most came so far
    "04-22": "On this weekday {n} people came on average.",  # a Wednesday: fewer; the earliest quiet one
    "05-06": "On this weekday {n} people came on average.",  # two Tuesdays are enough: the next Wednesday
    "05-26": "Nothing else in the agenda that evening.",
}
MUST_NOT = {
    "04-07": "Too soon: people get at least two weeks' notice.",
    "04-12": "Too soon: people get at least two weeks' notice.",
    "04-15": "{n} events stand in the agenda for that evening.",
    "04-17": "Not a weekday on which this meeting is held.",  # a Friday
    "04-21": "{n} of you go to something else that evening.",
    "04-23": "{n} events stand in the agenda for that evening.",
    "04-27": "A holiday: {name}.",  # King's Day
    "04-28": "School holidays: {name}.",  # May holidays
    "04-30": "School holidays: {name}.",
    "05-03": "School holidays: {name}.",
    "05-05": "A holiday: {name}.",  # Liberation Day
    "05-07": "{n} events stand in the agenda for that evening.",
    "05-12": "There is another meeting that day.",
    "05-14": "A holiday: {name}.",  # Ascension Day
    "05-16": "Not a weekday on which this meeting is held.",  # a Saturday
    "05-18": "{n} events stand in the agenda for that evening.",
    "05-25": "A holiday: {name}.",  # Whit Monday
    "05-28": "{n} events stand in the agenda for that evening.",
    "05-04": "Possible, but the other dates are better or spread better.",
    "05-19": "Possible, but the other dates are better or spread better.",  # a third Tuesday
    "05-20": "Possible, but the other dates are better or spread better.",
}


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def _fill(unit: Unit) -> None:
    for text, count in EVENTS.items():
        for number in range(count):
            starts = datetime.combine(day(text), time(20, number), AMSTERDAM)
            event = unit.events.add(
                Event(
                    id=0,
                    community=HERE,
                    details=Details(
                        title=f"{text} {number}", starts=starts, ends=starts + timedelta(hours=3)
                    ),
                    stage=Stage.PUBLISHED,
                    created_at=NOW,
                    updated_at=NOW,
                )
            )
            if text == TWO_HEADS_GO:
                for head in HEADS[:2]:
                    unit.events.gain_interest(event.id, head, now=NOW)
    _held(unit, day(MONTHLY), 0, Kind.MONTHLY)
    for past, people in (
        ("01-13", 6),
        ("02-10", 6),
        ("01-21", 3),
        ("02-18", 3),
    ):  # two Tuesdays, two Wednesdays
        _held(unit, day(past), people, Kind.OTHER)


def _held(unit: Unit, on: date, people: int, kind: Kind) -> None:
    meeting = unit.meetings.add(
        Meeting(
            community=HERE,
            kind=kind,
            audience=Audience.HEADS,
            stage=MeetingStage.PLANNED,
            day=on,
            created_at=NOW,
            updated_at=NOW,
        )
    )
    assert meeting is not None
    for person in range(people):
        unit.meetings.check_in(meeting.id, 100 + person, now=NOW)


async def looked_at(database: Database) -> tuple[dict[date, Option], dict[date, Option]]:
    assert sum(EVENTS.values()) == 40
    town = await Gatherings.founded(database, NOW)
    await town.do(_fill)
    meeting = await town.plan(
        "Werkgroep", first=date(2026, 4, 6), last=date(2026, 5, 31), limit=local(2026, 3, 30, 20)
    )
    shown = await town.dates(meeting)
    return {one.day: one for one in shown.options}, {one.day: one for one in shown.others}


async def test_which_dates_are_proposed_and_why(database: Database) -> None:
    proposed, _ = await looked_at(database)
    assert set(proposed) == {day(text) for text in MUST}
    for text, reason in MUST.items():
        assert reason in [note.message_id for note in proposed[day(text)].why], text


async def test_which_are_not_and_why(database: Database) -> None:
    proposed, others = await looked_at(database)
    for text, reason in MUST_NOT.items():
        assert [note.message_id for note in others[day(text)].why] == [reason], text
    window = {date(2026, 4, 6) + timedelta(days=number) for number in range(56)}
    assert set(proposed) | set(others) == window  # it says something of every single day
    busy = others[day("05-18")].why[0]
    assert busy.params == {"n": 5}


async def test_where_everything_is_busy_a_busy_evening_is_not_held_against_a_day(database: Database) -> None:
    town = await Gatherings.founded(database, NOW)

    def fill(unit: Unit) -> None:
        for number in range(60):
            starts = datetime.combine(date(2026, 4, 6) + timedelta(days=number), time(20), AMSTERDAM)
            for _ in range(5):
                details = Details(title="Every night", starts=starts)
                event = Event(
                    id=0,
                    community=HERE,
                    details=details,
                    stage=Stage.PUBLISHED,
                    created_at=NOW,
                    updated_at=NOW,
                )
                unit.events.add(event)

    await town.do(fill)
    meeting = await town.plan("Werkgroep", first=date(2026, 4, 6), last=date(2026, 5, 31))
    assert len((await town.dates(meeting)).options) == 4


async def test_a_window_of_holidays_is_refused(database: Database) -> None:
    town = await Gatherings.founded(database, NOW)
    with pytest.raises(Refusal, match="hardly any good evenings"):
        await town.plan("Werkgroep", first=date(2026, 4, 25), last=date(2026, 5, 3))
    with pytest.raises(Refusal, match="not enough notice"):
        await town.plan("Werkgroep", first=date(2026, 3, 23), last=date(2026, 4, 1))
