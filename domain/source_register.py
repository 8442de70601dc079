"""The sources that a community has read for it, and what is kept of each reading."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from domain.drafts import MOST
from domain.events import Details, Happening
from domain.matching import Match
from domain.selectors import Selectors
from domain.sources import NOWHERE, Note, Reading, SourceEvent, SourcePlace, SourceStatus
from domain.texts import cleaned, link_or_nothing, one_line, shortened
from domain.theming import Decision, SourceRule
from domain.venues import Venue, recognise

FIRST_PRECEDENCE: Final = 100
"""What a new source gets: room on both sides."""

TELL_AFTER: Final = 3
"""Failures in a row after which the person who added a source is told."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a source is read: `selectors` say where its page keeps its events, `published_is_start` that its
    feed's dates of publication are those of the events, `place` where its events are if they do not say: a
    venue's own agenda often leaves out what goes without saying there."""

    selectors: Selectors | None = None
    published_is_start: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A site that is read.

    Of two sources that tell of one event, the one with the lower `precedence` goes first. `problem` says why
    the last read failed, None when it went well; `failing_since` is the first of the `failures` in a row.
    `former_rules` are those that an editor took away: they say nothing, and can be put back.
    """

    id: int = 0
    community: int
    url: str
    name: str
    kind: str = "auto"
    themes: tuple[str, ...]
    interval_minutes: int = 360
    precedence: int = FIRST_PRECEDENCE
    rules: tuple[SourceRule, ...] = ()
    former_rules: tuple[SourceRule, ...] = ()
    settings: Settings = Settings()
    added_by: int
    active: bool = True
    etag: str | None = None
    last_modified: str | None = None
    last_good: datetime | None = None
    last_count: int = 0
    failures: int = 0
    failing_since: datetime | None = None
    problem: Note | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One event as one source shows it. `home` is the event that it belonged to before that one was taken
    into another; `decision` says which themes were found in it, `match` by what it was recognised."""

    id: int = 0
    source: int
    key: str
    event: int
    home: int | None = None
    content_hash: str
    content: SourceEvent
    starts: datetime
    decision: Decision | None = None
    match: Match | None = None
    first_seen: datetime
    last_seen: datetime
    missing_since: datetime | None = None

    @property
    def is_cancelled(self) -> bool:
        return self.content.status is SourceStatus.CANCELLED


def with_place(reading: Reading, place: str) -> Reading:
    """What was read, with the place of everything that does not say where it is."""
    if not place:
        return reading
    there = SourcePlace(place)
    events = (one if one.location != NOWHERE else replace(one, location=there) for one in reading.events)
    return replace(reading, events=tuple(events))


def starts_at(event: SourceEvent, zone: ZoneInfo) -> datetime:
    return _instant(event.start, zone)


def details_of(
    event: SourceEvent, *, zone: ZoneInfo, themes: tuple[str, ...], venues: list[Venue]
) -> tuple[Details, Happening]:
    """What the source shows, as an event of ours. Nothing is too long for a card or a form afterwards."""
    starts = _instant(event.start, zone)
    ends = _instant(event.end, zone) if event.end is not None else None
    if event.all_day and ends is None:
        ends = starts + timedelta(days=1)
    place, venue = _place(event.location), venue_of(event, venues)
    return (
        Details(
            title=shortened(one_line(event.title), MOST["title"]),
            starts=starts,
            ends=ends if ends is not None and ends > starts else None,
            time_known=isinstance(event.start, datetime),
            place=venue.label if venue else shortened(place, MOST["where"]),
            venue_id=venue.id if venue else None,
            themes=themes,
            description=shortened(cleaned(event.description or ""), MOST["description"]),
            price=shortened(one_line(event.price or ""), MOST["price"]),
            link=link_or_nothing(event.url),
            image=link_or_nothing(event.image),
        ),
        Happening(event.status.value),
    )


def venue_of(event: SourceEvent, venues: Sequence[Venue]) -> Venue | None:
    """The venue that the source means, if it is one that we know."""
    place = _place(event.location)
    venue = recognise(place, venues) if place else None
    if venue is None and event.location.name:
        venue = recognise(event.location.name, venues)
    return venue


def _place(location: SourcePlace) -> str:
    parts: list[str] = []
    for part in (location.name, location.address, location.city):
        text = one_line(part or "")
        if text and not any(text.casefold() in known.casefold() for known in parts):
            parts.append(text)
    return ", ".join(parts)


def _instant(moment: date | datetime, zone: ZoneInfo) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time(), tzinfo=zone)
