"""What is known of the days on which a meeting could be, for proposing good ones."""

from collections import Counter
from datetime import date, timedelta
from typing import Final

from domain.agenda import Query
from domain.communities import Community
from domain.evenings import evenings_of, span, takes_place
from domain.free_days import FreeDays
from domain.meetings.candidates import Surroundings
from domain.meetings.kinds import Kind
from storage.unit import Unit

_LOOKS_BACK: Final = timedelta(days=730)
"""Attendance of longer ago says nothing any more."""


def surroundings(
    unit: Unit,
    community: Community,
    kind: Kind,
    people: frozenset[int],
    first: date,
    last: date,
    *,
    hears: date,
    free: FreeDays,
    apart_from: int = 0,
) -> Surroundings:
    """What fills the evenings from `first` to `last`, what these people do then, and how it went so far.
    `hears`: the day on which people will know the date; `apart_from`: a meeting that is being moved."""
    zone = community.zone
    query = Query(since=span(first, zone)[0], until=span(last, zone)[1])
    events: Counter[date] = Counter()
    busy: dict[date, set[int]] = {}
    for event in unit.agenda.find(community.id, query):
        if not takes_place(event) or event.is_meeting:
            continue
        theirs = people & {event.submitter or 0, *event.also, *unit.events.people_interested(event.id)}
        for day in evenings_of(event.details, zone):
            events[day] += 1
            busy.setdefault(day, set()).update(theirs)
    return Surroundings(
        today=hears,
        free=free,
        events=events,
        away={day: len(some) for day, some in busy.items()},
        meetings=frozenset(
            one.day
            for one in unit.meetings.between(community.id, first, last)
            if one.day is not None and one.id != apart_from
        ),
        came=unit.meetings.came_by_weekday(community.id, [kind], since=hears - _LOOKS_BACK),
    )
