"""A ballot: what one person answered."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from domain.decisions.kinds import Kind
from domain.refusal import Refusal
from domain.texts import cleaned, within
from domain.when.answers import Message

TOP_SCORE: Final = 5
LONGEST_REASON: Final = 500
LONGEST_ADVICE: Final = 1500


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    PICKED = "picked"
    """`options` or `scores` say what."""
    CONSENT = "consent"
    OBJECT = "object"
    ADVICE = "advice"
    """The reason is the advice."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """`options` are positions in the decision's list, from 0: the one chosen, those approved of (ascending),
    or the ranking (the favourite first, as far as somebody wanted to rank). `scores` has one number for each
    option."""

    answer: Answer
    options: tuple[int, ...] = ()
    scores: tuple[int, ...] = ()


YES: Final = Ballot(Answer.YES)
NO: Final = Ballot(Answer.NO)
ABSTAIN: Final = Ballot(Answer.ABSTAIN)
CONSENT: Final = Ballot(Answer.CONSENT)
OBJECT: Final = Ballot(Answer.OBJECT)
ADVICE: Final = Ballot(Answer.ADVICE)

_ANSWERS: Final = {
    Kind.MOTION: {Answer.YES, Answer.NO, Answer.ABSTAIN},
    Kind.CONSENT: {Answer.CONSENT, Answer.OBJECT, Answer.ABSTAIN},
    Kind.ADVICE: {Answer.ADVICE, Answer.ABSTAIN},
}
_PICKING: Final = {Answer.PICKED, Answer.ABSTAIN}


def picked(*options: int) -> Ballot:
    return Ballot(Answer.PICKED, options)


def scored(*scores: int) -> Ballot:
    return Ballot(Answer.PICKED, scores=scores)


def must_fit(ballot: Ballot, kind: Kind, options: int) -> Ballot:
    """The ballot as it is counted (approvals in order), or a refusal when it is none for this decision."""
    if ballot.answer not in _ANSWERS.get(kind, _PICKING) or kind is Kind.RECORD:
        raise Refusal("That is not an answer to this decision. Use the buttons under it.")
    if ballot.answer is not Answer.PICKED:
        if ballot.options or ballot.scores:
            raise Refusal("That is not an answer to this decision. Use the buttons under it.")
        return ballot
    if kind is Kind.SCORE:
        if len(ballot.scores) != options or ballot.options:
            raise Refusal("Give every option a score, or 0 for none.")
        if not all(0 <= score <= TOP_SCORE for score in ballot.scores):
            raise Refusal("A score is a whole number from 0 to {most}.", most=TOP_SCORE)
        return ballot
    if ballot.scores or any(not 0 <= option < options for option in ballot.options):
        raise Refusal("That option does not belong to this decision. Use the buttons under it.")
    if len(set(ballot.options)) != len(ballot.options):
        raise Refusal("The same option stands in your ballot twice. Name each one once.")
    if not ballot.options:
        raise Refusal("Choose at least one option, or abstain.")
    if kind is Kind.CHOICE and len(ballot.options) != 1:
        raise Refusal("Choose one option.")
    return Ballot(Answer.PICKED, tuple(sorted(ballot.options))) if kind is Kind.APPROVAL else ballot


def must_give_reason(ballot: Ballot, reason: str, *, secret: bool) -> str:
    """The reason, cleaned. An objection and an advice consist of theirs; a secret vote can have none, since
    how somebody writes gives away who it is."""
    text = cleaned(reason)
    if ballot.answer is Answer.OBJECT and not text:
        raise Refusal("An objection needs a reason. What goes wrong if this is done?")
    if ballot.answer is Answer.ADVICE and not text:
        raise Refusal("Write your advice, or abstain.")
    if text and secret:
        raise Refusal("A secret vote cannot carry a reason: it would give you away. Leave it out.")
    if ballot.answer is Answer.ADVICE:
        return within(text, LONGEST_ADVICE, Message("Your advice"))
    return within(text, LONGEST_REASON, Message("Your reason"))


def ballot_as_json(ballot: Ballot) -> dict[str, Any]:
    return {
        "answer": ballot.answer.value,
        **({"options": list(ballot.options)} if ballot.options else {}),
        **({"scores": list(ballot.scores)} if ballot.scores else {}),
    }


def ballot_from_json(value: Any) -> Ballot:
    """Raises ValueError, TypeError or KeyError for what is no ballot."""
    known = {"answer", "options", "scores"}
    if not isinstance(value, dict) or set(value) - known:
        raise ValueError("not a ballot")
    numbers = [*value.get("options", ()), *value.get("scores", ())]
    if any(type(number) is not int for number in numbers):
        raise ValueError("not whole numbers")
    return Ballot(Answer(value["answer"]), tuple(value.get("options", ())), tuple(value.get("scores", ())))
