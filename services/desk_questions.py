"""Questions that wait for a person: kept with what is known of them, and told to who will look."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.appointments import LEADING_SECTOR
from domain.communities import Community
from domain.knowledge.gaps import Question
from domain.postings import Surface, Wanted
from domain.sectors import Part, Sector
from domain.texts import cleaned, shortened
from services.acting import Caller, community_of
from storage.unit import Unit

KNOWLEDGE_SECTOR: Final = "community"
"""The key of the sector that carries the knowledge base, where a question has no sector of its own."""
MOST_QUESTION: Final = 1500


@dataclass(frozen=True, slots=True)
class Kept:
    """A question at the desk. `person` will look, as the head (or deputy) of `sector`; None where nobody
    carries it. `again`: it was there already."""

    question: Question
    sector: Sector | None
    person: int | None
    again: bool = False


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    community: Community
    question: Question


def desk_subject(question_id: int) -> str:
    return f"kbask:{question_id}"


def keep_for_desk(
    unit: Unit,
    caller: Caller,
    *,
    community: int,
    text: str,
    locale: str,
    article: str,
    passage: str,
    context: str,
    sector: str,
    channel: int,
    now: datetime,
) -> Kept:
    """A new question that goes to the desk at once."""
    question = Question(
        community=community,
        person=caller.id,
        channel=channel,
        text=shortened(cleaned(text), MOST_QUESTION),
        locale=locale,
        asked_at=now,
        article=article,
        passage=passage,
        context=shortened(context, MOST_QUESTION),
        desk_at=now,
    )
    found, person = who_looks(unit, community, sector)
    if not unit.clicks.is_new(caller.interaction, now=now):
        return Kept(question, found, person, again=True)
    question = unit.questions.add(question)
    tell_who_looks(unit, question, person)
    return Kept(question, found, person)


def who_looks(unit: Unit, community: int, sector: str) -> tuple[Sector | None, int | None]:
    """The head of the sector, else its deputy, else those of the knowledge sector, else of De Sektor."""
    sectors = {one.key: one for one in unit.communities.sectors(community)}
    people = {(one.sector, one.part): one.person for one in unit.communities.appointments(community)}
    wanted = [key for key in (sector, KNOWLEDGE_SECTOR, LEADING_SECTOR) if key in sectors]
    for key in wanted:
        for part in (Part.HEAD, Part.DEPUTY):
            if (key, part) in people:
                return sectors[key], people[key, part]
    return (sectors[wanted[0]] if wanted else None), None


def tell_who_looks(unit: Unit, question: Question, person: int | None) -> None:
    if person is None:
        return
    unit.postings.tell(question.community, desk_subject(question.id), Wanted(Surface.DESK_ASKED, person))
    unit.hint("postings")


def shown_question(unit: Unit, question_id: int) -> ShownQuestion | None:
    question = unit.questions.get(question_id)
    if question is None:
        return None
    return ShownQuestion(community_of(unit, question.community), question)
