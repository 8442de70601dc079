"""Where a checklist stands: a private thread where it was begun, or else everyone's private messages."""

import logging
from typing import Any

import discord

from bot.client import SektorClient
from domain.knowledge.runs import Run
from domain.texts import shortened
from services.workflows import ShownRun

log = logging.getLogger(__name__)


async def give_place(
    client: SektorClient, interaction: discord.Interaction[Any], shown: ShownRun, *, thread: bool
) -> int | None:
    """Have the checklist stand somewhere; the thread's id, None for private messages."""
    run = shown.run
    if run.place:
        return None if run.in_private else run.place
    opened = await _open_thread(client, interaction, run) if thread else None
    await client.services.workflows.placed(run.id, thread=opened.id if opened is not None else None)
    return opened.id if opened is not None else None


async def _open_thread(
    client: SektorClient, interaction: discord.Interaction[Any], run: Run
) -> discord.Thread | None:
    """In the channel where it was begun, or the knowledge channel; None where Discord lets us in neither."""
    places = [interaction.channel_id, await client.services.asking.listens_in(run.community)]
    guild = interaction.guild
    for place in dict.fromkeys(one for one in places if one):
        channel = guild.get_channel(place) if guild is not None else None
        if not isinstance(channel, discord.TextChannel):
            continue
        try:
            thread = await channel.create_thread(
                name=shortened(f"📋 {run.name or run.title}", 100),
                type=discord.ChannelType.private_thread,
                invitable=True,
                auto_archive_duration=10080,
            )
            await thread.add_user(discord.Object(run.owner))
        except discord.HTTPException as problem:
            log.warning("no thread for checklist %s in channel %s: %s", run.id, place, problem)
            continue
        return thread
    return None


async def let_in(client: SektorClient, run: Run, person: int) -> bool:
    """Let somebody who works on it now see its thread; True where there is nothing to do."""
    if run.in_private or not run.place:
        return True
    try:
        await client.http.add_user_to_thread(run.place, person)
    except discord.HTTPException as problem:
        log.warning("%s could not be added to thread %s: %s", person, run.place, problem)
        return False
    return True
