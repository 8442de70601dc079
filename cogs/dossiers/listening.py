"""Who leaves the server hands over what they carried."""

import discord
from discord.ext import commands

from bot.client import SektorClient


class DossierOwners(commands.Cog):
    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @commands.Cog.listener()
    async def on_raw_member_remove(self, event: discord.RawMemberRemoveEvent) -> None:
        client = self._client
        await client.services.dossier_due.left(event.guild_id, event.user.id, now=client.clock.now())
