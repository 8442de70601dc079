"""Posters: what the poster of a week shows, in which order, and what goes first when it does not all fit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from domain.agenda import Listed, first_day, is_english_friendly, last_day
from domain.communities import Community
from domain.events import Happening
from domain.themes import Theme
from domain.weeks import Week

_NOT_HAPPENING = {Happening.CANCELLED, Happening.POSTPONED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One event on a poster. `rank` counts from 0: with room for n lines, those ranked below n are shown.

    `until` is its last day, when that is another than its first.
    """

    listed: Listed
    rank: int
    until: date | None
    english: bool
    online: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What begins on a day; `date` is none for what began before the week and still runs in it."""

    date: date | None
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """A community's week, of one theme or of all. `themes` are all that the community has."""

    community: Community
    themes: tuple[Theme, ...]
    theme: Theme | None
    week: Week
    days: Sequence[Day]

    @property
    def events(self) -> int:
        return sum(len(day.lines) for day in self.days)


def days_of(listed: Iterable[Listed], week: Week, zone: ZoneInfo) -> list[Day]:
    """The events of a week under their days, what still runs from earlier at the end.

    What does not take place is left out: paper cannot be edited. When there is too much, every day keeps its
    best: the first of each day rank before the second of any, and on a day go first what people look forward
    to and what people here entered themselves.
    """
    days: dict[date | None, list[Listed]] = {}
    for one in listed:
        day = first_day(one.event, zone)
        takes_place = one.event.happening not in _NOT_HAPPENING
        if takes_place and day <= week.sunday and last_day(one.event, zone) >= week.monday:
            days.setdefault(day if day >= week.monday else None, []).append(one)
    order = sorted(days, key=lambda day: (day is None, day or date.min))
    places = [
        (place, number, one)
        for number, day in enumerate(order)
        for place, one in enumerate(sorted(days[day], key=_appeal))
    ]
    ranks = {one.event.id: rank for rank, (_, _, one) in enumerate(sorted(places, key=lambda p: p[:2]))}
    return [
        Day(
            date=day,
            lines=[_line(one, ranks[one.event.id], zone) for one in sorted(days[day], key=_begins)],
        )
        for day in order
    ]


def _appeal(one: Listed) -> tuple[int, bool, bool, float, int]:
    event = one.event
    return (
        -one.interested,
        event.submitter is None,
        not event.details.time_known,
        event.details.starts.timestamp(),
        event.id,
    )


def _begins(one: Listed) -> tuple[bool, float, int]:
    details = one.event.details
    return details.time_known, details.starts.timestamp(), one.event.id


def _line(one: Listed, rank: int, zone: ZoneInfo) -> Line:
    last = last_day(one.event, zone)
    return Line(
        listed=one,
        rank=rank,
        until=last if last != first_day(one.event, zone) else None,
        english=is_english_friendly(one.event),
        online=one.event.happening is Happening.MOVED_ONLINE,
    )
