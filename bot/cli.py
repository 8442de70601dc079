"""The `sektor` command."""

import asyncio
import logging
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.check import check
from bot.commands.dedupe import dedupe
from bot.commands.export import export
from bot.commands.invite import invite
from bot.commands.kb import kb
from bot.commands.scrape import scrape
from bot.commands.tally import tally
from bot.commands.trying import try_it

if TYPE_CHECKING:
    from bot.app import App

cli = typer.Typer(
    name="sektor",
    help="De Sektor: the bot, its sandbox and its tools.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
cli.command("check")(check)
cli.command("dedupe")(dedupe)
cli.command("invite")(invite)
cli.add_typer(export, name="export")
cli.add_typer(kb, name="kb")
cli.command("scrape")(scrape)
cli.command("tally")(tally)
cli.command("try")(try_it)

ConfigPath = Annotated[Path, typer.Option("--config", help="The settings; see config.example.toml.")]


@cli.command()
def run(config: ConfigPath = Path("config.toml")) -> None:
    """Run the bot until it is told to stop (Ctrl-C or SIGTERM)."""
    from bot.app import App, CannotStart
    from bot.config import ConfigProblem, load
    from storage.database import DatabaseUnavailable

    try:
        settings = load(config, token=os.environ.get("DISCORD_TOKEN", ""))
        logging.basicConfig(
            level=settings.log.level.upper(), format="%(asctime)s %(levelname)-7s %(name)s: %(message)s"
        )
        asyncio.run(_until_told(App.of(settings)))
    except (ConfigProblem, CannotStart, DatabaseUnavailable) as problem:
        typer.echo(f"sektor: {problem}", err=True)
        raise typer.Exit(1) from problem


async def _until_told(app: "App") -> None:
    async with app:
        running = asyncio.create_task(app.run())
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, running.cancel)
        try:
            await running
        except asyncio.CancelledError:
            logging.getLogger("sektor").info("stopped")


def main() -> None:
    cli()


if __name__ == "__main__":
    main()
