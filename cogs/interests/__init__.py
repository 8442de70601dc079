"""Interests: what somebody likes to hear of, and having it forgotten."""

from bot.client import SektorClient
from cogs.interests.commands import InterestCommands
from cogs.interests.views import (
    DigestSelect,
    ForgetButton,
    LanguagesSelect,
    ThemesSelect,
    UsualReminderSelect,
)


async def setup(client: SektorClient) -> None:
    client.add_durable(items=(ThemesSelect, LanguagesSelect, DigestSelect, UsualReminderSelect, ForgetButton))
    await client.add_cog(InterestCommands(client))
