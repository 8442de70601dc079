"""/contact: who carries a sector and how to reach them, as they agreed to."""

from bot.client import SektorClient
from cogs.contact.commands import ContactCommands, ContactForm, SettingsButton


async def setup(client: SektorClient) -> None:
    client.add_durable(items=(SettingsButton,), forms=(ContactForm,))
    await client.add_cog(ContactCommands(client))
