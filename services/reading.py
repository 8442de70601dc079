"""Reading sources: on a schedule or because an editor wants it, what went well and what did not."""

import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from domain.communities import Community
from domain.postings import Surface, Wanted
from domain.refusal import Refusal
from domain.source_register import TELL_AFTER, Settings, Source
from domain.sources import Note, Reading
from services.acting import Caller, acting, community_of
from services.importing import Importer, Intake, Progress, coming
from services.vanishing import READ
from storage.database import Database
from storage.unit import Unit

__all__ = ["READ", "Outcome", "Read", "ReadingService", "SourceReader", "Step", "Unchanged", "active"]

log = logging.getLogger(__name__)

_LONGEST_BACKOFF: Final = timedelta(days=2)

Step = Callable[[str, int, int], Awaitable[None]]
"""Told ("reading" or "storing", done, to do) while a source is read by hand."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The source says that nothing changed since the last read."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a source gave, and what to show it next time so that it can say "unchanged"."""

    reading: Reading
    etag: str | None = None
    last_modified: str | None = None


class SourceReader(Protocol):
    """Fetches and reads a site; raises `Refusal` with the one sentence that says why it could not."""

    async def read(
        self,
        url: str,
        kind: str,
        settings: Settings,
        *,
        zone: ZoneInfo,
        now: datetime,
        etag: str | None,
        last_modified: str | None,
    ) -> Read | Unchanged: ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one reading changed; `intake` is None when the site said that nothing has changed."""

    source: Source
    intake: Intake | None = None
    problem: Note | None = None


class ReadingService:
    def __init__(self, database: Database, reader: SourceReader) -> None:
        self._database = database
        self._reader = reader
        self._importer = Importer(database)
        self._being_read: set[int] = set()

    async def close(self) -> None:
        await self._reader.close()

    async def read_now(
        self, source_id: int, caller: Caller, *, now: datetime, step: Step | None = None
    ) -> Outcome:
        """An editor wants it read now."""
        source = await self._database.read(lambda unit: active(unit, source_id, caller))
        outcome = await self.read(source_id, now=now, step=step)
        if outcome is None:
            raise Refusal("{name} is being read at this moment. `/source list` shows when.", name=source.name)
        return outcome

    async def read(self, source_id: int, *, now: datetime, step: Step | None = None) -> Outcome | None:
        """Read the source, store what is new or changed, and set the next read. None when it is gone, or
        somebody else reads it right now.

        A read that fails keeps everything as it was.
        """
        if source_id in self._being_read:
            return None
        self._being_read.add(source_id)
        try:
            return await self._read(source_id, now, step)
        finally:
            self._being_read.discard(source_id)

    async def _read(self, source_id: int, now: datetime, step: Step | None) -> Outcome | None:
        def begin(unit: Unit) -> tuple[Source, Community] | None:
            source = unit.sources.get(source_id)
            if source is None or not source.active:
                return None
            return source, community_of(unit, source.community)

        begun = await self._database.read(begin)
        if begun is None:
            return None
        source, community = begun
        started = time.monotonic()
        if step is not None:
            await step("reading", 0, 0)
        try:
            read = await self._reader.read(
                source.url,
                source.kind,
                source.settings,
                zone=community.zone,
                now=now,
                etag=source.etag,
                last_modified=source.last_modified,
            )
        except Refusal as refusal:
            problem = Note(refusal.message_id, **refusal.params)
            return await self._failed(source, problem, started, now)
        well: dict[str, Any] = {"last_good": now, "failures": 0, "failing_since": None, "problem": None}
        if isinstance(read, Unchanged):
            return await self._finished(Outcome(source), well, started, now)
        intake = await self._importer.take_in(
            source, community, read.reading, now=now, progress=_storing(step)
        )
        # what has to be looked at again must not be answered with "unchanged"
        etag, modified = (None, None) if intake.recheck else (read.etag, read.last_modified)
        count = source.last_count
        if intake.brake is None:
            count = len(coming(read.reading, now, community.zone))
        changes = {**well, "etag": etag, "last_modified": modified, "last_count": count}
        return await self._finished(Outcome(source, intake), changes, started, now)

    async def _failed(self, source: Source, problem: Note, started: float, now: datetime) -> Outcome:
        changes: dict[str, Any] = {
            "failures": source.failures + 1,
            "failing_since": source.failing_since or now,
            "problem": problem,
        }
        return await self._finished(Outcome(source, problem=problem), changes, started, now)

    async def _finished(
        self, outcome: Outcome, changes: Mapping[str, Any], started: float, now: datetime
    ) -> Outcome:
        def work(unit: Unit) -> Source | None:
            known = unit.sources.get(outcome.source.id)
            if known is None or not known.active:
                return known
            source = replace(known, **changes)
            unit.sources.save(source)
            wait = timedelta(minutes=source.interval_minutes) * 2 ** min(source.failures, 6)
            unit.timers.set(READ, str(source.id), now + min(wait, _LONGEST_BACKOFF))
            if source.failures == TELL_AFTER:
                subject, notice = f"source:{source.id}", Wanted(Surface.FAILING, source.added_by)
                unit.postings.tell(source.community, subject, notice)
                unit.hint("postings")
            return source

        source = await self._database.write(work)
        outcome = replace(outcome, source=source or outcome.source)
        _log(outcome, time.monotonic() - started)
        return outcome


def active(unit: Unit, source_id: int, caller: Caller) -> Source:
    """The source, for an editor of the community that has it read. Raises `Refusal`."""
    acting(unit, caller).must_edit()
    source = unit.sources.get(source_id)
    if source is None or source.community != caller.community or not source.active:
        raise Refusal("There is no such source any more. `/source list` shows those that are read.")
    return source


def _storing(step: Step | None) -> Progress | None:
    if step is None:
        return None

    async def told(done: int, to_do: int) -> None:
        await step("storing", done, to_do)

    return told


def _log(outcome: Outcome, seconds: float) -> None:
    """One line for each reading."""
    source, intake = outcome.source, outcome.intake
    if outcome.problem is not None:
        log.info("source %s failed after %.1f s, %s in a row", source.id, seconds, source.failures)
    elif intake is None:
        log.info("source %s read in %.1f s: not modified", source.id, seconds)
    elif intake.brake is not None:
        log.info("source %s read in %.1f s: not believed, the editors are asked", source.id, seconds)
    else:
        log.info(
            "source %s read in %.1f s: %s new, %s joined, %s held, %s asked about, %s changed, %s unchanged, "
            "%s missing",
            source.id,
            seconds,
            intake.new,
            intake.joined,
            intake.held,
            intake.asked,
            intake.changed,
            intake.unchanged,
            intake.missing,
        )
