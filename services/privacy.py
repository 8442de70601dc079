"""What is stored of a person: giving it to them, and taking them out of it."""

import json
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.assembly_export import read_record
from domain.communities import Community
from domain.decisions.recomputing import replayed
from domain.decisions.register import subject_of
from domain.desk.keeping import without_asker
from domain.free_days import FreeDays
from domain.nameless import without
from domain.privacy import Fate, Line, Stored
from services.acting import Caller, community_of
from services.assembly import proxy_subject
from services.desk_steps import changed
from services.emergency import assembly_subject, emergency_subject
from storage.database import Database
from storage.unit import Unit

LATER: Final = "privacy_later"
"""The kind of the timers. The subject is `what:community:id:person`."""
AGAIN: Final = timedelta(days=1)

_DECISION, _ASSEMBLY, _MEETING = "decision", "assembly", "meeting"


@dataclass(frozen=True, slots=True)
class Export:
    """Everything that is stored of a person in a community."""

    community: Community
    person: int
    name: str
    at: datetime
    stored: tuple[Stored, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What erasing does: what goes, what loses its name, what stays or has to wait."""

    community: Community
    lines: tuple[Line, ...]

    @property
    def empty(self) -> bool:
        return not self.lines

    def of(self, fate: Fate) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.fate is fate)

    @property
    def waiting(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.later)


class PrivacyService:
    def __init__(self, database: Database, free: FreeDays) -> None:
        self._database = database
        self._free = free

    async def export(self, caller: Caller, *, now: datetime) -> Export:
        def work(unit: Unit) -> Export:
            community = community_of(unit, caller.community)
            stored = unit.privacy.stored(community.id, caller.id)
            return Export(community, caller.id, caller.name, now, tuple(stored))

        return await self._database.read(work)

    async def plan(self, caller: Caller) -> Plan:
        """What erasing would do now; nothing is changed."""
        return await self._database.read(lambda unit: _plan(unit, caller))

    async def erase(self, caller: Caller, *, now: datetime) -> Plan:
        """Do it, all of it or nothing. What is left afterwards; a second press changes nothing more."""

        def work(unit: Unit) -> Plan:
            community = community_of(unit, caller.community)
            if unit.clicks.is_new(caller.interaction, now=now):
                _erase(unit, community.id, caller, self._free, now)
            return _plan(unit, caller)

        plan = await self._database.write(work)
        await self._database.forget_traces()
        return plan

    async def look_again(self, subject: str, *, now: datetime) -> None:
        """For the timer: take somebody out of what was not over yet when they were erased."""
        what, community, number, person = subject.split(":")

        def work(unit: Unit) -> bool:
            if what in _LEAVE:
                done = _LEAVE[what](unit, int(community), int(number), int(person), frozenset(), now)
            else:  # what they carried: the name of its table
                done, subjects = unit.privacy.let_go(int(community), what, int(number), int(person))
                for one in sorted(subjects):
                    unit.postings.refresh(int(community), one)
            if not done:
                unit.timers.set(LATER, subject, now + AGAIN)
            return done

        if await self._database.write(work):
            await self._database.forget_traces()


def _plan(unit: Unit, caller: Caller) -> Plan:
    community = community_of(unit, caller.community)
    return Plan(community, tuple(unit.privacy.lines(community.id, caller.id)))


def _erase(unit: Unit, community: int, caller: Caller, free: FreeDays, now: datetime) -> None:
    names = unit.privacy.names(community, caller.id) | {caller.name}
    subjects = set[str]()
    waiting = set[tuple[str, int]]()
    for decision in unit.privacy.decisions_with(community, caller.id):
        if not _leave_decision(unit, community, decision, caller.id, names, now):
            waiting.add((_DECISION, decision))
    if not _leave_assemblies(unit, community, community, caller.id, names, now):
        waiting.add((_ASSEMBLY, community))
    waiting |= {(_MEETING, meeting) for meeting in unit.privacy.running_meetings(community, caller.id)}
    for number in unit.privacy.asked_at_desk(community, caller.id):
        question = unit.desk.locked(number)
        if question is not None:
            unit.desk.forget_words(number)
            changed(unit, without_asker(question, now=now), free, now=now)
    waiting |= set(unit.privacy.carried(community, caller.id))
    subjects |= unit.privacy.erase(community, caller.id, names)
    unit.privacy.sweep(community, caller.id)
    for subject in sorted(subjects):
        unit.postings.refresh(community, subject)
    for what, number in sorted(waiting):
        unit.timers.set(LATER, f"{what}:{community}:{number}:{caller.id}", now + AGAIN)
    unit.agenda_changed(community)
    unit.journal.add(community, "privacy.erase", "privacy", at=now, after={"waiting": len(waiting)})
    unit.hint("timers")
    unit.hint("postings")


def _leave_decision(
    unit: Unit, community: int, decision: int, person: int, names: AbstractSet[str], now: datetime
) -> bool:
    """False while it is open: nobody's vote is changed by this."""
    held = unit.voting.hold(decision)
    if held is None:
        return True
    if unit.privacy.is_open(decision):
        return False
    gone = without(unit.decisions.links(decision), person, names, day=now.date())
    if gone is not None:
        links, number = gone
        replayed([json.loads(link.body) for link in links])  # never to store what does not add up
        unit.privacy.rewrite_decision(decision, links, person, number, names)
        unit.postings.refresh(community, subject_of(decision))
    return True


def _leave_assemblies(
    unit: Unit, community: int, _: int, person: int, names: AbstractSet[str], now: datetime
) -> bool:
    """False while an assembly is to come or goes on, or a settlement is not finished."""
    links = unit.assemblies.links(community)
    if not links:
        return True
    unit.assemblies.head(community, hold=True)
    links = unit.assemblies.links(community)
    record = read_record(links)
    gone = without(links, person, names, day=now.date())
    if gone is None:
        return True
    if not record.is_at_rest:
        return False
    chain, number = gone
    read_record(chain)  # never to store what does not add up
    unit.privacy.rewrite_record(community, chain, person, number)
    for assembly in record.gatherings:
        unit.postings.refresh(community, assembly_subject(community, assembly))
        unit.postings.refresh(community, emergency_subject(community, assembly))
        unit.postings.withdraw(community, proxy_subject(community, assembly, person))
    return True


def _leave_meeting(
    unit: Unit, community: int, meeting: int, person: int, names: AbstractSet[str], now: datetime
) -> bool:
    """False while it goes on."""
    if unit.privacy.meeting_runs(meeting):
        return False
    names = names | unit.privacy.names(community, person)
    for subject in sorted(unit.privacy.leave_meeting(community, meeting, person, names)):
        unit.postings.refresh(community, subject)
    return True


_LEAVE: Final[Mapping[str, Callable[[Unit, int, int, int, AbstractSet[str], datetime], bool]]] = {
    _DECISION: _leave_decision,
    _ASSEMBLY: _leave_assemblies,
    _MEETING: _leave_meeting,
}
"""By the first part of a timer's subject; each says whether it is done."""
