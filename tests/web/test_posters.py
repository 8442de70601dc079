"""Posters and link pictures over HTTP: for anybody, of public things only, and cheap to ask again."""

import asyncio
import io
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import aiohttp
import pytest
from printing import opened, read_code, squeezed
from pypdf import PdfReader
from standing import at, stands
from town import Town

from domain.events import Happening, Stage
from services.posters import PosterService
from storage.unit import Unit


@pytest.fixture
async def web(town: Town) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(town.app.web_url) as session:
        yield session


async def add(town: Town, title: str = "Noise Night", **more: Any) -> int:
    """The id of an event on Friday, unless told otherwise."""
    return (await stands(town, title, more.pop("starts", at(13)), **more)).id


async def words(web: aiohttp.ClientSession, path: str) -> str:
    async with web.get(path) as answer:
        assert answer.status == 200
        assert answer.content_type == "application/pdf"
        (page,) = PdfReader(io.BytesIO(await answer.read())).pages
        return squeezed(page.extract_text())


@pytest.mark.parametrize(
    ("path", "size"),
    [
        ("/poster/music/2026-W11.png", (1240, 1754)),
        ("/poster/all/this.png", (1240, 1754)),
        ("/poster/music/2026-W11.png?format=instagram&lang=en", (1080, 1350)),
        ("/poster/music/next.png?format=square", (1080, 1080)),
        ("/og/music.png", (1200, 630)),
        ("/og/all/2026-W12.png", (1200, 630)),
        ("/og/event/1.png", (1200, 630)),
    ],
)
async def test_a_picture_in_every_format(
    town: Town, web: aiohttp.ClientSession, path: str, size: tuple[int, int]
) -> None:
    await add(town)
    async with web.get(path) as answer:
        assert answer.status == 200
        assert answer.content_type == "image/png"
        assert opened(await answer.read()).size == size


async def test_a_poster_tells_its_week_and_theme_in_both_languages(
    town: Town, web: aiohttp.ClientSession
) -> None:
    await add(town)
    await add(town, "Slam", themes=("theatre",), starts=at(14))
    await add(town, "Next week", starts=at(20))
    dutch = await words(web, "/poster/all/2026-W11.pdf")
    for told in ("NoiseNight", "Slam", "VRIJDAG13MAART", "WEEK11", "9–15mrt2026", "Tankstation", "20:00"):
        assert told in dutch
    assert "Nextweek" not in dutch
    english = await words(web, "/poster/music/2026-W11.pdf?lang=en")
    for told in ("NoiseNight", "FRIDAY13MARCH", "MUSIC", "9–15Mar2026"):
        assert told in english
    assert "Slam" not in english


async def test_only_what_is_public_and_takes_place(town: Town, web: aiohttp.ClientSession) -> None:
    await add(town, "Waiting", stage=Stage.REVIEW)
    await add(town, "Declined", stage=Stage.DECLINED)
    await add(town, "Cancelled", happening=Happening.CANCELLED)
    await add(town, "Noise Night")
    text = await words(web, "/poster/all/2026-W11.pdf")
    assert "NoiseNight" in text
    for hidden in ("Waiting", "Declined", "Cancelled"):
        assert hidden not in text


async def test_a_change_is_seen_and_nothing_new_costs_nothing(town: Town, web: aiohttp.ClientSession) -> None:
    number = await add(town)
    async with web.get("/poster/music/2026-W11.png") as answer:
        tag = answer.headers["ETag"]
        assert "max-age" in answer.headers["Cache-Control"]
    async with web.get("/poster/music/2026-W11.png", headers={"If-None-Match": tag}) as answer:
        assert answer.status == 304
        assert await answer.read() == b""

    def retitled(unit: Unit) -> None:
        event = unit.events.get(number)
        assert event is not None
        unit.events.save(replace(event, details=replace(event.details, title="Noisier Night")))

    await town.app.database.write(retitled)
    async with web.get("/poster/music/2026-W11.png", headers={"If-None-Match": tag}) as answer:
        assert answer.status == 200
        assert answer.headers["ETag"] != tag


@pytest.mark.parametrize(
    "path",
    [
        "/poster/music/2026-W54.png",
        "/poster/music/soon.png",
        "/poster/music/1999-W01.png",
        "/poster/music/2029-W01.png",
        "/poster/opera/2026-W11.png",
        "/poster/music/2026-W11.png?format=link",
        "/poster/music/2026-W11.png?lang=fr",
        "/og/opera.png",
        "/og/event/99.png",
        "/og/event/x.png",
    ],
)
async def test_what_is_not_there_is_told_in_a_sentence(
    town: Town, web: aiohttp.ClientSession, path: str
) -> None:
    async with web.get(path) as answer:
        assert answer.status == 404
        assert answer.content_type == "text/plain"
        assert len(await answer.text()) > 10


@pytest.mark.parametrize("path", ["/poster/music/2026-W11.gif", "/poster/music/..%2f..%2fconfig.png"])
async def test_what_is_no_address_of_a_poster_is_the_sites_own_page(
    town: Town, web: aiohttp.ClientSession, path: str
) -> None:
    async with web.get(path) as answer:
        assert answer.status == 404
        assert answer.content_type == "text/html"


@pytest.mark.parametrize("stage", [Stage.REVIEW, Stage.DECLINED, Stage.WITHDRAWN])
async def test_an_event_that_is_not_public_has_no_picture(
    town: Town, web: aiohttp.ClientSession, stage: Stage
) -> None:
    number = await add(town, stage=stage)
    async with web.get(f"/og/event/{number}.png") as answer:
        assert answer.status == 404


async def test_the_code_on_a_poster_leads_somewhere(
    town: Town, web: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(town.app.services.posters, "public_url", town.app.web_url)
    async with web.get("/poster/music/this.png") as answer:
        code = read_code(opened(await answer.read()))
    assert code == f"{town.app.web_url}/poster/music/2026-W11"
    async with web.get(code) as answer:
        assert answer.status == 200


async def test_before_setup_there_is_no_agenda(empty_town: Town) -> None:
    async with (
        aiohttp.ClientSession(empty_town.app.web_url) as web,
        web.get("/poster/all/this.png") as answer,
    ):
        assert answer.status == 404


async def test_a_flood_is_turned_away_and_the_rest_is_served(town: Town, web: aiohttp.ClientSession) -> None:
    for number in range(30):
        await add(town, f"Event {number}")

    async def status(number: int) -> tuple[int, str]:
        async with web.get(f"/og/event/{number}.png") as answer:
            await answer.read()
            return answer.status, answer.headers.get("Retry-After", "")

    answers = await asyncio.gather(*(status(number) for number in range(1, 31)))
    assert answers.count((200, "")) >= 20
    assert set(answers) <= {(200, ""), (503, "60")}
    async with web.get("/health") as answer:
        assert answer.status == 200


def test_the_service_takes_the_address_without_its_slash() -> None:
    service = PosterService(None, None, None, "https://agenda.example.org/")  # type: ignore[arg-type]
    assert service.public_url == "https://agenda.example.org"


@pytest.mark.parametrize("path", ["/poster/music/2019-W11", "/poster/gone/2026-W11", "/poster/all/2026-W11"])
async def test_old_paper_on_a_wall_still_leads_somewhere(
    town: Town, web: aiohttp.ClientSession, path: str
) -> None:
    async with web.get(path, allow_redirects=False) as answer:
        assert answer.status == 302
        assert answer.headers["Location"].startswith("/")
