"""Saved sources, read from this machine's own disk; only a command of its user does that, never the bot."""

from pathlib import Path

from scrapers.problems import Unreadable

_FILE_LIMIT = 20_000_000


def read_file(path: Path) -> bytes:
    """A saved source; raises `Unreadable` when there is none, or one too large."""
    try:
        if path.stat().st_size > _FILE_LIMIT:
            raise Unreadable(
                "This file is larger than {size} MB, so it is not read.", size=_FILE_LIMIT // 1_000_000
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise Unreadable("There is no file at {path}.", path=path) from None
    except OSError as error:
        raise Unreadable("The file at {path} cannot be opened.", path=path) from error
