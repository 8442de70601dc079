"""`sektor try`: a Discord on this machine, the real bot on it, sample agendas, and the main job once."""

import asyncio
import logging
import signal
import tempfile
from pathlib import Path
from typing import Annotated

import typer


def try_it(
    once: Annotated[
        bool, typer.Option("--once", help="End after the walk; 0 if all of it was true.")
    ] = False,
    port: Annotated[int, typer.Option(help="Where the sandbox's page is; 0 takes a free port.")] = 8400,
) -> None:
    """Try everything on this machine: no token, no account, nothing leaves it."""
    logging.basicConfig(level=logging.WARNING)
    logging.getLogger("discord").setLevel(logging.ERROR)
    raise typer.Exit(asyncio.run(_try(once, 0 if once else port)))


async def _until_told(running: "asyncio.Task[None]") -> None:
    """Until Ctrl-C or SIGTERM, so that everything is put away."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, running.cancel)
    await asyncio.wait({running})


async def _try(once: bool, port: int) -> int:
    from pydantic import SecretStr
    from rich.console import Console

    from bot.app import App
    from bot.commands.walk import StepFailed, Walk
    from bot.config import Config, DatabaseSection, Discord, Scrape, WebSection
    from sandbox import Sandbox
    from sandbox.people import People
    from sandbox.sample_site import SampleSite

    console = Console(soft_wrap=True)
    with tempfile.TemporaryDirectory(prefix="sektor-try-") as folder:
        async with Sandbox(port=port) as sandbox, People(sandbox.url) as people:
            today = sandbox.clock.now().date()
            async with SampleSite(today) as site:
                config = Config(
                    discord=Discord(
                        token=SecretStr(sandbox.token),
                        api_url=sandbox.api_url,
                        gateway_url=sandbox.gateway_url,
                        cdn_url=sandbox.cdn_url,
                    ),
                    database=DatabaseSection(url=f"sqlite+aiosqlite:///{Path(folder) / 'sektor.db'}"),
                    web=WebSection(port=0),
                    scrape=Scrape(allow=[site.url.removeprefix("http://")]),
                )
                async with App.of(config, sandbox.clock) as app:
                    running = asyncio.create_task(app.run())
                    await people.bot_connected(30)
                    console.print(f"The sandbox: {sandbox.page_url}   the bot's web port: {app.web_url}")
                    try:
                        await Walk(sandbox, people, app, site, console).run()
                    except (StepFailed, LookupError, TimeoutError) as problem:
                        console.print(f"    ✗ {problem}", style="bold red", markup=False)
                        return 1
                    else:
                        console.print("\nEvery line above came out as printed.", style="bold")
                        if not once:
                            console.print(f"Open {sandbox.page_url} and be somebody. Ctrl-C ends it.")
                            await _until_told(running)
                    finally:
                        running.cancel()
                        await asyncio.gather(running, return_exceptions=True)
    return 0
