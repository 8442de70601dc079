"""Voting: the buttons and menus under a decision, and the private receipt of what was pressed.

`for<id>` at the end of a custom_id votes for somebody who gave the presser their vote.
"""

import re
from collections.abc import Sequence
from typing import Any

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.clock import pressed_at
from bot.i18n import Say
from bot.ui import (
    DurableButton,
    DurableSelect,
    Filled,
    Form,
    Interaction,
    choice_field,
    modal,
    text_field,
    view_of,
)
from cogs.decisions.receipts import receipt_words
from domain.decisions.ballots import (
    ABSTAIN,
    ADVICE,
    CONSENT,
    NO,
    OBJECT,
    TOP_SCORE,
    YES,
    Ballot,
    picked,
    scored,
)
from domain.decisions.ballots import Answer as Given
from domain.decisions.ballots_read import read_ranking, read_scores
from domain.decisions.kinds import Kind
from domain.decisions.register import Decision
from domain.decisions.terms import Terms
from domain.refusal import Refusal
from domain.texts import shortened

_ID = r"decision:(?P<decision>\d{1,18})"
_FOR = r"(?::for(?P<person>\d{1,20}))?"
_FIELDS = 5
"""As many as a form holds."""

_PLAIN = {"yes": YES, "no": NO, "abstain": ABSTAIN, "consent": CONSENT}


def _custom_id(decision: str, act: str, person: str | None) -> str:
    return f"decision:{decision}:{act}" + (f":for{person}" if person else "")


class VoteButton(DurableButton, template=_ID + r":(?P<act>yes|no|abstain|consent)" + _FOR):
    def __init__(self, decision: str, act: str, person: str | None = None, label: str = "") -> None:
        style = {
            "yes": discord.ButtonStyle.success,
            "consent": discord.ButtonStyle.success,
            "no": discord.ButtonStyle.danger,
        }.get(act, discord.ButtonStyle.secondary)
        super().__init__(
            discord.ui.Button(custom_id=_custom_id(decision, act, person), label=label or act, style=style)
        )
        self.decision, self.act, self.person = int(decision), act, _person(person)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        await cast(interaction, answer, self.decision, _PLAIN[self.act], person=self.person)


class PickSelect(DurableSelect, template=_ID + r":pick" + _FOR):
    """One option, or as many as one can live with."""

    def __init__(
        self, decision: str, person: str | None = None, terms: Terms | None = None, placeholder: str = ""
    ) -> None:
        options = terms.options if terms else ("-",)
        most = len(options) if terms and terms.kind is Kind.APPROVAL else 1
        super().__init__(
            discord.ui.Select(
                custom_id=_custom_id(decision, "pick", person),
                options=[
                    discord.SelectOption(label=option[:100], value=str(n)) for n, option in enumerate(options)
                ],
                max_values=most,
                placeholder=placeholder[:150] or None,
            )
        )
        self.decision, self.person = int(decision), _person(person)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        options = [int(value) for value in self.chosen(interaction) if value.isdecimal()]
        await cast(interaction, answer, self.decision, picked(*options), person=self.person)


class FormButton(DurableButton, template=_ID + r":(?P<act>object|advice|rank|score|reason)" + _FOR):
    """What takes words or an order: opens a form."""

    opens_form = True

    def __init__(self, decision: str, act: str, person: str | None = None, label: str = "") -> None:
        style = {
            "object": discord.ButtonStyle.danger,
            "reason": discord.ButtonStyle.secondary,
        }.get(act, discord.ButtonStyle.primary)
        super().__init__(
            discord.ui.Button(custom_id=_custom_id(decision, act, person), label=label or act, style=style)
        )
        self.decision, self.act, self.person = int(decision), act, person

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, caller = interaction.client, caller_of(interaction)
        decision = await client.services.register.get(caller, self.decision)
        place = await client.services.voting.mine(caller, self.decision)
        say, key = answer.say, _custom_id(str(self.decision), self.act, self.person)
        title = shortened(f"{decision.name} · {decision.terms.title}", 45)
        known = place.reason if place and self.person is None else ""
        if self.act in {"rank", "score"}:
            await answer.form(modal(title, key, *_option_fields(decision.terms, self.act, say)))
            return
        labels = {
            "object": say("What goes wrong if this is done?"),
            "advice": say("Your advice"),
            "reason": say("Why do you vote so?"),
        }
        hint = say("Everyone on this server can read it.")
        if self.act == "reason" and (place is None or place.ballot is None):
            raise Refusal("Vote first; then you can say why.")
        most = 1500 if self.act == "advice" else 500
        field = text_field(
            *("reason", labels[self.act]),
            hint=hint,
            value=known,
            most=most,
            required=self.act != "reason",
            long=True,
        )
        await answer.form(modal(title, key, field))


class VoteForm(Form):
    template = re.compile(_ID + r":(?P<act>object|advice|rank|score|reason)" + _FOR)

    def __init__(self, decision: str, act: str, person: str | None = None) -> None:
        self.decision, self.act, self.person = int(decision), act, _person(person)

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client, caller = interaction.client, caller_of(interaction)
        reason = filled.texts.get("reason", "")
        if self.act in {"rank", "score"}:
            decision = await client.services.register.get(caller, self.decision)
            read = _ranking if self.act == "rank" else _scores
            await cast(interaction, answer, self.decision, read(decision.terms, filled), person=self.person)
            return
        ballot = OBJECT if self.act == "object" else ADVICE
        if self.act == "reason":
            place = await client.services.voting.mine(caller, self.decision)
            if place is None or place.ballot is None:
                raise Refusal("Vote first; then you can say why.")
            ballot = place.ballot
        await cast(interaction, answer, self.decision, ballot, reason=reason, person=self.person)


def _option_fields(terms: Terms, act: str, say: Say) -> list[discord.ui.Label[Any]]:
    """Menus where they fit, and otherwise one field with a line for each option."""
    if len(terms.options) <= _FIELDS:
        if act == "rank":
            options = [
                discord.SelectOption(label=option[:100], value=str(n))
                for n, option in enumerate(terms.options)
            ]
            return [
                choice_field(f"o{place}", say("Place {n}", n=place + 1), options, required=place == 0)
                for place in range(len(terms.options))
            ]
        points = [discord.SelectOption(label=str(n), value=str(n)) for n in range(TOP_SCORE, -1, -1)]
        return [
            choice_field(
                f"o{n}", shortened(option, 45), points, required=False, hint=say("Empty counts as 0.")
            )
            for n, option in enumerate(terms.options)
        ]
    if act == "rank":
        lines = "\n".join(f"{n}. {option}" for n, option in enumerate(terms.options, 1))
        hint = say("Leave out what you do not want. Only numbers will do, too: 3, 1, 2")
        return [
            text_field("order", say("Your favourite first"), hint=hint, value=lines, most=1200, long=True)
        ]
    lines = "\n".join(f"{option}: 0" for option in terms.options)
    hint = say("Put 0 to 5 points behind each option.")
    return [text_field("points", say("Your points"), hint=hint, value=lines, most=1200, long=True)]


def _ranking(terms: Terms, filled: Filled) -> Ballot:
    if "order" in filled.texts:
        return read_ranking(filled.texts["order"], terms.options)
    chosen = [filled.choices.get(f"o{place}", ()) for place in range(len(terms.options))]
    return picked(*(int(values[0]) for values in chosen if values))


def _scores(terms: Terms, filled: Filled) -> Ballot:
    if "points" in filled.texts:
        return read_scores(filled.texts["points"], terms.options)
    chosen = [filled.choices.get(f"o{n}", ()) for n in range(len(terms.options))]
    return scored(*(int(values[0]) if values else 0 for values in chosen))


async def cast(
    interaction: Interaction,
    answer: Answer,
    decision: int,
    ballot: Ballot,
    *,
    reason: str = "",
    person: int | None = None,
) -> None:
    """Vote, and answer with a receipt that only the voter sees. What counts is when they pressed."""
    client = interaction.client
    receipt = await client.services.voting.vote(
        caller_of(interaction),
        decision,
        ballot,
        reason=reason,
        on_behalf_of=person,
        pressed=pressed_at(interaction.id, client.clock),
        now=client.clock.now(),
    )
    items: list[discord.ui.Item[Any]] = []
    key, mine = str(decision), person is None
    if receipt.ballot is not None and not receipt.terms.secret:
        if mine and receipt.ballot.answer not in {Given.OBJECT, Given.ADVICE}:
            label = answer.say("Change my reason") if receipt.reason else answer.say("Say why")
            items.append(FormButton(key, "reason", None, label))
        items.append(TakeBackButton(key, "ask", None if mine else str(person), answer.say("Take it back")))
    await answer.send(receipt_words(receipt, answer.say, me=interaction.user.id), view=view_of(*items))


class TakeBackButton(DurableButton, template=_ID + r":back(?P<step>ask|do)" + _FOR):
    """*Take it back* asks once more; *Yes, take it back* does it."""

    def __init__(self, decision: str, step: str, person: str | None = None, label: str = "") -> None:
        style = discord.ButtonStyle.danger if step == "do" else discord.ButtonStyle.secondary
        super().__init__(
            discord.ui.Button(
                custom_id=_custom_id(decision, f"back{step}", person), label=label or step, style=style
            )
        )
        self.decision, self.step, self.person = int(decision), step, person

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, say = interaction.client, answer.say
        if self.step == "ask":
            button = TakeBackButton(str(self.decision), "do", self.person, say("Yes, take it back"))
            await answer.update(
                say("Take this vote back? Then it is as if it had not been given."), view=view_of(button)
            )
            return
        receipt = await client.services.voting.withdraw(
            caller_of(interaction),
            self.decision,
            on_behalf_of=_person(self.person),
            pressed=pressed_at(interaction.id, client.clock),
            now=client.clock.now(),
        )
        await answer.update(receipt_words(receipt, say, me=receipt.person))


def vote_items(
    decision: Decision, say: Say, english: Say | None = None, *, person: int | None = None
) -> Sequence[discord.ui.Item[Any]]:
    """What somebody can answer to a decision; in two languages where `english` is given."""
    key, terms = str(decision.id), decision.terms
    who = str(person) if person is not None else None

    def label(own: str, other: str) -> str:
        return own if english is None or own == other else f"{own} · {other}"

    other = english or say
    abstain = VoteButton(key, "abstain", who, label(say("Abstain"), other("Abstain")))
    match terms.kind:
        case Kind.MOTION:
            yes = VoteButton(key, "yes", who, label(say("Yes"), other("Yes")))
            return (yes, VoteButton(key, "no", who, label(say("No"), other("No"))), abstain)
        case Kind.CONSENT:
            fine = VoteButton(key, "consent", who, label(say("No objection"), other("No objection")))
            against = FormButton(key, "object", who, label(say("Objection…"), other("Objection…")))
            return (fine, against, abstain)
        case Kind.ADVICE:
            return (FormButton(key, "advice", who, label(say("Advise…"), other("Advise…"))), abstain)
        case Kind.RANKED:
            rank = label(say("Put in order…"), other("Put in order…"))
            return (FormButton(key, "rank", who, rank), abstain)
        case Kind.SCORE:
            return (FormButton(key, "score", who, label(say("Give points…"), other("Give points…"))), abstain)
        case Kind.CHOICE:
            return (PickSelect(key, who, terms, label(say("Choose one"), other("Choose one"))), abstain)
        case Kind.APPROVAL:
            several = label(say("Choose what you can live with"), other("Choose what you can live with"))
            return (PickSelect(key, who, terms, several), abstain)
    return ()


def _person(text: str | None) -> int | None:
    return int(text) if text else None
