"""The fixed *Ask* button in the desk channel: where it stands, and that it comes back."""

from datetime import datetime
from typing import Final

from domain.communities import Channel, Community
from domain.postings import Surface, Wanted
from services.acting import community_of
from storage.database import Database
from storage.unit import Unit

DOOR: Final = "desk.door"
"""Have the fixed *Ask* button stand in the desk channel; its subject is the community."""


class DeskDoor:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def everywhere(self, *, now: datetime) -> None:
        """On start: have the button stand in every community's desk channel."""

        def work(unit: Unit) -> None:
            for community in unit.communities.all():
                unit.timers.set(DOOR, str(community.id), now)
            unit.hint("timers")

        await self._database.write(work)

    async def channel(self, community_id: int) -> tuple[int, tuple[tuple[int, int], ...]]:
        """The desk channel, 0 for none; and (place, message) of the button as it stands now."""

        def work(unit: Unit) -> tuple[int, tuple[tuple[int, int], ...]]:
            channel = unit.communities.channels(community_id).get(Channel.DESK, 0)
            subject = door_subject(community_id)
            return channel, tuple(unit.postings.messages_of(community_id, subject, Surface.DESK_DOOR))

        return await self._database.read(work)

    async def stands(self, community_id: int, place: int, *, now: datetime) -> None:
        """Have the button stand in this channel or post, 0 for none, and nowhere else."""

        def work(unit: Unit) -> None:
            wanted = [Wanted(Surface.DESK_DOOR, place)] if place else []
            unit.postings.plan(community_id, door_subject(community_id), wanted)
            unit.hint("postings")

        await self._database.write(work)

    async def gone(self, community_id: int, message: int) -> bool:
        """Somebody deleted a message: if it was the button's, it comes back."""

        def work(unit: Unit) -> bool:
            if not unit.postings.gone(community_id, door_subject(community_id), message):
                return False
            unit.hint("postings")
            return True

        return await self._database.write(work)

    async def moved(self, community_id: int, place: int, *, now: datetime) -> None:
        """The post in which it stood is gone or closed: look again where it can stand."""

        def work(unit: Unit) -> None:
            subject = door_subject(community_id)
            stands = unit.postings.messages_of(community_id, subject, Surface.DESK_DOOR)
            if any(one == place for one, _ in stands):
                unit.timers.set(DOOR, str(community_id), now)
                unit.hint("timers")

        await self._database.write(work)

    async def community(self, community_id: int) -> Community:
        return await self._database.read(lambda unit: community_of(unit, community_id))


def door_subject(community_id: int) -> str:
    return f"desk-door:{community_id}"
