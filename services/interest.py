"""Reminding people of what they are interested in, inside a transaction.

A timer for each person and event. Whoever changes either has it set anew; when it goes off, what is true then
is looked at once more, so that a timer that is out of date does no harm.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.communities import Community
from domain.events import Event
from domain.reminders import Reminder, moment_of, possible
from services.acting import community_of
from storage.unit import Unit

REMIND: Final = "event.remind"
"""The kind of the timers."""


@dataclass(frozen=True, slots=True)
class Reminding:
    """How somebody is reminded of an event: `moment` is None when they will not be, `possible` is what can
    still be chosen."""

    community: Community
    event: Event
    reminder: Reminder
    moment: datetime | None
    possible: tuple[tuple[Reminder, datetime], ...]


def schedule(unit: Unit, event: Event, person: int, *, now: datetime) -> datetime | None:
    """Have the person reminded of the event as both are now; the moment, None if they will not be."""
    wish = unit.preferences.wish(event, person)
    zone = community_of(unit, event.community).zone
    moment = moment_of(wish.reminder, event, zone) if wish is not None else None
    if wish is None or moment is None or moment <= now or wish.reminded_for == event.details.starts:
        unit.timers.drop(REMIND, _subject(event.id, person))
        return None
    unit.timers.set(REMIND, _subject(event.id, person), moment)
    unit.hint("timers")
    return moment


def follow(unit: Unit, event: Event, *, now: datetime) -> None:
    """Have everyone reminded of the event as it stands now."""
    for person in list(unit.events.people_interested(event.id)):
        schedule(unit, event, person, now=now)


def begin(unit: Unit, event: Event, person: int, *, now: datetime) -> Reminding | None:
    """`schedule` and `reminding` at once, for who just became interested."""
    wish = unit.preferences.wish(event, person)
    if wish is None:
        return None
    community = community_of(unit, event.community)
    moment = moment_of(wish.reminder, event, community.zone)
    if moment is None or moment <= now:
        moment = None
    else:
        unit.timers.set(REMIND, _subject(event.id, person), moment)
        unit.hint("timers")
    return Reminding(community, event, wish.reminder, moment, possible(event, community.zone, now))


def end(unit: Unit, event: Event, person: int) -> None:
    """No reminder for who is not interested any more."""
    unit.timers.drop(REMIND, _subject(event.id, person))


def reminding(unit: Unit, event: Event, person: int, *, now: datetime) -> Reminding | None:
    """None for who is not interested."""
    wish = unit.preferences.wish(event, person)
    if wish is None:
        return None
    community = community_of(unit, event.community)
    return Reminding(
        community,
        event,
        wish.reminder,
        unit.timers.get(REMIND, _subject(event.id, person)),
        possible(event, community.zone, now),
    )


def forget(unit: Unit, events: Iterable[Event], person: int) -> None:
    """Take somebody's interest in these back, with the reminders."""
    numbers = [event.id for event in events]
    unit.preferences.lose_interest(numbers, person)
    for number in numbers:
        unit.timers.drop(REMIND, _subject(number, person))
        unit.mirror.own(number, person)
    for event in events:
        unit.postings.touch(event.community, f"event:{event.id}")


def _subject(event_id: int, person: int) -> str:
    return f"{event_id}:{person}"
