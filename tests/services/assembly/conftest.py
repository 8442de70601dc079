import pytest
from assembling import Assembling

from storage.database import Database


@pytest.fixture
async def assembling(database: Database) -> Assembling:
    """A community of ten and more, on both kinds of database."""
    assembling = Assembling(database)
    await assembling.set_up()
    return assembling
