"""iCalendar: bytes in, occurrences out.

The library parses each event by itself, so that a broken one costs a warning and not the file; the text
of an event is cleaned once and shared by all its occurrences.
"""

import contextlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from icalendar.prop import vBroken

from domain.sources import NOWHERE, Note, Reading, SourceEvent, SourceKind, SourcePlace, SourceStatus
from scrapers import status, text, zones
from scrapers.problems import NotAnAgenda
from scrapers.sources.ical_lines import CalendarText, LineMender, decoded, take_apart
from scrapers.sources.ical_series import MAX_OCCURRENCES, Budget, Instance, UnsafeRule, instances

_DAY = timedelta(days=1)
_STATUS = {"CANCELLED": SourceStatus.CANCELLED, "CANCELED": SourceStatus.CANCELLED}
_MAX_IN_FILE = 20_000


def parse(data: bytes, *, window: tuple[date, date], zone: ZoneInfo, base: str | None = None) -> Reading:
    """The occurrences that touch the days of `window`, both included, sorted as the file has them.

    `zone` is for times that name none. Raises `NotAnAgenda` when the bytes are no calendar.
    """
    calendar = take_apart(decoded(data))
    if not calendar.calendars and not calendar.events:
        raise NotAnAgenda("This is not an iCalendar file: it does not contain BEGIN:VCALENDAR.")
    mender = LineMender(calendar, zone)
    warnings: list[Note] = []
    parsed = _parsed(calendar, mender, warnings)
    budget, found = Budget(), []
    for group in _series(parsed):
        described = _Describer(calendar, base)
        title = described.title(group[0])
        try:
            occurrences, cut = instances(group, window[0], window[1], budget)
            found.extend(described.event(occurrence) for occurrence in occurrences)
        except UnsafeRule:
            warnings.append(
                Note("“{title}” repeats more often than an agenda does, so it was left out.", title=title)
            )
            continue
        except Exception:  # noqa: BLE001 - whatever the libraries raise on a foreign series, the others go on
            warnings.append(Note("“{title}” could not be read and was left out.", title=title))
            continue
        if cut:
            warnings.append(
                Note(
                    "“{title}” goes on for very long; its first {count} dates were read.",
                    title=title,
                    count=MAX_OCCURRENCES,
                )
            )
        if len(found) > _MAX_IN_FILE:
            warnings.append(
                Note("This calendar holds very many dates; the first {count} were read.", count=_MAX_IN_FILE)
            )
            del found[_MAX_IN_FILE:]
            break
    warnings.extend(_about(calendar, mender))
    whole = not (calendar.cut_off or calendar.too_many)
    return Reading(tuple(found), tuple(warnings), complete=whole, kinds=(SourceKind.ICAL,))


def _about(calendar: CalendarText, mender: LineMender) -> Iterator[Note]:
    for name in sorted(mender.unknown_zones)[:5]:
        yield Note(
            "The time zone “{name}” is unknown; its times were read as {zone}.",
            name=text.one_line(name, 80) or "?",
            zone=mender.default.key,
        )
    if calendar.cut_off:
        yield Note("The file ends in the middle of an event; what came before it was read.")
    if calendar.too_many:
        yield Note("This file holds more events than can be read at once; the first ones were read.")
    if not calendar.events and not calendar.cut_off:
        yield Note("The calendar is empty.")


def _parsed(calendar: CalendarText, mender: LineMender, warnings: list[Note]) -> list[Event]:
    texts = [mender.mended(lines) for lines in calendar.events]
    for body in mender.used_timezones.values():
        # the library remembers the zones of a calendar it has read; one it cannot read counts as unknown
        with contextlib.suppress(Exception):
            Calendar.from_ical(f"BEGIN:VCALENDAR\n{body}\nEND:VCALENDAR")
    parsed = []
    undated = broken = 0
    for number, body in enumerate(texts):
        try:
            event = Event.from_ical(body)
            if not isinstance(event, Event):
                raise TypeError(type(event))
        except Exception:  # noqa: BLE001 - whatever the library raises on a foreign event, the others go on
            broken += 1
            continue
        if _moment(event.get("DTSTART")) is None:
            undated += 1
            continue
        if "UID" not in event:
            event["UID"] = f"\x00{number}"
        _mend_end(event)
        for name in ("RRULE", "RDATE", "EXDATE", "SEQUENCE", "RECURRENCE-ID"):
            if _is_broken(event.get(name)):
                del event[name]
                if name == "RRULE":
                    warnings.append(
                        Note(
                            "The repetition of “{title}” could not be read; only its first date is shown.",
                            title=_raw_title(event),
                        )
                    )
        parsed.append(event)
    if undated:
        warnings.append(Note("{count} events without a date were left out.", count=undated))
    if broken:
        warnings.append(Note("{count} events could not be read and were left out.", count=broken))
    return parsed


def _mend_end(event: Event) -> None:
    """An end that is broken, before the start, or a date where the start is a time goes or is aligned."""
    start = event["DTSTART"].dt
    end = _moment(event.get("DTEND"))
    if end is not None and isinstance(end, datetime) != isinstance(start, datetime):
        end = (
            end.date()
            if isinstance(end, datetime)
            else datetime(end.year, end.month, end.day, tzinfo=start.tzinfo)
        )
        event["DTEND"].dt = end
    if "DTEND" in event and (end is None or end < start):
        del event["DTEND"]
    duration = _moment(event.get("DURATION"))
    if "DURATION" in event and (
        "DTEND" in event
        or not isinstance(duration, timedelta)
        or duration < timedelta()
        or (not isinstance(start, datetime) and duration % _DAY)
    ):
        del event["DURATION"]


def _moment(value: Any) -> Any:
    """A date or duration; None for the stand-in that the library makes of a value it cannot read."""
    return None if value is None or _is_broken(value) else value.dt


def _is_broken(value: Any) -> bool:
    return isinstance(value, vBroken)


def _series(events: list[Event]) -> Iterator[list[Event]]:
    """Events of one UID belong together: a master and what overrides it.

    Several masters under one UID are versions of each other when their SEQUENCE differs or they
    start together (the newest counts); otherwise a generator used one UID for all, and each is its own.
    """
    by_uid: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_uid[str(event["UID"])].append(event)
    for group in by_uid.values():
        masters = [event for event in group if "RECURRENCE-ID" not in event]
        if len(masters) < 2:
            yield group
            continue
        overrides = [event for event in group if "RECURRENCE-ID" in event]
        newest = max(_version(event) for event in masters)
        by_start: dict[Any, Event] = {}
        for event in masters:
            if _version(event) == newest:
                by_start[event["DTSTART"].dt] = event
        first, *others = by_start.values()
        yield [first, *overrides]
        for other in others:
            yield [other]


def _version(event: Event) -> int:
    try:
        return int(event.get("SEQUENCE", 0))
    except (TypeError, ValueError):
        return 0


def _raw_title(event: Event) -> str:
    return text.one_line(event.get("SUMMARY"), 80) or "?"


def _texts(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value] if value is not None else []:
        yield from (str(part) for part in getattr(item, "cats", [item]))


class _Describer:
    """What is said once about an event and holds for each of its occurrences."""

    def __init__(self, calendar: CalendarText, base: str | None) -> None:
        self._calendar = calendar
        self._base = base
        self._known: dict[int, Callable[..., SourceEvent]] = {}

    def title(self, event: Event) -> str:
        return (
            text.one_line(event.get("SUMMARY"), text.TITLE)
            or text.one_line((text.paragraphs(event.get("DESCRIPTION")) or "").partition("\n")[0], text.TITLE)
            or text.one_line(event.get("LOCATION"), text.TITLE)
            or text.one_line(self._calendar.name, text.TITLE)
            or "…"
        )

    def event(self, instance: Instance) -> SourceEvent:
        component = instance.component
        make = self._known.get(id(component))
        if make is None:
            make = self._known[id(component)] = self._described(component)
        start, end = instance.start, instance.end
        if isinstance(start, datetime):
            if end == start and "DTEND" not in component:
                return make(start=start, end=None, recurrence_id=_mark(instance.recurrence_id))
            if _is_whole_days(component, start, end):
                start, end = start.date(), end.date() if isinstance(end, datetime) else end
        if not isinstance(start, datetime):
            end = max(end, start + _DAY)
        return make(start=start, end=end, recurrence_id=_mark(instance.recurrence_id))

    def _described(self, component: Event) -> Callable[..., SourceEvent]:
        description = text.paragraphs(component.get("DESCRIPTION")) or text.paragraphs(
            component.get("X-ALT-DESC")
        )
        announced, title = status.from_title(self.title(component))
        said = _STATUS.get(str(component.get("STATUS", "")).strip().upper())
        if self._calendar.method == "CANCEL":
            said = SourceStatus.CANCELLED
        uid = str(component["UID"])
        shared = {
            "title": title,
            "status": said or announced or status.from_text(description) or SourceStatus.SCHEDULED,
            "location": _place(component.get("LOCATION")),
            "url": next(filter(None, (text.link(u, self._base) for u in _texts(component.get("URL")))), None),
            "description": description,
            "image": _image(component, self._base),
            "price": next(
                filter(None, (text.one_line(c, 100) for c in _texts(component.get("X-COST")))), None
            ),
            "organizer": _organizer(component.get("ORGANIZER")),
            "external_id": None if uid.startswith("\x00") else text.one_line(uid, 500),
            "categories": _categories(component.get("CATEGORIES")),
        }
        return lambda start, end, recurrence_id: SourceEvent(
            start=start,
            end=end,
            recurrence_id=recurrence_id,
            all_day=not isinstance(start, datetime),
            timezone=zones.zone_name(start.tzinfo) if isinstance(start, datetime) else None,
            source_kind=SourceKind.ICAL,
            **shared,
        )


def _is_whole_days(component: Event, start: datetime, end: datetime | date) -> bool:
    """Outlook marks whole days apart from their times, which run from midnight to midnight."""
    flag = str(component.get("X-MICROSOFT-CDO-ALLDAYEVENT", "")).upper()
    return (
        flag == "TRUE"
        and isinstance(end, datetime)
        and end > start
        and not any((start.hour, start.minute, end.hour, end.minute))
    )


def _mark(recurrence_id: datetime | date | None) -> str | None:
    if isinstance(recurrence_id, datetime):
        utc = recurrence_id.astimezone(zones.UTC) if recurrence_id.tzinfo else recurrence_id
        return utc.isoformat().replace("+00:00", "Z")
    return recurrence_id.isoformat() if recurrence_id else None


def _place(value: Any) -> SourcePlace:
    lines = ", ".join(
        line.strip(" ,") for one in _texts(value) for line in (text.paragraphs(one, 600) or "").split("\n")
    )
    name = text.one_line(lines)
    return SourcePlace(name=name) if name else NOWHERE


def _image(component: Event, base: str | None) -> str | None:
    for name in ("IMAGE", "ATTACH"):
        value = component.get(name)
        for item in value if isinstance(value, list) else [value] if value is not None else []:
            kind = str(getattr(item, "params", {}).get("FMTTYPE", "image/" if name == "IMAGE" else ""))
            if kind.lower().startswith("image/") and (found := text.link(str(item), base)):
                return found
    return None


def _organizer(value: Any) -> str | None:
    first = value[0] if isinstance(value, list) and value else value
    if first is None:
        return None
    # the address itself is a person's, so only the name is shown
    return text.one_line(getattr(first, "params", {}).get("CN"), 200)


def _categories(value: Any) -> tuple[str, ...]:
    names = (text.one_line(name, 60) for name in _texts(value))
    return tuple(dict.fromkeys(name for name in names if name))[:20]
