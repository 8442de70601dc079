"""Quorum, majorities and the yes-floor: whole numbers only, so nothing is ever rounded.

Y, N and A are the yes, no and abstaining votes, E the people who may vote.
"""

from dataclasses import dataclass
from typing import Final

from domain.decisions.kinds import Rule


@dataclass(frozen=True, slots=True)
class Fraction:
    """A part of the electorate. `over` / `of`: 1/2, 2/3."""

    over: int
    of: int


HALF: Final = Fraction(1, 2)
NO_QUORUM: Final = Fraction(0, 1)
"""More than nobody: one vote is enough, none is not."""
MONEY_FLOOR: Final = Fraction(1, 4)


def quorate(quorum: Fraction, cast: int, electorate: int) -> bool:
    """More than this part of the electorate took part; by default 2(Y+N+A) > |E|. Abstentions count here.

    Source: Robert's Rules (12th ed.) 40:2, where nothing else is laid down a majority of the members is the
    quorum. That people who abstain are present is the usual reading of the same section.
    """
    return quorum.of * cast > quorum.over * electorate


def passes(rule: Rule, yes: int, no: int, electorate: int) -> bool:
    """Whether a motion with a quorum has its majority. Abstentions count for no majority: they are not
    here."""
    match rule:
        case Rule.SIMPLE:
            return simple(yes, no)
        case Rule.TWO_THIRDS:
            return two_thirds(yes, no)
        case Rule.ABSOLUTE:
            return absolute(yes, electorate)
        case Rule.UNANIMOUS:
            return unanimous(yes, electorate)
        case _:
            raise ValueError(f"{rule} is no rule for a motion")


def simple(yes: int, no: int) -> bool:
    """Y > N. As many against as for: rejected.

    Source: Robert's Rules (12th ed.) 44:1 (more than half of the votes cast, without abstentions) and 44:12
    (on a tie it is lost); Dutch Civil Code 2:120(1) and 2:230(1) say the same of companies, and De Sektor
    follows them.
    """
    return yes > no


def two_thirds(yes: int, no: int) -> bool:
    """Y > 0 and 3Y >= 2(Y+N).

    Source: Robert's Rules (12th ed.) 44:3; Dutch Civil Code 2:43(1) asks it for changing an association's
    statutes.
    """
    return yes > 0 and 3 * yes >= 2 * (yes + no)


def absolute(yes: int, electorate: int) -> bool:
    """2Y > |E|: more than half of all who may vote, whether they vote or not.

    Source: Robert's Rules (12th ed.) 44:9, a majority of the entire membership.
    """
    return 2 * yes > electorate


def unanimous(yes: int, electorate: int) -> bool:
    """Y = |E| > 0: everyone who may vote says yes.

    Source: De Sektor's own rule; Dutch Civil Code 2:40(2) asks the same of a decision without a meeting.
    """
    return yes == electorate > 0


def on_the_floor(floor: Fraction | None, yes: int, electorate: int) -> bool:
    """At least this part of the electorate says yes; for money 4Y >= |E|, so that a few cannot spend what is
    everyone's while the rest abstains.

    Source: De Sektor's own rule.
    """
    return floor is None or floor.of * yes >= floor.over * electorate
