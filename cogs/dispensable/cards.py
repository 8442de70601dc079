"""Numbers and topics as embeds and lines. Pure."""

from typing import Final

import discord

from bot.i18n import Say
from bot.often_words import sector_name, share, topic_words
from bot.words import SIGNAL, person_words, plain
from domain.desk.dispensable import added
from services.desk_often import AGENDA, Often, ShownOften
from services.dispensable import Numbers

_BAR: Final = 10
_MOST: Final = 15


def numbers(found: Numbers, say: Say) -> discord.Embed:
    """The last months in total; for heads each sector, too."""
    embed = discord.Embed(
        title=say("Solved without a person"),
        description="\n".join(
            [
                f"**{share(found.whole, say)}**",
                "",
                *(
                    f"`{say.short_month(month):>6}` {_bar(one.percent)} {share(one, say)}"
                    for month, one in zip(found.months, found.each, strict=True)
                ),
            ]
        )[:4000],
        colour=SIGNAL,
    )
    lines = []
    for key, parts in found.sectors.items():
        newest = parts[-1]
        lines.append(f"**{plain(sector_name(key, found.names, say))}** · {share(added(parts), say)}")
        if not newest.is_empty:
            month = say.month(found.months[-1])
            lines.append(f"-# {month}: {share(newest, say)}")
    shown = list(lines)
    while len("\n".join(shown)) > 1000:
        shown.pop()
    if shown:
        embed.add_field(
            name=say("By sector, the last {n} months", n=len(found.months)), value="\n".join(shown)
        )
    embed.set_footer(
        text=say(
            "Counted: questions that an article answered (somebody said so) and workflows finished, against "
            "questions of the desk. Unknown counts as neither."
        )
    )
    return embed


def month_line(found: Numbers, say: Say) -> str:
    """The monthly line to a head: the month, the one before, and the sectors."""
    month, one, before = found.months[-1], found.each[-1], found.each[0]
    lines = [
        "📈 "
        + say(
            "In {month}, this much was solved without a person: {share}.",
            month=say.month(month),
            share=share(one, say),
        )
    ]
    if before.percent is not None:
        lines[0] += " " + say("The month before: {share}.", share=share(before, say))
    for key, parts in list(found.sectors.items())[:8]:
        if not parts[-1].is_empty:
            lines.append(f"• {plain(sector_name(key, found.names, say))}: {share(parts[-1], say)}")
    return "\n".join(lines)


def topic_line(one: Often, say: Say) -> str:
    """asked often: rehearsal space, 3 times. Start an initiative?"""
    words = say.many(
        "Asked often: {topic}, {n} time.",
        "Asked often: {topic}, {n} times.",
        one.times,
        topic=f"**{plain(topic_words(one.topic))}**",
    )
    if one.kept.dealt == AGENDA:
        return f"📌 {words} " + say(
            "It is on the agenda of the heads, by {person}.", person=person_words(one.kept.dealt_by or 0, say)
        )
    return f"🔁 {words} " + say("Start an initiative?")


def details(one: Often, say: Say) -> str:
    lines = [say.many("{n} different person asked it.", "{n} different people asked it.", one.askers)]
    if one.has_article:
        lines.append(say("An article about it came of one of them."))
    if one.numbers:
        numbers = ", ".join(f"{number}" for number in one.numbers[:20])
        lines.append(say("Those that you may read: no. {numbers} (`/desk show`).", numbers=numbers))
    return "-# " + " ".join(lines)


def often(found: ShownOften, say: Say) -> discord.Embed:
    lines: list[str] = []
    for one in found.topics[:_MOST]:
        lines += [topic_line(one, say), details(one, say)]
    return discord.Embed(
        title=say("Asked often"),
        description="\n".join(lines)[:4000]
        or say("Nothing that three different people asked. What is asked often appears here by itself."),
        colour=SIGNAL,
    )


def _bar(percent: int | None) -> str:
    if percent is None:
        return "·" * _BAR
    full = (percent * _BAR + 50) // 100
    return "█" * full + "░" * (_BAR - full)
