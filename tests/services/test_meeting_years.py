"""Three years of meetings: time moved on a real database, every message counted, the bot down in between."""

from collections import Counter
from datetime import datetime, time, timedelta

import pytest
from gatherings import HEADS, HERE, Gatherings, holiday, local

from domain.meetings.kinds import Kind
from domain.meetings.meeting import Meeting, Stage
from domain.meetings.polls import Answer
from domain.meetings.reminding import Lead
from domain.postings import Surface
from storage.database import Database

BEGIN = local(2026, 3, 1)
CHOSEN = {
    HEADS[0]: frozenset(Lead),
    HEADS[1]: frozenset({Lead.WEEK}),
    HEADS[2]: frozenset({Lead.HOUR}),
    HEADS[3]: frozenset[Lead](),
}
"""When these want to be reminded; the others never chose."""
ONE = {
    "week": (20, timedelta(days=7)),
    "day": (20, timedelta(days=1)),
    "hour": (19, timedelta(hours=1)),
}
"""The local hour of each reminder of a meeting at eight, and how long before it that is."""
Y, M, N = Answer.YES, Answer.IF_NEED_BE, Answer.NO


async def _everyone_answers(town: Gatherings, meeting: Meeting) -> None:
    """Seven heads, each with one answer for all dates: the second date suits most."""
    shown = await town.dates(meeting)
    assert 3 <= len(shown.options) <= 5
    assert all(one.why for one in shown.options)
    for number, head in enumerate(HEADS):
        answers = [M] * len(shown.options)
        answers[1] = Y
        answers[-1] = N if number % 2 else M
        town.now += timedelta(minutes=7)
        assert await town.says(meeting, head, answers) == (head == HEADS[-1])


def _times_are_right(held: list[Meeting]) -> None:
    for one in held:
        assert one.day is not None
        assert one.starts is not None
        assert one.starts.astimezone(one.zone).time() == time(20)
        assert not holiday(one.day), f"{one.kind} on {one.day}: {holiday(one.day)}"


async def test_three_years_without_a_pause(database: Database) -> None:
    town = await Gatherings.founded(database, BEGIN)
    for head, leads in CHOSEN.items():
        await town.reminders.leads(HERE, town.caller(head), leads, "nl", now=town.now)
    await town.run_until(local(2029, 3, 1), lambda one: _everyone_answers(town, one))
    everything = await town.all()
    held = [one for one in everything if one.stage is Stage.PLANNED]
    assert held == everything
    _times_are_right(held)
    for year in (2027, 2028):
        monthly = [one for one in held if one.kind is Kind.MONTHLY and one.day and one.day.year == year]
        quarterly = [one for one in held if one.kind is Kind.QUARTERLY and one.day and one.day.year == year]
        assert [one.day.month for one in monthly if one.day] == list(range(1, 13))
        assert [(one.day.month - 1) // 3 for one in quarterly if one.day] == [0, 1, 2, 3]
        assert all(one.day and one.day.weekday() == 1 and 8 <= one.day.day <= 14 for one in monthly)
    offsets = {one.starts.astimezone(one.zone).utcoffset() for one in held if one.starts}
    assert offsets == {timedelta(hours=1), timedelta(hours=2)}

    announced = {one.subject: one.at for one in town.told(Surface.MEETING)}
    assert len(announced) == len(town.told(Surface.MEETING)) == len(held)
    for one in held:
        assert one.starts is not None
        assert one.starts - announced[f"meeting:{one.id}"] >= timedelta(days=14)
    _reminded_once(town, held)
    assert not town.told(Surface.MEETING_ASK)  # everybody had answered


def _reminded_once(town: Gatherings, held: list[Meeting]) -> None:
    """Every head once for each of their choices: a day before for who chose nothing."""
    sent = Counter((one.subject, one.place) for one in town.told(Surface.MEETING_SOON))
    assert set(sent.values()) == {1}
    past = [one for one in held if one.starts and one.starts < town.now]
    assert set(sent) == {
        (f"meeting-soon:{one.id}:{lead}", head)
        for one in past
        for head in HEADS
        for lead in CHOSEN.get(head, {Lead.DAY})
    }
    starts = {one.id: one.starts for one in past}
    for one in town.told(Surface.MEETING_SOON):
        begins = starts[int(one.subject.split(":")[1])]
        assert begins is not None
        hour, days = ONE[one.subject.split(":")[2]]
        assert one.at.astimezone(local(2026, 1, 1).tzinfo).time() == time(hour)
        early = begins - one.at
        assert abs(early - days) <= timedelta(hours=1)  # over a clock change, too


@pytest.mark.parametrize(
    ("down", "what"),
    [
        (local(2026, 4, 9, 9, 59), "just before the quarter's dates are put to the heads"),
        (local(2026, 4, 17, 9), "before who has not answered is reminded, and over the limit"),
        (local(2026, 4, 13, 19, 59), "just before the reminder of the monthly meeting, and over it"),
        (local(2026, 4, 10, 9), "over everything in April"),
        (local(2026, 3, 17, 9, 59), "just before the monthly meeting is planned"),
    ],
)
async def test_down_for_ten_days(database: Database, down: datetime, what: str) -> None:
    town = await Gatherings.founded(database, BEGIN)
    await town.run_until(down)
    town.sleep_until(down + timedelta(days=10))
    back = len(town.sent)
    await town.run_until(local(2026, 9, 1), None)
    kinds = Counter((one.kind, one.period) for one in await town.all())
    assert set(kinds.values()) == {1}, what
    months = [period for kind, period in kinds if kind is Kind.MONTHLY]
    assert months == [f"2026-{number:02}" for number in range(4, 10)]
    assert [period for kind, period in kinds if kind is Kind.QUARTERLY][:2] == ["2026-Q2", "2026-Q3"]
    assert set(
        Counter((one.subject, one.surface, one.place) for one in town.sent if one.surface.is_notice).values()
    ) == {1}
    starts = {one.id: one.starts for one in await town.all()}
    limits = {one.id: one.limit for one in await town.all()}
    for one in town.sent[back:]:
        number = int(one.subject.split(":")[1])
        begins, limit = starts[number], limits[number]
        if one.surface is Surface.MEETING_SOON:
            assert begins is not None
            assert one.at < begins, "reminded of what has begun"
        if one.surface is Surface.MEETING_ASK:
            assert limit is not None
            assert one.at < limit, "asked for answers that can be given no more"


async def test_a_monthly_day_that_is_a_holiday_moves(database: Database) -> None:
    town = await Gatherings.founded(database, BEGIN)
    # the last Monday of every month: 27 April 2026 is King's Day, 25 May Whit Monday
    await town.rhythm.change_rule(town.caller(HEADS[0]), Kind.MONTHLY, {"nth": 5, "weekday": 0}, now=town.now)
    await town.run_until(local(2026, 6, 1))
    days = {one.period: one.day for one in await town.all() if one.kind is Kind.MONTHLY}
    assert str(days["2026-03"]) == "2026-03-30"
    assert str(days["2026-04"]) == "2026-04-20"
    assert str(days["2026-05"]) == "2026-05-18"
    why = next(one.why for one in await town.all() if one.period == "2026-04")
    assert why[0].params["day"].isoformat() == "2026-04-27"  # type: ignore[attr-defined]


async def test_without_heads_nothing_is_planned(database: Database) -> None:
    town = await Gatherings.founded(database, BEGIN, heads=())
    await town.run_until(local(2026, 9, 1))
    assert await town.all() == []
    assert not town.told(Surface.MEETING)
