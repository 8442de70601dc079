"""The bot's own web port: public things only."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import aiohttp
import pytest
from icalendar import Calendar
from town import Town

from domain.communities import Community
from domain.events import Details, Event, Stage
from storage.unit import Unit

STARTS = datetime(2026, 3, 28, 22, 30, tzinfo=UTC)


@pytest.fixture
async def web(empty_town: Town) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(empty_town.app.web_url) as session:
        yield session


async def _event(town: Town, stage: Stage) -> int:
    def work(unit: Unit) -> int:
        unit.communities.save(Community(town.guild, "De Sektor"))
        details = Details(title="Nacht van de klok", starts=STARTS, themes=("music",), place="Tankstation")
        event = Event(
            id=0,
            community=town.guild,
            details=details,
            stage=stage,
            submitter=town["Mila"].id,
            made_by="Mila",
            created_at=STARTS,
            updated_at=STARTS,
        )
        return unit.events.add(event).id

    return await town.app.database.write(work)


async def test_it_says_that_it_is_alive(web: aiohttp.ClientSession) -> None:
    async with web.get("/health") as answer:
        assert answer.status == 200
        assert await answer.json() == {"status": "ok"}


async def test_the_address_that_is_passed_on_leads_to_the_readers_page(
    empty_town: Town, web: aiohttp.ClientSession
) -> None:
    number = await _event(empty_town, Stage.PUBLISHED)
    for language, page in (("nl", "/nl/evenement/"), ("en-GB", "/en/event/")):
        async with web.get(f"/events/{number}", headers={"Accept-Language": language}) as answer:
            assert answer.status == 200
            assert answer.url.path.startswith(f"{page}{number}")
            assert "Nacht van de klok" in await answer.text()
    async with web.get("/events/999") as answer:
        assert answer.status == 404


async def test_a_public_event_is_a_calendar_file(empty_town: Town, web: aiohttp.ClientSession) -> None:
    number = await _event(empty_town, Stage.PUBLISHED)
    async with web.get(f"/events/{number}.ics") as answer:
        assert answer.content_type == "text/calendar"
        body = await answer.read()
    (entry,) = Calendar.from_ical(body).walk("VEVENT")
    assert entry["summary"] == "Nacht van de klok"
    assert entry["dtstart"].dt == STARTS
    assert not re.search(rb"\b\d{17,20}\b", body), "no Discord ids"


@pytest.mark.parametrize("stage", [Stage.REVIEW, Stage.DECLINED])
async def test_what_is_not_published_is_not_there(
    empty_town: Town, web: aiohttp.ClientSession, stage: Stage
) -> None:
    number = await _event(empty_town, stage)
    async with web.get(f"/events/{number}.ics") as answer:
        assert answer.status == 404


@pytest.mark.parametrize(
    "path", ["/events/0.ics", "/events/x.ics", "/events/99999999999999999999.ics", "/../config.toml"]
)
async def test_anything_else_is_not_there_either(web: aiohttp.ClientSession, path: str) -> None:
    async with web.get(path) as answer:
        assert answer.status == 404


@pytest.mark.parametrize("path", ["/nl/agenda.ics", "/api/v1/events", "/nl/nothing"])
async def test_a_huge_question_is_refused(web: aiohttp.ClientSession, path: str) -> None:
    async with web.get(f"{path}?q={'x' * 9000}") as answer:
        assert answer.status == 414


async def test_the_language_of_the_reader(empty_town: Town, web: aiohttp.ClientSession) -> None:
    await _event(empty_town, Stage.PUBLISHED)
    for accepts, place in (
        ("nl", "/nl/"),
        ("en-GB,en;q=0.9,nl;q=0.5", "/en/"),
        ("de;q=0.9, nl-BE;q=0.4", "/nl/"),
        ("de, fr", "/en/"),
        ("", "/nl/"),
        ("en;q=x, nl;q=0.1", "/nl/"),
    ):
        async with web.get("/", headers={"Accept-Language": accepts}, allow_redirects=False) as answer:
            assert (accepts, answer.status, answer.headers["Location"]) == (accepts, 302, place)
            assert answer.headers["Vary"] == "Accept-Language"
