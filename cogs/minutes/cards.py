"""Agendas, running meetings, minutes and action points as people see them on Discord. Pure."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

import discord

from bot.i18n import Say, timestamp
from bot.meeting_words import title_of
from bot.minutes_words import english_line, item_title
from bot.words import GREY, SIGNAL, Voice, person_words, plain
from domain.meetings.actions import Action
from domain.meetings.agenda import Item
from domain.meetings.minutes import State
from domain.texts import shortened
from domain.when.answers import Message
from services.meeting_agenda import ShownAgenda
from services.minutes_reading import ShownMinutes


def agenda(shown: ShownAgenda, voice: Voice) -> discord.Embed:
    """In the server's language, with an English line under each item."""
    say, meeting = voice.say, shown.meeting
    lines = []
    if meeting.starts is not None:
        lines.append(f"🗓️ {timestamp(meeting.starts, 'F')}")
    for number, item in enumerate(shown.items, start=1):
        begins = f"`{say.hour(shown.times[number - 1])}` " if shown.times else ""
        who = f" · {person_words(item.owner, say)}" if item.owner is not None else ""
        line = f"{begins}**{number}.** {_linked(item, say)} · {say('{n} min', n=item.minutes)}{who}"
        if voice.english is not None:
            line += f"\n-# 🇬🇧 {plain(english_line(item, voice.english))}"
        lines.append(line)
    if not shown.items:
        lines.append(say("Nothing on it yet. `/meeting agenda add` puts something on it."))
    if shown.over:
        lines.append(f"⚠️ {_over(shown, say)}")
    return discord.Embed(
        title=shortened(f"📋 {say('Agenda: {title}', title=title_of(meeting, say))}", 250),
        description=_as_many(lines, say, 4000),
        colour=SIGNAL,
    )


def _over(shown: ShownAgenda, say: Say) -> str:
    return say.many(
        "{n} minute more than the meeting has: shorten an item or take one off.",
        "{n} minutes more than the meeting has: shorten an item or take one off.",
        shown.over,
    )


def room(shown: ShownMinutes, voice: Voice) -> discord.Embed:
    """The meeting while it runs."""
    say, session = voice.say, shown.session
    lines = [
        _in_both(voice, Message("Check in with *I'm here*: who is there votes and approves the minutes."))
    ]
    lines.append("")
    for number, item in enumerate(shown.items, start=1):
        mark = "▶️" if item.id == session.item else "✅" if item.ended_at is not None else "▫️"
        line = f"{mark} **{number}.** {_linked(item, say)} · {say('{n} min', n=item.minutes)}"
        if item.id == session.item and item.begun_at is not None:
            ends = item.begun_at + timedelta(minutes=item.minutes)
            line += f" · ⏱️ {say('until {time}', time=timestamp(ends, 't'))} ({timestamp(ends, 'R')})"
        lines.append(line)
        lines += [f"　🗳️ {one.name} {plain(one.terms.title)}" for one in shown.motions.get(item.id, ())]
        lines += [f"　☑️ {action(one, say)}" for one in shown.actions if one.item == item.id]
    embed = discord.Embed(
        title=shortened(f"🟢 {say('Now: {title}', title=title_of(shown.meeting, say))}", 250),
        description=_as_many(lines, say, 3600),
        colour=SIGNAL,
    )
    people = " ".join(person_words(person, say) for person in shown.present)
    embed.add_field(
        name=say.many("{n} person is there", "{n} people are there", len(shown.present)),
        value=shortened(people or "—", 1000),
    )
    embed.set_footer(text=say("/action notes who does what, by when."))
    return embed


def paper(shown: ShownMinutes, lines: Sequence[tuple[str, str]], voice: Voice) -> discord.Embed:
    """The minutes in the channel, as much as fits; the files hold all of them."""
    say, session = voice.say, shown.session
    words = [_paper_line(kind, plain(shortened(text, 1500))) for kind, text in lines[1:]]
    approved = session.state is State.APPROVED
    if not approved:
        words.insert(
            0,
            _in_both(
                voice,
                Message(
                    "Read them, change what is wrong, and approve them: {now} of {needed} did. With more "
                    "than half of those present they are locked.",
                    {"now": len(shown.approvals), "needed": shown.needed},
                ),
            ),
        )
        if shown.meeting.is_public:
            words.insert(
                1,
                _in_both(
                    voice,
                    Message(
                        "Everyone was welcome, so once approved they stand on the website: what is written "
                        "here, without the names of who was there or does something."
                    ),
                ),
            )
    return discord.Embed(
        title=shortened(f"{'🔒' if approved else '📝'} {plain(lines[0][1])}", 250),
        description=_as_many(words, say, 4000),
        colour=GREY if approved else SIGNAL,
    )


def _paper_line(kind: str, text: str) -> str:
    if kind == "heading":
        return f"\n**{text}**"
    return f"• {text}" if kind == "bullet" else text


def action(one: Action, say: Say) -> str:
    name = say("{name} (has left)", name=plain(one.name)) if one.gone else person_words(one.person, say)
    return say("{name}: {what}, by {day}", name=name, what=plain(one.what), day=say.short_date(one.due))


def action_list(found: Sequence[Action], say: Say) -> str:
    if not found:
        return say("No action points are open. 🎉")
    return _as_many([f"**{one.id}** · {action(one, say)}" for one in found], say, 1950)


def _linked(item: Item, say: Say) -> str:
    title = plain(item_title(item, say))
    return f"[{title}]({item.link})" if item.link else title


def _in_both(voice: Voice, words: Message) -> str:
    text = voice.say.value(words)
    return text if voice.english is None else f"{text}\n-# 🇬🇧 {voice.english.value(words)}"


def _as_many(lines: Iterable[str], say: Say, most: int) -> str:
    """Whole lines as long as they fit, and how many do not."""
    kept: list[str] = []
    rest = list(lines)
    while rest and sum(map(len, kept)) + len(kept) + len(rest[0]) < most - 80:
        kept.append(rest.pop(0))
    if rest:
        kept.append(say("… and {n} lines more in the whole text.", n=len(rest)))
    return "\n".join(kept)
