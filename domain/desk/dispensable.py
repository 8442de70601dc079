"""Becoming dispensable: how much is solved by an article or a workflow, without bothering a person.

What is counted is a matter: something that somebody needed, once, in the month in which it began (a workflow:
in which it ended), under the sector of the article, workflow or question.

- solved by an **article**: asked of the knowledge base (in chat, by `/kb search`, or at the desk, which shows
  its answers first), did not become a question of the desk, and somebody said that it helped while who asked
  did not say that it did not;
- solved by a **workflow**: every step of it is ticked;
- needed a **person**: a question of the desk, however it ended (also when it was closed with an article: that
  one counts from the next asker on);
- **unknown**: asked of the knowledge base and nobody said whether it helped, or said it did not, or nothing
  was found, and it never came to the desk; a workflow that was stopped halfway. Nobody knows how these ended,
  so they are shown as unknown and count neither as solved nor as needing a person.

The share is solved / (solved + person). Without any of these there is no share, which is not 0 %."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from domain.refusal import Refusal

_QUARTER: Final = re.compile(r"(?:(?P<year>20\d\d)\W*)?[qk]?(?P<q>[1-4])(?:\W*(?P<after>20\d\d))?")


class Ended(StrEnum):
    ARTICLE = "article"
    WORKFLOW = "workflow"
    PERSON = "person"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Counted:
    """So many matters of a sector (its key, empty for none) ended so in a month (its place in the list)."""

    month: int
    sector: str
    ended: Ended
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    articles: int = 0
    workflows: int = 0
    person: int = 0
    unknown: int = 0

    @property
    def solved(self) -> int:
        return self.articles + self.workflows

    @property
    def known(self) -> int:
        return self.solved + self.person

    @property
    def percent(self) -> int | None:
        """The share, rounded half up; None where nothing is known."""
        return (200 * self.solved + self.known) // (2 * self.known) if self.known else None

    @property
    def is_empty(self) -> bool:
        return not (self.known or self.unknown)


def tally(counts: Iterable[Counted]) -> Tally:
    totals = dict.fromkeys(Ended, 0)
    for one in counts:
        totals[one.ended] += one.count
    return Tally(*(totals[ended] for ended in Ended))


def added(parts: Iterable[Tally]) -> Tally:
    parts = list(parts)
    return Tally(
        sum(one.articles for one in parts),
        sum(one.workflows for one in parts),
        sum(one.person for one in parts),
        sum(one.unknown for one in parts),
    )


def by_sector(counts: Iterable[Counted]) -> dict[str, Tally]:
    """Every sector of which anything is known, what was asked most first."""
    counts = list(counts)
    found = {key: tally(one for one in counts if one.sector == key) for key in {one.sector for one in counts}}
    return dict(sorted(found.items(), key=lambda pair: (-pair[1].known, -pair[1].unknown, pair[0])))


def by_month(counts: Iterable[Counted], months: int) -> tuple[Tally, ...]:
    counts = list(counts)
    return tuple(tally(one for one in counts if one.month == number) for number in range(months))


def months_until(last: date, number: int) -> tuple[date, ...]:
    """The first days of so many months, the last of them that of `last`."""
    at = last.year * 12 + last.month - 1
    return tuple(date(one // 12, one % 12 + 1, 1) for one in range(at - number + 1, at + 1))


def edges(months: Sequence[date], zone: ZoneInfo) -> tuple[datetime, ...]:
    """When each of the months begins, local time, and when the last one ends (UTC)."""
    after = months_until(months[-1], 1)[0]
    following = date(after.year + after.month // 12, after.month % 12 + 1, 1)
    return tuple(datetime.combine(day, time(), zone).astimezone(UTC) for day in (*months, following))


def quarter_typed(text: str, today: date) -> date:
    """The first day of a quarter: *Q1 2026*, *2026-Q1*, *2*; the last complete one if it is left out."""
    text = text.strip().casefold()
    if not text:
        first = quarter_of(today)
        return months_until(first, 4)[0]
    match = _QUARTER.fullmatch(text)
    if match is None or (match["year"] and match["after"]):
        raise Refusal("Write the quarter like Q1 2026.")
    year = int(match["year"] or match["after"] or today.year)
    first = date(year, 3 * int(match["q"]) - 2, 1)
    if first > today:
        raise Refusal("That quarter has not begun yet.")
    return first


def quarter_of(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def next_first(today: date) -> date:
    """The first of the month after this day."""
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)
