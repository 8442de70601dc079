"""What comes back with the forms of a dossier."""

import re
from collections.abc import Callable, Coroutine
from datetime import date, datetime
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

import discord

from bot.answer import Answer
from bot.client import caller_of
from bot.ui import Filled, Form, Interaction, Upload
from cogs.dossiers import cards
from cogs.dossiers.forms import NOBODY
from cogs.dossiers.views import show
from domain.desk.question import WaitsFor
from domain.dossiers.dossier import Outcome, Person, Who, file_must_fit
from domain.refusal import Refusal
from domain.texts import cleaned, one_line, shortened
from domain.when import AskBack, read_when
from domain.when.past import read_past_day
from services.dossiers import Opening
from storage.files import File

Submitted = Callable[[Any, Interaction, Answer, Filled], Coroutine[Any, Any, None]]


def given_back(submitted: Submitted) -> Submitted:
    """What cannot be taken as it is: the reason, and everything that was typed, to be copied."""

    @wraps(submitted)
    async def kindly(form: Any, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        try:
            await submitted(form, interaction, answer, filled)
        except Refusal as refusal:
            say = answer.say
            typed = "\n".join(text for text in filled.texts.values() if text.strip())
            words = say.message(refusal.message_id, refusal.params)
            if typed:
                quoted = shortened(cleaned(typed), 1500).replace("```", "'''")
                words += f"\n\n{say('This is what you typed, so that nothing is lost:')}\n```\n{quoted}\n```"
            await answer.send(words)

    return kindly


def read_term(text: str, *, now: datetime, zone: ZoneInfo) -> date | None:
    """A day to come; None for nothing."""
    if not text.strip():
        return None
    found = read_when(text, now=now, zone=zone)
    if isinstance(found, AskBack):
        raise Refusal("“{text}” can mean more than one day. Write it like 1 April 2027.", text=text[:60])
    start = found.start
    return start.astimezone(zone).date() if isinstance(start, datetime) else start


async def fetched(interaction: Interaction, upload: Upload) -> File:
    file_must_fit(upload.size)
    data = await interaction.client.fetch(upload.url)
    file_must_fit(len(data))
    name = re.sub(r"[^\w.() -]", "_", one_line(upload.name))[-80:] or "file"
    return File(name, upload.media_type or "application/octet-stream", data)


async def named(interaction: Interaction, person: int, *, insider: bool = True) -> Person:
    """With the name that they carry on this server; without one if they are not there any more."""
    try:
        member = await interaction.guild.fetch_member(person) if interaction.guild else None
    except discord.HTTPException:
        member = None
    return Person(person, member.display_name if member is not None else "", insider)


# ---- opening


class OpenForm(Form):
    template = re.compile(r"dossier-open:(?P<sector>[\w-]{1,60}):(?P<question>\d{1,9}):(?P<asker>\d{1,20})")

    def __init__(self, sector: str, question: str, asker: str) -> None:
        self.sector, self.question, self.asker = sector, int(question), int(asker)

    @given_back
    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client, caller, texts = interaction.client, caller_of(interaction), filled.texts
        now = client.clock.now()
        community = await client.services.dossiers.may_open(caller)
        say = answer.in_zone(community.zone)
        warning = ""
        try:
            term = read_term(texts.get("term", ""), now=now, zone=community.zone)
        except Refusal as refusal:
            # no reason to lose the rest
            term, warning = None, say.message(refusal.message_id, refusal.params)
        people = (await named(interaction, self.asker, insider=False),) if self.asker else ()
        shown = await client.services.dossiers.open(
            caller,
            Opening(
                title=texts.get("title", ""),
                sector=self.sector,
                counterpart=texts.get("counterpart", ""),
                asked=texts.get("asked", ""),
                wanted=texts.get("wanted", ""),
                term=term,
                question=self.question or None,
                people=people,
            ),
            now=now,
        )
        words = say(
            "Dossier {number} is open. Only its people see it: you, the heads of its sector, and whom "
            "you add.",
            number=str(shown.dossier.number),
        )
        if warning:
            words += "\n⚠️ " + warning + " " + say("It has no term yet: `/dossier change` gives it one.")
        await show(answer, shown, words)


# ---- a step


class NoteForm(Form):
    template = re.compile(r"dossier-note:(?P<number>\d{1,9})")

    def __init__(self, number: str) -> None:
        self.number = int(number)

    @given_back
    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client, caller, now = interaction.client, caller_of(interaction), interaction.client.clock.now()
        seen = await client.services.dossiers.of(caller, self.number, now=now)
        day = read_past_day(filled.texts.get("day", ""), now=now, zone=seen.community.zone)
        shown = await client.services.dossier_keeping.add(
            caller,
            self.number,
            filled.texts.get("text", ""),
            day,
            who=Who(first(filled, "who") or Who.US),
            internal=first(filled, "internal") == "yes",
            now=now,
        )
        say = answer.in_zone(shown.community.zone)
        newest = max(shown.entries, key=lambda one: one.id)
        await show(answer, shown, cards.reading_back(newest, say))


# ---- whom it waits for


class WaitForm(Form):
    template = re.compile(r"dossier-wait:(?P<number>\d{1,9})")

    def __init__(self, number: str) -> None:
        self.number = int(number)

    @given_back
    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client, caller, now = interaction.client, caller_of(interaction), interaction.client.clock.now()
        seen = await client.services.dossiers.of(caller, self.number, now=now)
        what = first(filled, "what")
        shown = await client.services.dossier_keeping.wait(
            caller,
            self.number,
            None if what == NOBODY else WaitsFor(what),
            filled.texts.get("note", ""),
            read_past_day(filled.texts.get("since", ""), now=now, zone=seen.community.zone),
            now=now,
        )
        await show(answer, shown)


# ---- a document


class DocumentForm(Form):
    template = re.compile(r"dossier-paper:(?P<number>\d{1,9})")

    def __init__(self, number: str) -> None:
        self.number = int(number)

    @given_back
    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client = interaction.client
        uploads = filled.uploads.get("file", ())
        shown = await client.services.dossier_keeping.document(
            caller_of(interaction),
            self.number,
            filled.texts.get("name", ""),
            link=filled.texts.get("link", ""),
            file=await fetched(interaction, uploads[0]) if uploads else None,
            internal=first(filled, "internal") == "yes",
            now=client.clock.now(),
        )
        await show(answer, shown)


# ---- closing


class CloseForm(Form):
    template = re.compile(r"dossier-close:(?P<number>\d{1,9})")

    def __init__(self, number: str) -> None:
        self.number = int(number)

    @given_back
    async def submitted(self, interaction: Interaction, answer: Answer, filled: Filled) -> None:
        client = interaction.client
        shown = await client.services.dossier_keeping.close(
            caller_of(interaction),
            self.number,
            Outcome(first(filled, "outcome")),
            filled.texts.get("text", ""),
            now=client.clock.now(),
        )
        await show(answer, shown)


def first(filled: Filled, name: str) -> str:
    return next(iter(filled.choices.get(name, ())), "")
