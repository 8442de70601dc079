"""The agenda of a meeting: its items, their order, and their times."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from domain.meetings.kinds import Audience, Kind
from domain.refusal import Refusal
from domain.texts import cleaned, one_line, within, without_pings
from domain.when.answers import Message

MOST_TITLE: Final = 150
MOST_ENGLISH: Final = 150
MOST_MINUTES: Final = 180
MOST_ITEMS: Final = 40
MOST_NOTE: Final = 4000
"""What one form holds."""
MOST_NOTES: Final = 40_000
"""What an item holds; nobody is refused a sentence before that."""
USUAL_MINUTES: Final = 10


class Source(StrEnum):
    """Who put it there: a person, or the bot because it is due."""

    PERSON = "person"
    MINUTES = "minutes"
    """The minutes of the last meeting are to be approved."""
    ACTION = "action"
    """What somebody would do is not done."""
    QUESTION = "question"
    """Questions at the desk that have no answer yet; one item for all of them, by sector."""
    DECISION = "decision"
    """A decision that is still open."""
    REVIEW = "review"
    """A decision that is due for a look back."""


MINUTES_FOR: Final = {
    Source.MINUTES: 5,
    Source.ACTION: 3,
    Source.QUESTION: 10,
    Source.DECISION: 5,
    Source.REVIEW: 5,
}
_ORDER: Final = (Source.MINUTES, Source.ACTION, Source.QUESTION, Source.REVIEW, Source.DECISION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """`about` is the id of what it stands for (0 for what a person put there); `title` the record's title
    then. `english` is one line for who reads no Dutch. `owner` leads it (a Discord id). `dropped`: taken off,
    and the bot does not put it back. `version` counts the changes of its notes."""

    id: int = 0
    meeting: int
    position: int
    source: Source = Source.PERSON
    about: int = 0
    title: str
    english: str = ""
    owner: int | None = None
    minutes: int = USUAL_MINUTES
    by: int | None = None
    link: str = ""
    notes: str = ""
    version: int = 0
    dropped: bool = False
    begun_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """Something that belongs on the next agenda; `english` where its title has a language."""

    source: Source
    about: int
    title: str
    owner: int | None = None
    english: str = ""

    @property
    def key(self) -> tuple[Source, int]:
        return self.source, self.about


def title_typed(text: str) -> str:
    title = without_pings(within(one_line(text), MOST_TITLE, Message("The title")))
    if not title:
        raise Refusal("Say in a few words what it is about.")
    return title


def english_typed(text: str) -> str:
    return without_pings(within(one_line(text), MOST_ENGLISH, Message("The English line")))


def minutes_wanted(minutes: int) -> int:
    if not 1 <= minutes <= MOST_MINUTES:
        raise Refusal("An item takes 1 to {most} minutes.", most=MOST_MINUTES)
    return minutes


def note_typed(text: str) -> str:
    return cleaned(text)


def timetable(items: Sequence[Item], starts: datetime) -> tuple[datetime, ...]:
    """When each item begins, if all before it keep to their time."""
    begins, times = starts, []
    for item in items:
        times.append(begins)
        begins += timedelta(minutes=item.minutes)
    return tuple(times)


def over_time(items: Sequence[Item], minutes: int) -> int:
    """Minutes that the items want beyond those that there are; 0 when they fit."""
    return max(0, sum(item.minutes for item in items) - minutes)


def moved(ids: Sequence[int], item: int, place: int) -> tuple[int, ...]:
    """The same items with one at another place, counted from 1; beyond the end is the end."""
    rest = [one for one in ids if one != item]
    rest.insert(max(0, min(place - 1, len(rest))), item)
    return tuple(rest)


def in_usual_order(due: Collection[Due]) -> tuple[Due, ...]:
    """Minutes first, since they may change what follows; open decisions last of what is due."""
    return tuple(sorted(due, key=lambda one: (_ORDER.index(one.source), one.about)))


def takes_decisions(kind: Kind, audience: Audience, *, public: bool) -> bool:
    """Whether a decision belongs on the agenda by itself: all of them where the heads meet each month; where
    others are, too, only what may be known; a party has no agenda that fills itself."""
    if kind is Kind.MONTHLY:
        return True
    if kind in {Kind.QUARTERLY, Kind.ASSEMBLY}:
        return public or (audience is Audience.HEADS)
    return False


def fills_itself(kind: Kind) -> bool:
    """Meetings that come round have an agenda that goes on from the last one's; a party has not."""
    return kind in {Kind.MONTHLY, Kind.QUARTERLY, Kind.ASSEMBLY}


def merged(current: str, base: str, typed: str) -> str:
    """Notes after a form was sent that was opened on `base`, while `current` stands there now. When nobody
    else wrote meanwhile the form's text replaces it; else what is new in it is added below. Nothing that
    anybody wrote is lost."""
    if current == base:
        return typed
    kept, here = set(current.splitlines()), set(base.splitlines())
    new = [line for line in typed.splitlines() if line not in kept and line not in here]
    return "\n".join([*([current] if current else []), *new])
