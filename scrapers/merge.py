"""The same event more than once within one reading, told by title and start alone."""

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import UTC, date, datetime

from domain.sources import NOWHERE, SourceEvent, SourceStatus

_LETTERS = re.compile(r"[^\W_]+")


def once(events: Iterable[SourceEvent]) -> list[SourceEvent]:
    """Each event once, in order: the first description wins, later ones fill in what it left open."""
    found: dict[tuple[object, ...], SourceEvent] = {}
    for event in events:
        key = _key(event)
        known = found.get(key)
        if known and _elsewhere(known, event):
            key = (*key, event.url)
            known = found.get(key)
        found[key] = _filled(known, event) if known else event
    return list(found.values())


def across(groups: Iterable[list[SourceEvent]]) -> list[SourceEvent]:
    """Several forms of one page: besides `once`, a form that gives only the day yields to one that gives
    the hour of an event with that title on that day."""
    return without_bare_days(once(event for group in groups for event in group))


def without_bare_days(events: list[SourceEvent]) -> list[SourceEvent]:
    """The events but those that give only the day of one whose hour is known."""
    if not any(event.all_day for event in events):
        return events
    timed = {(_title(event), _day(event.start)) for event in events if not event.all_day}
    return [event for event in events if not (event.all_day and (_title(event), _day(event.start)) in timed)]


def _key(event: SourceEvent) -> tuple[object, ...]:
    start = event.start
    if isinstance(start, datetime):
        start = start.astimezone(UTC)
        if start.second or start.microsecond:
            start = start.replace(second=0, microsecond=0)
    return (_title(event), start)


def _elsewhere(one: SourceEvent, other: SourceEvent) -> bool:
    """Two events of one name at one time ("Open dag") differ when each has a place and a page of its own."""
    places = [_letters(event.location.name or event.location.address or "") for event in (one, other)]
    return (
        None not in (one.url, other.url)
        and one.url != other.url
        and all(places)
        and places[0] not in places[1]
        and places[1] not in places[0]
    )


def _filled(known: SourceEvent, other: SourceEvent) -> SourceEvent:
    changes = {}
    for field in fields(SourceEvent):
        mine, theirs = getattr(known, field.name), getattr(other, field.name)
        if mine in (None, (), NOWHERE) and theirs not in (None, (), NOWHERE):
            changes[field.name] = theirs
    if known.status is SourceStatus.SCHEDULED and other.status is not SourceStatus.SCHEDULED:
        changes["status"] = other.status
    if changes.get("all_day") is not None:
        del changes["all_day"]
    return replace(known, **changes) if changes else known


def _title(event: SourceEvent) -> str:
    return _letters(event.title) or event.title


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text.casefold()))


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
