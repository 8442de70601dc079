"""Convening an assembly: the form, the preview, and sending it."""

import re

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.ui import DurableButton, Filled, Form, Interaction, modal, text_field, view_of
from cogs.assembly import cards
from cogs.assembly.people import convened
from domain.when import LONGEST_TEXT
from services.assembly import LONGEST_AGENDA, LONGEST_PLACE


def convene_form(say: Say, role: int | None, chair: int | None) -> discord.ui.Modal:
    return modal(
        say("Convene a general assembly"),
        f"assembly:convene:{role or 0}:{chair or 0}",
        text_field(
            "when",
            say("When?"),
            hint=say("Day and time, such as: za 28 maart 14:00"),
            most=LONGEST_TEXT,
            required=True,
        ),
        text_field("place", say("Where?"), most=LONGEST_PLACE),
        text_field("agenda", say("On the agenda"), most=LONGEST_AGENDA, required=True, long=True),
    )


class ConveneForm(Form):
    template = re.compile(r"assembly:convene:(?P<role>\d{1,20}):(?P<chair>\d{1,20})")

    def __init__(self, role: str, chair: str) -> None:
        self.role, self.chair = int(role) or None, int(chair) or None

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client, caller = interaction.client, caller_of(interaction)
        draft = await client.services.assembly.draft(
            caller,
            when=filled.texts.get("when", ""),
            place=filled.texts.get("place", ""),
            agenda=filled.texts.get("agenda", ""),
            chair=self.chair,
            role=self.role,
            now=client.clock.now(),
        )
        people = await convened(client, caller.community, draft.role)
        say = answer.in_zone(draft.community.zone)
        button = SendButton(str(draft.id), say("Send the convocation"))
        await answer.send(embeds=[cards.preview(draft, len(people), say)], view=view_of(button))


class SendButton(DurableButton, template=r"assembly:send:(?P<draft>\d{1,18})"):
    def __init__(self, draft: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"assembly:send:{draft}",
                label=label or "→",
                emoji="📨",
                style=discord.ButtonStyle.success,
            )
        )
        self.draft = int(draft)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, caller = interaction.client, caller_of(interaction)
        draft = await client.services.assembly.drafted(caller, self.draft)
        people = await convened(client, caller.community, draft.role)
        sight = await client.services.assembly.convene(caller, self.draft, people, now=client.clock.now())
        assert sight.one is not None
        await answer.update(
            answer.say.many(
                "Sent: {n} person is convened and gets it in private, too.",
                "Sent: {n} people are convened and get it in private, too.",
                len(sight.one.people),
            )
        )
