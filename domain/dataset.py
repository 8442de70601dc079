"""What happens, as an open dataset for research: one row an event, nobody's name, nothing of Discord.

An event that several agendas listed stands in it once. What was typed freely (descriptions, reasons, who
entered it) is left out; a place is named only when it is a venue that the community knows.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from domain.agenda import Listed, first_day, last_day
from domain.events import Happening

FIELDS: Final = (
    "id",
    "title",
    "themes",
    "starts",
    "ends",
    "time_known",
    "first_day",
    "last_day",
    "weekday",
    "venue",
    "language",
    "status",
    "origin",
    "agendas",
    "known_since",
)
"""The columns, in their order. `starts` and `ends` are local times with their offset (ISO 8601), `themes` are
keys, `weekday` is 1 for Monday, `origin` is people, agendas or both, `agendas` how many list it,
`known_since` the day on which it was entered or found."""

Row = dict[str, str | int | bool | list[str] | None]

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def row(listed: Listed, zone: ZoneInfo) -> Row:
    event, details = listed.event, listed.event.details
    first = first_day(event, zone)
    return {
        "id": event.id,
        "title": details.title,
        "themes": list(details.themes),
        "starts": details.starts.astimezone(zone).isoformat(),
        "ends": details.ends.astimezone(zone).isoformat() if details.ends is not None else None,
        "time_known": details.time_known,
        "first_day": first.isoformat(),
        "last_day": last_day(event, zone).isoformat(),
        "weekday": first.isoweekday(),
        "venue": listed.venue or None,
        "language": details.language.value if details.language is not None else None,
        "status": event.happening.value,
        "origin": _origin(listed),
        "agendas": len(listed.sources),
        "known_since": event.created_at.astimezone(zone).date().isoformat(),
    }


def _origin(listed: Listed) -> str:
    people, agendas = listed.event.submitter is not None, bool(listed.sources)
    return "both" if people and agendas else "agendas" if agendas else "people"


def as_csv(rows: Iterable[Row]) -> Iterator[str]:
    """Line by line (RFC 4180), beginning with the names of the columns. A text that a spreadsheet would run
    as a formula gets an apostrophe in front."""
    yield _line(FIELDS)
    for one in rows:
        yield _line(_cell(one[name]) for name in FIELDS)


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = " ".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def per_month(
    listed: Iterable[Listed], months: Iterable[date], zone: ZoneInfo
) -> Mapping[str, Mapping[date, int]]:
    """How many events of each theme begin in each month (given by its first day); cancelled ones are left
    out, one of several themes counts for each of them."""
    wanted = list(months)
    counts: dict[str, dict[date, int]] = {}
    for one in listed:
        month = first_day(one.event, zone).replace(day=1)
        if one.event.happening is Happening.CANCELLED or month not in wanted:
            continue
        for theme in one.event.details.themes:
            counts.setdefault(theme, dict.fromkeys(wanted, 0))[month] += 1
    return counts


def months_around(today: date, *, before: int, after: int) -> list[date]:
    """The first days of this month, of so many before it and so many after it."""
    this = today.year * 12 + today.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(this - before, this + after + 1)]
