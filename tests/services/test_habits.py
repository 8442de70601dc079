"""What usually happens at a venue speaks for the theme of what is found there."""

from dataclasses import replace
from datetime import timedelta

import pytest
from agenda import NOOR, Agenda, gig

from domain.events import Stage
from domain.theming import Origin
from domain.venues import Venue
from services.habits import habits_at
from storage.database import Database


@pytest.fixture
async def agenda(database: Database) -> Agenda:
    return await Agenda.founded(database)


def tank(agenda_venues: list[Venue]) -> Venue:
    return next(venue for venue in agenda_venues if venue.name == "Tankstation")


async def nights(agenda: Agenda, count: int, *, theme: str = "music", title: str = "Concert") -> None:
    """Events at the Tankstation, one an evening."""
    found = [gig(f"{title} {n}", id=f"{title}-{n}", days=n) for n in range(count)]
    await agenda.add(f"{title} agenda", *found, theme=theme)


async def test_nine_of_ten_at_this_venue_were_music(agenda: Agenda) -> None:
    await nights(agenda, 9)
    await nights(agenda, 1, theme="theatre", title="Toneelstuk")
    agenda.now += timedelta(days=30)
    venues = await agenda.database.read(lambda unit: unit.venues.of(50))
    found = await agenda.database.read(lambda unit: habits_at(unit, 50, [tank(venues)], agenda.now))
    (told,) = found.values()
    assert {(one.theme, one.events, one.of) for one in told} >= {("music", 9, 10)}
    # the source calls the place by one of its other names
    source = await agenda.add("Guide", gig("Gitaar", id="g", days=60, place="de Tank"), theme="underground")
    event = (await agenda.events())[-1]
    assert event.source_id == source.id
    why = await agenda.explaining.why(event.id, NOOR)
    assert why.decision is not None
    (habit,) = [piece for piece in why.decision.evidence if piece.origin is Origin.HABIT]
    assert habit.theme == "music"
    assert str(habit.reason) == "Of the 10 earlier events at Tankstation, 9 belong here."


async def test_only_what_took_place_and_stood_in_the_agenda_counts(agenda: Agenda) -> None:
    await nights(agenda, 6)
    agenda.now += timedelta(days=30)
    first, second, *_ = await agenda.events()
    await agenda.database.write(lambda unit: unit.events.save(replace(first, stage=Stage.DECLINED)))
    await agenda.database.write(lambda unit: unit.events.save(replace(second, merged_into=first.id)))
    await agenda.add("Guide", gig("Later", id="l", days=90))  # still to come
    venues = await agenda.database.read(lambda unit: unit.venues.of(50))
    found = await agenda.database.read(lambda unit: habits_at(unit, 50, [tank(venues)], agenda.now))
    assert [(one.theme, one.events, one.of) for told in found.values() for one in told] == [("music", 4, 4)]
    later = agenda.now + timedelta(days=800)
    assert await agenda.database.read(lambda unit: habits_at(unit, 50, [tank(venues)], later)) == {}


async def test_a_second_read_does_not_decide_anew(agenda: Agenda) -> None:
    source = await agenda.add("Guide", gig("Gitaar", id="g", days=60))
    await nights(agenda, 9)
    agenda.now += timedelta(days=30)
    before = await agenda.everything()
    await agenda.read(source)
    assert await agenda.everything() == before
