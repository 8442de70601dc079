"""Presets for decisions: what a community lays down beforehand, beside those that everybody starts with."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.communities import Role
from domain.decisions.mandates import LONGEST_NAME
from domain.decisions.presets import MOST_PRESETS, PRESETS, Preset, must_be_startable
from domain.naming import bare, key_of, name_of
from domain.refusal import Refusal
from services.acting import Caller, acting, community_of
from storage.database import Database
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Shelf:
    """`own` are the keys of those that this community made or changed. `keeps`: whether the reader may."""

    presets: tuple[Preset, ...]
    own: frozenset[str]
    keeps: bool

    def find(self, key: str) -> Preset:
        found = next((one for one in self.presets if one.key == key), None)
        if found is None:
            raise Refusal("That preset is gone already. `/decision presets` shows all of them.")
        return found

    def is_given(self, key: str) -> bool:
        return any(one.key == key for one in PRESETS)


class PresetService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def shelf(self, caller: Caller) -> Shelf:
        """The ones that everybody starts with, as the community changed them, and its own."""
        return await self._database.read(lambda unit: _shelf(unit, caller))

    async def put(self, caller: Caller, preset: Preset, *, now: datetime) -> Preset:
        """Add one (its `key` is empty), or change one that is there; the returned one has its key."""

        def work(unit: Unit) -> Preset:
            shelf = _kept(unit, caller)
            nl = name_of(preset.nl, most=LONGEST_NAME)
            en = name_of(preset.en, most=LONGEST_NAME) if preset.en.strip() else nl
            named = replace(preset, nl=nl, en=en)
            others = [one for one in shelf.presets if one.key != preset.key]
            same = next((one for one in others if _names(one) & _names(named)), None)
            if not unit.clicks.is_new(caller.interaction, now=now) and same is not None:
                return same
            if same is not None:
                raise Refusal("There is a preset “{name}” already. Give this one another name.", name=same.nl)
            must_be_startable(named, now=now)
            if not preset.key and len(shelf.presets) >= MOST_PRESETS:
                raise Refusal(
                    "There are {most} presets already, and that is the most. Remove one.", most=MOST_PRESETS
                )
            key = shelf.find(preset.key).key if preset.key else key_of(nl, [one.key for one in others])
            stored = replace(named, key=key)
            unit.mandates.put_preset(caller.community, stored)
            unit.journal.add(
                caller.community,
                "preset.put",
                f"preset:{key}",
                at=now,
                actor=caller.id,
                after={"name": nl, "hours": stored.hours, "kind": stored.kind.value},
            )
            return stored

        return await self._database.write(work)

    async def drop(self, caller: Caller, key: str, *, now: datetime) -> Preset:
        """One of the community's own; where it stood in for a given one, that is back. Returns what went."""

        def work(unit: Unit) -> Preset:
            shelf = _kept(unit, caller)
            gone = shelf.find(key)
            if key not in shelf.own:
                raise Refusal("“{name}” belongs to every server and stays. You can change it.", name=gone.nl)
            unit.mandates.drop_preset(caller.community, key)
            unit.journal.add(caller.community, "preset.drop", f"preset:{key}", at=now, actor=caller.id)
            return gone

        return await self._database.write(work)


def presets_of(unit: Unit, community_id: int) -> tuple[Preset, ...]:
    own = {one.key: one for one in unit.mandates.presets(community_id)}
    given = tuple(own.pop(preset.key, preset) for preset in PRESETS)
    return (*given, *own.values())


def _shelf(unit: Unit, caller: Caller) -> Shelf:
    community_of(unit, caller.community)
    actor = acting(unit, caller)
    own = frozenset(one.key for one in unit.mandates.presets(caller.community))
    return Shelf(presets_of(unit, caller.community), own, actor.manages or Role.HEADS in actor.roles)


def _kept(unit: Unit, caller: Caller) -> Shelf:
    shelf = _shelf(unit, caller)
    if not shelf.keeps:
        raise Refusal("Only sector heads and who may manage this server change presets. Ask one of them.")
    return shelf


def _names(preset: Preset) -> set[str]:
    return {bare(preset.nl), bare(preset.en)}
