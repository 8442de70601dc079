"""Evenings: which of them an event fills, which are still free, and what clashes with what.

An evening is named after the day on which it begins: 17:00 to 6:00 the next morning, local time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from domain.agenda import Listed
from domain.events import Details, Event, Happening

BEGINS: Final = time(17)
ENDS: Final = time(6)
ENOUGH: Final = timedelta(hours=1)
"""How long what began by day has to last into an evening."""
LONGEST: Final = timedelta(hours=72)
"""A festival of a long weekend fills its evenings; what lasts longer is an exhibition, which fills none."""

_A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Evening:
    day: date
    listed: tuple[Listed, ...]

    @property
    def is_free(self) -> bool:
        return not self.listed

    @property
    def is_nearly_free(self) -> bool:
        return len(self.listed) == 1


def span(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The instants at which the evening of this day begins and ends."""
    begins, ends = datetime.combine(day, BEGINS, zone), datetime.combine(day + _A_DAY, ENDS, zone)
    return begins.astimezone(UTC), ends.astimezone(UTC)


def evenings_of(details: Details, zone: ZoneInfo) -> frozenset[date]:
    """The evenings that it fills: in which it begins, or into which it lasts for an hour.

    On a day whose hour is not known yet it may well be in the evening, so it counts. Whole days (an
    exhibition, a holiday) fill no evening, nor does what lasts longer than three days.
    """
    starts, ends = details.starts.astimezone(zone), details.ends
    if not details.time_known:
        return frozenset({starts.date()}) if ends is None else frozenset()
    if ends is None or ends <= starts:
        ends = details.starts
    if ends.astimezone(UTC) - starts.astimezone(UTC) > LONGEST:
        return frozenset()
    last = ends.astimezone(zone).date()
    first = starts.date() - _A_DAY
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return frozenset(day for day in days if _fills(details.starts, ends, *span(day, zone)))


def _fills(starts: datetime, ends: datetime, begins: datetime, over: datetime) -> bool:
    if begins <= starts < over:
        return True
    return starts < begins and min(ends, over) - begins >= ENOUGH


def takes_place(event: Event) -> bool:
    """Whether it keeps anyone from the evening: not what is cancelled or has no date for now."""
    return event.happening not in {Happening.CANCELLED, Happening.POSTPONED}


def overview(listed: Iterable[Listed], first: date, until: date, zone: ZoneInfo) -> list[Evening]:
    """Every evening from `first` up to but not `until`, with what fills it, soonest first."""
    filled: dict[date, list[Listed]] = {}
    for one in sorted(listed, key=lambda one: (one.event.details.starts, one.event.id)):
        if takes_place(one.event):
            for day in evenings_of(one.event.details, zone):
                filled.setdefault(day, []).append(one)
    days = (first + timedelta(days=number) for number in range((until - first).days))
    return [Evening(day, tuple(filled.get(day, ()))) for day in days]


def clashes(details: Details, others: Iterable[Listed], zone: ZoneInfo) -> tuple[Listed, ...]:
    """Which of the others fill one of the same evenings and share a theme, soonest first.

    Who would come to the one would come to the other, too. That it is the same place makes no difference: two
    things in one place on one evening is worth knowing, too.
    """
    evenings, themes = evenings_of(details, zone), frozenset(details.themes)
    found = [
        one
        for one in others
        if takes_place(one.event)
        and not themes.isdisjoint(one.event.details.themes)
        and not evenings.isdisjoint(evenings_of(one.event.details, zone))
    ]
    return tuple(sorted(found, key=lambda one: (one.event.details.starts, one.event.id)))
