"""Choosing an event from a list that another feature shows: its card, in private."""

import io
from collections.abc import Sequence
from dataclasses import replace

import discord

from bot.answer import Answer
from bot.ui import DurableSelect, Interaction
from bot.words import Voice
from cogs.events import cards
from cogs.events.views import card_buttons, existing, sources_of


class LookSelect(DurableSelect, template=r"events:look"):
    """The values are the events' ids. Other features show it as a `BorrowedSelect`."""

    def __init__(self, options: Sequence[discord.SelectOption] = ()) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id="events:look", options=list(options) or [discord.SelectOption(label="-")]
            )
        )

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        shown = await existing(interaction, int(self.chosen(interaction)[0]))
        poster = shown.poster
        # the card as it stands in public, but in the reader's language
        reader = replace(shown.community, locale=answer.say.locale, english_line=False)
        await answer.send(
            embeds=[
                cards.card(
                    shown.event,
                    reader,
                    shown.themes,
                    sources=sources_of(shown),
                    interested=shown.interested,
                    poster=poster.name if poster else "",
                )
            ],
            view=card_buttons(shown.event, Voice(reader)),
            files=[discord.File(io.BytesIO(poster.data), poster.name)] if poster else [],
        )
