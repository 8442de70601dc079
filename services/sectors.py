"""Sectors, and who carries them: appointing, dismissing, leaving, and the Discord role that goes with it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from domain.appointments import (
    LEADING_SECTOR,
    LONGEST_NAME,
    MOST_SECTORS,
    Change,
    appointing,
    must_appoint,
    must_keep_sectors,
    named,
)
from domain.naming import bare, emoji_of, key_of, name_of
from domain.refusal import Refusal
from domain.sectors import Appointment, Part, Sector
from services import desk_heads, vacancies
from services.acting import Caller, acting, community_of
from services.roles import MOMENT, forget, settle_later
from services.seats import carries_less
from services.vacancies import Vacancy
from storage.database import Database
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Carried:
    """A sector and who carries it (Discord ids); None where the place is vacant."""

    sector: Sector
    head: int | None
    deputy: int | None


@dataclass(frozen=True, slots=True)
class Appointed:
    sector: Sector
    change: Change


@dataclass(frozen=True, slots=True)
class Dismissed:
    sector: Sector
    appointment: Appointment


class SectorService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def overview(self, community_id: int) -> tuple[Carried, ...]:
        def work(unit: Unit) -> tuple[Carried, ...]:
            community_of(unit, community_id)
            people = {(a.sector, a.part): a.person for a in unit.communities.appointments(community_id)}
            return tuple(
                Carried(sector, people.get((sector.key, Part.HEAD)), people.get((sector.key, Part.DEPUTY)))
                for sector in unit.communities.sectors(community_id)
            )

        return await self._database.read(work)

    async def may_appoint(self, caller: Caller, typed: str) -> Sector:
        """The sector, if the caller may appoint somebody there."""

        def work(unit: Unit) -> Sector:
            sector = _named(unit, caller.community, typed)
            must_appoint(acting(unit, caller), unit.communities.appointments(caller.community), sector.key)
            return sector

        return await self._database.read(work)

    async def appoint(
        self, caller: Caller, typed: str, part: Part, person: int, *, now: datetime
    ) -> Appointed:
        """Make `person` head or deputy of the sector; whoever had that place loses it."""

        def work(unit: Unit) -> Appointed:
            sector = _named(unit, caller.community, typed)
            appointments = unit.communities.appointments(caller.community)
            must_appoint(acting(unit, caller), appointments, sector.key)
            change = appointing(appointments, Appointment(sector.key, part, person))
            people = {person, *(old.person for old in change.given_up)}
            settle_later(unit, caller.community, people, now + MOMENT)
            if not change.unchanged:
                unit.communities.dismiss(caller.community, change.given_up)
                unit.communities.appoint(caller.community, change.given)
                vacancies.take_back(unit, caller.community, sector.key, part)
                for old in change.given_up:
                    _journalled(unit, caller.community, "sector.dismiss", old, caller.id, now)
                    carries_less(unit, caller.community, old.person, now=now)
                desk_heads.given_up(unit, caller.community, change.given_up, now=now)
                desk_heads.taken_up(unit, caller.community, change.given, now=now)
                _journalled(unit, caller.community, "sector.appoint", change.given, caller.id, now)
            return Appointed(sector, change)

        return await self._database.write(work)

    async def dismiss(self, caller: Caller, typed: str, part: Part, *, now: datetime) -> Dismissed:
        def work(unit: Unit) -> Dismissed:
            sector = _named(unit, caller.community, typed)
            appointments = unit.communities.appointments(caller.community)
            must_appoint(acting(unit, caller), appointments, sector.key)
            old = next((a for a in appointments if a.sector == sector.key and a.part is part), None)
            if old is None:
                raise Refusal(
                    "That place in “{sector}” is vacant already. Nothing was changed.", sector=sector.nl
                )
            unit.communities.dismiss(caller.community, [old])
            settle_later(unit, caller.community, [old.person], now + MOMENT)
            desk_heads.given_up(unit, caller.community, [old], now=now)
            _journalled(unit, caller.community, "sector.dismiss", old, caller.id, now)
            carries_less(unit, caller.community, old.person, now=now)
            return Dismissed(sector, old)

        return await self._database.write(work)

    async def left(
        self, community_id: int, person: int, name: str, *, now: datetime
    ) -> tuple[Appointment, ...]:
        """Somebody is not on the server any more: what they carried is vacant, and the editors are told."""

        def work(unit: Unit) -> tuple[Appointment, ...]:
            given_up = tuple(a for a in unit.communities.appointments(community_id) if a.person == person)
            if not given_up:
                return ()
            unit.communities.dismiss(community_id, given_up)
            forget(unit, community_id, person)
            for old in given_up:
                _journalled(unit, community_id, "sector.left", old, None, now, name=name)
                vacancies.announce(unit, community_id, old.sector, old.part)
            desk_heads.given_up(unit, community_id, given_up, now=now, name=name, gone=True)
            return given_up

        # most who leave carry nothing; only those who do are worth a turn of the writer
        if person not in await self.people(community_id):
            return ()
        return await self._database.write(work)

    async def vacancy(self, community_id: int, subject: str) -> Vacancy | None:
        """The vacancy that a posting shows; None when it is filled."""
        return await self._database.read(lambda unit: vacancies.find(unit, community_id, subject))

    async def people(self, community_id: int) -> frozenset[int]:
        """Everyone who carries something."""

        def work(unit: Unit) -> frozenset[int]:
            return frozenset(a.person for a in unit.communities.appointments(community_id))

        return await self._database.read(work)

    # ---- the sectors themselves

    async def add(self, caller: Caller, nl: str, en: str, emoji: str, *, now: datetime) -> Sector:
        def work(unit: Unit) -> Sector:
            sectors = _kept(unit, caller)
            if not unit.clicks.is_new(caller.interaction, now=now):
                return named(sectors, nl)
            if len(sectors) >= MOST_SECTORS:
                raise Refusal(
                    "There are {most} sectors already, and that is the most. Remove or rename one.",
                    most=MOST_SECTORS,
                )
            name = name_of(nl, most=LONGEST_NAME)
            sector = Sector(
                key=key_of(name, [other.key for other in sectors]),
                nl=name,
                en=name_of(en, most=LONGEST_NAME) if en.strip() else name,
                emoji=emoji_of(emoji),
            )
            _must_differ(sector, sectors)
            unit.communities.put_sector(caller.community, sector, len(sectors))
            _sector_journalled(unit, caller, "sector.add", None, sector, now)
            return sector

        return await self._database.write(work)

    async def edit(
        self,
        caller: Caller,
        typed: str,
        *,
        nl: str | None = None,
        en: str | None = None,
        emoji: str | None = None,
        now: datetime,
    ) -> Sector:
        """Give the sector other names; None leaves one as it is."""

        def work(unit: Unit) -> Sector:
            sectors = _kept(unit, caller)
            before = named(sectors, typed)
            after = replace(
                before,
                nl=before.nl if nl is None else name_of(nl, most=LONGEST_NAME),
                en=before.en if en is None else name_of(en, most=LONGEST_NAME),
                emoji=before.emoji if emoji is None else emoji_of(emoji),
            )
            _must_differ(after, [other for other in sectors if other.key != before.key])
            if after != before:
                unit.communities.put_sector(caller.community, after, sectors.index(before))
                _sector_journalled(unit, caller, "sector.edit", before, after, now)
            return after

        return await self._database.write(work)

    async def remove(self, caller: Caller, typed: str, *, now: datetime) -> Sector:
        """Refused while somebody carries it."""

        def work(unit: Unit) -> Sector:
            sectors = _kept(unit, caller)
            sector = named(sectors, typed)
            if sector.key == LEADING_SECTOR:
                raise Refusal(
                    "“{sector}” is De Sektor itself and stays. You can give it another name.",
                    sector=sector.nl,
                )
            if any(a.sector == sector.key for a in unit.communities.appointments(caller.community)):
                raise Refusal(
                    "Somebody still carries “{sector}”. Dismiss them first with /sector dismiss.",
                    sector=sector.nl,
                )
            unit.communities.drop_sector(caller.community, sector.key)
            for position, other in enumerate(other for other in sectors if other != sector):
                unit.communities.put_sector(caller.community, other, position)
            desk_heads.removed(unit, caller.community, sector.key, now=now)
            for part in Part:
                vacancies.take_back(unit, caller.community, sector.key, part)
            _sector_journalled(unit, caller, "sector.remove", sector, None, now)
            return sector

        return await self._database.write(work)


def _named(unit: Unit, community_id: int, typed: str) -> Sector:
    community_of(unit, community_id)
    return named(unit.communities.sectors(community_id), typed)


def _kept(unit: Unit, caller: Caller) -> tuple[Sector, ...]:
    """The sectors, for somebody who may change them."""
    community_of(unit, caller.community)
    must_keep_sectors(acting(unit, caller), unit.communities.appointments(caller.community))
    return unit.communities.sectors(caller.community)


def _must_differ(sector: Sector, others: Iterable[Sector]) -> None:
    names = {bare(sector.nl), bare(sector.en)}
    for other in others:
        if names & {bare(other.nl), bare(other.en)}:
            raise Refusal(
                "There is a sector “{sector}” already. Give this one another name.", sector=other.nl
            )


def _journalled(
    unit: Unit,
    community_id: int,
    action: str,
    one: Appointment,
    actor: int | None,
    now: datetime,
    name: str = "",
) -> None:
    who = {"part": one.part.value, "person": one.person, **({"name": name} if name else {})}
    given = action == "sector.appoint"
    unit.journal.add(
        community_id,
        action,
        f"sector:{one.sector}",
        at=now,
        actor=actor,
        before=None if given else who,
        after=who if given else None,
    )


def _sector_journalled(
    unit: Unit, caller: Caller, action: str, before: Sector | None, after: Sector | None, now: datetime
) -> None:
    unit.journal.add(
        caller.community,
        action,
        f"sector:{(after or before or Sector('', '', '')).key}",
        at=now,
        actor=caller.id,
        before=asdict(before) if before else None,
        after=asdict(after) if after else None,
    )
