"""What all tests share."""

import asyncio
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from checked import checked_sandbox
from postgres import binaries, cluster
from town import MONDAY, Town, running_app, settings, sqlite_url

from sandbox.people import People
from storage.database import Database, open_database


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    if binaries() is None:
        warning = (
            "NO POSTGRESQL on this machine: what needs one is skipped. Install it (apt install postgresql)."
        )
        warnings.warn(pytest.PytestWarning(warning), stacklevel=1)
        pytest.skip(warning)
    with cluster() as address:
        yield address


@pytest.fixture
def postgres_url(postgres_address: str) -> str:
    """An empty database of its own."""
    import asyncpg

    name = f"test_{uuid4().hex}"

    async def create() -> None:
        connection = await asyncpg.connect(f"postgresql://sektor@{postgres_address}/postgres")
        await connection.execute(f"CREATE DATABASE {name}")
        await connection.close()

    asyncio.run(create())
    return f"postgresql+asyncpg://sektor@{postgres_address}/{name}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, once of each kind."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path)
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = await open_database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def empty_town(tmp_path: Path) -> AsyncIterator[Town]:
    """The bot on a server where /setup was not run yet; it is Monday 9 March 2026, noon."""
    async with checked_sandbox() as sandbox, People(sandbox.url) as people:
        sandbox.clock.move_to(MONDAY)
        async with running_app(sandbox, settings(sandbox, sqlite_url(tmp_path)), people) as app:
            yield Town(sandbox, people, app)


@pytest.fixture
async def town(empty_town: Town) -> Town:
    """The same with /setup done."""
    await empty_town.set_up()
    return empty_town
