"""What was said of a time -> the times it can be, in hours and days after the day that was named."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.refusal import Refusal
from domain.when.parts import Side
from domain.when.pieces import Clock, DayPart, Form
from domain.when.words import Part

# the hours of the 24-hour clock that each part of the day may carry; night runs into the next day
_HOURS = {
    Part.MORNING: range(13),
    Part.AFTERNOON: range(12, 20),
    Part.EVENING: (*range(16, 25), *range(6)),
    Part.NIGHT: (*range(18, 25), *range(9)),
}


@dataclass(frozen=True, slots=True)
class Hour:
    """A time, and how many days after the named day it falls."""

    days: int
    at: time

    def on(self, day: date) -> datetime:
        """The naive local moment, counted from the named day."""
        return datetime.combine(day + timedelta(days=self.days), self.at)


def possible_hours(side: Side, part: DayPart | None = None) -> tuple[Hour, ...]:
    """The hours that a clock can mean beside a part of the day. Raises Refusal when the two disagree.

    `part` is what another side said of the day, for a side that says nothing itself. Without any, a
    time that was spoken in twelve hours ("8 uur", "half 9", "at 9") is left open; written in digits
    with minutes ("8:30") it is the 24-hour clock. One rule for both languages: 12 o'clock without
    more is noon, or the midnight that follows.
    """
    clock, said = side.clock, side.part or part
    if clock is None:
        return ()
    hours = [_hours(clock, said)]
    if clock.british:
        later = clock.hour % 12 + 1
        hours.append(_hours(Clock(later, clock.minute, clock.form), said))
    found = dict.fromkeys(hour for group in hours for hour in group)
    if not found:
        raise Refusal(
            "“{typed}” names two different times of the day. Type the time like 20:00.", typed=side.typed
        )
    return tuple(sorted(found, key=lambda hour: (hour.days, hour.at)))


def _hours(clock: Clock, said: DayPart | None) -> tuple[Hour, ...]:
    if said is None:
        if clock.form is not Form.SPOKEN:
            return (_hour(clock.hour, clock.minute),)
        first = 12 if clock.hour == 12 else clock.hour
        return (_hour(first, clock.minute), _hour(first + 12, clock.minute))
    if clock.form is Form.FIXED or not 1 <= clock.hour <= 12:
        return _of_the_day(clock.hour, clock.minute, said) if clock.hour in _HOURS[said.part] else ()
    return _in_part(clock, said)


def _in_part(clock: Clock, said: DayPart) -> tuple[Hour, ...]:
    """A twelve-hour time put into its part of the day."""
    hour, minute = clock.hour, clock.minute
    if said.part is Part.MORNING:
        return (_hour(hour, minute),)
    if said.part is Part.AFTERNOON:
        return (_hour(12 if hour == 12 else hour + 12, minute),)
    # "vanavond 1 uur" and "zaterdagnacht 2 uur" lie beyond midnight; "saturday night at 8" does not
    small = hour <= 4 or hour == 12 if said.part is Part.EVENING else hour <= 5 or hour == 12
    if not small and not (said.part is Part.NIGHT and not said.attached and hour < 9):
        return (_hour(hour + 12, minute),)
    return _of_the_day(hour % 12, minute, said)


def _of_the_day(hour: int, minute: int, said: DayPart) -> tuple[Hour, ...]:
    """The small hours of "zaterdagnacht" are Sunday's; of "zaterdag 's nachts" they can be either's."""
    if hour >= 12 or said.part in (Part.MORNING, Part.AFTERNOON):
        return (_hour(hour, minute),)
    if said.attached or said.part is Part.EVENING:
        return (_hour(hour + 24, minute),)
    return (_hour(hour, minute), _hour(hour + 24, minute))


def _hour(hour: int, minute: int) -> Hour:
    return Hour(hour // 24, time(hour % 24, minute))


def part_of(at: time) -> Part:
    """The part of the day that a time lies in, to name it on a button."""
    if at.hour < 6:
        return Part.NIGHT
    if at.hour < 12:
        return Part.MORNING
    return Part.AFTERNOON if at.hour < 18 else Part.EVENING
