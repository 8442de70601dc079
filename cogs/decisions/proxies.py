"""Votes for who is absent: given to somebody, taken back, and cast by whoever holds them."""

from typing import Any

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.clock import pressed_at
from bot.ui import DurableButton, DurableSelect, Interaction, view_of
from bot.words import plain
from cogs.decisions.voting import vote_items

_ID = r"decision:(?P<decision>\d{1,18})"


class ProxyButton(DurableButton, template=_ID + r":(?P<act>proxy|unproxy)"):
    def __init__(self, decision: str, act: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"decision:{decision}:{act}",
                label=label or act,
                style=discord.ButtonStyle.secondary,
            )
        )
        self.decision, self.act = int(decision), act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, say = interaction.client, answer.say
        if self.act == "proxy":
            menu = HolderSelect(str(self.decision), say("Who votes for you?"))
            await answer.send(
                say("Choose somebody who may vote on this, too. It is written down that you gave it."),
                view=view_of(menu),
            )
            return
        await client.services.seats.end_proxy(
            caller_of(interaction),
            self.decision,
            pressed=pressed_at(interaction.id, client.clock),
            now=client.clock.now(),
        )
        await answer.send(say("Your vote is yours again."))


class HolderSelect(DurableSelect, template=_ID + r":holder"):
    def __init__(self, decision: str, placeholder: str = "") -> None:
        select: Any = discord.ui.UserSelect(
            custom_id=f"decision:{decision}:holder", placeholder=placeholder or None
        )
        super().__init__(select)
        self.decision = int(decision)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        (holder,) = (int(value) for value in self.chosen(interaction))
        await client.services.seats.give_proxy(
            caller_of(interaction),
            self.decision,
            holder,
            pressed=pressed_at(interaction.id, client.clock),
            now=client.clock.now(),
        )
        await answer.update(
            answer.say("{person} may vote for you now. Vote yourself, and that ends.", person=f"<@{holder}>")
        )


class ForButton(DurableButton, template=_ID + r":vote:for(?P<person>\d{1,20})"):
    """Vote for somebody who is absent: the same buttons, for them."""

    def __init__(self, decision: str, person: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"decision:{decision}:vote:for{person}",
                label=label[:80] or "…",
                style=discord.ButtonStyle.primary,
            )
        )
        self.decision, self.person = int(decision), int(person)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, say = interaction.client, answer.say
        decision = await client.services.register.get(caller_of(interaction), self.decision)
        items = vote_items(decision, say, person=self.person)
        await answer.send(
            say(
                "{number} “{title}”: what does {person} vote?",
                number=decision.name,
                title=plain(decision.terms.title),
                person=f"<@{self.person}>",
            ),
            view=view_of(*items),
        )
