"""What Discord tells of people whom discord.py does not remember, and so drops."""

from collections.abc import Callable
from typing import Any

import discord


def overhear(client: discord.Client, name: str, tell: Callable[[Any], None]) -> None:
    """Have Discord's own words of every event of this name, besides what discord.py makes of it. It tells of
    changes only for members in its cache, and this bot keeps none."""
    parsers = client._connection.parsers
    parse = parsers[name]

    def hear(data: Any) -> None:
        tell(data)
        parse(data)

    parsers[name] = hear
