"""The agenda in a venue's own site, in a real browser: on a phone of 320 px and on a desk, against the other
site's style sheet and under its policy."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, async_playwright, expect

from domain.events import Happening, Language

EVENING = datetime(2026, 3, 13, 19, tzinfo=UTC)
HOSTILE = '"><img src=x onerror="document.title=1"></script><script>document.title=1</script>\u2028'
CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

needs_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="NO CHROMIUM: the embed was not tried in a browser"
)

HOST = """<!doctype html><html lang="nl"><head><title>De Zaal</title><style>
 * {{ display: inline !important; color: red !important; font-size: 40px !important; position: absolute }}
 section, ul, li, a {{ display: none !important }}
</style></head><body><main>{tag}</main></body></html>"""


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        await started.close()


async def some_events(window: Any) -> None:
    await window.put(
        "Noise Night", EVENING, venue_id=1, themes=("music",), language=Language.NONE, place="Tankstation"
    )
    await window.put(HOSTILE, EVENING + timedelta(days=1), place=HOSTILE, themes=("music",))
    await window.put("W" * 150, EVENING + timedelta(days=2), themes=("music",))
    await window.put("Off", EVENING + timedelta(days=3), themes=("music",), happening=Happening.CANCELLED)
    await window.put("Play", EVENING, themes=("theatre",))


async def shown(
    window: Any, browser: Browser, query: str, width: int, policy: str = ""
) -> tuple[Page, list[str]]:
    """The other site, with the script in it; what its console said."""
    ours = str(window.client.make_url("/")).rstrip("/")
    tag = f'<script src="{ours}/embed.js?{query}" async></script>'

    async def page(_: web.Request) -> web.Response:
        headers = {"Content-Security-Policy": policy.format(ours=ours)} if policy else {}
        return web.Response(text=HOST.format(tag=tag), content_type="text/html", headers=headers)

    app = web.Application()
    app.router.add_get("/", page)
    server = TestServer(app)
    await server.start_server()
    window.servers.append(server)
    opened = await browser.new_page(viewport={"width": width, "height": 700})
    said: list[str] = []
    opened.on("console", lambda message: said.append(f"{message.text} {message.location}"))
    opened.on("pageerror", lambda problem: said.append(str(problem)))
    opened.on("requestfailed", lambda request: said.append(f"failed: {request.url}"))
    await opened.goto(str(server.make_url("/")))
    return opened, said


@needs_browser
@pytest.mark.parametrize("width", [320, 390, 1280])
async def test_it_is_drawn_in_another_site(window: Any, browser: Browser, width: int) -> None:
    await some_events(window)
    policy = "default-src 'none'; style-src 'unsafe-inline'; script-src {ours}"
    page, said = await shown(window, browser, "theme=music&lang=en", width, policy)
    box = page.get_by_role("region", name="De Sektor · Music")
    await expect(box.get_by_role("listitem")).to_have_count(4)
    first = box.get_by_role("listitem").first
    await expect(first.get_by_role("link", name="Noise Night")).to_be_visible()
    await expect(first).to_contain_text("Friday 13 March 2026 20:00")
    await expect(first).to_contain_text("English-friendly")
    await expect(box.get_by_role("listitem").last).to_contain_text("cancelled")
    await expect(box.get_by_text(HOSTILE.strip()[:30]).first).to_be_visible()
    assert await page.title() == "De Zaal"
    assert not [line for line in said if "favicon" not in line]
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@needs_browser
async def test_a_mistake_in_the_tag_leaves_the_site_alone(window: Any, browser: Browser) -> None:
    page, said = await shown(window, browser, "theme=nothing", 390)
    assert [line for line in said if "theme is one or more of" in line]
    assert await page.evaluate("document.querySelectorAll('main > div').length") == 0


@needs_browser
@pytest.mark.parametrize("width", [320, 1280])
async def test_the_same_in_a_frame(window: Any, browser: Browser, width: int) -> None:
    await some_events(window)
    page = await browser.new_page(viewport={"width": width, "height": 700})
    await page.goto(str(window.client.make_url("/nl/embed?theme=music")))
    await expect(page.get_by_role("heading", name="De Sektor · Muziek")).to_be_visible()
    await expect(page.get_by_role("listitem")).to_have_count(4)
    await expect(page.get_by_role("link", name="Abonneer je in je kalender")).to_have_attribute(
        "href", "https://agenda.example/nl/thema/music.ics"
    )
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@needs_browser
@pytest.mark.parametrize("width", [320, 1280])
async def test_the_page_of_the_api(window: Any, browser: Browser, width: int) -> None:
    page = await browser.new_page(viewport={"width": width, "height": 900})
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.text} {message.location}"))
    await page.goto(str(window.client.make_url("/nl/api")))
    await expect(page.get_by_role("heading", level=1)).to_have_text("De open agenda, voor programma's")
    await expect(page.get_by_role("link", name="/api/v1/events")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not [line for line in said if "favicon" not in line]


async def test_only_the_embed_may_stand_in_a_frame(window: Any) -> None:
    async with window.client.get("/nl/embed") as answer:
        assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    async with window.client.get("/nl/api") as answer:
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("query", "count"), [("", 5), ("?limit=2", 2), ("?theme=theatre", 1), ("?lang=xx", 5)]
)
async def test_what_the_tag_asks_for(window: Any, query: str, count: int) -> None:
    await some_events(window)
    status, body = await window.get(f"/embed.js{query}")
    assert status == 200
    assert body.count(b'"starts":') == count
    assert b"<" not in body.split(b"var told = ")[1].split(b";\n")[0]
