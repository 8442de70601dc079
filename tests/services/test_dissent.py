"""A source that says otherwise than a person: asked about once, decided, and never nagged about."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from agenda import MILA, NIGHT, NOOR, REVIEW, Agenda, gig

from domain.dissent import Dissent, Part, Verdict
from domain.events import Event, Stage
from domain.refusal import Refusal
from domain.source_register import Source
from domain.sources import SourceEvent, SourcePlace
from services.acting import Caller
from storage.database import Database

LATER = NIGHT + timedelta(minutes=30)
LATEST = NIGHT + timedelta(hours=1)


@pytest.fixture
async def agenda(database: Database) -> Agenda:
    return await Agenda.founded(database)


async def entered(agenda: Agenda, **typed: str) -> Event:
    """Mila's event, which stands in the agenda."""
    sent = await agenda.submit(**typed)
    await agenda.database.write(lambda unit: unit.events.save(replace(sent.event, stage=Stage.PUBLISHED)))
    return await agenda.get(sent.event.id)


async def dissents(agenda: Agenda) -> Sequence[Dissent]:
    return await agenda.database.read(lambda unit: unit.dissents.of(1))


async def read_twice(agenda: Agenda, source: Source, *events: SourceEvent) -> None:
    """The second time nothing may happen."""
    agenda.show(source.name, *events)
    await agenda.read(source)
    before = await agenda.everything()
    await agenda.read(source)
    assert await agenda.everything() == before


async def edit(agenda: Agenda, caller: Caller = NOOR, **typed: str) -> None:
    draft = await agenda.drafts.open_event(1, agenda.click(caller), now=agenda.now)
    await agenda.drafts.put(draft.id, agenda.click(caller), typed=typed, now=agenda.now)
    await agenda.drafts.send(draft.id, agenda.click(caller), now=agenda.now)


async def asked(agenda: Agenda) -> list[str]:
    return [one[0] for one in await agenda.wanted("dissent:") if one[1:] == ("dissent", REVIEW)]


async def test_a_source_that_would_move_what_somebody_entered_is_asked_about_once(agenda: Agenda) -> None:
    await entered(agenda)
    source = await agenda.add("Cellar", gig(id="c"))
    assert await dissents(agenda) == []  # they agree
    await read_twice(agenda, source, gig(id="c", start=LATER))
    event = await agenda.event()
    assert event.details.starts == NIGHT  # a person's word stands
    (question,) = await dissents(agenda)
    assert (question.parts, question.said["starts"], question.verdict) == ((Part.WHEN,), LATER, None)
    assert await asked(agenda) == ["dissent:1"]


async def test_keeping_ours_is_remembered_until_the_source_says_something_else(agenda: Agenda) -> None:
    await entered(agenda)
    source = await agenda.add("Cellar", gig(id="c"))
    await read_twice(agenda, source, gig(id="c", start=LATER))
    await agenda.dissent.decide(1, agenda.click(), take=False, now=agenda.now)
    await read_twice(agenda, source, gig(id="c", start=LATER, description="Loud."))
    assert [one.verdict for one in await dissents(agenda)] == [Verdict.KEPT]
    await read_twice(agenda, source, gig(id="c"))  # it agrees for a while, and says the same as before again
    await read_twice(agenda, source, gig(id="c", start=LATER))
    assert len(await dissents(agenda)) == 1
    await read_twice(agenda, source, gig(id="c", start=LATEST))
    assert [one.verdict for one in await dissents(agenda)] == [Verdict.KEPT, None]
    assert (await agenda.event()).details.starts == NIGHT


async def test_taking_the_source_s_follows_it_from_then_on(agenda: Agenda) -> None:
    await entered(agenda)
    source = await agenda.add("Cellar", gig(id="c"))
    await agenda.events_service.interest(1, agenda.click(NOOR), now=agenda.now)
    await agenda.events_service.interest(1, agenda.click(MILA), now=agenda.now)
    await read_twice(agenda, source, gig(id="c", start=LATER))
    shown = await agenda.dissent.decide(1, agenda.click(), take=True, now=agenda.now)
    assert (shown.ours.starts, shown.theirs.starts, shown.dissent.by) == (NIGHT, LATER, "Noor")
    event = await agenda.event()
    assert (event.details.starts, event.origins["starts"]) == (LATER, f"source:{source.id}")
    assert [one[2] for one in await agenda.wanted("change:")] == [MILA.id]  # Noor did it herself
    await read_twice(agenda, source, gig(id="c", start=LATEST))
    assert (await agenda.event()).details.starts == LATEST
    assert len(await dissents(agenda)) == 1
    # and back again, with /event edit
    await edit(agenda, when="14-03-2026 20:00")
    await read_twice(agenda, source, gig(id="c", start=LATEST, description="Loud."))
    assert (await agenda.event()).details.starts == NIGHT
    assert [one.verdict for one in await dissents(agenda)] == [Verdict.TAKEN, Verdict.KEPT]


async def test_who_overrules_a_source_is_not_asked_whether_they_meant_it(agenda: Agenda) -> None:
    source = await agenda.add("Cellar", gig(id="c"))
    await edit(agenda, when="14-03-2026 20:30")
    (known,) = await dissents(agenda)
    assert (known.verdict, known.by) == (Verdict.KEPT, "Noor")
    await read_twice(agenda, source, gig(id="c", description="Loud."))
    assert await asked(agenda) == []
    await read_twice(agenda, source, gig(id="c", start=LATEST))
    assert await asked(agenda) == ["dissent:2"]


async def test_a_change_while_it_is_asked_answers_it(agenda: Agenda) -> None:
    await entered(agenda)
    source = await agenda.add("Cellar", gig(id="c"))
    await read_twice(agenda, source, gig(id="c", start=LATER))
    await edit(agenda, MILA, when="14-03-2026 19:00")
    (question,) = await dissents(agenda)
    assert (question.verdict, question.by) == (Verdict.KEPT, "Mila")
    with pytest.raises(Refusal, match="decided already"):
        await agenda.dissent.decide(1, agenda.click(), take=True, now=agenda.now)
    await edit(agenda, MILA, when="14-03-2026 20:30")
    assert len(await dissents(agenda)) == 1


async def test_the_place_is_asked_about_but_not_its_other_names(agenda: Agenda) -> None:
    await entered(agenda)
    source = await agenda.add("Cellar", gig(id="c", place="Tankstation Enschede"))
    assert await dissents(agenda) == []
    await read_twice(
        agenda, source, gig(id="c", location=SourcePlace("Concordia", "Oude Markt 15", "Enschede"))
    )
    (question,) = await dissents(agenda)
    assert question.parts == (Part.PLACE,)
    assert "Concordia" in question.said["place"]
    assert "Tankstation" in (await agenda.event()).details.place
    await agenda.dissent.decide(1, agenda.click(), take=True, now=agenda.now)
    assert "Concordia" in (await agenda.event()).details.place


async def test_one_part_may_be_kept_and_the_other_asked_about_later(agenda: Agenda) -> None:
    await entered(agenda)
    source = await agenda.add("Cellar", gig(id="c"))
    await read_twice(agenda, source, gig(id="c", start=LATER))
    await agenda.dissent.decide(1, agenda.click(), take=False, now=agenda.now)
    await read_twice(agenda, source, gig(id="c", start=LATER, location=SourcePlace("Concordia")))
    assert [one.parts for one in await dissents(agenda)] == [(Part.WHEN,), (Part.PLACE,)]
    await agenda.dissent.decide(2, agenda.click(), take=True, now=agenda.now)
    event = await agenda.event()
    assert (event.details.starts, event.details.place[:9]) == (NIGHT, "Concordia")


async def test_a_question_that_became_moot_is_closed(agenda: Agenda) -> None:
    await entered(agenda)
    source = await agenda.add("Cellar", gig(id="c"))
    await read_twice(agenda, source, gig(id="c", start=LATER))
    await read_twice(agenda, source, gig(id="c", start=LATEST))
    (question,) = await dissents(agenda)  # the same question, with its newest word
    assert question.said["starts"] == LATEST
    await read_twice(agenda, source, gig(id="c"))
    assert [one.verdict for one in await dissents(agenda)] == [Verdict.AGREED]
    await read_twice(agenda, source, gig(id="c", start=LATER))
    assert [one.verdict for one in await dissents(agenda)] == [Verdict.AGREED, None]
    await agenda.events_service.cancel(1, agenda.click(MILA), "Ziek", now=agenda.now)
    assert [one.verdict for one in await dissents(agenda)] == [Verdict.AGREED, Verdict.AGREED]


async def test_only_who_may_change_the_event_decides_and_twice_counts_once(agenda: Agenda) -> None:
    await entered(agenda)
    source = await agenda.add("Cellar", gig(id="c"))
    await read_twice(agenda, source, gig(id="c", start=LATER))
    stranger = Caller(id=9, name="Priya", community=50, interaction=9_000)
    with pytest.raises(Refusal, match="someone else"):
        await agenda.dissent.decide(1, stranger, take=True, now=agenda.now)
    click = agenda.click(MILA)
    for _ in range(2):
        shown = await agenda.dissent.decide(1, click, take=False, now=agenda.now)
        assert (shown.dissent.verdict, shown.dissent.by) == (Verdict.KEPT, "Mila")


async def test_what_only_a_day_was_known_of_gets_its_hour_offered(agenda: Agenda) -> None:
    await entered(agenda, when="14-03-2026")
    await agenda.add("Cellar", gig(id="c"))
    (question,) = await dissents(agenda)
    assert question.said["starts"] == NIGHT
    await agenda.dissent.decide(1, agenda.click(), take=True, now=agenda.now)
    details = (await agenda.event()).details
    assert (details.starts, details.time_known) == (NIGHT, True)


async def test_why_tells_what_the_source_says_and_who_decided(agenda: Agenda) -> None:
    await entered(agenda)
    source = await agenda.add("Cellar", gig(id="c"))
    await read_twice(agenda, source, gig(id="c", start=LATER))
    why = await agenda.explaining.why(1, MILA)
    (told,) = why.dissents
    assert (told.source.name, told.theirs.starts, told.ours.starts) == ("Cellar", LATER, NIGHT)
    assert why.may_change


async def test_who_enters_what_stands_already_sees_where_it_says_otherwise(agenda: Agenda) -> None:
    await agenda.add("Cellar", gig(id="c"))
    sent = await agenda.submit(when="14-03-2026 20:15")
    assert (sent.joined, sent.event.details.starts) == (True, NIGHT)
    assert (sent.typed["starts"], "place" in sent.typed) == (NIGHT + timedelta(minutes=15), False)
    again = await agenda.submit(when="14-03-2026 20:00")
    assert again.typed == {}
