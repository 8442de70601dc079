"""The directory and the contact page on the public site: what was made public, and nothing more."""

from aiohttp import ClientSession
from directory import kept, of, own, stands
from lxml import etree, html
from town import Town

from domain.directory.finding import Query
from domain.sectors import Appointment, Part
from storage.unit import Unit
from web.contact import linked


async def page(town: Town, path: str) -> tuple[int, str]:
    async with ClientSession() as session, session.get(town.app.web_url + path) as response:
        return response.status, await response.text()


async def test_only_what_was_made_public_stands_there_in_both_languages(town: Town) -> None:
    await stands(town, public=True, shows=True)
    await stands(town, "Joris", name="Joris verborgen")
    for path, offers in (("/nl/gids", "Biedt"), ("/en/directory", "Offers")):
        status, text = await page(town, path)
        assert status == 200
        assert "Studio Mila" in text
        assert offers in text
        assert "Joris verborgen" not in text
        assert str(town["Mila"].id) not in text
        assert str(town.guild) not in text
    assert 'hreflang="en" href="' in text
    assert "/nl/gids" in text
    none = (await page(town, "/nl/gids?q=verborgen"))[1]
    assert "Niemand hier past daarbij" in none
    assert "Joris" not in none


async def test_what_is_made_private_leaves_the_site_and_who_left_does_too(town: Town) -> None:
    await stands(town, public=True)
    mila = town["Mila"]
    form = await mila.slash("directory add")
    preview = await mila.fill(form, {"name": "Studio Mila"})
    more = await mila.press(preview, custom_id=of(preview, "more"))
    preview = await mila.fill(more, {"public": ["no"]})
    await mila.press(preview, custom_id=of(preview, "send"))
    assert not (await own(town, "Mila")).public
    assert "Studio Mila" not in (await page(town, "/nl/gids"))[1]

    await stands(town, "Joris", name="Joris maakt", public=True)
    assert "Joris maakt" in (await page(town, "/nl/gids"))[1]
    now = town.app.clock.now()
    await town.app.services.directory_people.left(town.guild, town["Joris"].id, now=now)
    assert "Joris maakt" not in (await page(town, "/nl/gids"))[1]


async def test_searching_filtering_and_turning_pages(town: Town) -> None:
    for number in range(3):
        await stands(town, ("Mila", "Joris", "Daan")[number], name=f"Maker {number}", public=True)
    found = (await page(town, "/nl/gids?q=repetiteruimte&type=creative"))[1]
    assert "3 vermeldingen" in found
    assert "Maker" not in (await page(town, "/nl/gids?type=city"))[1]
    for odd in ("?page=abc", "?page=0", "?page=99999", "?type=zzz&page=-1", "?q=%00%F0%9F%92%A9"):
        assert (await page(town, "/nl/gids" + odd))[0] == 200
    services = town.app.services.directory
    second = await services.public(town.guild, Query(), 2, size=2)
    assert ([one.name for one in second.entries], second.pages) == (["Maker 2"], 2)


async def test_a_place_leads_to_its_page_in_the_agenda(town: Town) -> None:
    place = await kept(town, name="Tankstation", offers="zaal")
    form = await town["Noor"].slash("directory edit", entry=str(place.id))
    preview = await town["Noor"].fill(form, {"name": "Tankstation"})
    more = await town["Noor"].press(preview, custom_id=of(preview, "more"))
    preview = await town["Noor"].fill(more, {"public": ["yes"]})
    await town["Noor"].press(preview, custom_id=of(preview, "send"))
    tree = html.fromstring((await page(town, "/nl/gids?q=tankstation"))[1])
    leads = tree.xpath("//li[@class='entry']//p[@class='facts']//a/@href")
    assert len(leads) == 1
    assert leads[0].startswith("/nl/plek/")
    assert (await page(town, leads[0]))[0] == 200


async def test_hostile_words_are_only_words(town: Town) -> None:
    bad = '<script>alert(1)</script> "><img src=x onerror=alert(1)> {{ 7 * 7 }}'
    await stands(town, name='<b>"x', about=bad, offers=bad, public=True)
    text = (await page(town, "/nl/gids"))[1]
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "<b>" not in text
    assert "{{ 7 * 7 }}" in text
    asked = (await page(town, "/nl/gids?q=%22%3E%3Cscript%3E"))[1]
    assert "<script>" not in asked.replace('<script type="application/ld+json">', "")


async def test_contact_names_who_agreed_and_nobody_else(town: Town) -> None:
    def work(unit: Unit) -> None:
        for part, who in ((Part.HEAD, "Sanne"), (Part.DEPUTY, "Joris")):
            unit.communities.appoint(town.guild, Appointment("vergunningen", part, town[who].id))

    await town.app.database.write(work)
    before = (await page(town, "/nl/contact"))[1]
    assert "Deze sectoren bereikt u via het loket:" in before
    assert "<li>Vergunningen</li>" in before
    for who, reach, line in (
        ("Sanne", "public", "sanne@example.org, ma 10-12 uur <script>"),
        ("Joris", "line", "joris@example.org"),
    ):
        form = await town[who].slash("contact-settings")
        await town[who].fill(form, {"reach": [reach], "name": f"{who} <b>V", "line": line})
    status, text = await page(town, "/nl/contact")
    assert status == 200
    assert "Sanne &lt;b&gt;V</strong>, sectorhoofd" in text
    assert 'href="mailto:sanne@example.org"' in text
    assert "&lt;script&gt;" in text
    assert "Joris" not in text
    assert "joris@" not in text
    assert str(town["Sanne"].id) not in text
    assert "Hieronder vindt u" in text
    assert "</strong>, sector head" in (await page(town, "/en/contact"))[1]
    tree = html.fromstring(text)
    assert tree.xpath("//h2[text()='Vergunningen']")
    assert "<li>Vergunningen</li>" not in text


async def test_both_stand_in_the_sitemap_and_the_navigation(town: Town) -> None:
    tree = etree.fromstring((await page(town, "/sitemap.xml"))[1].encode())
    found = {address.rpartition("/")[2] for address in tree.xpath("//*[local-name()='loc']/text()")}
    assert {"gids", "directory", "contact"} <= found
    ways = html.fromstring((await page(town, "/nl/"))[1]).xpath("//nav[@class='ways']//a/@href")
    assert {"/nl/gids", "/nl/contact"} <= set(ways)


def test_a_contact_line_is_linked_where_it_leads_somewhere() -> None:
    assert linked("a@b.nl") == [("a@b.nl", "mailto:a@b.nl")]
    assert linked("Bel 053-123 45 67 of mail x.y@z.org.") == [
        ("Bel ", ""),
        ("053-123 45 67", "tel:0531234567"),
        (" of mail ", ""),
        ("x.y@z.org", "mailto:x.y@z.org"),
        (".", ""),
    ]
    assert linked("https://example.org/a, javascript:alert(1)") == [
        ("https://example.org/a", "https://example.org/a"),
        (", javascript:alert(1)", ""),
    ]
    assert linked("ma 10-12 uur") == [("ma 10-12 uur", "")]
    assert linked("") == []
