"""An event as an iCalendar file (RFC 5545) that any calendar can add, and later bring up to date."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar import Event as Entry

from domain.events import Event, Happening


def uid_of(event: Event) -> str:
    """The same for ever, so that an update meets the entry that is already in somebody's calendar."""
    return f"event-{event.id}@{event.community}.de-sektor"


def calendar_file(event: Event, *, zone: ZoneInfo, now: datetime) -> bytes:
    """One VEVENT with its VTIMEZONE."""
    details = event.details
    entry = Entry()
    entry.add("uid", uid_of(event))
    entry.add("dtstamp", now)
    entry.add("created", event.created_at)
    entry.add("last-modified", event.updated_at)
    entry.add("sequence", event.sequence)
    entry.add("summary", details.title)
    starts = details.starts.astimezone(zone)
    ends = details.ends.astimezone(zone) if details.ends else None
    if details.time_known:
        if starts.fold or (ends is not None and ends.fold):
            # local time comes twice then and means the first (RFC 5545, 3.3.5): the second is said in UTC
            starts, ends = details.starts.astimezone(UTC), ends and ends.astimezone(UTC)
        entry.add("dtstart", starts)
        if ends is not None:
            entry.add("dtend", ends)
    else:
        entry.add("dtstart", starts.date())
        if ends is not None:
            entry.add("dtend", ends.date())
    if details.place:
        entry.add("location", details.place)
    if details.description:
        entry.add("description", details.description)
    if details.link:
        entry.add("url", details.link)
    entry.add("status", "CANCELLED" if event.happening is Happening.CANCELLED else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//De Sektor//agenda//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(entry)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
