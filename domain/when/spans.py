"""Where a time span may end, seen from where it starts."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.when.days import first_day_from
from domain.when.hours import possible_hours
from domain.when.local_time import around_gap, instants, seconds_between
from domain.when.parts import Side

# an end that reads as earlier than the start is the next day's if that makes one night of it
_NIGHT_ENDS_BY = time(12)
_LONGEST_NIGHT = timedelta(hours=18)


def possible_ends(side: Side, start: datetime, zone: ZoneInfo, now: datetime) -> tuple[datetime, ...]:
    """The instants after `start` that the end can be, or none when it would lie before it.

    With a day of its own the end is on that day. With only a time it is the first such time after
    the start: on the same day, or on the next when that is still one night (until noon at the
    latest, 18 hours at most). Of morning and evening the nearer one is meant. Two instants are
    given in the hour that comes twice; and the two around it for a time that is skipped.
    """
    if side.moment is not None:
        end = side.moment.instant.astimezone(zone)
        return (end,) if seconds_between(start, end) > 0 else ()
    if side.names_day:
        day = first_day_from(side, start.date(), now)
        candidates = [hour.on(day) for hour in possible_hours(side)]
    else:
        candidates = list(_same_night(side, start.replace(tzinfo=None)))
    for local in sorted(candidates):
        after = tuple(end for end in expand(local, zone) if seconds_between(start, end) > 0)
        if after:
            return after
    return ()


def expand(local: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The instants to choose from for a local time: its own, or its neighbours when it is skipped."""
    return instants(local, zone) or around_gap(local, zone)


def _same_night(side: Side, begins: datetime) -> Iterator[datetime]:
    for hour in possible_hours(side):
        same_day = datetime.combine(begins.date(), hour.at)
        next_day = same_day + timedelta(days=1)
        if same_day > begins:
            yield same_day
        elif hour.at <= _NIGHT_ENDS_BY and next_day - begins <= _LONGEST_NIGHT:
            yield next_day
