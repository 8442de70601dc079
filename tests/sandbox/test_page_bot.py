"""A small real bot with one of everything, for the page to show."""

import asyncio
import datetime
import io
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

DUTCH = {
    "event": "evenement",
    "submit": "indienen",
    "Submit an event": "Dien een evenement in",
    "title": "titel",
    "What it is called": "Hoe het heet",
    "venue": "plek",
    "Where it is": "Waar het is",
    "free": "gratis",
    "Whether it is free": "Of het gratis is",
    "form": "formulier",
    "Fill in a form": "Vul een formulier in",
}
VENUES = ("Tankstation", "Concordia", "Metropool")


class Dutch(app_commands.Translator):
    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        return DUTCH.get(string.message) if locale is discord.Locale.dutch else None


class EventForm(ui.Modal, title="Submit an event"):
    name = ui.Label(text="Title", component=ui.TextInput(custom_id="name", min_length=3, max_length=100))
    themes = ui.Label(
        text="Themes",
        description="One or two",
        component=ui.Select(
            custom_id="themes",
            max_values=2,
            options=[discord.SelectOption(label=each) for each in ("underground", "music", "theatre")],
        ),
    )
    poster = ui.Label(text="Poster", component=ui.FileUpload(custom_id="poster", required=False))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        files = [each.filename for each in self.poster.component.values]
        said = f"{self.name.component.value} / {', '.join(self.themes.component.values)} / {files}"
        await interaction.response.send_message(f"**Received** {said}", ephemeral=True)


class Card(ui.LayoutView):
    """A V2 layout whose button edits its own message."""

    def __init__(self, interested: int = 0) -> None:
        super().__init__(timeout=None)
        container = ui.Container(accent_colour=0xC2410C)
        container.add_item(ui.TextDisplay("## Noise Night\nAn evening of <t:1773252000:F>"))
        container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(f"Interested: {interested}"))
        row = ui.ActionRow()
        button = ui.Button(label="I'm interested", style=discord.ButtonStyle.primary, custom_id="interested")

        async def pressed(interaction: discord.Interaction) -> None:
            await interaction.response.edit_message(view=Card(interested + 1))

        button.callback = pressed
        row.add_item(button)
        container.add_item(row)
        self.add_item(container)


class Choice(ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @ui.select(
        placeholder="Pick a theme",
        custom_id="pick",
        options=[discord.SelectOption(label="underground"), discord.SelectOption(label="music")],
    )
    async def pick(self, interaction: discord.Interaction, select: Any) -> None:
        await interaction.response.send_message(f"You picked {select.values[0]}", ephemeral=True)


class PageBot(commands.Bot):
    """Syncs its commands to the guild when it has connected."""

    def __init__(self, guild_id: int) -> None:
        super().__init__("!", intents=discord.Intents.all(), guild_ready_timeout=0.05)
        self.guild_id = guild_id
        self.at_home = asyncio.Event()

    async def setup_hook(self) -> None:
        await self.tree.set_translator(Dutch())
        guild = discord.Object(self.guild_id)
        for command in (event, form, card, choose, poll, long_story, nothing):
            self.tree.add_command(command, guild=guild)
        await self.tree.sync(guild=guild)

    async def on_ready(self) -> None:
        self.at_home.set()


event = app_commands.Group(name="event", description="Events")


@event.command(name="submit", description="Submit an event")
@app_commands.describe(title="What it is called", venue="Where it is", free="Whether it is free")
async def submit(interaction: discord.Interaction, title: str, venue: str, free: bool | None = None) -> None:
    await interaction.response.send_message(f"**{title}** in {venue}, free: {free}", ephemeral=True)


@submit.autocomplete("venue")
async def venues(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
    found = [each for each in VENUES if current.lower() in each.lower()]
    return [app_commands.Choice(name=each, value=each) for each in found]


@app_commands.command(description="Fill in a form")
async def form(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(EventForm())


@app_commands.command(description="A card that counts")
async def card(interaction: discord.Interaction) -> None:
    await interaction.response.send_message(view=Card())


@app_commands.command(description="A select menu")
async def choose(interaction: discord.Interaction) -> None:
    embed = discord.Embed(title="Themes", description="There are *two*", colour=0x15803D)
    embed.add_field(name="When", value="<t:1773252000:f>", inline=True)
    attachment = discord.File(io.BytesIO(b"BEGIN:VCALENDAR"), "event.ics")
    await interaction.response.send_message(embed=embed, view=Choice(), file=attachment)


@app_commands.command(description="A poll")
async def poll(interaction: discord.Interaction) -> None:
    asked = discord.Poll("Which evening?", datetime.timedelta(hours=24))
    asked.add_answer(text="Monday").add_answer(text="Wednesday")
    await interaction.response.send_message(poll=asked)


@app_commands.command(name="long", description="Takes its time, then says a lot without a space")
async def long_story(interaction: discord.Interaction) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    await interaction.followup.send("a" * 400 + "\n`" + "b" * 200 + "`", ephemeral=True)


@app_commands.command(description="Never answers")
async def nothing(interaction: discord.Interaction) -> None:
    """What a person sees when the bot says nothing is the page's affair."""
