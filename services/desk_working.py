"""Working on a question: taking it, asking along, moving it, waiting, answering, noting, closing.

Every use case takes the question's id, looks anew whether the caller may do it, and does it once for a click.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.desk.entries import What
from domain.desk.question import MOST_TEXT, NO_REASON, Question, WaitsFor
from domain.desk.seeing import Parties, Reader, must_answer, must_carry, must_see, sees_notes
from domain.desk.terms import due_after
from domain.free_days import FreeDays
from domain.postings import Surface, Wanted
from domain.refusal import Refusal
from domain.sectors import Sector
from domain.texts import cleaned, one_line, within
from domain.when.answers import Message
from services.acting import IN_DM, Caller
from services.desk import hand_out
from services.desk_people import carrier, people_of, reader_of, sector_of
from services.desk_steps import ShownQuestion, changed, show_card, shown, tell, write_down
from storage.database import Database
from storage.unit import Unit

MOST_NOTE: Final = 1500


@dataclass(frozen=True, slots=True)
class Consulted:
    """`people` carry the sector that was asked along."""

    shown: ShownQuestion
    sector: Sector
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    question: Question
    parties: Parties
    reader: Reader


class DeskWork:
    def __init__(self, database: Database, free: FreeDays) -> None:
        self._database = database
        self._free = free

    async def may_work(self, caller: Caller, question_id: int, *, noting: bool = False) -> ShownQuestion:
        """For the forms: refuses who may not do it before they type anything. Notes are for who thinks along,
        too."""

        def work(unit: Unit) -> ShownQuestion:
            found = _found(unit, caller, question_id)
            must = must_answer if noting else must_carry
            must(found.question, found.parties, found.reader)
            return shown(unit, found.question)

        return await self._database.read(work)

    async def take(self, caller: Caller, question_id: int, *, now: datetime) -> ShownQuestion:
        """The first who takes it carries it; everybody else hears who did."""

        def step(unit: Unit, found: _Found) -> Question:
            question = found.question.take(caller.id, now=now)
            write_down(unit, question, What.TAKEN, person=caller.id, now=now)
            return question

        return await self._step(caller, question_id, step, now=now)

    async def consult(
        self, caller: Caller, question_id: int, sector: str, text: str, *, now: datetime
    ) -> Consulted:
        """Ask another sector along. Its head and the owner are told; the owner stays, and the asker does not
        see what is written to the other sector."""

        def work(unit: Unit) -> Consulted:
            found = _found(unit, caller, question_id, locked=True)
            question = found.question
            must_carry(question, found.parties, found.reader)
            wanted = _sector(unit, question, sector)
            if wanted.key == question.sector:
                raise Refusal(
                    "Question no. {number} is with that sector itself.", number=str(question.number)
                )
            words = _note(text)
            one = carrier(unit, question.community, wanted.key, without={question.asker})
            if one is None:
                raise Refusal(
                    "Nobody carries “{sector}” just now, so nobody would read it. Ask another sector along.",
                    sector=wanted.nl,
                )
            if unit.clicks.is_new(caller.interaction, now=now):
                unit.desk.ask_along(question.id, wanted.key)
                write_down(unit, question, What.CONSULTED, person=caller.id, now=now, about=wanted.key)
                write_down(unit, question, What.NOTE, person=caller.id, now=now, text=words, internal=True)
                tell(unit, question, Surface.DESK_CONSULTED, [one], now=now)
                if question.owner not in {None, caller.id}:
                    tell(unit, question, Surface.DESK_NOTE, [question.owner or 0], now=now)
                changed(unit, question, self._free, now=now)
            return Consulted(shown(unit, question), wanted, (one,))

        return await self._database.write(work)

    async def note(self, caller: Caller, question_id: int, text: str, *, now: datetime) -> ShownQuestion:
        """Between those who answer; the asker never sees it."""

        def work(unit: Unit) -> ShownQuestion:
            found = _found(unit, caller, question_id, locked=True)
            question = found.question
            must_answer(question, found.parties, found.reader)
            if not sees_notes(question, found.parties, found.reader):
                raise Refusal("You asked this question yourself; the notes on it are for who answers.")
            words = _note(text)
            if unit.clicks.is_new(caller.interaction, now=now):
                others = _who_notes(unit, question) - {caller.id}
                write_down(unit, question, What.NOTE, person=caller.id, now=now, text=words, internal=True)
                tell(unit, question, Surface.DESK_NOTE, sorted(others), now=now)
            return shown(unit, question)

        return await self._database.write(work)

    async def move(
        self, caller: Caller, question_id: int, sector: str, why: str = "", *, now: datetime
    ) -> ShownQuestion:
        """To another sector. The asker still hears when they were told to, unless that leaves the other
        sector less than a working day; they are told either way."""

        def step(unit: Unit, found: _Found) -> Question:
            question = found.question
            wanted = _sector(unit, question, sector)
            zone = shown(unit, question).community.zone
            owner = carrier(unit, question.community, wanted.key, without={question.asker})
            due = max(question.due_at, due_after(now, 1, zone, self._free))
            question = question.move(wanted.key, owner, NO_REASON, due_at=due, now=now)
            words = within(one_line(why), MOST_NOTE, Message("Why?"))
            write_down(unit, question, What.MOVED, person=caller.id, now=now, about=wanted.key, text=words)
            hand_out(unit, question, now=now)
            tell(unit, question, Surface.DESK_MOVED, [question.asker], now=now)
            return question

        return await self._step(caller, question_id, step, now=now)

    async def wait(
        self, caller: Caller, question_id: int, waits_for: WaitsFor, note: str, *, now: datetime
    ) -> ShownQuestion:
        """It waits for somebody outside the desk; the asker is told if it is them."""

        def step(unit: Unit, found: _Found) -> Question:
            question = found.question.wait(waits_for, note, now=now)
            write_down(
                unit,
                question,
                What.WAITS,
                person=caller.id,
                now=now,
                about=waits_for.value,
                text=question.waits_note,
            )
            if waits_for is WaitsFor.ASKER:
                tell(unit, question, Surface.DESK_WAITS, [question.asker], now=now)
            return question

        return await self._step(caller, question_id, step, now=now)

    async def resume(self, caller: Caller, question_id: int, *, now: datetime) -> ShownQuestion:
        """What it waited for is there."""

        def step(unit: Unit, found: _Found) -> Question:
            return resumed(unit, found.question, caller.id, self._free, now=now)

        return await self._step(caller, question_id, step, now=now)

    async def answer(self, caller: Caller, question_id: int, text: str, *, now: datetime) -> ShownQuestion:
        """The answer stands in the thread and goes to the asker. It can be given again, better."""

        def step(unit: Unit, found: _Found) -> Question:
            words = within(cleaned(text), MOST_TEXT, Message("Your answer"))
            if not words:
                raise Refusal("There is no answer in this yet. Write what the asker can do with.")
            question = found.question.answer(caller.id, now=now)
            write_down(unit, question, What.ANSWERED, person=caller.id, now=now, text=words)
            tell(unit, question, Surface.DESK_ANSWERED, [question.asker], now=now)
            plan_in_thread(unit, question)
            return question

        return await self._step(caller, question_id, step, now=now)

    async def let_in(self, caller: Caller, question_id: int, person: int, *, now: datetime) -> ShownQuestion:
        """Somebody who helps: they see the question and its thread from now on, and none of the notes."""

        def step(unit: Unit, found: _Found) -> Question:
            if unit.desk.let_in(found.question.id, person):
                write_down(unit, found.question, What.ADDED, person=caller.id, now=now, about=str(person))
            return found.question

        return await self._step(caller, question_id, step, now=now, asker_too=True)

    async def say(self, caller: Caller, question_id: int, text: str, *, now: datetime) -> ShownQuestion:
        """What a party writes to the others by command, where there is no thread to write in."""

        def work(unit: Unit) -> ShownQuestion:
            found = _found(unit, caller, question_id, locked=True)
            question = found.question
            must_belong(found)
            words = within(cleaned(text), MOST_TEXT, Message("Your message"))
            if not words:
                raise Refusal("There is nothing in this message yet. Write what the others should know.")
            if unit.clicks.is_new(caller.interaction, now=now):
                write_down(unit, question, What.SAID, person=caller.id, now=now, text=words)
                others = {question.asker, *([question.owner] if question.owner is not None else [])}
                tell(unit, question, Surface.DESK_SAID, sorted(others - {caller.id}), now=now)
                if caller.id == question.asker and question.waits_for is WaitsFor.ASKER:
                    question = resumed(unit, question, caller.id, self._free, now=now)
                changed(unit, question, self._free, now=now)
            return shown(unit, question)

        return await self._database.write(work)

    async def _step(
        self,
        caller: Caller,
        question_id: int,
        step: "Callable[[Unit, _Found], Question]",
        *,
        now: datetime,
        asker_too: bool = False,
    ) -> ShownQuestion:
        def work(unit: Unit) -> ShownQuestion:
            found = _found(unit, caller, question_id, locked=True)
            if not (asker_too and caller.id == found.question.asker):
                must_carry(found.question, found.parties, found.reader)
            if not unit.clicks.is_new(caller.interaction, now=now):
                return shown(unit, found.question)
            return changed(unit, step(unit, found), self._free, now=now)

        return await self._database.write(work)


def resumed(unit: Unit, question: Question, person: int, free: FreeDays, *, now: datetime) -> Question:
    """It waits for who carries it again, who is told; their term begins."""
    zone = shown(unit, question).community.zone
    term = unit.desk.settings(question.community).term
    question = question.resume(due_at=due_after(now, term, zone, free), now=now)
    write_down(unit, question, What.RESUMED, person=person, now=now)
    if question.owner is not None and question.owner != person:
        tell(unit, question, Surface.DESK_RESUMED, [question.owner], now=now)
    return question


def plan_in_thread(unit: Unit, question: Question) -> None:
    """The card at the top of the thread, and every answer in it."""
    if not question.thread:
        return
    show_card(unit, question)
    answers = [one for one in unit.desk.entries(question.id, internal=False) if one.what is What.ANSWERED]
    for one in answers:
        unit.postings.plan(
            question.community, f"desk-answer:{one.id}", [Wanted(Surface.DESK_ANSWER, question.thread)]
        )
    unit.hint("postings")


def must_belong(found: _Found) -> None:
    """To take part in it; that a question is public lets everybody read it only."""
    if found.reader.id != found.question.asker and found.reader.id not in found.parties.helpers:
        must_answer(found.question, found.parties, found.reader)


def _found(unit: Unit, caller: Caller, question_id: int, *, locked: bool = False) -> _Found:
    question = unit.desk.locked(question_id) if locked else unit.desk.get(question_id)
    if question is not None and caller.community not in {IN_DM, question.community}:
        question = None
    reader, parties = Reader(caller.id), Parties()
    if question is not None:
        reader = reader_of(unit, question.community, caller.id)
        parties = unit.desk.parties(question.id)
    return _Found(must_see(question, parties, reader), parties, reader)


def _sector(unit: Unit, question: Question, key: str) -> Sector:
    found = sector_of(unit, question.community, key)
    if found is None:
        raise Refusal("This sector does not exist any more. Choose one from the list.")
    return found


def _note(text: str) -> str:
    words = within(cleaned(text), MOST_NOTE, Message("Your note"))
    if not words:
        raise Refusal("There is nothing in this note yet. Write what the others should know.")
    return words


def _who_notes(unit: Unit, question: Question) -> set[int]:
    """Who hears of a new note: the owner, who wrote one, and who carries a sector that was asked along."""
    people = {one.person for one in unit.desk.entries(question.id, internal=True) if one.internal}
    for sector in unit.desk.parties(question.id).sectors:
        people |= set(people_of(unit, question.community, sector)[:1])
    people.add(question.owner)
    carriers = {one.person for one in unit.communities.appointments(question.community)}
    return {one for one in people if one is not None and one != question.asker and one in carriers}
