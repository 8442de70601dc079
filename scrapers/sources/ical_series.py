"""The occurrences of one event in a window of days, with rules checked before they are followed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from icalendar import Event
from recurring_ical_events import EventAdapter, Occurrence, Series

MAX_OCCURRENCES = 2_000
_MAX_STEPS = 300_000
_MAX_STEPS_IN_FILE = 2_000_000
_STEPS_OF_A_DOUBT = 20_000
_LONGEST = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS = {"YEARLY": 366.0, "MONTHLY": 31.0, "WEEKLY": 7.0, "DAILY": 1.0, "HOURLY": 1 / 24}
_LISTS = ("BYHOUR", "BYMINUTE", "BYSECOND")
_FILTERS = ("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS", "BYEASTER", "BYDAY", *_LISTS)


class UnsafeRule(Exception):  # noqa: N818 - a finding about the file, not an error of ours
    """The rule recurs too often, never, or would take too long to follow."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One occurrence: the component it comes from, its times, and what tells it apart in its series."""

    component: Event
    start: datetime | date
    end: datetime | date
    recurrence_id: datetime | date | None


class _Adapter(EventAdapter):  # type: ignore[misc]  # the library carries no types
    @property
    def component(self) -> Event:
        event: Event = self._component
        return event


class _Occurrence(Occurrence):  # type: ignore[misc]  # the library carries no types
    """Keeps the component at hand: copying it for every occurrence is what takes the library's time."""

    def __init__(self, adapter: _Adapter, start: Any = None, end: Any = None, sequence: int = -1) -> None:
        super().__init__(adapter, start, end, sequence)
        self.component = adapter.component


class _Series(Series):  # type: ignore[misc]  # the library carries no types
    def occurrence(self, adapter: _Adapter, start: Any = None, end: Any = None) -> _Occurrence:
        return _Occurrence(adapter, start, end)


class Budget:
    """How many steps all rules of one file may take together."""

    def __init__(self) -> None:
        self.left = _MAX_STEPS_IN_FILE

    def spend(self, steps: float) -> None:
        if steps > min(_MAX_STEPS, self.left):
            raise UnsafeRule
        self.left -= int(steps)


def instances(events: list[Event], first: date, last: date, budget: Budget) -> tuple[list[Instance], bool]:
    """The occurrences of the events of one series that touch the days `first` to `last`.

    Also says whether the series was cut at `MAX_OCCURRENCES`. Raises `UnsafeRule` before anything is
    expanded, and whatever the libraries raise on a series they cannot read.
    """
    after_last = last + timedelta(days=1)
    cut = False
    for event in events:
        for rule in _rules(event):
            limited = _checked(rule, _start(event), first, after_last, budget)
            if limited is not None and limited < after_last:
                after_last, cut = limited, True
    recurs = len(events) > 1 or any(
        name in event for event in events for name in ("RRULE", "RDATE", "RECURRENCE-ID")
    )
    if not recurs:
        start, end = _span(events[0])
        single = Instance(events[0], start, end, None)
        return ([single] if _touches(start, end, first, last) else []), False
    found: list[Instance] = []
    series = _Series([_Adapter(event) for event in events])
    for occurrence in islice(series.between(first, after_last), MAX_OCCURRENCES + 1):
        own = occurrence.component.get("RECURRENCE-ID")
        mark = own.dt if own is not None and "RANGE" not in own.params else occurrence.start
        found.append(Instance(occurrence.component, occurrence.start, occurrence.end, mark))
    if len(found) > MAX_OCCURRENCES:
        return found[:MAX_OCCURRENCES], True
    return found, cut


def _start(event: Any) -> datetime | date:
    start: datetime | date = event["DTSTART"].dt
    return start


def _rules(event: Any) -> Iterator[dict[str, list[Any]]]:
    rules = event.get("RRULE")
    if rules:
        yield from rules if isinstance(rules, list) else [rules]


def _span(event: Event) -> tuple[datetime | date, datetime | date]:
    adapter = EventAdapter(event)
    return adapter.raw_start, adapter.raw_end


def _touches(start: datetime | date, end: datetime | date, first: date, last: date) -> bool:
    return _day(start) <= last and max(_day(start), _day(end)) >= first


def _checked(
    rule: dict[str, list[Any]], start: datetime | date, first: date, after_last: date, budget: Budget
) -> date | None:
    """Refuse a rule that recurs too often; for one that goes on too long, the day on which to stop."""
    frequency = str(next(iter(rule.get("FREQ", [])), "")).upper()
    interval = int(next(iter(rule.get("INTERVAL", [])), 1))
    count = next(iter(rule.get("COUNT", [])), None)
    if frequency not in _DAYS or not 1 <= interval <= 10_000 or _never(rule, frequency):
        raise UnsafeRule
    filters = sum(len(rule.get(name, [])) for name in _FILTERS)
    if filters > 400:
        raise UnsafeRule
    if filters and interval > 1 and frequency in ("DAILY", "HOURLY"):
        # steps and filter may never meet (every 7 days from a Monday, on Tuesdays)
        budget.spend(_STEPS_OF_A_DOUBT)
    times = 1
    for name in _LISTS if frequency != "HOURLY" else _LISTS[1:]:
        times *= max(1, len(rule.get(name, [])))
    rate = times * _matches(rule, frequency) / (_DAYS[frequency] * interval)
    if rate > 96:
        raise UnsafeRule
    begin = _day(start)
    stop = min([after_last, *(_day(until) + timedelta(days=1) for until in rule.get("UNTIL", []))])
    steps = max(0, (stop - begin).days) * times / (_DAYS[frequency] * interval)
    budget.spend(steps if count is None else min(steps, times * abs(int(count))))
    if count is not None and abs(int(count)) <= MAX_OCCURRENCES:
        return None
    shown_from = max(begin, first)
    if rate * (stop - shown_from).days > MAX_OCCURRENCES:
        return shown_from + timedelta(days=int(MAX_OCCURRENCES / rate))
    return None


def _matches(rule: dict[str, list[Any]], frequency: str) -> int:
    """At most how many days (hours, when hourly) of one period the rule picks."""
    days, months = len(rule.get("BYDAY", [])), len(rule.get("BYMONTH", []))
    if frequency == "WEEKLY":
        return max(1, days)
    if frequency == "MONTHLY":
        return max(1, len(rule.get("BYMONTHDAY", [])), 5 * days)
    if frequency == "YEARLY":
        others = max(len(rule.get(name, [])) for name in ("BYYEARDAY", "BYMONTHDAY", "BYWEEKNO", "BYEASTER"))
        return max(1, 53 * days, others * max(1, 12 if others and not months else months), months)
    return 1


def _never(rule: dict[str, list[Any]], frequency: str) -> bool:
    """Rules without a single match (30 February) are otherwise followed to the year 9999.

    Also what RFC 5545 does not allow with this frequency, which is how such rules are hidden.
    """
    if frequency != "YEARLY" and (rule.get("BYWEEKNO") or rule.get("BYYEARDAY") or rule.get("BYEASTER")):
        return True
    days, months = rule.get("BYMONTHDAY", []), rule.get("BYMONTH", [])
    if days and frequency == "WEEKLY":
        return True
    longest = max((_LONGEST[int(month) % 13] for month in months), default=31)
    if days and min(abs(int(day)) for day in days) > longest:
        return True
    most = _matches(rule, frequency) * max(1, *(len(rule.get(name, [])) for name in _LISTS))
    return any(abs(int(position)) > max(most, 1) for position in rule.get("BYSETPOS", []))


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
