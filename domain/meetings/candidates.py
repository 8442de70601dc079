"""Which dates to propose for a meeting, and why those and not others.

A day that cannot be is left out with its reason: too soon, a public holiday or 31 December, school holidays,
an evening on which much more happens than usual or on which these people have something of their own, another
meeting. Of the others the better ones are taken, at most two in one week and two on one weekday: the day that
the rhythm names, weekdays on which many came before, evenings with little else.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median
from typing import Final

from domain.free_days import FreeDays
from domain.meetings.notes import Note
from domain.meetings.rhythm import LEAST_NOTICE

FEWEST: Final = 3
MOST: Final = 5
USUAL: Final = 4
"""Dates that are proposed: three if there are no more good ones, and up to five when asked for."""

MANY_EVENTS: Final = 3
"""So many events on one evening are many, where twice as many as usual are not more than that."""
SOME_AWAY: Final = 2
"""So many of these people who go to something themselves."""

_A_WEEK: Final = 2  # dates in one week
_A_WEEKDAY: Final = 2  # dates on one weekday: who never can on Thursdays has a choice, too
_WORKDAYS: Final = frozenset({0, 1, 2, 3})
_WEEKEND: Final = frozenset({4, 5})
_ENOUGH: Final = 2  # meetings on a weekday before its attendance says something


@dataclass(frozen=True, slots=True)
class Came:
    """How it went on a weekday so far: `meetings` held, and `people` who came to them together."""

    meetings: int
    people: int

    @property
    def average(self) -> float:
        return self.people / self.meetings if self.meetings else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known of the days. `today` is when people hear of the date. `events`: how many in the agenda
    fill the evening; `away`: how many of these people said they go to, or organise, something then;
    `meetings`: days that have a meeting already."""

    today: date
    free: FreeDays = field(default_factory=FreeDays)
    events: Mapping[date, int] = field(default_factory=dict)
    away: Mapping[date, int] = field(default_factory=dict)
    meetings: Collection[date] = ()
    came: Mapping[int, Came] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    day: date
    why: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """The dates in order, each with its reasons; and for every other day of the window why not."""

    dates: tuple[Candidate, ...]
    others: tuple[Candidate, ...]


def propose(
    first: date,
    last: date,
    around: Surroundings,
    *,
    ideal: date | None = None,
    weekdays: Collection[int] | None = None,
    most: int = USUAL,
) -> Proposal:
    """Up to `most` dates from `first` to `last`. `ideal` is the day that the rhythm names; `weekdays` on
    which it can be (Monday is 0). Without: from Monday to Thursday (Friday and Saturday for what usually is
    in a weekend), the ideal day's, and those that worked before.
    """
    wanted = frozenset(weekdays) if weekdays else _usual_weekdays(around.came, ideal)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    many = many_events(around, [day for day in days if day.weekday() in wanted])
    others: dict[date, Note] = {}
    possible: list[date] = []
    for day in days:
        objection = why_not(day, around, wanted, many)
        if objection is None:
            possible.append(day)
        else:
            others[day] = objection
    chosen: list[date] = []
    weekdays_possible = {day.weekday() for day in possible}
    for day in sorted(possible, key=lambda one: (-_worth(one, around, ideal), _distance(one, ideal), one)):
        in_week = sum(one.isocalendar()[:2] == day.isocalendar()[:2] for one in chosen)
        alike = sum(one.weekday() == day.weekday() for one in chosen)
        spread = in_week < _A_WEEK and (alike < _A_WEEKDAY or len(weekdays_possible) == 1)
        if len(chosen) < most and spread:
            chosen.append(day)
        else:
            others[day] = Note("Possible, but the other dates are better or spread better.")
    return Proposal(
        tuple(Candidate(day, _why(day, around, ideal)) for day in sorted(chosen)),
        tuple(Candidate(day, (note,)) for day, note in sorted(others.items())),
    )


def many_events(around: Surroundings, days: Collection[date]) -> int:
    """From how many events on an evening are too many: twice as many as on the middle one of these days."""
    usual = median(around.events.get(day, 0) for day in days) if days else 0
    return max(MANY_EVENTS, int(2 * usual))


def why_not(
    day: date, around: Surroundings, weekdays: Collection[int] | None = None, many: int = MANY_EVENTS
) -> Note | None:
    """Why a day cannot be proposed; None if it can."""
    soonest = around.today + timedelta(days=LEAST_NOTICE)
    if day < soonest:
        return Note("Too soon: people get at least two weeks' notice.")
    hard = never(day, around)
    if hard is not None:
        return hard
    school = around.free.school(day)
    if school is not None:
        return Note("School holidays: {name}.", {"name": school})
    if weekdays is not None and day.weekday() not in weekdays:
        return Note("Not a weekday on which this meeting is held.")
    events = around.events.get(day, 0)
    if events >= many:
        return Note("{n} events stand in the agenda for that evening.", {"n": events})
    away = around.away.get(day, 0)
    if away >= SOME_AWAY:
        return Note("{n} of you go to something else that evening.", {"n": away})
    return None


def never(day: date, around: Surroundings) -> Note | None:
    """Why nothing of ours is ever held on that day; None if it can be."""
    public = around.free.public(day)
    if public is not None:
        return Note("A holiday: {name}.", {"name": public})
    if day in around.meetings:
        return Note("There is another meeting that day.")
    return None


def settle(day: date, first: date, last: date, around: Surroundings) -> Candidate:
    """The day on which a meeting is that nobody is asked about: the one that the rhythm names. Only when that
    is a holiday, taken, or too soon, the nearest other from `first` to `last` takes its place, rather one of
    the same weekday. School holidays and busy evenings are for the heads to judge: it is their rhythm.
    """
    soonest = around.today + timedelta(days=LEAST_NOTICE)
    objection = never(day, around) if day >= soonest else Note("The day of the rhythm came too soon.")
    if objection is None:
        return Candidate(day, (Note("The day of the rhythm."), *_mind(day, around)))
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    fitting = [one for one in days if one >= soonest and never(one, around) is None]
    good = [one for one in fitting if why_not(one, around, _WORKDAYS | {day.weekday()}) is None]
    choice = min(
        good or fitting or [day],
        key=lambda one: (one.weekday() != day.weekday(), abs((one - day).days), one),
    )
    return Candidate(
        choice, (Note("Not on {day}: {why}", {"day": day, "why": objection}), *_mind(choice, around))
    )


def _mind(day: date, around: Surroundings) -> Iterable[Note]:
    """What to mind about a day that stands all the same."""
    school = around.free.school(day)
    if school is not None:
        yield Note("Mind: it lies in the {name}.", {"name": school})
    if around.events.get(day, 0) >= MANY_EVENTS:
        yield Note("Mind: {n} events stand in the agenda for that evening.", {"n": around.events[day]})


def _usual_weekdays(came: Mapping[int, Came], ideal: date | None) -> frozenset[int]:
    worked = {weekday for weekday, how in came.items() if how.meetings >= _ENOUGH}
    if ideal is None:
        return _WORKDAYS | worked
    return (_WORKDAYS if ideal.weekday() in _WORKDAYS else _WEEKEND) | worked | {ideal.weekday()}


def _worth(day: date, around: Surroundings, ideal: date | None) -> int:
    """Points, compared and never shown: the reasons say the same in words."""
    points = -3 * around.events.get(day, 0) - 4 * around.away.get(day, 0)
    how = around.came.get(day.weekday())
    best = max((one.average for one in around.came.values() if one.meetings >= _ENOUGH), default=0.0)
    if how is not None and how.meetings >= _ENOUGH and best:
        points += round(12 * how.average / best)
    elif ideal is not None and day.weekday() == ideal.weekday():
        points += 6
    if day == ideal:
        points += 6
    return points


def _distance(day: date, ideal: date | None) -> int:
    return abs((day - ideal).days) if ideal is not None else 0


def _why(day: date, around: Surroundings, ideal: date | None) -> tuple[Note, ...]:
    found = []
    if day == ideal:
        found.append(Note("The day of the rhythm."))
    how = around.came.get(day.weekday())
    if how is not None and how.meetings >= _ENOUGH:
        found.append(
            Note(
                "On this weekday {n} people came on average.",
                {"n": round(how.average, 1) if how.average % 1 else int(how.average)},
            )
        )
    elif ideal is not None and day != ideal and day.weekday() == ideal.weekday():
        found.append(Note("The usual weekday."))
    events, away = around.events.get(day, 0), around.away.get(day, 0)
    if not events:
        found.append(Note("Nothing else in the agenda that evening."))
    elif events == 1:
        found.append(Note("One event in the agenda that evening."))
    else:
        found.append(Note("Only {n} events in the agenda that evening.", {"n": events}))
    if away:
        found.append(Note("One of you goes to something else that evening."))
    found.append(Note("No holiday, no school holidays."))
    return tuple(found)
