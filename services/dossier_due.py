"""What falls due in a dossier: reminders of terms and waits, and an owner who leaves."""

from dataclasses import replace
from datetime import datetime

from domain.dossiers.dossier import Kind, Person
from domain.dossiers.reminding import Lead, makes_sense
from domain.postings import Surface
from services.acting import Caller, community_of
from services.dossiers import heads_in_charge, in_charge, journal, note, tell, wind
from storage.database import Database
from storage.unit import Unit


class DossierDue:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def term(self, dossier_id: int, lead: Lead, *, now: datetime) -> None:
        """What the timer is for. Nothing for what is closed, has another term now, was told already, or is
        overtaken by the next reminder."""

        def work(unit: Unit) -> None:
            dossier = unit.dossiers.locked(dossier_id)
            if dossier is None or not dossier.is_open or dossier.term is None:
                return
            community = community_of(unit, dossier.community)
            today = now.astimezone(community.zone).date()
            if dossier.term_told == lead.value or not makes_sense(lead, dossier.term, today):
                return
            told = {dossier.owner}
            if lead is Lead.PAST:
                told |= in_charge(unit, dossier)
            for person in sorted(told):
                tell(unit, dossier, Surface.DOSSIER_TERM, person)
            unit.dossiers.save(replace(dossier, term_told=lead.value))

        await self._database.write(work)

    async def wait(self, dossier_id: int, *, now: datetime) -> None:
        """Once a month at most: after a time away one message, not those that were missed."""

        def work(unit: Unit) -> None:
            dossier = unit.dossiers.locked(dossier_id)
            if dossier is None or not dossier.is_open or dossier.waits_since is None:
                return
            community = community_of(unit, dossier.community)
            if not _same_day(dossier.reminded_at, now):
                tell(unit, dossier, Surface.DOSSIER_WAIT, dossier.owner)
                dossier = replace(dossier, reminded_at=now)
                unit.dossiers.save(dossier)
            wind(unit, dossier, community, now=now)

        await self._database.write(work)

    async def left(self, community_id: int, person: int, *, now: datetime) -> tuple[int, ...]:
        """Somebody is not on the server any more: what they carried goes to the head of its sector, or the
        deputy, or De Sektor. Gives the numbers of what was handed over."""

        def work(unit: Unit) -> tuple[int, ...]:
            community = unit.communities.get(community_id)
            if community is None:
                return ()
            today = now.astimezone(community.zone).date()
            handed = []
            for dossier in unit.dossiers.owned(community_id, person):
                heads = heads_in_charge(unit, community_id, dossier.sector, but=person)
                if not heads:
                    continue
                after = dossier.handed_to(Person(heads[0], ""))
                unit.dossiers.save(after)
                bot = Caller(person, "", community_id, 0)
                note(unit, after, bot, Kind.HANDED, today, internal=True, now=now)
                journal(unit, after, "dossier.left", None, now, after={"person": heads[0]})
                tell(unit, after, Surface.DOSSIER_YOURS, heads[0])
                handed.append(dossier.number)
            unit.dossiers.drop_person(community_id, person)
            return tuple(handed)

        return await self._database.write(work)


def _same_day(told: datetime | None, now: datetime) -> bool:
    return told is not None and told.date() == now.date()
