"""What a vote is called, and the private receipt for it. Pure."""

from typing import Any

from bot.i18n import Say, timestamp
from bot.words import plain
from domain.decisions.ballots import Answer, Ballot
from domain.decisions.kinds import Kind
from domain.decisions.terms import Terms
from domain.texts import shortened
from services.voting import Receipt


def receipt_words(receipt: Receipt, say: Say, *, me: int) -> str:
    number, terms = f"B-{receipt.number}", receipt.terms
    title = plain(shortened(terms.title, 80))
    if receipt.ballot is None:
        return say(
            "Nothing stands any more: you have not voted on {number} “{title}”.", number=number, title=title
        )
    vote = f"**{ballot_words(receipt.ballot, terms, say)}**"
    if receipt.person != me:
        person = f"<@{receipt.person}>"
        first = say("🗳️ {number} “{title}”: for {person} you voted {vote}.", **_of(locals()))
    elif receipt.again:
        first = say("🗳️ {number} “{title}”: your vote is {vote}; it stood so already.", **_of(locals()))
    elif receipt.before is not None and receipt.before != receipt.ballot:
        before = ballot_words(receipt.before, terms, say)
        first = say("🗳️ {number} “{title}”: your vote is {vote} now (it was {before}).", **_of(locals()))
    else:
        first = say("🗳️ {number} “{title}”: your vote is {vote}.", **_of(locals()))
    if terms.secret:
        return f"{first}\n{say('It is in the box. Nobody can find it there again, so it cannot be changed.')}"
    lines = [first]
    if receipt.reason:
        lines.append("> " + plain(shortened(" ".join(receipt.reason.split()), 400)))
    lines.append(say("You can change it until {closes}.", closes=timestamp(receipt.closes)))
    return "\n".join(lines)


def _of(known: dict[str, Any]) -> dict[str, Any]:
    return {name: known[name] for name in ("number", "title", "vote", "person", "before") if name in known}


def ballot_words(ballot: Ballot, terms: Terms, say: Say) -> str:
    if ballot.scores:
        pairs = zip(terms.options, ballot.scores, strict=True)
        return ", ".join(f"{plain(shortened(option, 60))} {score}" for option, score in pairs)
    if ballot.options:
        between = " > " if terms.kind is Kind.RANKED else ", "
        return between.join(f"“{plain(shortened(terms.options[o], 60))}”" for o in ballot.options)
    return answer_name(ballot.answer, say)


def answer_name(given: Answer, say: Say) -> str:
    return {
        Answer.YES: say("Yes"),
        Answer.NO: say("No"),
        Answer.ABSTAIN: say("Abstain"),
        Answer.CONSENT: say("No objection"),
        Answer.OBJECT: say("Objection"),
        Answer.ADVICE: say("Advice"),
        Answer.PICKED: say("Voted"),
    }[given]
