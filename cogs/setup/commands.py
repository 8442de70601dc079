"""/setup"""

from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.ui import Interaction
from cogs.setup.overview import show_overview
from cogs.setup.scene import Scene


class SetupCommands(commands.Cog):
    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @app_commands.command(
        name=locale_str("setup"),
        description=locale_str("Set this server up: roles, channels and settings; shows everything first"),
    )
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def setup(self, interaction: Interaction) -> None:
        client = self._client
        name = interaction.guild.name if interaction.guild else ""
        standing = await client.services.setup.begin(caller_of(interaction), name, now=client.clock.now())
        await show_overview(Answer.to(interaction), await Scene.of(interaction, standing))
