"""Mandates: what a sector's head may decide alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.refusal import Refusal

LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """`up_to` is the most that one decision may cost, in cents; 0 for decisions that cost nothing.
    `granted_by` is the number of the decision that gave it, if one did."""

    id: int
    community: int
    sector: str
    name: str
    up_to: int
    since: datetime
    granted_by: int | None = None
    ended: datetime | None = None


def must_be_inside(mandates: Iterable[Mandate], sector: str, mandate_id: int | None, cents: int) -> Mandate:
    """The mandate of this sector that covers a decision of `cents`; the one that was chosen, or else the
    narrowest that does. Outside of it the answer is that a poll is needed."""
    if cents < 0:
        raise Refusal("An amount cannot be less than nothing. What will it cost at the most?")
    there = [m for m in mandates if m.sector == sector and m.ended is None]
    if not there:
        raise Refusal(
            "No mandate of this sector is on record, so its head cannot decide this alone: a poll is "
            "needed. Start "
            "one with /decision start."
        )
    if mandate_id is not None:
        there = [m for m in there if m.id == mandate_id]
        if not there:
            raise Refusal("That mandate does not belong to this sector, or has ended. Choose another one.")
    inside = [m for m in there if cents <= m.up_to]
    if not inside:
        raise Refusal(
            "This costs more than the mandate allows (at most {most} euros), so a poll is needed. Start "
            "one with "
            "/decision start.",
            most=max(m.up_to for m in there) / 100,
        )
    return min(inside, key=lambda m: (m.up_to, m.id))
