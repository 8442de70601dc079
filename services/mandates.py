"""Mandates of sectors and presets for decisions: what a community lays down beforehand."""

from datetime import datetime

from domain.appointments import must_keep_sectors, named
from domain.communities import Role
from domain.decisions.kinds import RULES_OF, Verdict
from domain.decisions.mandates import LONGEST_NAME, MOST_PRESETS, PRESETS, Mandate, Preset
from domain.decisions.times import LONGEST
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

    # ---- presets

    async def presets(self, community_id: int) -> tuple[Preset, ...]:
        """The ones that everybody starts with, and the community's own; its own go first where both exist."""
        return await self._database.read(lambda unit: presets_of(unit, community_id))

    async def put_preset(self, caller: Caller, preset: Preset, *, now: datetime) -> None:
        def work(unit: Unit) -> None:
            _must_keep(unit, caller)
            if preset.rule is not None and preset.rule not in RULES_OF[preset.kind]:
                raise Refusal("That rule does not belong to this kind of decision. Choose another one.")
            if not 1 <= preset.hours <= LONGEST.days * 24:
                raise Refusal("A decision runs for 90 days at most. Choose an earlier deadline.")
            for name in (preset.nl, preset.en):
                name_of(name, most=LONGEST_NAME)
            there = {one.key for one in presets_of(unit, caller.community)}
            if preset.key not in there and len(there) >= MOST_PRESETS:
                raise Refusal(
                    "There are {most} presets already, and that is the most. Remove one.", most=MOST_PRESETS
                )
            unit.mandates.put_preset(caller.community, preset)
            unit.journal.add(caller.community, "preset.put", f"preset:{preset.key}", at=now, actor=caller.id)

        await self._database.write(work)

    async def drop_preset(self, caller: Caller, key: str, *, now: datetime) -> None:
        """One of the community's own; where it stood in for a given one, that is back."""

        def work(unit: Unit) -> None:
            _must_keep(unit, caller)
            unit.mandates.drop_preset(caller.community, key)
            unit.journal.add(caller.community, "preset.drop", f"preset:{key}", at=now, actor=caller.id)

        await self._database.write(work)


def presets_of(unit: Unit, community_id: int) -> tuple[Preset, ...]:
    own = {one.key: one for one in unit.mandates.presets(community_id)}
    given = tuple(own.pop(preset.key, preset) for preset in PRESETS)
    return (*given, *own.values())


def _must_keep(unit: Unit, caller: Caller) -> None:
    community_of(unit, caller.community)
    must_keep_sectors(acting(unit, caller), unit.communities.appointments(caller.community))


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
