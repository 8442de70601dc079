"""The theme rules of a source: taught by a correction, taken away, put back."""

from dataclasses import replace

import pytest
from agenda import MILA, NOOR, Agenda, gig

from domain.refusal import Refusal
from domain.source_register import Source
from storage.database import Database


@pytest.fixture
async def agenda(database: Database) -> Agenda:
    return await Agenda.founded(database)


async def taught(agenda: Agenda) -> Source:
    """A source with a rule: what is called “Zaal 2” there is theatre."""
    source = await agenda.add("Cellar", gig("Open avond", id="a", categories=("Zaal 2",)))
    event = await agenda.event()
    await agenda.explaining.correct(event.id, ("theatre",), agenda.click(), now=agenda.now)
    await agenda.explaining.learn(event.id, agenda.click(), now=agenda.now)
    return source


async def themes_of_the_next(agenda: Agenda, source: Source, id: str) -> tuple[str, ...]:
    listed = agenda.shelf.readings["https://cellar.example/agenda.ics"]
    assert not isinstance(listed, Refusal)
    more = gig(f"Avond {id}", id=id, days=7 + len(listed.events), categories=("Zaal 2",))
    agenda.show("Cellar", *listed.events, more)
    await agenda.read(source)
    return (await agenda.events())[-1].details.themes


async def test_a_rule_is_taken_away_and_put_back(agenda: Agenda) -> None:
    source = await taught(agenda)
    assert await themes_of_the_next(agenda, source, "b") == ("theatre",)
    book = await agenda.rules.of(source.id, NOOR)
    (away, rule) = book.source.rules
    assert {str(away.explained()), str(rule.explained())} == {
        "What this source calls “Zaal 2” belongs to theatre.",
        "What this source calls “Zaal 2” does not belong to music.",
    }
    for one in book.source.rules:
        book = await agenda.rules.drop(source.id, one.key, agenda.click(), now=agenda.now)
        assert book.changed == one
    assert book.source.rules == ()
    assert await themes_of_the_next(agenda, source, "c") == ("music",)
    assert (await agenda.events())[1].details.themes == ("theatre",)  # what stands, stays
    for one in (away, rule):
        book = await agenda.rules.put_back(source.id, one.key, agenda.click(), now=agenda.now)
    assert set(book.source.rules) == {away, rule}
    assert book.source.former_rules == ()
    assert await themes_of_the_next(agenda, source, "d") == ("theatre",)


async def test_a_click_that_comes_twice_counts_once_and_a_late_one_is_told(agenda: Agenda) -> None:
    source = await taught(agenda)
    rule = (await agenda.rules.of(source.id, NOOR)).source.rules[0]
    click = agenda.click()
    for _ in range(2):
        book = await agenda.rules.drop(source.id, rule.key, click, now=agenda.now)
        assert book.changed == rule
        assert rule not in book.source.rules
    with pytest.raises(Refusal, match="changed already"):
        await agenda.rules.drop(source.id, rule.key, agenda.click(), now=agenda.now)


async def test_only_editors_see_and_change_them(agenda: Agenda) -> None:
    source = await taught(agenda)
    rule = (await agenda.rules.of(source.id, NOOR)).source.rules[0]
    with pytest.raises(Refusal, match="editors"):
        await agenda.rules.of(source.id, MILA)
    with pytest.raises(Refusal, match="editors"):
        await agenda.rules.drop(source.id, rule.key, replace(MILA, interaction=777), now=agenda.now)
    assert rule in (await agenda.rules.of(source.id, NOOR)).source.rules


async def test_what_is_put_back_replaces_what_was_taught_since(agenda: Agenda) -> None:
    source = await taught(agenda)
    rule = next(
        one for one in (await agenda.rules.of(source.id, NOOR)).source.rules if one.theme == "theatre"
    )
    await agenda.rules.drop(source.id, rule.key, agenda.click(), now=agenda.now)
    event = await agenda.event()
    await agenda.explaining.correct(event.id, ("underground",), agenda.click(), now=agenda.now)
    await agenda.explaining.learn(event.id, agenda.click(), now=agenda.now)
    book = await agenda.rules.put_back(source.id, rule.key, agenda.click(), now=agenda.now)
    assert [one for one in book.source.rules if one.theme == "theatre"] == [rule]
