"""The /kb group, to which several files add their commands."""

from typing import Final

from discord import app_commands
from discord.app_commands import locale_str

GROUP: Final = app_commands.Group(
    name=locale_str("kb"),
    description=locale_str("The knowledge base: ask, read, write"),
    guild_only=True,
)
