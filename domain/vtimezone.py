"""A time zone as calendars need it (RFC 5545, 3.6.5): rules that repeat every year where it has them.

What `icalendar` writes lists every change as an RDATE with many dates, of which ical.js and so Thunderbird
read the first only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Change:
    """`at`: the local time at which the clock is changed, as it shows before that."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    daylight: bool

    @property
    def kind(self) -> tuple[object, ...]:
        return (
            self.before,
            self.after,
            self.name,
            self.daylight,
            self.at.month,
            self.at.weekday(),
            self.at.time(),
        )

    def ordinals(self) -> set[int]:
        """The second Sunday of the month, or the last."""
        is_last = (self.at + timedelta(days=7)).month != self.at.month
        return {(self.at.day - 1) // 7 + 1} | ({-1} if is_last else set())


@lru_cache(64)
def vtimezone(zone: ZoneInfo, first: int, last: int) -> bytes:
    """Right for everything from the year `first` to the end of `last`."""
    offset, name, daylight = _state(datetime(first, 1, 1, tzinfo=UTC), zone)
    beginning = _Change(datetime.fromisoformat(f"{first:04}-01-01"), offset, offset, name, daylight)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone.key}", *_observance(beginning)]
    changes = list(_changes(zone, first, last))
    kinds: dict[tuple[object, ...], list[_Change]] = {}
    for change in changes:
        kinds.setdefault(change.kind, []).append(change)
    for same in kinds.values():
        years = [change.at.year for change in same]
        common = set.intersection(*(change.ordinals() for change in same))
        if common and len(years) > 2 and years == list(range(first, last + 1)):
            one = same[0]
            rule = f"RRULE:FREQ=YEARLY;BYMONTH={one.at.month};BYDAY={min(common)}{_DAYS[one.at.weekday()]}"
            lines += _observance(one, rule)
        else:
            for one in same:
                lines += _observance(one)
    lines.append("END:VTIMEZONE")
    return "".join(f"{line}\r\n" for line in lines).encode()


def _changes(zone: ZoneInfo, first: int, last: int) -> Iterator[_Change]:
    moment = datetime(first, 1, 1, tzinfo=UTC)
    end = datetime(last + 1, 1, 1, tzinfo=UTC)
    while moment < end:
        later = moment + timedelta(days=1)
        if _state(moment, zone) != _state(later, zone):
            low, high = 0, 24 * 60
            while high - low > 1:
                middle = (low + high) // 2
                same = _state(moment + timedelta(minutes=middle), zone) == _state(moment, zone)
                low, high = (middle, high) if same else (low, middle)
            changed = moment + timedelta(minutes=high)
            before, (after, name, daylight) = _state(moment, zone)[0], _state(changed, zone)
            yield _Change((changed + before).replace(tzinfo=None), before, after, name, daylight)
        moment = later


def _state(moment: datetime, zone: ZoneInfo) -> tuple[timedelta, str, bool]:
    local = moment.astimezone(zone)
    return local.utcoffset() or timedelta(), local.tzname() or zone.key, bool(local.dst())


def _observance(change: _Change, rule: str = "") -> list[str]:
    kind = "DAYLIGHT" if change.daylight else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{change.at:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_offset(change.before)}",
        f"TZOFFSETTO:{_offset(change.after)}",
        f"TZNAME:{change.name}",
        *([rule] if rule else []),
        f"END:{kind}",
    ]


def _offset(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
