"""When somebody hears of a question by itself, because it waits for them or because its term has passed.

Each term, and each wait, has its own row of reminders, counted by `Question.reminded`. What fell due while
nobody could be told is told once, as the last of what fell due.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from domain.desk.question import Question, Status, WaitsFor
from domain.desk.terms import DeskSettings, aloud, is_working_day, working_days_after
from domain.free_days import FreeDays

_MORNING: Final = time(9)
_ASK_AGAIN: Final = (timedelta(days=3), timedelta(days=10), timedelta(days=17))
_CHASE: Final = timedelta(days=7)


class Nudge(StrEnum):
    """Who hears what."""

    SOON = "soon"
    """The owner, before the term ends."""
    LATE = "late"
    """The owner and the deputy, once it has passed."""
    BOARD = "board"
    """De Sektor itself, a working day later."""
    ASKER = "asker"
    """The asker: it waits for them."""
    SILENT = "silent"
    """The owner: the asker has not reacted to two reminders."""
    CHASE = "chase"
    """The owner, once a week: it still waits for somebody outside."""


@dataclass(frozen=True, slots=True)
class Reminder:
    nudge: Nudge
    at: datetime


def reminder(question: Question, count: int, zone: ZoneInfo, free: FreeDays) -> Reminder | None:
    """The one that comes after `count` others; None when there is no more."""
    if not question.is_unanswered:
        return None
    if question.status is not Status.WAITING:
        return _of_term(question, count, zone, free)
    since = question.waits_since
    if question.waits_for is not WaitsFor.ASKER:
        return Reminder(Nudge.CHASE, since + _CHASE * (count + 1))
    if count >= len(_ASK_AGAIN):
        return None
    return Reminder(Nudge.SILENT if count == 2 else Nudge.ASKER, since + _ASK_AGAIN[count])


def _of_term(question: Question, count: int, zone: ZoneInfo, free: FreeDays) -> Reminder | None:
    due = question.due_at.astimezone(zone).date()
    if count == 0:
        mornings = [_morning(day, zone) for day in _before(question.by, due, free)]
        at = next((one for one in mornings if one > question.waits_since), question.due_at)
        return Reminder(Nudge.SOON, at)
    if count > 2:
        return None
    late = working_days_after(due, count, free)
    return Reminder(Nudge.LATE if count == 1 else Nudge.BOARD, _morning(late, zone))


def _before(wanted: date | None, due: date, free: FreeDays) -> list[date]:
    """The working day before the day that counts, and that day itself."""
    found = []
    for day in (min(wanted, due), due) if wanted is not None else (due,):
        before = day - timedelta(days=1)
        while not is_working_day(before, free):
            before -= timedelta(days=1)
        found += [before, day]
    return found


def _morning(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, _MORNING, zone).astimezone(UTC)


def next_moment(
    question: Question, settings: DeskSettings, zone: ZoneInfo, free: FreeDays
) -> datetime | None:
    """When to look at the question again, outside the quiet hours."""
    found = reminder(question, question.reminded, zone, free)
    return aloud(found.at, settings, zone) if found is not None else None


def what_is_due(
    question: Question, zone: ZoneInfo, free: FreeDays, *, now: datetime
) -> tuple[Reminder | None, int]:
    """The last reminder that is due, and how many have passed with it. That the term ends soon is not said
    any more once it has ended."""
    count, found = question.reminded, None
    while (one := reminder(question, count, zone, free)) is not None and one.at <= now:
        count += 1
        found = None if one.nudge is Nudge.SOON and now > question.due_at else one
    return found, count
