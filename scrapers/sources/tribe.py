"""The Events Calendar's REST API (`/wp-json/tribe/events/v1/events`): JSON in, events out."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from domain.sources import NOWHERE, Note, Reading, SourceEvent, SourceKind, SourcePlace, SourceStatus
from scrapers import loose_json, moments, status, text, zones
from scrapers.page import Page
from scrapers.problems import NotAnAgenda

_DAY = timedelta(days=1)
_MAX = 5000
_ANSWER = re.compile(r"\{\s*\"(?:events|id|global_id)\"\s*:")


def parse(data: bytes, *, zone: ZoneInfo, base: str | None = None) -> Reading:
    """The events of one page of results, or of one event by itself. Raises `NotAnAgenda` for other JSON."""
    document = _document(data)
    items = _items(document)
    if items is None:
        raise NotAnAgenda("This JSON is not from The Events Calendar, so there are no events to read in it.")
    found, broken = [], 0
    for item in items[:_MAX]:
        event = _event(item, zone, base) if isinstance(item, Mapping) else None
        if event:
            found.append(event)
        else:
            broken += 1
    warnings = (Note("Events without a date, left out: {count}.", count=broken),) if broken else ()
    following = text.link(document.get("next_rest_url"), base) if isinstance(document, Mapping) else None
    return Reading(tuple(found), warnings, kinds=(SourceKind.TRIBE,), next_page=following)


def _document(data: bytes) -> Any:
    source = Page(data).text
    if source.lstrip()[:1] not in ("{", "["):
        # notices of the server's software stand above the answer
        start = _ANSWER.search(source)
        source = source[start.start() :] if start else source
    try:
        return next(loose_json.values(source), None)
    except ValueError:
        raise NotAnAgenda("This JSON is broken, so no events can be read in it.") from None


def _items(document: Any) -> list[Any] | None:
    if isinstance(document, Mapping):
        events = document.get("events", document.get("data"))
        if isinstance(events, list):
            return events
        return [document] if "start_date" in document or "utc_start_date" in document else None
    if isinstance(document, list) and all(
        isinstance(item, Mapping) and "start_date" in item for item in document
    ):
        return document
    return None


def _event(item: Mapping[str, Any], default: ZoneInfo, base: str | None) -> SourceEvent | None:
    title = text.one_line(_rendered(item.get("title")), text.TITLE)
    zone = _zone(item, default)
    start = (
        moments.read(item.get("start_date"), zone)
        or moments.read(_as_utc(item.get("utc_start_date")), zone)
        or moments.read(_of_details(item.get("start_date_details")), zone)
    )
    if title is None or start is None:
        return None
    announced, title = status.from_title(title)
    description = text.paragraphs(_rendered(item.get("description"))) or text.paragraphs(
        _rendered(item.get("excerpt"))
    )
    begin, end = _span(item, start.value, zone)
    timed = isinstance(begin, datetime)
    return SourceEvent(
        title=title,
        start=begin,
        end=end,
        all_day=not timed,
        timezone=zones.zone_name(zone) if timed else None,
        source_kind=SourceKind.TRIBE,
        status=_status(item) or announced or status.from_text(description) or SourceStatus.SCHEDULED,
        location=_place(item),
        url=text.link(item.get("url"), base) or text.link(item.get("website"), base),
        description=description,
        image=_image(item.get("image"), base),
        price=text.one_line(item.get("cost"), 100),
        organizer=_named(item.get("organizer"), "organizer"),
        external_id=text.one_line(item.get("global_id") or item.get("id"), 500),
        categories=_categories(item),
    )


def _span(
    item: Mapping[str, Any], start: datetime | date, zone: tzinfo
) -> tuple[datetime | date, datetime | date | None]:
    finish = moments.read(item.get("end_date"), zone) or moments.read(_as_utc(item.get("utc_end_date")), zone)
    end = finish.value if finish else None
    if item.get("all_day") in (True, "true", "yes", 1, "1") or not isinstance(start, datetime):
        first = start.date() if isinstance(start, datetime) else start
        last = end.date() if isinstance(end, datetime) else end
        return first, max(first, last or first) + _DAY
    return start, end if isinstance(end, datetime) and end >= start else None


def _zone(item: Mapping[str, Any], default: ZoneInfo) -> tzinfo:
    """The event's own zone; `UTC+0` is what a site shows whose owner never chose one."""
    name = item.get("timezone")
    zone = zones.named(name) if isinstance(name, str) else None
    if zone is None:
        return default
    if isinstance(zone, ZoneInfo):
        return zone
    start, utc = (
        moments.read(item.get("start_date"), UTC),
        moments.read(_as_utc(item.get("utc_start_date")), UTC),
    )
    if start and utc and isinstance(start.value, datetime) and isinstance(utc.value, datetime):
        offset = start.value - utc.value
        if abs(offset) <= timedelta(hours=14):
            fixed = timezone(offset)
            local = start.value.replace(tzinfo=default)
            return default if local.utcoffset() == offset else fixed
    return zone


def _of_details(value: Any) -> str | None:
    """The same date in pieces."""
    if not isinstance(value, Mapping):
        return None
    year, month, day, hour, minutes = (
        str(value.get(key) or "00")[:4] for key in ("year", "month", "day", "hour", "minutes")
    )
    return f"{year}-{month}-{day}T{hour}:{minutes}"


def _as_utc(value: Any) -> Any:
    return f"{value}Z" if isinstance(value, str) and len(value) > 10 and value[-1:].isdigit() else value


def _status(item: Mapping[str, Any]) -> SourceStatus | None:
    """What the Event Status extension adds."""
    said = str(_rendered(item.get("event_status")) or item.get("status") or "").casefold()
    if said.startswith("cancel"):
        return SourceStatus.CANCELLED
    return SourceStatus.POSTPONED if said.startswith("postpone") else None


def _place(item: Mapping[str, Any]) -> SourcePlace:
    venue = item.get("venue")
    if isinstance(venue, list):
        venue = next((one for one in venue if isinstance(one, Mapping)), None)
    if isinstance(venue, Mapping):
        address = ", ".join(
            part.rstrip(", ") for key in ("address", "zip") if (part := text.one_line(venue.get(key)))
        )
        name, city = (
            text.one_line(_rendered(venue.get("venue") or venue.get("title"))),
            text.one_line(venue.get("city")),
        )
        if name or address or city:
            return SourcePlace(name, address or None, city)
    if item.get("is_virtual") is True:
        return SourcePlace(name="Online")
    return SourcePlace(name=text.one_line(venue)) if isinstance(venue, str) else NOWHERE


def _named(value: Any, key: str) -> str | None:
    for one in value if isinstance(value, list) else [value]:
        name = text.one_line(_rendered(one.get(key)) if isinstance(one, Mapping) else one, 200)
        if name:
            return name
    return None


def _image(value: Any, base: str | None) -> str | None:
    return text.link(value.get("url") if isinstance(value, Mapping) else value, base)


def _categories(item: Mapping[str, Any]) -> tuple[str, ...]:
    names = []
    for key in ("categories", "tags"):
        for one in item.get(key) or [] if isinstance(item.get(key), list) else []:
            names.append(text.one_line(one.get("name") if isinstance(one, Mapping) else one, 60))
    return tuple(dict.fromkeys(name for name in names if name))[:20]


def _rendered(value: Any) -> Any:
    """WordPress' own API wraps texts as `{"rendered": …}`."""
    return value.get("rendered") if isinstance(value, Mapping) else value
