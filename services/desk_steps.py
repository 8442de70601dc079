"""What every step of a question ends with: it is written down, shown, told, and looked at again in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.appointments import LEADING_SECTOR
from domain.communities import Channel, Community
from domain.desk.entries import Entry, What
from domain.desk.question import Question
from domain.desk.reminding import next_moment
from domain.desk.terms import aloud
from domain.free_days import FreeDays
from domain.postings import Surface, Wanted
from domain.sectors import Sector
from services.acting import community_of
from services.desk_people import board, sector_of
from storage.unit import Unit

NEXT: Final = "desk.next"
"""When to look at a question again by itself; its subject is the question."""
THREAD: Final = "desk.thread"
"""Have the question's thread be there, with the name, the tags and the people it should have."""
TELL_MANY: Final = "desk.tell-many"
"""The same for many at once; its subject is `community:desk-given:person.moment:person`."""
TELL: Final = "desk.tell"
"""A notice that waits for the end of the quiet hours; its subject is `question:surface:person`."""


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question with what every card needs; `sector` is None where it exists no more."""

    community: Community
    question: Question
    sector: Sector | None


def desk_subject(question_id: int) -> str:
    return f"desk:{question_id}"


def headless_subject(question_id: int) -> str:
    return f"desk-headless:{question_id}"


def given_subject(person: int, now: datetime) -> str:
    return f"desk-given:{person}.{int(now.timestamp())}"


def shown(unit: Unit, question: Question) -> ShownQuestion:
    community = community_of(unit, question.community)
    return ShownQuestion(community, question, sector_of(unit, question.community, question.sector))


def changed(unit: Unit, question: Question, free: FreeDays, *, now: datetime) -> ShownQuestion:
    """Keep the question; its card, its thread and its next reminder follow."""
    unit.desk.save(question)
    result = shown(unit, question)
    wind(unit, question, result.community, free)
    show_card(unit, question)
    if question.thread or not question.is_closed:
        settle_thread(unit, question.id, now)
    return result


def show_card(unit: Unit, question: Question) -> None:
    """At the top of its thread; the notices that people got stay as they are."""
    if question.thread:
        card = Wanted(Surface.DESK_CARD, question.thread)
        unit.postings.plan(question.community, desk_subject(question.id), [card])
        unit.hint("postings")


def settle_thread(unit: Unit, question_id: int, now: datetime) -> None:
    unit.timers.set(THREAD, str(question_id), now)
    unit.hint("timers")


def wind(unit: Unit, question: Question, community: Community, free: FreeDays) -> None:
    moment = next_moment(question, unit.desk.settings(community.id), community.zone, free)
    if moment is None:
        unit.timers.drop(NEXT, str(question.id))
        return
    unit.timers.set(NEXT, str(question.id), moment)
    unit.hint("timers")


def write_down(
    unit: Unit,
    question: Question,
    what: What,
    *,
    person: int | None,
    now: datetime,
    about: str = "",
    text: str = "",
    internal: bool = False,
) -> None:
    """In the question's own timeline, and without its words in the journal."""
    entry = Entry(
        question=question.id, what=what, person=person, about=about, text=text, internal=internal, at=now
    )
    unit.desk.add_entry(entry)
    after = {"status": question.status.value, "sector": question.sector}
    unit.journal.add(
        question.community,
        f"desk.{what.value}",
        desk_subject(question.id),
        at=now,
        actor=person,
        after=after | ({"about": about} if about else {}),
    )


def tell(unit: Unit, question: Question, surface: Surface, people: Iterable[int], *, now: datetime) -> None:
    """Send each of them a notice about the question; after the quiet hours if it is in them."""
    community = community_of(unit, question.community)
    at = aloud(now, unit.desk.settings(community.id), community.zone)
    for person in dict.fromkeys(people):
        if at > now:
            unit.timers.set(TELL, f"{question.id}:{surface.value}:{person}", at)
            unit.hint("timers")
            continue
        unit.postings.tell(question.community, desk_subject(question.id), Wanted(surface, person))
        unit.hint("postings")


def tell_board(unit: Unit, question: Question, surface: Surface, *, now: datetime) -> tuple[int, ...]:
    """De Sektor itself hears of it, and may see it from now on. Where nobody carries De Sektor either, the
    review channel says that a question has nobody; not what it asks."""
    unit.desk.ask_along(question.id, LEADING_SECTOR)
    people = tuple(one for one in board(unit, question.community) if one != question.asker)
    tell(unit, question, surface, people, now=now)
    if not people:
        tell_review(unit, question)
    return people


def tell_review(unit: Unit, question: Question) -> None:
    review = unit.communities.channels(question.community).get(Channel.REVIEW)
    wanted = [Wanted(Surface.PROBLEM, review)] if review is not None else []
    unit.postings.plan(question.community, headless_subject(question.id), wanted)
    unit.hint("postings")


def tell_of_many(
    unit: Unit,
    community_id: int,
    person: int,
    questions: Iterable[Question],
    name: str,
    *,
    owns: bool,
    now: datetime,
) -> None:
    """One message about all of them: they are `person`'s now (`owns`), or nobody's. `name` is who left."""
    numbers = [one.number for one in questions]
    community = community_of(unit, community_id)
    subject = given_subject(person, now)
    unit.journal.add(
        community_id,
        "desk.given",
        subject,
        at=now,
        after={"numbers": numbers, "name": name, "owns": owns},
    )
    at = aloud(now, unit.desk.settings(community_id), community.zone)
    if at > now:
        unit.timers.set(TELL_MANY, f"{community_id}:{subject}:{person}", at)
        unit.hint("timers")
        return
    unit.postings.tell(community_id, subject, Wanted(Surface.DESK_GIVEN, person))
    unit.hint("postings")


def has_somebody(unit: Unit, question: Question) -> None:
    """Somebody carries it: the review channel need not say any more that nobody does."""
    unit.postings.withdraw(question.community, headless_subject(question.id))
    unit.hint("postings")
