"""/contact and /contact-settings"""

import re
from typing import Any, Final

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.contact_words import reach_name
from bot.i18n import Say, locale_of
from bot.ui import (
    BorrowedButton,
    DurableButton,
    Filled,
    Form,
    Interaction,
    choice_field,
    modal,
    or_nothing,
    text_field,
    view_of,
)
from bot.words import plain
from cogs.contact import cards
from domain.directory.reaching import LONGEST_LINE, LONGEST_NAME, Reach
from domain.naming import bare
from domain.refusal import Refusal
from services.reaching import OwnCard

_ASK: Final = "deskask"
"""The button that opens the form of the desk."""


class ContactCommands(commands.Cog):
    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @app_commands.command(
        name=locale_str("contact"), description=locale_str("Who carries a sector, and how to reach them")
    )
    @app_commands.guild_only()
    @app_commands.rename(sector=locale_str("sector"))
    @app_commands.describe(sector=locale_str("Which sector? Leave it empty for all"))
    async def contact(self, interaction: Interaction, sector: str = "") -> None:
        client, answer, caller = self._client, Answer.to(interaction), caller_of(interaction)
        say = answer.say
        items: list[discord.ui.Item[Any]] = []
        if client.knows(_ASK):
            items.append(BorrowedButton(custom_id=_ASK, label=say("Ask the desk"), emoji="🙋"))
        if caller.id in await client.services.sectors.people(caller.community):
            items.append(SettingsButton(say("How can I be reached?")))
        if sector.strip():
            embed = cards.one_sector(await client.services.reaching.sector(caller, sector), say)
        else:
            _, found = await client.services.reaching.all(caller.community, public=False)
            embed = cards.overview(found, say)
        await answer.send(embeds=[embed], view=view_of(*items) if items else None)

    @app_commands.command(
        name=locale_str("contact-settings"),
        description=locale_str("For who carries a sector: who may see how to reach you"),
        extras={"opens_form": True},
    )
    @app_commands.guild_only()
    async def contact_settings(self, interaction: Interaction) -> None:
        answer = Answer.to(interaction)
        own = await self._client.services.reaching.mine(caller_of(interaction))
        await answer.form(settings_form(own, answer.say))

    @contact.autocomplete("sector")
    @or_nothing
    async def _sectors(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        carried = await self._client.services.sectors.overview(interaction.guild_id or 0)
        locale, wanted = locale_of(interaction.locale), bare(typed)
        return [
            Choice(name=f"{one.sector.emoji} {one.sector.name(locale)}".strip()[:100], value=one.sector.key)
            for one in carried
            if wanted in bare(one.sector.nl) or wanted in bare(one.sector.en)
        ][:25]


class SettingsButton(DurableButton, template=r"contact:settings"):
    opens_form = True

    def __init__(self, label: str = "") -> None:
        super().__init__(discord.ui.Button(custom_id="contact:settings", label=label[:80] or "…", emoji="☎️"))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        own = await interaction.client.services.reaching.mine(caller_of(interaction))
        await answer.form(settings_form(own, answer.say))


def settings_form(own: OwnCard, say: Say) -> discord.ui.Modal:
    card = own.card
    options = [
        discord.SelectOption(
            label=reach_name(reach, say)[:100], value=reach.value, default=reach is card.reach
        )
        for reach in Reach
    ]
    return modal(
        say("How can you be reached?"),
        "contact:set",
        choice_field("reach", say("Who sees it?"), options),
        text_field("name", say("How you are called"), value=card.name, most=LONGEST_NAME, required=True),
        text_field(
            "line",
            say("Contact line"),
            hint=say("An e-mail address, a phone number, office hours: what you like to give."),
            value=card.line,
            most=LONGEST_LINE,
        ),
    )


class ContactForm(Form):
    template = re.compile(r"contact:(?P<what>set)")

    def __init__(self, what: str) -> None:
        self.what = what

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client, say = interaction.client, answer.say
        reach = Reach(next(iter(filled.choices.get("reach", ())), Reach.NOT))
        name, line = filled.texts.get("name", ""), filled.texts.get("line", "")
        try:
            own = await client.services.reaching.set(
                caller_of(interaction), reach, name, line, now=client.clock.now()
            )
        except Refusal as refusal:
            typed = "\n".join(plain(text) for text in (name, line) if text)
            await answer.send(f"{say.message(refusal.message_id, refusal.params)}\n\n{typed}"[:2000])
            return
        await answer.send(cards.settings(own, say))
