"""/dossier change, people, hand-over, contact and reopen."""

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.answer import Answer
from bot.client import caller_of
from bot.ui import Interaction
from bot.words import plain
from cogs.dossiers.commands import number_of, offer, offer_sectors, sector_key
from cogs.dossiers.sent import read_term
from cogs.dossiers.views import show
from domain.dossiers.dossier import Person
from domain.refusal import Refusal


def attach(group: app_commands.Group) -> None:
    commands: tuple[Any, ...] = (change, people, hand_over, contact, reopen)
    for command in commands:
        group.add_command(command, override=True)


def person_of(user: discord.User | discord.Member, *, insider: bool = True) -> Person:
    if user.bot:
        raise Refusal("A bot carries nothing: choose a person.")
    return Person(user.id, user.display_name, insider)


@app_commands.command(
    name=locale_str("change"), description=locale_str("Another title, sector, request, decision or term")
)
@app_commands.rename(
    dossier=locale_str("dossier"),
    title=locale_str("title"),
    sector=locale_str("sector"),
    counterpart=locale_str("with-whom"),
    asked=locale_str("asked"),
    wanted=locale_str("decision"),
    term=locale_str("deadline"),
)
@app_commands.describe(
    dossier=locale_str("Which dossier?"),
    title=locale_str("What is it about?"),
    sector=locale_str("Which sector carries it?"),
    counterpart=locale_str("With whom?"),
    asked=locale_str("What is asked?"),
    wanted=locale_str("Which decision do you want?"),
    term=locale_str("By when must it be decided? A dash for no term"),
)
@app_commands.autocomplete(dossier=offer, sector=offer_sectors)
async def change(
    interaction: Interaction,
    dossier: str,
    title: str | None = None,
    sector: str | None = None,
    counterpart: str | None = None,
    asked: str | None = None,
    wanted: str | None = None,
    term: str | None = None,
) -> None:
    client, caller, now = interaction.client, caller_of(interaction), interaction.client.clock.now()
    number = number_of(dossier)
    seen = await client.services.dossiers.of(caller, number, now=now)
    none = term is not None and term.strip() in {"-", "–"}
    shown = await client.services.dossier_keeping.change(
        caller,
        number,
        title=title,
        sector=await sector_key(interaction, sector) if sector else None,
        counterpart=counterpart,
        asked=asked,
        wanted=wanted,
        term=read_term(term or "", now=now, zone=seen.community.zone) if not none else None,
        no_term=none,
        now=now,
    )
    await show(Answer.to(interaction), shown)


@app_commands.command(
    name=locale_str("people"), description=locale_str("Who sees it: add somebody, or take them off")
)
@app_commands.rename(
    dossier=locale_str("dossier"),
    add=locale_str("add"),
    helps=locale_str("helps"),
    remove=locale_str("remove"),
)
@app_commands.describe(
    dossier=locale_str("Which dossier?"),
    add=locale_str("Who may see it, too?"),
    helps=locale_str("They help: they change it and read internal notes. Yes, if you leave it empty"),
    remove=locale_str("Who may not see it any more?"),
)
@app_commands.autocomplete(dossier=offer)
async def people(
    interaction: Interaction,
    dossier: str,
    add: discord.User | None = None,
    helps: bool = True,
    remove: discord.User | None = None,
) -> None:
    client, caller, now = interaction.client, caller_of(interaction), interaction.client.clock.now()
    number, keeping = number_of(dossier), client.services.dossier_keeping
    if add is not None and remove is not None:
        raise Refusal("Add somebody or take somebody off, one at a time.")
    if add is not None:
        shown = await keeping.add_person(caller, number, person_of(add, insider=helps), now=now)
    elif remove is not None:
        shown = await keeping.remove_person(caller, number, remove.id, now=now)
    else:
        shown = await client.services.dossiers.of(caller, number, now=now)
    await show(Answer.to(interaction), shown)


@app_commands.command(
    name=locale_str("hand-over"), description=locale_str("Somebody else carries it from now on")
)
@app_commands.rename(dossier=locale_str("dossier"), to=locale_str("new-owner"))
@app_commands.describe(dossier=locale_str("Which dossier?"), to=locale_str("Who carries it?"))
@app_commands.autocomplete(dossier=offer)
async def hand_over(interaction: Interaction, dossier: str, to: discord.User) -> None:
    client, answer = interaction.client, Answer.to(interaction)
    shown = await client.services.dossier_keeping.hand_over(
        caller_of(interaction), number_of(dossier), person_of(to), now=client.clock.now()
    )
    await show(answer, shown, answer.say("Handed over to {name}.", name=plain(to.display_name)))


@app_commands.command(
    name=locale_str("contact"),
    description=locale_str("You are the person to be reached: your name and address in the summary"),
)
@app_commands.rename(dossier=locale_str("dossier"), reach=locale_str("name-and-address"))
@app_commands.describe(
    dossier=locale_str("Which dossier?"),
    reach=locale_str("As it is to stand there, like: Sanne de Boer, 06 12345678. Empty: not any more"),
)
@app_commands.autocomplete(dossier=offer)
async def contact(interaction: Interaction, dossier: str, reach: str = "") -> None:
    client, answer = interaction.client, Answer.to(interaction)
    shown = await client.services.dossier_keeping.contact(
        caller_of(interaction), number_of(dossier), reach, now=client.clock.now()
    )
    await show(answer, shown)


@app_commands.command(name=locale_str("reopen"), description=locale_str("Open a closed dossier again"))
@app_commands.rename(dossier=locale_str("dossier"))
@app_commands.describe(dossier=locale_str("Which dossier?"))
@app_commands.autocomplete(dossier=offer)
async def reopen(interaction: Interaction, dossier: str) -> None:
    client, answer = interaction.client, Answer.to(interaction)
    shown = await client.services.dossier_keeping.reopen(
        caller_of(interaction), number_of(dossier), now=client.clock.now()
    )
    await show(answer, shown)
