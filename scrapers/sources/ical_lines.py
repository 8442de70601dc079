"""The lines of an event, mended until a strict library can read every event by itself.

Real files name zones in the words of Outlook's menus, put two TZIDs into one VTIMEZONE and write dates
with dashes. Everything that can be put right on the line is put right here, and what nobody needs
(attendees, alarms, whatever software adds for itself) is left out.
"""

import hashlib
import quopri
import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from scrapers import zones
from scrapers.sources.ical_text import PROPERTY, CalendarText

_ONCE = frozenset(
    ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "UID", "SEQUENCE", "SUMMARY", "LOCATION", "DESCRIPTION")
).union(("STATUS",))
_KEPT = _ONCE.union(
    ("RRULE", "RDATE", "EXDATE", "URL", "CATEGORIES", "ORGANIZER", "ATTACH", "IMAGE"),
    ("X-ALT-DESC", "X-COST", "X-MICROSOFT-CDO-ALLDAYEVENT"),
)
_DATED = frozenset(("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"))
_DATED_LINE = re.compile(r"(;.*)?[:;](\s*\d{4}-?\d\d-?\d\d.*)\Z")
_TZID = re.compile(r';TZID=("[^"]*"|[^;]*)', re.IGNORECASE)
_ALL_DAY = re.compile(r";VALUE=\"?DATE\b(?!-)", re.IGNORECASE)
_STAMP = re.compile(r"(\d{8})(?:T(\d\d)(\d\d)(\d\d)?(?:\.\d+)?\s*(Z|[+-]\d{4})?)?\Z")
_NO_END = "2199"
_EMPTY_PART = re.compile(r"(?:^|;)[A-Z]+=(?=;|\Z)")
_UNTIL = re.compile(r"UNTIL=([^;]*)")


class LineMender:
    """Rewrites the lines of events so that each stands by itself and names zones that exist."""

    def __init__(self, calendar: CalendarText, default: ZoneInfo) -> None:
        own = zones.named(calendar.zone) if calendar.zone else None
        self._own_zone = own if isinstance(own, ZoneInfo) and own.key != "UTC" else None
        self.default = self._own_zone or default
        self.unknown_zones: set[str] = set()
        self._calendar = calendar
        self._resolved: dict[str, tuple[str, tzinfo | None]] = {}

    def mended(self, lines: list[str]) -> str:
        """The event as the text of one component that needs nothing around it."""
        kept = ["BEGIN:VEVENT"]
        seen: set[str] = set()
        timed, zone = True, None
        rules: list[str] = []
        # a series written in UTC follows the clock of the calendar's zone, as Google reads it
        local = self._own_zone if any(line[:6].upper() == "RRULE:" for line in lines) else None
        for line in lines:
            match = PROPERTY.match(line)
            name = match[1].upper() if match else ""
            if name not in _KEPT or (name in _ONCE and name in seen):
                continue
            seen.add(name)
            if name in _DATED:
                mended = self._dated(name, line, local)
                if mended is None:
                    continue
                line, stamp_zone, is_date = mended
                if name == "DTSTART":
                    timed, zone = not is_date, stamp_zone
                kept.append(line)
            elif name == "RRULE":
                rules.extend(filter(str.strip, [line.partition(":")[2]]))
            elif "QUOTED-PRINTABLE" in line[:60].upper():
                kept.append(f"{name}:{_unquoted(line.partition(':')[2])}")
            else:
                kept.append(line)
        kept.extend("RRULE:" + self._rule(rule, timed, zone) for rule in rules)
        kept.append("END:VEVENT")
        return "\n".join(kept)

    def _dated(self, name: str, line: str, local: ZoneInfo | None) -> tuple[str, tzinfo | None, bool] | None:
        match = _DATED_LINE.match(line, len(name))
        if not match:
            return None
        params = match[1] or ""
        tzid_match = _TZID.search(params)
        label, zone = self._zone(tzid_match[1] if tzid_match else None)
        values, is_date, is_utc = [], False, False
        all_day = _ALL_DAY.search(params) is not None
        for value in match[2].split(","):
            stamps = [_stamp(part) for part in value.strip().split("/")]
            first = stamps[0]
            if first is None:
                continue
            if all_day and first.rstrip("Z").endswith("T000000"):
                first = first[:8]
                stamps = [first]
            is_date, is_utc = "T" not in first, first.endswith("Z")
            if isinstance(zone, tzinfo) and not label and not is_date and not is_utc:
                # a bare offset: no library knows such a zone by name, so the time is written in UTC
                stamps = [s and _in_utc(s, zone) for s in stamps]
                is_utc = True
            values.append("/".join(s for s in stamps if s))
        if not values:
            return None
        if is_utc and local and name in ("DTSTART", "DTEND"):
            values, is_utc, label, zone = [_local(values[0], local)], False, local.key, local
        extra = ";VALUE=PERIOD" if "/" in values[0] else ";VALUE=DATE" if is_date else ""
        if name == "RECURRENCE-ID" and "THISANDFUTURE" in params.upper():
            extra += ";RANGE=THISANDFUTURE"
        if label and not is_date and not is_utc:
            extra += f";TZID={label}"
        return f"{name}{extra}:{','.join(values)}", (UTC if is_utc else zone), is_date

    def _zone(self, tzid: str | None) -> tuple[str, tzinfo | None]:
        """The name to write, and the zone to calculate with; no name when only the offset is known."""
        if tzid is None:
            return self.default.key, self.default
        tzid = tzid.strip().strip('"')
        if tzid not in self._resolved:
            self._resolved[tzid] = self._resolve(tzid)
        return self._resolved[tzid]

    def _resolve(self, tzid: str) -> tuple[str, tzinfo | None]:
        lines = self._calendar.timezones.get(tzid)
        zone = zones.named(tzid)
        if isinstance(zone, ZoneInfo) and not (lines and tzid.startswith("(")):
            return zone.key, zone
        if lines:
            if location := next((x[15:] for x in lines if x.upper().startswith("X-LIC-LOCATION:")), None):
                place = zones.named(location)
                if isinstance(place, ZoneInfo):
                    return place.key, place
            if any(line.upper().startswith("TZOFFSETTO") for line in lines):
                label = self._own(lines)
                if label:
                    return label, None
        if zone is not None:
            return (zone.key, zone) if isinstance(zone, ZoneInfo) else ("", zone)
        self.unknown_zones.add(tzid)
        return self.default.key, self.default

    def _own(self, lines: list[str]) -> str | None:
        """A zone the file defines itself, under a name of its own; None when it cannot be used.

        The library remembers zones by name for as long as the process lives, and one file's zone must not
        reach another file.
        """
        label = "file-" + hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
        body = "\n".join([f"TZID:{label}", *lines])
        try:
            Calendar.from_ical(f"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\n{body}\nEND:VTIMEZONE\nEND:VCALENDAR")
            probe: Any = Event.from_ical(f"BEGIN:VEVENT\nDTSTART;TZID={label}:20260101T000000\nEND:VEVENT")
            return label if probe["DTSTART"].dt.utcoffset() is not None else None
        except Exception:  # whatever the library raises on a foreign zone, it counts as unknown
            return None

    def _rule(self, rule: str, timed: bool, zone: tzinfo | None) -> str:
        rule = _EMPTY_PART.sub("", rule.replace(" ", "").upper()).strip(";")
        match = _UNTIL.search(rule)
        stamp = _stamp(match[1]) if match else None
        if not match or stamp is None:
            return rule
        if stamp[:4] > _NO_END:
            # the end of time, as some write that there is none
            return rule[: match.start()].rstrip(";") + rule[match.end() :]
        if not timed:
            until = stamp[:8]
        elif stamp.endswith("Z"):
            until = stamp
        else:
            # a date means through that day; both are local to the start
            local = stamp if "T" in stamp else stamp + "T235959"
            until = _in_utc(local, zone) if zone is not None else local + "Z"
        return f"{rule[: match.start()]}UNTIL={until}{rule[match.end() :]}"


def _stamp(value: str) -> str | None:
    """`20240131`, `20240131T200000` or the same with `Z`, from the forms that occur; durations stay."""
    value = value.strip().upper()
    if value[:1] == "P" or value[:2] in ("+P", "-P"):
        return value
    match = _STAMP.match(value.replace("-", "", 2).replace(":", "") if value[4:5] == "-" else value)
    if not match:
        return None
    if match[2] is None:
        return match[1]
    if match[2] == "24":
        return _next_day(match[1])
    stamp = f"{match[1]}T{match[2]}{match[3]}{match[4] or '00'}"
    if match[5] and match[5] != "Z":
        offset = zones.named(match[5])
        return _in_utc(stamp, offset) if offset else stamp
    return stamp + (match[5] or "")


def _next_day(day: str) -> str | None:
    """Midnight at the end of a day, which some write as its 24:00."""
    try:
        return f"{date.fromisoformat(day) + timedelta(days=1):%Y%m%d}T000000"
    except (ValueError, OverflowError):
        return None


def _in_utc(stamp: str, zone: tzinfo) -> str:
    if "T" not in stamp or stamp.endswith("Z"):
        return stamp
    try:
        local = datetime.strptime(stamp, "%Y%m%dT%H%M%S").replace(tzinfo=zone)
        return f"{local.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    except (ValueError, OverflowError):
        return stamp + "Z"


def _local(stamp: str, zone: ZoneInfo) -> str:
    moment = datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return f"{moment.astimezone(zone):%Y%m%dT%H%M%S}"


def _unquoted(value: str) -> str:
    text = quopri.decodestring(value.encode()).decode("utf-8", "replace")
    return text.replace("\\", "\\\\").replace("\r\n", "\\n").replace("\n", "\\n")
