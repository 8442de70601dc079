"""Mandates of sectors, presets for decisions, who wants no reminders, and when the bot was last seen."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from domain.chain import canonical
from domain.decisions.kinds import Kind, Openness, Rule
from domain.decisions.mandates import Mandate
from domain.decisions.presets import Preset
from domain.decisions.thresholds import Fraction
from storage.decision_tables import decision_mutes, decision_presets, heartbeats, mandates
from storage.schema import insert_into, upsert


class Mandates:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # ---- mandates

    def all(self, community_id: int) -> list[Mandate]:
        """Also those that have ended."""
        statement = select(mandates).where(mandates.c.community == community_id).order_by(mandates.c.id)
        return [Mandate(**row._mapping) for row in self._connection.execute(statement)]

    def add(self, mandate: Mandate) -> Mandate:
        values = {name: getattr(mandate, name) for name in Mandate.__dataclass_fields__ if name != "id"}
        result = self._connection.execute(insert(mandates).values(**values).returning(mandates.c.id))
        return replace(mandate, id=result.scalar_one())

    def end(self, mandate_id: int, now: datetime) -> None:
        self._connection.execute(update(mandates).where(mandates.c.id == mandate_id).values(ended=now))

    # ---- presets

    def presets(self, community_id: int) -> list[Preset]:
        statement = (
            select(decision_presets.c.body)
            .where(decision_presets.c.community == community_id)
            .order_by(decision_presets.c.key)
        )
        return [_preset(json.loads(body)) for body in self._connection.execute(statement).scalars()]

    def put_preset(self, community_id: int, preset: Preset) -> None:
        values = {"community": community_id, "key": preset.key, "body": canonical(_preset_as_json(preset))}
        self._connection.execute(
            upsert(decision_presets, self._connection.dialect, values, ("community", "key"))
        )

    def drop_preset(self, community_id: int, key: str) -> None:
        self._connection.execute(
            delete(decision_presets).where(
                decision_presets.c.community == community_id, decision_presets.c.key == key
            )
        )

    # ---- reminders

    def mute(self, community_id: int, person: int, decision_id: int) -> None:
        values = {"community": community_id, "person": person, "decision": decision_id}
        keys = ("community", "person", "decision")
        self._connection.execute(upsert(decision_mutes, self._connection.dialect, values, keys))

    def unmute(self, community_id: int, person: int, decision_id: int) -> None:
        self._connection.execute(
            delete(decision_mutes).where(
                decision_mutes.c.community == community_id,
                decision_mutes.c.person == person,
                decision_mutes.c.decision == decision_id,
            )
        )

    def muted(self, community_id: int, decision_id: int) -> frozenset[int]:
        """Who wants no reminders of this one, or of any."""
        statement = select(decision_mutes.c.person).where(
            decision_mutes.c.community == community_id, decision_mutes.c.decision.in_([0, decision_id])
        )
        return frozenset(self._connection.execute(statement).scalars())

    # ---- heartbeats

    def last_seen(self, name: str) -> datetime | None:
        """Held until the transaction ends, so that one absence is found by one process only."""
        statement = select(heartbeats.c.at).where(heartbeats.c.name == name).with_for_update()
        return self._connection.execute(statement).scalar_one_or_none()

    def seen(self, name: str, now: datetime) -> None:
        statement = insert_into(heartbeats, self._connection.dialect).values(name=name, at=now)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["name"], set_={"at": statement.excluded.at})
        )


def _preset_as_json(preset: Preset) -> dict[str, Any]:
    return {
        "key": preset.key,
        "nl": preset.nl,
        "en": preset.en,
        "hours": preset.hours,
        "kind": preset.kind.value,
        "rule": preset.rule.value if preset.rule else None,
        "quorum": [preset.quorum.over, preset.quorum.of],
        "floor": [preset.floor.over, preset.floor.of] if preset.floor else None,
        "openness": preset.openness.value,
    }


def _preset(value: dict[str, Any]) -> Preset:
    return Preset(
        key=value["key"],
        nl=value["nl"],
        en=value["en"],
        hours=value["hours"],
        kind=Kind(value["kind"]),
        rule=Rule(value["rule"]) if value["rule"] else None,
        quorum=Fraction(*value["quorum"]),
        floor=Fraction(*value["floor"]) if value["floor"] else None,
        openness=Openness(value["openness"]),
    )
