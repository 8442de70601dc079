"""The pieces of meaning that a text about time is made of, before anything is resolved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from domain.when.words import Modifier, Part


class Form(Enum):
    """How a time was written decides whether 8 may be 20."""

    SPOKEN = auto()  # "half 9", "8 uur", "at 9": twelve hours, morning or evening is left open
    DIGITAL = auto()  # "9:30", "21u30": the 24-hour clock, unless "in the evening" stands beside it
    FIXED = auto()  # "9 pm": said outright


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the day; hour 24 is the end of the day.

    `british`: "half nine" in an English sentence, which is 9:30 to a Brit and 8:30 to a Dutch person.
    """

    hour: int
    minute: int
    form: Form
    british: bool = False


@dataclass(frozen=True, slots=True)
class DayPart:
    """`attached`: said of the day itself ("zaterdagnacht", "tonight"), so the night that follows it."""

    part: Part
    attached: bool


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """As much of a date as was written: "13 March 2026", "13 March", "the 13th", "March"."""

    day: int | None
    month: int | None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """0 is Monday."""

    index: int
    modifier: Modifier | None = None


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """ "The first Friday of April"; -1 is the last one."""

    nth: int
    weekday: int
    month: int
    year: int | None


@dataclass(frozen=True, slots=True)
class DayOffset:
    """Days (and months) from today: "morgen", "over 3 dagen", "in a month".

    `spoken_word`: "today", "tomorrow" and the like, whose meaning shifts for people who are still up.
    """

    days: int
    months: int = 0
    spoken_word: bool = False


@dataclass(frozen=True, slots=True)
class Weeks:
    """`named`: a calendar week ("next week"); otherwise a distance ("in two weeks").

    `after`: counted from the weekday ("vrijdag over een week", "a week from Friday"), where
    "over een week vrijdag" is the Friday of the calendar week that is a week away.
    """

    count: int
    named: bool
    after: bool = False


@dataclass(frozen=True, slots=True)
class Weekend:
    """0 is this weekend (or the coming one), 1 the one after."""

    count: int


@dataclass(frozen=True, slots=True)
class Months:
    """A calendar month counted from this one: "this month", "next month"."""

    count: int


@dataclass(frozen=True, slots=True)
class Years:
    """A calendar year counted from this one."""

    count: int


@dataclass(frozen=True, slots=True)
class NextDays:
    """ "The next 7 days", today included."""

    days: int


@dataclass(frozen=True, slots=True)
class Ahead:
    """Minutes from now: "over 2 uur"."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Duration:
    """How long it lasts, in minutes: "+3 uur", "for 3 hours"."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A timestamp with its own offset."""

    instant: datetime


@dataclass(frozen=True, slots=True)
class DottedPair:
    """ "20.10": half past... or the twentieth of October; its neighbours decide."""

    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Number:
    """A bare number, which its neighbours make an hour or a day."""

    value: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year on its own."""

    value: int


@dataclass(frozen=True, slots=True)
class Until:
    """What stands between a start and an end. `loose`: a dash or slash, which may merely separate."""

    loose: bool


class Role(Enum):
    """What the time after it is the time of."""

    START = auto()
    DOORS = auto()
    END = auto()


class Mark(Enum):
    """Pieces that carry no value of their own."""

    LEAD = auto()  # "om", "at", "from": a bare number after it is an hour
    ALL_DAY = auto()
    FILLER = auto()
    UNKNOWN = auto()
    NO_DATE = auto()  # written as a date, but no calendar has it
    NO_TIME = auto()  # written as a time, but no clock shows it


DayPiece = CalendarDate | Weekday | NthWeekday | DayOffset | Weeks
PeriodPiece = Weekend | Months | Years | NextDays
Piece = (
    DayPiece
    | PeriodPiece
    | Clock
    | DayPart
    | Ahead
    | Duration
    | Moment
    | DottedPair
    | Number
    | Year
    | Until
    | Role
    | Mark
)


@dataclass(frozen=True, slots=True)
class Found:
    """A piece, and the words that it was read from; pieces of one match share their `place`."""

    piece: Piece
    typed: str
    place: int


def typed(found: Iterable[Found]) -> str:
    """The person's own words for these pieces, in the order in which they were typed."""
    places = {one.place: one.typed for one in sorted(found, key=lambda one: one.place)}
    return " ".join(words for words in places.values() if words)
