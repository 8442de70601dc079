"""`python -m sandbox --port 8080`: a Discord to point a bot at, and a page to click in."""

import argparse
import asyncio
import contextlib
import signal
import sys

from sandbox.cast import GuildPlan, Plan
from sandbox.permissions import INVITED_DEFAULT
from sandbox.server import Sandbox


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8642)
    parser.add_argument("--host", default="127.0.0.1", help="who may connect (default: this machine only)")
    parser.add_argument("--shards", type=int, default=1, help="how many shards the gateway recommends")
    parser.add_argument("--crowd", type=int, default=0, help="so many further members")
    parser.add_argument(
        "--bot-permissions",
        type=int,
        default=INVITED_DEFAULT,
        help="what the bot was invited with (an integer, as in an invite link)",
    )
    parser.add_argument("--discord-like-rate-limits", action="store_true")
    return parser.parse_args()


async def _serve(arguments: argparse.Namespace) -> None:
    plan = Plan(guilds=(GuildPlan(crowd=arguments.crowd, bot_permissions=arguments.bot_permissions),))
    sandbox = Sandbox(
        arguments.port,
        arguments.host,
        plan=plan,
        shards=arguments.shards,
        discord_like_rate_limits=arguments.discord_like_rate_limits,
    )
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signal_ in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(signal_, stopping.set)
    async with sandbox:
        sys.stdout.write(
            f"page         {sandbox.page_url}\n"
            f"api_url      {sandbox.api_url}\n"
            f"gateway_url  {sandbox.gateway_url}\n"
            f"cdn_url      {sandbox.cdn_url}\n"
            f"token        {sandbox.token}\n"
        )
        sys.stdout.flush()
        await stopping.wait()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(_arguments()))
