"""What other people's agendas say: one event as one source shows it, and one reading of a source."""

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from operator import attrgetter
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from domain.selectors import Selectors


class SourceKind(StrEnum):
    """The form in which a source publishes its events."""

    ICAL = "ical"
    JSONLD = "jsonld"
    MICRODATA = "microdata"
    FEED = "feed"
    TRIBE = "tribe"
    RADAR = "radar"
    HTML = "html"


class SourceStatus(StrEnum):
    """Whether the source says that the event takes place as announced."""

    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    RESCHEDULED = "rescheduled"
    MOVED_ONLINE = "moved_online"


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """Where it happens, as far as the source says; all of it may be unknown."""

    name: str | None = None
    address: str | None = None
    city: str | None = None


NOWHERE = SourcePlace()


@dataclass(frozen=True, slots=True)
class SourceEvent:
    """One occurrence as a source shows it, in plain text.

    `start` and `end` are aware datetimes, or dates when `all_day`; an all-day `end` is the first day
    after the event, as in iCalendar. `timezone` is the IANA name that the times were written in, when
    the source names one (a bare offset is no name). `external_id` is the source's own id of the event,
    `recurrence_id` tells occurrences of one series apart and survives when one of them is moved.
    """

    title: str
    start: datetime | date
    source_kind: SourceKind
    end: datetime | date | None = None
    all_day: bool = False
    timezone: str | None = None
    status: SourceStatus = SourceStatus.SCHEDULED
    location: SourcePlace = NOWHERE
    url: str | None = None
    description: str | None = None
    image: str | None = None
    price: str | None = None
    organizer: str | None = None
    external_id: str | None = None
    recurrence_id: str | None = None
    categories: tuple[str, ...] = ()


class Note:
    """One sentence about a reading that is worth telling its reader, but no reason to stop.

    `message_id` is the English sentence with `{name}` places and the key into the catalogues (the
    extractor finds every `Note("...")`); `params` fill the places.
    """

    __slots__ = ("message_id", "params")

    def __init__(self, message_id: str, /, **params: object) -> None:
        self.message_id = message_id
        self.params = params

    def __str__(self) -> str:
        return self.message_id.format_map({key: str(value) for key, value in self.params.items()})

    def __repr__(self) -> str:
        return f"Note({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Note):
            return NotImplemented
        return (self.message_id, self.params) == (other.message_id, other.params)

    def __hash__(self) -> int:
        return hash((self.message_id, str(self)))


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reading of a source gave.

    `complete` is false when part of the source could not be read (half a file, a page of results that
    did not come): then what is missing here says nothing about what the source no longer lists.
    `alternates` are links to what the source offers beside itself, the most promising first; `next_page`
    is where the list goes on. `name` is what the source calls itself. `proposed` are the selectors with
    which the same events are found again on a page that has nothing but words.
    """

    events: tuple[SourceEvent, ...]
    warnings: tuple[Note, ...] = ()
    complete: bool = True
    kinds: tuple[SourceKind, ...] = ()
    alternates: tuple[str, ...] = ()
    next_page: str | None = None
    name: str | None = None
    proposed: Selectors | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What a page says about itself; what it leaves out is empty."""

    title: str = ""
    description: str = ""
    image: str = ""
    address: str = ""


def event_key(event: SourceEvent) -> str:
    """A short stable key of the event within its source.

    The source's id and recurrence id where it has them; else link, title and first day, so that a
    changed time stays the same event.
    """
    if event.external_id:
        parts = ["id", event.external_id, event.recurrence_id or ""]
    else:
        parts = ["at", _plain_link(event.url), _folded(event.title), _day(event.start)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def content_hash(event: SourceEvent) -> str:
    """Equal for two sightings that a reader would call the same.

    Leaves out what changes without meaning: spacing, tracking parameters, an image's signed query, in
    which zone an instant is written.
    """
    content = [
        " ".join(event.title.split()),
        _instant(event.start),
        _instant(event.end),
        event.all_day,
        event.status,
        [event.location.name, event.location.address, event.location.city],
        _plain_link(event.url),
        " ".join((event.description or "").split()),
        (event.image or "").partition("?")[0],
        event.price,
        event.organizer,
        sorted(event.categories),
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:32]


def identified(events: tuple[SourceEvent, ...]) -> tuple[SourceEvent, ...]:
    """Give events without an id of their own their link as id, where no other event shares it.

    A page that lists one event per link then keeps each event's identity when its date moves.
    """
    links = [_plain_link(event.url) for event in events]
    used = Counter(links)
    return tuple(
        _with_id(event, link) if event.external_id is None and link and used[link] == 1 else event
        for event, link in zip(events, links, strict=True)
    )


def _with_id(event: SourceEvent, external_id: str) -> SourceEvent:
    """As `replace` does, in half its time; it is done for every event of most pages."""
    values = list(_VALUES(event))
    values[_ID] = external_id
    return SourceEvent(*values)


def overlaps(event: SourceEvent, first: date, last: date) -> bool:
    """Whether the event touches any of the days from `first` to `last`, both included."""
    start = event.start.date() if isinstance(event.start, datetime) else event.start
    end = event.end.date() if isinstance(event.end, datetime) else (event.end or start + _DAY) - _DAY
    return start <= last and max(start, end) >= first


_DAY = timedelta(days=1)
_NAMES = [field.name for field in fields(SourceEvent)]
_VALUES, _ID = attrgetter(*_NAMES), _NAMES.index("external_id")
_PLAIN = re.compile(r"https?://[a-z0-9.-]+/[\w/.~%+,=:@-]*(?:\?[\w/.~%+,=:@&-]+)?", re.ASCII)
_TRACKER = re.compile(r"utm_\w+|fbclid|gclid|mc_cid|mc_eid", re.IGNORECASE)


def _plain_link(url: str | None) -> str:
    if not url:
        return ""
    if _PLAIN.fullmatch(url) and ("?" not in url or not _TRACKER.search(url)):
        return url
    parts = urlsplit(url)
    query = parts.query
    if _TRACKER.search(query):
        pairs = parse_qsl(query, keep_blank_values=True)
        query = urlencode([(key, value) for key, value in pairs if not _TRACKER.fullmatch(key)])
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path, query, ""))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _day(moment: datetime | date) -> str:
    return (moment.date() if isinstance(moment, datetime) else moment).isoformat()


def _instant(moment: datetime | date | None) -> str | None:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).isoformat()
    return moment.isoformat() if moment else None
