"""When: two times are compared on the clock of one place, doors and start being the same evening."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Final

from domain.matching.fields import FieldScore
from domain.sources import Note

_DAY: Final = 24 * 60  # minutes
_NIGHT_ENDS: Final = 6 * 60  # until then a party belongs to the evening before
_NIGHT_BEGINS: Final = 22 * 60
_LONGEST_NIGHT: Final = 18 * 60
_LONGEST_SPAN: Final = 31  # days of a long event that are looked at one by one
_MOST_MONTHS: Final = 131

_STEPS: Final = (
    (5, 20, Note("they start at the same time")),
    (30, 18, Note("half an hour apart, as doors and start are")),
    (60, 15, Note("an hour apart, as doors and start are")),
    (90, 0, Note("up to an hour and a half apart")),
    (120, -10, Note("up to two hours apart")),
    (180, -25, Note("up to three hours apart")),
)
_FAR_APART: Final = FieldScore("time", -45, Note("on one day, but hours apart: an early and a late show"))
_OTHER_DAY: Final = FieldScore("time", -100, Note("on different days"))
_TIME_UNKNOWN: Final = FieldScore("time", 8, Note("the same day; one of the two does not say what time"))
_SAME_DAY: Final = FieldScore("time", 14, Note("the same day"))
_SAME_DAYS: Final = FieldScore("time", 20, Note("the same days"))
_SAME_FIRST: Final = FieldScore("time", 14, Note("the same first day"))
_ALMOST_SAME_DAYS: Final = FieldScore("time", 10, Note("almost the same days"))
_OVERLAP: Final = FieldScore("time", -15, Note("the days overlap, but begin and end differently"))
_SPAN_STARTS: Final = FieldScore("time", -5, Note("one is the first day of the other"))
_ON_FIRST_DAY: Final = FieldScore("time", -20, Note("one is a few hours on the first day of the other"))
_WITHIN: Final = FieldScore("time", -10, Note("one is a day within the other"))
_WITHIN_LONG: Final = FieldScore("time", -30, Note("one is a day within the weeks of the other"))


@dataclass(frozen=True, slots=True)
class When:
    """First and last day (ordinals) and the minutes (from day 0) of start and end, None when not known."""

    first: int
    last: int
    start: int | None
    end: int | None

    @property
    def is_span(self) -> bool:
        """Goes on for days; a party until the morning does not."""
        return self.last > self.first

    def days(self) -> range:
        """The days under which to look for the same event; near midnight also the neighbour."""
        if self.is_span:
            return range(self.first, min(self.last, self.first + _LONGEST_SPAN) + 1)
        clock = None if self.start is None else self.start % _DAY
        before = int(clock is not None and clock < _NIGHT_ENDS)
        after = int(clock is not None and clock >= _NIGHT_BEGINS)
        return range(self.first - before, self.first + after + 1)

    def months(self) -> range:
        """For what goes on for days: the spells of four weeks that it touches, ten years at most."""
        if not self.is_span:
            return range(0)
        return range(self.first // 28, self.last // 28 + 1)[:_MOST_MONTHS]


def read_when(start: datetime | date, end: datetime | date | None, zone: tzinfo | None) -> When:
    """On the clock of `zone`; a naive time is taken as it stands. A day as `end` is the first one after it.

    Exactly midnight without an end is how many sites write "no time given", but also a night that begins at
    midnight; it stays a time and is treated with care when compared.
    """
    if not isinstance(start, datetime):
        first = start.toordinal()
        last = first
        if isinstance(end, datetime):
            last = max(first, _local(end, zone).toordinal())
        elif end is not None:
            last = max(first, end.toordinal() - 1)
        return When(first, last, None, None)
    begins = _minutes(_local(start, zone))
    first = begins // _DAY
    if not isinstance(end, datetime):
        last = first if end is None else max(first, end.toordinal() - 1)
        return When(first, last, begins, None)
    ends = _minutes(_local(end, zone))
    if ends <= begins:
        return When(first, first, begins, None)
    night = ends - begins <= _LONGEST_NIGHT
    return When(first, first if night else max(first, (ends - 1) // _DAY), begins, ends)


def compare_times(one: When, other: When) -> FieldScore:
    """At most 20 points; -100 for different days."""
    if one.is_span and other.is_span:
        return _spans(one, other)
    if one.is_span or other.is_span:
        span, single = (one, other) if one.is_span else (other, one)
        return _within(span, single)
    if one.start is None and other.start is None:
        return _SAME_DAY if one.first == other.first else _OTHER_DAY
    if one.start is None or other.start is None:
        shared = set(one.days()) & set(other.days())
        near = one.first == other.first or (shared and not _late_evening(one) and not _late_evening(other))
        return _TIME_UNKNOWN if near else _OTHER_DAY
    apart = abs(one.start - other.start)
    if apart > 90 and one.first != other.first:
        return _OTHER_DAY
    if apart > 90 and (_midnight(one) or _midnight(other)):
        return _TIME_UNKNOWN
    return next(
        (FieldScore("time", points, note) for most, points, note in _STEPS if apart <= most), _FAR_APART
    )


def _spans(one: When, other: When) -> FieldScore:
    if one.first > other.last or other.first > one.last:
        return _OTHER_DAY
    begin, finish = abs(one.first - other.first), abs(one.last - other.last)
    if not begin and not finish:
        return _SAME_DAYS
    if not begin:
        return _SAME_FIRST
    return _ALMOST_SAME_DAYS if begin <= 2 and finish <= 2 else _OVERLAP


def _within(span: When, single: When) -> FieldScore:
    if not span.first <= single.first <= span.last:
        return _OTHER_DAY
    if single.first == span.first:
        return _ON_FIRST_DAY if single.end is not None or span.last - span.first > 7 else _SPAN_STARTS
    return _WITHIN if span.last - span.first <= 7 else _WITHIN_LONG


def _late_evening(when: When) -> bool:
    """At 23:00 the day of the date is meant, not the next one."""
    return when.start is not None and when.start % _DAY >= _NIGHT_BEGINS


def _midnight(when: When) -> bool:
    return when.start is not None and when.start % _DAY == 0 and when.end is None


def _local(moment: datetime, zone: tzinfo | None) -> datetime:
    # in the first and the last year of the calendar there may be no room for an offset
    if moment.tzinfo is None or zone is None or moment.year in {1, 9999}:
        return moment.replace(tzinfo=None)
    return moment.astimezone(zone).replace(tzinfo=None)


def _minutes(moment: datetime) -> int:
    return moment.toordinal() * _DAY + moment.hour * 60 + moment.minute
