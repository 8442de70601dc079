"""The arithmetic of an outcome, sentence by sentence: why did this pass, or not?"""

from collections.abc import Mapping

from domain.decisions.instant_runoff import Round, RunOff
from domain.decisions.kinds import Kind, Rule, TieRule, Verdict
from domain.decisions.outcome import Outcome
from domain.decisions.terms import Terms
from domain.decisions.thresholds import Fraction, on_the_floor, passes, quorate
from domain.when.answers import Message


def turnout_why(electorate: int, cast: int) -> Message:
    return Message(
        "Could vote: {electorate}. Voted: {cast}. Did not vote: {absent}.",
        {"electorate": electorate, "cast": cast, "absent": electorate - cast},
    )


def standing_why(terms: Terms, outcome: Outcome) -> Message:
    """The numbers as they are."""
    counts = outcome.counts
    if terms.kind is Kind.MOTION:
        return Message("Yes: {yes}. No: {no}. Abstained: {abstain}.", dict(counts))
    if terms.kind is Kind.CONSENT:
        return Message("No objection: {consent}. Objections: {object}. Abstained: {abstain}.", dict(counts))
    if terms.kind is Kind.ADVICE:
        return Message("Advice: {advice}. Abstained: {abstain}.", dict(counts))
    listed = _listed(terms, {o: counts[str(o)] for o in range(len(terms.options))})
    values = {"listed": listed, "abstain": counts["abstain"]}
    if terms.kind is Kind.RANKED:
        return Message("First choices: {listed}. Abstained: {abstain}.", values)
    if terms.kind is Kind.SCORE:
        return Message("Points: {listed}. Abstained: {abstain}.", values)
    return Message("Votes: {listed}. Abstained: {abstain}.", values)


def _listed(terms: Terms, numbers: Mapping[int, int]) -> str:
    """Most first; equal ones as the options stand."""
    order = sorted(numbers, key=lambda option: (-numbers[option], option))
    return ", ".join(f"{terms.options[option]} {numbers[option]}" for option in order)


def quorum_why(quorum: Fraction, cast: int, electorate: int) -> tuple[Message, ...]:
    numbers = {
        "over": quorum.over,
        "of": quorum.of,
        "cast": cast,
        "electorate": electorate,
        "left": quorum.of * cast,
        "right": quorum.over * electorate,
    }
    enough = quorate(quorum, cast, electorate)
    if quorum.over == 0:
        return () if enough else (Message("Nobody voted."),)
    if enough:
        return (
            Message(
                "Quorum: more than {over}/{of} of the voters had to take part. {of} × {cast} = {left} is "
                "more than "
                "{over} × {electorate} = {right}, so enough did.",
                numbers,
            ),
        )
    return (
        Message(
            "Quorum: more than {over}/{of} of the voters had to take part. {of} × {cast} = {left} is not "
            "more than "
            "{over} × {electorate} = {right}, so too few did.",
            numbers,
        ),
    )


def majority_why(rule: Rule, yes: int, no: int, electorate: int) -> tuple[Message, ...]:
    numbers = {
        "yes": yes,
        "no": no,
        "electorate": electorate,
        "twice": 2 * yes,
        "thrice": 3 * yes,
        "parts": 2 * (yes + no),
    }
    passed = passes(rule, yes, no, electorate)
    match rule, passed:
        case Rule.SIMPLE, True:
            return (Message("Simple majority: {yes} yes is more than {no} no.", numbers),)
        case Rule.SIMPLE, False if yes == no:
            return (
                Message("Simple majority: {yes} yes and {no} no is a tie, and a tie is rejected.", numbers),
            )
        case Rule.SIMPLE, False:
            return (Message("Simple majority: {yes} yes is not more than {no} no.", numbers),)
        case Rule.TWO_THIRDS, True:
            return (
                Message(
                    "Two thirds: 3 × {yes} yes = {thrice} is at least 2 × ({yes} + {no}) = {parts}.", numbers
                ),
            )
        case Rule.TWO_THIRDS, False if yes == 0:
            return (Message("Two thirds: nobody voted yes.", numbers),)
        case Rule.TWO_THIRDS, False:
            return (
                Message(
                    "Two thirds: 3 × {yes} yes = {thrice} is less than 2 × ({yes} + {no}) = {parts}.", numbers
                ),
            )
        case Rule.ABSOLUTE, True:
            return (
                Message(
                    "Absolute majority: 2 × {yes} yes = {twice} is more than the {electorate} who "
                    "could vote.",
                    numbers,
                ),
            )
        case Rule.ABSOLUTE, False:
            return (
                Message(
                    "Absolute majority: 2 × {yes} yes = {twice} is not more than the {electorate} who "
                    "could vote.",
                    numbers,
                ),
            )
        case _, True:
            return (Message("Unanimous: all {electorate} who could vote said yes.", numbers),)
        case _:
            return (
                Message("Unanimous: {yes} said yes, and it takes all {electorate} who could vote.", numbers),
            )


def floor_why(floor: Fraction | None, yes: int, electorate: int) -> tuple[Message, ...]:
    if floor is None:
        return ()
    numbers = {
        "over": floor.over,
        "of": floor.of,
        "yes": yes,
        "electorate": electorate,
        "left": floor.of * yes,
        "right": floor.over * electorate,
    }
    if on_the_floor(floor, yes, electorate):
        return (
            Message(
                "Money: at least {over}/{of} of all voters had to be for it. {of} × {yes} = {left} is "
                "at least "
                "{over} × {electorate} = {right}.",
                numbers,
            ),
        )
    return (
        Message(
            "Money: at least {over}/{of} of all voters had to be for it. {of} × {yes} = {left} is less than "
            "{over} × {electorate} = {right}.",
            numbers,
        ),
    )


def winner_why(terms: Terms, winner: int) -> tuple[Message, ...]:
    option = {"option": terms.options[winner]}
    match terms.kind:
        case Kind.RANKED:
            return (Message("“{option}” won the instant run-off.", option),)
        case Kind.SCORE:
            return (Message("“{option}” has the most points.", option),)
        case Kind.APPROVAL:
            return (Message("Most people approve of “{option}”.", option),)
        case _:
            return (Message("“{option}” has the most votes.", option),)


def tie_why(terms: Terms, tied: tuple[int, ...]) -> tuple[Message, ...]:
    names = {"options": ", ".join(f"“{terms.options[option]}”" for option in tied)}
    if terms.ties is TieRule.RUN_OFF:
        return (
            Message(
                "It is a tie between {options}. A run-off between them decides; no lots are drawn.", names
            ),
        )
    return (
        Message(
            "The run-off is a tie between {options} again, so nothing was chosen. No lots are drawn.", names
        ),
    )


def rounds_why(terms: Terms, result: RunOff) -> tuple[Message, ...]:
    said = [
        _round_why(terms, number, one, one.last if number < len(result.rounds) else ())
        for number, one in enumerate(result.rounds, 1)
    ]
    if result.ties_were_broken and len(result.winners) == 1:
        said.append(
            Message(
                "Where several were last, every order of dropping them out was tried: the winner is the same."
            )
        )
    elif result.ties_were_broken:
        said.append(
            Message(
                "Where several were last, every order of dropping them out was tried: who wins depends on it."
            )
        )
    return tuple(said)


def _round_why(terms: Terms, number: int, one: Round, last: tuple[int, ...]) -> Message:
    """`last` is empty for the round in which it ended."""
    values: dict[str, object] = {
        "round": number,
        "listed": _listed(terms, one.counts),
        "exhausted": one.exhausted,
    }
    if len(last) > 1:
        together = ", ".join(f"“{terms.options[option]}”" for option in last)
        values |= {"together": together, "option": terms.options[max(last)]}
        return Message(
            "Round {round}: {listed} (ranked none of these: {exhausted}). {together} are last together; "
            "shown here: "
            "“{option}” drops out.",
            values,
        )
    if last:
        values["option"] = terms.options[last[0]]
        return Message(
            "Round {round}: {listed} (ranked none of these: {exhausted}). “{option}” is last and drops out.",
            values,
        )
    return Message("Round {round}: {listed} (ranked none of these: {exhausted}).", values)


def consent_why(objections: int) -> tuple[Message, ...]:
    if objections:
        return (
            Message(
                "Consent: objections that still stand: {objections}. With any, it does not go through.",
                {"objections": objections},
            ),
        )
    return (Message("Consent: no objection stands, so it goes through."),)


def verdict_in_short(terms: Terms, outcome: Outcome) -> Message:
    """Adopted (5-2)."""
    winners = ", ".join(f"“{terms.options[option]}”" for option in outcome.winners)
    score = {"yes": outcome.counts.get("yes", 0), "no": outcome.counts.get("no", 0)}
    match outcome.verdict:
        case Verdict.ADOPTED if winners:
            return Message("adopted: {winners}", {"winners": winners})
        case Verdict.ADOPTED if terms.kind is Kind.MOTION:
            return Message("adopted ({yes}-{no})", score)
        case Verdict.ADOPTED:
            return Message("adopted")
        case Verdict.REJECTED if terms.kind is Kind.MOTION and score["yes"] == score["no"]:
            return Message("rejected: a tie ({yes}-{no})", score)
        case Verdict.REJECTED if terms.kind is Kind.MOTION:
            return Message("rejected ({yes}-{no})", score)
        case Verdict.REJECTED:
            return Message("rejected")
        case Verdict.INVALID:
            return Message(
                "invalid: too few took part ({cast} of {electorate})",
                {"cast": outcome.cast, "electorate": outcome.electorate},
            )
        case Verdict.TIED:
            return Message("a tie between {winners}: a run-off decides", {"winners": winners})
        case Verdict.ADVISED:
            return Message("the advice is in, the owner decides")
        case Verdict.CALLED_OFF:
            return Message("called off before anybody voted")


def record_why(mandate: str) -> tuple[Message, ...]:
    return (
        Message(
            "Decided by the head of the sector alone, inside the mandate “{mandate}”.", {"mandate": mandate}
        ),
    )


def called_off_why(reason: str) -> tuple[Message, ...]:
    return (Message("Called off before anybody had voted. Reason: {reason}", {"reason": reason}),)


def concluded_why(text: str) -> tuple[Message, ...]:
    return (Message("The owner decided, after the advice. Reason: {reason}", {"reason": text}),)
