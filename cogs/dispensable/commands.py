"""/desk numbers, /desk often and /report quarter."""

import io

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say, locale_of
from bot.often_words import report, report_title, topic_words
from bot.ui import Interaction, or_nothing
from cogs.dispensable import cards
from cogs.dispensable.views import (
    leave_it,
    often_view,
    put_on_agenda,
    put_report_on_agenda,
    report_view,
)
from domain.refusal import Refusal
from domain.texts import shortened
from services.desk_often import AGENDA

REPORT = app_commands.Group(
    name=locale_str("report"), description=locale_str("Reports for the public meetings"), guild_only=True
)


@app_commands.command(
    name=locale_str("numbers"), description=locale_str("How much is solved without a person, over time")
)
async def numbers(interaction: Interaction) -> None:
    client, answer = interaction.client, Answer.to(interaction)
    found = await client.services.dispensable.numbers(caller_of(interaction), now=client.clock.now())
    await answer.send(embeds=[cards.numbers(found, answer.in_zone(found.community.zone))])


@app_commands.command(
    name=locale_str("often"), description=locale_str("What is asked often, for the sector heads")
)
@app_commands.rename(agenda=locale_str("agenda"), not_needed=locale_str("not-needed"))
@app_commands.describe(
    agenda=locale_str("Put this one on the agenda of the heads"),
    not_needed=locale_str("No initiative for this one, for now"),
)
async def often(interaction: Interaction, agenda: str = "", not_needed: str = "") -> None:
    client, answer = interaction.client, Answer.to(interaction)
    if agenda:
        await put_on_agenda(interaction, answer, _group_of(agenda))
        return
    if not_needed:
        await leave_it(interaction, answer, _group_of(not_needed))
        return
    found = await client.services.desk_often.listing(
        caller_of(interaction), answer.say.locale, now=client.clock.now()
    )
    say = answer.in_zone(found.community.zone)
    await answer.send(embeds=[cards.often(found, say)], view=often_view(found, say))


@often.autocomplete("agenda")
@often.autocomplete("not_needed")
@or_nothing
async def _offer(interaction: Interaction, typed: str) -> list[Choice[str]]:
    client = interaction.client
    found = await client.services.desk_often.listing(
        caller_of(interaction), locale_of(interaction.locale), now=client.clock.now()
    )
    names = [(topic_words(one.topic), str(one.group)) for one in found.topics if one.kept.dealt != AGENDA]
    return [
        Choice(name=shortened(name, 100), value=group)
        for name, group in names
        if typed.casefold() in name.casefold()
    ][:25]


def _group_of(chosen: str) -> int:
    if not chosen.isascii() or not chosen.isdigit() or len(chosen) > 18:
        raise Refusal("Choose from the list that appears while you type.")
    return int(chosen)


@REPORT.command(
    name=locale_str("quarter"), description=locale_str("The report of a quarter, for the public meeting")
)
@app_commands.rename(
    quarter=locale_str("which"), language=locale_str("language"), agenda=locale_str("agenda")
)
@app_commands.describe(
    quarter=locale_str("Like Q1 2026; the last one that is over, if you leave it empty"),
    language=locale_str("In the server's language, if you leave it empty"),
    agenda=locale_str("Put it on the agenda of the next quarterly meeting"),
)
@app_commands.choices(
    language=[
        Choice(name=locale_str("in Dutch"), value="nl"),
        Choice(name=locale_str("in English"), value="en"),
    ]
)
async def quarter(
    interaction: Interaction, quarter: str = "", language: str = "", agenda: bool = False
) -> None:
    client, answer = interaction.client, Answer.to(interaction)
    if agenda:
        await put_report_on_agenda(interaction, answer, quarter)
        return
    found = await client.services.dispensable.quarter(caller_of(interaction), quarter, now=client.clock.now())
    paper = Say(language or found.community.locale, found.community.zone)
    text = report(found, paper)
    number = (found.first.month + 2) // 3
    name = f"{found.first.year}-q{number}-{paper.locale}.md"
    embed = discord.Embed(title=report_title(found, paper), description=text.partition("\n\n")[2][:3900])
    await answer.send(
        embeds=[embed],
        files=[discord.File(io.BytesIO(text.encode()), name)],
        view=report_view(found, answer.say),
    )
