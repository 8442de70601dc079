"""*Add this source*, under what was found."""

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.ui import DurableButton, Interaction
from domain.refusal import Refusal


class AddSource(DurableButton, template=r"source:add:(?P<theme>[a-z0-9_]{1,40})"):
    """The address and the name stand in our own message above the button, the theme in its custom_id."""

    def __init__(self, theme: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"source:add:{theme}", label=label or "+", style=discord.ButtonStyle.success
            )
        )
        self.theme = theme

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, message = interaction.client, interaction.message
        embed = message.embeds[0] if message and message.embeds else None
        if embed is None or not embed.url or not embed.title:
            raise Refusal("This preview is too old. Run `/source add` again.")
        source = await client.services.sources.add(
            embed.url, embed.title, (self.theme,), caller_of(interaction), now=client.clock.now()
        )
        await answer.update(
            answer.say(
                "{name} is added. Its events appear in a moment, and it is read again by itself every "
                "{hours} hours.",
                name=discord.utils.escape_markdown(source.name),
                hours=round(source.interval_minutes / 60, 1),
            )
        )
