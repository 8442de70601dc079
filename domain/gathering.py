"""One event out of what several sources show and what people typed, with the origin of every field.

What a person typed always wins and survives every re-import. Sources follow in their precedence (the lower
number first, then whoever showed it first); what one leaves unknown is filled in from the next.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Any, Final

from domain.events import Details, Event, Happening, changed_fields

WHEN: Final = ("starts", "ends", "time_known")
PLACE: Final = ("place", "venue_id")
HAPPENING: Final = "happening"
_BY_THEMSELVES: Final = (
    "title",
    "themes",
    "description",
    "price",
    "link",
    "language",
    "accessibility",
    "image",
)
_ALWAYS_KNOWN: Final = frozenset({"title", "starts", "time_known"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The event as one source shows it. `listed` is false once the source shows it no more: such a telling
    counts only while no source lists the event."""

    source: int
    precedence: int
    first_seen: datetime
    details: Details
    happening: Happening = Happening.SCHEDULED
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Gathered:
    """`origins` says of each known field whose it is: "person:ID" or "source:ID"."""

    details: Details
    happening: Happening
    origins: Mapping[str, str]


def by_person(person: int) -> str:
    return f"person:{person}"


def by_source(source: int) -> str:
    return f"source:{source}"


def origin_of(origin: str) -> tuple[str, int]:
    """("person" or "source", id)"""
    kind, _, number = origin.partition(":")
    return kind, int(number)


def is_known(value: object) -> bool:
    return value is not None and value not in ("", ())


def typed_by(person: int, details: Details) -> dict[str, str]:
    """The origins of an event that a person entered."""
    return {
        name: by_person(person)
        for name in Details.__dataclass_fields__
        if is_known(getattr(details, name)) or name in _ALWAYS_KNOWN
    }


def persons(event: Event) -> frozenset[str]:
    """The fields that are somebody's word: what was edited, and what was typed and is known."""
    typed = {
        name
        for name, origin in event.origins.items()
        if origin.startswith("person:")
        and (name == HAPPENING or name in _ALWAYS_KNOWN or is_known(getattr(event.details, name, None)))
    }
    return event.touched | typed


def precedence_order(tellings: Iterable[Telling]) -> list[Telling]:
    """Those that count, the one that goes first at the front."""
    ordered = sorted(tellings, key=lambda one: (one.precedence, one.first_seen, one.source))
    listed = [one for one in ordered if one.listed]
    return listed or ordered


def gather(event: Event, tellings: Iterable[Telling], *, zone: tzinfo) -> Gathered:
    """`event` with what its sources show now; without any telling it stays as it is."""
    ordered = precedence_order(tellings)
    if not ordered:
        return Gathered(event.details, event.happening, dict(event.origins))
    own = persons(event)
    values: dict[str, Any] = {}
    origins = {name: origin for name, origin in event.origins.items() if name in own}
    for name in _BY_THEMSELVES:
        if name not in own:
            _take(name, ordered, values, origins)
    if not own & set(PLACE):
        _take_place(ordered, values, origins)
    _take_when(event.details, own, ordered, zone, values, origins)
    if not values.get("themes", True):  # a source without themes takes none away
        values["themes"] = event.details.themes
    happening = event.happening
    if HAPPENING not in own:
        marked = next((one for one in ordered if one.happening is not Happening.SCHEDULED), ordered[0])
        happening = marked.happening
        if happening is not Happening.SCHEDULED:
            origins[HAPPENING] = by_source(marked.source)
    return Gathered(replace(event.details, **values), happening, origins)


def _take(name: str, ordered: Sequence[Telling], values: dict[str, Any], origins: dict[str, str]) -> None:
    for one in ordered:
        value = getattr(one.details, name)
        if is_known(value):
            values[name] = value
            origins[name] = by_source(one.source)
            return
    values[name] = getattr(ordered[0].details, name)


def _take_place(ordered: Sequence[Telling], values: dict[str, Any], origins: dict[str, str]) -> None:
    teller = next((one for one in ordered if one.details.place), ordered[0])
    for name in PLACE:
        values[name] = getattr(teller.details, name)
        if is_known(values[name]):
            origins[name] = by_source(teller.source)


def _take_when(
    known: Details,
    own: frozenset[str],
    ordered: Sequence[Telling],
    zone: tzinfo,
    values: dict[str, Any],
    origins: dict[str, str],
) -> None:
    """The times of one source as a whole. A day whose hour it does not know takes the hour from the next."""
    if own & {"starts", "time_known"}:
        return
    first = ordered[0]
    teller = first
    if not first.details.time_known:
        day = first.details.starts.astimezone(zone).date()
        teller = next(
            (
                one
                for one in ordered
                if one.details.time_known and one.details.starts.astimezone(zone).date() == day
            ),
            first,
        )
    details = teller.details
    values.update(starts=details.starts, time_known=details.time_known)
    origins["starts"] = origins["time_known"] = by_source(teller.source)
    if "ends" in own:
        # somebody said how long it takes; that stays so when the source moves the beginning
        values["ends"] = known.ends and details.starts + (known.ends - known.starts)
        return
    ender = next(
        (
            one
            for one in (teller, *ordered)
            if one.details.ends is not None
            and one.details.ends > details.starts
            and one.details.time_known == details.time_known
            and (one is teller or one.details.starts == details.starts)
        ),
        None,
    )
    values["ends"] = ender.details.ends if ender else None
    if ender:
        origins["ends"] = by_source(ender.source)


@dataclass(frozen=True, slots=True)
class Joined:
    """An event that took another in; `lent` holds what its fields said before, for taking it apart again."""

    event: Event
    lent: Mapping[str, Any]


def join(kept: Event, other: Event) -> Joined:
    """`kept` with what people said of `other`: their edits where nobody edited `kept`, and whatever else they
    typed where `kept` knows nothing."""
    taken: dict[str, Any] = {}
    origins = dict(kept.origins)
    their_word, our_word = persons(other), persons(kept)
    for group in (*((name,) for name in (*_BY_THEMSELVES, "poster")), PLACE, WHEN):
        edited = bool(set(group) & other.touched) and not set(group) & our_word
        missing = not is_known(getattr(kept.details, group[0])) and bool(set(group) & their_word)
        if edited or missing:
            taken.update({name: getattr(other.details, name) for name in group})
    details = replace(kept.details, **taken)
    names = changed_fields(kept.details, details)
    for name in names:
        origin = other.origins.get(name)
        if origin is None or not origin.startswith("person:"):
            origin = by_person(other.submitter or 0)
        origins[name] = origin
    event = replace(kept, details=details, origins=origins, touched=kept.touched | names)
    people = {person for person in (other.submitter, *other.also) if person is not None}
    event = replace(event, also=event.also | people - {kept.submitter})
    return Joined(event, {name: getattr(kept.details, name) for name in sorted(names)})


def part(kept: Event, other: Event, lent: Mapping[str, Any], remaining: Iterable[Event]) -> Event:
    """`kept` as it would be if it had never taken `other` in; `remaining` are the others that it took in.

    What somebody changed since then stays as it is.
    """
    back = {
        name: value
        for name, value in lent.items()
        if getattr(kept.details, name) == getattr(other.details, name)
    }
    people = {person for one in remaining for person in (one.submitter, *one.also) if person is not None} - {
        kept.submitter
    }
    return replace(
        kept,
        details=replace(kept.details, **back),
        origins={name: origin for name, origin in kept.origins.items() if name not in back},
        touched=kept.touched - frozenset(back),
        also=frozenset(people),
    )


def what_readers_must_hear(before: Event, after: Event) -> frozenset[str]:
    """Of a change, what somebody who means to come has to know: "when", "place" and "happening"."""
    old, new = before.details, after.details
    found = set()
    if (old.starts, old.time_known) != (new.starts, new.time_known) or (
        old.ends and new.ends and old.ends != new.ends
    ):
        found.add("when")
    if old.place != new.place and not (old.venue_id is not None and old.venue_id == new.venue_id):
        found.add("place")
    if before.happening is not after.happening:
        found.add(HAPPENING)
    return frozenset(found)
