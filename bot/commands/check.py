"""`sektor check`: is everything there that the bot needs, and if not, how is it mended?"""

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import discord
import typer

from bot.client import INTENTS
from bot.commands.discord_rest import CannotAsk, asking
from bot.config import Config, ConfigProblem, load
from bot.server import look_at
from domain.communities import Spot
from domain.obstacles import SERVER_PERMISSIONS, Obstacle, Trouble, lacking, obstacles
from domain.setup import Kind, items_for, plan
from domain.themes import Theme
from storage.database import DatabaseUnavailable, open_database
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what is well, or what is wrong and how to mend it."""

    well: bool
    text: str

    def __str__(self) -> str:
        return f"{'✓' if self.well else '✗'} {self.text}"


@dataclass(frozen=True, slots=True)
class Kept:
    """What the database knows of a community."""

    themes: tuple[Theme, ...]
    spots: tuple[Spot, ...]
    parked: dict[int, int]
    event_list: bool


def check(
    config: Annotated[
        Path, typer.Option("--config", help="The settings; config.example.toml explains each.")
    ] = Path("config.toml"),
) -> None:
    """Say in one line each what is well (✓), and what is wrong and how to mend it (✗). Changes nothing."""

    async def run() -> bool:
        well = True
        async for finding in findings(config, os.environ.get("DISCORD_TOKEN", "")):
            typer.echo(str(finding))
            well = well and finding.well
        return well

    if not asyncio.run(run()):
        raise typer.Exit(1)


async def findings(path: Path, token: str) -> AsyncIterator[Finding]:
    """One after the other, as they are found."""
    try:
        config = load(path, token=token)
    except ConfigProblem as problem:
        for line in problem.lines:
            yield Finding(False, line)
        return
    yield _configuration(path)
    missing = _not_made_yet(config.database.url)
    kept, finding = ({}, missing) if missing else await _database(config)
    yield finding
    try:
        async with asking(config) as client:
            application = await client.application_info()
            yield Finding(True, f"Discord: signed in as {application.name} ({application.id})")
            yield _intents(application.flags)
            guilds = [guild async for guild in client.fetch_guilds(limit=200)]
            if not guilds:
                yield Finding(False, "the bot is on no server yet; add it with the link from `sektor invite`")
            for guild in guilds:
                for finding in await _guild(client, guild.id, kept.get(guild.id)):
                    yield finding
    except CannotAsk as problem:
        yield Finding(False, str(problem))


def _configuration(path: Path) -> Finding:
    there = "" if path.exists() else " is not there, so every setting has its default"
    return Finding(True, f"configuration: {path}{there}")


async def _database(config: Config) -> tuple[dict[int, Kept], Finding]:
    url = config.database.url
    # what stands before the @ may be a password
    name = url.rpartition("@")[2]
    try:
        database = await open_database(url)
    except DatabaseUnavailable as problem:
        return {}, Finding(False, f"database: {problem}")
    except OSError as problem:
        return {}, Finding(False, f"database: {name} cannot be reached: {problem}")
    try:
        kept = await database.read(_kept)
    finally:
        await database.close()
    return kept, Finding(True, f"database: {name} ({len(kept)} servers set up)")


def _not_made_yet(url: str) -> Finding | None:
    """About a file that does not exist: it is not made just to look into it."""
    scheme, _, rest = url.partition(":///")
    path = Path(rest)
    if not scheme.startswith("sqlite") or not rest or path.exists():
        return None
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    if not os.access(folder, os.W_OK):
        return Finding(False, f"database: {folder} cannot be written to; let the bot's user write there")
    return Finding(True, f"database: {path} will be made at the first start")


def _kept(unit: Unit) -> dict[int, Kept]:
    return {
        community.id: Kept(
            unit.communities.themes(community.id),
            tuple(unit.communities.spots(community.id)),
            Counter(
                place for _, place, why in unit.postings.parked_in(community.id) if why.startswith("closed")
            ),
            community.event_list,
        )
        for community in unit.communities.all()
    }


def _intents(flags: discord.ApplicationFlags) -> Finding:
    """The privileged ones that the bot asks for must be switched on for the application."""
    switches = {
        "Server Members Intent": (
            INTENTS.members,
            flags.gateway_guild_members or flags.gateway_guild_members_limited,
        ),
        "Presence Intent": (INTENTS.presences, flags.gateway_presence or flags.gateway_presence_limited),
        "Message Content Intent": (
            INTENTS.message_content,
            flags.gateway_message_content or flags.gateway_message_content_limited,
        ),
    }
    missing = [name for name, (wanted, there) in switches.items() if wanted and not there]
    if missing:
        return Finding(False, f"intents: switch on {' and '.join(missing)} on the application's Bot page")
    return Finding(True, "intents: all that are needed are on")


async def _guild(client: discord.Client, guild_id: int, kept: Kept | None) -> list[Finding]:
    guild = await client.fetch_guild(guild_id)
    me = await guild.fetch_member(client.user.id if client.user else 0)
    spots = kept.spots if kept else ()
    server = await look_at(guild, me, [spot.discord_id for spot in spots if spot.kind == Kind.ROLE])
    name = f"server {guild.name}"
    if kept is None:
        missing = lacking(SERVER_PERMISSIONS, server.granted)
        found = [_lacks(name, missing)] if missing else []
        return [*found, Finding(False, f"{name}: not set up yet; run /setup there")]
    lines = plan(items_for(kept.themes), server, spots)
    in_the_way = obstacles(server, lines, kept.parked, event_list=kept.event_list)
    found = [Finding(False, f"{name}: {_sentence(one)}") for one in in_the_way]
    found += [
        Finding(False, f"{name}: {line.item.kind} {line.item.en} was deleted; run /setup to make it again")
        for line in lines
        if line.lost
    ]
    return found or [Finding(True, f"{name}: permissions, roles and channels are as they should be")]


def _lacks(name: str, missing: tuple[str, ...]) -> Finding:
    return Finding(False, f"{name}: {_sentence(Obstacle(Trouble.SERVER_LACKS, permissions=missing))}")


def _sentence(obstacle: Obstacle) -> str:
    """What to do about it, for somebody who reads it in a terminal."""
    name = obstacle.thing.name if obstacle.thing else str(obstacle.channel_id)
    permissions = ", ".join(permission.replace("_", " ") for permission in obstacle.permissions)
    match obstacle.trouble:
        case Trouble.SERVER_LACKS:
            return f"the bot's role lacks {permissions}; switch them on under Server settings > Roles"
        case Trouble.EVENT_LIST_CLOSED:
            return (
                f"for the event list the bot's role lacks {permissions}; switch it on under Server settings "
                "> Roles, or the list off with /setup"
            )
        case Trouble.CHANNEL_CLOSED:
            return f"#{name} is closed to the bot; add it under Edit channel > Permissions ({permissions})"
        case Trouble.CHANNEL_LACKS:
            return f"in #{name} the bot lacks {permissions}; switch them on in Edit channel > Permissions"
        case Trouble.ROLE_TOO_HIGH:
            return f"role {name} is above the bot's own; drag the bot's above it in Server settings > Roles"
        case Trouble.ROLE_UNFIT:
            return f"role {name} can manage the server or is another bot's; choose another one with /setup"
        case Trouble.REVIEW_OPEN:
            return (
                f"everyone sees #{name}, where events wait for review; take View channel from @everyone there"
            )
        case Trouble.REVIEW_HIDDEN:
            role = obstacle.role.name if obstacle.role else ""
            return f"role {role} cannot see #{name}; run /setup there and press “Create what is missing”"
        case Trouble.WAITING:
            return f"{obstacle.count} messages wait for channel {name}, which is gone or closed to the bot"
