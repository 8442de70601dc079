"""A workflow that people work through: its steps with their deadlines, who ticked what, who carries it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from domain.knowledge.deadlines import by, limit_of, reminders
from domain.refusal import Refusal

MOST_STEPS: Final = 20
"""As many buttons as fit under one message beside those for the whole."""
MOST_PEOPLE: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step as the article said it when the checklist began; later edits leave it as it is. `days_before`
    counts back from the day, negative lies after it, None has no deadline."""

    title: str
    days_before: int | None = None
    who: str = ""
    what: str = ""
    pitfalls: str = ""
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    person: int
    at: datetime


class State(StrEnum):
    """Of a step, seen from a day."""

    DONE = "done"
    LATE = "late"
    SOON = "soon"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """`place` is the thread's id, or with `in_private` the owner's own. `ticks` by the step's number from 0.
    `title` is the article's, `name` what people call their own: "Noise Night"."""

    id: int
    community: int
    article: str
    title: str
    name: str
    locale: str
    sector: str = ""
    day: date
    owner: int
    place: int = 0
    in_private: bool = True
    steps: tuple[Step, ...]
    ticks: Mapping[int, Tick] = field(default_factory=dict)
    people: frozenset[int] = field(default_factory=frozenset)
    started_at: datetime
    stopped_at: datetime | None = None
    reminded_at: datetime | None = None

    @property
    def done(self) -> int:
        return len(self.ticks)

    @property
    def is_finished(self) -> bool:
        return self.done >= len(self.steps)

    @property
    def is_open(self) -> bool:
        return self.stopped_at is None and not self.is_finished

    def limit(self, number: int) -> date | None:
        """Before when the step has to be done."""
        before = self.steps[number].days_before
        return None if before is None else limit_of(self.day, before)

    def last(self, number: int) -> date | None:
        """The last day on which it can be done in time."""
        before = self.steps[number].days_before
        return None if before is None else by(self.day, before)

    def state(self, number: int, today: date) -> State:
        if number in self.ticks:
            return State.DONE
        last = self.last(number)
        if last is None:
            return State.OPEN
        if last < today:
            return State.LATE
        return State.SOON if (last - today).days <= 7 else State.OPEN

    def pressing(self, today: date) -> tuple[int, ...]:
        """The open steps that cannot wait any more, the earliest deadline first."""
        found = [n for n in range(len(self.steps)) if self.state(n, today) in {State.LATE, State.SOON}]
        return tuple(sorted(found, key=lambda n: (self.last(n) or self.day, n)))

    def next_reminder(self, zone: ZoneInfo, *, after: datetime) -> datetime | None:
        """When somebody has to hear of an open step for the first time after this moment."""
        moments = [
            moment
            for number in range(len(self.steps))
            if number not in self.ticks and (last := self.last(number)) is not None
            for moment in reminders(last, zone)
            if moment > after
        ]
        return min(moments, default=None) if self.is_open else None

    def next_open(self) -> int | None:
        """The open step whose deadline comes first; those without one last."""
        left = [number for number in range(len(self.steps)) if number not in self.ticks]
        return min(left, key=lambda number: (self.last(number) or date.max, number), default=None)

    def must_belong(self, person: int) -> None:
        if person not in self.people:
            raise Refusal(
                "This checklist belongs to other people. Ask one of them to add you with *Add somebody*."
            )
        if self.stopped_at is not None:
            raise Refusal("This checklist was stopped. Begin a new one with /workflow start.")

    def with_person(self, person: int) -> "Run":
        if person not in self.people and len(self.people) >= MOST_PEOPLE:
            raise Refusal("{most} people work on this already, and that is the most.", most=MOST_PEOPLE)
        return replace(self, people=self.people | {person})

    def handed_to(self, person: int) -> "Run":
        return replace(self.with_person(person), owner=person)


def must_have_steps(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """As many as a checklist can hold. Raises `Refusal` for an article that is no workflow."""
    if not steps:
        raise Refusal("This article has no steps to tick. /kb show lets you read it.")
    return steps[:MOST_STEPS]


def must_lie_ahead(day: date, today: date) -> None:
    if day < today:
        raise Refusal("{day} has been. Give the day on which it will be, for example 20 June.", day=day)
    if (day - today).days > 3 * 366:
        raise Refusal("{day} is more than three years ahead. Check the year.", day=day)
