"""Which events of the agenda a new one may be: what is around it, and how like it that is."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from domain.communities import Community
from domain.events import Event
from domain.gathering import by_person, by_source
from domain.matching import (
    Candidate,
    Match,
    Places,
    Verdict,
    compare,
    from_event,
    from_sighting,
    links_between,
    links_within,
)
from domain.source_register import Sighting
from domain.sources import SourceEvent
from domain.venues import Venue
from storage.unit import Unit

BEFORE: Final = timedelta(days=7)
AFTER: Final = timedelta(days=2)
"""How far around an event its likes are looked for: a festival's days, and what begins after midnight."""

_MOST_REMEMBERED: Final = 5_000
Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a new event is like: an event of the agenda, or (`new`) another new one by its name."""

    event: int
    match: Match
    new: Name | None = None

    @property
    def is_same(self) -> bool:
        return self.match.verdict is Verdict.SAME


@dataclass(slots=True)
class Around:
    """What is told of the days around some new events: `window` is when those begin, `newest` the highest id
    that was there when it was looked at."""

    tellings: dict[int, list[Candidate]] = field(default_factory=dict)
    window: tuple[datetime, datetime] | None = None
    newest: int = 0

    def without(self, names: Collection[Name]) -> None:
        """Forget what these told before: they tell something else now."""
        for number, tellings in self.tellings.items():
            self.tellings[number] = [one for one in tellings if one.name not in names]


class Memory:
    """Candidates that were worked out before, for as long as the venues stay as they are."""

    def __init__(self) -> None:
        self._venues: tuple[Venue, ...] = ()
        self.places = Places()
        self._known: dict[tuple[str, int, str], Candidate] = {}

    def of(self, venues: Sequence[Venue]) -> "Memory":
        if tuple(venues) != self._venues:
            self._venues = tuple(venues)
            self.places = Places(venues)
            self._known.clear()
        return self

    def get(self, key: tuple[str, int, str]) -> Candidate | None:
        return self._known.get(key)

    def put(self, key: tuple[str, int, str], one: Candidate) -> Candidate:
        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
        self._known[key] = one
        return one


def of_source(found: SourceEvent, source: int, key: str, community: Community, memory: Memory) -> Candidate:
    return from_sighting(found, source=by_source(source), id=key, zone=community.zone, places=memory.places)


def of_person(event: Event, community: Community, memory: Memory) -> Candidate:
    """What somebody entered."""
    teller = by_person(event.submitter or 0)
    return from_event(event, source=teller, zone=community.zone, places=memory.places)


def window_of(starts: Iterable[datetime]) -> tuple[datetime, datetime]:
    moments = sorted(starts)
    return moments[0] - BEFORE, moments[-1] + AFTER


def look_around(unit: Unit, community: Community, memory: Memory, first: datetime, last: datetime) -> Around:
    """Everything that sources and people tell of what begins between `first` and `last`."""
    outlines = unit.events.outlines_between(community.id, first, last)
    ids = [number for number, _, _ in outlines]
    around = Around(window=(first, last), newest=max(ids, default=0))
    for number, submitter, changed in outlines:
        if submitter is None:
            continue
        key = ("event", number, changed.isoformat())
        told = memory.get(key)
        if told is None:
            event = unit.events.get(number)
            if event is None:
                continue
            told = memory.put(key, of_person(event, community, memory))
        around.tellings.setdefault(number, []).append(told)
    _add_sightings(unit, community, memory, ids, around)
    return around


def _add_sightings(
    unit: Unit, community: Community, memory: Memory, ids: Sequence[int], around: Around
) -> None:
    unknown: dict[int, int] = {}
    for number, content_hash, event in unit.sightings.marks_of_events(ids):
        told = memory.get(("sighting", number, content_hash))
        if told is None:
            unknown[number] = event
        else:
            around.tellings.setdefault(event, []).append(told)
    for sighting in unit.sightings.with_ids(list(unknown)):
        told = memory.put(
            ("sighting", sighting.id, sighting.content_hash), _of_sighting(sighting, community, memory)
        )
        around.tellings.setdefault(sighting.event, []).append(told)


def _of_sighting(sighting: Sighting, community: Community, memory: Memory) -> Candidate:
    return of_source(sighting.content, sighting.source, sighting.key, community, memory)


def likenesses(
    new: Sequence[Candidate], around: Around, own: Mapping[Name, int] | None = None
) -> Mapping[Name, list[Likeness]]:
    """For each new one what it is or may be, the surest first. Of two new ones that are alike, the later one
    points to the earlier. `own` are the events of those that stand in the agenda already, and are compared
    because they tell something else now: each with all others."""
    own = own or {}
    events = {one.name: number for number, tellings in around.tellings.items() for one in tellings}
    order = {one.name: place for place, one in enumerate(new)}
    found: dict[Name, dict[int | Name, Likeness]] = {one.name: {} for one in new}
    for link in links_between(new, (one for tellings in around.tellings.values() for one in tellings)):
        fresh, known = (link.one, link.other) if link.one.name in found else (link.other, link.one)
        number = events.get(known.name)
        if number is not None and number != own.get(fresh.name):
            _better(found[fresh.name], number, Likeness(number, link.match))
    for link in links_within(new):
        earlier, later = sorted((link.one, link.other), key=lambda one: order[one.name])
        if later.name in own and own[later.name] == own.get(earlier.name):
            continue
        _better(found[later.name], earlier.name, Likeness(0, link.match, earlier.name))
    by_name = {one.name: one for one in new}
    told = {number: list(tellings) for number, tellings in around.tellings.items()}
    for name, number in own.items():
        told.setdefault(number, []).append(by_name[name])
    return {
        name: sorted(
            (
                _believed(told[own[name]] if name in own else [by_name[name]], one, told)
                for one in likes.values()
            ),
            key=lambda one: (not one.is_same, -one.match.total, one.event),
        )
        for name, likes in found.items()
    }


def _better(known: dict[int | Name, Likeness], key: int | Name, one: Likeness) -> None:
    other = known.get(key)
    if other is None or (one.is_same, one.match.total) > (other.is_same, other.match.total):
        known[key] = one


def _believed(
    ours: Sequence[Candidate], likeness: Likeness, told: Mapping[int, Sequence[Candidate]]
) -> Likeness:
    """It is not the same for sure when somebody else tells of one of the two what contradicts the other."""
    if not likeness.is_same or likeness.new is not None:
        return likeness
    for one in ours:
        for other in told[likeness.event]:
            match = compare(one, other)
            if match.contradicts or (other.source == one.source and match.verdict is not Verdict.SAME):
                return replace(likeness, match=replace(likeness.match, verdict=Verdict.DOUBTFUL))
    return likeness
