"""What usually happens at a venue: the themes of the events that took place there."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from domain.source_register import venue_of
from domain.sources import SourceEvent
from domain.theming import Habit
from domain.venues import Venue
from storage.unit import Unit

REMEMBERED: Final = timedelta(days=730)
"""How far back a venue is looked at: who programmes there, and what, changes."""

Habits = dict[int, tuple[Habit, ...]]
"""By venue."""


def habits_at(unit: Unit, community_id: int, venues: Iterable[Venue], now: datetime) -> Habits:
    """The habits of these venues, from what took place there and stood in the agenda."""
    named = {venue.id: venue for venue in venues if venue.id}
    if not named:
        return {}
    found = unit.events.themes_at(community_id, sorted(named), since=now - REMEMBERED, until=now)
    return {number: _habits(named[number], told) for number, told in found.items()}


def habits_of(
    unit: Unit, community_id: int, found: Iterable[SourceEvent], venues: Sequence[Venue], now: datetime
) -> Habits:
    """The habits of the venues where these take place."""
    meant = {venue.id: venue for event in found if (venue := venue_of(event, venues)) is not None}
    return habits_at(unit, community_id, meant.values(), now)


def habits_for(event: SourceEvent, venues: Sequence[Venue], habits: Habits) -> tuple[Habit, ...]:
    """Those of the venue where this one takes place, also if the source has a name of its own for it."""
    venue = venue_of(event, venues) if habits else None
    if venue is None:
        return ()
    said = event.location.name or ""
    return tuple(
        Habit(one.place, one.theme, one.events, one.of, (*one.also, said)) for one in habits.get(venue.id, ())
    )


def _habits(venue: Venue, told: Sequence[tuple[tuple[str, ...], int]]) -> tuple[Habit, ...]:
    total = sum(count for _, count in told)
    by_theme: Counter[str] = Counter()
    for themes, count in told:
        for theme in themes:
            by_theme[theme] += count
    return tuple(
        Habit(venue.name, theme, count, total, venue.aliases) for theme, count in sorted(by_theme.items())
    )
