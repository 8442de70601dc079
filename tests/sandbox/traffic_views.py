"""What the bot of the tour sends: a card, buttons and selects, a form, a layout."""

import io
from datetime import datetime
from typing import Any

import discord


def file(name: str = "poster.png") -> discord.File:
    return discord.File(io.BytesIO(b"\x89PNG\r\n\x1a\n picture"), filename=name, description="A poster")


def card() -> discord.Embed:
    embed = discord.Embed(title="Noise Night", description="Come", url="https://example.org", colour=0xFF0000)
    embed.add_field(name="Where", value="Tankstation").set_footer(text="De Sektor").set_author(name="Mila")
    embed.timestamp = datetime.fromisoformat("2026-03-14T20:00:00+00:00")
    return embed.set_image(url="attachment://poster.png")


class Buttons(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Interested", emoji="⭐", custom_id="interested")
    async def interested(self, interaction: discord.Interaction, button: Any) -> None:
        await interaction.response.edit_message(content="Noted", embed=card(), view=self)

    @discord.ui.button(label="Mend", style=discord.ButtonStyle.primary, custom_id="mend")
    async def mend(self, interaction: discord.Interaction, button: Any) -> None:
        await interaction.response.send_modal(Form())

    @discord.ui.select(
        cls=discord.ui.Select,
        custom_id="theme",
        options=[discord.SelectOption(label=n, value=n) for n in "ab"],
    )
    async def theme(self, interaction: discord.Interaction, chosen: Any) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content=f"You chose {chosen.values[0]}")

    @discord.ui.select(cls=discord.ui.UserSelect, custom_id="who")
    async def who(self, interaction: discord.Interaction, chosen: Any) -> None:
        await interaction.response.send_message("Thanks", ephemeral=True)


class Form(discord.ui.Modal, title="Mend"):
    name: discord.ui.Label[Any] = discord.ui.Label(
        text="Title", component=discord.ui.TextInput(custom_id="name")
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Mended", file=file(), ephemeral=True)


class Layout(discord.ui.LayoutView):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(
            discord.ui.Container(
                discord.ui.TextDisplay("# Noise Night"),
                discord.ui.Section("More", accessory=discord.ui.Button(label="More", custom_id="more")),
                discord.ui.Section("Look", accessory=discord.ui.Thumbnail("https://example.org/a.png")),
                discord.ui.Separator(),
                discord.ui.MediaGallery(discord.MediaGalleryItem("attachment://poster.png")),
                discord.ui.File("attachment://agenda.ics"),
                discord.ui.ActionRow(discord.ui.Button(label="Site", url="https://example.org")),
                accent_colour=0xFF0000,
            )
        )
