"""Venues: the places that this server knows by name."""

from bot.client import SektorClient
from cogs.venues.commands import VenueCommands


async def setup(client: SektorClient) -> None:
    await client.add_cog(VenueCommands(client))
