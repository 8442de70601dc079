"""What stands in the agenda is found, on both databases, and its version grows with every change."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.agenda import Query, wanted
from domain.communities import Community
from domain.events import Details, Event, Language, Stage
from domain.themes import Theme
from domain.venues import Venue
from services.agenda import AgendaService, Found
from storage.database import Database, open_database
from storage.unit import Unit

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
HERE = 7


@pytest.fixture
async def agenda(database: Database) -> AgendaService:
    def found(unit: Unit) -> None:
        unit.communities.save(Community(HERE, "De Sektor"))
        unit.communities.save(Community(8, "Elsewhere"))
        unit.communities.put_theme(HERE, Theme("music", "Muziek", "Music"), 0)
        unit.venues.add(HERE, Venue(0, "Tankstation"))
        add(unit, "Noise Night", 1, themes=("music", "underground"), venue_id=1, language=Language.NONE)
        add(unit, "Poetry Slam", 2, themes=("theatre",), language=Language.DUTCH, description="Café Bolwerk")
        add(unit, "Doom Choir", 3, themes=("music_and_more",), language=Language.ENGLISH)
        add(unit, "Not looked at yet", 3, stage=Stage.REVIEW)
        add(unit, "Of others", 1, community=8)
        add(unit, "Long ago", -30)
        add(unit, "Exhibition", -20, ends=NOW + timedelta(days=20))

    await database.write(found)
    return AgendaService(database)


def add(
    unit: Unit, title: str, days: int, *, stage: Stage = Stage.PUBLISHED, community: int = HERE, **more: Any
) -> Event:
    details = Details(title=title, starts=NOW + timedelta(days=days), **more)
    return unit.events.add(
        Event(id=0, community=community, details=details, stage=stage, created_at=NOW, updated_at=NOW)
    )


def titles(found: Found) -> Sequence[str]:
    return [one.event.details.title for one in found.listed]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        (Query(since=NOW), ["Exhibition", "Noise Night", "Poetry Slam", "Doom Choir"]),
        (Query(since=NOW, until=NOW + timedelta(days=2)), ["Exhibition", "Noise Night"]),
        (Query(themes=frozenset({"music"})), ["Noise Night"]),
        (Query(themes=frozenset({"music", "theatre"})), ["Noise Night", "Poetry Slam"]),
        (Query(themes=frozenset({"musicXandXmore"})), []),
        (Query(themes=frozenset({"%"})), []),
        (Query(venue=1), ["Noise Night"]),
        (Query(english_friendly=True), ["Noise Night", "Doom Choir"]),
        (Query(languages=frozenset({Language.DUTCH})), ["Poetry Slam"]),
        (Query(words="cafe BOL"), ["Poetry Slam"]),
        (Query(words="tankst"), ["Noise Night"]),
        (Query(), ["Long ago", "Exhibition", "Noise Night", "Poetry Slam", "Doom Choir"]),
    ],
)
async def test_what_is_asked_for_is_found(agenda: AgendaService, query: Query, shown: list[str]) -> None:
    found = await agenda.find(HERE, query)
    assert titles(found) == shown
    assert found.total == len(shown)


async def test_a_day_whose_hour_is_not_known_is_found_all_day(
    agenda: AgendaService, database: Database
) -> None:
    await database.write(lambda unit: add(unit, "Some hour", 40, time_known=False))
    begins = NOW + timedelta(days=40)
    assert titles(await agenda.find(HERE, Query(since=begins + timedelta(hours=23)))) == ["Some hour"]
    assert titles(await agenda.find(HERE, Query(since=begins + timedelta(hours=24)))) == []


@given(
    words=st.lists(
        st.sampled_from(
            ["noise", "NOI", "nigh", "ise", "tank", "station", "cafe", "Café", "%", "_", "de", "5"]
        ),
        max_size=3,
    ).map(" ".join)
)
@settings(max_examples=60, deadline=None)
def test_the_database_finds_the_words_that_the_rule_finds(words: str) -> None:
    """`domain.agenda.wanted` says what is asked for; what is stored is searched by the same rule."""
    found = asyncio.run(_found_by_words(words))
    assert found[0] == found[1]


async def _found_by_words(words: str) -> tuple[list[str], list[str]]:
    with TemporaryDirectory() as folder:
        database = await open_database(f"sqlite+aiosqlite:///{folder}/sektor.db")
        try:

            def work(unit: Unit) -> None:
                unit.communities.save(Community(HERE, "De Sektor"))
                unit.venues.add(HERE, Venue(0, "De Tank-station"))
                add(unit, "Noise Night", 1, venue_id=1)
                add(unit, "Poetry_Slam 100%", 2, description="in het Café", price="€5,50")
                add(unit, "De nacht", 3, place="Station Noord")

            await database.write(work)
            agenda = AgendaService(database)
            everything = await agenda.find(HERE, Query())
            query = Query(words=words)
            kept = [one.event.details.title for one in everything.listed if wanted(one, query)]
            return list(titles(await agenda.find(HERE, query))), kept
        finally:
            await database.close()


@pytest.mark.parametrize("words", ["", "o"])
async def test_page_by_page(agenda: AgendaService, words: str) -> None:
    pages = [await agenda.find(HERE, Query(words=words), offset=offset, limit=2) for offset in (0, 2, 4)]
    whole = await agenda.find(HERE, Query(words=words))
    assert [title for page in pages for title in titles(page)] == titles(whole)
    assert {page.total for page in pages} == {len(titles(whole))}


async def test_a_snapshot_is_everything_public(agenda: AgendaService) -> None:
    snapshot = await agenda.snapshot(HERE, since=NOW)
    assert [one.event.details.title for one in snapshot.listed] == [
        "Exhibition",
        "Noise Night",
        "Poetry Slam",
        "Doom Choir",
    ]
    assert {one.event.details.title: one.place for one in snapshot.listed}["Noise Night"] == "Tankstation"


async def test_every_change_of_what_is_public_is_counted_and_told(
    agenda: AgendaService, database: Database
) -> None:
    told: list[int] = []
    agenda.when_changed(lambda: told.append(1))
    before = await agenda.versions()
    await database.write(lambda unit: unit.meta.put("something", "else"))
    assert await agenda.versions() == before

    await database.write(lambda unit: add(unit, "One more", 5))
    assert await agenda.versions() == {**before, HERE: before[HERE] + 1}

    def changes(unit: Unit) -> None:
        unit.agenda_changed(8)
        add(unit, "And two", 5)
        add(unit, "And three", 5)

    await database.write(changes)
    assert await agenda.versions() == {HERE: before[HERE] + 2, 8: before[8] + 1}
    if database.alone:
        assert len(told) == 2


async def test_what_fails_counts_nothing(agenda: AgendaService, database: Database) -> None:
    before = await agenda.versions()

    def breaks(unit: Unit) -> None:
        add(unit, "Never", 5)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await database.write(breaks)
    assert await agenda.versions() == before
