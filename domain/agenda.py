"""The agenda: which events somebody wants to see, and on which day each one stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from domain.events import Details, Event, Language
from domain.venues import Venue, fold, folded
from domain.when.answers import Period

A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to show. Everything that is left out is not asked for.

    An event is in the window when some of it is: it begins before `until` and ends after `since`. One without
    a known end ends when it begins, or with its day when the hour is not known either. `themes`, `languages`:
    any of these. `words`: all of them, in whatever is told.
    """

    since: datetime | None = None
    until: datetime | None = None
    themes: frozenset[str] = frozenset()
    venue: int | None = None
    english_friendly: bool = False
    languages: frozenset[Language] = frozenset()
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A public event with what every window of the agenda tells of it.

    `venue` is the name of a known venue, or empty; `sources` are (name, address) of those that list it.
    """

    event: Event
    venue: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    interested: int = 0

    @property
    def place(self) -> str:
        return self.venue or self.event.details.place


def window(period: Period, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The instants at which these whole days begin and are over."""
    return midnight(period.start, zone), midnight(period.end, zone)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def is_english_friendly(event: Event) -> bool:
    """Whether someone without Dutch can take part: it is in English, or needs no language."""
    return event.details.language in {Language.ENGLISH, Language.NONE}


def told_of(details: Details) -> str:
    """What is told of an event, ready to look for words in: accents and case aside, one space before each."""
    return " " + fold(" ".join((details.title, details.place, details.description, details.price)))


def tells_of(listed: Listed, words: str) -> bool:
    """Whether every one of the words begins a word of what is told of the event or of its venue's name."""
    told = f"{told_of(listed.event.details)} {folded(listed.venue)}"
    return all(f" {word}" in told for word in folded(words).split())


def venues_called(venues: Iterable[Venue], word: str) -> list[int]:
    """The venues in whose name a word begins with `word`, which is folded."""
    return [venue.id for venue in venues if f" {word}" in f" {folded(venue.name)}"]


def wanted(listed: Listed, query: Query) -> bool:
    """Whether the event is one that was asked for."""
    details = listed.event.details
    return (
        (query.until is None or details.starts < query.until)
        and (query.since is None or details.starts >= query.since or _ends(details) > query.since)
        and (not query.themes or not query.themes.isdisjoint(details.themes))
        and (query.venue is None or query.venue == details.venue_id)
        and (not query.english_friendly or is_english_friendly(listed.event))
        and (not query.languages or details.language in query.languages)
        and (not query.words or tells_of(listed, query.words))
    )


def _ends(details: Details) -> datetime:
    if details.ends is not None:
        return details.ends
    return details.starts if details.time_known else details.starts + A_DAY


def first_day(event: Event, zone: ZoneInfo) -> date:
    """The local day on which it begins."""
    return event.details.starts.astimezone(zone).date()


def last_day(event: Event, zone: ZoneInfo) -> date:
    """The local day on which it ends. A night that is over by six in the morning belongs to its evening."""
    details = event.details
    if details.ends is None or details.ends <= details.starts:
        return first_day(event, zone)
    ends = details.ends.astimezone(zone)
    over = ends - timedelta(hours=6) if details.time_known else ends - timedelta(days=1)
    return max(over.date(), first_day(event, zone))


def by_day(listed: Iterable[Listed], zone: ZoneInfo, *, since: date) -> list[tuple[date, Sequence[Listed]]]:
    """The events under the day on which they begin, or `since` for those that are under way then; whole days
    go before hours."""
    days: dict[date, list[Listed]] = {}
    for one in listed:
        days.setdefault(max(first_day(one.event, zone), since), []).append(one)
    for events in days.values():
        events.sort(key=lambda one: (one.event.details.time_known, one.event.details.starts, one.event.id))
    return sorted(days.items())
