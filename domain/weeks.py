"""Calendar weeks (ISO 8601): Monday to Sunday, told by the year and number of the week."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Self

from domain.refusal import Refusal
from domain.when.answers import Period

_WRITTEN: Final = re.compile(r"(?:(\d{4})[ -]?)?(?:w|wk|week)?[ -]?(\d{1,2})", re.IGNORECASE | re.ASCII)
_THIS: Final = {"", "this", "this week", "deze", "deze week"}
_NEXT: Final = {"next", "next week", "volgende", "volgende week", "komende week"}


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """`str(week)` is as ISO writes it: 2026-W11."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @property
    def monday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def days(self) -> Period:
        return Period(self.monday, self.monday + timedelta(days=7))

    @property
    def following(self) -> "Week":
        return Week.of(self.monday + timedelta(days=7))

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02}"


def read_week(text: str, today: date) -> Week:
    """ "2026-W11", "week 11", "11", "this", "volgende week". A number alone is the nearest such week, before
    or after today. Raises `Refusal`."""
    said = " ".join(text.lower().split())
    if said in _THIS:
        return Week.of(today)
    if said in _NEXT:
        return Week.of(today).following
    match = _WRITTEN.fullmatch(said)
    if match is not None:
        years = [int(match[1])] if match[1] else [today.year + offset for offset in (-1, 0, 1)]
        weeks = [Week(year, int(match[2])) for year in years if _exists(year, int(match[2]))]
        if weeks:
            return min(weeks, key=lambda week: abs(week.monday - today))
    raise Refusal("“{text}” is not a week. Write it as 2026-W11, or “this” or “next”.", text=text[:40])


def _exists(year: int, number: int) -> bool:
    try:
        return 2000 <= year < 2100 and bool(date.fromisocalendar(year, number, 1))
    except ValueError:
        return False
