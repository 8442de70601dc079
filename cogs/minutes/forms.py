"""The forms of a meeting: notes of an item, and putting something to the vote."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.i18n import Say, timestamp
from bot.minutes_words import item_title
from bot.ui import Filled, Form, Interaction, choice_field, modal, text_field
from bot.words import plain
from domain.decisions.terms import LONGEST_TEXT, LONGEST_TITLE
from domain.meetings.agenda import MOST_NOTE, Item
from domain.refusal import Refusal
from domain.sectors import Sector
from domain.texts import shortened

_ROOM: Final = 1000
"""Characters that a form leaves free for what is still to be written."""


def note_form(item: Item, say: Say) -> discord.ui.Modal:
    """Shows what stands there, as long as there is room to write more; then what is typed is added below."""
    fits = len(item.notes) <= MOST_NOTE - _ROOM
    return modal(
        shortened(item_title(item, say), 45),
        f"note:{item.id}:{item.version if fits else 0}",
        text_field(
            "notes",
            say("What was said"),
            hint="" if fits else say("There is much already: what you type is added below."),
            value=item.notes if fits else "",
            most=MOST_NOTE,
            long=True,
        ),
    )


class NoteForm(Form):
    template = re.compile(r"note:(?P<item>\d{1,18}):(?P<version>\d{1,9})")

    def __init__(self, item: str, version: str) -> None:
        self.item_id, self.version = int(item), int(version)

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client, say = interaction.client, answer.say
        _, both = await client.services.minutes.note(
            caller_of(interaction),
            self.item_id,
            self.version,
            filled.texts.get("notes", ""),
            now=client.clock.now(),
        )
        await answer.send(
            say("Kept. Somebody else wrote meanwhile: both stand in the notes now.") if both else say("Kept.")
        )


def motion_form(item: Item, sectors: Sequence[Sector], say: Say) -> discord.ui.Modal:
    options = [
        discord.SelectOption(label=(one.nl if say.locale == "nl" else one.en)[:100], value=one.key)
        for one in sectors[:25]
    ]
    return modal(
        say("Put to the vote"),
        f"motion:{item.id}",
        text_field(
            "title",
            say("What do you decide?"),
            value=shortened(item_title(item, say), LONGEST_TITLE),
            most=LONGEST_TITLE,
            required=True,
        ),
        text_field("text", say("The proposal, word for word"), most=LONGEST_TEXT, long=True),
        choice_field("sector", say("Which sector carries it?"), options),
        text_field(
            "minutes",
            say("Minutes to vote"),
            hint=say("Those who are checked in vote; 5 at the least"),
            value="10",
            most=5,
            required=True,
        ),
    )


class MotionForm(Form):
    template = re.compile(r"motion:(?P<item>\d{1,18})")

    def __init__(self, item: str) -> None:
        self.item_id = int(item)

    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client, say, now = interaction.client, answer.say, interaction.client.clock.now()
        typed = filled.texts.get("minutes", "").strip()
        if not typed.isascii() or not typed.isdigit():
            raise Refusal("Give the time to vote as a number of minutes, like 10.")
        decision = await client.services.minutes.motion(
            caller_of(interaction),
            self.item_id,
            next(iter(filled.choices.get("sector", ())), ""),
            filled.texts.get("title", ""),
            filled.texts.get("text", ""),
            now + timedelta(minutes=int(typed)),
            now=now,
        )
        await answer.send(
            say(
                "{name} “{title}” is put to the vote among those present, until {time}.",
                name=decision.name,
                title=plain(decision.terms.title),
                time=timestamp(decision.closes, "t"),
            )
        )
