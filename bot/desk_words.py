"""What every surface of the desk says of a question in words."""

from datetime import datetime
from typing import Final

import discord

from bot.i18n import Say
from bot.words import plain
from domain.communities import Community
from domain.desk.question import Question, Status, WaitsFor
from domain.naming import bare
from domain.sectors import Sector
from domain.texts import one_line, shortened

ICONS: Final = {
    Status.OPEN: "📥",
    Status.TAKEN: "🙋",
    Status.WAITING: "⏳",
    Status.ANSWERED: "💬",
    Status.CLOSED: "✅",
}


def no(question: Question, say: Say) -> str:
    """vraag nr. 12, question no. 12"""
    return say("question no. {number}", number=str(question.number))


def sector_words(sector: Sector | None, say: Say) -> str:
    if sector is None:
        return say("no sector")
    return f"{sector.emoji} {plain(sector.name(say.locale))}".strip()


def owner_words(question: Question, say: Say) -> str:
    return f"<@{question.owner}>" if question.owner is not None else say("no sector head yet")


def status_words(question: Question, say: Say) -> str:
    """Short enough for a label: what its state is."""
    words = {
        Status.OPEN: say("not taken yet"),
        Status.TAKEN: say("taken"),
        Status.WAITING: say("waiting"),
        Status.ANSWERED: say("answered"),
        Status.CLOSED: say("closed"),
    }
    return words[question.status]


def party_words(waits_for: WaitsFor, say: Say) -> str:
    words = {
        WaitsFor.ASKER: say("the asker"),
        WaitsFor.CITY: say("the city"),
        WaitsFor.VENUE: say("the venue"),
        WaitsFor.OTHER: say("somebody else"),
    }
    return words[waits_for]


def waits_for_words(question: Question, say: Say) -> str:
    """Whom it waits for: "the city (permit desk)", "the asker (which street?)", "@Vera"."""
    if question.waits_for is None:
        return owner_words(question, say)
    words, note = party_words(question.waits_for, say), question.waits_note
    if bare(note) in bare(words):
        return words
    return plain(note) if question.waits_for is WaitsFor.OTHER else f"{words} ({plain(note)})"


def days_words(since: datetime, now: datetime, say: Say) -> str:
    """18 dagen, 18 days: whole calendar days where people are."""
    days = (now.astimezone(say.zone).date() - since.astimezone(say.zone).date()).days
    return say("today") if days <= 0 else say.many("{n} day", "{n} days", days)


def due_words(question: Question, say: Say) -> str:
    """vrijdag 13 maart, Friday 13 March"""
    return say.weekday(question.due_at.astimezone(say.zone).date())


def is_late(question: Question, now: datetime) -> bool:
    return question.is_unanswered and question.status is not Status.WAITING and now > question.due_at


def quoted(text: str, most: int) -> str:
    """Somebody's text as a quotation, escaped, in at most `most` characters."""
    shown = shortened(plain(text), max(20, most - 2 * (text.count("\n") + 1)))
    return "\n".join(f"> {line}" for line in shown.split("\n"))


def title(question: Question, most: int = 200) -> str:
    return shortened(one_line(question.text), most)


def thread_link(community: Community, question: Question) -> str:
    return f"https://discord.com/channels/{community.id}/{question.thread}"


def line(community: Community, question: Question, sector: Sector | None, now: datetime, say: Say) -> str:
    """Two lines of a list: what it is, and what it waits for since when."""
    late = " ⚠️" if is_late(question, now) else ""
    number = str(question.number)
    if question.thread:
        number = f"[{number}]({thread_link(community, question)})"
    name = f"{ICONS[question.status]} **{number}** · {plain(title(question, 90))}{late}"
    if question.status is Status.CLOSED:
        return f"{name}\n-# {sector_words(sector, say)} · {status_words(question, say)}"
    days = days_words(question.waits_since, now, say)
    if question.status is Status.ANSWERED:
        waits = say("answered, not closed yet ({days})", days=days)
    else:
        waits = say("waits for: {who}, {days}", who=shortened(waits_for_words(question, say), 120), days=days)
    term = ""
    if question.status is not Status.WAITING and question.is_unanswered:
        due = say.short_day(question.due_at)
        term = " · " + (say("was due {day}", day=due) if late else say("by {day}", day=due))
    return f"{name}\n-# {sector_words(sector, say)} · {waits}{term}"


def is_thread_gone(error: discord.HTTPException) -> bool:
    return error.code == 10003
