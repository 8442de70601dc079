"""The party: each year in another place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MOST_ASKED: Final = 5
FEWEST_LISTED: Final = 2
"""Places in the directory from which on only those are candidates: a choice takes two."""


class Wants(StrEnum):
    """What a place said when it was asked."""

    ASKED = "asked"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that could host. `last` is the year in which it did; None if it never did."""

    venue: int
    name: str
    last: int | None


def candidates(
    venues: Iterable[tuple[int, str]], hosts: Mapping[int, int], year: int
) -> tuple[Candidate, ...]:
    """Who could host the party of `year`, the least recent first; who never did stands before all who did.

    `hosts` is the venue of each year. Whoever hosted the last party before `year` is never a candidate.
    """
    before = [when for when in hosts if when < year]
    last_host = hosts[max(before)] if before else None
    found = [
        Candidate(number, name, max((when for when in before if hosts[when] == number), default=None))
        for number, name in venues
        if number != last_host
    ]
    return tuple(sorted(found, key=lambda one: (one.last or 0, one.name.casefold(), one.venue)))
