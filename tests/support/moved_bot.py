"""The bot as a process of its own, on a clock that a test moves: `python moved_bot.py FILE`.

The file holds by how many seconds the clock is ahead. Everything else is what `python -m bot run` does.
"""

import asyncio
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import App
from bot.config import load


class MovedClock:
    def __init__(self, file: Path) -> None:
        self._file = file

    def now(self) -> datetime:
        ahead = self._file.read_text("utf-8") if self._file.exists() else ""
        return datetime.now(UTC) + timedelta(seconds=float(ahead or 0))


async def main(file: Path) -> None:
    async with App.of(load(Path("none.toml"), token=os.environ["DISCORD_TOKEN"]), MovedClock(file)) as app:
        await app.run()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
