"""The party: each year in another place."""

from bot.client import SektorClient
from cogs.parties.commands import PARTY, WantsSelect, register


async def setup(client: SektorClient) -> None:
    client.add_durable(items=(WantsSelect,))
    register(client)
    client.tree.add_command(PARTY, override=True)
