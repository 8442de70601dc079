"""A bot logs in, syncs a command and answers it."""

import discord
from discord import app_commands
from tiny_bot import TinyBot, running

from sandbox import Sandbox
from sandbox.people import People


@app_commands.command(name="ping", description="pong")
async def ping(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("pong")


async def test_a_slash_command_is_answered(sandbox: Sandbox, people: People) -> None:
    def setup(bot: TinyBot) -> None:
        bot.tree.add_command(ping)

    async with running(sandbox, setup) as bot:
        assert [guild.name for guild in bot.guilds] == ["De Sektor"]
        result = await people["Mila"].slash("ping")
        assert result.kind == "message"
        assert result.text == "pong"
        assert [message.text for message in await people["Priya"].messages("algemeen")] == ["pong"]
