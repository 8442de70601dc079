"""A grant, a permit or a place to hire, as the criteria in an article's front matter tell it."""

import re
from dataclasses import dataclass

from domain.knowledge.article import Criteria


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """One scheme. Money in whole euros, `lead_days` how long before the day one has to apply. What the
    front matter leaves out is empty or None and says nothing."""

    id: str
    name: str
    article: str
    kind: str = ""
    what: tuple[str, ...] = ()
    for_whom: tuple[str, ...] = ()
    legal_form: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    lead_days: int | None = None
    lead_hours_before_announcement: int | None = None
    budget_max: int | None = None
    grant_min: int | None = None
    grant_max: int | None = None
    kvk_required: bool = False
    visitors_max: int | None = None
    days_max: int | None = None
    people_min: int | None = None
    years_active_min: int | None = None
    years_active_max: int | None = None
    times_max: int | None = None
    conditions: tuple[str, ...] = ()


def scheme_of(criteria: Criteria, *, article: str) -> Scheme:
    """From an article's front matter. What is misspelt or of another kind is left out, never guessed at."""
    lead, weeks = _whole(criteria, "lead_days"), _whole(criteria, "lead_weeks")
    if lead is None and weeks is not None:
        lead = weeks * 7
    fixed = _whole(criteria, "grant_fixed")
    return Scheme(
        id=criteria.id,
        name=criteria.name,
        article=article,
        kind=criteria.scheme,
        what=_words(criteria, "what"),
        for_whom=_words(criteria, "for_whom"),
        legal_form=_words(criteria, "legal_form"),
        where=_words(criteria, "where"),
        lead_days=lead,
        lead_hours_before_announcement=_whole(criteria, "lead_hours_before_announcement"),
        budget_max=_whole(criteria, "budget_max"),
        grant_min=_whole(criteria, "grant_min") if fixed is None else fixed,
        grant_max=_whole(criteria, "grant_max") if fixed is None else fixed,
        kvk_required=_words(criteria, "kvk_required") in {("true",), ("yes",)},
        visitors_max=_whole(criteria, "visitors_max"),
        days_max=_whole(criteria, "days_max"),
        people_min=_whole(criteria, "people_min"),
        years_active_min=_whole(criteria, "years_active_min"),
        years_active_max=_whole(criteria, "years_active_max"),
        times_max=_whole(criteria, "times_max"),
        conditions=criteria.conditions,
    )


def _whole(criteria: Criteria, test: str) -> int | None:
    values = criteria.all(test)
    if len(values) != 1 or not re.fullmatch(r"[0-9]{1,8}", values[0].strip()):
        return None
    return int(values[0])


def _words(criteria: Criteria, test: str) -> tuple[str, ...]:
    return tuple(one.strip().casefold() for one in criteria.all(test) if one.strip())
