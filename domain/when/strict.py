"""Reading what a person typed: everything must be understood, and doubt is asked about."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.refusal import Refusal
from domain.when.answers import AskBack, When
from domain.when.asking import answer
from domain.when.local_time import seconds_between
from domain.when.parts import arrange, check_understood, side_of
from domain.when.pieces import Ahead, Duration, Found, Mark, Role, Until, typed
from domain.when.reading import read
from domain.when.resolving import resolve
from domain.when.settling import settle
from domain.when.spans import possible_ends

LONGEST_TEXT = 200


def read_when(text: str, *, now: datetime, zone: ZoneInfo) -> When | AskBack:
    """When the event is that a person describes in Dutch or English, seen from `now`.

    - Numeric dates are day-month, also beside English words; only what cannot be ("3/14") is month-day.
    - A date without a year is the next one; a recent one is refused, not moved to next year.
    - "Next Friday" is the coming Friday, as "volgende vrijdag"; see `days`. "Next week Friday" is not.
    - A time said in twelve hours without "evening" or "pm" ("half 9", "8 uur", "tomorrow at 9") is asked
      about: at nine in the morning and at nine in the evening are both events. With minutes in
      digits ("9:30") it is the 24-hour clock.
    - A time without a day is today's; an end without a day is the first one after the start.
    - Times skipped or doubled by the clock change are asked about.
    - "13 t/m 15", "13 tot 15", "13-15 maart" all include the last day.

    `now` is aware. Raises Refusal for what is past, contradicts itself, is more than three years
    ahead, or was not understood to the last word; what was understood is in its sentence.
    """
    local_now = now.astimezone(zone)
    found = _read(text)

    def meanings(pieces: list[Found]) -> list[When]:
        return resolve(arrange(pieces), local_now, zone)

    return answer(_first_possible(settle(found), meanings), typed(found), zone)


def read_end(text: str, *, start: datetime, zone: ZoneInfo) -> datetime | AskBack:
    """When an event that starts at `start` ends: "tot 2 uur", "23:00", "+3 uur", "3 hours", "za 04:00".

    A time that lies before the start on its day is the next day's when that makes one night of it:
    until noon at the latest and 18 hours at most; otherwise it is refused. Of 2 in the afternoon and
    2 at night the first after the start is meant. `start` is aware. Raises Refusal; in an AskBack
    each choice carries both start and end.
    """
    local_start = start.astimezone(zone)
    # a bare "2" is an hour here, as it is after "until"
    found = _read(text)
    if not any(isinstance(one.piece, Until) for one in found):
        found.insert(0, Found(Until(loose=False), "", -1))

    def meanings(pieces: list[Found]) -> list[When]:
        return [When(local_start, end) for end in _ends(pieces, local_start, zone)]

    asked = answer(_first_possible(settle(found), meanings), typed(found), zone)
    if isinstance(asked, AskBack):
        return asked
    return asked.end if isinstance(asked.end, datetime) else local_start


def _read(text: str) -> list[Found]:
    if len(text) > LONGEST_TEXT:
        raise Refusal("That is too long to be a date. Type only when it is, for example “Friday 20:00”.")
    found = read(text)
    if not found:
        raise Refusal("Type when it is, for example “Friday 20:00” or “13 March 20:00”.")
    if all(one.piece in (Mark.FILLER, Mark.LEAD) for one in found):
        check_understood(found)
    return found


def _first_possible(readings: list[list[Found]], meanings: Callable[[list[Found]], list[When]]) -> list[When]:
    """The meanings of all readings that have any; the refusal of the first when none has."""
    possible: list[When] = []
    refused: Refusal | None = None
    for pieces in readings:
        try:
            possible += meanings(pieces)
        except Refusal as refusal:
            refused = refused or refusal
    if not possible and refused is not None:
        raise refused
    return possible


def _ends(pieces: list[Found], start: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    check_understood(pieces)
    words = typed(pieces)
    said = [
        one for one in pieces if not isinstance(one.piece, Until | Role) and one.piece is not Mark.ALL_DAY
    ]
    lengths = [one.piece.minutes for one in said if isinstance(one.piece, Duration | Ahead)]
    if len(lengths) == 1 and len(said) == 1:
        return ((start.astimezone(UTC) + timedelta(minutes=lengths[0])).astimezone(zone),)
    side = side_of(said)
    if lengths or not side.names_time:
        raise Refusal("I read “{read}”, but at what time does it end? Type for example “23:00”.", read=words)
    ends = possible_ends(side, start, zone, start)
    if not ends:
        raise Refusal(
            "I read “{read}”, but it starts at {start}. Type an end after that.", read=words, start=start
        )
    if seconds_between(start, ends[-1]) > 366 * 24 * 3600:
        raise Refusal("I read “{read}”, but that is more than a year after the start.", read=words)
    return ends
