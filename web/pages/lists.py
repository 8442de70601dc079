"""A list of events by day, cut so that a page stays light however much happens and however long its texts.

A page goes on where the one before ended: ?from=2026-03-14, and &after=312 when a day is so full that it
takes several pages.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import Final
from zoneinfo import ZoneInfo

from domain.agenda import Listed, by_day, first_day, last_day
from web.pages import linked, rows
from web.view import View, number_in

MOST_BYTES: Final = 78_000
"""What the events of one page may weigh; the page around them weighs less than 20,000."""

MOST_UNDER_WAY: Final = 12
_MOST_MONTHS: Final = 18

_MARKUP: Final = 760
_CHIP: Final = 220
_ESCAPED: Final = 5
"""Bytes that a line of the list takes beside what somebody typed, for each of its themes, and what a
character of theirs may become."""

PARAMETERS: Final = ("after", "from")
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One page of a list. `later` and `earlier` are (address, day from which it goes on); `under_way` began
    before the first day; `more_under_way` is where the rest of those stand."""

    days: Sequence[rows.Day]
    under_way: Sequence[rows.Row]
    more_under_way: tuple[int, str] | None
    later: tuple[str, str] | None
    earlier: tuple[str, str] | None
    months: Sequence[tuple[str, str, bool]]
    things: Sequence[linked.Thing]
    fresh_until: datetime | None
    total: int

    @property
    def is_empty(self) -> bool:
        return not self.days and not self.under_way


def read_day(text: str) -> date | None:
    """2026-03-14; None for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if _FIRST_YEAR <= day.year < _LAST_YEAR and text == day.isoformat() else None


class _Room:
    """What a page still has room for."""

    def __init__(self, view: View, most: int = MOST_BYTES) -> None:
        self._view = view
        self.left = most
        self.things: list[linked.Thing] = []
        self.taken: list[Listed] = []

    def take(self, one: Listed) -> bool:
        thing = linked.thing(self._view, one)
        typed = one.event.details
        cost = (
            len(linked.written(thing).encode())
            + _MARKUP
            + _ESCAPED * len((typed.title + one.place + typed.price).encode())
            + _CHIP * len(typed.themes)
        )
        if cost > self.left and self.things:
            return False
        self.left -= cost
        self.things.append(thing)
        self.taken.append(one)
        return True

    def as_many(self, events: Iterable[Listed]) -> list[Listed]:
        return list(takewhile(self.take, events))

    def back_to(self, number: int) -> None:
        """Leave out what was taken since there were that many."""
        del self.things[number:]
        del self.taken[number:]

    def fresh_until(self) -> datetime | None:
        """When the first of what is shown is over."""
        ends = map(rows.over_at, self.taken)
        return min((end for end in ends if end > self._view.now), default=None)


def part(
    view: View,
    listed: Iterable[Listed],
    *,
    first_of_all: date | None = None,
    last_of_all: date | None = None,
    months: bool = True,
) -> Part:
    """What is still to come, from ?from= on; `first_of_all` is the first day there is, today if none is
    given, and `last_of_all` the last one."""
    zone, today = view.snapshot.community.zone, rows.today(view)
    start = first_of_all or today
    first = max(read_day(view.query.get("from", "")) or start, start)
    after = number_in(view.query.get("after", "")) or 0
    everything = [
        one
        for one in listed
        if last_day(one.event, zone) >= start
        and (first_of_all is not None or rows.over_at(one) > view.now)
        and (last_of_all is None or first_day(one.event, zone) <= last_of_all)
    ]
    days = by_day([one for one in everything if first_day(one.event, zone) >= first], zone, since=first)
    begun = [] if after else [one for one in everything if _is_under_way(one, first, zone)]
    begun.sort(key=lambda one: (last_day(one.event, zone), one.event.id))
    room = _Room(view)
    running = room.as_many(begun[:MOST_UNDER_WAY])
    shown: list[rows.Day] = []
    later = None
    for when, events in days:
        if when == first and after:
            events = _those_after(events, after)
        before, left = len(room.taken), room.left
        fitting = room.as_many(events)
        if len(fitting) < len(events):
            goes_on = {"from": when.isoformat()}
            if shown and left < MOST_BYTES // 2:
                # a day is not broken off when it can begin the next page
                room.back_to(before)
            elif fitting:
                shown.append(rows.day(view, when, fitting))
                goes_on["after"] = str(fitting[-1].event.id)
            later = _address(view, **goes_on), view.say.short_day(when)
            break
        if fitting:
            shown.append(rows.day(view, when, fitting))
    more = len(begun) - len(running)
    return Part(
        days=shown,
        under_way=[rows.row(view, one, first) for one in running],
        more_under_way=(more, view.url("day", day=first.isoformat())) if more else None,
        later=later,
        earlier=_earlier(view, first, start, after),
        months=_months(view, everything, first) if months else (),
        things=room.things,
        fresh_until=room.fresh_until(),
        total=len(everything),
    )


def day(view: View, when: date, listed: Sequence[Listed]) -> Part:
    """One day: what begins on it, and what is under way. A very full one goes on after ?after=."""
    zone = view.snapshot.community.zone
    begin = [one for one in listed if first_day(one.event, zone) == when]
    begun = sorted(
        (one for one in listed if first_day(one.event, zone) < when),
        key=lambda one: (last_day(one.event, zone), one.event.id),
    )
    ordered = [one for _, events in by_day(begin, zone, since=when) for one in events] + begun
    after = number_in(view.query.get("after", "")) or 0
    rest = _those_after(ordered, after) if after else ordered
    room = _Room(view)
    fitting = room.as_many(rest)
    own = [one for one in fitting if first_day(one.event, zone) == when]
    later = None
    if len(fitting) < len(rest):
        later = _address(view, after=str(fitting[-1].event.id)), view.say("the rest of this day")
    return Part(
        days=[rows.day(view, when, own)] if own else [],
        under_way=[rows.row(view, one, when) for one in fitting[len(own) :]],
        more_under_way=None,
        later=later,
        earlier=(_address(view), view.say("the beginning of this day")) if after else None,
        months=(),
        things=room.things,
        fresh_until=room.fresh_until(),
        total=len(ordered),
    )


def some(view: View, listed: Iterable[Listed]) -> tuple[list[rows.Row], list[linked.Thing], datetime | None]:
    """As many as fit on half a page, each with its date; the same for programs; how long that is true."""
    room = _Room(view, MOST_BYTES // 2)
    zone = view.snapshot.community.zone
    fitting = room.as_many(listed)
    found = [rows.row(view, one, first_day(one.event, zone), dated=True) for one in fitting]
    return found, room.things, room.fresh_until()


def _is_under_way(one: Listed, day: date, zone: ZoneInfo) -> bool:
    return first_day(one.event, zone) < day <= last_day(one.event, zone)


def _those_after(events: Sequence[Listed], number: int) -> Sequence[Listed]:
    """All of them when that one is not among them any more."""
    numbers = [one.event.id for one in events]
    return events[numbers.index(number) + 1 :] if number in numbers else events


def _address(view: View, **where: str) -> str:
    kept = {name: value for name, value in {**view.params, **view.query}.items() if name not in PARAMETERS}
    return view.url(view.name, **kept, **where)


def _earlier(view: View, first: date, start: date, after: int) -> tuple[str, str] | None:
    if first <= start and not after:
        return None
    to = first if after else max(start, first - timedelta(days=7))
    return _address(view, **({"from": to.isoformat()} if to > start else {})), view.say.short_day(to)


def _months(view: View, listed: Iterable[Listed], first: date) -> list[tuple[str, str, bool]]:
    """(name, address, whether this is where we are) of each month in which something begins."""
    zone, today = view.snapshot.community.zone, rows.today(view)
    this = today.replace(day=1)
    begin = {first_day(one.event, zone).replace(day=1) for one in listed}
    months = sorted({max(month, this) for month in begin | {first.replace(day=1), this}})
    found = []
    for month in months[:_MOST_MONTHS] if len(months) > 1 else ():
        name = view.say.month(month) if month.year == today.year else view.say.short_month(month)
        where = {"from": month.isoformat()} if month > this else {}
        found.append((name, _address(view, **where), month == first.replace(day=1)))
    return found
