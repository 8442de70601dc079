"""What fits best: which grants, permits and places go with a plan, with every reason for and against.

The rule is plain. Each article may carry criteria (its front matter). Every criterion that can be held
against what somebody answered speaks for the scheme or against it; one single "against" and it does not fit.
What was not asked or not answered is said as something to check, never counted as a yes. Among those that
fit, more reasons for come first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from domain.knowledge.measures import Euros, Forms, Kinds, Places, Span
from domain.knowledge.schemes import Scheme
from domain.when.answers import Message


class Who(StrEnum):
    """For whom: the person or body that would apply."""

    ME = "me"
    SELF_EMPLOYED = "zzp"
    GROUP = "group"
    ASSOCIATION = "association"
    FOUNDATION = "foundation"
    COMPANY = "company"


_WHOM: Final[Mapping[Who, str]] = {
    Who.ME: "person",
    Who.SELF_EMPLOYED: "person",
    Who.GROUP: "group",
    Who.ASSOCIATION: "organisation",
    Who.FOUNDATION: "organisation",
    Who.COMPANY: "organisation",
}
_FORM: Final[Mapping[Who, str]] = {
    Who.ME: "none",
    Who.SELF_EMPLOYED: "sole_trader",
    Who.GROUP: "informal_group",
    Who.ASSOCIATION: "association",
    Who.FOUNDATION: "foundation",
    Who.COMPANY: "company",
}
_REGISTERED: Final = {Who.SELF_EMPLOYED, Who.ASSOCIATION, Who.FOUNDATION, Who.COMPANY}
_LEGAL_PERSONS: Final = {"association", "foundation", "company"}

_WIDER: Final[Mapping[str, tuple[str, ...]]] = {
    "enschede": ("enschede", "overijssel", "netherlands"),
    "overijssel": ("overijssel", "netherlands"),
    "netherlands": ("netherlands",),
}
"""What is in Enschede is in Overijssel too."""
PLACES: Final = tuple(_WIDER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What somebody answered; empty or None where they did not. `budget` in whole euros."""

    what: frozenset[str] = field(default_factory=frozenset)
    who: Who | None = None
    budget: int | None = None
    day: date | None = None
    where: str = ""


class Side(StrEnum):
    FOR = "for"
    AGAINST = "against"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Reason:
    side: Side
    message: Message


@dataclass(frozen=True, slots=True)
class Fit:
    scheme: Scheme
    reasons: tuple[Reason, ...]

    @property
    def fits(self) -> bool:
        return not self.of(Side.AGAINST)

    def of(self, side: Side) -> tuple[Reason, ...]:
        return tuple(reason for reason in self.reasons if reason.side is side)


def ranked(schemes: Iterable[Scheme], plan: Plan, *, today: date) -> tuple[Fit, ...]:
    """What fits before what does not; then the most reasons for, the fewest against, and by name."""
    found = [fit(scheme, plan, today=today) for scheme in schemes]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                not one.fits,
                len(one.of(Side.AGAINST)),
                -len(one.of(Side.FOR)),
                one.scheme.name.casefold(),
            ),
        )
    )


def fit(scheme: Scheme, plan: Plan, *, today: date) -> Fit:
    """Every reason, in the order: what, who, money, time, place, and then what is left to check."""
    reasons = (
        *_what(scheme, plan),
        *_who(scheme, plan),
        *_money(scheme, plan),
        *_time(scheme, plan, today),
        *_place(scheme, plan),
        *_unasked(scheme),
    )
    return Fit(scheme, reasons)


def _for(message: Message) -> Reason:
    return Reason(Side.FOR, message)


def _against(message: Message) -> Reason:
    return Reason(Side.AGAINST, message)


def _check(message: Message) -> Reason:
    return Reason(Side.CHECK, message)


def _what(scheme: Scheme, plan: Plan) -> Sequence[Reason]:
    if not scheme.what or not plan.what:
        return ()
    both = [kind for kind in scheme.what if kind in plan.what]
    if both:
        return (_for(Message("it is meant for this: {kinds}", {"kinds": Kinds(both)})),)
    return (_against(Message("it is meant for something else: {kinds}", {"kinds": Kinds(scheme.what)})),)


def _who(scheme: Scheme, plan: Plan) -> Sequence[Reason]:
    reasons: list[Reason] = []
    who = plan.who
    if who is None:
        if scheme.legal_form:
            forms = Forms(scheme.legal_form)
            reasons.append(_check(Message("you apply as: {forms}", {"forms": forms})))
        if scheme.kvk_required:
            reasons.append(_check(Message("you have to be registered with the KvK")))
        return reasons
    if scheme.legal_form:
        forms = Forms(scheme.legal_form)
        if _FORM[who] in scheme.legal_form:
            reasons.append(_for(Message("you can apply as you are")))
        elif set(scheme.legal_form) <= _LEGAL_PERSONS and _FORM[who] not in _LEGAL_PERSONS:
            reasons.append(_against(Message("needs a legal person: {forms}", {"forms": forms})))
        else:
            reasons.append(_against(Message("only for: {forms}", {"forms": forms})))
    elif scheme.for_whom:
        if _WHOM[who] in scheme.for_whom:
            reasons.append(_for(Message("you can apply as you are")))
        else:
            reasons.append(_against(Message("only for: {forms}", {"forms": Forms(scheme.for_whom)})))
    if scheme.kvk_required and who not in _REGISTERED:
        reasons.append(_against(Message("you have to be registered with the KvK")))
    return reasons


def _money(scheme: Scheme, plan: Plan) -> Sequence[Reason]:
    reasons: list[Reason] = []
    if scheme.budget_max is not None:
        most = {"most": Euros(scheme.budget_max)}
        if plan.budget is None:
            reasons.append(_check(Message("your whole budget may be at most {most}", most)))
        elif plan.budget <= scheme.budget_max:
            reasons.append(_for(Message("your budget is under the most it may be, {most}", most)))
        else:
            reasons.append(_against(Message("your whole budget may be at most {most}", most)))
    least, most_given = scheme.grant_min, scheme.grant_max
    if least is not None and least == most_given:
        reasons.append(_check(Message("it gives {amount}", {"amount": Euros(least)})))
    elif least is not None and most_given is not None:
        amounts = {"least": Euros(least), "most": Euros(most_given)}
        reasons.append(_check(Message("it gives {least} to {most}", amounts)))
    elif most_given is not None:
        reasons.append(_check(Message("it gives at most {most}", {"most": Euros(most_given)})))
    if least is not None and plan.budget is not None and plan.budget < least:
        reasons.append(
            _against(
                Message("it gives no less than {least}, and your budget is lower", {"least": Euros(least)})
            )
        )
    return reasons


def _time(scheme: Scheme, plan: Plan, today: date) -> Sequence[Reason]:
    reasons: list[Reason] = []
    if scheme.lead_hours_before_announcement is not None:
        hours = {"n": scheme.lead_hours_before_announcement}
        reasons.append(_check(Message("do it at least {n} hours before you announce it", hours)))
    if scheme.lead_days is None:
        return reasons
    if plan.day is None:
        reasons.append(_check(Message("apply at least {time} before", {"time": Span(scheme.lead_days)})))
        return reasons
    limit = plan.day - timedelta(days=scheme.lead_days)
    told = {"time": Span(scheme.lead_days), "day": limit}
    if limit >= today:
        reasons.append(_for(Message("there is time: apply at least {time} before, so before {day}", told)))
    else:
        reasons.append(_against(Message("too late: apply at least {time} before, and that was {day}", told)))
    return reasons


def _place(scheme: Scheme, plan: Plan) -> Sequence[Reason]:
    if not scheme.where or not plan.where:
        return ()
    around = _WIDER.get(plan.where, (plan.where,))
    places = {"places": Places(scheme.where)}
    if any(place in around for place in scheme.where):
        return (_for(Message("it is for your area: {places}", places)),)
    return (_against(Message("only for: {places}", places)),)


def _unasked(scheme: Scheme) -> Sequence[Reason]:
    """What no question was asked about: everyone has to see for themselves."""
    found: list[Reason] = []
    if scheme.visitors_max is not None:
        found.append(_check(Message("at most {n} visitors a day", {"n": scheme.visitors_max})))
    if scheme.days_max is not None:
        found.append(_check(Message("at most {n} days", {"n": scheme.days_max})))
    if scheme.people_min is not None:
        found.append(_check(Message("you are with at least {n} people", {"n": scheme.people_min})))
    if scheme.years_active_min is not None and scheme.years_active_max is not None:
        years = {"least": scheme.years_active_min, "most": scheme.years_active_max}
        found.append(_check(Message("you have been active for {least} to {most} years", years)))
    elif scheme.years_active_min is not None:
        least = {"least": scheme.years_active_min}
        found.append(_check(Message("you have been active for at least {least} years", least)))
    if scheme.times_max is not None:
        found.append(_check(Message("at most {n} times for the same activity", {"n": scheme.times_max})))
    return found
