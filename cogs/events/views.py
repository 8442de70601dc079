"""The buttons on cards, on review cards and in private lists."""

import io
from collections.abc import Sequence
from typing import Any

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.ui import DurableButton, DurableSelect, Interaction, view_of
from bot.words import Sources, Voice, plain
from cogs.events import cards, modals, reminding
from domain.events import Event, Stage
from domain.ics import calendar_file
from domain.refusal import Refusal
from services.events import Shown


class CardButton(DurableButton, template=r"event:(?P<event>\d{1,18}):(?P<act>interested|ics|more)"):
    """*I'm interested*, *Add to my calendar*, *More*: under every card."""

    def __init__(self, event: str, act: str, label: str = "", emoji: str | None = None) -> None:
        primary = act == "interested"
        super().__init__(
            discord.ui.Button(
                custom_id=f"event:{event}:{act}",
                label=label or act,
                emoji=emoji,
                style=discord.ButtonStyle.primary if primary else discord.ButtonStyle.secondary,
            )
        )
        self.event_id, self.act = int(event), act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        if self.act == "interested":
            await self._interested(interaction, answer)
        elif self.act == "ics":
            await self._calendar(interaction, answer)
        else:
            await self._more(interaction, answer)

    async def _interested(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        interest = await client.services.events.interest(
            self.event_id, caller_of(interaction), now=client.clock.now()
        )
        say = answer.say
        if interest.reminding is not None:
            say = answer.in_zone(interest.reminding.community.zone)
        text, select = reminding.interest_answer(interest, say)
        await answer.send(text, view=view_of(select) if select else None)

    async def _calendar(self, interaction: Interaction, answer: Answer) -> None:
        shown = await existing(interaction, self.event_id)
        data = calendar_file(shown.event, zone=shown.community.zone, now=interaction.client.clock.now())
        name = f"{slug(shown.event.details.title)}.ics"
        await answer.send(
            answer.say(
                "Open this file to add “{title}” to your calendar.",
                title=plain(shown.event.details.title),
            ),
            files=[discord.File(io.BytesIO(data), name)],
        )

    async def _more(self, interaction: Interaction, answer: Answer) -> None:
        shown = await existing(interaction, self.event_id)
        await answer.send(
            embeds=[
                cards.details_embed(
                    shown.event, shown.themes, answer.in_zone(shown.community.zone), sources_of(shown)
                )
            ]
        )


class AcceptButton(DurableButton, template=r"event:(?P<event>\d{1,18}):accept"):
    def __init__(self, event: str, label: str = "Accept") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"event:{event}:accept", label=label, style=discord.ButtonStyle.success
            )
        )
        self.event_id = int(event)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        event = await client.services.events.accept(
            self.event_id, caller_of(interaction), now=client.clock.now()
        )
        await answer.send(
            answer.say(
                "Accepted: “{title}” appears in its channels in a moment.",
                title=plain(event.details.title),
            )
        )


class ReviewFormButton(DurableButton, template=r"event:(?P<event>\d{1,18}):(?P<act>ask|decline)"):
    """*Ask for more* and *Decline* open a form."""

    opens_form = True

    def __init__(self, event: str, act: str, label: str = "") -> None:
        style = discord.ButtonStyle.danger if act == "decline" else discord.ButtonStyle.secondary
        super().__init__(discord.ui.Button(custom_id=f"event:{event}:{act}", label=label or act, style=style))
        self.event_id, self.act = int(event), act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        event = await interaction.client.services.events.may_review(self.event_id, caller_of(interaction))
        build = modals.question if self.act == "ask" else modals.decline
        await answer.form(build(event, answer.say))


class OwnFormButton(
    DurableButton, template=r"event:(?P<event>\d{1,18}):(?P<act>edit|cancel)(?::(?P<told>[a-z]+\d+))?"
):
    """*Change* and *Cancel it*: for who entered the event, and for editors. `told` tells notices apart."""

    opens_form = True

    def __init__(self, event: str, act: str, label: str = "", told: str | None = None) -> None:
        style = discord.ButtonStyle.danger if act == "cancel" else discord.ButtonStyle.primary
        custom_id = f"event:{event}:{act}" + (f":{told}" if told else "")
        super().__init__(discord.ui.Button(custom_id=custom_id, label=label or act, style=style))
        self.event_id, self.act = int(event), act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        if self.act == "cancel":
            event = await interaction.client.services.events.may_change(self.event_id, caller_of(interaction))
            await answer.form(modals.cancel(event, answer.say))
        else:
            await open_edit(self.event_id, interaction, answer)


class MinePicker(DurableSelect, template=r"events:mine"):
    """Under the list of one's own events: pick one to change it."""

    def __init__(self, options: Sequence[discord.SelectOption] = (), placeholder: str = "") -> None:
        super().__init__(
            discord.ui.Select(
                custom_id="events:mine",
                options=list(options) or [discord.SelectOption(label="-")],
                placeholder=placeholder or None,
            )
        )

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        (value,) = self.chosen(interaction)
        event = await interaction.client.services.events.may_change(int(value), caller_of(interaction))
        shown = await existing(interaction, event.id)
        await answer.send(
            embeds=[
                cards.details_embed(
                    shown.event, shown.themes, answer.in_zone(shown.community.zone), sources_of(shown)
                )
            ],
            view=own_buttons(event, answer.say),
        )


def card_buttons(event: Event, voice: Voice) -> discord.ui.View:
    say, english = voice.say, Say("en")

    def label(text: str, in_english: str) -> str:
        return voice.label(text, in_english)

    key = str(event.id)
    items: list[discord.ui.Item[Any]] = []
    if not event.is_cancelled:
        items.append(
            CardButton(key, "interested", label(say("I'm interested"), english("I'm interested")), "⭐")
        )
    items.append(
        CardButton(key, "ics", label(say("Add to my calendar"), english("Add to my calendar")), "📅")
    )
    items.append(CardButton(key, "more", label(say("More"), english("More")), "🔎"))
    return view_of(*items)


def review_items(event: Event, say: Say) -> list[discord.ui.Item[Any]]:
    key = str(event.id)
    items: list[discord.ui.Item[Any]] = []
    if event.stage is Stage.REVIEW and not event.is_cancelled:
        items.append(AcceptButton(key, say("Accept")))
        if event.submitter is not None:  # a source cannot be asked
            items.append(ReviewFormButton(key, "ask", say("Ask for more")))
        items.append(ReviewFormButton(key, "decline", say("Decline")))
    return [*items, OwnFormButton(key, "edit", say("Change"))]


def own_buttons(event: Event, say: Say) -> discord.ui.View:
    key = str(event.id)
    return view_of(
        OwnFormButton(key, "edit", say("Change")), OwnFormButton(key, "cancel", say("Cancel the event"))
    )


async def open_edit(event_id: int, interaction: Interaction, answer: Answer) -> None:
    """Open the form with the event as it stands."""
    client = interaction.client
    draft = await client.services.drafts.open_event(event_id, caller_of(interaction), now=client.clock.now())
    choices = await client.services.drafts.choices(draft.community)
    await answer.form(modals.basics(draft, choices.themes, answer.say))


async def existing(interaction: Interaction, event_id: int) -> Shown:
    """The event behind a button, or the sentence that it is gone."""
    shown: Shown | None = await interaction.client.services.events.shown(event_id)
    if shown is None or interaction.guild_id not in {None, shown.event.community}:
        raise Refusal("This event does not exist any more. `/event mine` shows yours.")
    return shown


def sources_of(shown: Shown) -> Sources:
    return [(source.name, link) for source, link in shown.sources]


def slug(title: str) -> str:
    """A file name made of a title."""
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in title).split()
    return "-".join(words)[:60].lower() or "event"
