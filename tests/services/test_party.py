"""The party goes round, on both databases."""

from datetime import timedelta

import pytest
from gatherings import HEADS, HERE, Gatherings, local

from domain.decisions.ballots import picked
from domain.directory.entry import Entry, Kind
from domain.meetings.party import Wants
from domain.refusal import Refusal
from domain.venues import Venue
from services.closing import ClosingService
from services.decisions import DecisionService
from services.party import PartyService
from services.voting import VotingService
from storage.database import Database
from storage.unit import Unit


async def test_from_the_question_to_the_host(database: Database) -> None:
    town = await Gatherings.founded(database, local(2026, 9, 1))
    party, head = PartyService(database, DecisionService(database)), HEADS[0]

    def known(unit: Unit) -> list[int]:
        for one in unit.venues.of(HERE):
            unit.venues.drop(one.id)
        names = ("Tetem", "Fabriek", "Artikel 5")
        return [unit.venues.add(HERE, Venue(0, name)).id for name in names]

    tetem, fabriek, artikel = await town.do(known)
    await party.note_host(town.caller(head), 2025, tetem, now=town.now)
    await party.note_host(town.caller(head), 2024, fabriek, now=town.now)
    with pytest.raises(Refusal):
        await party.note_host(town.caller(99), 2023, artikel, now=town.now)
    shown = await party.ask(town.caller(head), 2026, now=town.now)
    assert [one.name for one, _, _ in shown.asked] == ["Artikel 5", "Fabriek"]
    with pytest.raises(Refusal, match="not asked"):
        await party.answer(town.caller(99), 2026, tetem, Wants.YES, now=town.now)
    await party.answer(town.caller(99), 2026, fabriek, Wants.YES, now=town.now)
    with pytest.raises(Refusal, match="at least two"):
        await party.choose(town.caller(head, manages=True), 2026, "locatie", now=town.now)
    await party.answer(town.caller(98), 2026, artikel, Wants.YES, now=town.now)
    decision = await party.choose(town.caller(head, manages=True), 2026, "locatie", now=town.now)
    assert decision.terms.options == ("Artikel 5", "Fabriek")
    assert await database.read(lambda unit: set(unit.decisions.places(decision.id))) == set(HEADS)
    with pytest.raises(Refusal, match="already"):
        await party.choose(town.caller(head, manages=True), 2026, "locatie", now=town.now)
    with pytest.raises(Refusal, match="being made"):
        await party.answer(town.caller(98), 2026, artikel, Wants.NO, now=town.now)
    for person in HEADS:
        await VotingService(database).vote(
            town.caller(person), decision.id, picked(1), pressed=town.now, now=town.now
        )
    town.now += timedelta(days=7, minutes=1)
    await ClosingService(database).close(decision.id, now=town.now)
    shown = await party.of(HERE, 2026)
    assert shown.host == "Fabriek"
    following = await party.of(HERE, 2027)
    assert [one.name for one in following.candidates] == ["Artikel 5", "Tetem"]
    brought = await party.successes(HERE, 2026)
    assert [one.id for one in brought.decisions] == [decision.id]


async def test_places_in_the_directory_are_the_candidates(database: Database) -> None:
    town = await Gatherings.founded(database, local(2026, 9, 1))
    party = PartyService(database, DecisionService(database))

    def known(unit: Unit) -> list[int]:
        for one in unit.venues.of(HERE):
            unit.venues.drop(one.id)
        return [unit.venues.add(HERE, Venue(0, name)).id for name in ("Schouwburg", "Fabriek", "Artikel 5")]

    def listed(name: str, kind: Kind, venue: int) -> Entry:
        return Entry(
            id=0,
            community=HERE,
            kind=kind,
            name=name,
            venue=venue,
            made_by=HEADS[0],
            created_at=town.now,
            updated_at=town.now,
        )

    async def names() -> list[str]:
        return [one.name for one in (await party.of(HERE, 2026)).candidates]

    schouwburg, fabriek, artikel = await town.do(known)
    await town.do(lambda unit: unit.directory.add(listed("Fabriek", Kind.VENUE, fabriek)))
    await town.do(lambda unit: unit.directory.add(listed("Schouwburg", Kind.COMPANY, schouwburg)))
    assert await names() == ["Artikel 5", "Fabriek", "Schouwburg"]
    await party.ask(town.caller(HEADS[0]), 2026, now=town.now)
    await town.do(lambda unit: unit.directory.add(listed("Artikel 5", Kind.VENUE, artikel)))
    assert await names() == ["Artikel 5", "Fabriek", "Schouwburg"], "who was asked is not dropped"
    assert [one.name for one in (await party.of(HERE, 2027)).candidates] == ["Artikel 5", "Fabriek"]
