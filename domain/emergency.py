"""The emergency stop (noodknop): when the general assembly dissolves De Sektor, and what is left to divide.

Nothing here moves money or deletes anything. Source of the triggers and their arithmetic: De Sektor's own
rule. A stichting has limits that no vote of ours can lift: Dutch Civil Code 2:19 (how a legal person is
dissolved), 2:23 to 2:23c (how it is wound up, by whom, creditors first) and 2:285(3) (what a stichting may
pay out, and to whom).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

APART: Final = timedelta(days=14)
"""Between two assemblies, at the least, for the second to count as the next one."""


class Stage(StrEnum):
    IDLE = "idle"
    FIRST_PASSED = "first_passed"
    TRIGGERED = "triggered"


@dataclass(frozen=True, slots=True)
class Assembly:
    """A general assembly and its secret vote on the emergency stop, as it was closed.

    `electorate` was fixed at the convocation, so that nobody can be expelled to make a vote unanimous:
    whoever is gone since still counts. `valid`: convened as it should be, and not cancelled.
    """

    held: datetime
    electorate: int
    yes: int
    no: int
    abstain: int = 0
    valid: bool = True

    @property
    def quorate(self) -> bool:
        """2(Y+N+A) > |E|"""
        return 2 * (self.yes + self.no + self.abstain) > self.electorate

    @property
    def majority(self) -> bool:
        """2Y > |E|: more than half of all who may vote. On dissolving everything, staying away is not
        consent."""
        return 2 * self.yes > self.electorate

    @property
    def unanimous(self) -> bool:
        return self.yes == self.electorate > 0


@dataclass(frozen=True, slots=True)
class EmergencyStop:
    """`first` is when the first assembly with a majority was held."""

    stage: Stage = Stage.IDLE
    first: datetime | None = None
    triggered: datetime | None = None


def after(state: EmergencyStop, assembly: Assembly) -> EmergencyStop:
    """Where the emergency stop stands after one more assembly; they come in the order in which they are held.

    - One unanimous vote triggers at once; so does a majority at two successive valid assemblies.
    - A valid next assembly without a majority resets.
    - A cancelled or inquorate one does neither: it is as if it had not been held.
    - A majority within 14 days of the first is not yet a next one: it leaves the state as it is, so that
      nobody can have both in one weekend. Nor does a lost vote within that time undo the first.
    - Once triggered, it stays so.
    """
    if state.stage is Stage.TRIGGERED or not assembly.valid or not assembly.quorate:
        return state
    if assembly.unanimous:
        return replace(state, stage=Stage.TRIGGERED, triggered=assembly.held)
    if state.first is None:
        if assembly.majority:
            return EmergencyStop(Stage.FIRST_PASSED, first=assembly.held)
        return state
    if assembly.held - state.first < APART:
        return state
    if assembly.majority:
        return replace(state, stage=Stage.TRIGGERED, triggered=assembly.held)
    return EmergencyStop()


def after_lifting(state: EmergencyStop, assembly: Assembly) -> EmergencyStop:
    """Where it stands after an assembly voted on taking the emergency stop back: idle when it has a quorum
    and more than half of all who may vote say so, once. Nothing else takes it back. Source: De Sektor's own
    rule."""
    if state.stage is Stage.TRIGGERED and assembly.valid and assembly.quorate and assembly.majority:
        return EmergencyStop()
    return state


def may_commit(state: EmergencyStop) -> bool:
    """Whether new commitments can still be entered into."""
    return state.stage is not Stage.TRIGGERED


# ---- the settlement


@dataclass(frozen=True, slots=True)
class Settlement:
    """In cents. `shares` adds up to `left` exactly, or is empty when there is nothing to divide or no idea
    was approved of. `by_order` are ideas that stood exactly alike with too few cents for all of them."""

    cash: int
    bills: int
    shares: Mapping[str, int]
    by_order: tuple[str, ...] = ()

    @property
    def left(self) -> int:
        """To divide."""
        return max(0, self.cash - self.bills)

    @property
    def shortfall(self) -> int:
        """Bills that the cash does not cover."""
        return max(0, self.bills - self.cash)


def settle(cash: int, bills: int, approvals: Mapping[str, int]) -> Settlement:
    """Cash minus open bills, over the ideas of participants in proportion to the approvals each got.

    `approvals` has the ideas in the order in which they were handed in. By the largest remainder (Hamilton's
    method; Balinski and Young, Fair Representation, 1982): everyone gets the whole cents of their share, the
    cents that remain go one each to the largest fractions. Equal fractions go by the number of approvals, and
    where those are equal too, the last cents go to the ideas that were handed in first: that is known before
    anybody votes, and no lots are drawn.

    Raises ValueError for a negative amount.
    """
    if cash < 0 or bills < 0 or any(votes < 0 for votes in approvals.values()):
        raise ValueError("amounts and approvals are 0 or more")
    left, votes = cash - bills, sum(approvals.values())
    if left <= 0 or votes == 0:
        return Settlement(cash, bills, {})
    shares = {idea: left * n // votes for idea, n in approvals.items()}
    rank = {idea: (left * n % votes, n) for idea, n in approvals.items()}
    spare = left - sum(shares.values())
    order = sorted(approvals, key=lambda idea: rank[idea], reverse=True)  # stable: alike stay in their order
    for idea in order[:spare]:
        shares[idea] += 1
    alike = 0 < spare < len(order) and rank[order[spare - 1]] == rank[order[spare]]
    by_order = tuple(i for i in approvals if rank[i] == rank[order[spare]]) if alike else ()
    return Settlement(cash, bills, shares, by_order)
