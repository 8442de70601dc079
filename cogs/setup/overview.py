"""The overview of /setup, and the button that creates what is missing."""

from collections.abc import Sequence

import discord

from bot.answer import Answer
from bot.i18n import Say
from bot.ui import DurableButton, Interaction, view_of
from cogs.setup import cards, results
from cogs.setup.building import Building, Job
from cogs.setup.choosing import ChooseButton
from cogs.setup.filling import FillButton
from cogs.setup.scene import LookButton, Scene
from cogs.setup.settings import SettingsButton
from domain.communities import Spot
from domain.setup import Step

_EVERY: int = 3
"""After so many things the progress is shown; Discord does not like to be asked for every one."""


async def show_overview(answer: Answer, scene: Scene, *, above: Sequence[discord.Embed] = ()) -> None:
    """`above` takes the place of the list: what has just been done."""
    say, troubles = answer.say, scene.troubles
    embeds = [*above] or [cards.overview(scene.standing, scene.lines, say)]
    if troubles:
        embeds.append(cards.troubles_embed(troubles, say))
    missing = any(line.step is not Step.STANDS for line in scene.lines)
    mendable = any(trouble.role is not None for trouble in troubles)
    view = view_of(
        CreateButton(say("Create what is missing"), disabled=not (missing or mendable)),
        ChooseButton(say("Choose existing instead")),
        SettingsButton(say("Settings")),
        LookButton(say("Look again")),
        FillButton(say("Fill the kennisbank")),
    )
    await answer.update(embeds=embeds, view=view)


class CreateButton(DurableButton, template=r"setup:create"):
    def __init__(self, label: str = "", *, disabled: bool = False) -> None:
        super().__init__(
            discord.ui.Button(
                label=label,
                custom_id="setup:create",
                style=discord.ButtonStyle.primary,
                emoji="🛠️",
                disabled=disabled,
            )
        )

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await answer.acknowledge()
        building = interaction.client.get_cog(Building.__name__)
        assert isinstance(building, Building)
        with building.alone(interaction.guild_id or 0):
            done = await self._create(interaction, answer, await Scene.of(interaction))
        await show_overview(answer, await Scene.of(interaction), above=[done])

    async def _create(self, interaction: Interaction, answer: Answer, scene: Scene) -> discord.Embed:
        client, community = interaction.client, scene.standing.community
        say = Say(community.locale)

        async def link(spot: Spot, how: str) -> None:
            await client.services.setup.link(scene.caller, spot, how, now=client.clock.now())

        async def progress(done: int, total: int) -> None:
            if done % _EVERY == 0:
                await answer.update(embeds=[results.progress(done, total, answer.say)], view=None)

        job = Job(
            guild=scene.guild,
            lines=scene.lines,
            themes=scene.standing.themes,
            say=say,
            topics_in=[say, Say("en")] if community.locale == "nl" and community.english_line else [say],
            reason=say("Set up by {name} with /setup", name=scene.caller.name)[:400],
            link=link,
            progress=progress,
        )
        return results.result(await job.run(), answer.say, community.locale)
