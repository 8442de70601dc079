"""The /agenda group. A subcommand lives in a file of its own, in a class that AgendaCommands inherits from
(see __init__)."""

from collections.abc import Iterable
from typing import Final

from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands

from bot.client import SektorClient
from bot.i18n import Say, locale_of
from bot.ui import Interaction
from domain.refusal import Refusal
from domain.themes import Theme, called
from domain.venues import folded
from domain.when.periods import read_period

GROUP: Final = app_commands.Group(
    name=locale_str("agenda"),
    description=locale_str("What there is to do"),
    guild_only=True,
)


class Agenda(commands.Cog):
    """What the parts of the group share."""

    _client: SektorClient


async def offer_themes(interaction: Interaction, typed: str) -> list[Choice[str]]:
    choices = await interaction.client.services.agenda.choices(interaction.guild_id or 0)
    locale, wanted = locale_of(interaction.locale), folded(typed)
    return [
        Choice(name=f"{theme.emoji} {theme.name(locale)}".strip()[:100], value=theme.key)
        for theme in choices.themes
        if any(wanted in folded(name) for name in (theme.nl, theme.en))
    ][:25]


async def offer_periods(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """What people ask for most; and whatever else was typed, when it can be read."""
    client, say = interaction.client, Say(locale_of(interaction.locale))
    usual = [
        say("tonight"),
        say("tomorrow"),
        say("this weekend"),
        say("this week"),
        say("next week"),
        say("this month"),
        say("next month"),
    ]
    fitting = [text for text in usual if folded(typed) in folded(text)]
    if typed.strip() and typed.strip() not in fitting:
        choices = await client.services.agenda.choices(interaction.guild_id or 0)
        try:
            read_period(typed, now=client.clock.now(), zone=choices.community.zone)
        except Refusal:
            pass
        else:
            fitting.insert(0, typed.strip())
    return [Choice(name=text[:100], value=text[:100]) for text in fitting]


def theme_called(typed: str, themes: Iterable[Theme]) -> Theme | None:
    """The theme that was chosen or typed, None for none. Raises `Refusal`."""
    if not typed.strip():
        return None
    themes = tuple(themes)
    found = called(typed, themes)
    if found is None:
        raise Refusal(
            "There is no theme “{theme}” here. Choose from: {themes}.",
            theme=typed[:100],
            themes=", ".join(
                theme.nl if theme.nl == theme.en else f"{theme.nl} / {theme.en}" for theme in themes
            ),
        )
    return found
