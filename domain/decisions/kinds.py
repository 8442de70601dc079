"""The kinds of decisions, and by which rules each can be taken."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What is asked."""

    MOTION = "motion"
    """Yes, no or abstain."""
    CHOICE = "choice"
    """One of several options."""
    APPROVAL = "approval"
    """As many of the options as one can live with."""
    RANKED = "ranked"
    """The options in order of preference; instant run-off."""
    SCORE = "score"
    """Points for each option."""
    CONSENT = "consent"
    """Goes through unless somebody has an objection."""
    ADVICE = "advice"
    """People advise, the owner decides."""
    RECORD = "record"
    """Nothing was asked: a head decided alone, inside the sector's mandate."""

    @property
    def has_options(self) -> bool:
        return self in {Kind.CHOICE, Kind.APPROVAL, Kind.RANKED, Kind.SCORE}


class Rule(StrEnum):
    """When it is adopted, or how the winner is found. The arithmetic stands in `thresholds` and beside each
    way of counting."""

    SIMPLE = "simple"
    TWO_THIRDS = "two_thirds"
    ABSOLUTE = "absolute"
    UNANIMOUS = "unanimous"
    MOST_VOTES = "most_votes"
    MOST_APPROVALS = "most_approvals"
    INSTANT_RUNOFF = "instant_runoff"
    HIGHEST_SCORE = "highest_score"
    CONSENT = "consent"
    OWNER = "owner"
    SHARES = "shares"
    """Every option gets its part, by the approvals that it has. Only for dividing what is left after the
    emergency stop, so nobody chooses it in a form."""


RULES_OF: Final[Mapping[Kind, tuple[Rule, ...]]] = {
    Kind.MOTION: (Rule.SIMPLE, Rule.TWO_THIRDS, Rule.ABSOLUTE, Rule.UNANIMOUS),
    Kind.CHOICE: (Rule.MOST_VOTES,),
    Kind.APPROVAL: (Rule.MOST_APPROVALS,),
    Kind.RANKED: (Rule.INSTANT_RUNOFF,),
    Kind.SCORE: (Rule.HIGHEST_SCORE,),
    Kind.CONSENT: (Rule.CONSENT,),
    Kind.ADVICE: (Rule.OWNER,),
    Kind.RECORD: (Rule.OWNER,),
}
"""The first one is the kind's default."""


class TieRule(StrEnum):
    """What happens when nothing comes out on top. There is no third way: nothing is drawn by lot.

    Dutch Civil Code 2:120(1) rejects a tied proposal and draws lots between tied persons; Robert's Rules
    (12th ed.) 44:12 holds a tied motion lost and 46 repeats a tied ballot. De Sektor's own rule takes the
    first and the last of these, and never the lot.
    """

    REJECT = "reject"
    RUN_OFF = "run_off"


class Openness(StrEnum):
    """Who sees what while it runs, and after."""

    OPEN = "open"
    """Everyone sees who voted what, at once."""
    HIDDEN = "hidden"
    """The same, but only after the close."""
    SECRET = "secret"
    """Nobody ever sees who voted what."""


class Voters(StrEnum):
    """How the electorate was drawn up; the people themselves are frozen with the decision."""

    HEADS = "heads"
    SECTOR = "sector"
    MEMBERS = "members"
    ROLE = "role"
    PRESENT = "present"
    CONVENED = "convened"
    """Who was convened to a general assembly (`voters_of`: its number). Nothing takes such a seat away, so
    that nobody can be expelled to make a vote unanimous."""


class Verdict(StrEnum):
    """How it ended."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    INVALID = "invalid"
    """Too few took part: nothing was decided, which is not the same as rejected."""
    TIED = "tied"
    """A run-off between the tied options decides."""
    ADVISED = "advised"
    """The advice is in; the owner has to decide."""
    CALLED_OFF = "called_off"
    """Taken back by its owner before anybody had voted."""
