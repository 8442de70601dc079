"""Mandates of sectors: what their heads may decide alone."""

from datetime import datetime

from domain.appointments import must_keep_sectors, named
from domain.communities import Role
from domain.decisions.kinds import Verdict
from domain.decisions.mandates import LONGEST_NAME, Mandate
from domain.naming import name_of
from domain.refusal import Refusal
from services.acting import Caller, acting, community_of
from storage.database import Database
from storage.unit import Unit


class MandateService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self, community_id: int) -> tuple[Mandate, ...]:
        """Those that are in force."""

        def work(unit: Unit) -> tuple[Mandate, ...]:
            return tuple(one for one in unit.mandates.all(community_id) if one.ended is None)

        return await self._database.read(work)

    async def grant(
        self,
        caller: Caller,
        sector: str,
        name: str,
        *,
        up_to: int = 0,
        granted_by: int | None = None,
        now: datetime,
    ) -> Mandate:
        """Lay down what a sector may decide alone: what about, and for how much (cents). A sector head needs
        the number of the decision that gave it; who may manage the server does not."""

        def work(unit: Unit) -> Mandate:
            community_of(unit, caller.community)
            found = named(unit.communities.sectors(caller.community), sector)
            _must_grant(unit, caller, granted_by)
            known = [m for m in unit.mandates.all(caller.community) if m.ended is None]
            what = name_of(name, most=LONGEST_NAME)
            if not unit.clicks.is_new(caller.interaction, now=now):
                same = [m for m in known if (m.sector, m.name, m.up_to) == (found.key, what, up_to)]
                if same:
                    return same[-1]
            if up_to < 0:
                raise Refusal("An amount cannot be less than nothing. What will it cost at the most?")
            mandate = unit.mandates.add(
                Mandate(
                    id=0,
                    community=caller.community,
                    sector=found.key,
                    name=what,
                    up_to=up_to,
                    since=now,
                    granted_by=granted_by,
                )
            )
            _journalled(unit, caller, "mandate.grant", mandate, now)
            return mandate

        return await self._database.write(work)

    async def end(self, caller: Caller, mandate_id: int, *, now: datetime) -> Mandate:
        """From now on the sector has to ask again."""

        def work(unit: Unit) -> Mandate:
            known = {one.id: one for one in unit.mandates.all(caller.community)}
            must_keep_sectors(acting(unit, caller), unit.communities.appointments(caller.community))
            mandate = known.get(mandate_id)
            if mandate is None:
                raise Refusal("There is no such mandate here.")
            if mandate.ended is None:
                unit.mandates.end(mandate_id, now)
                _journalled(unit, caller, "mandate.end", mandate, now)
            return mandate

        return await self._database.write(work)


def _must_grant(unit: Unit, caller: Caller, granted_by: int | None) -> None:
    actor = acting(unit, caller)
    if granted_by is None:
        if not actor.manages:
            raise Refusal("Name the decision that gave this mandate, such as B-7.")
        return
    if not actor.manages and Role.HEADS not in actor.roles:
        raise Refusal("Only sector heads and who may manage this server lay down mandates.")
    decision = unit.decisions.numbered(caller.community, granted_by)
    if decision is None or decision.outcome is None or decision.outcome.verdict is not Verdict.ADOPTED:
        raise Refusal("B-{number} is no adopted decision, so it gave no mandate.", number=str(granted_by))


def _journalled(unit: Unit, caller: Caller, action: str, mandate: Mandate, now: datetime) -> None:
    unit.journal.add(
        caller.community,
        action,
        f"mandate:{mandate.id}",
        at=now,
        actor=caller.id,
        after={"sector": mandate.sector, "name": mandate.name, "up_to": mandate.up_to},
    )
