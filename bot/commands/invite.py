"""`sektor invite`: the link with which someone adds the bot to a server."""

import asyncio
import os
from pathlib import Path
from typing import Annotated

import typer


def invite(
    config: Annotated[
        Path, typer.Option("--config", help="The settings; config.example.toml explains each.")
    ] = Path("config.toml"),
    application_id: Annotated[
        int | None,
        typer.Option(
            "--application-id", help="The application's id; otherwise Discord is asked, with the token."
        ),
    ] = None,
) -> None:
    """Print the link with which to add the bot to a server; it asks for exactly the permissions it uses."""
    import discord

    from bot.client import PERMISSIONS
    from bot.commands.discord_rest import CannotAsk, asking
    from bot.config import ConfigProblem, load

    async def own_id() -> int:
        async with asking(load(config, token=os.environ.get("DISCORD_TOKEN", ""))) as client:
            return (await client.application_info()).id

    try:
        found = application_id or asyncio.run(own_id())
    except (ConfigProblem, CannotAsk) as problem:
        typer.echo(f"✗ {problem}", err=True)
        raise typer.Exit(1) from problem
    scopes = ("bot", "applications.commands")
    typer.echo(discord.utils.oauth_url(found, permissions=PERMISSIONS, scopes=scopes))
