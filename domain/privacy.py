"""What is stored of a person, and what becomes of it when they want to be forgotten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from domain.when.answers import Message

NOBODY: Final = 0
"""Stands where a person was who was erased. Where several could stand, each has a negative number instead: no
id of Discord is below one."""


def is_nobody(person: int) -> bool:
    """Somebody who was erased; nothing leads back to them."""
    return person <= NOBODY


class Fate(StrEnum):
    """What erasing does to it."""

    GOES = "goes"
    NAMELESS = "nameless"
    """It stays, and says no longer whose it was."""
    LATER = "later"
    """Like NAMELESS, as soon as it is over."""
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Heading:
    """A kind of thing that is stored. `why` is told where not all of it goes."""

    key: str
    title: Message
    why: Message | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored of one kind: each row by column. `later` of them cannot be changed before something is
    over."""

    heading: Heading
    fate: Fate
    rows: Sequence[Mapping[str, Any]]
    later: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """How much there is of one kind, and what happens to it."""

    heading: Heading
    fate: Fate
    count: int
    later: int = 0
