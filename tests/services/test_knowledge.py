"""Articles in and out as files, with every version, on a real database."""

from datetime import UTC, date, datetime

import pytest

from domain.knowledge import Standing, parse
from domain.refusal import Refusal
from services.acting import Caller
from services.knowledge import KnowledgeService
from services.searching import SearchService
from storage.database import Database

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
MILA = Caller(id=1, name="Mila", community=50, interaction=1, manages=True)
ROBIN = Caller(id=2, name="Robin", community=50, interaction=2, manages=True)

NOISE = """---
# kept as it was written
title:   "Geluid bij een feest"
language: nl
aliases: [lawaai, decibel]
checked_on: 2026-11-01 (stored copy)
---

Muziek buiten mag tot elf uur. Zie ook de [vergunning](vergunning.md).
"""
SECRET = """---
title: Sleutelkluis
language: nl
public: false
---

De code van de sleutelkluis hangt bij zwartkijkers.
"""


@pytest.fixture
def knowledge(database: Database) -> KnowledgeService:
    return KnowledgeService(database)


@pytest.fixture
def search(database: Database) -> SearchService:
    return SearchService(database)


async def test_what_goes_in_comes_out_to_the_letter(knowledge: KnowledgeService) -> None:
    files = [("nl/geluid", NOISE), ("nl/kluis", SECRET)]
    first = await knowledge.take_in(50, files, now=NOW)
    assert (sorted(first.added), first.changed, first.refused) == (["nl/geluid", "nl/kluis"], (), {})
    assert [link.to for link in first.broken["nl/geluid"]] == ["nl/vergunning"]
    assert await knowledge.give_out(50) == files
    again = await knowledge.take_in(50, await knowledge.give_out(50), now=NOW)
    assert (again.added, again.changed, sorted(again.unchanged)) == ((), (), ["nl/geluid", "nl/kluis"])


async def test_a_file_that_is_no_article_leaves_the_others_alone(knowledge: KnowledgeService) -> None:
    taken = await knowledge.take_in(50, [("nl/geluid", NOISE), ("nl/los", "Zonder kop.")], now=NOW)
    assert taken.added == ("nl/geluid",)
    assert "front matter" in taken.refused["nl/los"]


async def test_a_changed_file_is_the_next_version_and_the_old_one_can_come_back(
    knowledge: KnowledgeService, search: SearchService
) -> None:
    await knowledge.take_in(50, [("nl/geluid", NOISE)], now=NOW)
    changed = NOISE.replace("elf uur", "middernacht")
    assert (await knowledge.take_in(50, [("nl/geluid", changed)], now=NOW)).changed == ("nl/geluid",)
    assert [one.text for one in await knowledge.history(50, "nl/geluid")] == [changed, NOISE]
    assert (await search.ask(50, "middernacht", members=False, today=TODAY)).found
    assert await knowledge.approve(MILA, "nl/geluid", 1, now=NOW) is not None
    page = await knowledge.page(50, "nl/geluid", members=False, now=NOW)
    assert page is not None
    assert page.article == parse(NOISE)
    assert not (await search.ask(50, "middernacht", members=False, today=TODAY)).found


async def test_a_draft_waits_for_a_second_person(knowledge: KnowledgeService, search: SearchService) -> None:
    draft = await knowledge.draft(MILA, "nl/geluid", NOISE, now=NOW)
    assert draft is not None
    assert await knowledge.page(50, "nl/geluid", members=True, now=NOW) is None
    assert not (await search.ask(50, "decibel", members=True, today=TODAY)).found
    mine = Caller(id=1, name="Mila", community=50, interaction=3, manages=True)
    with pytest.raises(Refusal, match="second person"):
        await knowledge.approve(mine, "nl/geluid", draft.number, now=NOW)
    assert await knowledge.approve(ROBIN, "nl/geluid", draft.number, now=NOW) is not None
    assert (await search.ask(50, "decibel", members=False, today=TODAY)).answered


async def test_a_click_that_comes_twice_makes_one_draft(knowledge: KnowledgeService) -> None:
    assert await knowledge.draft(MILA, "nl/geluid", NOISE, now=NOW) is not None
    assert await knowledge.draft(MILA, "nl/geluid", NOISE, now=NOW) is None
    assert len(await knowledge.history(50, "nl/geluid")) == 1


async def test_who_is_no_member_finds_no_trace(knowledge: KnowledgeService, search: SearchService) -> None:
    await knowledge.take_in(50, [("nl/geluid", NOISE)], now=NOW)
    before = [await search.ask(50, asked, members=False, today=TODAY) for asked in ("sleutelkluis", "muziek")]
    await knowledge.take_in(50, [("nl/kluis", SECRET)], now=NOW)
    after = [await search.ask(50, asked, members=False, today=TODAY) for asked in ("sleutelkluis", "muziek")]
    assert before == after
    assert (await search.ask(50, "sleutelklius", members=True, today=TODAY)).found[
        0
    ].article.key == "nl/kluis"
    assert await knowledge.page(50, "nl/kluis", members=False, now=NOW) is None
    assert [one.key for one in await knowledge.titles(50, members=False)] == ["nl/geluid"]


async def test_an_article_that_was_not_checked_again_is_warned_of(
    knowledge: KnowledgeService, search: SearchService
) -> None:
    await knowledge.take_in(50, [("nl/geluid", NOISE)], now=NOW)
    late = await search.ask(50, "decibel", members=False, today=date(2027, 11, 22))
    assert late.found[0].standing is Standing.OVERDUE
