"""What the desk writes to people about a question. Pure."""

import discord

from bot.desk_words import (
    due_words,
    owner_words,
    quoted,
    sector_words,
    title,
    waits_for_words,
)
from bot.i18n import Say, timestamp
from bot.words import person_words, plain
from cogs.desk import cards
from domain.desk.entries import Entry
from domain.desk.reminding import Nudge
from domain.texts import shortened
from services.desk import Given
from services.desk_steps import ShownQuestion


def new(shown: ShownQuestion, say: Say) -> str:
    question = shown.question
    return _notice(
        shown,
        "📥 "
        + say(
            "{person} asks the desk, and {sector} is yours: question no. {number}.",
            person=person_words(question.asker, say),
            sector=sector_words(shown.sector, say),
            number=str(question.number),
        ),
        say("They were promised to hear by {day}.", day=due_words(question, say)),
    )


def headless(shown: ShownQuestion, say: Say) -> str:
    question = shown.question
    return _notice(
        shown,
        "🪑 "
        + say(
            "Question no. {number} has no sector head: nobody carries {sector}. Take it, or move it.",
            number=str(question.number),
            sector=sector_words(shown.sector, say),
        ),
        say("They were promised to hear by {day}.", day=due_words(question, say)),
    )


def nobody(shown: ShownQuestion, say: Say) -> str:
    """For the review channel: without what is asked."""
    return "🪑 " + say(
        "Question no. {number} at the desk ({sector}) has nobody who carries it, and De Sektor has no "
        "head either. Appoint somebody with /sector appoint; until then it waits.",
        number=str(shown.question.number),
        sector=sector_words(shown.sector, say),
    )


def consulted(shown: ShownQuestion, notes: list[Entry], say: Say) -> str:
    asks = _notes(notes, 600)
    return _notice(
        shown,
        "🤝 "
        + say(
            "You are asked to think along on question no. {number} ({sector}). Your note is for who answers; "
            "the asker does not see it.",
            number=str(shown.question.number),
            sector=sector_words(shown.sector, say),
        ),
        asks,
    )


def noted(shown: ShownQuestion, notes: list[Entry], say: Say) -> str:
    return _notice(
        shown,
        "🔒 "
        + say(
            "A note on question no. {number}. The asker does not see it.", number=str(shown.question.number)
        ),
        _notes(notes, 1000),
    )


def _notes(notes: list[Entry], most: int) -> str:
    return "\n".join(f"<@{one.person}>:\n{quoted(one.text, most // max(1, len(notes)))}" for one in notes)


def answered(shown: ShownQuestion, entry: Entry, say: Say) -> tuple[str, discord.Embed]:
    text = "💬 " + say(
        "There is an answer to your question no. {number}: “{title}”",
        number=str(shown.question.number),
        title=plain(title(shown.question, 150)),
    )
    return text, cards.answer(shown.question, entry, say)


def moved(shown: ShownQuestion, say: Say) -> str:
    question = shown.question
    key = {"number": str(question.number), "sector": sector_words(shown.sector, say)}
    where = (
        say("➡️ Your question no. {number} is with {sector} now.", **key)
        if question.owner is None
        else say(
            "➡️ Your question no. {number} is with {sector} now: {person}.",
            person=f"<@{question.owner}>",
            **key,
        )
    )
    return where + " " + say("You hear by {day}.", day=due_words(question, say))


def waits(shown: ShownQuestion, say: Say) -> str:
    question = shown.question
    text = "⏳ " + say("Your question no. {number} waits for you.", number=str(question.number))
    if question.waits_note:
        text += "\n" + quoted(question.waits_note, 300)
    return text + "\n" + say("Answer in its thread, or with the button below.")


def resumed(shown: ShownQuestion, say: Say) -> str:
    return _notice(
        shown,
        "▶️ "
        + say(
            "Question no. {number} waits no more: it is your turn again.", number=str(shown.question.number)
        ),
    )


def said(shown: ShownQuestion, entry: Entry, say: Say) -> str:
    return _notice(
        shown,
        "✉️ "
        + say(
            "{person} writes about question no. {number}:",
            person=f"<@{entry.person}>",
            number=str(shown.question.number),
        ),
        quoted(entry.text, 900),
    )


def closed(shown: ShownQuestion, say: Say) -> str:
    text = "✅ " + say("The asker closed question no. {number}.", number=str(shown.question.number))
    return text + (f"\n{quoted(shown.question.why_not, 500)}" if shown.question.why_not else "")


def reminder(shown: ShownQuestion, nudge: Nudge, reader: int, say: Say) -> str:
    question = shown.question
    number, due = str(question.number), due_words(question, say)
    if nudge is Nudge.ASKER:
        return waits(shown, say)
    if nudge is Nudge.SOON:
        words = "🔔 " + say(
            "Question no. {number} waits for you, and was promised by {day}.", number=number, day=due
        )
    elif nudge is Nudge.SILENT:
        words = "🔕 " + say(
            "The asker of question no. {number} has not reacted to two reminders. Close it, or ask them "
            "yourself.",
            number=number,
        )
    elif nudge is Nudge.CHASE:
        words = "⏳ " + say(
            "Question no. {number} waits for: {who}, since {ago}. Ask there how it stands.",
            number=number,
            who=shortened(waits_for_words(question, say), 200),
            ago=timestamp(question.waits_since, "R"),
        )
    elif reader == question.owner:
        words = "⚠️ " + say(
            "Question no. {number} was promised by {day}, and there is no answer yet. Who stands in for "
            "you hears it, too.",
            number=number,
            day=due,
        )
    else:
        words = "⚠️ " + say(
            "Question no. {number} was promised by {day}, and there is no answer yet. It waits for "
            "{person}; you can take it over.",
            number=number,
            day=due,
            person=owner_words(question, say),
        )
    return _notice(shown, words)


def given(one: Given, say: Say) -> str:
    """One message about many questions."""
    count = len(one.numbers)
    numbers = shortened(", ".join(str(number) for number in one.numbers), 900)
    left = " ".join(say("{name} left the server.", name=plain(name)) for name in one.names)
    if one.owns:
        words = say.many(
            "{n} question at the desk is yours now: no. {numbers}.",
            "{n} questions at the desk are yours now: no. {numbers}.",
            count,
            numbers=numbers,
        )
    else:
        words = say.many(
            "{n} question has no sector head now: no. {numbers}. Take it, or move it.",
            "{n} questions have no sector head now: no. {numbers}. Take them, or move them.",
            count,
            numbers=numbers,
        )
    lists = say("/desk list shows them.")
    return " ".join(part for part in ("🪑", left, words, lists) if part)


def _notice(shown: ShownQuestion, *lines: str) -> str:
    head, *rest = lines
    text = "\n".join((head, quoted(title(shown.question, 400), 500), *(one for one in rest if one)))
    return shortened(text, 2000)
