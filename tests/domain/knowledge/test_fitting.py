"""Which schemes go with a plan, and why."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.knowledge import Criteria
from domain.knowledge.fitting import Fit, Plan, Side, Who, fit, ranked
from domain.knowledge.measures import Euros, Forms, Span
from domain.knowledge.schemes import scheme_of

TODAY = date(2026, 3, 9)
CITY = Criteria(
    id="city",
    name="City grant",
    scheme="grant",
    tests=(
        ("what", ("event", "project")),
        ("for_whom", ("group", "organisation")),
        ("legal_form", ("foundation", "association")),
        ("lead_weeks", "8"),
        ("where", "enschede"),
        ("budget_max", "12500"),
    ),
)
PLAN = Plan(
    what=frozenset({"event"}),
    who=Who.FOUNDATION,
    budget=4000,
    day=date(2026, 6, 20),
    where="enschede",
)


def fitted(plan: Plan, criteria: Criteria = CITY) -> Fit:
    return fit(scheme_of(criteria, article="nl/city"), plan, today=TODAY)


def said(found: Fit, side: Side) -> list[str]:
    return [reason.message.message_id for reason in found.of(side)]


def test_everything_that_was_answered_speaks_for_it() -> None:
    found = fitted(PLAN)
    assert found.fits
    assert len(found.of(Side.FOR)) == 5


def test_it_needs_a_legal_person_and_was_due_eight_weeks_before() -> None:
    found = fitted(replace(PLAN, who=Who.ME, day=date(2026, 4, 1)))
    assert not found.fits
    legal, late = found.of(Side.AGAINST)
    assert legal.message.message_id == "needs a legal person: {forms}"
    assert legal.message.params == {"forms": Forms(("foundation", "association"))}
    assert late.message.message_id == "too late: apply at least {time} before, and that was {day}"
    assert late.message.params == {"time": Span(56), "day": date(2026, 2, 4)}


def test_on_the_last_possible_day_there_is_time() -> None:
    assert fitted(replace(PLAN, day=date(2026, 5, 4))).fits
    assert not fitted(replace(PLAN, day=date(2026, 5, 3))).fits


def test_too_large_a_budget_another_place_and_another_kind_are_each_a_reason() -> None:
    assert said(fitted(replace(PLAN, budget=12_501)), Side.AGAINST) == [
        "your whole budget may be at most {most}"
    ]
    assert said(fitted(replace(PLAN, where="overijssel")), Side.AGAINST) == ["only for: {places}"]
    assert said(fitted(replace(PLAN, what=frozenset({"alcohol"}))), Side.AGAINST) == [
        "it is meant for something else: {kinds}"
    ]


def test_what_is_in_enschede_is_in_the_country() -> None:
    national = Criteria(id="n", name="National", tests=(("where", ("netherlands",)),))
    assert fitted(PLAN, national).fits
    assert said(fitted(PLAN, national), Side.FOR) == ["it is for your area: {places}"]


def test_what_nobody_answered_is_never_a_yes() -> None:
    found = fitted(Plan())
    assert found.fits
    assert found.of(Side.FOR) == ()
    assert len(found.of(Side.CHECK)) == 3


def test_what_fits_comes_first_and_then_the_most_reasons() -> None:
    other = replace(CITY, id="none", name="A", tests=())
    late = replace(CITY, id="late", name="B", tests=(("lead_weeks", "52"),))
    order = ranked([scheme_of(one, article="x") for one in (late, other, CITY)], PLAN, today=TODAY)
    assert [one.scheme.id for one in order] == ["city", "none", "late"]


def test_amounts_are_shown_and_a_fixed_one_is_one() -> None:
    fixed = scheme_of(Criteria(id="m", name="M", tests=(("grant_fixed", "22000"),)), article="x")
    (reason,) = fit(fixed, Plan(), today=TODAY).reasons
    assert reason.message.params == {"amount": Euros(22_000)}


def test_nonsense_in_the_front_matter_says_nothing() -> None:
    odd = Criteria(id="o", name="O", tests=(("lead_weeks", "soon"), ("budget_max", ("1", "2")), ("what", "")))
    assert fitted(PLAN, odd).reasons == ()


@given(st.sampled_from(list(Who)), st.integers(0, 50_000), st.dates(TODAY, date(2027, 3, 9)))
def test_a_scheme_fits_exactly_when_nothing_speaks_against_it(who: Who, budget: int, day: date) -> None:
    found = fitted(replace(PLAN, who=who, budget=budget, day=day))
    legal = who in {Who.FOUNDATION, Who.ASSOCIATION}
    assert found.fits == (legal and budget <= 12_500 and (day - TODAY).days >= 56)
