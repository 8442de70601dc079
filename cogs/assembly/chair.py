"""What the chair and the sector heads can press: opening, putting to the vote, closing, cancelling."""

import re
from datetime import timedelta
from typing import Any, Final

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.ui import DurableButton, Filled, Form, Interaction, modal, text_field, view_of
from bot.words import SIGNAL, Voice
from cogs.assembly import cards
from cogs.assembly.views import PLACE, here
from domain.assembly import Phase, Question
from domain.refusal import Refusal
from domain.when.answers import Message
from services.assembly import LONGEST_REASON, Sight

USUAL_MINUTES: Final = 30


class _OfChair(DurableButton, template=r"(?!)"):
    act = ""

    def __init__(
        self,
        community: str,
        number: str,
        label: str = "",
        *,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    ) -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"assembly:{community}:{number}:{self.act}", label=label or self.act, style=style
            )
        )
        self.community, self.number = community, int(number)


class ChairButton(_OfChair, template=PLACE + r":chair"):
    """Shows, to who may, what can be done now."""

    act = "chair"

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        here(interaction, self.community)
        sight = await interaction.client.services.assembly.sight(caller_of(interaction), self.number)
        if not sight.presides:
            raise Refusal("Only the chair of this assembly and the sector heads can do this.")
        await show(answer, sight)


class OpenButton(_OfChair, template=PLACE + r":open"):
    act = "open"

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        here(interaction, self.community)
        await open_it(interaction, answer, self.number)


class CloseButton(_OfChair, template=PLACE + r":close"):
    act = "close"

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        here(interaction, self.community)
        await close_it(interaction, answer, self.number)


class CancelButton(_OfChair, template=PLACE + r":cancel"):
    act = "cancel"
    opens_form = True

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        here(interaction, self.community)
        say = answer.say
        await answer.form(
            modal(
                say("Cancel the assembly"),
                f"assembly:{self.community}:{self.number}:cancelled",
                text_field("reason", say("Why?"), most=LONGEST_REASON, required=True),
            )
        )


class CancelForm(Form):
    template = re.compile(PLACE + r":cancelled")

    def __init__(self, community: str, number: str) -> None:
        self.number = int(number)

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        await cancel_it(interaction, answer, filled.texts.get("reason", ""), self.number)


class PutButton(DurableButton, template=PLACE + r":put:(?P<question>stop|lift)"):
    def __init__(self, community: str, number: str, question: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"assembly:{community}:{number}:put:{question}",
                label=label or question,
                emoji="🛑",
                style=discord.ButtonStyle.danger,
            )
        )
        self.community, self.question = community, Question(question)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        here(interaction, self.community)
        await ask_whether(interaction, answer, self.question, USUAL_MINUTES)


class SureButton(DurableButton, template=r"assembly:sure:(?P<question>stop|lift):(?P<minutes>\d{1,4})"):
    def __init__(self, question: str, minutes: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"assembly:sure:{question}:{minutes}",
                label=label or question,
                style=discord.ButtonStyle.danger,
            )
        )
        self.question, self.minutes = Question(question), int(minutes)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, caller = interaction.client, caller_of(interaction)
        sight = await client.services.assembly.sight(caller)
        title, text = wording(self.question, sight)
        decision = await client.services.assembly.put_to_vote(
            caller, self.question, title, text, timedelta(minutes=self.minutes), now=client.clock.now()
        )
        await answer.update(
            answer.say(
                "{decision} has begun. Everyone who was convened can vote under its message; you hear here "
                "nothing of who votes what.",
                decision=decision.name,
            )
        )


async def ask_whether(interaction: Interaction, answer: Answer, question: Question, minutes: int) -> None:
    """What is about to happen, before it does."""
    sight = await interaction.client.services.assembly.sight(caller_of(interaction))
    if sight.one is None:
        raise Refusal("No assembly is convened now. /assembly convene does that.")
    if not sight.presides:
        raise Refusal("Only the chair of this assembly and the sector heads can do this.")
    say = answer.in_zone(sight.community.zone)
    title, text = wording(question, sight)
    embed = discord.Embed(title=title, description=text, colour=discord.Colour(SIGNAL))
    embed.set_footer(
        text=say(
            "Secret and final. {people} people can vote, for {minutes} minutes.",
            people=len(sight.one.people),
            minutes=minutes,
        )
    )
    button = SureButton(question.value, str(minutes), say("Put it to the vote now"))
    await answer.send(
        say("This is what everyone reads. Only you see it now."), embeds=[embed], view=view_of(button)
    )


def wording(question: Question, sight: Sight) -> tuple[str, str]:
    """What people vote on, in the community's language and English."""
    voice, name = Voice(sight.community), sight.community.name
    if question is Question.LIFT:
        title = Message("Take back the emergency stop?")
        text = Message(
            "Yes: new commitments can be made again, and the settlement ends. It takes a yes from more than "
            "half of all who were convened."
        )
    else:
        title = Message("Emergency stop: dissolve {name}?", {"name": name})
        text = Message(
            "Yes: {name} is to be dissolved. It is triggered when more than half of all who were convened "
            "say yes at two successive assemblies, at least 14 days apart, or when everyone says yes at "
            "once. Then no new commitments can be made and the board settles what there is. A notary has to "
            "confirm it; the bot moves no money.",
            {"name": name},
        )
    return voice.say.value(title), cards.told(voice, text)


async def open_it(interaction: Interaction, answer: Answer, number: int | None = None) -> None:
    client = interaction.client
    sight = await client.services.assembly.open(caller_of(interaction), number, now=client.clock.now())
    await show(answer, sight)


async def close_it(interaction: Interaction, answer: Answer, number: int | None = None) -> None:
    client = interaction.client
    sight = await client.services.assembly.close(caller_of(interaction), number, now=client.clock.now())
    await show(answer, sight)


async def cancel_it(interaction: Interaction, answer: Answer, reason: str, number: int | None = None) -> None:
    client = interaction.client
    sight = await client.services.assembly.cancel(
        caller_of(interaction), reason, number, now=client.clock.now()
    )
    await show(answer, sight)


async def show(answer: Answer, sight: Sight) -> None:
    """Where it stands, and for who leads it what can be done now."""
    say = answer.in_zone(sight.community.zone)
    items = chair_items(sight, say)
    embed = cards.private_card(sight, say)
    await answer.update(embeds=[embed], view=view_of(*items) if items else None)


def chair_items(sight: Sight, say: Say) -> list[discord.ui.Item[Any]]:
    one = sight.one
    if one is None or not sight.presides or not one.goes_on:
        return []
    place = str(sight.community.id), str(one.number)
    if one.phase is Phase.CONVENED:
        return [
            OpenButton(*place, say("Open it"), style=discord.ButtonStyle.success),
            CancelButton(*place, say("Cancel it")),
        ]
    items: list[discord.ui.Item[Any]] = []
    if one.running is None:
        question = Question.LIFT if sight.record.is_triggered else Question.STOP
        if not any(vote.question is question for vote in one.votes):
            label = (
                say("Vote on taking back the emergency stop")
                if question is Question.LIFT
                else say("Vote on the emergency stop")
            )
            items.append(PutButton(*place, question.value, label))
        items.append(CloseButton(*place, say("Close it")))
    if not one.votes:
        items.append(CancelButton(*place, say("Cancel it")))
    return items
