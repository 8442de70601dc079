"""A decision as people see it: its card, and a line of the register. Pure."""

from collections.abc import Iterable, Sequence
from typing import Final

import discord

from bot.deciding import (
    kind_name,
    openness_name,
    quorum_name,
    rule_name,
    verdict_name,
    verdict_sign,
    voters_name,
)
from bot.i18n import Say, timestamp
from bot.meeting_words import title_of as title_of_meeting
from bot.words import GREY, Voice, person_words, plain
from domain.communities import Community
from domain.decisions.ballots import Answer
from domain.decisions.kinds import Kind, Openness, Verdict, Voters
from domain.decisions.outcome import Outcome
from domain.decisions.reasons import verdict_in_short
from domain.decisions.register import Decision, name_of
from domain.decisions.seats import Seat
from domain.decisions.terms import Terms
from domain.decisions.thresholds import quorate
from domain.meetings.meeting import Meeting
from domain.sectors import Sector
from domain.texts import shortened
from services.minutes_reading import Where
from services.register import Standing

RUNNING: Final = 0x3F6AE4
ADOPTED: Final = 0x2E9E5B
REJECTED: Final = 0xB23A48
_FIELD: Final = 1000
COLOURS: Final = {Verdict.ADOPTED: ADOPTED, Verdict.REJECTED: REJECTED}


def card(standing: Standing, community: Community, sectors: Sequence[Sector]) -> discord.Embed:
    """What stands in the channel: in the community's language, with English beside its labels."""
    voice = Voice(community)
    return _card(standing, voice.say, voice.english, sectors)


def private_card(standing: Standing, sectors: Sequence[Sector], say: Say) -> discord.Embed:
    """The same for one reader, in theirs."""
    return _card(standing, say, None, sectors)


def _card(standing: Standing, say: Say, english: Say | None, sectors: Sequence[Sector]) -> discord.Embed:
    decision, terms = standing.decision, standing.decision.terms
    over = decision.outcome
    embed = discord.Embed(
        title=title_of(decision),
        description=text_of(terms) or None,
        colour=RUNNING if over is None else COLOURS.get(over.verdict, GREY),
    )

    def add(name: str, text: str) -> None:
        if text:
            embed.add_field(name=name[:256], value=text[:1024], inline=False)

    def head(own: str, other: str) -> str:
        return own if english is None or own == other else f"{own} · {other}"

    other = english or say
    if over is not None:
        add(
            head(say("Outcome"), other("Outcome")),
            _both(verdict_line(terms, over, say), terms, over, english),
        )
    else:
        add(head(say("Until"), other("Until")), deadline_words(decision, say))
        add(head(say("Turnout"), other("Turnout")), turnout_words(standing, say))
        if not terms.secret:
            missing = people(standing.missing, say) or say("Everyone has voted.")
            add(head(say("Not voted yet"), other("Not voted yet")), missing)
        add(head(say("Now"), other("Now")), _now_words(standing, say))
    add(head(say("What was said"), other("What was said")), said_words(standing, say))
    add(head(say("Stepped out"), other("Stepped out")), people(standing.recused, say))
    add(head(say("Not in it any more"), other("Not in it any more")), gone_words(standing, say))
    how = how_words(terms, sectors, say, standing.meeting)
    add(head(say("How it is decided"), other("How it is decided")), how)
    add(head(say("What comes of it"), other("What comes of it")), after_words(terms, say))
    embed.set_footer(text=footer(decision, sectors, say))
    return embed


def title_of(decision: Decision) -> str:
    number = decision.name if decision.number else "B-…"
    return shortened(f"🗳️ {number} · {plain(decision.terms.title)}", 250)


def text_of(terms: Terms) -> str:
    """The text, and the options with their numbers."""
    options = "\n".join(f"**{n}.** {plain(option)}" for n, option in enumerate(terms.options, 1))
    parts = [shortened(plain(terms.text), 2600), options]
    if terms.amends is not None:
        parts.insert(0, f"↪️ {name_of(terms.amends)}")
    if terms.runoff_of is not None:
        parts.insert(0, f"⚖️ {name_of(terms.runoff_of)}")
    return "\n\n".join(part for part in parts if part)


def deadline_words(decision: Decision, say: Say) -> str:
    text = f"{timestamp(decision.closes)} ({timestamp(decision.closes, 'R')})"
    if decision.moved:
        text += "\n" + say("It was {day} first.", day=timestamp(decision.terms.closes))
    return text


def turnout_words(standing: Standing, say: Say) -> str:
    terms = standing.decision.terms
    text = say("{cast} of {electorate} voted.", cast=standing.cast, electorate=standing.electorate)
    if terms.kind is Kind.ADVICE or terms.quorum.over == 0:
        return text
    if standing.quorate:
        return f"{text} " + say("There is a quorum.")
    short = 1
    while not quorate(terms.quorum, standing.cast + short, standing.electorate):
        short += 1
    return f"{text} " + say.many(
        "For a quorum {n} more has to vote.", "For a quorum {n} more have to vote.", short
    )


def _now_words(standing: Standing, say: Say) -> str:
    terms = standing.decision.terms
    if standing.so_far is None:
        if terms.secret:
            return say("The vote is secret: the totals come after the close.")
        return say("How it stands is hidden until the close.")
    if terms.kind is Kind.ADVICE:
        return ""
    if standing.cast == 0:
        return say("Nobody has voted yet.")
    verdict = say.value(verdict_in_short(terms, standing.so_far))
    lines = [say("If it closed now: {verdict}", verdict=f"**{plain(verdict)}**")]
    lines += [plain(line) for line in why(standing.so_far, say)[1:]]
    return shortened("\n".join(lines), _FIELD)


def gone_words(standing: Standing, say: Say) -> str:
    """Whose seat was taken since the start: so that everyone sees why fewer people may vote now."""
    lines = []
    for seat, name in ((Seat.LEFT, say("Left")), (Seat.SUSPENDED, say("Suspended, the vote is void"))):
        group = [person for person, one in standing.gone if one is seat]
        if group:
            lines.append(f"{name}: {shortened(people(group, say), 450)}")
    return "\n".join(lines)


def after_words(terms: Terms, say: Say) -> str:
    """Who carries it out, what is done then, and when one looks back."""
    lines = [f"{say('Owner')}: {person_words(terms.owner, say)}"]
    if terms.action:
        lines.append(f"{say('Action')}: {plain(terms.action)}")
    if terms.review_on is not None:
        lines.append(f"{say('We look back on')}: {say.day(terms.review_on)}")
    return "\n".join(lines)


def how_words(terms: Terms, sectors: Sequence[Sector], say: Say, meeting: Meeting | None = None) -> str:
    lines = [f"{kind_name(terms.kind, say)}. {rule_name(terms.rule, say)}."]
    if terms.kind not in {Kind.ADVICE, Kind.RECORD}:
        lines.append(f"{quorum_name(terms.quorum, say)}.")
    if terms.floor is not None:
        lines.append(
            say(
                "About money: at least {over}/{of} of all voters has to be for it.",
                over=terms.floor.over,
                of=terms.floor.of,
            )
        )
    if terms.kind is not Kind.RECORD:
        who = voters_name(terms.voters, voters_of(terms, sectors, say, meeting), say)
        if terms.fixed:
            lines.append(say("May vote: {who}. That was fixed at the convocation.", who=who))
        else:
            lines.append(say("May vote: {who}, as they were at the start.", who=who))
        lines.append(f"{openness_name(terms.openness, say)}.")
    if terms.proxies:
        lines.append(say("Who is absent may give their vote to somebody else."))
    return "\n".join(lines)


def voters_of(terms: Terms, sectors: Sequence[Sector], say: Say, meeting: Meeting | None) -> str:
    if terms.voters is Voters.PRESENT:
        return plain(meeting_name(meeting, say)) if meeting is not None else say("a meeting")
    if terms.voters is Voters.SECTOR:
        return next((plain(s.name(say.locale)) for s in sectors if s.key == terms.voters_of), terms.voters_of)
    if terms.voters is Voters.ROLE and terms.voters_of.isdecimal():
        return f"<@&{terms.voters_of}>"
    return plain(terms.voters_of)


def meeting_name(meeting: Meeting, say: Say) -> str:
    """Its name and day: “Monthly meeting of the sector heads (12 March)”."""
    name = title_of_meeting(meeting, say)
    return name if meeting.day is None else f"{name} ({say.day(meeting.day)})"


def footer(decision: Decision, sectors: Sequence[Sector], say: Say) -> str:
    terms = decision.terms
    sector = next((s for s in sectors if s.key == terms.sector), None)
    name = f"{sector.emoji} {sector.name(say.locale)}".strip() if sector else terms.sector
    return f"{name} · {say('public') if terms.public else say('for this server')}"


def said_words(standing: Standing, say: Say) -> str:
    """Reasons as far as they fit, objections first."""
    order = sorted(standing.said, key=lambda one: one.answer is not Answer.OBJECT)
    lines, room = [], _FIELD
    for number, one in enumerate(order):
        sign = {Answer.OBJECT: "✋", Answer.YES: "👍", Answer.NO: "👎"}.get(one.answer, "💬")
        line = (
            f"{sign} {person_words(one.person, say)}: {shortened(plain(' '.join(one.reason.split())), 220)}"
        )
        if len(line) + 1 > room - 30:
            lines.append(say.many("… and {n} more", "… and {n} more", len(order) - number))
            break
        lines.append(line)
        room -= len(line) + 1
    return "\n".join(lines)


def people(ids: Iterable[int], say: Say) -> str:
    """Mentions (which call nobody) as far as they fit."""
    known, text = list(ids), ""
    for number, one in enumerate(known):
        more = f"{', ' if text else ''}{person_words(one, say)}"
        if len(text) + len(more) > 900:
            return f"{text}, {say.many('… and {n} more', '… and {n} more', len(known) - number)}"
        text += more
    return text


def why(outcome: Outcome, say: Say) -> list[str]:
    """The arithmetic, sentence by sentence."""
    return [say.value(one) for one in outcome.why]


def verdict_line(terms: Terms, outcome: Outcome, say: Say) -> str:
    return f"{verdict_sign(outcome.verdict)} **{plain(say.value(verdict_in_short(terms, outcome)))}**"


def _both(own: str, terms: Terms, outcome: Outcome, english: Say | None) -> str:
    return own if english is None else f"{own}\n-# {verdict_line(terms, outcome, english)[2:].strip()}"


# ---- lists


def met_words(met: Where, say: Say) -> str:
    """At which meeting it was put to the vote, with its minutes."""
    title, day = plain(title_of_meeting(met.meeting, say)), met.meeting.day
    words = say("It was put to the vote at “{title}”, {day}.", title=title, day=say.day(day) if day else "?")
    return f"📝 {words}" + (f" [{say('The minutes')}]({met.address})" if met.address else "")


def listed(decision: Decision, say: Say, met: Where | None = None) -> str:
    """B-7 · ✅ Title · adopted, and a link to the minutes of the meeting at which it was"""
    title = plain(shortened(decision.terms.title, 80))
    if decision.outcome is None:
        until = timestamp(decision.closes, "R")
        return f"**{decision.name}** · 🗳️ {title} · {say('closes {when}', when=until)}"
    verdict = decision.outcome.verdict
    line = f"**{decision.name}** · {verdict_sign(verdict)} {title} · {verdict_name(verdict, say)}"
    return f"{line} · [📝 {say('The minutes')}]({met.address})" if met is not None and met.address else line


def is_hidden(terms: Terms) -> bool:
    return terms.openness is not Openness.OPEN
