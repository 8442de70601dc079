"""The thread of a question: what it should be, and what came of it on Discord."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.communities import Channel, Community
from domain.desk.entries import Entry, What
from domain.desk.question import Question, WaitsFor
from domain.desk.seeing import may_see
from domain.desk.terms import aloud
from domain.free_days import FreeDays
from domain.sectors import Sector
from services.acting import community_of
from services.desk_people import people_of, reader_of, sector_of
from services.desk_steps import THREAD, settle_thread, show_card, wind
from services.desk_working import plan_in_thread, resumed
from storage.database import Database
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the thread of a question should be. `places` are channels to open it in, the best first. `people`
    should be in it. `later`: when those beside the asker are added, since the desk keeps quiet now."""

    community: Community
    question: Question
    sector: Sector | None
    places: tuple[int, ...]
    people: tuple[int, ...]
    later: datetime | None = None


class DeskThreads:
    def __init__(self, database: Database, free: FreeDays) -> None:
        self._database = database
        self._free = free

    async def wanted(self, question_id: int, *, now: datetime) -> Wanted | None:
        def work(unit: Unit) -> Wanted | None:
            question = unit.desk.get(question_id)
            if question is None:
                return None
            community = community_of(unit, question.community)
            channels = unit.communities.channels(community.id)
            places = (channels.get(Channel.DESK), channels.get(Channel.KNOWLEDGE), question.channel)
            parties = unit.desk.parties(question.id)
            people = [question.asker, *([question.owner] if question.owner is not None else [])]
            for sector in sorted(parties.sectors):
                people += people_of(unit, community.id, sector)[:1]
            people += sorted(parties.helpers)
            at = aloud(now, unit.desk.settings(community.id), community.zone)
            return Wanted(
                community,
                question,
                sector_of(unit, community.id, question.sector),
                tuple(dict.fromkeys(one for one in places if one)),
                tuple(dict.fromkeys(people)),
                at if at > now else None,
            )

        return await self._database.read(work)

    async def placed(self, question_id: int, thread: int) -> None:
        """The thread is there, and open; its card and its answers may stand in it."""

        def work(unit: Unit) -> None:
            question = unit.desk.locked(question_id)
            if question is None:
                return
            if question.thread != thread:
                # that the old one is gone need not be told any more
                unit.postings.withdraw(question.community, f"closed:{question.thread}")
                question = replace(question, thread=thread)
                unit.desk.save(question)
            plan_in_thread(unit, question)

        await self._database.write(work)

    async def later(self, question_id: int, at: datetime) -> None:
        await self._database.write(lambda unit: unit.timers.set(THREAD, str(question_id), at))

    async def of(self, thread: int) -> int | None:
        """The id of the question whose thread it is."""

        def work(unit: Unit) -> int | None:
            found = unit.desk.of_thread(thread)
            return found.id if found is not None else None

        return await self._database.read(work)

    async def gone(self, thread: int, *, now: datetime) -> None:
        """Somebody deleted the thread: a new one is made, unless the question is closed."""

        def work(unit: Unit) -> None:
            found = unit.desk.of_thread(thread)
            question = unit.desk.locked(found.id) if found is not None else None
            if question is None:
                return
            unit.desk.save(replace(question, thread=0))
            if not question.is_closed:
                settle_thread(unit, question.id, now)

        if await self.of(thread) is not None:
            await self._database.write(work)

    async def said(self, thread: int, message: int, person: int, text: str, *, now: datetime) -> None:
        """Somebody wrote in the thread. It is kept with the question as far as Discord lets us read it; and
        if the question waits for who wrote, it does not any more."""

        def work(unit: Unit) -> None:
            found = unit.desk.of_thread(thread)
            question = unit.desk.locked(found.id) if found is not None else None
            if question is None:
                return
            if text:
                entry = Entry(
                    question=question.id, what=What.SAID, person=person, text=text, message=message, at=now
                )
                if not unit.desk.add_entry(entry):
                    return
            if person == question.asker and question.waits_for is WaitsFor.ASKER:
                after = resumed(unit, question, person, self._free, now=now)
                unit.desk.save(after)
                wind(unit, after, community_of(unit, after.community), self._free)
                show_card(unit, after)

        if await self.of(thread) is not None:
            await self._database.write(work)

    async def may_be_in(self, question_id: int, person: int) -> bool:
        """Whether somebody who is in the thread may stay there."""

        def work(unit: Unit) -> bool:
            question = unit.desk.get(question_id)
            if question is None:
                return True
            reader = reader_of(unit, question.community, person)
            return may_see(question, unit.desk.parties(question_id), reader)

        return await self._database.read(work)
