"""What a source gives, in words. Pure."""

from typing import Final

import discord

from bot.i18n import Say, timestamp
from domain.texts import shortened
from services.sources import Look, Outcome

_COLOUR: Final = 0xE4572E


def look_embed(look: Look, name: str, say: Say) -> discord.Embed:
    """The first five events as they would be posted, how many there are, and what could not be read."""
    embed = discord.Embed(
        title=shortened(name, 250),
        url=look.url,
        colour=_COLOUR,
        description=say.many(
            "{n} coming event. This is how it would be posted:",
            "{n} coming events. This is how the first ones would be posted:",
            look.count,
        )
        if look.count
        else say("This site lists no coming events at the moment, so there is nothing to add yet."),
    )
    for event in look.events:
        details = event.details
        when = timestamp(details.starts, "F" if details.time_known else "D")
        lines = [when, details.place or say("place not known yet")]
        embed.add_field(
            name=discord.utils.escape_markdown(shortened(details.title, 200)),
            value=discord.utils.escape_markdown("\n".join(lines))[:1000],
            inline=False,
        )
    if look.reading.warnings:
        notes = [say.message(note.message_id, note.params) for note in look.reading.warnings[:5]]
        embed.add_field(
            name=say("Worth knowing"), value="\n".join(f"• {note}" for note in notes)[:1000], inline=False
        )
    return embed


def outcome_words(outcome: Outcome, say: Say) -> str:
    name = discord.utils.escape_markdown(outcome.source.name)
    if outcome.problem is not None:
        problem = say.message(outcome.problem.message_id, outcome.problem.params)
        return say("{name} could not be read: {problem} What was there stays.", name=name, problem=problem)
    return say(
        "{name} is read: {new} new, {changed} changed, {same} unchanged.",
        name=name,
        new=outcome.new,
        changed=outcome.changed,
        same=outcome.unchanged,
    )
