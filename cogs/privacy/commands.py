"""/privacy"""

import io

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.ui import Interaction
from cogs.privacy import cards, file
from cogs.privacy.views import asked
from domain.when.answers import Message

_EXPORT = Message("export (what is stored of you)")
"""In Dutch another word than that of other exports: the right to *inzage*."""


class PrivacyCommands(commands.Cog):
    group = app_commands.Group(
        name=locale_str("privacy"),
        description=locale_str("What is stored about you: read it, or have it removed"),
        guild_only=True,
    )

    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @group.command(
        name=locale_str("export", key=_EXPORT.message_id),
        description=locale_str("All that is stored about you, as a file for you"),
    )
    async def export(self, interaction: Interaction) -> None:
        client, answer = self._client, Answer.to(interaction)
        export = await client.services.privacy.export(caller_of(interaction), now=client.clock.now())
        say = answer.in_zone(export.community.zone)
        files = [
            discord.File(io.BytesIO(content), name)
            for name, content in (
                (say("stored-about-me.md"), file.as_markdown(export, say)),
                (say("stored-about-me.json"), file.as_json(export)),
            )
        ]
        await answer.send(cards.export_words(export, say), files=files)

    @group.command(
        name=locale_str("erase"), description=locale_str("Have what is stored about you removed; asks first")
    )
    async def erase(self, interaction: Interaction) -> None:
        client, answer = self._client, Answer.to(interaction)
        plan = await client.services.privacy.plan(caller_of(interaction))
        embed, view = asked(plan, answer.in_zone(plan.community.zone))
        await answer.send(embeds=[embed], view=view)
