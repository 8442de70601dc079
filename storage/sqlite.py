"""SQLite: one file, one process, one writer.

aiosqlite gives a connection a thread of its own. Awaiting it statement by statement costs a change of
thread each; a unit of work makes several, so here the whole unit crosses once: `sqlite3`'s `factory`
lets us give aiosqlite a connection that understands one more thing to execute, a Python function, and
SQLAlchemy drives that same connection inside the thread. Writers that wait while another commits are
taken together: each keeps its own savepoint and its own outcome, and they share one COMMIT, so that a
burst of presses costs one flush to disk.
"""

import asyncio
import fcntl
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final, Self, TypeVar

import aiosqlite
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool

from storage.database import DatabaseUnavailable, Listener, Work
from storage.migrate import migrate
from storage.unit import Unit

T = TypeVar("T")

_RUN: Final = "-- run this function where the connection lives"
_READERS: Final = 2


class _Result(list[Any]):
    """What `execute_fetchall` expects back from `execute`."""

    def fetchall(self) -> list[Any]:
        return self


class _FunctionRunningConnection(sqlite3.Connection):
    def execute(self, sql: str, parameters: Any = (), /) -> Any:
        if sql is _RUN:
            (function,) = parameters
            return _Result([function(self)])
        return super().execute(sql, parameters)


@dataclass(slots=True)
class _Waiting:
    """A unit of work that waits for the writer, and what came of it."""

    work: Work[Any]
    done: asyncio.Future[Any]
    outcome: Any = None
    error: BaseException | None = None
    hints: frozenset[str] = field(default_factory=frozenset)


class _Thread:
    """A connection in aiosqlite's thread with SQLAlchemy on top of it, there."""

    def __init__(self, raw: aiosqlite.Connection) -> None:
        self._raw = raw
        self._connection: Connection | None = None

    @classmethod
    async def open(cls, path: Path, *, begin: str, read_only: bool) -> Self:
        raw = await aiosqlite.connect(
            path, factory=_FunctionRunningConnection, isolation_level=None, timeout=30, cached_statements=512
        )
        thread = cls(raw)
        try:
            await thread._run(lambda dbapi: thread._prepare(dbapi, begin=begin, read_only=read_only))
        except BaseException:
            await raw.close()
            raise
        return thread

    def _prepare(self, dbapi: sqlite3.Connection, *, begin: str, read_only: bool) -> None:
        dbapi.execute("PRAGMA journal_mode=WAL")
        dbapi.execute("PRAGMA synchronous=FULL")
        dbapi.execute("PRAGMA foreign_keys=ON")
        if read_only:
            dbapi.execute("PRAGMA query_only=ON")
        engine = create_engine("sqlite://", creator=lambda: dbapi, poolclass=StaticPool)
        # the driver would begin before the first change only; a unit is a transaction from its first read on
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
        self._connection = engine.connect()

    async def _run(self, function: Callable[[sqlite3.Connection], T]) -> T:
        (result,) = await self._raw.execute_fetchall(_RUN, [function])
        return result  # type: ignore[return-value]  # aiosqlite thinks it is a row

    async def run(self, function: Callable[[Connection], T]) -> T:
        """Run `function` in the thread, with the SQLAlchemy connection."""

        def with_connection(_: sqlite3.Connection) -> T:
            assert self._connection is not None
            return function(self._connection)

        return await self._run(with_connection)

    async def close(self) -> None:
        def dispose(_: sqlite3.Connection) -> None:
            if self._connection is not None:
                self._connection.detach()
                self._connection.close()

        await self._run(dispose)
        await self._raw.close()


class SqliteDatabase:
    """See the module. Built by `open`."""

    alone = True

    def __init__(self, lock: Any, writer: _Thread, readers: list[_Thread]) -> None:
        self._lock = lock
        self._writer = writer
        self._readers: asyncio.LifoQueue[_Thread] = asyncio.LifoQueue()
        for reader in readers:
            self._readers.put_nowait(reader)
        self._waiting: list[_Waiting] = []
        self._pump: asyncio.Task[None] | None = None
        self._listeners: list[Listener] = []
        self._closed = False

    @classmethod
    async def open(cls, path: Path) -> Self:
        lock = _lock(path)
        threads: list[_Thread] = []
        try:
            threads.append(await _Thread.open(path, begin="BEGIN IMMEDIATE", read_only=False))
            await threads[0].run(migrate)
            for _ in range(_READERS):
                threads.append(await _Thread.open(path, begin="BEGIN", read_only=True))
        except BaseException as problem:
            for thread in threads:
                await thread.close()
            lock.close()
            if isinstance(problem, sqlite3.DatabaseError):
                raise DatabaseUnavailable(f"{path} cannot be used as a database: {problem}") from problem
            raise
        return cls(lock, threads[0], threads[1:])

    async def read(self, work: Work[T]) -> T:
        def in_snapshot(connection: Connection) -> T:
            with connection.begin():
                return work(Unit(connection))

        reader = await self._readers.get()
        try:
            return await asyncio.shield(reader.run(in_snapshot))
        finally:
            self._readers.put_nowait(reader)

    async def write(self, work: Work[T]) -> T:
        if self._closed:
            raise DatabaseUnavailable("the database is closed")
        waiting = _Waiting(work, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._write_all())
        result: T = await waiting.done
        return result

    async def _write_all(self) -> None:
        while self._waiting:
            together, self._waiting = self._waiting, []
            try:
                await self._writer.run(partial(_commit_together, units=together))
            except Exception as problem:
                for waiting in together:
                    waiting.error = waiting.error or problem
            self._settle(together)

    def _settle(self, units: list[_Waiting]) -> None:
        hints: frozenset[str] = frozenset()
        for waiting in units:
            if waiting.error is None:
                hints |= waiting.hints
            if waiting.done.done():  # who asked has gone away; the work is committed all the same
                continue
            if waiting.error is None:
                waiting.done.set_result(waiting.outcome)
            else:
                waiting.done.set_exception(waiting.error)
        if hints:
            for listener in self._listeners:
                listener(hints)

    async def forget_traces(self) -> None:
        """Pages keep bits of what was written over, and the write-ahead log keeps pages as each commit left
        them, so the file is written anew, and the log emptied."""

        def write_anew(connection: Connection) -> None:
            raw: Any = connection.connection.dbapi_connection
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

        await self._writer.run(write_anew)

    def listen(self, listener: Listener) -> None:
        self._listeners.append(listener)

    async def close(self) -> None:
        self._closed = True
        if self._pump is not None:
            await self._pump
        for _ in range(_READERS):
            await (await self._readers.get()).close()
        await self._writer.close()
        self._lock.close()


def _commit_together(connection: Connection, units: list[_Waiting]) -> None:
    if len(units) == 1:
        _commit_alone(connection, units[0])
        return
    with connection.begin():
        for waiting in units:
            unit = Unit(connection)
            try:
                with connection.begin_nested():
                    waiting.outcome = unit.run(waiting.work)
            except Exception as problem:
                waiting.error = problem
            else:
                waiting.hints = frozenset(unit.hints)


def _commit_alone(connection: Connection, waiting: _Waiting) -> None:
    """Nobody else waits, so there is nothing to keep apart with a savepoint."""
    unit = Unit(connection)
    try:
        with connection.begin():
            waiting.outcome = unit.run(waiting.work)
    except Exception as problem:
        waiting.error = problem
    else:
        waiting.hints = frozenset(unit.hints)


def _lock(path: Path) -> Any:
    """Refuse a second process on the same file: claims and queues assume one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.with_name(path.name + ".lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        lock.close()
        raise DatabaseUnavailable(
            f"another bot already runs on {path}; stop that one first, or give this one its own file"
        ) from problem
    return lock
