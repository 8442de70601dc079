"""By when the desk answers, and when it keeps quiet."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from domain.desk.keeping import LONGEST_KEPT, SHORTEST_KEPT
from domain.free_days import FreeDays
from domain.refusal import Refusal

LONGEST_TERM: Final = 30
_LAST_MOMENT: Final = time(23, 59)


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """`term`: working days within which an asker hears. From `quiet_from` until `quiet_until` (local time;
    both the same: never) the desk writes to nobody by itself. `keep`: days after its closing that the words
    of a question are kept."""

    term: int = 3
    quiet_from: time = time(22)
    quiet_until: time = time(8)
    keep: int = 365

    def checked(self) -> "DeskSettings":
        if not 1 <= self.term <= LONGEST_TERM:
            raise Refusal("The answer term is from 1 to {most} working days.", most=LONGEST_TERM)
        if not SHORTEST_KEPT <= self.keep <= LONGEST_KEPT:
            raise Refusal(
                "What was said is kept for {least} to {most} days after closing.",
                least=SHORTEST_KEPT,
                most=LONGEST_KEPT,
            )
        return self


def is_working_day(day: date, free: FreeDays) -> bool:
    """Neither in a weekend nor on a public holiday."""
    return day.weekday() < 5 and free.public(day) is None


def working_days_after(day: date, count: int, free: FreeDays) -> date:
    """The `count`-th working day after `day`, which does not count itself."""
    while count > 0:
        day += timedelta(days=1)
        if is_working_day(day, free):
            count -= 1
    return day


def due_after(moment: datetime, days: int, zone: ZoneInfo, free: FreeDays) -> datetime:
    """The last minute of the day by which who asks now hears."""
    day = working_days_after(moment.astimezone(zone).date(), days, free)
    return datetime.combine(day, _LAST_MOMENT, zone).astimezone(UTC)


def aloud(moment: datetime, settings: DeskSettings, zone: ZoneInfo) -> datetime:
    """`moment`, or the end of the quiet hours in which it lies."""
    begins, ends = settings.quiet_from, settings.quiet_until
    local = moment.astimezone(zone)
    clock = local.time().replace(second=0, microsecond=0)
    if begins == ends:
        return moment
    night = begins > ends
    quiet = clock >= begins or clock < ends if night else begins <= clock < ends
    if not quiet:
        return moment
    day = local.date() + timedelta(days=1 if night and clock >= begins else 0)
    return datetime.combine(day, ends, zone).astimezone(UTC)
