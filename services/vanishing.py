"""What a source no longer lists: looked for again, put before an editor, healed when it is back; and the
brake on a reading that would take too much away."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from domain.communities import Channel, Community
from domain.events import Event, Happening, Stage
from domain.postings import Surface, Wanted
from domain.refusal import Refusal
from domain.source_register import Source, starts_at
from domain.sources import SourceEvent, SourceStatus
from domain.vanishing import Absence, Answer, Brake, Standing, future_of, is_too_much, unlisted
from services.acting import Caller, acting, community_of
from services.gathering import STAGE, store
from storage.database import Database
from storage.sightings import Mark
from storage.unit import Unit

READ: Final = "source.read"
"""The kind of the timer that reads a source."""


@dataclass(frozen=True, slots=True)
class Losses:
    """What a reading takes away. `held` keys stay as they are, since an editor wanted it so; `approved` ones
    go without another question."""

    missing: tuple[str, ...] = ()
    held: frozenset[str] = frozenset()
    approved: frozenset[str] = frozenset()
    brake: Brake | None = None


@dataclass(frozen=True, slots=True)
class ShownAbsence:
    absence: Absence
    event: Event
    community: Community
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ShownBrake:
    """`titles` are some of the events that would go, soonest first."""

    brake: Brake
    community: Community
    source: Source
    titles: tuple[tuple[str, datetime], ...]


def judge(
    unit: Unit,
    source: Source,
    marks: Mapping[str, Mark],
    listed: Mapping[str, SourceEvent],
    zone: ZoneInfo,
    complete: bool,
    now: datetime,
) -> Losses:
    """What is gone by this reading; and whether it is believed."""
    known = [
        Standing(mark.key, mark.starts, mark.cancelled, mark.missing_since is not None)
        for mark in marks.values()
    ]
    missing: list[str] = []
    if complete:
        missing = unlisted(known, {key: starts_at(event, zone) for key, event in listed.items()}, now)
    cancelled = [
        key
        for key, event in listed.items()
        if event.status is SourceStatus.CANCELLED
        and key in marks
        and not marks[key].cancelled
        and marks[key].starts > now
    ]
    dropped = [key for key in missing if marks[key].missing_since is None]
    last = unit.absences.last_brake(source.id)
    held: frozenset[str] = frozenset()
    if last is not None and last.answer is Answer.LEFT:
        held = last.keys & {*missing, *cancelled}
    approved = last.keys if last is not None and last.answer is Answer.APPLIED else frozenset()
    answered = held | approved
    losses = [key for key in (*dropped, *cancelled) if key not in answered]
    future = future_of(known, now)
    if is_too_much(losses, future):
        asked = last is not None and last.answer is None
        brake = Brake(
            id=last.id if last is not None and asked else 0,
            community=source.community,
            source=source.id,
            asked_at=last.asked_at if last is not None and asked else now,
            dropped=tuple(key for key in dropped if key not in answered),
            cancelled=tuple(key for key in cancelled if key not in answered),
            coming=future,
        )
        return Losses(brake=_ask(unit, brake))
    if last is not None and last.answer is None:
        _settle(unit, replace(last, answer=Answer.PASSED, decided_at=now))
    return Losses(tuple(key for key in missing if key not in held), held, approved)


def _ask(unit: Unit, brake: Brake) -> Brake:
    if not brake.id:
        brake = unit.absences.add_brake(brake)
        _show(unit, brake.community, f"brake:{brake.id}", Surface.BRAKE)
    elif brake != unit.absences.brake(brake.id):
        _settle(unit, brake)
    return brake


def _settle(unit: Unit, brake: Brake) -> None:
    unit.absences.save_brake(brake)
    _show(unit, brake.community, f"brake:{brake.id}", Surface.BRAKE)


def _show(unit: Unit, community_id: int, subject: str, surface: Surface) -> None:
    review = unit.communities.channels(community_id).get(Channel.REVIEW)
    unit.postings.plan(community_id, subject, [Wanted(surface, review)] if review is not None else [])
    unit.hint("postings")


def miss(unit: Unit, event: Event, now: datetime) -> None:
    """It was missing before and still is: ask an editor, unless somebody else still tells of it."""
    if event.submitter is not None or event.also or not event.is_public or event.is_cancelled:
        return
    since = _missing_since(unit, event)
    known = unit.absences.get(event.id)
    if since is None or (known is not None and known.answer is not Answer.LISTED):
        return
    unit.absences.put(Absence(event=event.id, community=event.community, since=since, asked_at=now))
    _show(unit, event.community, f"absent:{event.id}", Surface.ABSENCE)


def _missing_since(unit: Unit, event: Event) -> datetime | None:
    sightings = unit.sightings.of_event(event.id)
    sources = unit.sources.with_ids(one.source for one in sightings)
    read = [one for one in sightings if sources[one.source].active]
    moments = [one.missing_since for one in read if one.missing_since is not None]
    return min(moments) if moments and len(moments) == len(read) else None


def withdraw(unit: Unit, event: Event, now: datetime) -> None:
    """An editor said that the source is right in listing it no more."""
    if event.submitter is not None or event.also or _missing_since(unit, event) is None:
        return
    unit.absences.put(
        Absence(
            event=event.id,
            community=event.community,
            since=now,
            asked_at=now,
            answer=Answer.REMOVED,
            decided_at=now,
        )
    )
    after = replace(event, stage=Stage.WITHDRAWN, touched=event.touched | {STAGE})
    store(unit, event, after, "event.withdraw", by=None, now=now)


def heal(unit: Unit, event: Event, now: datetime) -> None:
    """It is listed again."""
    known = unit.absences.get(event.id)
    if known is None or known.answer is Answer.LISTED:
        return
    unit.absences.put(replace(known, answer=Answer.LISTED, decided_at=now))
    if known.answer is None:
        _show(unit, event.community, f"absent:{event.id}", Surface.ABSENCE)
    if event.stage is Stage.WITHDRAWN and STAGE in event.touched:
        stage = Stage.WITHDRAWN if event.is_cancelled else Stage.PUBLISHED
        after = replace(event, stage=stage, touched=event.touched - {STAGE})
        store(unit, event, after, "event.back", by=None, now=now)


class VanishingService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def shown(self, event_id: int) -> ShownAbsence | None:
        def work(unit: Unit) -> ShownAbsence | None:
            absence, event = unit.absences.get(event_id), unit.events.get(event_id)
            if absence is None or event is None:
                return None
            numbers = [one.source for one in unit.sightings.of_event(event_id)]
            sources = unit.sources.with_ids(numbers)
            return ShownAbsence(absence, event, community_of(unit, event.community), tuple(sources.values()))

        return await self._database.read(work)

    async def shown_brake(self, brake_id: int) -> ShownBrake | None:
        def work(unit: Unit) -> ShownBrake | None:
            brake = unit.absences.brake(brake_id)
            source = unit.sources.get(brake.source) if brake is not None else None
            if brake is None or source is None:
                return None
            marks = unit.sightings.marks(source.id)
            first = sorted((marks[key] for key in brake.keys if key in marks), key=lambda mark: mark.starts)
            sightings = {one.id: one for one in unit.sightings.with_ids([mark.id for mark in first[:5]])}
            titles = tuple(
                (sightings[mark.id].content.title, mark.starts) for mark in first[:5] if mark.id in sightings
            )
            return ShownBrake(brake, community_of(unit, brake.community), source, titles)

        return await self._database.read(work)

    async def decide(self, event_id: int, answer: Answer, caller: Caller, *, now: datetime) -> Event:
        """What an editor knows of an event that no source lists any more."""

        def work(unit: Unit) -> Event:
            event, known = unit.events.locked(event_id), unit.absences.get(event_id)
            if event is None or known is None or event.community != caller.community:
                raise Refusal("This question does not exist any more.")
            acting(unit, caller).must_edit()
            if not unit.clicks.is_new(caller.interaction, now=now):
                return event
            _must_be_open(known.answer)
            unit.absences.put(replace(known, answer=answer, by=caller.name, decided_at=now))
            _show(unit, event.community, f"absent:{event.id}", Surface.ABSENCE)
            after = event
            if answer is Answer.CANCELLED:
                after = replace(event, happening=Happening.CANCELLED, touched=event.touched | {"happening"})
            elif answer is Answer.REMOVED:
                after = replace(event, stage=Stage.WITHDRAWN, touched=event.touched | {STAGE})
            unit.journal.add(
                event.community,
                "event.absent",
                f"event:{event.id}",
                at=now,
                actor=caller.id,
                after={"answer": answer.value},
            )
            return store(unit, event, after, f"event.{answer.value}", by=caller.id, now=now)

        return await self._database.write(work)

    async def decide_brake(self, brake_id: int, answer: Answer, caller: Caller, *, now: datetime) -> Source:
        """Whether a reading that takes much away is right. The source is read again at once either way."""

        def work(unit: Unit) -> Source:
            brake = unit.absences.brake(brake_id)
            source = unit.sources.get(brake.source) if brake is not None else None
            if brake is None or source is None or brake.community != caller.community:
                raise Refusal("This question does not exist any more.")
            acting(unit, caller).must_edit()
            if not unit.clicks.is_new(caller.interaction, now=now):
                return source
            _must_be_open(brake.answer)
            _settle(unit, replace(brake, answer=answer, by=caller.name, decided_at=now))
            unit.journal.add(
                brake.community,
                "source.brake",
                f"source:{source.id}",
                at=now,
                actor=caller.id,
                after={"answer": answer.value, "events": len(brake.keys)},
            )
            if source.active:
                unit.timers.set(READ, str(source.id), now)
                unit.hint("timers")
            return source

        return await self._database.write(work)


def _must_be_open(answer: Answer | None) -> None:
    if answer is not None:
        raise Refusal("That has been decided already, or the source lists it again. Nothing was changed.")
