"""Introductions: asking for one, answering it in private, and looking at what is open."""

import re
from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.ui import DurableButton, Filled, Form, Interaction, or_nothing, view_of
from bot.words import plain
from cogs.directory import forms
from cogs.directory.group import GROUP, Directory, number_of, offer
from cogs.directory.keeping import ContactButton
from domain.directory.introduction import Introduction, State
from domain.texts import shortened
from services.introductions import Mine

_MOST_SHOWN = 5


class AnswerButton(DurableButton, template=r"intro:(?P<number>\d{1,15}):(?P<act>yes|no|back)"):
    """*yes* and *no* are for who was asked, *back* for who asked."""

    def __init__(self, number: str, act: str, label: str = "") -> None:
        styles = {"yes": discord.ButtonStyle.success}
        super().__init__(
            discord.ui.Button(
                custom_id=f"intro:{number}:{act}",
                label=label[:80] or act,
                style=styles.get(act, discord.ButtonStyle.secondary),
            )
        )
        self.number, self.act = int(number), act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, caller, say = interaction.client, caller_of(interaction), answer.say
        introductions, now = client.services.introductions, client.clock.now()
        if self.act == "back":
            one = await introductions.withdraw(caller, self.number, now=now)
            await answer.send(say("Taken back: “{name}” is not asked any more.", name=plain(one.name)))
            return
        one = await introductions.answer(caller, self.number, self.act == "yes", now=now)
        if one.state is State.ACCEPTED:
            await answer.send(say("You both get a private message with each other's name."))
        else:
            await answer.send(say("All right. Nothing of you is told, and this request is closed."))


class IntroductionForm(Form):
    template = re.compile(r"dir:(?P<entry>\d{1,15}):introduction")

    def __init__(self, entry: str) -> None:
        self.entry_id = int(entry)

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client = interaction.client
        one = await client.services.introductions.ask(
            caller_of(interaction), self.entry_id, filled.texts.get("why", ""), now=client.clock.now()
        )
        say = answer.say
        await answer.send(
            say(
                "Asked. Whoever is behind “{name}” gets a private message and decides. You hear of it by "
                "{day} at the latest.",
                name=plain(one.name),
                day=one.lapses_at.astimezone(say.zone).date(),
            )
        )


class Introducing(Directory):
    @GROUP.command(
        name=locale_str("introduce"),
        description=locale_str("Ask to be introduced to whoever is behind an entry"),
        extras={"opens_form": True},
    )
    @app_commands.rename(entry=locale_str("entry"))
    @app_commands.describe(entry=locale_str("Whom would you like to meet?"))
    async def introduce(self, interaction: Interaction, entry: str) -> None:
        client, answer = self._client, Answer.to(interaction)
        found = await client.services.introductions.may_ask(
            caller_of(interaction), number_of(entry), now=client.clock.now()
        )
        await answer.form(forms.introduction(found, answer.say))

    @GROUP.command(
        name=locale_str("introductions"),
        description=locale_str("Who wants to meet you, and whom you asked to meet"),
    )
    async def introductions(self, interaction: Interaction) -> None:
        answer = Answer.to(interaction)
        mine = await self._client.services.introductions.mine(caller_of(interaction))
        say = answer.in_zone(mine.community.zone)
        await answer.send(embeds=[_overview(mine, say)], view=_buttons(mine, say))

    @introduce.autocomplete("entry")
    @or_nothing
    async def _all_entries(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await offer(interaction, typed)


def _overview(mine: Mine, say: Say) -> discord.Embed:
    embed = discord.Embed(title=say("Introductions"))
    asked = [
        f"**{number}.** <@{one.asker}> · {plain(one.name)}\n{quoted(one.why)}"
        for number, one in enumerate(mine.asked_me[:_MOST_SHOWN], 1)
    ]
    embed.description = (
        "\n\n".join([say("They would like to meet you:"), *asked])
        if asked
        else say("Nobody waits for an answer of yours.")
    )[:4096]
    if mine.asked_by_me:
        lines = [f"• {plain(one.name)}: {_state(one, say)}" for one in mine.asked_by_me]
        embed.add_field(name=say("You asked"), value=_fitting(lines), inline=False)
    if mine.contact_for:
        lines = [f"• {plain(one.name)}" for one in mine.contact_for]
        embed.add_field(name=say("May members ask you about these?"), value=_fitting(lines), inline=False)
    return embed


def _fitting(lines: Sequence[str]) -> str:
    kept = list(lines)
    while len("\n".join(kept)) > 1024:
        kept.pop()
    return "\n".join(kept)


def _state(one: Introduction, say: Say) -> str:
    if one.state is State.ACCEPTED:
        return say("you were introduced")
    if one.state is State.WITHDRAWN:
        return say("taken back")
    if not one.is_open:
        return say("it did not come to anything")
    if one.undelivered:
        return say("could not be delivered; waits for them to look here")
    return say("waits for an answer")


def _buttons(mine: Mine, say: Say) -> discord.ui.View | None:
    items: list[discord.ui.Item[Any]] = []
    for number, one in enumerate(mine.asked_me[:_MOST_SHOWN], 1):
        items.append(AnswerButton(str(one.id), "yes", say("{n}: yes", n=number)))
        items.append(AnswerButton(str(one.id), "no", say("{n}: no", n=number)))
    for one in [one for one in mine.asked_by_me if one.is_open][:3]:
        label = say("Take back: {name}", name=shortened(one.name, 50))
        items.append(AnswerButton(str(one.id), "back", label))
    for entry in mine.contact_for[:3]:
        items.extend(contact_buttons(entry.id, say, shortened(entry.name, 30)))
    return view_of(*items) if items else None


def contact_buttons(entry_id: int, say: Say, name: str = "") -> list[ContactButton]:
    """`name` where there are buttons for several entries."""
    labels = {
        "show": say("Yes, and members see my name"),
        "hide": say("Yes, only for introductions"),
        "no": say("No"),
    }
    return [
        ContactButton(str(entry_id), act, f"{name}: {label}" if name else label)
        for act, label in labels.items()
    ]


def quoted(text: str) -> str:
    """Somebody's words as a quotation."""
    return "\n".join(f"> {line}" for line in plain(text).split("\n"))
