"""The /meeting group, and what its parts share. A part adds its subcommands in a class of its own, which
MeetingCommands inherits from (see __init__)."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands

from bot.client import SektorClient, caller_of
from bot.i18n import Say, locale_of
from bot.meeting_words import title_of
from bot.ui import Interaction
from domain.meetings.meeting import Meeting
from domain.refusal import Refusal
from domain.venues import folded
from domain.when import AskBack, read_when

GROUP: Final = app_commands.Group(
    name=locale_str("meeting"),
    description=locale_str("Meetings of De Sektor: when they are, and planning them"),
    guild_only=True,
)

_BETWEEN: Final = re.compile(r"\s*[;,\n]\s*|\s+(?:of|or)\s+")
_MENTION: Final = re.compile(r"<@!?(\d{1,20})>")
_EVENING: Final = time(20)


class Meetings(commands.Cog):
    """What the parts of the group share."""

    _client: SektorClient


def read_moments(text: str, *, now: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Dates as people type them, with ; or a comma or "of" between them; without a time it is 20:00. Raises
    `Refusal`."""
    parts = [part for part in _BETWEEN.split(text.strip()) if part]
    return tuple(read_moment(part, now=now, zone=zone) for part in parts)


def read_moment(text: str, *, now: datetime, zone: ZoneInfo) -> datetime:
    found = read_when(text, now=now, zone=zone)
    if isinstance(found, AskBack):
        raise Refusal(
            "“{text}” can mean more than one moment. Write the day and the time, like 14 April 20:00.",
            text=text[:60],
        )
    start: date = found.start
    if isinstance(start, datetime):
        return start
    return datetime.combine(start, _EVENING, zone)


def people_in(text: str) -> frozenset[int]:
    """The people who are mentioned in what was typed. Raises `Refusal` when there are none."""
    found = frozenset(int(number) for number in _MENTION.findall(text))
    if text.strip() and not found:
        raise Refusal("Name people with an @, so that I know whom you mean.")
    return found


def channel_address(community: int, channel: int) -> str:
    return f"https://discord.com/channels/{community}/{channel}"


async def offer_meetings(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The meetings to come that the caller may know of."""
    client = interaction.client
    listing = await client.services.meetings.listing(caller_of(interaction), now=client.clock.now())
    say = Say(locale_of(interaction.locale), listing.community.zone)
    found: Iterable[Meeting] = (*listing.coming, *listing.finding)
    return [
        Choice(name=label(one, say)[:100], value=str(one.id))
        for one in found
        if folded(typed) in folded(label(one, say))
    ][:25]


def label(meeting: Meeting, say: Say) -> str:
    starts = meeting.starts
    when = f"{say.short_day(starts)} {say.hour(starts)}" if starts is not None else say("no date yet")
    return f"{title_of(meeting, say)} · {when}"


def number_of(typed: str) -> int:
    """The number of the meeting that was chosen. Raises `Refusal`."""
    if not typed.isdecimal() or len(typed) > 18:
        raise Refusal("Choose a meeting from the list that appears while you type.")
    return int(typed)
