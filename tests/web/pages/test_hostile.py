"""Whatever somebody typed, or asks for: it is shown as text, and nothing else is served."""

import json
from urllib.parse import quote

import pytest
from chromium import ARGUMENTS, CHROMIUM
from public_calendar import HERE, MAKER, Calendar, Page, at

from domain.events import Happening
from domain.themes import Theme
from domain.venues import Venue

ATTACKS = (
    '"><script>window.hacked=1</script>',
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "' onmouseover='window.hacked=1",
    '" autofocus onfocus="window.hacked=1',
    "javascript:window.hacked=1",
    "{{ 7*7 }}{% for x in y %}${7*7}#{7*7}",
    "--><svg/onload=window.hacked=1>",
    "</title></textarea></style><script>window.hacked=1</script>",
    "&lt;script&gt;window.hacked=1&lt;/script&gt;",
    "\u202e\u2066txet\u2028\u2029]]>",
)
LINKS = (
    "javascript:window.hacked=1",
    "JaVaScRiPt://x.example/%0awindow.hacked=1",
    "data:text/html,<script>window.hacked=1</script>",
    "vbscript:x.y",
    "https://a.example/\"onclick=window.hacked=1 x='",
    "//evil.example",
    "https://user:password@evil.example/",
)


async def poisoned(calendar: Calendar) -> list[str]:
    """Every field of everything with every attack; the addresses of the pages that show it."""
    for number, attack in enumerate(ATTACKS):
        venue = Venue(0, f"{attack} {number}"[:80], (), attack, attack)
        theme = Theme(f"t{number}", attack[:40], attack[:40], attack[:10], ((attack, attack),))
        venue_id = await calendar.database.write(
            lambda unit, venue=venue, theme=theme, number=number: (  # type: ignore[misc]
                unit.communities.put_theme(HERE, theme, 10 + number),
                unit.venues.add(HERE, venue).id,
            )[1]
        )
        await calendar.put(
            attack[:100],
            at(number % 5),
            happening=list(Happening)[number % 5],
            reason=attack,
            place=attack,
            venue_id=venue_id if number % 2 else None,
            themes=(f"t{number}",),
            description=attack * 3,
            price=attack,
            accessibility=attack,
            link=LINKS[number % len(LINKS)],
            image=LINKS[(number + 2) % len(LINKS)],
        )
    event = "/nl/evenement/{}".format
    found = ["/nl/", "/en/new", "/nl/abonneren", "/en/take-part", "/nl/week/2026-W11", "/nl/zoeken"]
    for number in range(1, len(ATTACKS) + 1):
        moved = await calendar.get(event(number))
        found.append(moved.headers.get("Location", event(number)))
        found.append(f"/nl/thema/t{number - 1}")
        other = await calendar.get(f"/nl/plek/{number + 2}")
        found.append(other.headers.get("Location", f"/nl/plek/{number + 2}"))
    return found


def is_harmless(page: Page, path: str) -> None:
    """No element and no attribute of anybody but us."""
    ours = {"application/ld+json"}
    for script in page.tree.iter("script"):
        assert script.get("type") in ours, path
        assert set(script.keys()) == {"type"}
        json.loads(script.text)
    assert not list(page.tree.iter("svg", "iframe", "object", "embed", "style", "base")), path
    for one in page.tree.iter():
        if not isinstance(one.tag, str):
            continue
        for name, value in one.items():
            assert not name.startswith("on"), (path, name)
            assert name != "style", path
            if name in {"href", "src", "action"}:
                assert value.startswith(("/", "https://", "webcal://", "http://", "#")), (path, value)
                assert not value.startswith("//"), (path, value)
    for image in page.tree.iter("img"):
        assert image.get("src") != "x"
    for private in (str(HERE), str(MAKER), "Mila", "Noor", "Who plays"):
        assert private not in page.text


async def test_what_people_typed_is_text_and_nothing_else(calendar: Calendar) -> None:
    for path in await poisoned(calendar):
        page = await calendar.get(path)
        assert page.status == 200, path
        is_harmless(page, path)
    page = await calendar.get("/nl/")
    assert set(page.texts("h3")) >= {" ".join(attack.split()) for attack in ATTACKS[:8]}


async def test_policy_and_headers_are_on_every_page(calendar: Calendar) -> None:
    for path in ("/nl/", "/nl/zoeken?q=x", "/nl/nergens"):
        headers = (await calendar.get(path)).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("attack", ATTACKS)
async def test_what_is_asked_is_text_and_nothing_else(calendar: Calendar, attack: str) -> None:
    await calendar.put("Noise Night", at(1), themes=("music",))
    asked = quote(attack, safe="")
    for path in (
        f"/nl/zoeken?q={asked}",
        f"/nl/zoeken?theme={asked}&venue={asked}&from={asked}&until={asked}&after={asked}",
        f"/nl/?from={asked}&after={asked}&english_friendly={asked}",
        f"/en/theme/{asked}",
        f"/en/theme/music?{asked}={asked}",
        f"/nl/dag/{asked}",
        f"/nl/week/{asked}",
        f"/nl/evenement/1-{asked}",
        f"/nl/plek/1-{asked}",
        f"/{asked}",
    ):
        page = await calendar.get(path, **{"Accept-Language": "nl"})
        assert page.status in {200, 308, 404}, path
        assert "\n" not in page.headers.get("Location", "")
        assert page.headers.get("Location", "/").startswith("/")
        if page.status != 308:
            is_harmless(page, path)


@pytest.mark.parametrize(
    "path",
    [
        "/nl/../../etc/passwd",
        "/nl/..%2f..%2fconfig.toml",
        "/static/..%2f..%2fconfig.toml",
        "/static/../web/app.py",
        "/picture/1/..%2f..%2fx",
        "/picture/-1/0",
        "/nl/evenement/%00",
        "/nl/evenement/1%0d%0aSet-Cookie:x=1",
        "/nl//evil.example/",
        "/nl/thema/music/..%5c",
        "/nl/dag/9999-12-31",
        "/nl/dag/0001-01-01",
        "/nl/week/9999-W52",
        "/nl/evenement/999999999999999",
        "/nl/plek/999999999999999",
        "/nl/thema/%ff%fe",
    ],
)
async def test_tricks_with_paths_lead_nowhere(calendar: Calendar, path: str) -> None:
    page = await calendar.get(path)
    assert page.status in {400, 404}, page.headers
    assert "Set-Cookie" not in page.headers
    assert "root:" not in page.text
    assert "[discord]" not in page.text


async def test_huge_questions_are_cut_or_refused(calendar: Calendar) -> None:
    await calendar.put("Noise Night", at(1))
    assert (await calendar.get("/nl/zoeken?q=" + "a" * 3000)).status == 200
    assert (await calendar.get("/nl/zoeken?q=" + "a" * 6000)).status == 414
    many = "&".join(f"q=x{number}" for number in range(400))
    assert (await calendar.get(f"/nl/zoeken?{many}")).status == 200
    assert (await calendar.get("/nl/?from=2026-03-10&after=" + "9" * 900)).status == 200
    assert (await calendar.get("/nl/thema/" + "m" * 500)).status == 404


@pytest.mark.skipif(CHROMIUM is None, reason="NO CHROMIUM: nothing was run, so nothing could run wild")
async def test_a_browser_runs_nothing_of_it(calendar: Calendar) -> None:
    from playwright.async_api import async_playwright

    paths = await poisoned(calendar)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        # without the policy, so that not it but the pages are tried
        context = await browser.new_context(bypass_csp=True)
        page = await context.new_page()
        await page.route(lambda url: "127.0.0.1" not in url, lambda route: route.abort())
        for path in paths:
            await page.goto(str(calendar.client.make_url(path)), wait_until="load")
            assert await page.evaluate("window.hacked") is None, path
        await browser.close()
