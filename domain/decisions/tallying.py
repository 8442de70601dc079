"""Counting: from the ballots to the outcome, and why.

The order in which ballots came plays no part: they arrive here as "how often was this one cast".
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from domain.decisions.ballots import Answer, Ballot
from domain.decisions.instant_runoff import run_off
from domain.decisions.kinds import Kind, Rule, TieRule, Verdict
from domain.decisions.outcome import Outcome
from domain.decisions.reasons import (
    consent_why,
    floor_why,
    majority_why,
    quorum_why,
    rounds_why,
    standing_why,
    tie_why,
    turnout_why,
    winner_why,
)
from domain.decisions.terms import Terms
from domain.decisions.thresholds import on_the_floor, passes, quorate
from domain.when.answers import Message

Ballots = Mapping[Ballot, int]
"""How often each ballot was cast."""


def tally(terms: Terms, electorate: int, ballots: Ballots) -> Outcome:
    """`electorate` is |E| at the close. A missed quorum is invalid, whatever the votes say.

    >= 0 ballots, at most one for each of the electorate; raises ValueError for more.
    """
    cast = sum(ballots.values())
    if cast > electorate:
        raise ValueError(f"{cast} ballots from {electorate} voters")
    outcome = _COUNTED[terms.kind](terms, electorate, cast, ballots)
    turnout = turnout_why(electorate, cast)
    quorum, enough = quorum_why(terms.quorum, cast, electorate), quorate(terms.quorum, cast, electorate)
    if terms.kind is Kind.ADVICE:
        return replace(outcome, why=(turnout, standing_why(terms, outcome), *outcome.why))
    if not enough:
        numbers = replace(outcome, verdict=Verdict.INVALID, winners=())
        return replace(numbers, why=(turnout, standing_why(terms, numbers), *quorum, _INVALID))
    return replace(outcome, why=(turnout, standing_why(terms, outcome), *quorum, *outcome.why))


_INVALID: Final = Message("So nothing was decided. That is not the same as rejected: it can be put again.")


def _motion(terms: Terms, electorate: int, cast: int, ballots: Ballots) -> Outcome:
    yes, no, abstain = (_answered(ballots, a) for a in (Answer.YES, Answer.NO, Answer.ABSTAIN))
    majority = passes(terms.rule, yes, no, electorate)
    floor = on_the_floor(terms.floor, yes, electorate)
    return Outcome(
        verdict=Verdict.ADOPTED if majority and floor else Verdict.REJECTED,
        electorate=electorate,
        cast=cast,
        counts={"yes": yes, "no": no, "abstain": abstain},
        why=(*majority_why(terms.rule, yes, no, electorate), *floor_why(terms.floor, yes, electorate)),
    )


def _choice(terms: Terms, electorate: int, cast: int, ballots: Ballots) -> Outcome:
    """The most votes win, also without a majority (plurality; Robert's Rules 44:11)."""
    return _most(terms, electorate, cast, ballots)


def _approval(terms: Terms, electorate: int, cast: int, ballots: Ballots) -> Outcome:
    """Approved of by the most people wins (Brams and Fishburn, Approval Voting, 1983); by shares everything
    that was approved of gets its part."""
    if terms.rule is Rule.SHARES:
        return _shares(terms, electorate, cast, ballots)
    return _most(terms, electorate, cast, ballots)


def _shares(terms: Terms, electorate: int, cast: int, ballots: Ballots) -> Outcome:
    """How many cents that are follows from the amounts (`domain.emergency.settle`); here is what by."""
    approvals = {
        option: sum(times for ballot, times in ballots.items() if option in ballot.options)
        for option in range(len(terms.options))
    }
    abstain = _answered(ballots, Answer.ABSTAIN)
    winners = tuple(option for option, number in approvals.items() if number)
    counts = {**{str(option): number for option, number in approvals.items()}, "abstain": abstain}
    why = (
        Message("Every idea gets a part in proportion to its approvals, to the cent.")
        if winners
        else Message("Nobody chose any of the options, so none was chosen.")
    )
    return Outcome(
        verdict=Verdict.ADOPTED if winners else Verdict.REJECTED,
        electorate=electorate,
        cast=cast,
        counts=counts,
        winners=winners,
        why=(why,),
    )


def _most(terms: Terms, electorate: int, cast: int, ballots: Ballots) -> Outcome:
    votes = dict.fromkeys(range(len(terms.options)), 0)
    for ballot, times in ballots.items():
        for option in ballot.options:
            votes[option] += times
    return _on_top(terms, electorate, cast, votes, _answered(ballots, Answer.ABSTAIN))


def _score(terms: Terms, electorate: int, cast: int, ballots: Ballots) -> Outcome:
    """The highest sum of points wins (score voting; Smith, Range Voting, 2000)."""
    points = dict.fromkeys(range(len(terms.options)), 0)
    for ballot, times in ballots.items():
        for option, score in enumerate(ballot.scores):
            points[option] += score * times
    return _on_top(terms, electorate, cast, points, _answered(ballots, Answer.ABSTAIN))


def _on_top(terms: Terms, electorate: int, cast: int, counted: Mapping[int, int], abstain: int) -> Outcome:
    most = max(counted.values())
    top = tuple(option for option, number in counted.items() if number == most) if most else ()
    counts = {**{str(option): number for option, number in counted.items()}, "abstain": abstain}
    base = Outcome(verdict=Verdict.REJECTED, electorate=electorate, cast=cast, counts=counts, winners=top)
    return _decided(terms, base, most)


def _ranked(terms: Terms, electorate: int, cast: int, ballots: Ballots) -> Outcome:
    rankings = {b.options: times for b, times in ballots.items() if b.answer is Answer.PICKED}
    abstain = _answered(ballots, Answer.ABSTAIN)
    if not rankings:
        counts = {**{str(option): 0 for option in range(len(terms.options))}, "abstain": abstain}
        base = Outcome(verdict=Verdict.REJECTED, electorate=electorate, cast=cast, counts=counts)
        return _decided(terms, base, 0)
    result = run_off(len(terms.options), rankings)
    rounds = tuple(
        {**{str(option): number for option, number in one.counts.items()}, "exhausted": one.exhausted}
        for one in result.rounds
    )
    base = Outcome(
        verdict=Verdict.REJECTED,
        electorate=electorate,
        cast=cast,
        counts={
            **{str(option): rounds[0][str(option)] for option in range(len(terms.options))},
            "abstain": abstain,
        },
        winners=result.winners,
        rounds=rounds,
        why=rounds_why(terms, result),
    )
    winner = result.winners[0]
    return _decided(terms, base, result.rounds[-1].counts.get(winner, 0))


def _decided(terms: Terms, base: Outcome, votes: int) -> Outcome:
    """From the options on top to the verdict: one wins, several go to a run-off, none is nothing."""
    if not base.winners:
        return replace(base, why=(*base.why, Message("Nobody chose any of the options, so none was chosen.")))
    if len(base.winners) > 1:
        why = (*base.why, *tie_why(terms, base.winners))
        if terms.ties is TieRule.RUN_OFF:
            return replace(base, verdict=Verdict.TIED, why=why)
        return replace(base, winners=(), why=why)
    floor = on_the_floor(terms.floor, votes, base.electorate)
    return replace(
        base,
        verdict=Verdict.ADOPTED if floor else Verdict.REJECTED,
        winners=base.winners if floor else (),
        why=(*base.why, *winner_why(terms, base.winners[0]), *floor_why(terms.floor, votes, base.electorate)),
    )


def _consent(terms: Terms, electorate: int, cast: int, ballots: Ballots) -> Outcome:
    """A quorum and no open objection.

    Source: sociocracy (Endenburg's consent principle): a decision stands when nobody has an argued, paramount
    objection. That only its author withdraws it is De Sektor's own rule.
    """
    counts = {a.value: _answered(ballots, a) for a in (Answer.CONSENT, Answer.OBJECT, Answer.ABSTAIN)}
    objections = counts[Answer.OBJECT]
    return Outcome(
        verdict=Verdict.REJECTED if objections else Verdict.ADOPTED,
        electorate=electorate,
        cast=cast,
        counts=counts,
        why=consent_why(objections),
    )


def _advice(terms: Terms, electorate: int, cast: int, ballots: Ballots) -> Outcome:
    """No vote: people advise and the owner decides (the advice process: Laloux, Reinventing Organizations,
    2014). Without a quorum, since nothing is decided by numbers."""
    counts = {a.value: _answered(ballots, a) for a in (Answer.ADVICE, Answer.ABSTAIN)}
    return Outcome(
        verdict=Verdict.ADVISED,
        electorate=electorate,
        cast=cast,
        counts=counts,
        why=(Message("The owner decides now, and records the decision with reasons."),),
    )


def _record(terms: Terms, electorate: int, cast: int, ballots: Ballots) -> Outcome:
    raise ValueError("nothing was asked, so nothing is counted")


def _answered(ballots: Ballots, answer: Answer) -> int:
    return sum(times for ballot, times in ballots.items() if ballot.answer is answer)


_COUNTED: Final[Mapping[Kind, Callable[[Terms, int, int, Ballots], Outcome]]] = {
    Kind.MOTION: _motion,
    Kind.CHOICE: _choice,
    Kind.APPROVAL: _approval,
    Kind.RANKED: _ranked,
    Kind.SCORE: _score,
    Kind.CONSENT: _consent,
    Kind.ADVICE: _advice,
    Kind.RECORD: _record,
}


def counted(ballots: Mapping[int, Ballot]) -> Ballots:
    """How often each ballot was cast, from who cast it."""
    return Counter(ballots.values())
