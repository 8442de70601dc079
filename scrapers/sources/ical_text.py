"""An iCalendar file taken apart into events, however badly its lines are folded and its blocks closed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

PROPERTY = re.compile(r"([A-Za-z0-9-]+)[;:]")
_EMPTY_LINES = re.compile(rb"\n(?:[ \t]*\n)+")
_INDENTED = re.compile(rb"\s*?([ \t]+)(BEGIN:VCALENDAR)", re.IGNORECASE)
_TEXTS = ("SUMMARY", "DESCRIPTI", "LOCATION", "X-ALT-DES", "COMMENT", "CATEGORIE")
_MAX_LINES, _MAX_EVENTS = 400_000, 10_000


@dataclass(slots=True)
class CalendarText:
    """One file taken apart: what stands above the events, and the kept lines of each event."""

    name: str | None = None
    method: str | None = None
    zone: str | None = None
    timezones: dict[str, list[str]] = field(default_factory=dict)
    events: list[list[str]] = field(default_factory=list)
    calendars: int = 0
    cut_off: bool = False
    too_many: bool = False


def decoded(data: bytes) -> str:
    """The file's text, unfolded before it is decoded since some fold inside a character."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if indent := _INDENTED.match(data):
        # pasted into something that indents: what is left of it are the folds
        data = data.replace(b"\n" + indent[1], b"\n")[indent.start(2) :]
    data = _EMPTY_LINES.sub(b"\n", data).replace(b"\n ", b"").replace(b"\n\t", b"").replace(b"\x00", b"")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def take_apart(text: str) -> CalendarText:
    """Sort the lines by the component they belong to; nothing is interpreted yet."""
    calendar = CalendarText()
    event: list[str] | None = None
    timezone: list[str] | None = None
    inner: list[str] = []
    for line in _logical_lines(text):
        start = line[:6].upper()
        if start == "BEGIN:":
            what = line[6:].strip().upper()
            if what == "VCALENDAR":
                _keep(calendar, event)
                calendar.calendars += 1
                event, timezone, inner, calendar.method = None, None, [], None
            elif what == "VEVENT":
                # a missing END:VEVENT: the event before this one is still whole
                _keep(calendar, event)
                event, timezone, inner = [], None, []
            elif what == "VTIMEZONE" and event is None:
                timezone, inner = [], []
            elif timezone is not None and what in ("STANDARD", "DAYLIGHT"):
                timezone.append(line)
            else:
                inner.append(what)
        elif start.startswith("END:"):
            what = line[4:].strip().upper()
            if inner and what not in ("VEVENT", "VCALENDAR"):
                inner.pop()
            elif what in ("VEVENT", "VCALENDAR"):
                _keep(calendar, event)
                event, inner = None, []
            elif what == "VTIMEZONE":
                _file_timezone(calendar, timezone)
                timezone = None
            elif timezone is not None:
                timezone.append(line)
        elif inner:
            continue
        elif timezone is not None:
            timezone.append(line)
        elif event is not None:
            event.append(line)
        else:
            _heading(calendar, line)
    calendar.cut_off = event is not None
    return calendar


def _keep(calendar: CalendarText, event: list[str] | None) -> None:
    if event is None:
        return
    if len(calendar.events) >= _MAX_EVENTS:
        calendar.too_many = True
        return
    if calendar.method == "CANCEL":
        event.insert(0, "STATUS:CANCELLED")
    calendar.events.append(event)


def _logical_lines(text: str) -> Iterator[str]:
    """Lines as properties; a line that is none continues the text above it (folded without a space)."""
    held: list[str] = []
    for count, line in enumerate(text.split("\n")):
        if count > _MAX_LINES:
            break
        if not line or line.isspace():
            continue
        if held and held[-1][-1:] == "=" and "QUOTED-PRINTABLE" in held[0][:80].upper():
            held[-1] = held[-1][:-1] + line
            continue
        if PROPERTY.match(line):
            if held:
                yield "\\n".join(held)
            held = [line]
        elif held and held[0][:9].upper().startswith(_TEXTS):
            held.append(line)
    if held:
        yield "\\n".join(held)


def _heading(calendar: CalendarText, line: str) -> None:
    name, _, value = line.partition(":")
    name = name.partition(";")[0].upper()
    value = value.strip()
    if name in ("X-WR-CALNAME", "NAME") and calendar.name is None:
        calendar.name = value
    elif name == "METHOD":
        calendar.method = value.upper()
    elif name == "X-WR-TIMEZONE" and calendar.zone is None:
        calendar.zone = value


def _file_timezone(calendar: CalendarText, lines: list[str] | None) -> None:
    """Split a VTIMEZONE that holds several TZIDs, so that each has the rules that follow its name."""
    found: list[tuple[str, list[str]]] = []
    for line in lines or ():
        if line[:5].upper() in ("TZID:", "TZID;"):
            name = line.partition(":")[2].strip().strip('"')
            found.append((name, calendar.timezones.setdefault(name, [])))
        elif found and not (
            line[:6].upper() == "RRULE:" and ("," in line or "FREQ=YEARLY" not in line.upper())
        ):
            # a zone changes on one day a year; any other rule is only a way to keep a reader busy
            found[-1][1].append(line)
    for (_, own), (_, following) in zip(found[-2::-1], found[:0:-1], strict=True):
        # names that stand together share the rules below them
        if not own:
            own.extend(following)
