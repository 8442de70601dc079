"""Pieces -> parts: which words speak of the start, which of the end, and whether all were understood."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from domain.refusal import Refusal
from domain.when.pieces import (
    Ahead,
    CalendarDate,
    Clock,
    DayOffset,
    DayPart,
    Duration,
    Found,
    Mark,
    Moment,
    Months,
    NextDays,
    NthWeekday,
    Role,
    Until,
    Weekday,
    Weekend,
    Weeks,
    Year,
    Years,
    typed,
)


@dataclass(slots=True)
class Side:
    """All that was said about one end of the time span."""

    typed: str = ""
    calendar: CalendarDate | None = None
    weekday: Weekday | None = None
    nth: NthWeekday | None = None
    offset: DayOffset | None = None
    weeks: Weeks | None = None
    period: Weekend | Months | Years | NextDays | None = None
    part: DayPart | None = None
    clock: Clock | None = None
    ahead: Ahead | None = None
    moment: Moment | None = None
    all_day: bool = False

    @property
    def names_day(self) -> bool:
        """Whether a day (or a period) was named at all, rather than only a time."""
        return any((self.calendar, self.weekday, self.nth, self.offset, self.weeks, self.period, self.moment))

    @property
    def names_time(self) -> bool:
        """Whether a time was named."""
        return self.clock is not None or self.moment is not None or self.ahead is not None


@dataclass(slots=True)
class Parts:
    """A start, and what was said of the end: words, or a length in minutes."""

    typed: str
    start: Side
    end: Side | None
    duration: int | None


def check_understood(found: list[Found]) -> None:
    """Refuse what no calendar or clock has, and every word that was not understood."""
    understood = [one for one in found if not isinstance(one.piece, Mark) or one.piece is Mark.ALL_DAY]
    for one in found:
        if one.piece is Mark.NO_DATE:
            raise Refusal("No calendar has “{typed}”. Check the day and the month.", typed=one.typed)
        if one.piece is Mark.NO_TIME:
            raise Refusal("No clock shows “{typed}”. Type the time like 20:00 or 8 pm.", typed=one.typed)
    unknown = [one for one in found if one.piece is Mark.UNKNOWN]
    if not any(not isinstance(one.piece, Until | Role) for one in understood):
        raise Refusal(
            "I found no date or time in “{typed}”. Type for example “Friday 20:00” or “13 March 20:00”.",
            typed=_shortened(typed(found)),
        )
    if unknown:
        raise Refusal(
            "I read “{read}”, but not “{unread}”. Leave that out, or write it differently.",
            read=typed(understood),
            unread=_shortened(typed(unknown)),
        )


def arrange(found: list[Found]) -> Parts:
    """Sort settled pieces into a start and an end."""
    check_understood(found)
    pieces = _without_separators(_by_role(found))
    durations = [one for one in pieces if isinstance(one.piece, Duration)]
    pieces = [one for one in pieces if not isinstance(one.piece, Duration)]
    words = typed(found)
    while pieces and isinstance(pieces[-1].piece, Until):
        pieces.pop()
    marks = [index for index, one in enumerate(pieces) if isinstance(one.piece, Until)]
    if len(marks) > 1 or len(durations) > 1 or (marks and durations):
        raise Refusal("I read more than one end in “{read}”. Type one start and one end.", read=words)
    if marks == [0]:
        raise Refusal("In “{read}” I read when it ends, but not when it starts. Add the start.", read=words)
    split = marks[0] if marks else len(pieces)
    left, right = _share_day(pieces[:split], pieces[split + 1 :])
    start, end = _side(left, words), _side(right, words)
    duration = durations[0].piece.minutes if durations and isinstance(durations[0].piece, Duration) else None
    return Parts(words, start, end if marks else None, duration)


def side_of(found: list[Found]) -> Side:
    """Pieces that all speak of one end."""
    return _side(found, typed(found))


def _by_role(found: list[Found]) -> list[Found]:
    """Of doors and start, the start counts; doors are the start only when nothing else is."""
    pieces = [replace(one, piece=Until(loose=False)) if one.piece is Role.END else one for one in found]
    roles = roles_of(pieces)
    timed = {role for one, role in zip(pieces, roles, strict=True) if isinstance(one.piece, Clock)}
    drop_doors = bool(timed - {Role.DOORS})
    return [
        one
        for one, role in zip(pieces, roles, strict=True)
        if not isinstance(one.piece, Role)
        and not (drop_doors and role is Role.DOORS and isinstance(one.piece, Clock | Until | DayPart))
    ]


def roles_of(pieces: list[Found]) -> list[Role | None]:
    """The role that each piece has: named before it ("start 20:30"), or after it ("20:30 start")."""
    places = [index for index, one in enumerate(pieces) if isinstance(one.piece, Role)]
    clocks = [index for index, one in enumerate(pieces) if isinstance(one.piece, Clock)]
    if places and clocks and clocks[0] < places[0] and clocks[-1] < places[-1]:
        return list(reversed(_roles_before([one.piece for one in reversed(pieces)])))
    return _roles_before(one.piece for one in pieces)


def _roles_before(pieces: Iterable[object]) -> list[Role | None]:
    current: Role | None = None
    roles: list[Role | None] = []
    for piece in pieces:
        current = piece if isinstance(piece, Role) else current
        roles.append(current)
    return roles


def _has(found: list[Found], kinds: type | tuple[type, ...]) -> bool:
    return any(isinstance(one.piece, kinds) for one in found)


_DAYS = (CalendarDate, Weekday, NthWeekday, DayOffset, Weeks)


def _separates(left: list[Found], mark: str, right: list[Found]) -> bool:
    """Whether a dash merely stands between a day and its time: "vr 13 mrt - 20:00", "vrijdag - 13 maart"."""
    if not left or not right:
        return True
    if isinstance(right[0].piece, Clock | Moment):
        # "19:30/20:30" are doors and start, or two shows, but no start and end
        return not _has(left, (Clock, Moment)) or (mark == "/" and isinstance(right[0].piece, Clock))
    if not _has(left, (*_DAYS, Moment)):
        return not _has(right, Clock)
    return all(isinstance(one.piece, Weekday) for one in left) and isinstance(right[0].piece, CalendarDate)


def _without_separators(found: list[Found]) -> list[Found]:
    pieces: list[Found] = []
    for index, one in enumerate(found):
        if (
            isinstance(one.piece, Until)
            and one.piece.loose
            and _separates(pieces, one.typed, found[index + 1 :])
        ):
            continue
        pieces.append(one)
    return pieces


def _share_day(left: list[Found], right: list[Found]) -> tuple[list[Found], list[Found]]:
    """A day after both times is the day of the start: "20:00-23:00 vrijdag 13 maart"."""
    clocks = [index for index, one in enumerate(right) if isinstance(one.piece, Clock)]
    if not clocks or _has(left, (*_DAYS, Moment)):
        return left, right
    after = [one for one in right[clocks[-1] + 1 :] if isinstance(one.piece, (*_DAYS, Year))]
    return [*left, *after], [one for one in right if one not in after]


_PLACES: tuple[tuple[str, tuple[type, ...]], ...] = (
    ("weekday", (Weekday,)),
    ("nth", (NthWeekday,)),
    ("offset", (DayOffset,)),
    ("weeks", (Weeks,)),
    ("period", (Weekend, Months, Years, NextDays)),
    ("part", (DayPart,)),
    ("clock", (Clock,)),
    ("ahead", (Ahead,)),
    ("moment", (Moment,)),
)


def _side(found: list[Found], words: str) -> Side:
    side = Side(typed=typed(found))
    for one in found:
        piece = one.piece
        if piece is Mark.ALL_DAY:
            side.all_day = True
        elif isinstance(piece, Year):
            _add_calendar(side, CalendarDate(None, None, piece.value), words)
        elif isinstance(piece, CalendarDate):
            _add_calendar(side, piece, words)
        for name, kinds in _PLACES:
            if isinstance(piece, kinds):
                if isinstance(piece, Weeks) and side.weekday is not None and not piece.named:
                    piece = replace(piece, after=True)
                known = getattr(side, name)
                if known is not None and known != piece:
                    raise _twice(words)
                setattr(side, name, piece)
    return side


def _add_calendar(side: Side, added: CalendarDate, words: str) -> None:
    """Put "March" to "the 13th" and a year to either; two different dates are refused."""
    known = side.calendar or CalendarDate(None, None)
    for one, other in ((known.day, added.day), (known.month, added.month), (known.year, added.year)):
        if one is not None and other is not None and one != other:
            raise _twice(words)
    side.calendar = CalendarDate(
        known.day or added.day, known.month or added.month, known.year if added.year is None else added.year
    )


def _twice(words: str) -> Refusal:
    return Refusal(
        "I read more than one date or time in “{read}”. Type one, or a start and an end.", read=words
    )


def _shortened(words: str, longest: int = 60) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
