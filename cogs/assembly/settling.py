"""The settlement on Discord: amounts, ideas, the checklist and the document."""

import io
import re
from collections.abc import Sequence
from typing import Any

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.ui import DurableButton, DurableSelect, Filled, Form, Interaction, modal, text_field, view_of
from bot.words import SIGNAL, Voice, plain
from cogs.assembly import cards
from cogs.assembly.document import settlement_document
from domain.assembly import CHECKLIST, Record
from domain.decisions.terms import LONGEST_OPTION
from domain.refusal import Refusal
from domain.texts import shortened
from domain.when.answers import Message
from services.assembly import Sight
from services.settlement import LONGEST_IDEA

_MOST_TYPED = 30


class _Plain(DurableButton, template=r"(?!)"):
    """A button that needs nothing but its own name."""

    act = ""
    emoji = ""

    def __init__(self, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"emergency:{self.act}", label=label or self.act, emoji=self.emoji or None
            )
        )


class IdeaButton(_Plain, template=r"emergency:idea"):
    act, emoji, opens_form = "idea", "💡", True

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await answer.form(idea_form(answer.say))


def idea_form(say: Say) -> discord.ui.Modal:
    return modal(
        say("An idea for what is left"),
        "emergency:ideaform",
        text_field("title", say("Its name"), most=LONGEST_OPTION, required=True),
        text_field(
            "text",
            say("What is it?"),
            hint=say("Who does it, and what for?"),
            most=LONGEST_IDEA,
            long=True,
        ),
    )


class IdeaForm(Form):
    template = re.compile(r"emergency:ideaform")

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client, caller = interaction.client, caller_of(interaction)
        record = await client.services.settlement.hand_in(
            caller, filled.texts.get("title", ""), filled.texts.get("text", ""), now=client.clock.now()
        )
        await show_ideas(answer, record, caller.id)


async def show_ideas(answer: Answer, record: Record, person: int) -> None:
    """All ideas, and one's own to take back."""
    say = answer.say
    lines = [
        f"**{plain(idea.title)}** ({plain(idea.name)})"
        + (f"\n{plain(shortened(idea.text, 120))}" if idea.text else "")
        for idea in record.ideas.values()
    ]
    text = "\n".join(lines) or say("Nobody has handed in an idea yet: /assembly idea.")
    embed = discord.Embed(
        title=f"💡 {say('Ideas for what is left')}", description=text[:4096], colour=discord.Colour(SIGNAL)
    )
    own = [idea for idea in record.ideas.values() if idea.person == person]
    view = None
    if own and record.division is None:
        options = [discord.SelectOption(label=idea.title[:100], value=str(idea.number)) for idea in own]
        view = view_of(BackSelect(options, say("Take one of yours back")))
    await answer.update(embeds=[embed], view=view)


class BackSelect(DurableSelect, template=r"emergency:back"):
    def __init__(self, options: Sequence[discord.SelectOption] = (), placeholder: str = "") -> None:
        super().__init__(
            discord.ui.Select(
                custom_id="emergency:back",
                options=list(options) or [discord.SelectOption(label="-")],
                placeholder=placeholder or None,
            )
        )

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, caller = interaction.client, caller_of(interaction)
        chosen = self.chosen(interaction)[0]
        record = await client.services.settlement.take_back(
            caller, int(chosen) if chosen.isdecimal() else 0, now=client.clock.now()
        )
        await show_ideas(answer, record, caller.id)


class AmountsButton(_Plain, template=r"emergency:amounts"):
    act, emoji, opens_form = "amounts", "💶", True

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await answer.form(amounts_form(answer.say))


def amounts_form(say: Say) -> discord.ui.Modal:
    hint = say("Euros and cents, such as 2.500,00")
    return modal(
        say("Cash and open bills"),
        "emergency:amountsform",
        text_field("cash", say("All cash and money in the bank"), hint=hint, most=_MOST_TYPED, required=True),
        text_field("bills", say("All open bills together"), hint=hint, most=_MOST_TYPED, required=True),
    )


class AmountsForm(Form):
    template = re.compile(r"emergency:amountsform")

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client = interaction.client
        record = await client.services.settlement.put_amounts(
            caller_of(interaction),
            filled.texts.get("cash", ""),
            filled.texts.get("bills", ""),
            now=client.clock.now(),
        )
        say = answer.say
        words = " ".join(say.value(part) for part in cards.settlement_words(record, say))
        await answer.send(
            f"{words}\n-# "
            + say(
                "Your name stands beside these amounts. Fill them in again to correct them; both stay in the "
                "record."
            )
        )


class ChecklistButton(_Plain, template=r"emergency:checklist"):
    act, emoji = "checklist", "☑️"

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        sight = await _triggered(interaction)
        say = answer.say
        await answer.send(
            say("What is done? Choose all of it; what you leave out is not done."),
            view=view_of(DoneSelect.of(sight.record, say)),
        )


class DoneSelect(DurableSelect, template=r"emergency:done"):
    def __init__(self, options: Sequence[discord.SelectOption] = (), placeholder: str = "") -> None:
        super().__init__(
            discord.ui.Select(
                custom_id="emergency:done",
                options=list(options) or [discord.SelectOption(label="-")],
                placeholder=placeholder or None,
                min_values=0,
                max_values=max(1, len(options)),
            )
        )

    @classmethod
    def of(cls, record: Record, say: Say) -> "DoneSelect":
        options = [
            discord.SelectOption(
                label=shortened(cards.checklist_name(item, say), 100),
                value=item,
                default=item in record.ticked,
            )
            for item in CHECKLIST
        ]
        return cls(options, say("What is done?"))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        record = await client.services.settlement.tick(
            caller_of(interaction), frozenset(self.chosen(interaction)), now=client.clock.now()
        )
        await answer.update(
            cards.checklist(record, answer.say), view=view_of(DoneSelect.of(record, answer.say))
        )


class DocumentButton(_Plain, template=r"emergency:document"):
    act, emoji = "document", "📄"

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await send_document(interaction, answer)


async def send_document(interaction: Interaction, answer: Answer) -> None:
    """The settlement as it stands now, as a file for whoever asks."""
    sight = await _triggered(interaction)
    text = settlement_document(sight, interaction.client.clock.now())
    file = discord.File(io.BytesIO(text.encode()), f"afrekening-{sight.community.id}.md")
    await answer.send(
        answer.say(
            "The settlement as it stands now, in formal Dutch with a summary in English. It is a document "
            "and no payment: a notary has to confirm it."
        ),
        files=[file],
    )


async def _triggered(interaction: Interaction) -> Sight:
    """The assembly that triggered it."""
    assembly = interaction.client.services.assembly
    sight = await assembly.sight(caller_of(interaction))
    if sight.record.triggered_by is None:
        raise Refusal("The emergency stop was not triggered, so there is nothing to settle.")
    return await assembly.sight(caller_of(interaction), sight.record.triggered_by)


def emergency_items(sight: Sight) -> list[discord.ui.Item[Any]]:
    """Under the message about a triggered emergency stop, as long as it is."""
    one, record, voice = sight.one, sight.record, Voice(sight.community)
    if one is None or not record.is_triggered or record.triggered_by != one.number:
        return []

    def label(name: Message) -> str:
        return voice.label(voice.say.value(name), (voice.english or voice.say).value(name))

    items: list[discord.ui.Item[Any]] = []
    if record.division is None:
        items.append(IdeaButton(label(Message("Hand in an idea"))))
    items += [
        DocumentButton(label(Message("The settlement"))),
        ChecklistButton(label(Message("Checklist"))),
        AmountsButton(label(Message("Amounts"))),
    ]
    return items
