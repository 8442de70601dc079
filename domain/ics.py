"""Events as iCalendar (RFC 5545, 7986) that any calendar can add, subscribe to, and later bring up to date.

Written out here and not through `icalendar`, which takes a hundred times as long for a season's agenda; the
tests hold every property against what that library makes of the same event.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2s
from typing import Final
from zoneinfo import ZoneInfo

from domain.events import Event, Happening
from domain.vtimezone import vtimezone

_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE: Final = 75  # octets, RFC 5545, 3.1

_STATUS: Final = {Happening.CANCELLED: "CANCELLED", Happening.POSTPONED: "TENTATIVE"}
"""What is postponed stands there without being certain (RFC 5545, 3.8.1.11)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a calendar tells of itself. `source` is where it can be read again, `page` where it is read."""

    name: str
    description: str = ""
    source: str = ""
    page: str = ""
    modified: datetime | None = None
    refresh: timedelta = timedelta(hours=1)


def uid_of(event: Event) -> str:
    """The same for ever, so that an update meets the entry that is already in somebody's calendar. Of the
    community's id it only shows a digest."""
    return _uid("event", event.id, event.community)


def uid_of_meeting(meeting_id: int, community: int) -> str:
    """The same for a meeting that is in no agenda; one that is has the UID of its event."""
    return _uid("meeting", meeting_id, community)


def _uid(what: str, number: int, community: int) -> str:
    return f"{what}-{number}@{blake2s(str(community).encode(), digest_size=5).hexdigest()}.de-sektor"


def calendar_file(event: Event, *, zone: ZoneInfo, now: datetime, uid: str = "") -> bytes:
    """One VEVENT with its VTIMEZONE; `uid` where it is not an event of the agenda."""
    details = event.details
    one = entry(
        event,
        zone=zone,
        now=now,
        place=details.place,
        description=details.description,
        url=details.link,
        uid=uid,
    )
    return calendar([one], [event], zone=zone)


def entry(
    event: Event,
    *,
    zone: ZoneInfo,
    now: datetime,
    place: str = "",
    description: str = "",
    url: str = "",
    categories: Sequence[str] = (),
    uid: str = "",
) -> bytes:
    """One VEVENT. `now` is its DTSTAMP; with the moment of the last change, the same is the same bytes."""
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid or uid_of(event)}",
        f"DTSTAMP:{_utc(now)}",
        f"CREATED:{_utc(event.created_at)}",
        f"LAST-MODIFIED:{_utc(event.updated_at)}",
        f"SEQUENCE:{event.sequence}",
        f"SUMMARY:{_text(event.details.title)}",
        *_when(event, zone),
    ]
    if place:
        lines.append(f"LOCATION:{_text(place)}")
    if description:
        lines.append(f"DESCRIPTION:{_text(description)}")
    if url:
        lines.append(f"URL:{_CONTROL.sub('', url)}")
    if categories:
        lines.append("CATEGORIES:" + ",".join(_text(category) for category in categories))
    lines += [f"STATUS:{_STATUS.get(event.happening, 'CONFIRMED')}", "END:VEVENT"]
    return b"".join(map(_folded, lines))


def calendar(
    entries: Iterable[bytes], events: Sequence[Event], *, zone: ZoneInfo, about: About | None = None
) -> bytes:
    """The whole file: `entries` as `entry` made them of `events`, with the VTIMEZONE that they need."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//De Sektor//agenda//NL", "METHOD:PUBLISH"]
    if about is not None:
        name, every = _text(about.name), f"PT{int(about.refresh.total_seconds() // 60)}M"
        head += [
            f"NAME:{name}",
            f"X-WR-CALNAME:{name}",
            f"REFRESH-INTERVAL;VALUE=DURATION:{every}",
            f"X-PUBLISHED-TTL:{every}",
        ]
        if about.description:
            head += [f"{key}:{_text(about.description)}" for key in ("DESCRIPTION", "X-WR-CALDESC")]
        if about.source:
            head.append(f"SOURCE;VALUE=URI:{about.source}")
        if about.page:
            head.append(f"URL:{about.page}")
        if about.modified is not None:
            head.append(f"LAST-MODIFIED:{_utc(about.modified)}")
    timed = [one.details for one in events if one.details.time_known]
    first = min((one.starts.year for one in timed), default=0)
    last = max(((one.ends or one.starts).year for one in timed), default=0)
    clock = vtimezone(zone, max(2, first - 1), min(9990, last + 2)) if timed else b""
    return b"".join((*map(_folded, head), clock, *entries, b"END:VCALENDAR\r\n"))


def _when(event: Event, zone: ZoneInfo) -> list[str]:
    details = event.details
    starts = details.starts.astimezone(zone)
    ends = details.ends.astimezone(zone) if details.ends and details.ends > details.starts else None
    if not details.time_known:
        days = [f"DTSTART;VALUE=DATE:{starts:%Y%m%d}"]
        if ends is not None and ends.date() > starts.date():
            days.append(f"DTEND;VALUE=DATE:{ends:%Y%m%d}")
        return days
    if _comes_twice(starts) or (ends is not None and _comes_twice(ends)):
        # such a local time means the first (RFC 5545, 3.3.5), for some clients the second: UTC is one moment
        return [f"DTSTART:{_utc(starts)}", *([f"DTEND:{_utc(ends)}"] if ends is not None else [])]
    times = [f"DTSTART;TZID={zone.key}:{starts:%Y%m%dT%H%M%S}"]
    if ends is not None:
        times.append(f"DTEND;TZID={zone.key}:{ends:%Y%m%dT%H%M%S}")
    return times


def _comes_twice(local: datetime) -> bool:
    return local.replace(fold=0).astimezone(UTC) < local.replace(fold=1).astimezone(UTC)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    return _CONTROL.sub("", text).translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """At most 75 octets a line, never broken within a character."""
    octets = line.encode("utf-8", "replace")
    if len(octets) <= _LINE:
        return octets + b"\r\n"
    parts = []
    room = _LINE
    while octets:
        cut = min(room, len(octets))
        while cut < len(octets) and octets[cut] & 0xC0 == 0x80:
            cut -= 1
        parts.append(octets[:cut])
        octets = octets[cut:]
        room = _LINE - 1  # the space that goes before what follows
    return b"\r\n ".join(parts) + b"\r\n"
