"""Digests: the overview of what is coming, posted by itself and kept true."""

from bot.client import SektorClient
from cogs.digests import postings
from cogs.digests.commands import DigestCommands
from cogs.digests.views import CopyButton, DigestButton, LineButton, LineForm, PinSelect


async def setup(client: SektorClient) -> None:
    client.add_durable(items=(DigestButton, CopyButton, LineButton, PinSelect), forms=(LineForm,))
    postings.register(client)
    await client.services.digests.wind(now=client.clock.now())
    await client.add_cog(DigestCommands(client))
