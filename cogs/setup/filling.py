"""The button that fills the knowledge base with the starter articles."""

from importlib.resources import files

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.ui import DurableButton, Interaction
from domain.knowledge import Language
from domain.refusal import Refusal


def starter_files() -> list[tuple[str, str]]:
    """(key, text) of every article that comes with the program; empty where they were not installed."""
    found = []
    for language in Language:
        folder = files("kennisbank").joinpath(language.value)
        if folder.is_dir():
            for file in sorted(folder.iterdir(), key=lambda one: one.name):
                if file.name.endswith(".md"):
                    key = f"{language.value}/{file.name.removesuffix('.md')}"
                    found.append((key, file.read_text("utf-8")))
    return found


class FillButton(DurableButton, template=r"setup:kennisbank"):
    """What stands already, in whatever words, is left alone: only what is not there is added."""

    def __init__(self, label: str = "") -> None:
        super().__init__(discord.ui.Button(label=label[:80] or "…", custom_id="setup:kennisbank", emoji="📚"))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, caller = interaction.client, caller_of(interaction)
        await client.services.setup.standing(caller)  # refuses who may not manage the server
        every = starter_files()
        if not every:
            raise Refusal(
                "The starter articles are not on this machine. `sektor kb import` takes them from a folder."
            )
        there = await client.services.writing.keys(caller.community)
        now = client.clock.now()
        taken = await client.services.knowledge.take_in(
            caller.community, [one for one in every if one[0] not in there], now=now
        )
        if taken.added:
            await client.services.searching.calibrate(caller.community, today=now.date())
        await answer.send(
            answer.say(
                "The kennisbank holds {n} starter articles and guides now; {old} were there already.",
                n=len(taken.added),
                old=len(every) - len(taken.added),
            )
        )
