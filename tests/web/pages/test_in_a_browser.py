"""The pages in a real browser: every width, both languages, light and dark, without JavaScript, by keyboard,
on paper; and axe-core finds nothing to say."""

from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from chromium import ARGUMENTS, CHROMIUM
from playwright.async_api import Browser, Page, ViewportSize, async_playwright
from public_calendar import HERE, METROPOOL, NOW, TANKSTATION, Calendar, at, day

from domain.directory.entry import Entry, Kind, Tongue
from domain.directory.reaching import Card, Reach
from domain.events import Happening, Language
from domain.sectors import Appointment, Part, Sector
from storage.unit import Unit

AXE = Path(__file__).parents[1] / "clients" / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (320, 390, 1280)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="NO CHROMIUM: the pages were not tried in a browser")

PATHS = {
    "nl": (
        "/nl/",
        "/nl/?from=2026-04-01&english_friendly=true",
        "/nl/thema/music",
        "/nl/plek/1-tankstation",
        "/nl/dag/2026-03-10",
        "/nl/week/2026-W11",
        "/nl/evenement/1-noise-night-sloop-en-kabaal",
        "/nl/evenement/2-hard",
        "/nl/evenement/3-gig",
        "/nl/zoeken?q=n",
        "/nl/nieuw",
        "/nl/abonneren",
        "/nl/meedoen",
        "/nl/gids",
        "/nl/gids?type=venue",
        "/nl/contact",
        "/nl/nergens",
    ),
    "en": (
        "/en/",
        "/en/theme/music",
        "/en/venue/2-metropool",
        "/en/day/2026-03-10",
        "/en/week/2026-W11",
        "/en/event/1-noise-night-sloop-en-kabaal",
        "/en/search",
        "/en/new",
        "/en/subscribe",
        "/en/take-part",
        "/en/directory?q=nobody+at+all",
        "/en/contact",
    ),
}


@pytest.fixture
async def full(calendar: Calendar) -> Calendar:
    """With all that an agenda may hold."""
    await calendar.put(
        "Noise Night: Sloop en Kabaal",
        at(0, 21),
        ends=at(1, 3),
        place="Tankstation",
        venue_id=TANKSTATION,
        themes=("underground", "music"),
        price="€ 7, aan de deur",
        language=Language.NONE,
        accessibility="Begane grond",
        description="Drie acts.\n\nMeer op https://noise.example/" + "x" * 150,
        link="https://noise.example/",
    )
    hard = "Ĳsselmeerdwarsoverstekersvereniging" * 3
    await calendar.put(
        hard[:100], at(1), place=hard[:100], price=hard[:100], description=hard * 10, themes=("music",)
    )
    await calendar.put(
        "Gig", at(1), happening=Happening.CANCELLED, reason="De zanger is ziek.", venue_id=METROPOOL
    )
    await calendar.put("Gig", at(2), happening=Happening.POSTPONED, themes=("music",))
    await calendar.put("Talk", at(2), happening=Happening.MOVED_ONLINE, language=Language.ENGLISH)
    await calendar.put("Later", at(3), happening=Happening.RESCHEDULED)
    await calendar.put("Expositie", day(-9), ends=day(30), time_known=False)
    await calendar.put("أمسية شعرية", day(5), time_known=False, place="مقهى")
    await calendar.put_all(
        [(f"Jamsessie nummer {n}", at(6 + n // 2), {"themes": ("music",)}) for n in range(120)]
    )
    await calendar.change(found_in_the_directory)
    return calendar


def found_in_the_directory(unit: Unit) -> None:
    """An entry with everything, one that is hard to set, a place, and somebody who can be reached."""
    usual = Entry(
        id=0,
        community=HERE,
        kind=Kind.CREATIVE,
        name="Studio Mila",
        tongues=(Tongue.DUTCH, Tongue.ENGLISH),
        offers="Zeefdruk",
        seeks="Repetitieruimte",
        about="Elke zaterdag open.\n\nKom langs.",
        link="https://example.org/" + "x" * 150,
        public=True,
        made_by=1,
        created_at=NOW,
        updated_at=NOW,
    )
    long = "Ĳsselmeerdwarsoverstekersvereniging" * 3
    unit.directory.add(usual)
    unit.directory.add(replace(usual, name=long[:80], offers=long, seeks=long, about=long * 3))
    unit.directory.add(replace(usual, name="Tankstation", kind=Kind.VENUE, venue=TANKSTATION))
    for position, key in enumerate(("vergunningen", "promotie")):
        unit.communities.put_sector(HERE, Sector(key, key.title(), key.title()), position)
    unit.communities.appoint(HERE, Appointment("vergunningen", Part.HEAD, 7))
    unit.directory.put_card(HERE, Card(7, Reach.PUBLIC, "Sanne Vos", f"a@example.org, 053 123 45 67 {long}"))
    unit.agenda_changed(HERE)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        await opened.close()


class Visit:
    """Somebody at the site, with everything that their browser complains about."""

    def __init__(self, calendar: Calendar, page: Page) -> None:
        self.page = page
        self.address = str(calendar.client.make_url("")).rstrip("/")
        self.complaints: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning") and "404" not in message.text:
            self.complaints.append(message.text)

    async def to(self, path: str) -> Page:
        await self.page.goto(self.address + path)
        return self.page


async def visiting(browser: Browser, calendar: Calendar, width: int, **more: Any) -> Visit:
    context = await browser.new_context(viewport=ViewportSize(width=width, height=800), **more)
    return Visit(calendar, await context.new_page())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("locale", PATHS)
async def test_nothing_sticks_out(browser: Browser, full: Calendar, locale: str, width: int) -> None:
    visit = await visiting(browser, full, width, java_script_enabled=True)
    for path in PATHS[locale]:
        page = await visit.to(path)
        wide = await page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, path
        assert await page.evaluate(
            "getComputedStyle(document.querySelector('h1')).fontFamily.includes('mono')"
        )
        assert await page.title()
        small = await page.evaluate(SMALL_TARGETS)
        assert not small, path
    assert not visit.complaints


SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, input, select")].filter(one => {
  const box = one.getBoundingClientRect(), line = one.closest("p, dd, li, h1, h2, h3, label");
  const alone = line && line.textContent.trim() === one.textContent.trim();
  const inSentence = getComputedStyle(one).display === "inline" && line && !alone;
  return box.width && !inSentence && (box.height < 24 || box.width < 24) && !one.matches(".skip");
}).map(one => one.outerHTML.slice(0, 120))"""
"""Links that stand in a sentence may be as low as their line (WCAG 2.2, 2.5.8)."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", PATHS)
async def test_axe_finds_nothing(browser: Browser, full: Calendar, locale: str, scheme: str) -> None:
    if not AXE.exists():
        pytest.skip(
            "NO axe-core: run `npm ci` in tests/web/clients; how accessible the pages are was not judged"
        )
    visit = await visiting(browser, full, 390, color_scheme=scheme, bypass_csp=True)
    found = {}
    for path in PATHS[locale]:
        page = await visit.to(path)
        await page.add_script_tag(path=AXE)
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        result = await page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, "
            "rules: {'target-size': {enabled: true}}})",
            tags,
        )
        assert len(result["passes"]) > 15, "it did look"
        found[path] = [
            (one["id"], one["impact"], [node["html"][:200] for node in one["nodes"]])
            for one in result["violations"]
        ]
    assert not {path: ones for path, ones in found.items() if ones}


async def test_it_all_works_without_a_script(browser: Browser, full: Calendar) -> None:
    visit = await visiting(browser, full, 390, java_script_enabled=False)
    page = await visit.to("/nl/")
    await page.get_by_role("link", name="Zoeken").click()
    await page.get_by_label("Woorden").fill("kabaal")
    await page.get_by_label("Thema").select_option("music")
    await page.get_by_role("button", name="Zoeken").click()
    assert await page.locator(".found").text_content() == "“kabaal”: 1 evenement"
    await page.get_by_role("link", name="Noise Night: Sloop en Kabaal").click()
    assert await page.locator("h1").text_content() == "Noise Night: Sloop en Kabaal"
    await page.get_by_role("link", name="EN", exact=True).click()
    assert await page.locator("dt").first.text_content() == "When"
    await page.get_by_role("link", name="Music", exact=True).click()
    await page.get_by_role("link", name="Further").click()
    assert "from=" in page.url
    assert await page.locator(".event").count() > 0


async def test_by_keyboard_one_gets_everywhere_and_sees_where_one_is(
    browser: Browser, full: Calendar
) -> None:
    visit = await visiting(browser, full, 1280)
    page = await visit.to("/nl/")
    await page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert await skip.text_content() == "Naar de inhoud"
    box = await skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    await page.keyboard.press("Enter")
    assert await page.evaluate("document.activeElement.id") == "content"
    reached = []
    for _ in range(12):
        await page.keyboard.press("Tab")
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert await page.evaluate(outline) == "solid"
        reached.append(await page.evaluate("document.activeElement.textContent.trim()"))
    assert reached[:2] == ["Underground", "Muziek"]
    assert "Noise Night: Sloop en Kabaal" in reached
    await page.keyboard.press("Shift+Tab")


async def test_headings_and_landmarks_are_in_order(browser: Browser, full: Calendar) -> None:
    visit = await visiting(browser, full, 390)
    for path in (*PATHS["nl"], *PATHS["en"]):
        page = await visit.to(path)
        levels = await page.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,h4')].map(one => +one.tagName[1])"
        )
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(after - before <= 1 for before, after in pairwise(levels)), path
        for landmark in ("header", "main", "footer", "nav[aria-label]"):
            assert await page.locator(landmark).count() >= 1, path
    assert not visit.complaints


@pytest.mark.parametrize("zoom", [2, 4])
async def test_it_can_be_made_larger(browser: Browser, full: Calendar, zoom: int) -> None:
    """A desk of 1280 at 400 % is 320 wide (WCAG 2.2, 1.4.10); text alone at 200 % must fit, too (1.4.4)."""
    visit = await visiting(browser, full, 1280 // zoom, bypass_csp=True)
    for path in PATHS["nl"]:
        page = await visit.to(path)
        await page.add_style_tag(content="html { font-size: 200% }") if zoom == 2 else None
        wide = await page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 1280 // zoom, path


async def test_on_paper_stands_what_one_needs_there(browser: Browser, full: Calendar) -> None:
    visit = await visiting(browser, full, 1280)
    page = await visit.to("/nl/week/2026-W11")
    pdf = await page.pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    await page.emulate_media(media="print")
    for hidden in (".ways", ".languages", ".around"):
        assert not await page.locator(hidden).is_visible()
    assert await page.locator(".printed").is_visible()
    assert await page.locator(".printed").text_content() == "https://agenda.example/nl/week/2026-W11"
    page = await visit.to("/nl/evenement/1-noise-night-sloop-en-kabaal")
    shown = await page.evaluate(
        "getComputedStyle(document.querySelector('.actions a[href^=http]'), '::after').content"
    )
    assert "https://noise.example/" in shown


async def test_nothing_moves_for_who_wants_it_still(browser: Browser, full: Calendar) -> None:
    visit = await visiting(browser, full, 390, reduced_motion="reduce")
    page = await visit.to("/nl/")
    assert await page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert await page.evaluate("document.getAnimations().length") == 0


async def test_a_page_asks_for_little_and_for_nothing_elsewhere(browser: Browser, full: Calendar) -> None:
    visit = await visiting(browser, full, 390)
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    await visit.to("/nl/")
    assert all(one.startswith(visit.address) for one in asked)
    assert len(asked) <= 4
    style = next(one for one in asked if "pages" in one).removeprefix(visit.address)
    assert len((await full.get(style)).text) < 20_000
