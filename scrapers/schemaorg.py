"""schema.org's words -> events: what JSON-LD and microdata share once their syntax is out of the way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.sources import NOWHERE, SourceEvent, SourceKind, SourcePlace, SourceStatus
from scrapers import moments, schedule, status, text, zones

Thing = Mapping[str, Any]

_DAY = timedelta(days=1)
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
    day_first: bool = True


def types(thing: Thing) -> list[str]:
    """The bare names of an item's types: `http://schema.org/MusicEvent` -> `MusicEvent`."""
    raw = thing.get("@type", thing.get("type"))
    names = raw if isinstance(raw, list) else [raw]
    return [
        name.rstrip("/#").replace("#", "/").rpartition("/")[2].rpartition(":")[2]
        for name in names
        if isinstance(name, str)
    ]


def is_event(thing: Thing) -> bool:
    """Whether the item is an Event or one of its many subtypes."""
    return any(
        (name in _EVENTS or name.endswith("event")) and name not in _NO_EVENTS
        for name in map(str.casefold, types(thing))
    )


def events(thing: Thing, context: Context, depth: int = 0) -> list[SourceEvent]:
    """The occurrences one item describes: itself, its parts, or its schedule's dates; [] when undated."""
    own = _own(thing, context)
    parts: list[SourceEvent] = []
    inner = thing.get("subEvent") or thing.get("subEvents") if depth < 4 else None
    for part in _things(inner):
        parts.extend(events(_inherit(part, thing), context, depth + 1))
    if parts:
        same = all(part.title == (own[0].title if own else part.title) for part in parts)
        series = "eventseries" in map(str.casefold, types(thing))
        return parts if not own or same or series else [*own, *parts]
    return own


def _own(thing: Thing, context: Context) -> list[SourceEvent]:
    title = _title(thing, context)
    if not title:
        return []
    planned = [
        span
        for item in _things(thing.get("eventSchedule"))
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
    start = next(
        (
            m
            for m in (
                moments.read(v, context.zone, day_first=context.day_first)
                for v in _values(thing.get("startDate"))
            )
            if m
        ),
        None,
    )
    if start is None:
        return []
    event = _described(thing, title, start.value, context)
    return [replace(event, end=_end(thing, event, context))]


def _described(thing: Thing, title: str, start: datetime | date, context: Context) -> SourceEvent:
    announced, title = status.from_title(title)
    description = text.paragraphs(_string(thing.get("description"))) or text.paragraphs(
        _string(thing.get("disambiguatingDescription"))
    )
    if isinstance(start, date) and not isinstance(start, datetime):
        start = _with_clock(thing, start, context.zone)
    return SourceEvent(
        title=title,
        start=start,
        source_kind=context.kind,
        all_day=not isinstance(start, datetime),
        timezone=zones.zone_name(start.tzinfo) if isinstance(start, datetime) else None,
        status=_status(thing)
        or announced
        or status.from_text(description)
        or _moved(thing, start, context)
        or SourceStatus.SCHEDULED,
        location=_location(thing.get("location")),
        url=_url(thing, context.base),
        description=description,
        image=_link(thing.get("image"), context.base) or _link(thing.get("thumbnailUrl"), context.base),
        price=_price(thing),
        organizer=next(
            filter(None, (text.one_line(_string(o), 200) for o in _values(thing.get("organizer")))), None
        ),
        external_id=_identifier(thing, context.base),
        categories=_categories(thing),
    )


def _title(thing: Thing, context: Context) -> str | None:
    title = text.one_line(_string(thing.get("name")), text.TITLE) or text.one_line(
        _string(thing.get("headline")), text.TITLE
    )
    if title is None:
        acts = [name for act in _values(thing.get("performer")) if (name := text.one_line(_string(act), 100))]
        title = ", ".join(acts[:5]) or None
    if title and context.site:
        for dash in (" — ", " – ", " - ", " | ", " · "):
            title = title.removesuffix(dash + context.site)
    return title


def _with_clock(thing: Thing, day: date, zone: ZoneInfo) -> datetime | date:
    """Some write the date in startDate and the time in a field of its own."""
    for name in ("startTime", "doorTime"):
        value = _string(thing.get(name))
        if value and (at := moments.clock(value)):
            return datetime.combine(day, at, tzinfo=zone)
    return day


def _end(thing: Thing, event: SourceEvent, context: Context) -> datetime | date | None:
    start = event.start
    end = next(
        (
            m.value
            for m in (
                moments.read(v, context.zone, day_first=context.day_first)
                for v in _values(thing.get("endDate"))
            )
            if m
        ),
        None,
    )
    if isinstance(start, datetime):
        if end is None:
            length = moments.duration(_string(thing.get("duration")))
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
    for value in _values(thing.get("eventStatus")):
        name = (_string(value) or "").replace(" ", "").casefold()
        for word, found in _STATUS:
            if word in name:
                return found
    return None


def _moved(thing: Thing, start: datetime | date, context: Context) -> SourceStatus | None:
    before = next(
        (m for m in (moments.read(v, context.zone) for v in _values(thing.get("previousStartDate"))) if m),
        None,
    )
    return SourceStatus.RESCHEDULED if before is not None and before.value != start else None


def _location(value: Any) -> SourcePlace:
    places = _values(value)
    physical = [
        p for p in places if not (isinstance(p, Mapping) and "virtuallocation" in map(str.casefold, types(p)))
    ]
    for place in physical:
        found = _place(place)
        if found != NOWHERE:
            return found
    return SourcePlace(name="Online") if places and not physical else NOWHERE


def _place(place: Any) -> SourcePlace:
    if not isinstance(place, Mapping):
        name = text.one_line(_lines(place))
        return SourcePlace(name=name) if name and not text.link(name) else NOWHERE
    if "postaladdress" in map(str.casefold, types(place)):
        address, city = _address(place)
        return SourcePlace(name=text.one_line(_string(place.get("name"))), address=address, city=city)
    name = text.one_line(_string(place.get("name")))
    address, city = _address(next(iter(_values(place.get("address"))), None))
    return SourcePlace(name=name, address=address, city=city)


def _address(value: Any) -> tuple[str | None, str | None]:
    if isinstance(value, Mapping):
        parts = (text.one_line(_lines(_string(value.get(key)))) for key in ("streetAddress", "postalCode"))
        address = ", ".join(part.rstrip(", ") for part in parts if part)
        city = text.one_line(_string(value.get("addressLocality"))) or text.one_line(
            _string(value.get("addressRegion"))
        )
        return address or text.one_line(_string(value.get("name"))), city
    return text.one_line(_lines(value)), None


def _lines(value: Any) -> str | None:
    written = text.paragraphs(value, 600) if isinstance(value, str) else None
    return (
        ", ".join(line.strip(" ,") for line in written.split("\n") if line.strip(" ,")) if written else None
    )


def _url(thing: Thing, base: str | None) -> str | None:
    for name in ("url", "mainEntityOfPage", "sameAs"):
        if found := _link(thing.get(name), base):
            return found
    own = thing.get("@id")
    if isinstance(own, str) and "#" not in own and (found := text.link(own, base)):
        return found
    return next(filter(None, (_link(offer.get("url"), base) for offer in _things(thing.get("offers")))), None)


def _link(value: Any, base: str | None) -> str | None:
    for item in _values(value):
        if isinstance(item, Mapping):
            found = next(
                filter(None, (_link(item.get(key), base) for key in ("url", "contentUrl", "@id"))), None
            )
        else:
            found = text.link(item, base)
        if found:
            return found
    return None


def _price(thing: Thing) -> str | None:
    amounts: list[float] = []
    currency = words = None
    for offer in _things(thing.get("offers")):
        for name in ("price", "lowPrice", "highPrice"):
            for raw in [
                *_values(offer.get(name)),
                *(s.get(name) for s in _things(offer.get("priceSpecification"))),
            ]:
                written = text.one_line(_string(raw), 60)
                amount = _amount(written)
                if amount is not None:
                    amounts.append(amount)
                elif written and words is None:
                    words = written
        currency = currency or text.one_line(_string(offer.get("priceCurrency")), 10)
    if not amounts:
        free = str(_string(thing.get("isAccessibleForFree"))).casefold() in (
            "true",
            "1",
            "yes",
            "http://schema.org/true",
            "https://schema.org/true",
        )
        return words or ("0" if free else None)
    low, high = f"{min(amounts):.2f}".removesuffix(".00"), f"{max(amounts):.2f}".removesuffix(".00")
    return " ".join(filter(None, (low if low == high else f"{low} – {high}", currency)))


def _amount(written: str | None) -> float | None:
    if not written or len(written) > 12:
        return None
    plain = (
        written.replace(",", ".")
        if written.count(",") == 1 and "." not in written
        else written.replace(",", "")
    )
    try:
        amount = float(plain)
    except ValueError:
        return None
    return amount if 0 <= amount < 100_000 else None


def _identifier(thing: Thing, base: str | None) -> str | None:
    for value in _values(thing.get("identifier")):
        raw = value.get("value") if isinstance(value, Mapping) else value
        if isinstance(raw, str | int) and not isinstance(raw, bool) and (found := text.one_line(raw, 500)):
            return found
    own = thing.get("@id")
    if isinstance(own, str) and own.strip() and not own.startswith(("_:", "#")):
        return text.one_line(text.link(own, base) or own, 500)
    return None


def _categories(thing: Thing) -> tuple[str, ...]:
    names = [name for name in types(thing) if name not in ("Event", "EventSeries")]
    for key in ("genre", "keywords", "eventType", "about"):
        for value in _values(thing.get(key)):
            written = _string(value) or ""
            names.extend(written.split(",") if key == "keywords" else [written])
    clean = (text.one_line(name, 60) for name in names)
    return tuple(dict.fromkeys(name for name in clean if name and not name.startswith("http")))[:20]


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
    zone = zones.named(_string(item.get("scheduleTimezone")) or "")
    return zone if isinstance(zone, ZoneInfo) else default


def _mark(start: datetime | date) -> str:
    return (
        start.isoformat()
        if not isinstance(start, datetime)
        else start.astimezone(zones.UTC).isoformat().replace("+00:00", "Z")
    )


def _values(value: Any) -> list[Any]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if item is not None and item is not False and item != ""]


def _things(value: Any) -> Iterator[Thing]:
    yield from (item for item in _values(value) if isinstance(item, Mapping))


def _string(value: Any) -> str | None:
    """The text of a literal, of a language-tagged value, or of an item's name."""
    for item in _values(value):
        if isinstance(item, Mapping):
            found = item.get("@value", item.get("name", item.get("@id")))
            if isinstance(found, list):
                found = next(iter(found), None)
            if isinstance(found, Mapping):
                found = found.get("@value")
        else:
            found = item
        if isinstance(found, str | int | float):
            return str(found)
    return None
