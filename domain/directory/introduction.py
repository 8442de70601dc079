"""Introductions: somebody asks to meet whoever is behind an entry; both hear of it when both want it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from domain.refusal import Refusal

LONGEST_WHY: Final = 300
ANSWER_WITHIN: Final = timedelta(days=14)
"""A request that nobody answered lapses."""

AGAIN_AFTER: Final = timedelta(days=90)
"""So long after a request the same person may ask the same person again."""

MOST_OPEN: Final = 3
"""Requests of one person that wait for an answer."""

MOST_WAITING: Final = 8
"""Requests that wait for one person's answer: whoever is in demand is not flooded."""


class State(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """`asker` asked to be introduced to `asked`, who is behind `entry` (its `name` as it was then): all
    Discord ids. Who asks has said yes by asking, until they take it back. `undelivered`: the request could
    not be sent to `asked`. `shown`: the asker knew who it was, from the entry."""

    id: int
    community: int
    entry: int
    name: str
    asker: int
    asked: int
    why: str
    shown: bool = False
    state: State = State.ASKED
    asked_at: datetime
    answered_at: datetime | None = None
    undelivered: bool = False

    @property
    def is_open(self) -> bool:
        return self.state is State.ASKED

    @property
    def lapses_at(self) -> datetime:
        return self.asked_at + ANSWER_WITHIN

    def answered(self, person: int, accepts: bool, *, now: datetime) -> "Introduction":
        """What `asked` says. The same answer again changes nothing. Raises `Refusal`."""
        wanted = State.ACCEPTED if accepts else State.DECLINED
        if person != self.asked:
            raise Refusal("This request is not for you.")
        if self.state is wanted:
            return self
        if not self.is_open:
            raise Refusal("This request is closed already, so nothing was sent. That is all right.")
        return replace(self, state=wanted, answered_at=now)

    def withdrawn(self, person: int, *, now: datetime) -> "Introduction":
        """The asker takes it back. Raises `Refusal`."""
        if person != self.asker:
            raise Refusal("Only who asked can take a request back.")
        if self.state is State.WITHDRAWN:
            return self
        if not self.is_open:
            raise Refusal("This request has been answered already, so it cannot be taken back.")
        return replace(self, state=State.WITHDRAWN, answered_at=now)

    def ended(self, *, now: datetime) -> "Introduction":
        """Nobody answered in time, or somebody left: it lapses, if it is still open."""
        return replace(self, state=State.LAPSED, answered_at=now) if self.is_open else self


def must_be_askable(
    asker: int,
    asked: int | None,
    entry: int,
    *,
    shown: bool,
    own: Iterable[Introduction],
    waiting: int,
    now: datetime,
) -> None:
    """Whether `asker` may ask to be introduced to `asked` about `entry`. `own` are all requests of the asker,
    `waiting` how many wait for `asked`. Raises `Refusal`; none of its sentences tells who is behind an entry
    that does not show it."""
    if asked is None:
        raise Refusal(
            "Nobody is named yet whom you could be introduced to here. Use the link of the entry, or ask the "
            "desk with `/desk ask`."
        )
    if asked == asker:
        raise Refusal("This is your own entry, so there is nobody to be introduced to.")
    known = list(own)
    for earlier in known:
        if earlier.asked != asked or not (earlier.is_open or _recent(earlier, now)):
            continue
        if earlier.entry != entry and not (shown and earlier.shown):
            raise Refusal("This introduction cannot be asked for right now. Try again later.")
        if earlier.is_open:
            raise Refusal("You have asked for this introduction already; it waits for an answer.")
        if earlier.state is State.ACCEPTED:
            raise Refusal("You have been introduced already. Look in your private messages for it.")
        raise Refusal(
            "You asked for this introduction not long ago. You can ask again from {day} on.",
            day=(earlier.asked_at + AGAIN_AFTER).date(),
        )
    if sum(one.is_open for one in known) >= MOST_OPEN:
        raise Refusal(
            "You have {most} open requests already. Wait for an answer, or take one back with "
            "`/directory introductions`.",
            most=MOST_OPEN,
        )
    if waiting >= MOST_WAITING:
        raise Refusal("Many people want to be introduced here right now. Try again in a week.")


def _recent(one: Introduction, now: datetime) -> bool:
    return now < one.asked_at + AGAIN_AFTER
