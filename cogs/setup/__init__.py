"""Setting a server up."""

from bot.client import SektorClient
from cogs.setup.building import Building
from cogs.setup.choosing import ChooseButton, ItemSelect, LinkSelect
from cogs.setup.commands import SetupCommands
from cogs.setup.filling import FillButton
from cogs.setup.overview import CreateButton
from cogs.setup.scene import LookButton
from cogs.setup.settings import (
    EnglishLineButton,
    EventListButton,
    LanguageSelect,
    SettingsButton,
    TrustSelect,
)
from cogs.setup.watching import Watching


async def setup(client: SektorClient) -> None:
    client.add_durable(
        items=(
            ChooseButton,
            CreateButton,
            EnglishLineButton,
            EventListButton,
            FillButton,
            ItemSelect,
            LanguageSelect,
            LinkSelect,
            LookButton,
            SettingsButton,
            TrustSelect,
        )
    )
    await client.add_cog(Building())
    await client.add_cog(Watching(client))
    await client.add_cog(SetupCommands(client))
