"""/agenda numbers: how much happens, by theme and month."""

from collections.abc import Mapping
from datetime import date

import discord
from discord.app_commands import locale_str

from bot.answer import Answer
from bot.i18n import Say
from bot.ui import Interaction
from bot.words import SIGNAL
from cogs.agenda.group import GROUP, Agenda
from domain.texts import shortened
from services.dataset import Numbers

_BAR = 14


class Numbering(Agenda):
    @GROUP.command(
        name=locale_str("numbers"), description=locale_str("How much happens, by theme and by month")
    )
    async def numbers(self, interaction: Interaction) -> None:
        client, answer = self._client, Answer.to(interaction)
        found = await client.services.dataset.numbers(interaction.guild_id or 0, now=client.clock.now())
        say = answer.in_zone(found.community.zone)
        await answer.send(embeds=[chart(found, say, client.config.web.public_url)])


def chart(found: Numbers, say: Say, address: str) -> discord.Embed:
    """Bars of one scale, so that themes can be compared."""
    most = max((count for months in found.counts.values() for count in months.values()), default=0)
    blocks = [
        f"**{theme.emoji} {theme.name(say.locale)}**\n{_bars(found.counts[theme.key], most, say)}"
        for theme in found.themes
        if theme.key in found.counts
    ]
    embed = discord.Embed(
        title=say("What happened and what is coming, by month"),
        description=shortened("\n".join(blocks), 4000) or say("Nothing yet in these months."),
        colour=SIGNAL,
    )
    note = say("Cancelled events are left out; one of two themes counts for both.")
    if address:
        link = f"{address.rstrip('/')}/api/v1/dataset.csv"
        embed.add_field(name=say("The data itself"), value=link, inline=False)
    embed.set_footer(text=note)
    return embed


def _bars(counts: Mapping[date, int], most: int, say: Say) -> str:
    lines = []
    for month, count in counts.items():
        bar = "█" * round(_BAR * count / most) if count else ""
        lines.append(f"{say.short_month(month):>6} {bar or ('▏' if count else '')} {count}")
    return "```\n" + "\n".join(lines) + "\n```"
