"""The register of decisions: what one looks like from outside, and which messages show it."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.communities import Channel
from domain.decisions.ballots import Ballot
from domain.decisions.kinds import Kind, Verdict
from domain.decisions.outcome import Outcome
from domain.decisions.seats import Seat
from domain.decisions.terms import Terms
from domain.postings import Surface, Wanted

CLOSE: Final = "decision_close"
REMIND: Final = "decision_remind"
LOOK_BACK: Final = "decision_look_back"
"""Kinds of timers. The subject is the decision's id; of a reminder `id:half` or `id:last`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """`number` counts per community without gaps: 7 is shown as B-7. `outcome` has the numbers, and none of
    the words; None while it runs. `length` counts the entries, `seal` is the last one's hash."""

    id: int
    community: int
    number: int
    terms: Terms
    starter: int
    opened: datetime
    closes: datetime
    extended: bool = False
    ended: datetime | None = None
    outcome: Outcome | None = None
    length: int = 0
    seal: str = ""

    @property
    def name(self) -> str:
        return name_of(self.number)

    @property
    def runs(self) -> bool:
        return self.ended is None

    @property
    def moved(self) -> bool:
        """The deadline is another one than at the start."""
        return self.closes != self.terms.closes

    @property
    def waits_for_owner(self) -> bool:
        return self.outcome is not None and self.outcome.verdict is Verdict.ADVISED


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's seat in a decision and what they voted, as far as that can be known. `holder` may vote for
    them; `by` did."""

    seat: Seat
    voted: bool
    ballot: Ballot | None = None
    reason: str = ""
    by: int | None = None
    holder: int | None = None


def name_of(number: int) -> str:
    """B-7: *besluit* 7."""
    return f"B-{number}"


def number_in(text: str) -> int | None:
    """7 for “B-7”, “b7” and “7”; None for anything else."""
    digits = text.strip().casefold().removeprefix("b").lstrip("-– ")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def findable(text: str) -> str:
    """For searching only: lower case, no accents, single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def subject_of(decision_id: int) -> str:
    return f"decision:{decision_id}"


def wanted_for(decision: Decision, channels: Mapping[str, int]) -> frozenset[Wanted]:
    """The card, where it was moved also that, and after the close the outcome."""
    place = channels.get(Channel.DECISIONS)
    if place is None:
        return frozenset()
    wanted = set() if decision.terms.kind is Kind.RECORD else {Wanted(Surface.DECISION, place)}
    if decision.moved and decision.runs:
        wanted.add(Wanted(Surface.MOVED, place))
    if not decision.runs:
        wanted.add(Wanted(Surface.OUTCOME, place))
    return frozenset(wanted)
