"""What is announced of a decision: its outcome with the arithmetic, and another deadline. Pure."""

from collections.abc import Sequence

import discord

from bot.deciding import verdict_sign
from bot.i18n import Say, timestamp
from bot.words import GREY, Voice, person_words, plain
from cogs.decisions.cards import COLOURS, people, why
from domain.communities import Community
from domain.decisions.ballots import Answer
from domain.decisions.kinds import Verdict
from domain.decisions.outcome import Outcome
from domain.decisions.reasons import verdict_in_short
from domain.decisions.register import name_of
from domain.decisions.terms import Terms
from domain.sectors import Sector
from domain.texts import shortened
from services.register import Standing


def outcome_card(standing: Standing, community: Community, sectors: Sequence[Sector]) -> discord.Embed:
    """B-7 is adopted (5-2), and why; the seal under it is what an export is checked by."""
    voice = Voice(community)
    say, english = voice.say, voice.english
    decision, terms = standing.decision, standing.decision.terms
    outcome = standing.so_far or decision.outcome
    assert outcome is not None
    short = say.value(verdict_in_short(terms, outcome))
    embed = discord.Embed(
        title=shortened(
            f"{verdict_sign(outcome.verdict)} {decision.name} · {plain(terms.title)}: {plain(short)}", 250
        ),
        description=why_words(terms, outcome, say, english),
        colour=COLOURS.get(outcome.verdict, GREY),
    )

    def add(own: str, other: str, text: str) -> None:
        if text:
            embed.add_field(name=voice.label(own, other)[:256], value=text[:1024], inline=False)

    other = english or say
    add(say("Owner"), other("Owner"), person_words(terms.owner, say))
    add(say("Action"), other("Action"), plain(terms.action))
    if terms.review_on is not None:
        add(say("We look back on"), other("We look back on"), say.day(terms.review_on))
    if not terms.secret:
        add(say("Who voted what"), other("Who voted what"), who_words(standing, say))
    if standing.runoff is not None:
        add(say("Run-off"), other("Run-off"), name_of(standing.runoff))
    if standing.amended_by:
        newer = ", ".join(map(name_of, standing.amended_by))
        add(say("Amended by"), other("Amended by"), newer)
    embed.set_footer(text=say("Seal {seal} · check it with /decision export", seal=decision.seal[:8]))
    return embed


def why_words(terms: Terms, outcome: Outcome, say: Say, english: Say | None) -> str:
    def block(speak: Say) -> str:
        return "\n".join([f"**{question(outcome, speak)}**", *(plain(line) for line in why(outcome, speak))])

    own = shortened(block(say), 1900)
    return own if english is None else f"{own}\n\n{shortened(block(english), 1900)}"


def question(outcome: Outcome, say: Say) -> str:
    if outcome.verdict is Verdict.ADOPTED:
        return say("Why did this pass?")
    if outcome.verdict is Verdict.REJECTED:
        return say("Why did this not pass?")
    return say("How did this come out?")


def who_words(standing: Standing, say: Say) -> str:
    """Who voted what, for the answers of which that can be said in a word."""
    names = {
        Answer.YES: say("Yes"),
        Answer.NO: say("No"),
        Answer.ABSTAIN: say("Abstain"),
        Answer.CONSENT: say("No objection"),
        Answer.OBJECT: say("Objection"),
        Answer.ADVICE: say("Advice"),
        Answer.PICKED: say("Voted"),
    }
    lines = []
    for answer, name in names.items():
        group = [person for person, one in standing.voted if one is answer]
        if group:
            lines.append(f"{name}: {shortened(people(group, say), 320)}")
    return "\n".join(lines)


def moved_card(standing: Standing, community: Community, reason: str) -> str:
    """The announcement of another deadline."""
    voice = Voice(community)

    def block(say: Say) -> str:
        text = say(
            "⏳ {number} “{title}” runs until {closes}.",
            number=standing.decision.name,
            title=plain(standing.decision.terms.title),
            closes=timestamp(standing.decision.closes),
        )
        return f"{text} {say_reason(reason, extended=standing.decision.extended, say=say)}"

    own = block(voice.say)
    return own if voice.english is None else f"{own}\n-# {block(voice.english)}"


def say_reason(reason: str, *, extended: bool, say: Say) -> str:
    if extended and reason:
        return say("It was extended: {reason}", reason=plain(reason))
    return say("The bot was away in its last 24 hours, and that time is given back.")
