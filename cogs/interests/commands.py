"""/interests"""

from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.ui import Interaction
from cogs.interests.views import panel


class InterestCommands(commands.Cog):
    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @app_commands.command(
        name=locale_str("interests"),
        description=locale_str("What you like to hear of and when; what is stored about you; deleting it"),
    )
    @app_commands.guild_only()
    async def interests(self, interaction: Interaction) -> None:
        client, answer = self._client, Answer.to(interaction)
        chosen = await client.services.preferences.of(caller_of(interaction), now=client.clock.now())
        say = answer.in_zone(chosen.community.zone)
        embed, view = panel(chosen, say)
        await answer.send(embeds=[embed], view=view)
