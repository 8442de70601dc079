"""The mirror: the agenda on Discord's own event list."""

from bot.client import SektorClient
from cogs.mirror import closed
from cogs.mirror.listening import Mirror


async def setup(client: SektorClient) -> None:
    closed.register(client)
    await client.add_cog(Mirror(client))
