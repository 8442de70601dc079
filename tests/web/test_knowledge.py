"""The knowledge base on the public site."""

from aiohttp import ClientSession
from lxml import etree
from shelf import FILES, NOW, article, filled
from town import Town
from yarl import URL

HOSTILE = article(
    "Gevaar",
    "nl",
    "## Kop\n\n<script>alert(1)</script> [klik](javascript:alert(1)) ![x](https://evil.example/x.png)\n\n"
    "Zie [de zolder](zolder.md) en [geluid](geluid.md) en [weg](bestaatniet.md).\n",
)


async def page(town: Town, path: str) -> tuple[int, str]:
    async with ClientSession() as session, session.get(town.app.web_url + path) as response:
        return response.status, await response.text()


async def test_articles_stand_there_in_both_languages_and_lead_to_each_other(town: Town) -> None:
    await filled(town)
    status, listed = await page(town, "/nl/kennisbank")
    assert status == 200
    assert 'href="/nl/kennisbank/alcohol-schenken"' in listed
    assert "Stappenplan - een festival" in listed
    status, read = await page(town, "/nl/kennisbank/alcohol-schenken")
    assert status == 200
    assert "Er staat iemand van minstens 21 achter de bar." in read
    assert 'hreflang="en" href="' in read
    assert "/en/knowledge/alcohol-schenken" in read
    assert 'href="/nl/kennisbank/geluid"' in read
    assert "Gecontroleerd op zondag 1 maart 2026." in read
    assert "Somebody of at least 21" in (await page(town, "/en/knowledge/alcohol-schenken"))[1]
    guide = (await page(town, "/nl/kennisbank/stappenplan-festival"))[1]
    assert "12 weken vooraf" in guide
    terms = (await page(town, "/nl/kennisbank/begrippen"))[1]
    assert "Toestemming van de gemeente." in terms


async def test_search_engines_find_what_is_public_and_nothing_else(town: Town) -> None:
    await filled(town)
    assert "/sitemap-knowledge.xml\n" in (await page(town, "/robots.txt"))[1]
    status, listed = await page(town, "/sitemap-knowledge.xml")
    assert status == 200
    root = etree.fromstring(listed.encode())
    paths = {URL(str(one.text)).path for one in root.iter("{*}loc")}
    assert {"/nl/kennisbank", "/nl/kennisbank/geluid", "/en/knowledge/alcohol-schenken"} <= paths
    assert not any("zolder" in one for one in paths)
    for path in paths:
        assert (await page(town, path))[0] == 200


async def test_how_it_was_checked_is_said_in_the_readers_language(town: Town) -> None:
    copied = article("Bewaard", "nl", "## Wat?\n\nEen kopie.\n").replace(
        "checked_on: 2026-03-01", "checked_on: 2026-03-01 (stored copy)"
    )
    await town.app.services.knowledge.take_in(town.guild, [("nl/bewaard", copied)], now=NOW)
    shown = (await page(town, "/nl/kennisbank/bewaard"))[1]
    assert "Gecontroleerd op zondag 1 maart 2026, in een bewaarde kopie van de bron." in shown
    chat = await town["Mila"].slash("kb show", article="nl/bewaard")
    assert "Gecontroleerd op zondag 1 maart 2026, in een bewaarde kopie van de bron." in chat.text


async def test_what_is_for_members_is_nowhere_and_hostile_text_is_harmless(town: Town) -> None:
    await filled(town)
    await town.app.services.knowledge.take_in(town.guild, [*FILES.items(), ("nl/gevaar", HOSTILE)], now=NOW)
    hidden, text = await page(town, "/nl/kennisbank/zolder")
    assert hidden == (await page(town, "/nl/kennisbank/nergens"))[0] == 404
    assert "bloempot" not in text
    assert "Geheime" not in text
    for path in (
        "/nl/kennisbank",
        "/nl/kennisbank?q=waar+ligt+de+sleutel+van+de+zolder",
        "/nl/kennisbank/begrippen",
    ):
        text = (await page(town, path))[1]
        assert "bloempot" not in text
        assert "Geheime zolder" not in text
    _, read = await page(town, "/nl/kennisbank/gevaar")
    assert "<script>alert" not in read
    assert 'href="javascript' not in read
    assert "evil.example" not in read
    assert "zolder.md" not in read
    assert 'href="/nl/kennisbank/geluid"' in read


async def test_searching_quotes_or_says_no(town: Town) -> None:
    await filled(town)
    found = (await page(town, "/nl/kennisbank?q=wie+staat+er+achter+de+bar"))[1]
    assert "minstens 21" in found
    none = (await page(town, "/en/knowledge?q=%22%3E%3Cb%3Ec%2B%2B%3F"))[1]
    assert "Nothing in the knowledge base answers this." in none
    assert "<b>c++" not in none
