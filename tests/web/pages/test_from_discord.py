"""From a form in Discord to the pages that everybody reads: the real bot, its own web port."""

from collections.abc import AsyncIterator, Callable

import aiohttp
import pytest
from lxml import html
from submitting import png, submit, the_event
from town import Town


@pytest.fixture
async def web(town: Town) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(town.app.web_url) as session:
        yield session


async def soon(web: aiohttp.ClientSession, path: str, tells: Callable[[str], bool]) -> str:
    """The page as soon as it tells that; every look at it is a real one."""
    while True:
        async with web.get(path) as answer:
            text = await answer.text()
        if tells(text):
            return text


def titles(page: str) -> list[str]:
    return [one.text_content() for one in html.document_fromstring(page).cssselect("h3 a")]


async def test_what_is_entered_is_on_every_page_and_so_is_what_becomes_of_it(
    town: Town, web: aiohttp.ClientSession
) -> None:
    async with web.get("/", headers={"Accept-Language": "nl"}) as answer:
        assert answer.url.path == "/nl/"
        assert titles(await answer.text()) == []
    await submit(town["Noor"], title="Kabaal in de kelder", when="vr 13 mrt 21:00")
    event = await the_event(town)
    for path in ("/nl/", "/en/theme/music", "/nl/dag/2026-03-13", "/nl/zoeken?q=kabaal", "/en/new"):
        page = await soon(web, path, lambda text: "Kabaal" in text)
        assert titles(page) == ["Kabaal in de kelder"], path
    own = f"/nl/evenement/{event.id}-kabaal-in-de-kelder"
    page = await soon(web, own, lambda text: "Kabaal" in text)
    assert "Tankstation" in page
    assert "Noor" not in page
    assert str(town.guild) not in page
    await town["Noor"].slash("event cancel", event=str(event.id), reason="De stroom is afgesloten.")
    page = await soon(web, own, lambda text: "Afgelast" in text)
    assert "De stroom is afgesloten." in page
    await soon(web, "/en/", lambda text: "cancelled" in text)


async def test_what_waits_for_an_editor_is_on_no_page(town: Town, web: aiohttp.ClientSession) -> None:
    await submit(town["Mila"], title="Te vroeg", when="vr 13 mrt 21:00")
    await submit(town["Noor"], title="Openbaar", when="vr 13 mrt 22:00")
    page = await soon(web, "/nl/", lambda text: "Openbaar" in text)
    assert titles(page) == ["Openbaar"]
    async with web.get("/nl/evenement/1") as answer:
        assert answer.status == 404


async def test_a_poster_that_was_sent_along_is_on_its_page(town: Town, web: aiohttp.ClientSession) -> None:
    await submit(town["Noor"], title="Met poster", poster=("poster.png", png()))
    event = await the_event(town)
    page = await soon(web, f"/nl/evenement/{event.id}-met-poster", lambda text: "Met poster" in text)
    (source,) = [one.get("src") for one in html.document_fromstring(page).cssselect("figure img")]
    async with web.get(source) as answer:
        assert (answer.content_type, await answer.read()) == ("image/png", png())
