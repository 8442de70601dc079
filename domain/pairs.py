"""Pairs: two events that may be one, and what was decided about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from domain.matching import Match
from domain.refusal import Refusal


class PairVerdict(StrEnum):
    DOUBT = "doubt"
    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """`one` is the event with the lower id. `by` names who decided, empty for what was clear by itself.

    `kept` is which of the two stands for both while they are one; `lent` what its fields said before.
    """

    id: int = 0
    community: int
    one: int
    other: int
    verdict: PairVerdict = PairVerdict.DOUBT
    match: Match | None = None
    kept: int | None = None
    lent: Mapping[str, Any] = field(default_factory=dict)
    found_at: datetime
    decided_at: datetime | None = None
    by: str = ""

    def must_be_open(self) -> None:
        if self.verdict is not PairVerdict.DOUBT:
            raise Refusal(
                "That has been decided already. `/event split` takes two apart again that were called "
                "the same."
            )


def pair_subject(pair_id: int) -> str:
    return f"pair:{pair_id}"
