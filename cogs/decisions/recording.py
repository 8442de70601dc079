"""/decision record: what a head decided alone, inside the mandate; outside of it a poll is needed."""

import re

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say
from bot.ui import Filled, Form, Interaction, choice_field, modal, text_field
from bot.words import plain
from domain.appointments import named
from domain.money import cents_of
from domain.refusal import Refusal


async def record(interaction: Interaction, answer: Answer, typed: str) -> None:
    """Open the form, if there is a mandate at all."""
    client, caller, say = interaction.client, caller_of(interaction), answer.say
    await client.services.decisions.must_be_recordable(caller)
    carried = await client.services.sectors.overview(caller.community)
    own = [one.sector for one in carried if caller.id in {one.head, one.deputy}]
    if typed:
        sector = named([one.sector for one in carried], typed)
    elif own:
        sector = own[0]
    else:
        raise Refusal("You carry no sector, so there is nothing that you can decide alone here.")
    there = [one for one in await client.services.mandates.all(caller.community) if one.sector == sector.key]
    if not there:
        raise Refusal(
            "No mandate of this sector is on record, so its head cannot decide this alone: a poll is "
            "needed. Start "
            "one with /decision start."
        )
    options = [
        discord.SelectOption(
            label=one.name[:100], value=str(one.id), description=mandate_limit(one.up_to, say)
        )
        for one in there
    ]
    await answer.form(
        modal(
            say("Decided alone: {sector}", sector=sector.name(say.locale)),
            f"record:{sector.key}",
            text_field("title", say("What did you decide?"), most=100, required=True),
            text_field("reason", say("Why?"), most=1000, required=True, long=True),
            choice_field("mandate", say("Inside which mandate?"), options, required=False),
            text_field("cents", say("What will it cost at the most?"), placeholder="150,00", most=20),
            text_field("action", say("What is done now?"), most=300, long=True),
        )
    )


def mandate_limit(cents: int, say: Say) -> str:
    return say("up to {amount}", amount=say.money(cents)) if cents else say("costs nothing")


class RecordForm(Form):
    template = re.compile(r"record:(?P<sector>[a-z0-9_]{1,40})")

    def __init__(self, sector: str) -> None:
        self.sector = sector

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client, say = interaction.client, answer.say
        chosen = filled.choices.get("mandate", ())
        decision = await client.services.decisions.record(
            caller_of(interaction),
            self.sector,
            filled.texts.get("title", ""),
            filled.texts.get("reason", ""),
            cents=cents_of(filled.texts.get("cents", ""), empty=0),
            mandate_id=int(chosen[0]) if chosen else None,
            action=filled.texts.get("action", ""),
            now=client.clock.now(),
        )
        await answer.send(
            say(
                "{number} “{title}” stands in the register.",
                number=decision.name,
                title=plain(decision.terms.title),
            )
        )
