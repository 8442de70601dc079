"""iCalendar: bytes in, occurrences out.

The library parses each event by itself, so that a broken one costs a warning and not the file; the text
of an event is cleaned once and shared by all its occurrences.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from icalendar import Event
from icalendar.prop import vBroken

from domain.sources import Note, Reading, SourceEvent, SourceKind, SourceStatus
from scrapers import naming, text
from scrapers.problems import NotAnAgenda
from scrapers.sources.ical_describe import Describer
from scrapers.sources.ical_lines import LineMender
from scrapers.sources.ical_series import MAX_OCCURRENCES, Budget, Instance, UnsafeRule, instances
from scrapers.sources.ical_text import CalendarText, decoded, take_apart

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
    budget = Budget()
    found: list[SourceEvent] = []
    for group in _series(parsed):
        _align(group)
        described = Describer(calendar, base)
        title = described.title(group[0])
        try:
            occurrences, cut = _occurrences(group, window, budget, title, warnings)
            found.extend(described.event(occurrence) for occurrence in occurrences)
        except Exception:
            # whatever the libraries raise on a foreign series, the others go on
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
    name = naming.calendar(calendar.name)
    return Reading(tuple(found), tuple(warnings), complete=whole, kinds=(SourceKind.ICAL,), name=name)


def _occurrences(
    group: list[Event], window: tuple[date, date], budget: Budget, title: str, warnings: list[Note]
) -> tuple[list[Instance], bool]:
    """What the series gives; when it cannot be followed, at least its own dates without repetition."""
    try:
        return instances(group, window[0], window[1], budget)
    except UnsafeRule:
        note = Note(
            "“{title}” repeats in a way that no agenda does; only its first date is shown.", title=title
        )
    except Exception:  # whatever the libraries raise on a foreign series
        note = Note(
            "The repetition of “{title}” could not be read; only its first date is shown.", title=title
        )
    for event in group:
        for name in ("RRULE", "RDATE", "EXDATE"):
            event.pop(name, None)
    found = instances(group, window[0], window[1], budget)
    warnings.append(note)
    return found


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
    parsed = []
    undated = broken = 0
    for number, body in enumerate(texts):
        try:
            event = Event.from_ical(body)
        except Exception:
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
        parsed.append(cast(Event, event))
    if undated:
        warnings.append(Note("Events without a date, left out: {count}.", count=undated))
    if broken:
        warnings.append(Note("Events that could not be read, left out: {count}.", count=broken))
    return parsed


def _mend_end(event: Any) -> None:
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
                by_start[_moment(event["DTSTART"])] = event
        first, *others = by_start.values()
        yield [first, *overrides]
        for other in others:
            yield [other]


def _align(group: list[Event]) -> None:
    """Give what belongs to a series the form of its first date: a day where that is one, a time where not."""
    whole: Any = next((event for event in group if "RECURRENCE-ID" not in event), None)
    if whole is None or (len(group) == 1 and "RDATE" not in whole):
        return
    start = whole["DTSTART"].dt
    for value in whole.get("RDATE") if isinstance(whole.get("RDATE"), list) else [whole.get("RDATE")]:
        for one in getattr(value, "dts", ()):
            if not isinstance(one.dt, tuple):
                one.dt = _in_form(one.dt, start)
    for event in group:
        if "RECURRENCE-ID" in event:
            mark: Any = event["RECURRENCE-ID"]
            mark.dt = _in_form(mark.dt, start)


def _in_form(moment: datetime | date, start: datetime | date) -> datetime | date:
    if not isinstance(start, datetime):
        return moment.date() if isinstance(moment, datetime) else moment
    return moment if isinstance(moment, datetime) else datetime.combine(moment, start.timetz())


def _version(event: Event) -> int:
    try:
        return int(event.get("SEQUENCE", 0))
    except (TypeError, ValueError):
        return 0


def _raw_title(event: Any) -> str:
    return text.one_line(event.get("SUMMARY"), 80) or "?"
