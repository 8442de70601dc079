"""The /directory group. A subcommand lives in a file of its own, in a class that DirectoryCommands inherits
from (see __init__)."""

from typing import Final

from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands

from bot.client import SektorClient, caller_of
from bot.directory_words import kind_name
from bot.i18n import Say, locale_of
from bot.ui import Interaction
from domain.refusal import Refusal
from domain.texts import shortened

GROUP: Final = app_commands.Group(
    name=locale_str("directory"),
    description=locale_str("Who wants to be found: organisations, places and people"),
    guild_only=True,
)


class Directory(commands.Cog):
    """What the parts of the group share."""

    _client: SektorClient


def number_of(typed: str) -> int:
    """The entry that was chosen. Raises `Refusal`."""
    if not typed.isascii() or not typed.isdigit() or len(typed) > 15:
        raise Refusal("Choose the entry from the list that appears while you type.")
    return int(typed)


async def offer(interaction: Interaction, typed: str, *, kept: bool = False) -> list[Choice[str]]:
    say = Say(locale_of(interaction.locale))
    found = await interaction.client.services.directory.offer(caller_of(interaction), typed, kept=kept)
    return [
        Choice(name=shortened(f"{one.name} · {kind_name(one.kind, say)}", 100), value=str(one.id))
        for one in found
    ]
