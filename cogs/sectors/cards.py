"""How sectors and who carries them are shown."""

from collections.abc import Sequence

import discord
from discord.utils import escape_markdown

from bot.i18n import Say
from domain.sectors import Part, Sector
from services.sectors import Appointed, Carried
from services.vacancies import Vacancy


def sector_list(carried: Sequence[Carried], say: Say) -> discord.Embed:
    embed = discord.Embed(
        title=say("The sectors, and who carries them"),
        description="\n\n".join(_carried(one, say) for one in carried)[:4000] or say("There are no sectors."),
        colour=discord.Colour(0x455A64),
    )
    vacant = sum((one.head is None) + (one.deputy is None) for one in carried)
    if vacant:
        embed.set_footer(text=say.many("{n} place is vacant.", "{n} places are vacant.", vacant))
    return embed


def _carried(one: Carried, say: Say) -> str:
    head, deputy = (f"<@{person}>" if person else say("*vacant*") for person in (one.head, one.deputy))
    who = say("Head: {head} · Deputy: {deputy}", head=head, deputy=deputy)
    return f"{sector_name(one.sector, say)}\n{who}"


def sector_name(sector: Sector, say: Say) -> str:
    return f"{sector.emoji} **{escape_markdown(sector.name(say.locale))}**".strip()


def appointed(result: Appointed, say: Say) -> str:
    change, name = result.change, sector_name(result.sector, say)
    person = f"<@{change.given.person}>"
    head = change.given.part is Part.HEAD
    if change.unchanged:
        return (
            say("{person} is head of {sector} already.", person=person, sector=name)
            if head
            else say("{person} is deputy of {sector} already.", person=person, sector=name)
        )
    if change.replaced is not None:
        old = f"<@{change.replaced}>"
        text = (
            say("{person} is head of {sector} now, in place of {old}.", person=person, sector=name, old=old)
            if head
            else say(
                "{person} is deputy of {sector} now, in place of {old}.", person=person, sector=name, old=old
            )
        )
    else:
        text = (
            say("{person} is head of {sector} now.", person=person, sector=name)
            if head
            else say("{person} is deputy of {sector} now.", person=person, sector=name)
        )
    if change.moved_from is Part.DEPUTY:
        text += " " + say("That leaves the place of deputy vacant.")
    elif change.moved_from is Part.HEAD:
        text += " " + say("That leaves the place of head vacant.")
    return text


def dismissed(sector: Sector, part: Part, person: int, say: Say) -> str:
    name, mention = sector_name(sector, say), f"<@{person}>"
    if part is Part.HEAD:
        return say(
            "{person} is no longer head of {sector}; the place is vacant.", person=mention, sector=name
        )
    return say("{person} is no longer deputy of {sector}; the place is vacant.", person=mention, sector=name)


def vacancy_text(vacancy: Vacancy, say: Say) -> str:
    sector, name = sector_name(vacancy.sector, say), escape_markdown(vacancy.name)
    if vacancy.part is Part.HEAD:
        return say("🪑 {name} has left the server, so {sector} has no head now.", name=name, sector=sector)
    return say("🪑 {name} has left the server, so {sector} has no deputy now.", name=name, sector=sector)


def who_question(sector: Sector, part: Part, say: Say) -> str:
    name = sector_name(sector, say)
    if part is Part.HEAD:
        return say("Who becomes head of {sector}?", sector=name)
    return say("Who becomes deputy of {sector}?", sector=name)
