"""What commands offer while somebody types, and what was meant by it: themes, sectors, periods, weekdays."""

from collections.abc import Iterable
from typing import Final

from discord.app_commands import Choice, locale_str

from bot.i18n import Say, locale_of
from bot.ui import Interaction, or_nothing
from domain.naming import bare
from domain.refusal import Refusal
from domain.themes import Theme, called
from domain.venues import folded
from domain.when.periods import read_period

WEEKDAYS: Final = [
    Choice(name=locale_str("Monday"), value=0),
    Choice(name=locale_str("Tuesday"), value=1),
    Choice(name=locale_str("Wednesday"), value=2),
    Choice(name=locale_str("Thursday"), value=3),
    Choice(name=locale_str("Friday"), value=4),
    Choice(name=locale_str("Saturday"), value=5),
    Choice(name=locale_str("Sunday"), value=6),
]


async def offer_themes(interaction: Interaction, typed: str) -> list[Choice[str]]:
    choices = await interaction.client.services.agenda.choices(interaction.guild_id or 0)
    locale, wanted = locale_of(interaction.locale), folded(typed)
    return [
        Choice(name=f"{theme.emoji} {theme.name(locale)}".strip()[:100], value=theme.key)
        for theme in choices.themes
        if any(wanted in folded(name) for name in (theme.nl, theme.en))
    ][:25]


@or_nothing
async def offer_sectors(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """By either of their names; what is chosen is the key, which `domain.appointments.named` takes too."""
    carried = await interaction.client.services.sectors.overview(interaction.guild_id or 0)
    locale, wanted = locale_of(interaction.locale), bare(typed)
    return [
        Choice(name=f"{one.sector.emoji} {one.sector.name(locale)}".strip()[:100], value=one.sector.key)
        for one in carried
        if wanted in bare(one.sector.nl) or wanted in bare(one.sector.en)
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
