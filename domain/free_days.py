"""Days on which people are away: public holidays and school holidays, by name.

Both come from the `holidays` package; what it does not know (school holidays after 2030, a week that a town
adds) is handed in as a list.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from holidays import country_holidays

from domain.meetings.notes import Note

_NAMES: Final[Mapping[str, Note]] = {
    "Nieuwjaarsdag": Note("New Year's Day"),
    "Goede vrijdag": Note("Good Friday"),
    "Eerste paasdag": Note("Easter Sunday"),
    "Tweede paasdag": Note("Easter Monday"),
    "Koningsdag": Note("King's Day"),
    "Bevrijdingsdag": Note("Liberation Day"),
    "Hemelvaartsdag": Note("Ascension Day"),
    "Eerste pinksterdag": Note("Whit Sunday"),
    "Tweede pinksterdag": Note("Whit Monday"),
    "Eerste kerstdag": Note("Christmas Day"),
    "Tweede kerstdag": Note("Boxing Day"),
    "Kerstvakantie": Note("Christmas holidays"),
    "Voorjaarsvakantie": Note("spring holidays"),
    "Meivakantie": Note("May holidays"),
    "Zomervakantie": Note("summer holidays"),
    "Herfstvakantie": Note("autumn holidays"),
}
_NEW_YEARS_EVE: Final = Note("New Year's Eve")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `first` to `last`, both included, that are school holidays here."""

    first: date
    last: date
    name: str


@dataclass(frozen=True, slots=True)
class FreeDays:
    """`region` is the school region (Noord, Midden, Zuid; Overijssel is in Noord), empty for none; `more` are
    school holidays beside those that the package knows."""

    region: str = "Noord"
    more: tuple[Stretch, ...] = ()

    def public(self, day: date) -> Note | None:
        """The public holiday that it is. 31 December counts as one, and so do Good Friday and every
        Liberation Day, on which not everybody is free."""
        if (day.month, day.day) == (12, 31):
            return _NEW_YEARS_EVE
        return _named(public_days(day.year).get(day))

    def school(self, day: date) -> Note | None:
        """The school holidays in which it lies."""
        for one in self.more:
            if one.first <= day <= one.last:
                return Note("{name}", {"name": one.name})
        return _named(_school(self.region, day.year).get(day)) if self.region else None


def stretches(values: Iterable[tuple[date, date, str]]) -> tuple[Stretch, ...]:
    return tuple(Stretch(*value) for value in values)


def _named(name: str | None) -> Note | None:
    if name is None:
        return None
    first = name.split("; ")[0]
    return _NAMES.get(first) or Note("{name}", {"name": first})


@lru_cache(64)
def public_days(year: int) -> Mapping[date, str]:
    """The public holidays of the Netherlands by day, those on which not everybody is free among them."""
    days = country_holidays("NL", years=year, categories=("public", "optional"), language="nl")
    return dict(days.items())


@lru_cache(64)
def _school(region: str, year: int) -> Mapping[date, str]:
    days = country_holidays("NL", subdiv=region, years=year, categories=("school",), language="nl")
    return dict(days.items())
