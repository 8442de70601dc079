"""Kinds of meetings, and whom each of them is for."""

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a meeting is. All but OTHER come round by themselves."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    ASSEMBLY = "assembly"
    """The general assembly of the members (ALV)."""
    PARTY = "party"
    OTHER = "other"

    @property
    def recurs(self) -> bool:
        return self is not Kind.OTHER


class Audience(StrEnum):
    """Who may come. Only what is for EVERYONE ever stands on a public surface."""

    HEADS = "heads"
    MEMBERS = "members"
    EVERYONE = "everyone"

    @property
    def is_public(self) -> bool:
        return self is Audience.EVERYONE


USUAL_AUDIENCE: Final = {
    Kind.MONTHLY: Audience.HEADS,
    Kind.QUARTERLY: Audience.EVERYONE,
    Kind.ASSEMBLY: Audience.MEMBERS,
    Kind.PARTY: Audience.EVERYONE,
    Kind.OTHER: Audience.HEADS,
}


def recurring() -> tuple[Kind, ...]:
    return tuple(kind for kind in Kind if kind.recurs)
