import pytest
from assembling import Assembling
from deciding import Deciding

from storage.database import Database


@pytest.fixture
async def deciding(database: Database) -> Deciding:
    """A community with its sectors, on both kinds of database."""
    deciding = Deciding(database)
    await deciding.set_up()
    return deciding


@pytest.fixture
async def assembling(database: Database) -> Assembling:
    """A community of ten and more, on both kinds of database."""
    assembling = Assembling(database)
    await assembling.set_up()
    return assembling
