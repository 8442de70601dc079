"""Who has to be given, or to lose, the sector heads' Discord role: kept as timers until it is done.

Giving a role happens on Discord and may be refused there. What has to be settled is written in the
transaction that makes it so, one timer for each person, and goes away when Discord agrees.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.appointments import holds_role
from domain.communities import Role
from storage.database import Database
from storage.unit import Unit

HEADS_ROLE: Final = "heads_role"
"""The kind of these timers."""

MOMENT: Final = timedelta(minutes=1)
"""Who acts settles it at once; the timer is for when that did not come to an end."""

PATIENCE: Final = timedelta(hours=6)
"""Until it is tried again after Discord refused, if nothing on the server changes before."""


@dataclass(frozen=True, slots=True)
class RoleDue:
    """Whether a person has to hold the role. `role_id` is None while no Discord role is linked."""

    role_id: int | None
    holds: bool


class RoleService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(self, community_id: int, person: int) -> RoleDue:
        def work(unit: Unit) -> RoleDue:
            return RoleDue(
                unit.communities.roles(community_id).get(Role.HEADS),
                holds_role(unit.communities.appointments(community_id), person),
            )

        return await self._database.read(work)

    async def settled(self, community_id: int, person: int) -> None:
        await self._database.write(lambda unit: forget(unit, community_id, person))

    async def refused(self, community_id: int, person: int, *, now: datetime) -> None:
        """Discord refused; it is tried again after a while, or as soon as something changes there."""
        await self._database.write(lambda unit: settle_later(unit, community_id, [person], now + PATIENCE))

    async def retry(self, community_id: int, *, now: datetime) -> None:
        """The roles on the server changed: what was refused before may work now."""

        def waiting(unit: Unit) -> list[int]:
            people = {appointment.person for appointment in unit.communities.appointments(community_id)}
            return [p for p in people if unit.timers.get(HEADS_ROLE, subject_of(community_id, p)) is not None]

        if await self._database.read(waiting):
            await self._database.write(lambda unit: settle_later(unit, community_id, waiting(unit), now))


def subject_of(community_id: int, person: int) -> str:
    return f"{community_id}:{person}"


def person_of(subject: str) -> tuple[int, int]:
    """(community, person)"""
    community_id, _, person = subject.partition(":")
    return int(community_id), int(person)


def settle_later(unit: Unit, community_id: int, people: Iterable[int], due: datetime) -> None:
    for person in people:
        unit.timers.set(HEADS_ROLE, subject_of(community_id, person), due)
    unit.hint("timers")


def forget(unit: Unit, community_id: int, person: int) -> None:
    unit.timers.drop(HEADS_ROLE, subject_of(community_id, person))
