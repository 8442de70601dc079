"""Sectors: the fields of work, and who carries each."""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What somebody is to a sector."""

    HEAD = "head"
    DEPUTY = "deputy"


@dataclass(frozen=True, slots=True)
class Sector:
    key: str
    nl: str
    en: str
    emoji: str = ""

    def name(self, locale: str) -> str:
        return self.nl if locale == "nl" else self.en


@dataclass(frozen=True, slots=True)
class Appointment:
    """`person` (a Discord id) is head or deputy of the sector. A sector has at most one of each; a person
    may carry several sectors."""

    sector: str
    part: Part
    person: int
