import pytest
from deciding import Deciding

from storage.database import Database


@pytest.fixture
async def deciding(database: Database) -> Deciding:
    """A community with its sectors, on both kinds of database."""
    deciding = Deciding(database)
    await deciding.set_up()
    return deciding
