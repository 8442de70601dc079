"""Who may see a question, and who may work on it.

A member who is not a party never sees a private question, whatever their Discord rights are. storage/desk.py
asks the same of the database in one condition; a test holds the two together.
"""

from dataclasses import dataclass

from domain.appointments import LEADING_SECTOR
from domain.desk.question import Question
from domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Parties:
    """Who a question concerns beside its asker and its owner. `helpers` are people who were let in; `sectors`
    are those that were consulted, and De Sektor itself once the board was told."""

    helpers: frozenset[int] = frozenset()
    sectors: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who looks: `sectors` are those that they are head or deputy of."""

    id: int
    sectors: frozenset[str] = frozenset()


def may_see(question: Question, parties: Parties, reader: Reader) -> bool:
    return question.public or is_party(question, parties, reader)


def is_party(question: Question, parties: Parties, reader: Reader) -> bool:
    """Asker, owner, head or deputy of its sector and of those that were asked along, and who was let in."""
    return reader.id == question.asker or answers(question, parties, reader) or reader.id in parties.helpers


def answers(question: Question, parties: Parties, reader: Reader) -> bool:
    """Whether they work on it from the desk's side."""
    return (
        reader.id == question.owner
        or question.sector in reader.sectors
        or bool(parties.sectors & reader.sectors)
    )


def carries(question: Question, parties: Parties, reader: Reader) -> bool:
    """Whether it is theirs to decide about: who was asked along thinks along, and the owner stays. De Sektor
    may take what it was told of."""
    told = LEADING_SECTOR in parties.sectors and LEADING_SECTOR in reader.sectors
    return reader.id == question.owner or question.sector in reader.sectors or told


def sees_notes(question: Question, parties: Parties, reader: Reader) -> bool:
    """Internal notes are for those who answer, and never for who asked, even if they carry a sector."""
    return reader.id != question.asker and answers(question, parties, reader)


def must_see(question: Question | None, parties: Parties, reader: Reader) -> Question:
    """The same words for what is not there and for what is none of theirs: a number tells nothing."""
    if question is None or not may_see(question, parties, reader):
        raise Refusal("There is no question with this number that you can see. /desk list shows yours.")
    return question


def must_answer(question: Question, parties: Parties, reader: Reader) -> None:
    if not answers(question, parties, reader):
        raise Refusal("Only the sector head, the deputy and who was asked along can do this.")


def must_carry(question: Question, parties: Parties, reader: Reader) -> None:
    must_answer(question, parties, reader)
    if not carries(question, parties, reader):
        raise Refusal("You were asked to think along: leave a note, and who carries the question decides.")
