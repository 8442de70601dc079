"""What the desk shows: the card at the top of a thread, an answer, the whole of a question. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import discord

from bot.desk_words import (
    ICONS,
    due_words,
    is_late,
    owner_words,
    quoted,
    sector_words,
    status_words,
    waits_for_words,
)
from bot.i18n import Say, timestamp
from bot.words import GREY, SIGNAL, Voice, person_words, plain
from domain.desk.entries import Entry, What
from domain.desk.question import Question, Status
from domain.sectors import Sector
from domain.texts import shortened
from services.desk import Opened
from services.desk_steps import ShownQuestion

_GREEN: Final = 0x2E7D32
_AMBER: Final = 0xE65100
_COLOURS: Final = {
    Status.OPEN: SIGNAL,
    Status.TAKEN: SIGNAL,
    Status.WAITING: _AMBER,
    Status.ANSWERED: _GREEN,
    Status.CLOSED: GREY,
}
_MOST_QUESTION: Final = 2500
_MOST_TIMELINE: Final = 3000


def card(shown: ShownQuestion, now: datetime) -> discord.Embed:
    """In the community's language, with its state in English below."""
    voice, question = Voice(shown.community), shown.question
    say = voice.say
    embed = discord.Embed(
        title=shortened(f"{ICONS[question.status]} {plain(_headline(question, say))}", 256),
        description=_body(question, say),
        colour=_COLOURS[question.status],
    )
    embed.add_field(name=say("State"), value=state_line(shown, now, say), inline=False)
    if voice.english is not None:
        embed.add_field(name="In English", value=state_line(shown, now, voice.english), inline=False)
    reason = question.reason.words(say.locale)
    if reason:
        embed.add_field(name=say("Why this sector"), value=shortened(plain(reason), 300), inline=False)
    embed.set_footer(text=say("By command: /desk take, answer, wait, consult, move, note, close"))
    return embed


def _headline(question: Question, say: Say) -> str:
    return say("Question no. {number}", number=str(question.number))


def _body(question: Question, say: Say) -> str:
    lines = [quoted(question.text, _MOST_QUESTION)]
    asked = (
        say("Asked by {person}", person=person_words(question.asker, say))
        + f" · {timestamp(question.asked_at, 'D')}"
    )
    if question.for_whom:
        asked += " · " + say("for: {whom}", whom=plain(question.for_whom))
    if question.by is not None:
        asked += " · " + say("needed by {day}", day=say.weekday(question.by))
    asked += " · " + (say("public") if question.public else say("private"))
    lines += ["", asked]
    if question.context:
        lines += ["", say("What was done already:"), quoted(shortened(question.context, 600), 700)]
    return shortened("\n".join(lines), 4096)


def state_line(shown: ShownQuestion, now: datetime, say: Say) -> str:
    """Where it stands: "Vergunningen · @Vera · waits for: gemeente since ..." """
    question = shown.question
    lines = [
        " · ".join(
            (
                sector_words(shown.sector, say),
                owner_words(question, say),
                f"**{status_words(question, say)}**",
            )
        )
    ]
    if question.status is Status.WAITING:
        lines.append(
            say(
                "Waits for: {who}, since {day} ({ago})",
                who=shortened(waits_for_words(question, say), 300),
                day=timestamp(question.waits_since, "D"),
                ago=timestamp(question.waits_since, "R"),
            )
        )
    elif question.is_unanswered and is_late(question, now):
        lines.append("⚠️ " + say("Should have been answered by {day}.", day=due_words(question, say)))
    elif question.is_unanswered:
        lines.append(say("You hear by {day}.", day=due_words(question, say)))
    elif question.closed_at is not None and question.is_closed:
        lines.append(say("Closed on {day}.", day=timestamp(question.closed_at, "D")))
        if question.why_not:
            lines.append(quoted(question.why_not, 300))
    return shortened("\n".join(lines), 1024)


def answer_in_thread(question: Question, entry: Entry, voice: Voice) -> discord.Embed:
    """For everybody in the thread, whichever language they read."""
    embed = answer(question, entry, voice.say)
    if voice.english is not None:
        english = answer(question, entry, voice.english).title
        embed.title = f"{embed.title} · {str(english).removeprefix('💬 ')}"
    return embed


def answer(question: Question, entry: Entry, say: Say) -> discord.Embed:
    embed = discord.Embed(
        title="💬 " + say("The answer to question no. {number}", number=str(question.number)),
        description=shortened(entry.text, 4000),
        colour=_GREEN,
    )
    if entry.person is not None:
        embed.add_field(name=say("Answered by"), value=person_words(entry.person or 0, say))
    return embed


def whole(opened: Opened, now: datetime, say: Say) -> discord.Embed:
    question = opened.shown.question
    embed = discord.Embed(
        title=shortened(f"{ICONS[question.status]} {plain(_headline(question, say))}", 256),
        description=_body(question, say),
        colour=_COLOURS[question.status],
    )
    embed.add_field(name=say("State"), value=state_line(opened.shown, now, say), inline=False)
    steps = [entry_line(one, opened.sectors, say) for one in opened.entries if one.what is not What.ASKED]
    room = min(_MOST_TIMELINE, 5700 - len(embed))
    kept: list[str] = []
    for step in reversed(steps):
        if sum(len(one) + 1 for one in kept) + len(step) > room:
            break
        kept.insert(0, step)
    if len(kept) < len(steps):
        kept.insert(0, say("… and before that {n} steps", n=len(steps) - len(kept)))
    for chunk in _fields(kept):
        name = say("What happened") if not any(f.name == say("What happened") for f in embed.fields) else "​"
        embed.add_field(name=name, value=chunk, inline=False)
    return embed


def _fields(lines: list[str]) -> list[str]:
    """Packed into as few fields as hold them; a field holds 1024 characters."""
    found: list[str] = []
    for one in lines:
        if found and len(found[-1]) + 1 + len(one) <= 1024:
            found[-1] += "\n" + one
        else:
            found.append(one[:1024])
    return found[:15]


def entry_line(entry: Entry, sectors: Mapping[str, Sector], say: Say) -> str:
    who = person_words(entry.person, say) if entry.person is not None else "🤖"
    sector = sector_words(sectors.get(entry.about), say)
    about = person_words(int(entry.about), say) if entry.about.isdecimal() else ""
    words = {
        What.ASKED: say("asked it"),
        What.TAKEN: say("took it"),
        What.CONSULTED: say("asked {sector} along", sector=sector),
        What.MOVED: say("moved it to {sector}", sector=sector),
        What.WAITS: say("has it wait"),
        What.RESUMED: say("it goes on"),
        What.ANSWERED: say("gave an answer"),
        What.NOTE: "🔒 " + say("noted, for who answers"),
        What.SAID: say("wrote"),
        What.ADDED: say("let in {person}", person=about),
        What.PASSED: say("passed on to {person}", person=about or say("nobody yet")),
        What.REMINDED: say("reminder"),
        What.ESCALATED: say("past the term: told who stands in"),
        What.CLOSED: say("closed it"),
        What.REOPENED: say("reopened it"),
        What.HELPED: say("said whether it helped"),
    }
    text = f": {plain(shortened(' '.join(entry.text.split()), 280))}" if entry.text else ""
    return f"{timestamp(entry.at, 'd')} {who} {words[entry.what]}{text}"
