"""The /agenda group. A subcommand lives in a file of its own, in a class that AgendaCommands inherits from
(see __init__)."""

from typing import Final

from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import SektorClient

GROUP: Final = app_commands.Group(
    name=locale_str("agenda"),
    description=locale_str("What there is to do"),
    guild_only=True,
)


class Agenda(commands.Cog):
    """What the parts of the group share."""

    _client: SektorClient
