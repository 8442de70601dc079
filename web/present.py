"""The agenda as it is now, kept in memory: loaded when it has changed, asked about without the database."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from domain.agenda import Listed
from services.agenda import AgendaService, Snapshot

log = logging.getLogger(__name__)

KEPT: Final = timedelta(days=31)
"""How long what is over stays in the snapshot: a cancellation is told for thirty days."""

_RENEWED: Final = timedelta(hours=12)
"""A snapshot is loaded anew after this, so that what was over long ago leaves it."""

_POLL: Final = 1.0
"""Seconds between two looks at the versions: a hint of another process may be lost, the poll is the truth."""

_VISITED: Final = 60.0
"""Seconds after the last visitor in which the agenda is kept fresh; later, the next one waits for it."""

PATIENCE: Final = 0.05
"""Seconds of loading that a visitor waits for, rather than being shown the agenda of a moment ago."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One snapshot. `number` is another for each; `older` are events that are over for so long that the
    snapshot has them not, as far as somebody asked (None: there is no such event)."""

    snapshot: Snapshot
    number: int
    loaded_at: datetime
    by_id: dict[int, Listed]
    older: dict[int, Listed | None] = field(default_factory=dict)


class Present:
    """`community`: the one whose agenda is shown; without it, the first that was set up."""

    def __init__(
        self,
        agenda: AgendaService,
        now: Callable[[], datetime],
        community: int | None = None,
        *,
        patience: float = PATIENCE,
    ) -> None:
        self._agenda = agenda
        self._now = now
        self._community = community
        self._patience = patience
        self._edition: Edition | None = None
        self._number = 0
        self._stale = True
        self._took = 0.0
        self._checked = float("-inf")
        self._asked = float("-inf")
        self._renewal: asyncio.Task[None] | None = None
        self._wake = asyncio.Event()
        self._watch: asyncio.Task[None] | None = None
        agenda.when_changed(self._changed)

    def start(self) -> None:
        """Keep fresh while there are visitors."""
        self._watch = asyncio.create_task(self._watching())

    async def stop(self) -> None:
        tasks = [task for task in (self._watch, self._renewal) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    @property
    def edition(self) -> Edition | None:
        """The one that may be shown without waiting; None when somebody has to wait for a fresh one."""
        edition = self._edition
        now = asyncio.get_running_loop().time()
        self._asked = now
        if edition is None or now - self._checked > 2 * _POLL:
            return None
        if self._stale or self._now() - edition.loaded_at > _RENEWED:
            if self._took < self._patience:
                return None
            self._wake.set()
        return edition

    async def fresh(self) -> Edition | None:
        """The edition of now, loaded if need be; None while no community was set up."""
        if (edition := self.edition) is not None:
            return edition
        await self._renewed()
        return self._edition

    async def _renewed(self) -> None:
        """Everybody who waits at once waits for the same one."""
        if self._renewal is None or self._renewal.done():
            self._renewal = asyncio.create_task(self._renew())
        await asyncio.shield(self._renewal)

    async def _renew(self) -> None:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        self._stale = False  # what changes from here on makes it stale again
        try:
            community = await self._shown()
            now = self._now()
            edition = self._edition
            if community is None:
                self._edition = None
            elif (
                edition is None
                or now - edition.loaded_at > _RENEWED
                or (community, await self._version(community))
                != (edition.snapshot.community.id, edition.snapshot.version)
            ):
                known = edition.by_id if edition is not None else None
                loaded = await self._agenda.snapshot(community, since=now - KEPT, known=known)
                self._number += 1
                self._edition = await asyncio.to_thread(_edition, loaded, edition, self._number, now)
                self._took = loop.time() - begun
            self._checked = loop.time()
        except BaseException:
            self._stale = True
            raise

    async def _shown(self) -> int | None:
        if self._community is not None and self._edition is not None:
            return self._community
        known = [community.id for community in await self._agenda.communities()]
        if self._community is not None:
            return self._community if self._community in known else None
        return known[0] if known else None

    async def _version(self, community: int) -> int:
        return (await self._agenda.versions()).get(community, 0)

    def _changed(self) -> None:
        self._stale = True
        self._wake.set()

    async def _watching(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                async with asyncio.timeout(_POLL):
                    await self._wake.wait()
            except TimeoutError:
                pass
            self._wake.clear()
            if self._edition is None or loop.time() - self._asked > _VISITED:
                continue
            try:
                await self._renewed()
            except Exception:
                log.exception("the agenda could not be loaded; trying again in %s s", _POLL)
                await asyncio.sleep(_POLL)
            # while an import writes all the time, loading takes a fifth of the time and not all of it
            await asyncio.sleep(min(1.0, 4 * self._took))


def _edition(loaded: Snapshot, before: Edition | None, number: int, now: datetime) -> Edition:
    """What did not change stays the same object, so that what was made of it is still known."""
    known = before.by_id if before is not None else {}
    kept = tuple(
        old if (old := known.get(one.event.id)) is not None and old == one else one for one in loaded.listed
    )
    snapshot = Snapshot(
        community=loaded.community,
        themes=loaded.themes,
        venues=loaded.venues,
        listed=kept,
        version=loaded.version,
        minutes=loaded.minutes,
    )
    return Edition(snapshot, number, now, {one.event.id: one for one in kept})
