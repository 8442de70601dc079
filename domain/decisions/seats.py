"""Seats: who may vote, and what becomes of that while a decision runs.

E, the electorate that quorum and majorities are counted over, is frozen at the start. It only ever shrinks:
who joins later waits for the next one. Source: De Sektor's own rule.
"""

from collections.abc import Set
from datetime import datetime
from enum import StrEnum
from typing import Final

from domain.decisions.kinds import Voters
from domain.decisions.terms import Terms
from domain.decisions.times import in_time
from domain.refusal import Refusal

MOST_PROXIES: Final = 2
"""Votes that one person can be given by others. Dutch Civil Code 2:38 lets somebody entitled to vote give a
written proxy, electronic included, to another one; how many one may hold is De Sektor's own rule. Robert's
Rules (12th ed.) 45:70 advises against proxies, so they are off unless a decision's terms say otherwise."""


class Seat(StrEnum):
    IN = "in"
    STAYS = "stays"
    """Gone, but the vote that was cast stands, and so does the seat."""
    RECUSED = "recused"
    LEFT = "left"
    SUSPENDED = "suspended"

    @property
    def counts(self) -> bool:
        """Belongs to E."""
        return self in {Seat.IN, Seat.STAYS}


def after_leaving(*, voted: bool) -> Seat:
    """A cast vote stands, an uncast seat leaves E."""
    return Seat.STAYS if voted else Seat.LEFT


def after_suspension(*, voted: bool, secret: bool) -> Seat:
    """Vote void, seat out. A secret vote cannot be found again, so that one stands."""
    return Seat.STAYS if voted and secret else Seat.SUSPENDED


def still_belongs(terms: Terms, *, roles: Set[int], server_roles: Set[int], carries: Set[str]) -> bool:
    """Whether somebody is still one of those who were asked: by the Discord `roles` they have now, of all
    `server_roles` that there are, and by the sectors that they carry (as head or deputy).

    Nobody leaves where that cannot be known: when the role itself was deleted, or in a private message, which
    shows no roles. Who was at a meeting was there.
    """
    if terms.voters in {Voters.PRESENT, Voters.CONVENED}:
        return True
    known = terms.roles & server_roles
    if known & roles or (terms.roles and not known):
        return True
    if terms.voters is Voters.HEADS:
        return bool(carries)
    if terms.voters is Voters.SECTOR:
        return terms.voters_of in carries
    return not terms.roles


def must_sit(seat: Seat | None) -> None:
    match seat:
        case Seat.IN:
            return
        case None:
            raise Refusal(
                "You are not among the people who may vote on this. Who may was fixed when it started; "
                "the next "
                "decision can be yours."
            )
        case Seat.RECUSED:
            raise Refusal("You stepped out of this decision, so you have no vote in it any more.")
        case Seat.SUSPENDED:
            raise Refusal("You were suspended during this decision, so you have no vote in it any more.")
        case Seat.LEFT | Seat.STAYS:
            raise Refusal(
                "You left the people who may vote on this while it ran. Coming back does not give the vote "
                "back."
            )


def must_be_open(*, ended: bool, closes: datetime, pressed: datetime) -> None:
    if ended or not in_time(pressed, closes):
        raise Refusal("This decision is closed, so nothing in it can be changed any more.")


def must_leave_in_the_box(*, secret: bool, voted: bool) -> None:
    if secret and voted:
        raise Refusal(
            "Your secret vote is in the box, and nobody can find it there again, so it can be neither "
            "changed nor "
            "taken out."
        )
