"""What a source no longer lists, on a real database: looked for again, asked about, healed; and the brake."""

from dataclasses import replace

import pytest
from agenda import REVIEW, Agenda, gig

from domain.events import Stage
from domain.sources import SourceStatus
from domain.vanishing import Answer
from storage.database import Database


@pytest.fixture
async def agenda(database: Database) -> Agenda:
    return await Agenda.founded(database)


async def test_what_vanishes_is_looked_for_again_and_then_asked_about(agenda: Agenda) -> None:
    everything = [gig(), gig("Doom Choir", days=1), gig("Poetry Slam", days=2)]
    source = await agenda.add("Cellar", *everything)
    agenda.show("Cellar", everything[0], everything[2])
    outcome = await agenda.read(source)
    assert outcome.intake is not None
    assert outcome.intake.missing == 1
    assert await agenda.wanted("absent:") == []
    await agenda.read(source)
    await agenda.read(source)
    assert await agenda.wanted("absent:") == [("absent:2", "absence", REVIEW)]
    assert (await agenda.get(2)).stage is Stage.PUBLISHED
    agenda.show("Cellar", *everything)
    await agenda.read(source)
    shown = await agenda.vanishing.shown(2)
    assert shown is not None
    assert shown.absence.answer is Answer.LISTED


@pytest.mark.parametrize("answer", [Answer.CANCELLED, Answer.HAPPENS, Answer.REMOVED])
async def test_an_editor_says_what_became_of_it(agenda: Agenda, answer: Answer) -> None:
    everything = [gig(), gig("Doom Choir", days=1)]
    source = await agenda.add("Cellar", *everything)
    agenda.show("Cellar", everything[1])
    for _ in range(2):
        await agenda.read(source)
    await agenda.vanishing.decide(1, answer, agenda.click(), now=agenda.now)
    event = await agenda.get(1)
    assert event.is_cancelled == (answer is Answer.CANCELLED)
    assert (event.stage is Stage.WITHDRAWN) == (answer is Answer.REMOVED)
    await agenda.read(source)
    assert len(await agenda.wanted("absent:")) == 1
    agenda.show("Cellar", *everything)  # reappearing heals what was taken out; a person's word stays
    await agenda.read(source)
    event = await agenda.get(1)
    assert event.stage is Stage.PUBLISHED
    assert event.is_cancelled == (answer is Answer.CANCELLED)


async def test_half_a_reading_says_nothing_about_what_is_missing(agenda: Agenda) -> None:
    everything = [gig(), gig("Doom Choir", days=1), gig("Poetry Slam", days=2)]
    source = await agenda.add("Cellar", *everything)
    agenda.show("Cellar", everything[0], everything[2], complete=False)
    for _ in range(3):
        outcome = await agenda.read(source)
        assert outcome.intake is not None
        assert outcome.intake.missing == 0


NAMES = ["Ash", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Larch", "Oak", "Pine", "Yew"]


@pytest.mark.parametrize("answer", [Answer.APPLIED, Answer.LEFT])
async def test_a_reading_that_takes_too_much_away_is_not_believed(agenda: Agenda, answer: Answer) -> None:
    everything = [gig(name, days=number) for number, name in enumerate(NAMES)]
    source = await agenda.add("Cellar", *everything)
    before = await agenda.events()
    agenda.show("Cellar", everything[0], replace(everything[1], price="€3"), everything[9])
    for _ in range(2):
        outcome = await agenda.read(source)
        assert outcome.intake is not None
        assert outcome.intake.brake is not None
    assert await agenda.events() == before
    assert await agenda.wanted("brake:") == [("brake:1", "brake", REVIEW)]
    await agenda.vanishing.decide_brake(1, answer, agenda.click(), now=agenda.now)
    for _ in range(2):
        outcome = await agenda.read(source)
        assert outcome.intake is not None
        assert outcome.intake.brake is None
    events = await agenda.events()
    withdrawn = [event for event in events if event.stage is Stage.WITHDRAWN]
    assert len(withdrawn) == (7 if answer is Answer.APPLIED else 0)
    assert events[1].details.price == "€3"
    assert await agenda.wanted("absent:") == []
    agenda.show("Cellar", *everything)
    await agenda.read(source)
    assert all(event.stage is Stage.PUBLISHED for event in await agenda.events())


async def test_the_brake_counts_cancellations_too_and_lets_go_by_itself(agenda: Agenda) -> None:
    everything = [gig(name, days=number) for number, name in enumerate(NAMES)]
    source = await agenda.add("Cellar", *everything)
    agenda.show("Cellar", *(replace(one, status=SourceStatus.CANCELLED) for one in everything))
    await agenda.read(source)
    assert not any(event.is_cancelled for event in await agenda.events())
    agenda.show("Cellar", *everything)
    await agenda.read(source)
    shown = await agenda.vanishing.shown_brake(1)
    assert shown is not None
    assert shown.brake.answer is Answer.PASSED
