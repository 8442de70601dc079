"""Counting: the issue's own cases, what must hold of every vote, and what others count."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import Say
from domain.decisions.ballots import ABSTAIN, ADVICE, CONSENT, NO, OBJECT, YES, Ballot, picked, scored
from domain.decisions.instant_runoff import run_off
from domain.decisions.kinds import Kind, Rule, TieRule, Verdict
from domain.decisions.outcome import Outcome
from domain.decisions.reasons import verdict_in_short
from domain.decisions.tallying import tally
from domain.decisions.terms import Proposal, Terms, drawn_up
from domain.decisions.thresholds import HALF, MONEY_FLOOR, NO_QUORUM, Fraction

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
DATA = json.loads((Path(__file__).parents[2] / "data/elections/pref_voting.json").read_text("utf-8"))
OPTIONS = ("Tankstation", "Sickhouse", "Metropool", "Vestzak", "Tetem", "Concordia")


def terms(kind: Kind = Kind.MOTION, options: int = 0, **others: Any) -> Terms:
    proposal = Proposal(
        title="Mengtafel",
        sector="promotie",
        closes=NOW + timedelta(days=3),
        owner=1,
        kind=kind,
        options=OPTIONS[:options],
    )
    return drawn_up(replace(proposal, **others), now=NOW)


def motion(
    yes: int, no: int, abstain: int, electorate: int, rule: Rule = Rule.SIMPLE, **others: Any
) -> Outcome:
    ballots = {YES: yes, NO: no, ABSTAIN: abstain}
    return tally(terms(rule=rule, **others), electorate, {b: n for b, n in ballots.items() if n})


A, R, X = Verdict.ADOPTED, Verdict.REJECTED, Verdict.INVALID


@pytest.mark.parametrize(
    ("rule", "yes", "no", "abstain", "electorate", "verdict"),
    [
        (Rule.SIMPLE, 5, 2, 0, 7, A),
        (Rule.SIMPLE, 3, 3, 0, 6, R),  # a tie
        (Rule.SIMPLE, 2, 0, 0, 7, X),  # too few, which is not the same as rejected
        (Rule.SIMPLE, 1, 0, 3, 7, A),  # abstentions make the quorum and no majority
        (Rule.SIMPLE, 0, 0, 4, 7, R),
        (Rule.SIMPLE, 3, 1, 0, 8, X),  # exactly half is not more than half
        (Rule.SIMPLE, 0, 0, 0, 0, X),
        (Rule.TWO_THIRDS, 4, 2, 0, 6, A),  # exactly two thirds
        (Rule.TWO_THIRDS, 5, 3, 0, 8, R),
        (Rule.TWO_THIRDS, 0, 0, 5, 7, R),
        (Rule.TWO_THIRDS, 2, 1, 3, 7, A),
        (Rule.ABSOLUTE, 4, 0, 0, 7, A),
        (Rule.ABSOLUTE, 4, 0, 4, 8, R),
        (Rule.ABSOLUTE, 3, 0, 4, 7, R),
        (Rule.UNANIMOUS, 7, 0, 0, 7, A),
        (Rule.UNANIMOUS, 6, 0, 1, 7, R),
        (Rule.UNANIMOUS, 6, 0, 0, 7, R),
    ],
)
def test_motions(rule: Rule, yes: int, no: int, abstain: int, electorate: int, verdict: Verdict) -> None:
    assert motion(yes, no, abstain, electorate, rule).verdict is verdict


def test_money_needs_a_quarter_of_everyone() -> None:
    assert motion(2, 1, 2, 8, floor=MONEY_FLOOR).verdict is Verdict.ADOPTED
    assert motion(2, 1, 2, 9, floor=MONEY_FLOOR).verdict is Verdict.REJECTED  # 4 x 2 < 9


def test_another_quorum() -> None:
    assert motion(2, 0, 0, 7, quorum=NO_QUORUM).verdict is Verdict.ADOPTED
    assert motion(0, 0, 0, 7, quorum=NO_QUORUM).verdict is Verdict.INVALID
    assert motion(4, 0, 0, 6, quorum=Fraction(2, 3)).verdict is Verdict.INVALID
    assert motion(5, 0, 0, 6, quorum=Fraction(2, 3)).verdict is Verdict.ADOPTED


def test_the_arithmetic_in_words() -> None:
    dutch, english = Say("nl"), Say("en")
    outcome = motion(5, 2, 0, 7)
    assert [english.value(sentence) for sentence in outcome.why] == [
        "Could vote: 7. Voted: 7. Did not vote: 0.",
        "Yes: 5. No: 2. Abstained: 0.",
        "Quorum: more than 1/2 of the voters had to take part. 2 × 7 = 14 is more than 1 × 7 = 7, so "
        "enough did.",
        "Simple majority: 5 yes is more than 2 no.",
    ]
    assert english.value(verdict_in_short(terms(), outcome)) == "adopted (5-2)"
    assert dutch.value(verdict_in_short(terms(), outcome)) == "aangenomen (5-2)"
    assert english.value(verdict_in_short(terms(), motion(3, 3, 0, 6))) == "rejected: a tie (3-3)"
    missed = motion(2, 0, 0, 7)
    assert english.value(missed.why[-1]).startswith(
        "So nothing was decided. That is not the same as rejected"
    )
    assert dutch.value(verdict_in_short(terms(), missed)) == "ongeldig: te weinig deelnemers (2 van 7)"


def test_consent_and_advice() -> None:
    assert tally(terms(Kind.CONSENT), 5, {CONSENT: 3}).verdict is Verdict.ADOPTED
    assert tally(terms(Kind.CONSENT), 5, {CONSENT: 4, OBJECT: 1}).verdict is Verdict.REJECTED
    assert tally(terms(Kind.CONSENT), 5, {CONSENT: 2}).verdict is Verdict.INVALID
    assert tally(terms(Kind.ADVICE), 5, {ADVICE: 1}).verdict is Verdict.ADVISED
    assert tally(terms(Kind.ADVICE), 5, {}).verdict is Verdict.ADVISED


def test_options() -> None:
    choice = terms(Kind.CHOICE, 3)
    won = tally(choice, 5, {picked(0): 2, picked(2): 3})
    assert (won.verdict, won.winners, won.counts) == (A, (2,), {"0": 2, "1": 0, "2": 3, "abstain": 0})
    tied = tally(choice, 5, {picked(0): 2, picked(2): 2, ABSTAIN: 1})
    assert (tied.verdict, tied.winners) == (Verdict.TIED, (0, 2))
    runoff = tally(replace(choice, ties=TieRule.REJECT, runoff_of=1), 5, {picked(0): 2, picked(2): 2})
    assert (runoff.verdict, runoff.winners) == (R, ())
    assert tally(choice, 3, {ABSTAIN: 2}).verdict is R
    approved = tally(terms(Kind.APPROVAL, 3), 4, {picked(0, 1): 2, picked(1, 2): 1})
    assert (approved.winners, approved.counts["1"]) == ((1,), 3)
    points = tally(terms(Kind.SCORE, 2), 3, {scored(5, 0): 1, scored(2, 4): 2})
    assert (points.winners, points.counts) == ((0,), {"0": 9, "1": 8, "abstain": 0})
    assert tally(terms(Kind.SCORE, 2), 2, {scored(0, 0): 2}).verdict is R


def test_money_goes_to_no_option_that_few_chose() -> None:
    choice = terms(Kind.CHOICE, 3, floor=MONEY_FLOOR, quorum=NO_QUORUM)
    assert tally(choice, 9, {picked(0): 2, picked(1): 1}).verdict is R
    assert tally(choice, 8, {picked(0): 2, picked(1): 1}).verdict is A


def test_a_ranked_choice_by_hand() -> None:
    """Nine voters: A 4, B 3, C 2. C drops out; both its voters go to B, who wins 5-4."""
    outcome = tally(terms(Kind.RANKED, 3), 9, {picked(0, 1): 4, picked(1, 2, 0): 3, picked(2, 1): 2})
    assert (outcome.verdict, outcome.winners) == (A, (1,))
    assert outcome.rounds == ({"0": 4, "1": 3, "2": 2, "exhausted": 0}, {"0": 4, "1": 5, "exhausted": 0})
    said = [Say("en").value(sentence) for sentence in outcome.why]
    assert said[3:] == [
        "Round 1: Tankstation 4, Sickhouse 3, Metropool 2 (ranked none of these: 0). "
        "“Metropool” is last and drops out.",
        "Round 2: Sickhouse 5, Tankstation 4 (ranked none of these: 0).",
        "“Sickhouse” won the instant run-off.",
    ]


def test_two_last_together_who_change_nothing() -> None:
    """B and C are last with 2 each; whichever goes, its votes do not reach A's 5 of 9."""
    outcome = tally(terms(Kind.RANKED, 3), 9, {picked(0): 4, picked(1, 0): 2, picked(2, 0): 2, ABSTAIN: 1})
    assert outcome.winners == (0,)
    assert any("the winner is the same" in sentence.message_id for sentence in outcome.why)


def test_two_last_together_who_decide_everything() -> None:
    """A 4, B 3, C 3, and B's and C's voters prefer each other to A: who drops out first decides. Dropping
    both at once would hand A the win that 6 of 10 do not want."""
    outcome = tally(terms(Kind.RANKED, 3), 10, {picked(0): 4, picked(1, 2): 3, picked(2, 1): 3})
    assert (outcome.verdict, outcome.winners) == (Verdict.TIED, (1, 2))


# ---- what must hold of every vote

small = st.integers(0, 12)
rules = st.sampled_from([Rule.SIMPLE, Rule.TWO_THIRDS, Rule.ABSOLUTE, Rule.UNANIMOUS])
floors = st.sampled_from([None, MONEY_FLOOR, HALF])


@given(rules, floors, small, small, small, small)
def test_totals_add_up(rule: Rule, floor: Any, yes: int, no: int, abstain: int, absent: int) -> None:
    outcome = motion(yes, no, abstain, yes + no + abstain + absent, rule, floor=floor)
    assert sum(outcome.counts.values()) == outcome.cast
    assert outcome.cast + outcome.absent == outcome.electorate
    assert outcome.absent == absent


@given(rules, floors, small, small, small, small, st.sampled_from(["absent", "no", "abstain"]))
def test_a_later_yes_never_undoes_a_pass(
    rule: Rule, floor: Any, yes: int, no: int, abstain: int, absent: int, who: str
) -> None:
    """One more yes, from somebody who had not voted or had voted otherwise."""
    electorate = yes + no + abstain + absent
    left = {"absent": absent, "no": no, "abstain": abstain}
    if left[who] == 0 or motion(yes, no, abstain, electorate, rule, floor=floor).verdict is not A:
        return
    left[who] -= 1
    again = motion(yes + 1, left["no"], left["abstain"], electorate, rule, floor=floor)
    assert again.verdict is A


@given(rules, small, small, small, small)
def test_a_quorum_once_met_stays_met(rule: Rule, yes: int, no: int, abstain: int, absent: int) -> None:
    electorate = yes + no + abstain + absent
    if absent and motion(yes, no, abstain, electorate, rule).verdict is not X:
        for more in ((1, 0, 0), (0, 1, 0), (0, 0, 1)):
            again = motion(yes + more[0], no + more[1], abstain + more[2], electorate, rule)
            assert again.verdict is not X


def ballots_for(kind: Kind, options: int) -> st.SearchStrategy[Ballot]:
    order = st.permutations(range(options))
    some = st.tuples(order, st.integers(1, options)).map(lambda one: tuple(one[0][: one[1]]))
    return {
        Kind.CHOICE: st.integers(0, options - 1).map(picked),
        Kind.APPROVAL: some.map(lambda one: picked(*sorted(one))),
        Kind.RANKED: some.map(lambda one: picked(*one)),
        Kind.SCORE: st.lists(st.integers(0, 5), min_size=options, max_size=options).map(lambda s: scored(*s)),
    }[kind] | st.just(ABSTAIN)


@given(st.data(), st.sampled_from([Kind.CHOICE, Kind.APPROVAL, Kind.RANKED, Kind.SCORE]), st.integers(2, 5))
def test_the_order_of_ballots_and_of_options_plays_no_part(
    data: st.DataObject, kind: Kind, options: int
) -> None:
    cast = data.draw(st.lists(ballots_for(kind, options), max_size=15))
    first = tally(terms(kind, options), 15, Counter(cast))
    assert tally(terms(kind, options), 15, Counter(data.draw(st.permutations(cast)))) == first
    # the same vote with the options listed in another order has the same winners
    place = data.draw(st.permutations(range(options)))
    moved = [_renamed(ballot, place, kind) for ballot in cast]
    other = tally(terms(kind, options), 15, Counter(moved))
    assert (other.verdict, other.cast) == (first.verdict, first.cast)
    assert set(other.winners) == {place[winner] for winner in first.winners}


def _renamed(ballot: Ballot, place: Sequence[int], kind: Kind) -> Ballot:
    options = tuple(place[option] for option in ballot.options)
    scores = tuple(ballot.scores[place.index(o)] for o in range(len(ballot.scores)))
    return replace(
        ballot, options=tuple(sorted(options)) if kind is Kind.APPROVAL else options, scores=scores
    )


# ---- what others count


def without_chance(options: int, ballots: Mapping[tuple[int, ...], int]) -> set[int]:
    """Written anew, the slow way: every order in which ties could be broken is a list of all options, and of
    those who are last the one that stands first in it drops out, until one is left."""
    found = set()
    for order in permutations(range(options)):
        left = list(order)
        while len(left) > 1:
            count = {
                option: sum(
                    n for ranking, n in ballots.items() if [o for o in ranking if o in left][:1] == [option]
                )
                for option in left
            }
            left.remove(min(left, key=lambda option: (count[option], order.index(option))))
        found.add(left[0])
    return found


@given(st.data(), st.integers(2, 5))
def test_instant_run_off_as_somebody_else_would_count_it(data: st.DataObject, options: int) -> None:
    rankings = [
        ballot.options
        for ballot in data.draw(st.lists(ballots_for(Kind.RANKED, options), min_size=1, max_size=12))
        if ballot.options
    ]
    if rankings:
        assert set(run_off(options, Counter(rankings)).winners) == without_chance(options, Counter(rankings))


def winners_of(kind: Kind, options: int, ballots: Mapping[Ballot, int]) -> list[int]:
    outcome = tally(terms(kind, options), sum(ballots.values()), ballots)
    return sorted(outcome.winners)


@pytest.mark.parametrize("name", ["ranked", "truncated"])
def test_instant_run_off_as_pref_voting_counts_it(name: str) -> None:
    for one in DATA[name]:
        ballots = {picked(*ranking): times for ranking, times in one["ballots"]}
        assert winners_of(Kind.RANKED, one["options"], ballots) == sorted(one["winners"]), one


def test_choice_as_pref_voting_counts_it() -> None:
    for one in DATA["plurality"]:
        ballots: Counter[Ballot] = Counter()
        for ranking, times in one["ballots"]:
            ballots[picked(ranking[0])] += times
        assert winners_of(Kind.CHOICE, one["options"], ballots) == sorted(one["winners"]), one


def test_approval_as_pref_voting_counts_it() -> None:
    for one in DATA["approval"]:
        ballots = Counter(picked(*approved) if approved else ABSTAIN for approved in one["ballots"])
        if any(one["ballots"]):
            assert winners_of(Kind.APPROVAL, one["options"], ballots) == sorted(one["winners"]), one


def test_score_as_pref_voting_counts_it() -> None:
    for one in DATA["score"]:
        ballots = Counter(scored(*scores) for scores in one["ballots"])
        if any(any(scores) for scores in one["ballots"]):
            assert winners_of(Kind.SCORE, one["options"], ballots) == sorted(one["winners"]), one


def test_more_ballots_than_voters_is_an_error() -> None:
    with pytest.raises(ValueError, match="3 ballots from 2"):
        motion(3, 0, 0, 2)
