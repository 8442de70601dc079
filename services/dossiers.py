"""Dossiers: opening one, reading it, and who may."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from domain.appointments import LEADING_SECTOR
from domain.communities import Community
from domain.desk.question import Question
from domain.desk.seeing import Parties, must_answer, must_see
from domain.dossiers.dossier import (
    Document,
    Dossier,
    Entry,
    Kind,
    Person,
    Who,
    asked_typed,
    counterpart_typed,
    term_on,
    title_typed,
    wanted_typed,
)
from domain.dossiers.reminding import Lead, moment, next_wait
from domain.postings import Surface, Wanted
from domain.refusal import Refusal
from domain.sectors import Part, Sector
from services.acting import IN_DM, Caller, acting, community_of
from services.desk_people import reader_of
from services.meeting_reminders import locale_for
from storage.database import Database
from storage.unit import Unit

TERM: Final = "dossier.term"
"""Timers of a term that nears; their subject is "dossier:lead"."""
WAIT: Final = "dossier.wait"
"""Timers of a wait that lasts."""
MOST_LISTED: Final = 200


@dataclass(frozen=True, slots=True)
class ShownDossier:
    """As one reader may see it: without internal entries and documents where they are no insider."""

    community: Community
    dossier: Dossier
    sector: Sector | None
    entries: tuple[Entry, ...]
    documents: tuple[Document, ...]
    today: date
    insider: bool = True


@dataclass(frozen=True, slots=True)
class ListedDossiers:
    community: Community
    dossiers: tuple[Dossier, ...]
    sectors: dict[str, Sector]
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What somebody fills in to open one; `people` are added besides who opens it."""

    title: str
    sector: str
    counterpart: str = ""
    asked: str = ""
    wanted: str = ""
    term: date | None = None
    question: int | None = None
    people: tuple[Person, ...] = ()


class DossierService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self, caller: Caller, opening: Opening, *, now: datetime) -> ShownDossier:
        """A new one, carried by who opens it: sector heads, deputies and editors do."""

        def work(unit: Unit) -> ShownDossier:
            community = must_open(unit, caller)
            if not unit.clicks.is_new(caller.interaction, now=now):
                mine = unit.dossiers.seen_by(community.id, caller.id, (), closed=False, limit=MOST_LISTED)
                same = max((one for one in mine if one.opened_by == caller.id), key=_number, default=None)
                if same is None:
                    raise Refusal("That was dealt with already. `/dossier list` shows your dossiers.")
                return shown(unit, same, caller.id, now)
            if opening.sector not in {one.key for one in unit.communities.sectors(community.id)}:
                raise Refusal("Choose the sector from the list that appears while you type.")
            today = now.astimezone(community.zone).date()
            dossier = Dossier(
                community=community.id,
                number=0,
                title=title_typed(opening.title),
                sector=opening.sector,
                owner=caller.id,
                counterpart=counterpart_typed(opening.counterpart),
                asked=asked_typed(opening.asked),
                wanted=wanted_typed(opening.wanted),
                term=term_on(opening.term, today) if opening.term is not None else None,
                question=opening.question,
                opened_by=caller.id,
                opened_at=now,
                people=(Person(caller.id, caller.name),),
            )
            for person in opening.people:
                if person.person != caller.id:
                    dossier = dossier.with_person(person)
            stored = unit.dossiers.add(replace(dossier, number=unit.dossiers.take_number(community.id)))
            note(unit, stored, caller, Kind.OPENED, today, now=now)
            journal(unit, stored, "dossier.open", caller.id, now, after={"sector": stored.sector})
            wind(unit, stored, community, now=now)
            return shown(unit, stored, caller.id, now)

        return await self._database.write(work)

    async def may_open(self, caller: Caller) -> Community:
        """The community, if the caller may open a dossier there."""
        return await self._database.read(lambda unit: must_open(unit, caller))

    async def from_question(self, caller: Caller, number: int) -> Question:
        """The desk question that a dossier is to begin from, for who works on it."""

        def work(unit: Unit) -> Question:
            community = must_open(unit, caller)
            reader = reader_of(unit, community.id, caller.id)
            question = unit.desk.by_number(community.id, number)
            parties = unit.desk.parties(question.id) if question is not None else Parties()
            seen = must_see(question, parties, reader)
            must_answer(seen, parties, reader)
            return seen

        return await self._database.read(work)

    async def of(self, caller: Caller, number: int, *, now: datetime) -> ShownDossier:
        return await self._database.read(lambda unit: shown(unit, seen(unit, caller, number), caller.id, now))

    async def theirs(self, caller: Caller, *, closed: bool, now: datetime) -> ListedDossiers:
        """Those that the caller may see."""

        def work(unit: Unit) -> ListedDossiers:
            community = on_server(unit, caller)
            found = unit.dossiers.seen_by(
                community.id,
                caller.id,
                _sectors_of(unit, community.id, caller.id),
                closed=closed,
                limit=MOST_LISTED,
            )
            sectors = {one.key: one for one in unit.communities.sectors(community.id)}
            return ListedDossiers(community, tuple(found), sectors, now.astimezone(community.zone).date())

        return await self._database.read(work)

    async def told(self, dossier_id: int, person: int, *, now: datetime) -> ShownDossier | None:
        """As a notice to one of its people shows it; None when they may not see it any more."""

        def work(unit: Unit) -> ShownDossier | None:
            dossier = unit.dossiers.get(dossier_id)
            if dossier is None or not dossier.seen_by(person, in_charge(unit, dossier)):
                return None
            return shown(unit, dossier, person, now)

        return await self._database.read(work)

    async def locale_of(self, community_id: int, person: int) -> str:
        """The language that they use, as far as it is known."""
        return await self._database.read(lambda unit: locale_for(unit, community_id, person))


# ---- what the other services of dossiers build on


def subject_of(dossier_id: int) -> str:
    return f"dossier:{dossier_id}"


def on_server(unit: Unit, caller: Caller) -> Community:
    if caller.community == IN_DM:
        raise Refusal("Do this on the server: a dossier belongs to one.")
    return community_of(unit, caller.community)


def must_open(unit: Unit, caller: Caller) -> Community:
    community = on_server(unit, caller)
    heads = {one.person for one in unit.communities.appointments(community.id)}
    if caller.id not in heads and not acting(unit, caller).edits:
        raise Refusal(
            "Sector heads, their deputies and editors open a dossier. Ask the desk: they do if it is needed."
        )
    return community


def heads_in_charge(unit: Unit, community_id: int, sector: str, *, but: int = 0) -> list[int]:
    """Head and deputy of the sector, the head first; those of De Sektor where nobody carries it."""
    for key in (sector, LEADING_SECTOR):
        there = [
            one
            for one in unit.communities.appointments(community_id)
            if one.sector == key and one.person != but
        ]
        if there:
            return [one.person for one in sorted(there, key=lambda one: one.part is not Part.HEAD)]
    return []


def in_charge(unit: Unit, dossier: Dossier) -> frozenset[int]:
    return frozenset(heads_in_charge(unit, dossier.community, dossier.sector))


def _sectors_of(unit: Unit, community_id: int, person: int) -> frozenset[str]:
    """Whose dossiers somebody sees as a head."""
    keys = [one.key for one in unit.communities.sectors(community_id)]
    return frozenset(key for key in keys if person in heads_in_charge(unit, community_id, key))


def seen(unit: Unit, caller: Caller, number: int, *, locked: bool = False) -> Dossier:
    """The dossier, if the caller may see it; whether there is one that they may not see is not told."""
    community = on_server(unit, caller)
    dossier = unit.dossiers.numbered(community.id, number, locked=locked)
    if dossier is None or not dossier.seen_by(caller.id, in_charge(unit, dossier)):
        raise Refusal("There is no dossier with this number that you may see. `/dossier list` shows yours.")
    return dossier


def held(unit: Unit, caller: Caller, number: int) -> Dossier:
    """The same for changing it, held until the transaction ends."""
    dossier = seen(unit, caller, number, locked=True)
    if not dossier.insider(caller.id, in_charge(unit, dossier)):
        raise Refusal("Only its owner, its helpers and the heads of its sector change a dossier.")
    return dossier


def shown(unit: Unit, dossier: Dossier, reader: int, now: datetime) -> ShownDossier:
    community = community_of(unit, dossier.community)
    insider = dossier.insider(reader, in_charge(unit, dossier))
    sectors = {one.key: one for one in unit.communities.sectors(community.id)}
    return ShownDossier(
        community,
        dossier,
        sectors.get(dossier.sector),
        _told(unit.dossiers.entries(dossier.id), insider),
        _told(unit.dossiers.documents(dossier.id), insider),
        now.astimezone(community.zone).date(),
        insider,
    )


def _told(some: Iterable[Any], insider: bool) -> tuple[Any, ...]:
    return tuple(one for one in some if insider or not one.internal)


def note(
    unit: Unit,
    dossier: Dossier,
    caller: Caller,
    kind: Kind,
    day: date,
    text: str = "",
    *,
    who: Who = Who.US,
    internal: bool = False,
    now: datetime,
) -> Entry:
    return unit.dossiers.add_entry(
        Entry(
            dossier=dossier.id,
            kind=kind,
            day=day,
            who=who,
            text=text,
            internal=internal,
            person=caller.id,
            at=now,
        )
    )


def wind(unit: Unit, dossier: Dossier, community: Community, *, now: datetime) -> None:
    """Have its timers agree with its term and its wait."""
    for lead in Lead:
        subject = f"{dossier.id}:{lead}"
        at = moment(lead, dossier.term, community.zone) if dossier.term is not None else None
        if at is None or at <= now or not dossier.is_open:
            unit.timers.drop(TERM, subject)
        else:
            unit.timers.set(TERM, subject, at)
    if dossier.waits_since is None or not dossier.is_open:
        unit.timers.drop(WAIT, str(dossier.id))
    else:
        unit.timers.set(WAIT, str(dossier.id), next_wait(dossier.waits_since, now, community.zone))
    unit.hint("timers")


def tell(unit: Unit, dossier: Dossier, surface: Surface, person: int) -> None:
    unit.postings.tell(dossier.community, subject_of(dossier.id), Wanted(surface, person))
    unit.hint("postings")


def journal(
    unit: Unit,
    dossier: Dossier,
    action: str,
    by: int | None,
    now: datetime,
    *,
    after: dict[str, Any] | None = None,
) -> None:
    """Ids and states only: what stands in a dossier is for its people."""
    unit.journal.add(dossier.community, action, subject_of(dossier.id), at=now, actor=by, after=after or None)


def _number(dossier: Dossier) -> int:
    return dossier.number
