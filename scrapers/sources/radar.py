"""radar.squat.net's search (`/api/1.2/search/events.json`): JSON in, events out.

The shape is that of its public notes and bindings: `result` maps node numbers to events (or is false when
there are none), `date_time` holds one entry per date, references such as `offline` (the place) carry at least
a title and, where the search asked for it (`fields=…,offline:address`), the address.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from domain.sources import NOWHERE, Note, Reading, SourceEvent, SourceKind, SourcePlace, SourceStatus
from scrapers import loose_json, moments, status, text, zones
from scrapers.page import Page
from scrapers.problems import NotAnAgenda

_MAX = 5000
_SINCE = "filter[~and][search_api_aggregation_1][~gte]"
# a place's title is its name, street, city and country in a row, with a gap where the postal code was
_GAP = re.compile(r"\s{2,}")
_COUNTRY = re.compile(
    r"\s+(?:the\s+)?(?:netherlands|nederland|niederlande|deutschland|germany|duitsland|belgi[eëu]m?)\Z",
    re.IGNORECASE,
)
_STATUS = {"cancelled": SourceStatus.CANCELLED, "postponed": SourceStatus.POSTPONED}


def parse(data: bytes, *, zone: ZoneInfo, base: str | None = None) -> Reading:
    """The events of one search, or of one event by itself. Raises `NotAnAgenda` for other JSON."""
    document = _document(data)
    nodes = _nodes(document)
    if nodes is None:
        raise NotAnAgenda("This JSON is not from radar.squat.net, so there are no events to read in it.")
    if not nodes:
        return Reading(
            (), (Note("The search on radar.squat.net has no results."),), kinds=(SourceKind.RADAR,)
        )
    found: list[SourceEvent] = []
    undated = 0
    for node in nodes[:_MAX]:
        dates = list(_events(node, zone, base)) if isinstance(node, Mapping) else []
        undated += not dates
        found.extend(dates)
    warnings = [Note("Events without a date, left out: {count}.", count=undated)] if undated else []
    following, missing = _rest(document, len(nodes), found, base)
    if missing and following is None:
        warnings.append(
            Note("The site gave {shown} of the {count} events at once.", shown=len(nodes), count=missing)
        )
    complete = not missing or following is not None
    return Reading(
        tuple(found),
        tuple(warnings),
        complete=complete,
        kinds=(SourceKind.RADAR,),
        next_page=following,
        name=_only_group(nodes),
    )


def _document(data: bytes) -> Any:
    try:
        return next(loose_json.values(Page(data).text), None)
    except ValueError:
        raise NotAnAgenda("This JSON is broken, so no events can be read in it.") from None


def _nodes(document: Any) -> list[Any] | None:
    if not isinstance(document, Mapping):
        return None
    if "result" not in document:
        return [document] if "date_time" in document else None
    result = document["result"]
    if isinstance(result, Mapping):
        return list(result.values())
    return result if isinstance(result, list) else [] if not result else None


def _events(node: Mapping[str, Any], zone: ZoneInfo, base: str | None) -> Iterator[SourceEvent]:
    """One event for each of its dates."""
    title = text.one_line(node.get("title") or node.get("title_field"), text.TITLE)
    if not title:
        return
    announced, title = status.from_title(title)
    body = node.get("body")
    description = text.paragraphs(body.get("value") if isinstance(body, Mapping) else body)
    dates = [span for one in _list(node.get("date_time")) if (span := _span(one, zone))]
    said = _STATUS.get(str(node.get("event_status") or "").strip().casefold())
    for start, end in dates[:500]:
        yield SourceEvent(
            title=title,
            start=start,
            end=end,
            timezone=zones.zone_name(start.tzinfo),
            source_kind=SourceKind.RADAR,
            status=said or announced or status.from_text(description) or SourceStatus.SCHEDULED,
            location=_place(node.get("offline")),
            url=text.link(node.get("url"), base) or _first_link(node.get("link"), base),
            description=description,
            image=_image(node.get("image"), base),
            price=_price(node),
            organizer=next(iter(_names(node.get("og_group_ref"))), None),
            external_id=text.one_line(node.get("uuid") or node.get("nid"), 100),
            recurrence_id=_mark(start) if len(dates) > 1 else None,
            categories=tuple(dict.fromkeys((*_names(node.get("category")), *_names(node.get("topic")))))[:20],
        )


def _span(one: Any, zone: ZoneInfo) -> tuple[datetime, datetime | None] | None:
    if not isinstance(one, Mapping):
        return None
    start = _moment(one.get("time_start"), zone) or _moment(one.get("value"), zone)
    end = _moment(one.get("time_end"), zone) or _moment(one.get("value2"), zone)
    if start is None:
        return None
    return start, end if end is not None and end > start else None


def _moment(value: Any, zone: ZoneInfo) -> datetime | None:
    """ISO 8601 with an offset, or seconds since 1970."""
    seconds = int(value) if isinstance(value, str) and value.isdigit() and len(value) < 12 else value
    moment = moments.read(seconds, zone)
    return moment.value if moment and isinstance(moment.value, datetime) else None


def _place(value: Any) -> SourcePlace:
    for one in _list(value):
        if not isinstance(one, Mapping):
            continue
        address = one.get("address")
        if isinstance(address, Mapping):
            parts = (text.one_line(address.get(key)) for key in ("thoroughfare", "premise", "postal_code"))
            street, city = ", ".join(filter(None, parts)), text.one_line(address.get("locality"))
            name = text.one_line(address.get("name_line")) or _without(
                text.one_line(one.get("title")), address
            )
            if name or street or city:
                return SourcePlace(name, street or None, city)
        written = str(one.get("title") or "").strip()
        name, *rest = _GAP.split(written)
        city = text.one_line(_COUNTRY.sub("", " " + rest[-1])) if rest else None
        if called := text.one_line(name):
            return SourcePlace(name=called, city=city)
    return NOWHERE


def _without(title: str | None, address: Mapping[str, Any]) -> str | None:
    """The place's name: its title up to where the address begins."""
    if not title:
        return None
    for key in ("thoroughfare", "locality"):
        part = text.one_line(address.get(key))
        if part and (at := title.find(part)) > 0:
            return title[:at].strip(" ,") or title
    return title


def _price(node: Mapping[str, Any]) -> str | None:
    written = text.one_line(node.get("price"), 100)
    return written or text.one_line(", ".join(_names(node.get("price_category"))), 100)


def _image(value: Any, base: str | None) -> str | None:
    for one in _list(value):
        if isinstance(one, Mapping):
            inner = one.get("file")
            links = (one.get("url"), inner.get("url") if isinstance(inner, Mapping) else None)
            if link := next(filter(None, (text.link(link, base) for link in links)), None):
                return link
    return None


def _first_link(value: Any, base: str | None) -> str | None:
    links = (one.get("url") if isinstance(one, Mapping) else one for one in _list(value))
    return next(filter(None, (text.link(link, base) for link in links)), None)


def _names(value: Any) -> list[str]:
    names = (
        text.one_line(one.get("name") or one.get("title"), 100)
        for one in _list(value)
        if isinstance(one, Mapping)
    )
    return [name for name in names if name]


def _only_group(nodes: list[Any]) -> str | None:
    """The group whose agenda this is, when every event is by the same one."""
    groups = [set(_names(node.get("og_group_ref"))) for node in nodes if isinstance(node, Mapping)]
    shared = set.intersection(*groups) if groups else set()
    return next(iter(shared)) if len(shared) == 1 else None


def _rest(document: Any, shown: int, found: list[SourceEvent], base: str | None) -> tuple[str | None, int]:
    """(where the search goes on, how many it has in all); 0 when nothing is missing.

    The search has no pages of its own, but it can be asked for what begins at or after a moment. That is
    of use only when what it gave is sorted.
    """
    count = document.get("count")
    if not isinstance(count, int) or isinstance(count, bool) or count <= shown:
        return None, 0
    starts = [event.start for event in found if isinstance(event.start, datetime)]
    if base is None or not starts or starts != sorted(starts) or starts[0] == starts[-1]:
        return None, count
    parts = urlsplit(base)
    query = [(key, value) for key, value in parse_qsl(parts.query) if key != _SINCE]
    query.append((_SINCE, str(int(starts[-1].timestamp()))))
    return urlunsplit(parts._replace(query=urlencode(query))), count


def _mark(start: datetime) -> str:
    return start.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _list(value: Any) -> list[Any]:
    """References come as a list, as one object, or as an object with numbers for keys."""
    if isinstance(value, Mapping) and value and all(str(key).isdigit() for key in value):
        return list(value.values())
    return value if isinstance(value, list) else [] if value in (None, False, "") else [value]
