"""/theme"""

from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.i18n import locale_of
from bot.ui import Interaction
from cogs.themes import cards
from cogs.themes.forms import NEW, ThemeForm
from domain.naming import bare
from domain.themes import Theme


class ThemeCommands(commands.Cog):
    group = app_commands.Group(
        name=locale_str("theme"),
        description=locale_str("The themes under which events stand"),
        guild_only=True,
    )

    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @group.command(
        name=locale_str("list"), description=locale_str("Which themes there are, with their topics")
    )
    async def list_themes(self, interaction: Interaction) -> None:
        themes = await self._client.services.themes.all(interaction.guild_id or 0)
        answer = Answer.to(interaction)
        await answer.send(embeds=[cards.theme_list(themes, answer.say)])

    @group.command(name=locale_str("add"), description=locale_str("Add a theme"), extras={"opens_form": True})
    async def add(self, interaction: Interaction) -> None:
        await self._client.services.themes.may_add(caller_of(interaction))
        answer = Answer.to(interaction)
        await answer.form(ThemeForm(NEW).modal(Theme("", "", ""), answer.say))

    @group.command(
        name=locale_str("edit"),
        description=locale_str("Change a theme's names, emoji or topics"),
        extras={"opens_form": True},
    )
    @app_commands.rename(theme=locale_str("theme"))
    @app_commands.describe(theme=locale_str("Which theme?"))
    async def edit(self, interaction: Interaction, theme: str) -> None:
        found = await self._client.services.themes.changeable(caller_of(interaction), theme)
        answer = Answer.to(interaction)
        await answer.form(ThemeForm(found.key).modal(found, answer.say))

    @group.command(
        name=locale_str("remove"), description=locale_str("Remove a theme that no coming event uses")
    )
    @app_commands.rename(theme=locale_str("theme"))
    @app_commands.describe(theme=locale_str("Which theme?"))
    async def remove(self, interaction: Interaction, theme: str) -> None:
        client, answer = self._client, Answer.to(interaction)
        removed = await client.services.themes.remove(caller_of(interaction), theme, now=client.clock.now())
        await answer.send(
            answer.say(
                "{theme} is not a theme any more. Its channel is left as it is; delete it on Discord if you "
                "like.",
                theme=cards.theme_name(removed, answer.say),
            )
        )

    @edit.autocomplete("theme")
    @remove.autocomplete("theme")
    async def _themes(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        themes = await self._client.services.themes.all(interaction.guild_id or 0)
        locale, wanted = locale_of(interaction.locale), bare(typed)
        return [
            Choice(name=f"{theme.emoji} {theme.name(locale)}".strip()[:100], value=theme.key)
            for theme in themes
            if wanted in bare(theme.nl) or wanted in bare(theme.en)
        ][:25]
