"""What /privacy says. Pure."""

from collections.abc import Iterable

import discord

from bot.i18n import Say
from bot.words import SIGNAL
from domain.privacy import Fate, Line
from services.privacy import Export, Plan

_MOST = 1024
"""Characters that a field of an embed holds."""


def export_words(export: Export, say: Say) -> str:
    rows = sum(len(one.rows) for one in export.stored)
    if not rows:
        return say("Nothing is stored about you on this server. The files say so, too.")
    return say(
        "This is all that is stored about you on this server: once to read and once for a computer. Only you "
        "see this message. To have it removed: `/privacy erase`."
    )


def nothing(say: Say) -> discord.Embed:
    return discord.Embed(
        title=say("Nothing is stored about you"),
        description=say("There is nothing of you on this server to remove."),
        colour=SIGNAL,
    )


def before(plan: Plan, say: Say) -> discord.Embed:
    embed = discord.Embed(
        title=say("Erase what is stored about you?"),
        description=say(
            "This is what happens if you say yes. It cannot be undone, so fetch your file first if you want "
            "one: `/privacy export`. Messages that you wrote on Discord yourself are not the bot's; you "
            "delete those there."
        ),
        colour=SIGNAL,
    )
    _fill(embed, plan, say)
    return embed


def erased(left: Plan, say: Say) -> discord.Embed:
    """After it was done: what is left, and why."""
    embed = discord.Embed(
        title=say("Erased"),
        description=say(
            "What could go is gone, and where a register has to stay your name is no longer in it. Messages "
            "of the bot that showed you are being made anew."
        )
        + ("" if left.empty else "\n\n" + say("This is left:")),
        colour=SIGNAL,
    )
    _fill(embed, left, say)
    return embed


def _fill(embed: discord.Embed, plan: Plan, say: Say) -> None:
    waiting = [f"• **{say.value(line.heading.title)}** ({line.later})" for line in plan.waiting]
    parts = (
        (say("🗑️ This goes"), _lines(plan.of(Fate.GOES), say)),
        (say("👤 This stays without your name"), _lines(plan.of(Fate.NAMELESS), say)),
        (say("⏳ Of this, what is not over yet has to wait"), waiting),
        (say("📌 This stays"), _lines(plan.of(Fate.STAYS), say)),
    )
    for title, lines in parts:
        for number, text in enumerate(_chunks(lines)):
            embed.add_field(name=title if number == 0 else "\u200b", value=text, inline=False)


def _lines(lines: Iterable[Line], say: Say) -> list[str]:
    told = []
    for line in lines:
        text = f"• **{say.value(line.heading.title)}** ({line.count})"
        if line.heading.why is not None:
            text += f"\n-# {say.value(line.heading.why)}"
        told.append(text)
    return told


def _chunks(lines: Iterable[str]) -> list[str]:
    """As many fields as it takes."""
    chunks: list[str] = []
    for line in lines:
        if chunks and len(chunks[-1]) + len(line) + 1 <= _MOST:
            chunks[-1] += "\n" + line
        else:
            chunks.append(line[:_MOST])
    return chunks
