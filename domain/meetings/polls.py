"""Finding a date: who can when, which date is best, and why.

A date is usable when everyone who is required said yes or if need be. Of the usable ones the best has most
yes; then most if need be; then it is the earliest. Who left a date blank did not say no: a blank counts
nowhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from domain.meetings.notes import Note
from domain.refusal import Refusal

FEWEST: Final = 2
MOST: Final = 5
"""Dates that can be put to people at once; with one there is nothing to choose."""


class Answer(StrEnum):
    YES = "yes"
    IF_NEED_BE = "if_need_be"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Option:
    """One date that people are asked about: a local day and time. `why` it was proposed."""

    id: int
    day: date
    at: time
    why: tuple[Note, ...] = ()

    def starts(self, zone: ZoneInfo) -> datetime:
        return datetime.combine(self.day, self.at, zone)


@dataclass(frozen=True, slots=True)
class Count:
    """What was said of one date. `missing` are those who are required and said no, or nothing yet."""

    option: Option
    yes: int
    if_need_be: int
    no: int
    missing: frozenset[int] = frozenset()

    @property
    def is_usable(self) -> bool:
        return not self.missing and self.yes + self.if_need_be > 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a poll stands: every date with its counts, best first, and `why` the first one is best.

    `best` is None as long as no date is usable.
    """

    counts: tuple[Count, ...]
    best: Option | None
    why: tuple[Note, ...]


Answers = Mapping[int, Mapping[int, Answer]]
"""What was answered: by date (its id), by person."""


def standing(options: Iterable[Option], answers: Answers, required: frozenset[int] = frozenset()) -> Standing:
    ranked = sorted((_count(one, answers.get(one.id, {}), required) for one in options), key=_rank)
    best = ranked[0] if ranked and ranked[0].is_usable else None
    return Standing(tuple(ranked), best.option if best else None, _why(ranked, best, required))


def unanswered(people: Iterable[int], options: Iterable[Option], answers: Answers) -> frozenset[int]:
    """Who has left at least one of the dates blank."""
    dates = [answers.get(one.id, {}) for one in options]
    return frozenset(person for person in people if any(person not in said for said in dates))


def must_be_askable(moments: Iterable[datetime], limit: datetime, now: datetime) -> tuple[datetime, ...]:
    """The dates in order, each once. Raises `Refusal` for what cannot be asked."""
    dates = tuple(sorted(set(moments)))
    if len(dates) < FEWEST:
        raise Refusal("With one date there is nothing to choose. Give two to five dates, or plan it at once.")
    if len(dates) > MOST:
        raise Refusal("Five dates at most: with more, nobody answers all of them.")
    if dates[0] <= now:
        raise Refusal("{when} has passed already. Give dates that are still to come.", when=dates[0])
    if limit <= now:
        raise Refusal("The limit date {when} has passed already. Give people until later.", when=limit)
    if limit >= dates[0]:
        raise Refusal(
            "People can answer until {limit}, but the first date is {first}. Make the limit earlier, or the "
            "first date later.",
            limit=limit,
            first=dates[0],
        )
    return dates


def _count(option: Option, said: Mapping[int, Answer], required: frozenset[int]) -> Count:
    given = list(said.values())
    able = {person for person, answer in said.items() if answer is not Answer.NO}
    return Count(
        option,
        given.count(Answer.YES),
        given.count(Answer.IF_NEED_BE),
        given.count(Answer.NO),
        required - able,
    )


def _rank(count: Count) -> tuple[bool, int, int, date, time]:
    return not count.is_usable, -count.yes, -count.if_need_be, count.option.day, count.option.at


def _why(ranked: list[Count], best: Count | None, required: frozenset[int]) -> tuple[Note, ...]:
    if best is None:
        if any(one.missing for one in ranked):
            return (Note("On no date can everyone who must be there."),)
        return (Note("Nobody said yes to any date yet."),)
    found = []
    rivals = [one for one in ranked if one is not best and one.is_usable]
    level = [one for one in rivals if one.yes == best.yes]
    even = [one for one in level if one.if_need_be == best.if_need_be]
    if not level:
        found.append(Note("Most people can: {n} times yes.", {"n": best.yes}))
    elif not even:
        found.append(
            Note(
                "As many yes as another date ({n}), and more people if need be ({m}).",
                {"n": best.yes, "m": best.if_need_be},
            )
        )
    else:
        found.append(
            Note("As many yes ({n}) and if need be as another date, and it is earlier.", {"n": best.yes})
        )
    if required:
        found.append(Note("Everyone who must be there can."))
    better = [
        one for one in ranked if one.missing and (one.yes, one.if_need_be) > (best.yes, best.if_need_be)
    ]
    found += [
        Note("{day} has more yes, but not everyone who must be there can.", {"day": one.option.day})
        for one in better
    ]
    return tuple(found)
