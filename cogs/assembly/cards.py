"""An assembly and the emergency stop in words; no I/O."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import discord

from bot.i18n import Say, timestamp
from bot.words import GREY, SIGNAL, Voice, person_words, plain
from domain.assembly import CHECKLIST, Gathering, Phase, Question, Record, Vote
from domain.decisions.register import name_of
from domain.emergency import APART, Stage
from domain.texts import shortened
from domain.when.answers import Message
from services.assembly import Drafted, Sight

BLUE: Final = 0x3F51B5
_FIELD: Final = 1024
_AGENDA: Final = 1000


def told(voice: Voice, *sentences: Message | Callable[[Say], Iterable[Message]]) -> str:
    """In the community's language, with English under it where it wants that. Sentences that hold amounts are
    made for each language."""

    def tell(say: Say) -> str:
        made = (one(say) if callable(one) else (one,) for one in sentences)
        return " ".join(say.value(message) for group in made for message in group)

    return tell(voice.say) if voice.english is None else f"{tell(voice.say)}\n-# {tell(voice.english)}"


def title_of(number: int) -> Message:
    return Message("General assembly {number}", {"number": str(number)})


def card(sight: Sight) -> discord.Embed:
    """The message that everyone sees: the convocation, and then what became of it."""
    one, voice = sight.one, Voice(sight.community)
    assert one is not None
    other = f" · {voice.english.value(title_of(one.number))}" if voice.english else ""
    embed = discord.Embed(
        title=f"🏛️ {voice.say.value(title_of(one.number))}{other}",
        description=told(voice, *phase_words(one)),
        colour=discord.Colour(BLUE if one.goes_on else GREY),
    )
    _facts(embed, one, voice.say, sight.present, voice)
    if sight.vote is not None:
        vote = Message(
            "🗳️ {decision} runs until {until}: everyone who was convened votes under its own message, and "
            "nobody sees what.",
            {"decision": sight.vote.name, "until": timestamp(sight.vote.closes, "t")},
        )
        embed.add_field(name=_label(voice, Message("Vote")), value=told(voice, vote)[:_FIELD], inline=False)
    return embed


def private_card(sight: Sight, say: Say) -> discord.Embed:
    """The same for one reader, with where the emergency stop stands."""
    one = sight.one
    if one is None:
        return discord.Embed(
            title=say("Emergency stop"),
            description=say.value(state_words(sight.record)),
            colour=discord.Colour(GREY),
        )
    embed = discord.Embed(
        title=f"🏛️ {say.value(title_of(one.number))}",
        description=" ".join(say.value(part) for part in phase_words(one)),
        colour=discord.Colour(BLUE if one.goes_on else GREY),
    )
    _facts(embed, one, say, sight.present, None)
    if sight.vote is not None:
        embed.add_field(
            name=say("Vote"),
            value=say(
                "{decision} runs until {until}.",
                decision=sight.vote.name,
                until=timestamp(sight.vote.closes, "t"),
            ),
            inline=False,
        )
    embed.add_field(name=say("Emergency stop"), value=say.value(state_words(sight.record)), inline=False)
    return embed


def _label(voice: Voice, name: Message) -> str:
    return voice.label(voice.say.value(name), (voice.english or voice.say).value(name))


def _facts(
    embed: discord.Embed, one: Gathering, say: Say, present: frozenset[int], voice: Voice | None
) -> None:
    def name(message: Message) -> str:
        return _label(voice, message) if voice else say.value(message)

    embed.add_field(name=name(Message("When")), value=timestamp(one.starts), inline=True)
    if one.place:
        embed.add_field(name=name(Message("Where")), value=plain(one.place)[:_FIELD], inline=True)
    embed.add_field(name=name(Message("Chair")), value=person_words(one.chair, say), inline=True)
    agenda = plain(shortened(one.agenda, _AGENDA // 2))
    embed.add_field(name=name(Message("On the agenda")), value=agenda[:_FIELD], inline=False)
    if one.phase is not Phase.CANCELLED:
        attendance = attendance_words(one, present)
        text = told(voice, *attendance) if voice else " ".join(say.value(part) for part in attendance)
        embed.add_field(name=name(Message("Attendance")), value=text[:_FIELD], inline=False)


def phase_words(one: Gathering) -> tuple[Message, ...]:
    match one.phase:
        case Phase.CONVENED:
            return (
                Message(
                    "You can check in from an hour before it begins. Cannot come? Give somebody your vote "
                    "with the button."
                ),
            )
        case Phase.OPEN:
            return (Message("**It has been opened.** Check in if you are there."),)
        case Phase.CANCELLED:
            return (
                Message(
                    "**Cancelled.** Reason: {reason} For the emergency stop it is as if it had never been "
                    "convened.",
                    {"reason": f"{plain(one.reason).rstrip('.')}."},
                ),
            )
        case Phase.CLOSED:
            return (Message("Closed."),)


def attendance_words(one: Gathering, present: frozenset[int]) -> tuple[Message, ...]:
    numbers = {
        "present": len(present),
        "represented": len(one.represented(present)),
        "all": len(one.people),
    }
    fixed = Message("{present} of {all} convened are there, {represented} more are represented.", numbers)
    if one.has_quorum(present):
        return fixed, Message("That is more than half.")
    return fixed, Message("More than half is needed.")


def state_words(record: Record) -> Message:
    """Where the emergency stop stands."""
    state = record.state
    if state.stage is Stage.TRIGGERED and state.triggered is not None:
        return Message(
            "Triggered by the assembly of {when}. No new commitments can be made until an assembly takes it "
            "back.",
            {"when": timestamp(state.triggered, "D")},
        )
    if state.stage is Stage.FIRST_PASSED and state.first is not None:
        return Message(
            "It got a first majority at the assembly of {when}. A majority at the next valid assembly, on "
            "{from_day} or later, triggers it; without one it begins anew.",
            {"when": timestamp(state.first, "D"), "from_day": timestamp(state.first + APART, "D")},
        )
    return Message("At rest. Two majorities at successive assemblies trigger it, or one unanimous vote.")


def vote_words(one: Gathering, vote: Vote) -> tuple[Message, ...]:
    """What a vote came to, and by which arithmetic."""
    held = vote.counted
    assert held is not None
    numbers = {
        "decision": name_of(vote.decision),
        "yes": held.yes,
        "no": held.no,
        "abstain": held.abstain,
        "all": held.electorate,
    }
    count = Message(
        "{decision}: {yes} yes, {no} no and {abstain} abstaining, of {all} who were convened.", numbers
    )
    if not held.quorate:
        return count, Message(
            "No more than half took part, so it does not count: it neither triggers nor resets anything."
        )
    if vote.question is Question.LIFT:
        if vote.stage is Stage.IDLE:
            return count, Message("More than half said yes: the emergency stop is taken back.")
        return count, Message("That is not more than half of everyone: the emergency stop stays.")
    if held.unanimous:
        return count, Message("Everyone said yes: that triggers the emergency stop at once.")
    if vote.stage is Stage.TRIGGERED:
        return count, Message(
            "More than half of everyone said yes, for the second assembly in a row: the emergency stop is "
            "triggered."
        )
    if held.majority and one.opened is not None and vote.stage is Stage.FIRST_PASSED:
        return count, Message(
            "More than half of everyone said yes. A majority at the next valid assembly, at least 14 days "
            "after the first one, triggers the emergency stop."
        )
    if vote.stage is Stage.FIRST_PASSED:
        return count, Message("That is less than 14 days after the first majority, so it changes nothing.")
    return count, Message("That is not more than half of everyone: the emergency stop is at rest.")


def checklist_name(item: str, say: Say) -> str:
    return {
        "board": say("The board meets and lays down that it winds up"),
        "notary": say("Call a notary: have it confirmed what a stichting may do here"),
        "bills": say("List every open bill; creditors go first"),
        "cash": say("Have somebody from outside check cash and accounts"),
        "contracts": say("End rent, insurance and subscriptions"),
        "subsidies": say("Tell who gave subsidies, and account for them"),
        "ideas": say("Gather ideas for what is left, and have people vote on them"),
        "document": say("Lay the settlement before the notary"),
        "archive": say("Keep the books: seven years"),
    }[item]


LEGAL: Final = Message(
    "⚖️ A stichting has legal limits that no vote lifts: creditors go first, and what it may pay out and who "
    "may dissolve it follows from the law and its statutes. **A notary has to confirm it.** The bot moves no "
    "money and deletes nothing."
)

FROZEN: Final = Message(
    "🧊 New decisions about money and decisions by a head alone are refused from now on. Running votes and "
    "everything else go on. Only a decision of an assembly takes this back."
)


def emergency_card(sight: Sight) -> discord.Embed:
    """What an assembly's votes did, and while it is triggered what has to be done."""
    one, voice, record = sight.one, Voice(sight.community), sight.record
    assert one is not None
    parts = [told(voice, *vote_words(one, vote)) for vote in one.votes if vote.counted is not None]
    triggered = record.is_triggered and record.triggered_by == one.number
    if triggered:
        parts += [told(voice, FROZEN), told(voice, LEGAL)]
    name = _label(voice, Message("Emergency stop"))
    embed = discord.Embed(
        title=f"🛑 {name}: {voice.say.value(title_of(one.number))}",
        description="\n\n".join(parts)[:4096],
        colour=discord.Colour(SIGNAL if triggered else GREY),
    )
    if triggered:
        embed.add_field(
            name=_label(voice, Message("For the board")), value=checklist(record, voice.say), inline=False
        )
        money = told(voice, lambda say: settlement_words(record, say))
        embed.add_field(name=_label(voice, Message("Settlement")), value=money[:_FIELD], inline=False)
    return embed


def checklist(record: Record, say: Say) -> str:
    lines = [f"{'☑️' if item in record.ticked else '⬜'} {checklist_name(item, say)}" for item in CHECKLIST]
    return "\n".join(lines)[:_FIELD]


def settlement_words(record: Record, say: Say) -> tuple[Message, ...]:
    """How far the settlement is. Amounts are written as `say` does."""
    ideas = Message("Ideas so far: {count}.", {"count": len(record.ideas)})
    settlement = record.settlement()
    if settlement is None:
        return Message("The board still has to fill in cash and open bills: `/assembly amounts`."), ideas
    sums = {"cash": say.money(settlement.cash), "bills": say.money(settlement.bills)}
    if settlement.shortfall:
        short = {**sums, "short": say.money(settlement.shortfall)}
        return (
            Message(
                "{cash} in cash minus {bills} of open bills: {short} short. Nothing can be divided.", short
            ),
        )
    left = Message(
        "{cash} in cash minus {bills} of open bills leaves {left}.",
        {**sums, "left": say.money(settlement.left)},
    )
    if not settlement.left:
        return left, Message("So there is nothing to divide.")
    if record.division is None:
        return (
            left,
            ideas,
            Message("When the ideas are in, the board puts them to the vote: `/assembly divide`."),
        )
    vote = {"decision": name_of(record.division.decision)}
    if record.division.approvals is None:
        return left, Message("{decision} is the vote on the ideas.", vote)
    shares = ", ".join(
        f"{plain(record.ideas[int(number)].title)} {say.money(cents)}"
        for number, cents in settlement.shares.items()
    )
    return left, Message("By {decision}: {shares}.", {**vote, "shares": shares})


def preview(draft: Drafted, people: int, say: Say) -> discord.Embed:
    """The convocation as it would go out."""
    embed = discord.Embed(
        title=f"🏛️ {say('Convocation of a general assembly')}",
        description=say.many(
            "Only you see this now. **{n} person** is convened, by who has the role at the moment you send "
            "it. After that nobody is added or dropped, also who leaves or is expelled.",
            "Only you see this now. **{n} people** are convened, by who has the role at the moment you send "
            "it. After that nobody is added or dropped, also who leaves or is expelled.",
            people,
        ),
        colour=discord.Colour(BLUE),
    )
    one = Gathering(0, draft.starts, draft.starts, draft.place, draft.agenda, draft.chair, 0, frozenset())
    embed.add_field(name=say("When"), value=timestamp(one.starts), inline=True)
    if one.place:
        embed.add_field(name=say("Where"), value=plain(one.place)[:_FIELD], inline=True)
    embed.add_field(name=say("Chair"), value=f"<@{one.chair}>", inline=True)
    embed.add_field(name=say("On the agenda"), value=plain(shortened(one.agenda, 500))[:_FIELD], inline=False)
    embed.set_footer(text=say.many("Notice: {n} day", "Notice: {n} days", draft.notice))
    return embed


def lines(parts: Sequence[str]) -> str:
    return "\n".join(part for part in parts if part)
