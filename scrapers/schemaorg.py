"""schema.org's words -> events: what JSON-LD and microdata share once their syntax is out of the way."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from domain.sources import SourceEvent, SourceKind, SourceStatus
from scrapers import moments, schedule, status, text, worded_dates, zones
from scrapers import schemaorg_parts as parts
from scrapers.schemaorg_parts import Thing

_DAY = timedelta(days=1)
_MAX_DEPTH = 4
_EVENTS = frozenset(("festival", "hackathon", "conference", "eventseries", "courseinstance", "screening"))
# named like events, but about something else
_NO_EVENTS = frozenset(
    ("deliveryevent", "publicationevent", "broadcastevent", "ondemandevent", "userinteraction")
)
_STATUS = (
    ("cancel", SourceStatus.CANCELLED),
    ("postpone", SourceStatus.POSTPONED),
    ("resched", SourceStatus.RESCHEDULED),
    ("movedonline", SourceStatus.MOVED_ONLINE),
)


@dataclass(frozen=True, slots=True)
class Context:
    """What an item needs to know of its surroundings."""

    zone: ZoneInfo
    window: tuple[date, date]
    kind: SourceKind
    base: str | None = None
    site: str | None = None
    today: date | None = None
    known: parts.Known = field(default_factory=parts.Known)


def is_event(thing: Thing) -> bool:
    """Whether the item is an Event or one of its many subtypes."""
    raw = thing.get("@type", thing.get("type"))
    if isinstance(raw, str):
        return _names_an_event(raw)
    return isinstance(raw, list) and any(isinstance(name, str) and _names_an_event(name) for name in raw)


@lru_cache(maxsize=500)
def _names_an_event(name: str) -> bool:
    folded = parts.types({"@type": name})[0].casefold()
    return (folded in _EVENTS or folded.endswith("event")) and folded not in _NO_EVENTS


def events(thing: Thing, context: Context, depth: int = 0) -> list[SourceEvent]:
    """The occurrences one item describes: itself, its parts, or its schedule's dates; [] when undated."""
    own = _own(thing, context)
    inner = (thing.get("subEvent") or thing.get("subEvents")) if depth < _MAX_DEPTH else None
    within = [
        event for part in parts.things(inner) for event in events(_inherit(part, thing), context, depth + 1)
    ]
    if not within:
        return own
    same = all(event.title == (own[0].title if own else event.title) for event in within)
    series = "eventseries" in map(str.casefold, parts.types(thing))
    # performances replace their production, the parts of a festival stand beside it
    return within if not own or same or series else [*own, *within]


def _own(thing: Thing, context: Context) -> list[SourceEvent]:
    title = _title(thing, context)
    if not title:
        return []
    planned = [
        span
        for item in parts.things(thing.get("eventSchedule"))
        for span in schedule.dates(item, context.window, _schedule_zone(item, context.zone))
    ]
    if planned:
        model = _described(thing, title, planned[0][0], context)
        return [
            replace(
                model,
                start=start,
                end=end,
                all_day=not isinstance(start, datetime),
                recurrence_id=_mark(start),
            )
            for start, end in dict(planned).items()
        ]
    start = _first_moment(thing.get("startDate"), context)
    if start is None:
        return []
    if not isinstance(start, datetime):
        start = _with_clock(thing, start, context.zone)
    return [_described(thing, title, start, context, _end(thing, start, context))]


def _first_moment(value: Any, context: Context) -> datetime | date | None:
    """The first of a property's values that is a date; generators repeat properties, broken ones first."""
    if value is None:
        return None
    for one in (value,) if isinstance(value, str) else parts.values(value):
        moment = moments.read(one, context.zone)
        if moment:
            return moment.value
    for one in map(parts.string, parts.values(value)):
        if isinstance(value, dict | list) and (moment := moments.read(one, context.zone)):
            return moment.value
        if (read := worded_dates.read(one, context.zone, today=context.today)) is not None:
            return read
    return None


def _described(
    thing: Thing, title: str, start: datetime | date, context: Context, end: datetime | date | None = None
) -> SourceEvent:
    # what is plain text by its own word announces nothing
    announced, title = (None, str(title)) if _is_exact(title) else status.from_title(title)
    description = text.paragraphs(parts.string(thing.get("description"))) or text.paragraphs(
        parts.string(thing.get("disambiguatingDescription"))
    )
    return SourceEvent(
        title=title,
        start=start,
        end=end,
        source_kind=context.kind,
        all_day=not isinstance(start, datetime),
        timezone=zones.zone_name(start.tzinfo) if isinstance(start, datetime) else None,
        status=_status(thing)
        or announced
        or (None if _is_exact(description) else status.from_text(description))
        or _moved(thing, start, context)
        or SourceStatus.SCHEDULED,
        location=parts.location(thing.get("location"), context.known),
        url=parts.url(thing, context.base),
        description=str(description) if description is not None else None,
        image=parts.link(thing.get("image"), context.base)
        or parts.link(thing.get("thumbnailUrl"), context.base),
        price=parts.price(thing, context.known),
        organizer=parts.name(thing.get("organizer")),
        external_id=_identifier(thing, context.base),
        categories=_categories(thing),
    )


def _title(thing: Thing, context: Context) -> str | None:
    title = text.one_line(parts.string(thing.get("name")), text.TITLE) or text.one_line(
        parts.string(thing.get("headline") or thing.get("summary")), text.TITLE
    )
    if title is None:
        acts = [
            name
            for act in parts.values(thing.get("performer"))
            if (name := text.one_line(parts.string(act), 100))
        ]
        title = ", ".join(acts[:5]) or None
    if title and context.site and not _is_exact(title):
        for dash in (" — ", " – ", " - ", " | ", " · "):
            title = title.removesuffix(dash + context.site)
    return title


def _is_exact(words: str | None) -> bool:
    return isinstance(words, text.Exact)


def _with_clock(thing: Thing, day: date, zone: ZoneInfo) -> datetime | date:
    """Some write the date in startDate and the time in a field of its own."""
    for name in ("startTime", "doorTime"):
        value = parts.string(thing.get(name))
        moment = moments.read(value, zone)
        if moment and isinstance(moment.value, datetime):
            local = moment.value.astimezone(zone)
            return local if local.date() == day else day
        if value and (at := moments.clock(value)):
            return datetime.combine(day, at, tzinfo=zone)
    return day


def _end(thing: Thing, start: datetime | date, context: Context) -> datetime | date | None:
    end = _first_moment(thing.get("endDate"), context)
    if isinstance(start, datetime):
        if end is None:
            length = moments.duration(parts.string(thing.get("duration")))
            return start + length if length else None
        if not isinstance(end, datetime):
            # through that day; on the day itself the hour is simply not known
            return datetime.combine(end + _DAY, time(), tzinfo=start.tzinfo) if end > start.date() else None
        return end if end >= start else None
    if end is None:
        return None
    # a last day is included in schema.org, while our end is the first day after
    last = end.date() if isinstance(end, datetime) else end
    return last + _DAY if last >= start else None


def _status(thing: Thing) -> SourceStatus | None:
    for value in parts.values(thing.get("eventStatus")):
        if found := _status_called(parts.string(value) or ""):
            return found
    return None


@lru_cache(maxsize=100)
def _status_called(name: str) -> SourceStatus | None:
    folded = name.replace(" ", "").casefold()
    return next((found for word, found in _STATUS if word in folded), None)


def _moved(thing: Thing, start: datetime | date, context: Context) -> SourceStatus | None:
    before = _first_moment(thing.get("previousStartDate"), context)
    return SourceStatus.RESCHEDULED if before is not None and before != start else None


def _identifier(thing: Thing, base: str | None) -> str | None:
    for value in parts.values(thing.get("identifier")):
        raw = value.get("value") if isinstance(value, dict) else value
        if isinstance(raw, str | int) and not isinstance(raw, bool) and (found := text.one_line(raw, 500)):
            return found
    own = thing.get("@id")
    if isinstance(own, str) and own.strip() and not own.startswith(("_:", "#")):
        return text.one_line(text.link(own, base) or own, 500)
    return None


def _categories(thing: Thing) -> tuple[str, ...]:
    names = [name for name in parts.types(thing) if name not in ("Event", "EventSeries")]
    for key in ("genre", "keywords", "eventType", "about"):
        if key in thing:
            for value in parts.values(thing[key]):
                written = parts.string(value) or ""
                names.extend(written.split(",") if key == "keywords" else [written])
    clean = [text.one_line(name, 60) for name in names]
    return tuple(dict.fromkeys([name for name in clean if name and not name.startswith("http")]))[:20]


def _inherit(part: Thing, whole: Thing) -> Thing:
    """A performance leaves to the production what both share."""
    shared = (
        "name",
        "location",
        "url",
        "image",
        "description",
        "organizer",
        "performer",
        "offers",
        "genre",
        "keywords",
        "eventStatus",
    )
    return {
        **{key: whole[key] for key in shared if key in whole},
        **{k: v for k, v in part.items() if v not in (None, "", [])},
    }


def _schedule_zone(item: Thing, default: ZoneInfo) -> ZoneInfo:
    zone = zones.named(parts.string(item.get("scheduleTimezone")) or "")
    return zone if isinstance(zone, ZoneInfo) else default


def _mark(start: datetime | date) -> str:
    return (
        start.isoformat()
        if not isinstance(start, datetime)
        else start.astimezone(UTC).isoformat().replace("+00:00", "Z")
    )
