"""schema.org's eventSchedule: a repetition in words of its own, followed within a window of days."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import Any

from scrapers import moments

MAX_DATES = 500
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FREQUENCY = {"D": 3, "W": 2, "M": 1, "Y": 0}
_WORDS = {
    "daily": "P1D",
    "weekly": "P1W",
    "biweekly": "P2W",
    "monthly": "P1M",
    "yearly": "P1Y",
    "annually": "P1Y",
}


def dates(
    schedule: Mapping[str, Any], window: tuple[date, date], zone: tzinfo
) -> Iterator[tuple[datetime | date, datetime | date | None]]:
    """(start, end) of every occurrence in the window; dates when the schedule names no time.

    At most `MAX_DATES`. A schedule without a usable start and frequency gives nothing.
    """
    from dateutil.rrule import rrule

    begin = moments.read(_first(schedule.get("startDate")), zone)
    rule = _rule(_first(schedule.get("repeatFrequency")))
    if begin is None or rule is None:
        return
    first_day = begin.value.date() if isinstance(begin.value, datetime) else begin.value
    if first_day.year < 1990:
        return
    at = moments.clock(str(_first(schedule.get("startTime")) or ""))
    if at is None and isinstance(begin.value, datetime):
        at = begin.value.time()
    length = _length(schedule, at)
    finish = moments.read(_first(schedule.get("endDate")), zone)
    last_day = (
        finish.value.date()
        if finish and isinstance(finish.value, datetime)
        else finish.value
        if finish
        else None
    )
    until = min(day for day in (window[1], last_day) if day is not None)
    count = _number(schedule.get("repeatCount"), 1, 5000)
    except_days = set(_days(schedule.get("exceptDate"), zone))
    options: dict[str, Any] = {"freq": rule[0], "interval": rule[1]}
    if count:
        options["count"] = count
    else:
        options["until"] = datetime.combine(until, time.max)
    if weekdays := [index for index, name in enumerate(_WEEKDAYS) if name in _names(schedule.get("byDay"))]:
        options["byweekday"] = weekdays
    for key, name, low, high in (("byMonthDay", "bymonthday", 1, 31), ("byMonth", "bymonth", 1, 12)):
        values = [number for value in _list(schedule.get(key)) if (number := _number(value, low, high))]
        if values:
            options[name] = values
    if (week := _number(schedule.get("byMonthWeek"), 1, 5)) and weekdays:
        from dateutil.rrule import weekday

        options["byweekday"] = [weekday(index, week) for index in weekdays]
        options["freq"] = 1
    elif not count and rule[0] in (_FREQUENCY["D"], _FREQUENCY["W"]):
        # what lies far before the window need not be walked through
        step = rule[1] * (7 if rule[0] == _FREQUENCY["W"] else 1)
        first_day += timedelta(days=max(0, (window[0] - first_day).days - 7) // step * step)
    days = (moment.date() for moment in rrule(dtstart=datetime.combine(first_day, time()), **options))
    wanted = (day for day in days if window[0] <= day and day not in except_days)
    for day in islice(wanted, MAX_DATES):
        if day > until:
            return
        start = datetime.combine(day, at, tzinfo=zone) if at else day
        yield start, start + length if length and at else None


def _rule(frequency: Any) -> tuple[int, int] | None:
    if not isinstance(frequency, str):
        return None
    text = _WORDS.get(frequency.strip().lower(), frequency.strip().upper())
    if len(text) < 3 or text[0] != "P" or text[-1] not in _FREQUENCY or not text[1:-1].isdigit():
        return None
    number = int(text[1:-1])
    if text[-1] == "D" and number % 7 == 0:
        return _FREQUENCY["W"], number // 7
    return (_FREQUENCY[text[-1]], number) if 1 <= number <= 400 else None


def _length(schedule: Mapping[str, Any], at: time | None) -> timedelta | None:
    if length := moments.duration(_first(schedule.get("duration"))):
        return length
    end = moments.clock(str(_first(schedule.get("endTime")) or ""))
    if at is None or end is None:
        return None
    day = date(2000, 1, 1)
    length = datetime.combine(day, end) - datetime.combine(day, at)
    return length if length > timedelta() else length + timedelta(days=1)


def _days(value: Any, zone: tzinfo) -> Iterator[date]:
    for item in _list(value):
        moment = moments.read(item, zone)
        if moment:
            yield moment.value.date() if isinstance(moment.value, datetime) else moment.value


def _names(value: Any) -> set[str]:
    short = {name[:2]: name for name in _WEEKDAYS}
    found = set()
    for item in _list(value):
        name = str(item).rstrip("/").rpartition("/")[2].lower()
        found.add(short.get(name, name))
    return found


def _number(value: Any, low: int, high: int) -> int | None:
    value = _first(value)
    try:
        number = int(value)
    except (TypeError, ValueError):
        return None
    return number if low <= number <= high else None


def _list(value: Any) -> list[Any]:
    if isinstance(value, str) and "," in value:
        return [part.strip() for part in value.split(",")]
    return value if isinstance(value, list) else [] if value is None else [value]


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else None if isinstance(value, list) else value
