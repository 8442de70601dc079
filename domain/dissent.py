"""Where a source says otherwise than a person: of the time or the place of one event.

What the person said stands. The other word is put before the editors once, and again only when it changes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Any, Final

from domain.events import Details, Event
from domain.gathering import PLACE, WHEN, Telling, gather, origin_of, persons, precedence_order
from domain.matching import Places
from domain.matching.places import compare_places
from domain.sources import NOWHERE, SourcePlace


class Part(StrEnum):
    WHEN = "when"
    PLACE = "place"


PARTS: Final[Mapping[Part, tuple[str, ...]]] = {Part.WHEN: WHEN, Part.PLACE: PLACE}
"""The details of each part, the one that it cannot do without in front."""


class Verdict(StrEnum):
    """What came of a question. The source that agrees by now, or says nothing any more, leaves none."""

    TAKEN = "taken"
    KEPT = "kept"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissent:
    """`said` are the details as the `source` tells them, `ours` those that stood when it was decided. Who
    changes an event while its source says otherwise keeps theirs without being asked."""

    id: int = 0
    community: int
    event: int
    source: int
    said: Mapping[str, Any]
    ours: Mapping[str, Any] = field(default_factory=dict)
    found_at: datetime
    verdict: Verdict | None = None
    by: str = ""
    decided_at: datetime | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(part for part, names in PARTS.items() if names[0] in self.said)

    def word_on(self, part: Part) -> Mapping[str, Any]:
        return {name: self.said[name] for name in PARTS[part] if name in self.said}


@dataclass(frozen=True, slots=True)
class Word:
    """What the sources that list an event say of it, were it not for the people. `source` goes first among
    them; `origins` say whose word each detail is."""

    details: Details
    source: int
    origins: Mapping[str, str] = field(default_factory=dict)

    def teller(self, said: Mapping[str, Any]) -> int:
        """The source that says this."""
        for first, *_ in PARTS.values():
            if first in said and first in self.origins:
                return origin_of(self.origins[first])[1]
        return self.source


def word_of(event: Event, tellings: Iterable[Telling], *, zone: tzinfo) -> Word | None:
    """None when no source lists it any more."""
    listed = [one for one in tellings if one.listed]
    if not listed:
        return None
    names = {name for part in PARTS.values() for name in part}
    bare = replace(
        event,
        touched=event.touched - names,
        origins={name: origin for name, origin in event.origins.items() if name not in names},
    )
    gathered = gather(bare, listed, zone=zone)
    return Word(gathered.details, precedence_order(listed)[0].source, gathered.origins)


def owned(event: Event) -> tuple[Part, ...]:
    """The parts that are a person's word, so that no source moves them."""
    own = persons(event)
    return tuple(part for part, (first, *_) in PARTS.items() if first in own)


def differing(event: Event, word: Word, *, zone: tzinfo, places: Places) -> dict[str, Any]:
    """The details in which a source contradicts a person. The same place by another name is no contradiction,
    nor is the day of what has an hour; what the source does not know contradicts nothing."""
    found: dict[str, Any] = {}
    for part in owned(event):
        tells = _other_time if part is Part.WHEN else _other_place
        if tells(event.details, word.details, zone, places):
            found.update(said_of(word.details, part))
    return found


def said_of(details: Details, part: Part) -> dict[str, Any]:
    return {name: getattr(details, name) for name in PARTS[part]}


def unanswered(said: Mapping[str, Any], before: Sequence[Dissent]) -> dict[str, Any]:
    """What of this nobody has decided about yet: a word that was heard, and not followed, is not repeated.
    `before` are the event's dissents, oldest first."""
    found: dict[str, Any] = {}
    for part, (first, *names) in PARTS.items():
        if first not in said:
            continue
        word = {name: said[name] for name in (first, *names)}
        kept = [one for one in before if one.verdict is Verdict.KEPT and part in one.parts]
        if not kept or kept[-1].word_on(part) != word:
            found.update(word)
    return found


def followed(event: Event, dissent: Dissent) -> Event:
    """The event with these parts given back to its sources. How long somebody said it takes stays so where
    the source does not say."""
    names = {name for part in dissent.parts for name in PARTS[part]}
    if dissent.said.get("ends") is None:
        names.discard("ends")
    return replace(
        event,
        touched=event.touched - names,
        origins={name: origin for name, origin in event.origins.items() if name not in names},
    )


def _other_time(ours: Details, theirs: Details, zone: tzinfo, _: Places) -> bool:
    if not theirs.time_known:
        return ours.starts.astimezone(zone).date() != theirs.starts.astimezone(zone).date()
    return (ours.starts, ours.time_known) != (theirs.starts, theirs.time_known)


def _other_place(ours: Details, theirs: Details, _: tzinfo, places: Places) -> bool:
    if not theirs.place:
        return False
    one, other = (
        places.read(SourcePlace(each.place) if each.place else NOWHERE, each.venue_id)
        for each in (ours, theirs)
    )
    return not ours.place or compare_places(one, other).points < 0
