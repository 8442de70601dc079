"""Parts -> what they mean at a given moment in a given zone."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.refusal import Refusal
from domain.when.answers import When
from domain.when.days import Days, find_days, first_day_from, in_the_past, years_later
from domain.when.hours import possible_hours
from domain.when.local_time import seconds_between
from domain.when.parts import Parts, Side
from domain.when.pieces import CalendarDate, Form
from domain.when.spans import expand, possible_ends

_YEARS_AHEAD = 3
# of the readings of a span whose start was left open ("van 8 uur tot 23:00"), those that make one event
_LONGEST_OPEN_SPAN = 16 * 3600


def resolve(parts: Parts, now: datetime, zone: ZoneInfo) -> list[When]:
    """All that the parts can mean, none of it past; never empty. `now` is local to `zone`.

    Raises Refusal when they mean nothing, or something that cannot be.
    """
    _share_year(parts)
    if parts.start.names_time:
        found = _timed(parts, now, zone)
    elif parts.end is None and parts.duration is None:
        found = _dated(parts.start, now)
    else:
        found = [_whole_days(parts, now)]
    for when in found:
        _check_bounds(when, now.date())
    # within a zone, the two instants of a doubled hour compare equal but for their fold
    return list({(when, _fold(when.start), _fold(when.end)): when for when in found}.values())


def _fold(moment: date | None) -> int:
    return moment.fold if isinstance(moment, datetime) else 0


def _share_year(parts: Parts) -> None:
    """The start takes the month and year that only the end tells, as in "13-15 maart 2027"."""
    start, end = parts.start.calendar, parts.end.calendar if parts.end else None
    if start is None or end is None or start.year is not None or start.day is None or end.day is None:
        return
    month, year = start.month or end.month, end.year
    if month is None or end.month is None:
        return
    if start.month is None and start.day > end.day:
        raise _backwards(parts)
    if year is not None and (month, start.day) > (end.month, end.day):
        year -= 1
    parts.start.calendar = CalendarDate(start.day, month, year)


def _timed(parts: Parts, now: datetime, zone: ZoneInfo) -> list[When]:
    starts = _starts(parts, now, zone)
    if parts.duration is not None:
        length = timedelta(minutes=parts.duration)
        return [When(start, (start.astimezone(UTC) + length).astimezone(zone)) for start in starts]
    end = parts.end
    if end is None:
        return [When(start) for start in starts]
    if not end.names_time:
        if end.names_day:
            raise Refusal("I read “{read}”, but at what time does it end on the last day?", read=parts.typed)
        raise _backwards(parts)
    spans: list[When] = []
    for start in starts:
        ends = possible_ends(end, start, zone, now)
        # one question at a time: when the start is asked about, the end is the nearest
        spans += [When(start, finish) for finish in (ends if len(starts) == 1 else ends[:1])]
    if not spans:
        raise _backwards(parts)
    return _likely_spans(parts, spans)


def _likely_spans(parts: Parts, spans: list[When]) -> list[When]:
    """Of the spans from a start that was left open, those that make sense.

    In "8 tot 11 uur 's avonds" and "8-11 pm" the end says it for both: the start is the nearest one
    before it. Otherwise spans of more than 16 hours fall away.
    """
    open_start = (
        parts.start.clock is not None and parts.start.clock.form is Form.SPOKEN and not parts.start.part
    )
    if not open_start or len(spans) == 1 or parts.end is None:
        return spans
    shortest = min(_length(when) for when in spans)
    if parts.end.part is not None or (parts.end.clock is not None and parts.end.clock.form is Form.FIXED):
        return [when for when in spans if _length(when) == shortest]
    return [when for when in spans if _length(when) <= max(shortest, _LONGEST_OPEN_SPAN)]


def _length(when: When) -> float:
    if isinstance(when.start, datetime) and isinstance(when.end, datetime):
        return seconds_between(when.start, when.end)
    return 0.0


def _starts(parts: Parts, now: datetime, zone: ZoneInfo) -> list[datetime]:
    side = parts.start
    if side.ahead is not None:
        ahead = now.astimezone(UTC) + timedelta(minutes=side.ahead.minutes)
        return [ahead.replace(second=0, microsecond=0).astimezone(zone)]
    if side.moment is not None:
        moment = side.moment.instant.astimezone(zone)
        if seconds_between(now, moment) < 0:
            raise _passed(moment, side)
        return [moment]
    days = find_days(side, now)
    if days.options[-1] < now.date():
        raise in_the_past(days.options[-1], today=now.date())
    _check_far(days.options[0], now.date())
    hours = possible_hours(side)
    moments = [[start for hour in hours for start in expand(hour.on(day), zone)] for day in days.options]
    ahead_of_now = _unless_past(moments, now, in_order=days.in_order)
    if not ahead_of_now:
        raise _passed(moments[-1][-1], side)
    return ahead_of_now


def _unless_past(days: Iterable[list[datetime]], now: datetime, *, in_order: bool) -> list[datetime]:
    """What lies ahead; of days in order, only on the first that has any."""
    ahead = [[start for start in day if seconds_between(now, start) >= 0] for day in days]
    ahead = [day for day in ahead if day]
    return [start for day in (ahead[:1] if in_order else ahead) for start in day]


def _passed(moment: datetime, side: Side) -> Refusal:
    if side.names_day:
        return Refusal("{when} has already passed. Type a later day or time.", when=moment)
    return Refusal("{when} has already passed. Add the day, for example “tomorrow”.", when=moment)


def _dated(side: Side, now: datetime) -> list[When]:
    days = find_days(side, now)
    ahead = [day for day in days.options if day >= now.date()]
    if not ahead:
        raise in_the_past(days.options[-1], today=now.date())
    if side.all_day:
        return [When(day, day + timedelta(days=1), all_day=True) for day in _chosen(ahead, days)]
    return [When(day) for day in _chosen(ahead, days)]


def _chosen(ahead: list[date], days: Days) -> list[date]:
    return ahead[:1] if days.in_order else ahead


def _whole_days(parts: Parts, now: datetime) -> When:
    """A range of days; one that is going on may have begun before today."""
    end, today = parts.end, now.date()
    if end is None or not end.names_day:
        raise Refusal("I read “{read}”, but at what time does it start?", read=parts.typed)
    if end.names_time:
        raise Refusal(
            "I read “{read}”, but not at what time it starts on the first day. "
            "Type both times, or submit each day on its own.",
            read=parts.typed,
        )
    first = _running_start(parts.start, end, now) or find_days(parts.start, now).options[0]
    _check_far(first, today)
    last = first_day_from(end, first, now)
    if last < first:
        raise _backwards(parts)
    if last < today:
        raise in_the_past(last, today=today)
    return When(first, last + timedelta(days=1), all_day=True)


def _running_start(start: Side, end: Side, now: datetime) -> date | None:
    """ "13 t/m 15 maart", typed on the 14th, is the range that is going on."""
    asked, today = start.calendar, now.date()
    if asked is None or asked.year is not None or asked.month is None or asked.day is None:
        return None
    earlier = now - timedelta(days=60)
    try:
        first = find_days(start, earlier).options[0]
        last = first_day_from(end, first, earlier)
    except Refusal:
        return None
    return first if first < today <= last else None


def _check_bounds(when: When, today: date) -> None:
    for moment in (when.start, when.end):
        if moment is not None:
            _check_far(moment.date() if isinstance(moment, datetime) else moment, today)


def _check_far(day: date, today: date) -> None:
    if day > years_later(today, _YEARS_AHEAD) + timedelta(days=1):
        raise Refusal("{date} is more than three years ahead. Check the year.", date=day)


def _backwards(parts: Parts) -> Refusal:
    return Refusal(
        "I read “{read}”, but then it ends before it starts. Correct the start or the end.", read=parts.typed
    )
