"""Evidence: one reason why an event belongs to a theme, with its weight and the sentence that tells it.

Weights are whole points, on one scale for everything that speaks:

| points | meaning |
|---|---|
| `STRONG` 60 | says it outright: "theatervoorstelling", the category "Concert" |
| `CLEAR` 40 | sure together with any other sign, a good guess alone: "punk", "exhibition" |
| `FAIR` 20 | supports, never decides: "dj", "voorstelling" in a long text |
| `HINT` 10 | tips the scales at most: "live", "club" |
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.sources import Note

STRONG: Final = 60
CLEAR: Final = 40
FAIR: Final = 20
HINT: Final = 10


class Origin(StrEnum):
    """Where a piece of evidence was found."""

    RULE = "rule"
    CATEGORY = "category"
    TITLE = "title"
    DESCRIPTION = "description"
    ORGANIZER = "organizer"
    PLACE = "place"
    HABIT = "habit"
    DEFAULT = "default"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class Evidence:
    """`weight` is in points and negative where it speaks against the theme (only a rule does).

    `reason` does not name the theme: it stands under the theme's name, which each reader sees in their own
    language.
    """

    theme: str
    weight: int
    origin: Origin
    reason: Note


@dataclass(frozen=True, slots=True)
class Habit:
    """How often earlier events at a place stood under a theme: `events` of the `of` that were accepted.
    `also` are the other names that this place goes by."""

    place: str
    theme: str
    events: int
    of: int
    also: tuple[str, ...] = ()


_ENOUGH_TO_BE_A_HABIT: Final = 5


def habit_evidence(habit: Habit) -> Evidence | None:
    """At most `FAIR`: a venue's habit supports what an event says of itself, and never decides alone."""
    if habit.of < _ENOUGH_TO_BE_A_HABIT or habit.events * 2 < habit.of:
        return None
    weight = FAIR * min(habit.events, habit.of) // habit.of
    reason = Note(
        "Of the {of} earlier events at {place}, {events} belong here.",
        of=habit.of,
        place=habit.place,
        events=habit.events,
    )
    return Evidence(habit.theme, weight, Origin.HABIT, reason)
