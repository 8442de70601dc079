"""PostgreSQL: several bot processes on one database.

The same synchronous units run through SQLAlchemy's `run_sync`; claims skip what another process holds,
and NOTIFY wakes the others' publishers sooner than their poll would.
"""

import asyncio
from typing import Any, Final, Self, TypeVar

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.database import DatabaseUnavailable, Listener, Work
from storage.migrate import migrate
from storage.unit import Unit

T = TypeVar("T")

_CHANNEL: Final = "sektor"
_MIGRATION_LOCK: Final = 5_371_902_117  # any constant of ours: one process migrates, the others wait
_RETRIES: Final = 5
_TRY_AGAIN: Final = {"40001", "40P01"}  # serialization failure, deadlock


class PostgresDatabase:
    """See the module. Built by `open`."""

    alone = False

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._listeners: list[Listener] = []
        self._ear: AsyncConnection | None = None

    @classmethod
    async def open(cls, url: str) -> Self:
        try:
            engine = create_async_engine(url, pool_pre_ping=True)
        except ModuleNotFoundError as missing:
            raise DatabaseUnavailable(
                "PostgreSQL needs the extra: pip install 'de-sektor[postgres]'"
            ) from missing
        try:
            async with engine.connect() as connection:
                await connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _MIGRATION_LOCK})
                await connection.commit()
                try:
                    await connection.run_sync(migrate)
                finally:
                    await connection.rollback()
                    await connection.execute(
                        text("SELECT pg_advisory_unlock(:key)"), {"key": _MIGRATION_LOCK}
                    )
                    await connection.commit()
        except (OSError, SQLAlchemyError) as problem:
            await engine.dispose()
            raise DatabaseUnavailable(f"PostgreSQL cannot be reached: {problem}") from problem
        database = cls(engine)
        await database._open_ear()
        return database

    async def _open_ear(self) -> None:
        self._ear = await self._engine.connect()
        driver: Any = (await self._ear.get_raw_connection()).driver_connection
        await driver.add_listener(_CHANNEL, lambda *message: self._hear(str(message[-1])))

    def _hear(self, payload: str) -> None:
        hints = frozenset(payload.split(","))
        for listener in self._listeners:
            listener(hints)

    async def read(self, work: Work[T]) -> T:
        async with self._engine.connect() as connection:
            await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            async with connection.begin():
                return await connection.run_sync(lambda sync: work(Unit(sync)))

    async def write(self, work: Work[T]) -> T:
        def whole(sync: Any) -> T:
            unit = Unit(sync)
            result = unit.run(work)
            if unit.hints:  # delivered with the commit, and not without it
                sync.execute(
                    text("SELECT pg_notify(:channel, :hints)"),
                    {"channel": _CHANNEL, "hints": ",".join(unit.hints)},
                )
            return result

        for attempt in range(_RETRIES):
            try:
                async with self._engine.begin() as connection:
                    return await connection.run_sync(whole)
            except DBAPIError as problem:
                if getattr(problem.orig, "sqlstate", None) not in _TRY_AGAIN or attempt == _RETRIES - 1:
                    raise
                await asyncio.sleep(0.01 * 2**attempt)
        raise AssertionError("unreachable")

    async def forget_traces(self) -> None:
        """Rows that were written over stay on their page until they are vacuumed away."""
        async with self._engine.connect() as connection:
            alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await alone.execute(text("VACUUM decision_seats, secret_ballots"))

    def listen(self, listener: Listener) -> None:
        self._listeners.append(listener)

    async def close(self) -> None:
        if self._ear is not None:
            await self._ear.close()
        await self._engine.dispose()
