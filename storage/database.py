"""One use case, one transaction: how work reaches the database.

Work is a plain function of a `Unit`. `write` runs it in one transaction and commits; `read` runs it on a
snapshot and changes nothing. An exception rolls everything back and reaches the caller.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from storage.unit import Unit

T = TypeVar("T")
Work = Callable[[Unit], T]
Listener = Callable[[frozenset[str]], None]


class DatabaseUnavailable(Exception):  # noqa: N818 - reads as what it is
    """The database cannot be opened; the text says what to do."""


class Database(Protocol):
    alone: bool
    """No other process works on this database: what was claimed before it was opened is claimed by nobody."""

    async def read(self, work: Work[T]) -> T:
        """Run `work` on one consistent snapshot; writing in it is an error."""
        ...

    async def write(self, work: Work[T]) -> T:
        """Run `work` in one transaction of its own; when this returns, it is durably committed.

        `work` may run more than once (PostgreSQL asks for that after a serialization failure), so its only
        effects are those it has through the unit.
        """
        ...

    def listen(self, listener: Listener) -> None:
        """`listener` is called on the event loop with the hints (`Unit.hint`) of every committed write."""
        ...

    async def forget_traces(self) -> None:
        """Drop what the database itself still keeps of rows that were written over: after a secret vote
        nobody should find in it which write went with which. Best effort: a reader that is busy just now
        keeps some of it a while longer."""
        ...

    async def close(self) -> None: ...


async def open_database(url: str) -> Database:
    """Open the database at an SQLAlchemy url and bring its tables up to date.

    `sqlite+aiosqlite:///data/sektor.db` (a file, its folder is made) or `postgresql+asyncpg://...`.
    Raises `DatabaseUnavailable`.
    """
    scheme, _, rest = url.partition(":")
    if scheme in {"sqlite", "sqlite+aiosqlite"}:
        from storage.sqlite import SqliteDatabase

        path = rest.removeprefix("///")
        if not path or path == rest:
            raise DatabaseUnavailable(f"{url!r} names no file; write sqlite+aiosqlite:///data/sektor.db")
        return await SqliteDatabase.open(Path(path))
    if scheme in {"postgresql", "postgresql+asyncpg"}:
        from storage.postgres import PostgresDatabase

        return await PostgresDatabase.open(f"postgresql+asyncpg:{rest}")
    raise DatabaseUnavailable(
        f"the bot keeps its data in sqlite+aiosqlite or postgresql+asyncpg, not in {scheme!r}"
    )
