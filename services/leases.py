"""The end of a lease: who carries locations is warned that a place is in danger."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from domain.appointments import LEADING_SECTOR
from domain.communities import Channel, Community
from domain.directory.entry import Entry
from domain.directory.lease import due, next_moment
from domain.postings import Posting, Surface, Wanted
from domain.sectors import Appointment, Part
from services.acting import community_of
from services.meeting_reminders import locale_for
from storage.database import Database
from storage.unit import Unit

LEASE: Final = "directory-lease"
"""The kind of timer; its subject is the entry."""

LOCATIONS: Final = "locatie"
"""The key of the sector that looks after places."""


@dataclass(frozen=True, slots=True)
class ShownLease:
    """A warning as it goes to somebody; `locale` is theirs, empty if it is not known."""

    community: Community
    entry: Entry
    ends: date
    locale: str


class LeaseService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def remind(self, entry_id: int, *, now: datetime) -> None:
        """What the timer is for. Each warning is given once; what was missed is not caught up."""

        def work(unit: Unit) -> None:
            entry = unit.directory.locked(entry_id)
            if entry is None or entry.lease_ends is None or entry.hidden:
                return
            zone = community_of(unit, entry.community).zone
            lead = due(entry.lease_ends, unit.directory.warned(entry.id, entry.lease_ends), now, zone)
            if lead is not None and unit.directory.warn(entry.id, entry.lease_ends, lead, now=now):
                _warn(unit, entry, lead)
            schedule(unit, entry, zone, now=now)

        await self._database.write(work)

    async def shown(self, subject: str, person: int) -> ShownLease | None:
        """The warning behind a posting; None when it makes no sense any more."""

        def work(unit: Unit) -> ShownLease | None:
            _, number, day, _ = subject.split(":")
            entry, ends = unit.directory.get(int(number)), date.fromisoformat(day)
            if entry is None or entry.lease_ends != ends:
                return None
            community = community_of(unit, entry.community)
            return ShownLease(community, entry, ends, locale_for(unit, community.id, person))

        return await self._database.read(work)


def undelivered(unit: Unit, posting: Posting) -> None:
    """Somebody takes no private messages: the warning stands where heads and editors look, instead."""
    _in_channel(unit, posting.community, posting.subject)


def schedule(unit: Unit, entry: Entry, zone: ZoneInfo, *, now: datetime) -> None:
    """See to it that the next warning is given; at once what is due already."""
    at = None
    if entry.lease_ends is not None and not entry.hidden:
        told = unit.directory.warned(entry.id, entry.lease_ends)
        overdue = due(entry.lease_ends, told, now, zone) is not None
        at = now if overdue else next_moment(entry.lease_ends, now, zone)
    if at is None:
        forget_lease(unit, entry.id)
        return
    unit.timers.set(LEASE, str(entry.id), at)
    unit.hint("timers")


def forget_lease(unit: Unit, entry_id: int) -> None:
    unit.timers.drop(LEASE, str(entry_id))


def recipients(appointments: list[Appointment]) -> list[int]:
    """The head of Locations, else its deputy, else who carries De Sektor itself."""
    held = {(one.sector, one.part): one.person for one in appointments}
    for part in Part:
        if (LOCATIONS, part) in held:
            return [held[LOCATIONS, part]]
    board = [held[LEADING_SECTOR, part] for part in Part if (LEADING_SECTOR, part) in held]
    return list(dict.fromkeys(board))


def _warn(unit: Unit, entry: Entry, lead: int) -> None:
    assert entry.lease_ends is not None
    subject = f"lease:{entry.id}:{entry.lease_ends.isoformat()}:{lead}"
    people = recipients(unit.communities.appointments(entry.community))
    for person in people:
        unit.postings.tell(entry.community, subject, Wanted(Surface.LEASE_DM, person))
    if not people:
        _in_channel(unit, entry.community, subject)
    unit.hint("postings")


def _in_channel(unit: Unit, community_id: int, subject: str) -> None:
    place = unit.communities.channels(community_id).get(Channel.REVIEW)
    if place is not None:
        unit.postings.tell(community_id, subject, Wanted(Surface.LEASE, place))
        unit.hint("postings")
