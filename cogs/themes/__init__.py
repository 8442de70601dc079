"""Themes."""

from bot.client import SektorClient
from cogs.themes.commands import ThemeCommands
from cogs.themes.forms import ThemeForm


async def setup(client: SektorClient) -> None:
    client.add_durable(forms=(ThemeForm,))
    await client.add_cog(ThemeCommands(client))
