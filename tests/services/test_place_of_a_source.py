"""A venue's own agenda leaves out where its events are; whoever adds it says so once."""

import pytest
from agenda import Agenda, address, gig

from domain.refusal import Refusal
from storage.database import Database


@pytest.fixture
async def agenda(database: Database) -> Agenda:
    return await Agenda.founded(database)


async def test_what_does_not_say_where_it_is_is_at_the_venue(agenda: Agenda) -> None:
    agenda.show("Cellar", gig("Here", place=""), gig("There", days=1, place="Concordia"))
    look = await agenda.sources.look(
        address("Cellar"), "Cellar", ("music",), agenda.click(), place="de Tank", now=agenda.now
    )
    assert [event.details.place[:9] for event in look.events] == ["Tankstati", "Concordia"]
    source = await agenda.sources.add(look.id, agenda.click(), now=agenda.now)
    await agenda.read(source)
    here, there = await agenda.events()
    assert here.details.venue_id is not None
    assert (here.details.place[:9], there.details.place[:9]) == ("Tankstati", "Concordia")
    before = await agenda.everything()
    await agenda.read(source)
    assert await agenda.everything() == before


async def test_it_is_set_later_and_taken_away(agenda: Agenda) -> None:
    source = await agenda.add("Cellar", gig("Here", place=""))
    assert (await agenda.event()).details.place == ""
    source = await agenda.sources.edit(source.id, agenda.click(), place="Tankstation", now=agenda.now)
    assert (source.settings.place, source.etag) == ("Tankstation", None)
    await agenda.read(source)
    assert (await agenda.event()).details.place.startswith("Tankstation")
    source = await agenda.sources.edit(source.id, agenda.click(), name="The Cellar", now=agenda.now)
    assert source.settings.place == "Tankstation"
    source = await agenda.sources.edit(source.id, agenda.click(), place="-", now=agenda.now)
    await agenda.read(source)
    assert (await agenda.event()).details.place == ""


async def test_a_place_that_is_too_long_is_refused(agenda: Agenda) -> None:
    source = await agenda.add("Cellar", gig("Here", place=""))
    with pytest.raises(Refusal):
        await agenda.sources.edit(source.id, agenda.click(), place="x" * 200, now=agenda.now)
