"""How somebody who carries a sector wants to be reached, by whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.naming import name_of
from domain.refusal import Refusal
from domain.sectors import Appointment, Part
from domain.texts import one_line, within, without_mentions
from domain.when.answers import Message

LONGEST_LINE: Final = 200
LONGEST_NAME: Final = 60


class Reach(StrEnum):
    """NOT: people are sent to the desk. ME: members see who it is and can write to them. LINE: members see
    the contact line only. PUBLIC: name and line stand on the public site, too."""

    NOT = "not"
    ME = "me"
    LINE = "line"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Card:
    """`name` is how the person wants to be called, `line` how to reach them, as they typed it."""

    person: int
    reach: Reach = Reach.NOT
    name: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Reachable:
    """Somebody who carries a sector and agreed to be reached."""

    part: Part
    card: Card


def card_of(person: int, reach: Reach, name: str, line: str) -> Card:
    """What somebody set. Raises `Refusal`."""
    line = within(without_mentions(one_line(line)), LONGEST_LINE, Message("The contact line"))
    if reach in {Reach.LINE, Reach.PUBLIC} and not line:
        raise Refusal("Write the contact line that people may see: an e-mail address, for instance.")
    return Card(person, reach, without_mentions(name_of(name, most=LONGEST_NAME)), line)


def reachable(
    sector: str, appointments: Iterable[Appointment], cards: Iterable[Card], *, public: bool
) -> tuple[Reachable, ...]:
    """Who of a sector can be reached: the head first, then the deputy, each as they agreed to."""
    known = {card.person: card for card in cards}
    allowed = {Reach.PUBLIC} if public else {Reach.ME, Reach.LINE, Reach.PUBLIC}
    found = [
        Reachable(one.part, known[one.person])
        for one in appointments
        if one.sector == sector and one.person in known and known[one.person].reach in allowed
    ]
    return tuple(sorted(found, key=lambda one: list(Part).index(one.part)))
