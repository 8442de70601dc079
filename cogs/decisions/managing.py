"""What the owner of a decision does with it: extend it, call it off, conclude an advice round."""

import re
from typing import Any

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say, timestamp
from bot.ui import DurableButton, Filled, Form, Interaction, modal, text_field
from cogs.decisions import cards
from domain.decisions.drafting import as_deadline
from domain.refusal import Refusal
from domain.when import AskBack, read_when

_ID = r"decision:(?P<decision>\d{1,18})"


class ManageButton(DurableButton, template=_ID + r":(?P<act>extend|calloff)"):
    opens_form = True

    def __init__(self, decision: str, act: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"decision:{decision}:{act}",
                label=label or act,
                style=discord.ButtonStyle.secondary,
            )
        )
        self.decision, self.act = decision, act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        say = answer.say
        await answer.form(_form(self.decision, self.act, say))


class ConcludeButton(DurableButton, template=_ID + r":(?P<act>adopt|reject)"):
    """After an advice round: opens the form for the reasons."""

    opens_form = True

    def __init__(self, decision: str, act: str, label: str = "") -> None:
        style = discord.ButtonStyle.success if act == "adopt" else discord.ButtonStyle.danger
        super().__init__(
            discord.ui.Button(custom_id=f"decision:{decision}:{act}", label=label or act, style=style)
        )
        self.decision, self.act = decision, act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await answer.form(_form(self.decision, self.act, answer.say))


def _form(decision: str, act: str, say: Say) -> discord.ui.Modal:
    titles = {
        "extend": say("Extend the deadline, once"),
        "calloff": say("Call it off"),
        "adopt": say("We do it"),
        "reject": say("We do not do it"),
    }
    reason = text_field(
        *("reason", say("Why?")),
        hint=say("Everyone on this server can read it."),
        most=1500 if act in {"adopt", "reject"} else 500,
        required=True,
        long=True,
    )
    fields: list[Any] = [reason]
    if act == "extend":
        fields.insert(
            0,
            text_field(
                *("until", say("Until when?")),
                placeholder=say("Friday 17:00, or: in 3 days"),
                most=100,
                required=True,
            ),
        )
    return modal(titles[act], f"decision:{decision}:{act}", *fields)


class ManageForm(Form):
    template = re.compile(_ID + r":(?P<act>extend|calloff|adopt|reject)")

    def __init__(self, decision: str, act: str) -> None:
        self.decision, self.act = int(decision), act

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client, caller, say = interaction.client, caller_of(interaction), answer.say
        reason, now = filled.texts.get("reason", ""), client.clock.now()
        if self.act == "extend":
            await extend(interaction, answer, self.decision, filled.texts.get("until", ""), reason)
            return
        if self.act == "calloff":
            decision = await client.services.closing.call_off(caller, self.decision, reason, now=now)
        else:
            decision = await client.services.closing.conclude(
                caller, self.decision, reason, adopted=self.act == "adopt", now=now
            )
        assert decision.outcome is not None
        line = cards.verdict_line(decision.terms, decision.outcome, say)
        await answer.update(f"{decision.name}: {line}")


async def extend(interaction: Interaction, answer: Answer, decision_id: int, until: str, reason: str) -> None:
    client, caller, say = interaction.client, caller_of(interaction), answer.say
    now = client.clock.now()
    there = await client.services.register.get(caller, decision_id)
    zone = (await client.services.register.surroundings(there.community)).community.zone
    read = read_when(until, now=now, zone=zone)
    if isinstance(read, AskBack):
        raise Refusal(
            "“{typed}” can be two moments. Type the time with its minutes, such as 17:00.", typed=until[:60]
        )
    decision = await client.services.closing.extend(
        caller, decision_id, as_deadline(read, zone), reason, now=now
    )
    await answer.update(
        say(
            "{number} runs until {closes} now. That is announced where it stands.",
            number=decision.name,
            closes=timestamp(decision.closes),
        )
    )
