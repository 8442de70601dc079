"""The event list of a bot on SQLite and on PostgreSQL, and of two lives of it."""

from collections.abc import AsyncIterator

import pytest
from event_list import add, asked, edit, ours, stands
from lives import Lives, lives
from submitting import in_private, published, settled, until_async

from storage.unit import Unit


@pytest.fixture
async def bot(database_url: str) -> AsyncIterator[Lives]:
    async with lives(database_url) as several:
        yield several


async def test_an_event_its_change_and_who_is_interested(bot: Lives) -> None:
    town = bot.town
    await published(town)
    (event,) = await stands(town)
    await town["Priya"].interested("Noise Night")

    def interested(unit: Unit) -> list[int]:
        return list(unit.events.people_interested(1))

    await until_async(lambda: town.app.database.read(interested), lambda people: people == [town["Priya"].id])
    await edit(town, title="Louder Night", when="za 14 mrt 21:00")
    await in_private(town["Priya"], "Louder Night")
    assert [one.id for one in await stands(town)] == [event.id]
    town = await bot.again()
    await settled(town)
    assert ours(town)[0].name == "Louder Night"
    assert await town.app.database.read(interested) == [town["Priya"].id]
    assert (asked(town, "POST"), asked(town, "PATCH"), asked(town, "DELETE")) == (1, 1, 0)


async def test_what_was_published_while_the_bot_was_away_stands_after_the_start(bot: Lives) -> None:
    town = bot.town
    await add(town, 3)
    await stands(town, 3)
    for loop in town.app.client.loops:
        await loop.stop()
    await add(town, 2, hours=1)
    town = await bot.again()
    await stands(town, 5)
