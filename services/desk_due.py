"""What happens by itself: reminders to whom questions wait for, and who hears of a term that passed."""

from datetime import datetime

from domain.desk.entries import What
from domain.desk.question import Question
from domain.desk.reminding import Nudge, what_is_due
from domain.desk.terms import aloud
from domain.free_days import FreeDays
from domain.postings import Surface, Wanted
from services.acting import community_of
from services.desk_people import people_of
from services.desk_steps import NEXT, changed, tell, tell_board, write_down
from storage.database import Database
from storage.unit import Unit


class DeskDue:
    def __init__(self, database: Database, free: FreeDays) -> None:
        self._database = database
        self._free = free

    async def look(self, question_id: int, *, now: datetime) -> None:
        """What the timer is for. It may run twice: what was said is counted in the same transaction. Of what
        fell due while nobody looked only the last is said."""

        def work(unit: Unit) -> None:
            question = unit.desk.locked(question_id)
            if question is None or not question.is_unanswered:
                return
            community = community_of(unit, question.community)
            at = aloud(now, unit.desk.settings(community.id), community.zone)
            if at > now:
                unit.timers.set(NEXT, str(question_id), at)
                return
            found, count = what_is_due(question, community.zone, self._free, now=now)
            if found is not None:
                _say(unit, question, found.nudge, now)
            changed(unit, question.reminded_of(count), self._free, now=now)

        await self._database.write(work)

    async def tell(self, subject: str, *, now: datetime) -> None:
        """A notice whose quiet hours are over. What it would say is looked up when it is sent."""

        def work(unit: Unit) -> None:
            number, surface, person = subject.split(":")
            question = unit.desk.get(int(number))
            if question is not None:
                tell(unit, question, Surface(surface), [int(person)], now=now)

        await self._database.write(work)

    async def tell_many(self, subject: str) -> None:
        """The same for one message about many."""

        def work(unit: Unit) -> None:
            community, rest = subject.split(":", 1)
            about, person = rest.rsplit(":", 1)
            unit.postings.tell(int(community), about, Wanted(Surface.DESK_GIVEN, int(person)))
            unit.hint("postings")

        await self._database.write(work)


def _say(unit: Unit, question: Question, nudge: Nudge, now: datetime) -> None:
    what = What.ESCALATED if nudge in {Nudge.LATE, Nudge.BOARD} else What.REMINDED
    write_down(unit, question, what, person=None, now=now, about=nudge.value)
    owner = [question.owner] if question.owner is not None else []
    if nudge is Nudge.ASKER:
        tell(unit, question, Surface.DESK_REMINDER, [question.asker], now=now)
        return
    people = list(owner)
    if nudge is Nudge.LATE:
        carrying = people_of(unit, question.community, question.sector)
        people += [one for one in carrying if one != question.asker]
    others = set(people) - set(owner)
    tell(unit, question, Surface.DESK_REMINDER, people, now=now)
    if nudge is Nudge.BOARD or not people or (nudge is Nudge.LATE and not others):
        tell_board(unit, question, Surface.DESK_REMINDER, now=now)
