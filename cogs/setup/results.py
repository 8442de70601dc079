"""What the person who pressed *Create what is missing* gets to see."""

from collections.abc import Sequence
from typing import Final

import discord

from bot.i18n import Say
from cogs.setup.building import Hitch, Outcome
from cogs.setup.cards import listed, pointed_at, what_for
from domain.communities import Role
from domain.setup import Item

_GREEN: Final = discord.Colour(0x2E7D32)
_ORANGE: Final = discord.Colour(0xE65100)
_BLUE: Final = discord.Colour(0x1565C0)


def progress(done: int, total: int, say: Say) -> discord.Embed:
    bar = "▰" * (10 * done // total) + "▱" * (10 - 10 * done // total)
    return discord.Embed(
        title=say("At work"),
        description=f"{bar}\n{say('{done} of {total} are done.', done=done, total=total)}",
        colour=_BLUE,
    )


def result(outcome: Outcome, say: Say, locale: str) -> discord.Embed:
    """`locale`: the community's, in which the new things are named."""
    parts = []
    if outcome.created:
        parts.append(say("Created: {things}.", things=_things(outcome.created, locale)))
    if outcome.found:
        parts.append(say("In use from now on: {things}.", things=_things(outcome.found, locale)))
    if outcome.opened:
        roles = ", ".join(f"<@&{role}>" for role in outcome.opened)
        parts.append(say("{roles} can see the review channel now.", roles=roles))
    editors = next((role for item, role in outcome.created if item.key == Role.EDITORS), None)
    if editors is not None:
        parts.append(
            say(
                "Next: give your editors the role {role} in Discord, and appoint the sector heads with "
                "`/sector appoint`.",
                role=f"<@&{editors}>",
            )
        )
    parts += [f"• {_failure(item, hitch, say)}" for item, hitch in outcome.failed]
    if not parts:
        parts.append(say("There was nothing left to do."))
    return discord.Embed(
        title=say("Not everything worked") if outcome.failed else say("Done"),
        description="\n\n".join(parts)[:2500],
        colour=_ORANGE if outcome.failed else _GREEN,
    )


def _things(made: Sequence[tuple[Item, int]], locale: str) -> str:
    return listed((pointed_at(item, discord_id, item.name(locale)) for item, discord_id in made), 900)


def _failure(item: Item, hitch: Hitch, say: Say) -> str:
    name = what_for(item, say)
    match hitch:
        case Hitch.NOT_ALLOWED:
            return say(
                "{thing}: Discord does not allow the bot to do this. See below what it lacks.", thing=name
            )
        case Hitch.FULL:
            return say(
                "{thing}: this server has as many as Discord allows. Delete one, or choose one.", thing=name
            )
        case Hitch.WAITS:
            return say(
                "{thing}: comes when the roles for heads and editors are there, so that they see it.",
                thing=name,
            )
        case Hitch.REFUSED:
            return say("{thing}: Discord refused it. Try again in a moment.", thing=name)
