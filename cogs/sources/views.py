"""*Add this source*, under what was found, and the answer to a reading that takes much away."""

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.ui import DurableButton, Interaction, view_of
from cogs.sources.cards import has_other_dates, list_embed, look_embed
from domain.vanishing import Answer as Outcome
from services.sources import Look


class AddSource(DurableButton, template=r"source:add:(?P<look>\d{1,18}):(?P<theme>[a-z0-9_]{1,40})"):
    """Adds exactly what was looked at."""

    def __init__(self, look: str, theme: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"source:add:{look}:{theme}", label=label or "+", style=discord.ButtonStyle.success
            )
        )
        self.look_id = int(look)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        source = await client.services.sources.add(
            self.look_id, caller_of(interaction), now=client.clock.now()
        )
        await answer.update(
            answer.say(
                "{name} is added. Its events appear in a moment, and it is read again by itself every "
                "{hours} hours.",
                name=discord.utils.escape_markdown(source.name),
                hours=round(source.interval_minutes / 60, 1),
            )
        )


class TryDates(DurableButton, template=r"source:look:(?P<look>\d{1,18}):dates"):
    """*Try it that way*: the same feed, its dates taken for those of the events."""

    def __init__(self, look: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"source:look:{look}:dates", label=label or "+", style=discord.ButtonStyle.primary
            )
        )
        self.look_id = int(look)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        look = await client.services.sources.look_again(
            self.look_id, caller_of(interaction), now=client.clock.now()
        )
        await answer.update(embeds=[look_embed(look, answer.say)], view=look_view(look, answer.say))


def look_view(look: Look, say: Say) -> discord.ui.View | None:
    """What can be done after a first look."""
    if look.count:
        return view_of(AddSource(str(look.id), look.source.themes[0], say("Add this source")))
    if has_other_dates(look):
        return view_of(TryDates(str(look.id), say("Try it that way")))
    return None


class ListPage(DurableButton, template=r"sources:(?P<page>\d{1,4})"):
    """Turns the page of /source list."""

    def __init__(self, page: str, label: str = "") -> None:
        super().__init__(discord.ui.Button(custom_id=f"sources:{page}", label=label or page))
        self.page = int(page)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        sources = await interaction.client.services.sources.list(caller_of(interaction))
        embed, pages = list_embed(sources, answer.say, self.page)
        await answer.update(embeds=[embed], view=list_view(min(self.page, pages - 1), pages, answer.say))


def list_view(page: int, pages: int, say: Say) -> discord.ui.View | None:
    turns = []
    if page > 0:
        turns.append(ListPage(str(page - 1), say("Back")))
    if page < pages - 1:
        turns.append(ListPage(str(page + 1), say("Further")))
    return view_of(*turns) if turns else None


class BrakeButton(DurableButton, template=r"brake:(?P<brake>\d{1,18}):(?P<act>applied|left)"):
    """*It is right, apply it* and *Leave everything as it was*."""

    def __init__(self, brake: str, act: str, label: str = "", *, closed: bool = False) -> None:
        style = discord.ButtonStyle.danger if act == "applied" else discord.ButtonStyle.success
        super().__init__(
            discord.ui.Button(
                custom_id=f"brake:{brake}:{act}", label=label or act, style=style, disabled=closed
            )
        )
        self.brake_id, self.outcome = int(brake), Outcome(act)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, say = interaction.client, answer.say
        source = await client.services.vanishing.decide_brake(
            self.brake_id, self.outcome, caller_of(interaction), now=client.clock.now()
        )
        name = discord.utils.escape_markdown(source.name)
        if self.outcome is Outcome.APPLIED:
            await answer.send(say("{name} is read again now, and this time it is believed.", name=name))
        else:
            await answer.send(
                say("Everything stays as it was. What else {name} changes is taken over.", name=name)
            )
