"""/event why and /event split."""

from collections.abc import Sequence
from typing import Self

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.i18n import Say, locale_of
from bot.ui import DurableSelect, Interaction, or_nothing, view_of
from bot.words import plain
from cogs.events.dissent import buttons
from cogs.events.why import why_embed
from domain.events import Event
from domain.refusal import Refusal
from domain.texts import shortened
from domain.venues import folded
from services.matching import Whole

GROUP = app_commands.Group(
    name=locale_str("event"),
    description=locale_str("Enter events and look after yours"),
    guild_only=True,
)


def number_of(event_id: str) -> int:
    if not event_id.isascii() or not event_id.isdigit() or len(event_id) > 18:
        raise Refusal("Choose the event from the list that appears while you type.")
    return int(event_id)


def line_of(event: Event, say: Say) -> str:
    return f"{say.short_day(event.details.starts)} · {event.details.title}"


class SplitSelect(DurableSelect, template=r"event:(?P<event>\d{1,18}):split"):
    """What does not belong to this event."""

    def __init__(
        self, event: str, options: Sequence[discord.SelectOption] = (), placeholder: str = ""
    ) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id=f"event:{event}:split",
                options=list(options)[:25] or [discord.SelectOption(label="-")],
                placeholder=placeholder[:150] or None,
            )
        )
        self.event_id = int(event)

    @classmethod
    def of(cls, whole: Whole, say: Say) -> Self:
        options = [
            discord.SelectOption(
                label=shortened(f"{say.short_day(part.starts)} · {part.title}", 100),
                value=part.key,
                description=shortened(part.teller, 100) or None,
            )
            for part in whole.parts
        ]
        return cls(str(whole.event.id), options, say("Which of these is another event?"))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, say = interaction.client, answer.say
        apart = await client.services.matching.split(
            self.event_id, self.chosen(interaction)[0], caller_of(interaction), now=client.clock.now()
        )
        await answer.update(
            say(
                "“{one}” and “{other}” are two events again, and that is not asked again.",
                one=plain(apart.kept.details.title),
                other=plain(apart.other.details.title),
            )
        )


class Explaining(commands.Cog):
    """Part of the events' cog."""

    _client: SektorClient

    @GROUP.command(
        name=locale_str("why"),
        description=locale_str("Why an event stands where it does, and whose word each detail is"),
    )
    @app_commands.rename(event_id=locale_str("event"))
    @app_commands.describe(event_id=locale_str("Which event?"))
    async def why(self, interaction: Interaction, event_id: str) -> None:
        answer = Answer.to(interaction)
        why = await self._client.services.explaining.why(number_of(event_id), caller_of(interaction))
        say = answer.in_zone(why.community.zone)
        asked = next((one for one in why.dissents if one.dissent.verdict is None), None)
        view = view_of(*buttons(asked, say)) if asked is not None and why.may_change else None
        await answer.send(embeds=[why_embed(why, say)], view=view)

    @GROUP.command(
        name=locale_str("split"), description=locale_str("Take apart again what was taken for one event")
    )
    @app_commands.rename(event_id=locale_str("event"))
    @app_commands.describe(event_id=locale_str("Which event?"))
    async def split(self, interaction: Interaction, event_id: str) -> None:
        answer = Answer.to(interaction)
        whole = await self._client.services.matching.whole(number_of(event_id), caller_of(interaction))
        say = answer.in_zone(whole.community.zone)
        title = plain(whole.event.details.title)
        await answer.send(
            say("“{title}” was found or entered more than once. What does not belong to it?", title=title),
            view=view_of(SplitSelect.of(whole, say)),
        )

    @why.autocomplete("event_id")
    @split.autocomplete("event_id")
    @or_nothing
    async def _anyones(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        found = await self._client.services.events.visible(
            caller_of(interaction), now=self._client.clock.now()
        )
        say, wanted = Say(locale_of(interaction.locale), found.community.zone), folded(typed)
        return [
            Choice(name=line_of(event, say)[:100], value=str(event.id))
            for event in found.events
            if wanted in folded(event.details.title)
        ][:25]
