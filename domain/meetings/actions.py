"""Action points: who does what, by when; reminded, and back on the next agenda until done."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from domain.refusal import Refusal
from domain.texts import one_line, within, without_pings
from domain.when.answers import Message

MOST_WHAT: Final = 200
LONGEST: Final = timedelta(days=730)
_HOUR: Final = time(10)


class State(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Reminder(StrEnum):
    """SOON: two days before; LATE: the day after, if it is not done."""

    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """`person` does it (a Discord id; `name` as they were called then). `meeting` and `item` are where it was
    agreed, None for an action of no meeting. `gone`: that person is not on the server any more."""

    id: int = 0
    community: int
    meeting: int | None = None
    item: int | None = None
    person: int
    name: str
    what: str
    due: date
    state: State = State.OPEN
    made_by: int
    made_at: datetime
    done_at: datetime | None = None
    gone: bool = False


def what_typed(text: str) -> str:
    what = without_pings(within(one_line(text), MOST_WHAT, Message("The action")))
    if not what:
        raise Refusal("Say what is to be done, in a sentence.")
    return what


def must_have_owner(person: int | None) -> int:
    if person is None:
        raise Refusal("An action needs somebody who does it: choose a person under `who`.")
    return person


def due_on(day: date, today: date) -> date:
    if day < today:
        raise Refusal("{day} has passed already. By when is it done?", day=day)
    if day - today > LONGEST:
        raise Refusal("That is more than two years away. Choose an earlier day.")
    return day


def moment(reminder: Reminder, due: date, zone: ZoneInfo) -> datetime:
    """The instant (UTC) of a reminder: ten in the morning, local time."""
    day = due - timedelta(days=2) if reminder is Reminder.SOON else due + timedelta(days=1)
    return datetime.combine(day, _HOUR, zone).astimezone(UTC)


def makes_sense(reminder: Reminder, due: date, today: date) -> bool:
    """Whether it still does after the bot was away."""
    return today <= due if reminder is Reminder.SOON else today > due
