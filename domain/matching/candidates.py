"""Candidates: events reduced to what is compared, worked out once each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Final
from urllib.parse import urlsplit

from domain.events import Event
from domain.matching.places import UNKNOWN_PLACE, Place, Places
from domain.matching.times import When, read_when
from domain.matching.titles import Title, read_title
from domain.matching.words import folded, ideas, split
from domain.sources import NOWHERE, SourceEvent, SourcePlace
from domain.texts import one_line

_MOST_PEOPLE: Final = 12
_LISTS: Final = frozenset(
    {
        "",
        "agenda",
        "events",
        "event",
        "calendar",
        "kalender",
        "programma",
        "program",
        "evenementen",
        "activiteiten",
    }
    | {"tickets", "home", "index"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One event as one source (or person) tells it, ready to be compared.

    `source` and `id` name it together. `people` holds the words of each performer's name. Give what different
    people typed different sources ("person:17"): within one source two entries are two events unless
    everything agrees.
    """

    source: str
    id: str
    title: Title
    when: When
    place: Place = UNKNOWN_PLACE
    link: str = ""
    people: frozenset[frozenset[str]] = frozenset()
    organizer: frozenset[str] = frozenset()

    @property
    def name(self) -> tuple[str, str]:
        return (self.source, self.id)

    def keys(self) -> set[str]:
        """Two events without a key in common are never called the same; see `blocking`."""
        found = self.title.keys()
        if self.link:
            found.add(f"@{self.link}")
        for person in self.people:
            found |= person
        return found


def candidate(
    *,
    source: str,
    id: str,
    title: str,
    start: datetime | date,
    end: datetime | date | None = None,
    zone: tzinfo | None = None,
    places: Places,
    location: SourcePlace = NOWHERE,
    venue_id: int | None = None,
    url: str | None = None,
    performers: Iterable[str] = (),
    organizer: str | None = None,
) -> Candidate:
    """`zone` is the clock on which the days are counted; `end` as in `SourceEvent`."""
    place = places.read(location, venue_id)
    people = (frozenset(_name(name)) for name, _ in zip(performers, range(_MOST_PEOPLE), strict=False))
    return Candidate(
        source=source,
        id=id,
        title=read_title(one_line(title[:2000]), place.words),
        when=read_when(start, end, zone),
        place=place,
        link=_link(url),
        people=frozenset(person for person in people if person),
        organizer=frozenset(_name(organizer or "")),
    )


def from_sighting(event: SourceEvent, *, source: str, id: str, zone: tzinfo, places: Places) -> Candidate:
    """What a source shows."""
    return candidate(
        source=source,
        id=id,
        title=event.title,
        start=event.start,
        end=event.end,
        zone=zone,
        places=places,
        location=event.location,
        url=event.url,
        organizer=event.organizer,
    )


def from_event(event: Event, *, source: str, zone: tzinfo, places: Places) -> Candidate:
    """An event of ours; `source` says whose it is, so that one person's two shows stay two."""
    details = event.details
    start: datetime | date = details.starts
    end: datetime | date | None = details.ends
    if not details.time_known:
        start = details.starts.astimezone(zone).date()
        end = details.ends.astimezone(zone).date() if details.ends else None
    return candidate(
        source=source,
        id=str(event.id),
        title=details.title,
        start=start,
        end=end,
        zone=zone,
        places=places,
        location=SourcePlace(details.place) if details.place else NOWHERE,
        venue_id=details.venue_id,
        url=details.link,
    )


def _name(text: str) -> list[str]:
    return [idea for word in split(folded(text)) for idea, _ in ideas(word)]


def _link(url: str | None) -> str:
    """The page of this one event without what trackers add, or nothing for a list of events."""
    try:
        parts = urlsplit((url or "")[:2000])
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    if parts.scheme not in {"http", "https"} or path.rpartition("/")[2].casefold() in _LISTS:
        query = _meant(parts.query)
        return f"{parts.netloc}{path}?{query}".casefold() if parts.scheme and "id=" in query else ""
    query = _meant(parts.query)
    return f"{parts.netloc.casefold().removeprefix('www.')}{path}" + (f"?{query}" if query else "")


def _meant(query: str) -> str:
    trackers = ("utm_", "fbclid", "gclid", "mc_")
    return "&".join(sorted(part for part in query.split("&") if part and not part.startswith(trackers)))
