"""Two sources that only later agree become one event, or are asked about; what was decided stays so."""

from dataclasses import replace
from datetime import timedelta

import pytest
from agenda import MILA, NIGHT, REVIEW, Agenda, gig

from domain.events import Happening, Stage
from domain.pairs import PairVerdict
from domain.source_register import Source
from domain.sources import SourceEvent, SourceStatus
from services.importing import Intake
from storage.database import Database
from storage.unit import Unit


@pytest.fixture
async def agenda(database: Database) -> Agenda:
    return await Agenda.founded(database)


async def changes(agenda: Agenda, source: Source, *events: SourceEvent) -> None:
    """The source lists this now, and is read twice: the second time nothing may happen."""
    agenda.show(source.name, *events)
    await agenda.read(source)
    before = await agenda.everything()
    await agenda.read(source)
    assert await agenda.everything() == before


async def cards(agenda: Agenda) -> list[str]:
    return [one[0] for one in await agenda.wanted("event:") if one[1] == "card"]


async def test_a_title_that_agrees_later_makes_them_one(agenda: Agenda) -> None:
    await agenda.add("Cellar", gig("Doom Choir", id="c"))
    guide = await agenda.add("City Guide", gig("Programma volgt nog", id="g", price="€5"))
    first, second = await agenda.events()
    await agenda.events_service.interest(second.id, agenda.click(MILA), now=agenda.now)
    await changes(agenda, guide, gig("Doom Choir", id="g", price="€5"))
    event = await agenda.event()
    assert event.id == first.id  # what stood first stays, under its number
    assert event.details.price == "€5"
    assert (await agenda.get(second.id)).merged_into == first.id
    assert await cards(agenda) == [f"event:{first.id}"]
    shown = await agenda.events_service.shown(second.id)
    assert shown is not None
    assert (shown.event.id, shown.interested) == (first.id, 1)


async def test_a_day_and_a_place_that_agree_later_make_them_one(agenda: Agenda) -> None:
    cellar = await agenda.add("Cellar", gig("Noise Night", id="c", days=1))
    guide = await agenda.add("City Guide", gig("Noise Night", id="g", place="Concordia"))
    assert len(await agenda.events()) == 2
    await changes(agenda, cellar, gig("Noise Night", id="c"))
    assert len(await agenda.events()) == 2  # the same night at two venues
    await changes(agenda, guide, gig("Noise Night", id="g"))
    assert (await agenda.event()).id == 1


async def test_what_only_looks_alike_by_now_is_asked_about_once(agenda: Agenda) -> None:
    await agenda.add("Cellar", gig("Noise Night: Doom Choir", id="c"))
    guide = await agenda.add("City Guide", gig("Programma volgt nog", id="g"))
    outcome = await _read(agenda, guide, gig("Doom Choir & friends", id="g"))
    assert outcome.asked == 1
    assert await agenda.wanted("pair:") == [("pair:1", "pair", REVIEW)]
    assert set(await cards(agenda)) == {"event:1", "event:2"}  # what stands is not held back
    assert all(one.stage is Stage.PUBLISHED for one in await agenda.events())
    await agenda.matching.decide(1, agenda.click(), same=False, now=agenda.now)
    outcome = await _read(agenda, guide, gig("Doom Choir and many friends", id="g"))
    assert outcome.asked == 0
    await changes(agenda, guide, gig("Noise Night: Doom Choir", id="g"))
    assert len(await agenda.events()) == 2  # “Different” holds, also when everything agrees
    assert await agenda.database.read(lambda unit: unit.pairs.get(2)) is None


async def test_a_doubt_that_becomes_clear_is_settled(agenda: Agenda) -> None:
    await agenda.add("Cellar", gig("Noise Night: Doom Choir", id="c"))
    guide = await agenda.add("City Guide", gig("Doom Choir & friends", id="g"))
    assert len(await agenda.wanted("pair:")) == 1
    await changes(agenda, guide, gig("Noise Night: Doom Choir", id="g"))
    event = await agenda.event()
    assert event.stage is Stage.PUBLISHED
    shown = await agenda.matching.shown(1)
    assert shown is not None
    assert (shown.pair.verdict, shown.pair.by) == (PairVerdict.SAME, "")


async def test_what_was_split_is_never_joined_again(agenda: Agenda) -> None:
    await agenda.add("Cellar", gig("Noise Night", id="c"))
    guide = await agenda.add("City Guide", gig("Noise Night", id="g"))
    whole = await agenda.matching.whole(1, agenda.click())
    await agenda.matching.split(1, whole.parts[0].key, agenda.click(), now=agenda.now)
    assert len(await agenda.events()) == 2
    await changes(agenda, guide, gig("Noise Night", id="g", start=NIGHT + timedelta(minutes=30)))
    await changes(agenda, guide, gig("Noise Night", id="g"))
    assert len(await agenda.events()) == 2


async def test_different_holds_for_what_was_taken_in_since(agenda: Agenda) -> None:
    """Cellar's and the guide's are two, says an editor; the guide's joins the library's; so are those two."""
    await agenda.add("Cellar", gig("Noise Night: Doom Choir", id="c"))
    guide = await agenda.add("City Guide", gig("Doom Choir & friends", id="g"))
    await agenda.matching.decide(1, agenda.click(), same=False, now=agenda.now)
    library = await agenda.add("Library", gig("Leesavond", id="l", place=""))
    await changes(agenda, library, gig("Doom Choir & friends", id="l"))
    assert [event.id for event in await agenda.events()] == [1, 2]
    await changes(agenda, library, gig("Noise Night: Doom Choir", id="l"))
    assert [event.id for event in await agenda.events()] == [1, 2]
    assert guide.id


async def test_what_somebody_entered_stays_their_word(agenda: Agenda) -> None:
    sent = await agenda.submit(title="Doom Choir")
    await agenda.database.write(lambda unit: _publish(unit, sent.event.id))
    guide = await agenda.add("City Guide", gig("Programma volgt nog", id="g", days=0, place="", price="€5"))
    await changes(agenda, guide, gig("DOOM CHOIR", id="g", price="€5"))
    event = await agenda.event()
    assert (event.id, event.details.title, event.details.price) == (sent.event.id, "Doom Choir", "€5")
    assert event.submitter == MILA.id


async def test_cancelled_here_and_standing_there_is_for_an_editor(agenda: Agenda) -> None:
    cellar = await agenda.add("Cellar", gig("Doom Choir", id="c"))
    guide = await agenda.add("City Guide", gig("Programma volgt nog", id="g"))
    await changes(agenda, cellar, gig("Doom Choir", id="c", status=SourceStatus.CANCELLED))
    await changes(agenda, guide, gig("Doom Choir", id="g"))
    first, second = await agenda.events()
    assert (first.happening, second.happening) == (Happening.CANCELLED, Happening.SCHEDULED)
    assert await agenda.wanted("pair:") == [("pair:1", "pair", REVIEW)]


async def test_what_its_own_source_lists_beside_it_is_never_joined_for_sure(agenda: Agenda) -> None:
    """The guide's event joined the cellar's. What the guide lists under another link is another one, though
    the cellar's would fit it; also when the guide changes the first in the same reading."""
    first_link, other_link = "https://guide.example/1", "https://guide.example/2"
    await agenda.add("Cellar", gig("Noise Night", id="c"))
    guide = await agenda.add("City Guide", gig("Noise Night", id="g", url=first_link))
    first = await agenda.event()
    await changes(
        agenda,
        guide,
        gig("Noise Night", id="g", url=first_link, description="Loud."),
        gig("Noise Night", id="h", url=other_link),
    )
    found = await agenda.events()
    assert found[0].id == first.id
    assert len(found) == 2
    assert await agenda.wanted("pair:") == [("pair:1", "pair", REVIEW)]


async def test_a_new_description_is_not_compared(agenda: Agenda) -> None:
    """`Different` was never said of these two; only what tells an event apart makes it look again."""
    await agenda.add("Cellar", gig("Noise Night: Doom Choir", id="c"))
    guide = await agenda.add("City Guide", gig("Doom Choir & friends", id="g"))
    before = await agenda.wanted("pair:")
    outcome = await _read(agenda, guide, gig("Doom Choir & friends", id="g", description="Loud."))
    assert (outcome.asked, outcome.changed) == (0, 1)
    assert await agenda.wanted("pair:") == before


async def _read(agenda: Agenda, source: Source, *events: SourceEvent) -> Intake:
    agenda.show(source.name, *events)
    outcome = await agenda.read(source)
    assert outcome.intake is not None
    return outcome.intake


def _publish(unit: Unit, number: int) -> None:
    event = unit.events.get(number)
    assert event is not None
    unit.events.save(replace(event, stage=Stage.PUBLISHED))
