"""*My vote*: what stands for the reader, and everything that only they can do with it."""

import re
from typing import Any

import discord

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.clock import pressed_at
from bot.ui import DurableButton, Filled, Form, Interaction, modal, text_field, view_of
from bot.words import person_words, plain
from cogs.decisions import cards
from cogs.decisions.explaining import ExportButton
from cogs.decisions.managing import ConcludeButton, ManageButton
from cogs.decisions.proxies import ForButton, ProxyButton
from cogs.decisions.receipts import ballot_words
from cogs.decisions.voting import FormButton, TakeBackButton
from domain.decisions.ballots import Answer as Given
from domain.decisions.register import Decision
from domain.decisions.seats import Seat
from services.acting import Caller
from services.register import Standing

_ID = r"decision:(?P<decision>\d{1,18})"


class MineButton(DurableButton, template=_ID + r":mine"):
    def __init__(self, decision: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"decision:{decision}:mine",
                label=label or "…",
                emoji="👤",
                style=discord.ButtonStyle.secondary,
            )
        )
        self.decision = int(decision)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await show_mine(interaction, answer, self.decision)


async def show_mine(interaction: Interaction, answer: Answer, decision_id: int) -> None:
    """The whole decision in the reader's language, their vote, and what they can do."""
    client, caller, say = interaction.client, caller_of(interaction), answer.say
    standing = await client.services.register.standing(decision_id)
    decision = await client.services.register.get(caller, decision_id)
    assert standing is not None
    around = await client.services.register.surroundings(decision.community)
    place = await client.services.voting.mine(caller, decision_id)
    held = await client.services.voting.represents(caller, decision_id)
    muted = await client.services.register.muted(caller, decision_id)
    lines, items = [], list[discord.ui.Item[Any]]()
    key = str(decision_id)
    if place is None:
        lines.append(say("You cannot vote on this: who may was fixed when it started."))
    elif place.seat is Seat.RECUSED:
        lines.append(say("You stepped out of this decision, so you have no vote in it any more."))
    elif place.ballot is not None:
        vote = f"**{ballot_words(place.ballot, decision.terms, say)}**"
        lines.append(say("Your vote: {vote}.", vote=vote))
        if place.reason:
            lines.append(f"> {plain(' '.join(place.reason.split()))[:400]}")
        if place.by is not None and place.by != caller.id:
            lines.append(say("{person} cast it for you.", person=person_words(place.by, say)))
    elif place.voted:
        lines.append(say("You have voted. What, nobody can say: it is secret."))
    else:
        lines.append(say("You have not voted yet."))
    if place is not None and place.holder is not None:
        lines.append(
            say("{person} may vote for you until you do so yourself.", person=person_words(place.holder, say))
        )
    if decision.runs and place is not None and place.seat is Seat.IN:
        items += _seat_items(decision, place.voted, place.ballot is not None, place.holder, say)
        if place.ballot is not None and place.ballot.answer not in {Given.OBJECT, Given.ADVICE}:
            items.insert(0, FormButton(key, "reason", None, say("Say why")))
        mute = say("Remind me again") if muted else say("Do not remind me")
        items.append(MuteButton(key, "unmute" if muted else "mute", mute))
    if decision.runs:
        items += [
            ForButton(key, str(person), say("Vote for {name}", name=await _name(client, caller, person)))
            for person in held
        ]
    met = await client.services.minutes_reading.of_decisions(caller, [decision_id])
    if decision_id in met:
        lines.append(cards.met_words(met[decision_id], say))
    items += _owner_items(standing, caller, say)
    if not decision.runs or decision.terms.openness.value == "open":
        items.append(ExportButton(key, "json", say("Download to check")))
    await answer.send(
        "\n".join(lines),
        embeds=[cards.private_card(standing, around.sectors, say)],
        view=view_of(*items[:25]),
    )


def _seat_items(
    decision: Decision, voted: bool, stands: bool, holder: int | None, say: Any
) -> list[discord.ui.Item[Any]]:
    key, items = str(decision.id), list[discord.ui.Item[Any]]()
    if stands:
        items.append(TakeBackButton(key, "ask", None, say("Take it back")))
    if decision.terms.proxies and not voted:
        if holder is None:
            items.append(ProxyButton(key, "proxy", say("Let somebody vote for me")))
        else:
            items.append(ProxyButton(key, "unproxy", say("Take my vote back from them")))
    if not (decision.terms.secret and voted):
        items.append(RecuseButton(key, say("I have an interest of my own")))
    return items


def _owner_items(standing: Standing, caller: Caller, say: Any) -> list[discord.ui.Item[Any]]:
    decision, key = standing.decision, str(standing.decision.id)
    items = list[discord.ui.Item[Any]]()
    if decision.waits_for_owner and caller.id == decision.terms.owner:
        items += [
            ConcludeButton(key, "adopt", say("We do it…")),
            ConcludeButton(key, "reject", say("We do not do it…")),
        ]
    looks_after = caller.id in {decision.terms.owner, decision.starter} or caller.manages
    if not decision.runs or not looks_after:
        return items
    if not decision.extended:
        items.append(ManageButton(key, "extend", say("Extend…")))
    if standing.cast == 0:
        items.append(ManageButton(key, "calloff", say("Call it off…")))
    elif standing.cast == standing.electorate:
        items.append(CloseButton(key, say("Close now")))
    return items


async def _name(client: SektorClient, caller: Caller, person: int) -> str:
    guild = client.get_guild(caller.community)
    if guild is None:
        return str(person)
    try:
        return (await guild.fetch_member(person)).display_name
    except discord.NotFound:
        return str(person)


class RecuseButton(DurableButton, template=_ID + r":recuse"):
    """Stepping out because of an own interest: opens a form, since it cannot be undone."""

    opens_form = True

    def __init__(self, decision: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"decision:{decision}:recuse",
                label=label or "…",
                style=discord.ButtonStyle.secondary,
            )
        )
        self.decision = decision

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        say = answer.say
        field = text_field(
            *("reason", say("What is your interest?")),
            hint=say("You step out for good, and everyone sees it next to your name."),
            most=300,
            required=True,
            long=True,
        )
        await answer.form(modal(say("Step out of this decision"), f"decision:{self.decision}:recuse", field))


class RecuseForm(Form):
    template = re.compile(_ID + r":recuse")

    def __init__(self, decision: str) -> None:
        self.decision = int(decision)

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client = interaction.client
        await client.services.seats.recuse(
            caller_of(interaction),
            self.decision,
            filled.texts.get("reason", ""),
            pressed=pressed_at(interaction.id, client.clock),
            now=client.clock.now(),
        )
        await answer.update(
            answer.say("You stepped out. Your seat does not count any more, and the card says that you did.")
        )


class MuteButton(DurableButton, template=_ID + r":(?P<act>mute|unmute|muteall)"):
    def __init__(self, decision: str, act: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"decision:{decision}:{act}",
                label=label or act,
                emoji="🔔" if act == "unmute" else "🔕",
                style=discord.ButtonStyle.secondary,
            )
        )
        self.decision, self.act = int(decision), act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        register, caller, say = interaction.client.services.register, caller_of(interaction), answer.say
        if self.act == "unmute":
            await register.unmute(caller, self.decision)
            await answer.send(say("You are reminded again while you have not voted."))
            return
        await register.mute(caller, self.decision, every=self.act == "muteall")
        if self.act == "muteall":
            await answer.send(
                say("No more reminders of decisions. `/decision waiting` shows what waits for you.")
            )
        else:
            await answer.send(say("No more reminders of this decision."))


class CloseButton(DurableButton, template=_ID + r":close"):
    """Before the deadline, when everyone has voted."""

    def __init__(self, decision: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(
                custom_id=f"decision:{decision}:close", label=label or "…", style=discord.ButtonStyle.primary
            )
        )
        self.decision = int(decision)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        decision = await client.services.closing.close_early(
            caller_of(interaction), self.decision, now=client.clock.now()
        )
        assert decision.outcome is not None
        line = cards.verdict_line(decision.terms, decision.outcome, answer.say)
        await answer.send(f"{decision.name}: {line}")
