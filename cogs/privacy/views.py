"""The question before erasing, and its two answers."""

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.ui import DurableButton, Interaction, view_of
from cogs.privacy import cards
from services.privacy import Plan


class EraseButton(DurableButton, template=r"privacy:erase:(?P<act>yes|no)"):
    def __init__(self, act: str, label: str = "") -> None:
        style = discord.ButtonStyle.danger if act == "yes" else discord.ButtonStyle.secondary
        super().__init__(discord.ui.Button(custom_id=f"privacy:erase:{act}", label=label or act, style=style))
        self.act = act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        if self.act == "no":
            await answer.update(answer.say("Nothing was changed."))
            return
        client = interaction.client
        left = await client.services.privacy.erase(caller_of(interaction), now=client.clock.now())
        say = answer.in_zone(left.community.zone)
        await answer.update(embeds=[cards.erased(left, say)])


def asked(plan: Plan, say: Say) -> tuple[discord.Embed, discord.ui.View | None]:
    """What erasing does, and the buttons that do it; no buttons when there is nothing to erase."""
    if plan.empty:
        return cards.nothing(say), None
    buttons = (EraseButton("yes", say("Yes, erase me")), EraseButton("no", say("No, keep everything")))
    return cards.before(plan, say), view_of(*buttons)
