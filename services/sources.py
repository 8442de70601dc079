"""Sources: other people's agendas, read on a schedule, each event kept up to date."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from domain.communities import Community
from domain.events import Details, Event, Happening, Stage
from domain.refusal import Refusal
from domain.source_register import Sighting, Source, brought_up_to_date, details_of
from domain.sources import Reading, SourceEvent, content_hash, event_key
from domain.texts import one_line, web_link, within
from domain.themes import chosen
from domain.when.answers import Message
from services.acting import Caller, acting, community_of
from services.planning import journalled, plan
from storage.database import Database
from storage.unit import Unit

log = logging.getLogger(__name__)

READ: Final = "source.read"
"""The kind of the timer that reads a source."""

_TOGETHER: Final = 10
"""Events stored in one transaction: a long import must not keep anybody's press waiting."""

_LONGEST_BACKOFF: Final = timedelta(days=2)


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
        *,
        zone: ZoneInfo,
        now: datetime,
        etag: str | None,
        last_modified: str | None,
    ) -> Read | Unchanged: ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Look:
    """A first look at a site: what would be posted, before anything is kept."""

    url: str
    events: list[Event]
    count: int
    reading: Reading


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one reading changed."""

    source: Source
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    problem: Refusal | None = None


class SourceService:
    def __init__(self, database: Database, reader: SourceReader, *, interval_minutes: int) -> None:
        self._database = database
        self._reader = reader
        self._interval = interval_minutes

    async def close(self) -> None:
        await self._reader.close()

    async def look(self, url: str, themes: tuple[str, ...], caller: Caller, *, now: datetime) -> Look:
        """Read a site without keeping anything."""

        def check(unit: Unit) -> Community:
            community = community_of(unit, caller.community)
            acting(unit, caller).must_edit()
            chosen(themes, unit.communities.themes(caller.community))
            known = unit.sources.by_url(caller.community, link)
            if known is not None and known.active:
                raise Refusal("This source is known already. `/source list` shows how it is doing.")
            return community

        link = web_link(url)
        community = await self._database.read(check)
        read = await self._reader.read(
            link, "auto", zone=community.zone, now=now, etag=None, last_modified=None
        )
        if isinstance(read, Unchanged):
            raise Refusal("The site did not answer with an agenda. Try again in a few minutes.")

        def shown(unit: Unit) -> list[Event]:
            venues = unit.venues.of(community.id)
            events = []
            for found in _coming(read.reading, now, community.zone)[:5]:
                details, happening = details_of(found, zone=community.zone, themes=themes, venues=venues)
                events.append(
                    Event(
                        id=0,
                        community=community.id,
                        details=details,
                        stage=Stage.PUBLISHED,
                        happening=happening,
                        created_at=now,
                        updated_at=now,
                    )
                )
            return events

        events = await self._database.read(shown)
        return Look(link, events, len(_coming(read.reading, now, community.zone)), read.reading)

    async def add(
        self, url: str, name: str, themes: tuple[str, ...], caller: Caller, *, now: datetime
    ) -> Source:
        """Keep a source and have it read at once; adding one that is there already changes nothing."""

        def work(unit: Unit) -> Source:
            acting(unit, caller).must_edit()
            ordered = chosen(themes, unit.communities.themes(caller.community))
            if not ordered:
                raise Refusal("Choose at least one theme; the events of this source will stand there.")
            link = web_link(url)
            known = unit.sources.by_url(caller.community, link)
            if known is not None and known.active:
                return known
            source = Source(
                id=known.id if known else 0,
                community=caller.community,
                url=link,
                name=within(one_line(name), 80, Message("The name")) or link,
                themes=ordered,
                interval_minutes=self._interval,
                added_by=caller.id,
            )
            if known is None:
                source = unit.sources.add(source)
            else:
                unit.sources.save(source)
            unit.timers.set(READ, str(source.id), now)
            unit.hint("timers")
            unit.journal.add(
                caller.community,
                "source.add",
                f"source:{source.id}",
                at=now,
                actor=caller.id,
                after={"url": link, "themes": list(ordered)},
            )
            return source

        return await self._database.write(work)

    async def list(self, caller: Caller) -> list[tuple[Source, datetime | None]]:
        """Each source with the time of its next read."""

        def work(unit: Unit) -> list[tuple[Source, datetime | None]]:
            community_of(unit, caller.community)
            return [
                (source, unit.timers.get(READ, str(source.id)))
                for source in unit.sources.of(caller.community)
                if source.active
            ]

        return await self._database.read(work)

    async def remove(self, source_id: int, caller: Caller, *, now: datetime) -> Source:
        """Read it no more. The events it brought stay."""

        def work(unit: Unit) -> Source:
            acting(unit, caller).must_edit()
            source = unit.sources.get(source_id)
            if source is None or source.community != caller.community or not source.active:
                raise Refusal("There is no such source any more. `/source list` shows those that are read.")
            unit.sources.save(replace(source, active=False))
            unit.timers.drop(READ, str(source_id))
            unit.journal.add(
                caller.community, "source.remove", f"source:{source_id}", at=now, actor=caller.id
            )
            return source

        return await self._database.write(work)

    async def read_now(self, source_id: int, caller: Caller, *, now: datetime) -> Outcome:
        """An editor wants it read now."""

        def check(unit: Unit) -> None:
            acting(unit, caller).must_edit()
            source = unit.sources.get(source_id)
            if source is None or source.community != caller.community or not source.active:
                raise Refusal("There is no such source any more. `/source list` shows those that are read.")

        await self._database.read(check)
        outcome = await self.read(source_id, now=now)
        assert outcome is not None
        return outcome

    async def read(self, source_id: int, *, now: datetime) -> Outcome | None:
        """Read the source, store what is new or changed, and set the next read. None when it is gone.

        A read that fails keeps everything as it was.
        """

        def begin(unit: Unit) -> tuple[Source, Community] | None:
            source = unit.sources.get(source_id)
            if source is None or not source.active:
                return None
            return source, community_of(unit, source.community)

        begun = await self._database.read(begin)
        if begun is None:
            return None
        source, community = begun
        try:
            read = await self._reader.read(
                source.url,
                source.kind,
                zone=community.zone,
                now=now,
                etag=source.etag,
                last_modified=source.last_modified,
            )
        except Refusal as problem:
            return await self._failed(source, problem, now)
        if isinstance(read, Unchanged):
            return await self._finished(Outcome(replace(source, problem="", failures=0, last_good=now)), now)
        outcome = await self._keep(source, community, read.reading, now)
        source = replace(
            source,
            etag=read.etag,
            last_modified=read.last_modified,
            last_good=now,
            last_count=len(read.reading.events),
            failures=0,
            problem="",
        )
        return await self._finished(replace(outcome, source=source), now)

    async def _keep(self, source: Source, community: Community, reading: Reading, now: datetime) -> Outcome:
        known = await self._database.read(lambda unit: unit.sources.sightings(source.id))
        fresh = {event_key(event): event for event in _coming(reading, now, community.zone)}
        differing = [
            (key, event)
            for key, event in fresh.items()
            if key not in known or known[key].content_hash != content_hash(event)
        ]
        new = sum(1 for key, _ in differing if key not in known)
        for start in range(0, len(differing), _TOGETHER):
            batch = differing[start : start + _TOGETHER]
            await self._database.write(
                partial(_store, source=source, community=community, batch=batch, now=now)
            )
        same = [key for key in fresh if key in known and known[key].content_hash == content_hash(fresh[key])]
        if same:
            await self._database.write(lambda unit: unit.sources.seen_again(source.id, same, now=now))
        return Outcome(source, new=new, changed=len(differing) - new, unchanged=len(same))

    async def _failed(self, source: Source, problem: Refusal, now: datetime) -> Outcome:
        failed = replace(source, failures=source.failures + 1, problem=str(problem))
        return await self._finished(Outcome(failed, problem=problem), now)

    async def _finished(self, outcome: Outcome, now: datetime) -> Outcome:
        source = outcome.source
        wait = timedelta(minutes=source.interval_minutes) * 2 ** min(source.failures, 6)

        def work(unit: Unit) -> None:
            unit.sources.save(source)
            unit.timers.set(READ, str(source.id), now + min(wait, _LONGEST_BACKOFF))

        await self._database.write(work)
        log.info(
            "source %s read: %s new, %s changed, %s unchanged, failures in a row: %s",
            source.id,
            outcome.new,
            outcome.changed,
            outcome.unchanged,
            source.failures,
        )
        return outcome


def _coming(reading: Reading, now: datetime, zone: ZoneInfo) -> list[SourceEvent]:
    """What is not over yet, soonest first."""
    today = now.astimezone(zone).date()

    def last_day(event: SourceEvent) -> date:
        moment = event.end or event.start
        return moment.astimezone(zone).date() if isinstance(moment, datetime) else moment

    def first(event: SourceEvent) -> tuple[str, str]:
        start = event.start
        day = start.astimezone(zone).isoformat() if isinstance(start, datetime) else start.isoformat()
        return day, event.title

    return sorted((event for event in reading.events if last_day(event) >= today), key=first)


def _store(
    unit: Unit, source: Source, community: Community, batch: Sequence[tuple[str, SourceEvent]], now: datetime
) -> None:
    venues = unit.venues.of(community.id)
    known = unit.sources.sightings(source.id)
    for key, found in batch:
        details, happening = details_of(found, zone=community.zone, themes=source.themes, venues=venues)
        sighting = known.get(key)
        before = unit.events.locked(sighting.event) if sighting else None
        if before is None:
            event = unit.events.add(
                Event(
                    id=0,
                    community=community.id,
                    details=details,
                    stage=Stage.PUBLISHED,
                    happening=happening,
                    made_by=one_line(found.organizer or "")[:100],
                    source_id=source.id,
                    created_at=now,
                    updated_at=now,
                )
            )
            journalled(unit, None, event, "event.found", None, now)
            plan(unit, event)
        else:
            event = _updated(before, details, happening, now)
            if event is not before:
                unit.events.save(event)
                journalled(unit, before, event, "event.reread", None, now)
                plan(unit, event)
        unit.sources.seen(
            source.id,
            Sighting(key, event.id, content_hash(found)),
            {"title": found.title, "start": str(found.start), "url": found.url},
            first_seen=now,
            now=now,
        )


def _updated(before: Event, details: Details, happening: Happening, now: datetime) -> Event:
    merged = brought_up_to_date(before.details, details, before.touched)
    happens = before.happening if "happening" in before.touched else happening
    if merged == before.details and happens is before.happening:
        return before
    return replace(before, details=merged, happening=happens, sequence=before.sequence + 1, updated_at=now)
