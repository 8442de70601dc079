"""What a source no longer lists, and when so much of it is gone that nothing is believed.

An event that is missing from a reading which otherwise went well is "no longer listed"; it is looked for
again at the next read, and then an editor is asked. Nothing is ever deleted, and reappearing heals it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

MOST_AT_ONCE: Final = 5
MOST_OF_HUNDRED: Final = 20
"""A read that cancels or drops more than this many events, and more than this share of what was coming, is
not believed."""


class Answer(StrEnum):
    """What came of a question to the editors."""

    CANCELLED = "cancelled"
    HAPPENS = "happens"
    REMOVED = "removed"
    LISTED = "listed"
    """It is listed again, and nobody had to decide."""
    APPLIED = "applied"
    LEFT = "left"
    PASSED = "passed"
    """The source lists everything again, and nobody had to decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """An event that no source lists any more. `answer` is None until an editor (`by`) decided."""

    event: int
    community: int
    since: datetime
    asked_at: datetime
    answer: Answer | None = None
    by: str = ""
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brake:
    """A reading that was not believed: it would have dropped and cancelled these keys of the source."""

    id: int
    community: int
    source: int
    asked_at: datetime
    dropped: tuple[str, ...]
    cancelled: tuple[str, ...]
    coming: int
    answer: Answer | None = None
    by: str = ""
    decided_at: datetime | None = None

    @property
    def keys(self) -> frozenset[str]:
        return frozenset((*self.dropped, *self.cancelled))


@dataclass(frozen=True, slots=True)
class Standing:
    """A known sighting of the source, as far as this goes. `missing` since an earlier read."""

    key: str
    starts: datetime
    cancelled: bool = False
    missing: bool = False


def unlisted(known: Iterable[Standing], listed: Mapping[str, datetime], now: datetime) -> list[str]:
    """The keys of what should be listed and is not. `listed` has the start of everything in the reading.

    A list ends somewhere. What lies behind its last event is missed only when the list holds fewer events
    than are known: one that always shows the next twenty pushes the last ones out.
    """
    coming = [one for one in known if one.starts > now]
    ahead = [starts for starts in listed.values() if starts > now]
    last = max(ahead, default=None)
    shrunk = len(ahead) < sum(1 for one in coming if not one.missing)
    return [
        one.key
        for one in coming
        if one.key not in listed and (shrunk or (last is not None and one.starts <= last))
    ]


def future_of(known: Iterable[Standing], now: datetime) -> int:
    """How much of the source is still to come, as it stood before this read."""
    return sum(1 for one in known if one.starts > now and not one.missing and not one.cancelled)


def is_too_much(losses: Collection[str], future: int) -> bool:
    """Whether losing these is more than is believed."""
    return len(losses) > MOST_AT_ONCE and len(losses) * 100 > future * MOST_OF_HUNDRED
