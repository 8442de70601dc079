"""Agendas, meetings that run, their minutes, and action points."""

from typing import Any

from discord import app_commands
from discord.app_commands import locale_str

from bot.client import SektorClient
from cogs.minutes import postings
from cogs.minutes.acting import ActionButton, action, actions
from cogs.minutes.agenda import AGENDA, ItemForm, put_on_agenda
from cogs.minutes.commands import end, minutes, start
from cogs.minutes.forms import MotionForm, NoteForm
from cogs.minutes.views import (
    AmendSelect,
    ApproveButton,
    EndButton,
    HereButton,
    MotionButton,
    NextButton,
    NoteButton,
    PaperButton,
)


async def setup(client: SektorClient) -> None:
    client.add_durable(
        items=(
            ActionButton,
            AmendSelect,
            ApproveButton,
            EndButton,
            HereButton,
            MotionButton,
            NextButton,
            NoteButton,
            PaperButton,
        ),
        forms=(ItemForm, MotionForm, NoteForm),
    )
    postings.register(client)
    # the group belongs to the meetings, which are loaded before
    group = client.tree.get_command("meeting")
    if not isinstance(group, app_commands.Group):
        group = app_commands.Group(
            name=locale_str("meeting"),
            description=locale_str("Meetings of De Sektor: when they are, and planning them"),
            guild_only=True,
        )
        client.tree.add_command(group)
    parts: tuple[Any, ...] = (AGENDA, start, end, minutes)
    for part in parts:
        group.add_command(part, override=True)
    others: tuple[Any, ...] = (action, actions, put_on_agenda)
    for other in others:
        client.tree.add_command(other, override=True)
    await client.services.meeting_agenda.wind(now=client.clock.now())
