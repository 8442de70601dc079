"""Readings become events: once, kept up to date, and never over what a person said."""

from dataclasses import replace
from datetime import timedelta

import pytest
from agenda import MILA, NIGHT, NOOR, REVIEW, Agenda, gig

from domain.events import Happening, Stage
from domain.sources import SourceStatus
from storage.database import Database


@pytest.fixture
async def agenda(database: Database) -> Agenda:
    return await Agenda.founded(database)


async def edit(agenda: Agenda, event_id: int, **typed: str) -> None:
    draft = await agenda.drafts.open_event(event_id, agenda.click(), now=agenda.now)
    await agenda.drafts.put(draft.id, agenda.click(), typed=typed, now=agenda.now)
    await agenda.drafts.send(draft.id, agenda.click(), now=agenda.now)


async def test_a_second_read_of_everything_changes_nothing(agenda: Agenda) -> None:
    sources = [
        await agenda.add("Cellar", gig(), gig("Doom Choir", days=1), gig("Poetry Slam", days=2)),
        await agenda.add("City Guide", gig("NOISE NIGHT!", id="x1"), gig("Jam session", days=3)),
        await agenda.add("Library", gig("Jam sessie", days=3, place="", id="y1"), gig("Zine fair", days=9)),
    ]
    before = await agenda.everything()
    for source in sources:
        outcome = await agenda.read(source)
        assert outcome.intake is not None
        assert (outcome.intake.new, outcome.intake.changed, outcome.intake.joined) == (0, 0, 0)
    assert await agenda.everything() == before


async def test_the_same_event_of_another_source_joins_it(agenda: Agenda) -> None:
    first = await agenda.add("Cellar", gig())
    await agenda.add("City Guide", gig("NOISE NIGHT", id="77", price="€5", url="https://guide.example/77"))
    event = await agenda.event()
    assert (event.details.title, event.details.price) == ("Noise Night", "€5")
    assert event.origins["title"] == f"source:{first.id}"
    assert event.origins["price"] == "source:2"
    shown = await agenda.events_service.shown(event.id)
    assert shown is not None
    assert [source.name for source, _ in shown.sources] == ["Cellar", "City Guide"]
    assert {one[:2] for one in await agenda.wanted("event:")} == {(f"event:{event.id}", "card")}


async def test_precedence_decides_whose_word_goes_first(agenda: Agenda) -> None:
    await agenda.add("City Guide", gig("NOISE NIGHT", price="€9"))
    venue = await agenda.add("Cellar", gig("Noise Night", id="v1", price="€5"), precedence=10)
    event = await agenda.event()
    assert (event.details.title, event.details.price) == ("Noise Night", "€5")
    assert event.source_id == venue.id


async def test_a_person_s_edit_survives_every_read(agenda: Agenda) -> None:
    source = await agenda.add("Cellar", gig(price="€5"))
    event = await agenda.event()
    await edit(agenda, event.id, title="Noise Night (sold out)")
    agenda.show("Cellar", gig(title="Noise Night + support", id="Noise Night@0", price="€7"))
    await agenda.read(source)
    event = await agenda.event()
    assert (event.details.title, event.details.price) == ("Noise Night (sold out)", "€7")
    assert event.origins["title"] == f"person:{NOOR.id}"


async def test_a_doubtful_pair_is_asked_about_once(agenda: Agenda) -> None:
    await agenda.add("Cellar", gig("Noise Night: Doom Choir"))
    source = await agenda.add("City Guide", gig("Doom Choir & friends", id="d"))
    first, second = await agenda.events()
    assert second.stage is Stage.REVIEW
    assert not second.reviewed
    assert await agenda.wanted("pair:") == [("pair:1", "pair", REVIEW)]
    assert await agenda.wanted(f"event:{second.id}") == []
    await agenda.matching.decide(1, agenda.click(), same=False, now=agenda.now)
    assert (await agenda.get(second.id)).stage is Stage.PUBLISHED
    agenda.show("City Guide", gig("Doom Choir & friends", id="d", price="€1"))
    await agenda.read(source)
    assert len(await agenda.events()) == 2
    assert len(await agenda.wanted("pair:")) == 1
    assert first.stage is Stage.PUBLISHED


async def test_same_joins_them_and_split_takes_them_apart(agenda: Agenda) -> None:
    await agenda.add("Cellar", gig("Noise Night: Doom Choir"))
    await agenda.add("City Guide", gig("Doom Choir & friends", id="d", price="€5"))
    kept, gone = await agenda.events()
    await agenda.matching.decide(1, agenda.click(), same=True, now=agenda.now)
    event = await agenda.event()
    assert (event.id, event.details.price) == (kept.id, "€5")
    assert (await agenda.get(gone.id)).merged_into == kept.id
    shown = await agenda.events_service.shown(gone.id)  # its old buttons act on the other
    assert shown is not None
    assert shown.event.id == kept.id
    interest = await agenda.events_service.interest(gone.id, agenda.click(MILA), now=agenda.now)
    assert interest.event.id == kept.id
    whole = await agenda.matching.whole(event.id, agenda.click())
    assert [part.key for part in whole.parts] == [f"event:{gone.id}"]
    await agenda.matching.split(event.id, f"event:{gone.id}", agenda.click(), now=agenda.now)
    first, second = await agenda.events()
    assert (first.id, first.details.price) == (kept.id, "")
    assert (second.id, second.details.price, second.stage) == (gone.id, "€5", Stage.PUBLISHED)
    why = await agenda.explaining.why(gone.id, agenda.click())
    assert [one.event for one in why.sightings] == [gone.id]


async def test_a_recognised_sighting_can_be_set_apart(agenda: Agenda) -> None:
    await agenda.add("Cellar", gig())
    source = await agenda.add("City Guide", gig("NOISE NIGHT", id="77"))
    event = await agenda.event()
    (part,) = (await agenda.matching.whole(event.id, agenda.click())).parts
    await agenda.matching.split(event.id, part.key, agenda.click(), now=agenda.now)
    first, second = await agenda.events()
    assert (first.source_id, second.source_id, second.stage) == (1, source.id, Stage.PUBLISHED)
    await agenda.read(source)
    assert len(await agenda.events()) == 2


async def test_a_submission_that_a_source_brought_before_joins_it(agenda: Agenda) -> None:
    await agenda.add("Cellar", gig())
    sent = await agenda.submit(price="€5", title="noise night")
    assert sent.joined
    event = await agenda.event()
    assert (event.details.title, event.details.price) == ("Noise Night", "€5")
    assert event.also == {MILA.id}
    await edit_as_mila(agenda, event.id)
    mine = await agenda.events_service.mine(agenda.click(MILA), now=agenda.now)
    assert [one.id for one in mine.events] == [event.id]


async def edit_as_mila(agenda: Agenda, event_id: int) -> None:
    draft = await agenda.drafts.open_event(event_id, agenda.click(MILA), now=agenda.now)
    await agenda.drafts.put(draft.id, agenda.click(MILA), typed={"price": "€6"}, now=agenda.now)
    await agenda.drafts.send(draft.id, agenda.click(MILA), now=agenda.now)
    assert (await agenda.get(event_id)).details.price == "€6"


async def test_a_source_that_brings_what_waits_for_review_publishes_it(agenda: Agenda) -> None:
    sent = await agenda.submit()
    assert sent.event.stage is Stage.REVIEW
    await agenda.add("Cellar", gig())
    event = await agenda.event()
    assert event.stage is Stage.PUBLISHED
    assert (await agenda.get(sent.event.id)).merged_into == event.id
    assert ("joined", MILA.id) in [(one[1], one[2]) for one in await agenda.wanted("event:")]


async def test_what_two_people_entered_is_decided_by_an_editor(agenda: Agenda) -> None:
    await agenda.submit()
    await agenda.submit(replace(MILA, id=4, name="Priya"))
    assert len(await agenda.events()) == 2
    assert len(await agenda.wanted("pair:")) == 1


async def test_a_change_is_said_to_who_is_interested_once(agenda: Agenda) -> None:
    source = await agenda.add("Cellar", gig())
    event = await agenda.event()
    await agenda.events_service.interest(event.id, agenda.click(MILA), now=agenda.now)
    agenda.show("Cellar", gig(id="Noise Night@0", description="Louder than ever"))
    await agenda.read(source)
    assert await agenda.wanted("change:") == []
    agenda.show("Cellar", gig(id="Noise Night@0", start=NIGHT + timedelta(hours=1)))
    await agenda.read(source)
    await agenda.read(source)
    assert await agenda.wanted("change:") == [("change:1", "changed", MILA.id)]
    agenda.show(
        "Cellar", gig(id="Noise Night@0", start=NIGHT + timedelta(hours=1), status=SourceStatus.CANCELLED)
    )
    await agenda.read(source)
    assert [one[0] for one in await agenda.wanted("change:")] == ["change:1", "change:2"]


async def test_what_is_cancelled_from_the_start_is_not_announced(agenda: Agenda) -> None:
    source = await agenda.add("Cellar", gig(status=SourceStatus.CANCELLED))
    assert (await agenda.event()).stage is Stage.WITHDRAWN
    assert await agenda.wanted("event:") == []
    agenda.show("Cellar", gig())
    await agenda.read(source)
    event = await agenda.event()
    assert (event.stage, event.happening) == (Stage.PUBLISHED, Happening.SCHEDULED)


async def test_an_event_without_an_id_that_gets_another_day_stays_the_same(agenda: Agenda) -> None:
    loose = replace(gig(), external_id=None)
    source = await agenda.add("Cellar", loose, gig("Doom Choir", days=9))
    moved = replace(loose, start=NIGHT + timedelta(days=2))
    agenda.show("Cellar", moved, gig("Doom Choir", days=9))
    await agenda.read(source)
    first, _ = await agenda.events()
    assert first.details.starts == NIGHT + timedelta(days=2)


async def test_three_failures_in_a_row_are_told_once(agenda: Agenda) -> None:
    source = await agenda.add("Cellar", gig())
    agenda.break_down("Cellar")
    for count in range(1, 6):
        outcome = await agenda.read(source)
        assert outcome.problem is not None
        told = await agenda.wanted("source:")
        assert told == ([("source:1", "failing", NOOR.id)] if count >= 3 else [])
    ((listed, _),) = await agenda.sources.list(agenda.click())
    assert listed.failures == 5
    assert listed.problem is not None
    assert str(listed.problem) == "The site could not be reached; try again later."
    assert len(await agenda.events()) == 1
    agenda.show("Cellar", gig())
    await agenda.read(source)
    ((listed, _),) = await agenda.sources.list(agenda.click())
    assert (listed.failures, listed.problem, listed.failing_since) == (0, None, None)


async def test_a_removed_source_can_be_added_again(agenda: Agenda) -> None:
    source = await agenda.add("Cellar", gig())
    await agenda.sources.remove(source.id, agenda.click(), now=agenda.now)
    again = await agenda.add("Cellar", gig(price="€5"))
    assert again.id == source.id
    assert (await agenda.event()).details.price == "€5"


async def test_doubt_about_the_theme_waits_and_a_correction_becomes_a_rule(agenda: Agenda) -> None:
    odd = gig(
        "Toneelvoorstelling De Storm",
        id="t",
        description="Theatervoorstelling in drie bedrijven.",
        categories=("Zaal 2",),
    )
    source = await agenda.add("Cellar", odd)
    event = await agenda.event()
    assert event.stage is Stage.REVIEW
    assert event.reviewed
    lesson = await agenda.explaining.correct(event.id, ("media",), agenda.click(), now=agenda.now)
    event = await agenda.event()
    assert (event.stage, event.details.themes) == (Stage.PUBLISHED, ("media",))
    assert lesson.rules
    await agenda.explaining.learn(event.id, agenda.click(), now=agenda.now)
    agenda.show("Cellar", odd, gig("Toneelvoorstelling De Zee", id="u", days=3, categories=("Zaal 2",)))
    await agenda.read(source)
    second = (await agenda.events())[1]
    assert (second.stage, second.details.themes) == (Stage.PUBLISHED, ("media",))


NAMES = ["Ash", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Larch", "Oak", "Pine", "Yew"]


async def test_two_sources_at_once_make_one_event(agenda: Agenda) -> None:
    import asyncio

    many = [gig(name, days=number) for number, name in enumerate(NAMES)]
    sources = [await agenda.add(name) for name in ("One", "Two", "Three", "Four")]
    for source in sources:
        agenda.show(source.name, *many)
    await asyncio.gather(*(agenda.reading.read(source.id, now=agenda.now) for source in sources))
    assert len(await agenda.events()) == len(NAMES)
