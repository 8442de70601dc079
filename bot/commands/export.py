"""`sektor export events`: the open dataset, for research."""

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from domain.dataset import Row

export = typer.Typer(help="Write what the bot knows to a file.", no_args_is_help=True)


@export.callback()
def _group() -> None:
    """Write what the bot knows to a file."""


@export.command()
def events(
    to: Annotated[Path | None, typer.Option("--to", help="The file; without it, it is printed.")] = None,
    form: Annotated[Literal["csv", "jsonl"], typer.Option("--format", help="How it is written.")] = "csv",
    community: Annotated[
        int | None, typer.Option("--community", help="The server's id, if the bot serves several.")
    ] = None,
    config: Annotated[
        Path, typer.Option("--config", help="The settings; config.example.toml explains each.")
    ] = Path("config.toml"),
    database: Annotated[
        str, typer.Option("--database", help="The database's address; otherwise the settings say.")
    ] = "",
) -> None:
    """Every public event of the past and to come, each once, without anybody's name.

    The bot may go on running on PostgreSQL; on SQLite it has to be stopped first.
    """
    from bot.config import ConfigProblem, load
    from domain.dataset import FIELDS, as_csv
    from storage.database import DatabaseUnavailable

    try:
        address = database or load(config, token=os.environ.get("DISCORD_TOKEN", "")).database.url
        rows = asyncio.run(_rows(address, community))
    except (ConfigProblem, DatabaseUnavailable) as problem:
        typer.echo(f"✗ {problem}", err=True)
        raise typer.Exit(1) from problem
    if rows is None:
        typer.echo("✗ There is no such server in this database. Run /setup there first.", err=True)
        raise typer.Exit(1)
    if form == "csv":
        text = "".join(as_csv(rows))
    else:
        import orjson

        text = "".join(f"{orjson.dumps({name: one[name] for name in FIELDS}).decode()}\n" for one in rows)
    if to is None:
        sys.stdout.write(text)
    else:
        to.write_text(text, "utf-8", newline="")
        typer.echo(f"{len(rows)} events are in {to}. docs/dataset.md says how they were gathered.")


async def _rows(address: str, community: int | None) -> "list[Row] | None":
    from services.agenda import AgendaService
    from services.dataset import DatasetService
    from storage.database import open_database

    opened = await open_database(address)
    try:
        known = [one.id for one in await AgendaService(opened).communities()]
        wanted = community if community is not None else next(iter(known), None)
        return await DatasetService(opened).rows(wanted) if wanted in known and wanted is not None else None
    finally:
        await opened.close()
