"""How people who can be reached are shown. Pure."""

from collections.abc import Sequence

import discord

from bot.contact_words import reach_name
from bot.i18n import Say
from bot.words import SIGNAL, plain
from domain.directory.reaching import Reach, Reachable
from domain.sectors import Part, Sector
from services.reaching import OwnCard, SectorContact


def sector_name(sector: Sector, say: Say) -> str:
    return f"{sector.emoji} {plain(sector.name(say.locale))}".strip()


def overview(sectors: Sequence[SectorContact], say: Say) -> discord.Embed:
    embed = discord.Embed(
        title=say("Who to ask"),
        description=say("Each sector, and who can be reached about it. For anything: `/desk ask`."),
        colour=SIGNAL,
    )
    for one in sectors[:20]:
        lines = [person(each, say, short=True) for each in one.people]
        embed.add_field(
            name=sector_name(one.sector, say)[:256],
            value="\n".join(lines)[:500] or say("through the desk"),
            inline=False,
        )
    return embed


def one_sector(found: SectorContact, say: Say) -> discord.Embed:
    embed = discord.Embed(title=sector_name(found.sector, say)[:256], colour=SIGNAL)
    desk = say("The desk takes your question to the right person: `/desk ask`.")
    if found.people:
        embed.description = "\n".join([*(person(each, say) for each in found.people), "", desk])[:4096]
    elif found.carried:
        embed.description = say("Who carries this sector is reached through the desk.") + f"\n{desk}"
    else:
        embed.description = say("Nobody carries this sector at the moment.") + f"\n{desk}"
    return embed


def person(one: Reachable, say: Say, *, short: bool = False) -> str:
    part = say("head") if one.part is Part.HEAD else say("deputy")
    card = one.card
    who = f"<@{card.person}>" if card.reach is Reach.ME else f"**{plain(card.name)}**"
    if card.reach is Reach.PUBLIC:
        who += f" (<@{card.person}>)"
    elif card.reach is Reach.LINE:
        who = f"**{plain(part).capitalize()}**"
        part = ""
    text = f"{who}, {part}" if part else who
    line = f": {plain(card.line)}" if card.line else ""
    return text + line if short else f"• {text}{line}"


def settings(own: OwnCard, say: Say) -> str:
    names = ", ".join(sector_name(one, say) for one in own.sectors)
    lines = [say("You carry {sectors}. Who can reach you:", sectors=names), reach_name(own.card.reach, say)]
    if own.card.reach is not Reach.NOT:
        shown = own.card.name if own.card.reach is Reach.PUBLIC else ""
        lines += [plain(text) for text in (shown, own.card.line) if text]
    return "\n".join(lines)[:2000]
