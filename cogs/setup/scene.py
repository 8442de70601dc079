"""What every screen of /setup shows a part of."""

from dataclasses import dataclass
from typing import Self

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.server import look_at
from bot.ui import DurableButton, Interaction
from domain.obstacles import Obstacle, obstacles
from domain.refusal import Refusal
from domain.setup import Line, Server, plan
from services.acting import Caller
from services.setup import Standing


@dataclass(frozen=True, slots=True)
class Scene:
    """A server and what is linked there, as it is at this moment."""

    guild: discord.Guild
    caller: Caller
    standing: Standing
    server: Server
    lines: tuple[Line, ...]

    @classmethod
    async def of(cls, interaction: Interaction, standing: Standing | None = None) -> Self:
        """Looked up anew; refused to somebody who may not manage the server (any more)."""
        client, caller = interaction.client, caller_of(interaction)
        standing = standing or await client.services.setup.standing(caller)
        guild = client.get_guild(caller.community)
        if guild is None:
            raise Refusal("The bot is only just starting. Try again in a few seconds.")
        server = await look_at(guild, guild.me, standing.roles)
        return cls(guild, caller, standing, server, plan(standing.items, server, standing.spots))

    @property
    def troubles(self) -> tuple[Obstacle, ...]:
        wanted = self.standing.community.event_list
        return obstacles(self.server, self.lines, self.standing.parked, event_list=wanted)


class LookButton(DurableButton, template=r"setup:look"):
    """Show the overview as it is now."""

    def __init__(self, label: str = "") -> None:
        super().__init__(discord.ui.Button(label=label, custom_id="setup:look", emoji="🔄"))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        # the overview leads to every screen, and this button from every screen back to the overview
        from cogs.setup.overview import show_overview

        await show_overview(answer, await Scene.of(interaction))
