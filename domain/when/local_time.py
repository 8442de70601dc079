"""Local times and the two nights a year on which the clock is put forward and back."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def instants(local: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The instants at which the clocks in `zone` show the naive `local`, earliest first.

    None in the hour that is skipped in spring, two in the hour that comes twice in autumn.
    """
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return (first,)
    return (first, second) if _exists(first) else ()


def around_gap(local: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """For a skipped time: the one as much too early and the one as much too late (02:30: 01:30 and 03:30)."""
    # by PEP 495, fold=0 in a gap counts with the offset before it, which lands after it
    after, before = (_through_utc(local.replace(tzinfo=zone, fold=fold)) for fold in (0, 1))
    return before, after


def seconds_between(start: datetime, end: datetime) -> float:
    """Time that really passes. Subtracting within one zone would compare what the clocks show."""
    return (end.astimezone(UTC) - start.astimezone(UTC)).total_seconds()


def _through_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).astimezone(moment.tzinfo)


def _exists(moment: datetime) -> bool:
    return _through_utc(moment).replace(tzinfo=None) == moment.replace(tzinfo=None)
