"""Search, news, weeks, subscriptions, and what search engines and programs ask for."""

from datetime import timedelta

import pytest
from lxml import etree
from public_calendar import HERE, METROPOOL, NOW, TANKSTATION, Calendar, at, day

from domain.events import Happening, Language, Stage
from storage.files import File


async def test_search_is_a_form(calendar: Calendar) -> None:
    await calendar.put("Noise Night", at(1), venue_id=TANKSTATION, themes=("underground",))
    await calendar.put("Café Lezing", at(2), venue_id=METROPOOL, language=Language.ENGLISH)
    await calendar.put("Noisy Morning", at(20, 9))
    page = await calendar.get("/nl/zoeken")
    assert page.texts("h3") == []
    (form,) = page.tree.forms
    assert (form.method.upper(), form.action) == ("GET", "/nl/zoeken")
    assert set(form.fields) == {"q", "theme", "venue", "from", "until", "english_friendly"}
    for asked, titles in (
        ("q=nois", ["Noise Night", "Noisy Morning"]),
        ("q=cafe", ["Café Lezing"]),
        ("q=nois&theme=underground", ["Noise Night"]),
        (f"venue={METROPOOL}", ["Café Lezing"]),
        ("english_friendly=true", ["Café Lezing"]),
        ("from=2026-03-11&until=2026-03-12", ["Café Lezing"]),
        ("from=2026-03-12", ["Noisy Morning"]),
        ("q=nois&theme=&venue=&from=&until=", ["Noise Night", "Noisy Morning"]),
        ("theme=chess&venue=x&q=lez&from=yesterday&english_friendly=perhaps", ["Café Lezing"]),
    ):
        page = await calendar.get(f"/nl/zoeken?{asked}")
        assert page.texts("h3") == titles, asked
    nothing = await calendar.get("/en/search?q=chess")
    assert nothing.texts(".found") == ["“chess”: 0 events"]
    assert "Nothing fits" in nothing.text


async def test_what_was_asked_stays_in_the_form(calendar: Calendar) -> None:
    page = await calendar.get('/en/search?q="><script>alert(1)</script>&theme=music&from=2026-03-12')
    (form,) = page.tree.forms
    assert form.fields["q"] == '"><script>alert(1)</script>'
    assert (form.fields["theme"], form.fields["from"]) == ("music", "2026-03-12")
    assert not page.tree.cssselect("main script")


async def test_news_are_what_came_and_what_changed(calendar: Calendar) -> None:
    await calendar.put("New", at(3))
    moved = await calendar.put("Moved", at(3))
    await calendar.put("Cancelled", at(4), happening=Happening.CANCELLED)
    await calendar.becomes(moved)
    calendar.now += timedelta(hours=1)
    page = await calendar.get("/en/new")
    assert page.texts(".day h2") == ["Changed or cancelled", "New in the agenda"]
    assert page.texts("h3") == ["Moved", "Cancelled", "New"]
    assert page.texts(".hour") == ["Thu 12 Mar 20:00", "Fri 13 Mar 20:00", "Thu 12 Mar 20:00"]
    calendar.now = NOW + timedelta(days=15)
    assert (await calendar.get("/en/new")).texts("h3") == []


async def test_a_week_is_all_of_it(calendar: Calendar) -> None:
    await calendar.put("Sunday Matinee", at(6, 15))
    await calendar.put("Next Monday", at(7))
    await calendar.put("This Morning", at(0, 9))
    page = await calendar.get("/nl/week/2026-W11")
    assert page.texts("h3") == ["This Morning", "Sunday Matinee"]
    assert page.texts(".day h2") == ["Maandag 9 maart", "Zondag 15 maart"], "paper knows no today"
    assert "/nl/week/2026-W12" in page.links()
    assert "/poster/all/2026-W11.pdf?lang=nl" in page.links()
    assert (await calendar.get("/nl/week/11")).headers["Location"] == "/nl/week/2026-W11"
    for week in ("2026-W54", "2031-W01", "x", "1999-W01"):
        assert (await calendar.get(f"/nl/week/{week}")).status == 404


async def test_everything_can_be_subscribed_to(calendar: Calendar) -> None:
    links = (await calendar.get("/en/subscribe")).links()
    for path in ("/en/agenda", "/en/theme/music", f"/en/venue/{TANKSTATION}"):
        for wanted in (
            f"webcal://agenda.example{path}.ics",
            f"https://agenda.example{path}.ics",
            f"https://agenda.example{path}.atom",
        ):
            assert wanted in links
    assert "webcal://agenda.example/en/agenda.ics?english_friendly=true" in links


async def test_it_says_how_to_take_part(calendar: Calendar) -> None:
    page = await calendar.get("/en/take-part")
    assert "https://discord.gg/sektor" in page.links()
    assert (
        '<script src="https://agenda.example/embed.js?theme=underground&lang=en" async></script>'
        in page.texts("code")
    )
    assert "/event submit" in page.text
    assert "/evenement indienen" in (await calendar.get("/nl/meedoen")).text


async def test_what_is_not_there_says_so_in_the_readers_language(calendar: Calendar) -> None:
    for path, headers, language in (
        ("/nl/nergens", {}, "nl"),
        ("/en/nowhere", {}, "en"),
        ("/nowhere", {"Accept-Language": "en-GB"}, "en"),
        ("/nl/evenement/99", {}, "nl"),
    ):
        page = await calendar.get(path, **headers)
        assert (page.status, page.tree.get("lang")) == (404, language), path
        assert page.tree.forms


async def test_search_engines_are_shown_every_page(calendar: Calendar) -> None:
    event = await calendar.put("Noise & Night", at(1))
    over = await calendar.put("Yesterday", at(-1))
    robots = await calendar.get("/robots.txt")
    assert "Allow: /\n" in robots.text
    assert "Sitemap: https://agenda.example/sitemap.xml" in robots.text
    tree = etree.fromstring((await calendar.get("/sitemap.xml")).text.encode())
    pages = tree.xpath("//*[local-name()='loc']/text()")
    assert f"https://agenda.example/nl/evenement/{event.id}-noise-night" in pages
    assert not [one for one in pages if f"/{over.id}-" in one and "event" in one]
    for one in pages:
        if not one.endswith("/api"):
            path = one.removeprefix("https://agenda.example")
            assert (await calendar.get(path)).status == 200, path


async def test_a_shared_link_looks_good(calendar: Calendar) -> None:
    event = await calendar.put("Noise Night", at(1, 21), place="Tankstation", description="Bring earplugs.")
    page = await calendar.get(f"/en/event/{event.id}-noise-night")
    told = {one.get("property"): one.get("content") for one in page.tree.cssselect("meta[property]")}
    assert told["og:title"] == "Noise Night"
    assert told["og:description"] == "Tuesday 10 March 2026 21:00 · Tankstation · Bring earplugs."
    assert told["og:image"] == f"https://agenda.example/og/event/{event.id}.png?lang=en"
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert told["og:image:alt"]
    assert told["og:url"] == f"https://agenda.example/en/event/{event.id}-noise-night"


async def test_the_colours_are_those_of_the_posters(calendar: Calendar) -> None:
    sheet = (await calendar.get("/colours.css")).text
    assert sheet.splitlines() == [
        ":root{--tint:#e4572e;--on-tint:#0b0b0b}",
        ".tint-0{--tint:#ffe600;--on-tint:#0b0b0b}",
        ".tint-1{--tint:#57c7ff;--on-tint:#0b0b0b}",
    ]


@pytest.mark.parametrize("many", [0, 1, 400])
async def test_every_event_is_on_some_page_and_only_once(calendar: Calendar, many: int) -> None:
    await calendar.put_all(
        [
            (f"Event {number:03}", day(number // 100) + timedelta(hours=20), {"themes": ("music",)})
            for number in range(many)
        ]
    )
    shown: list[str] = []
    path, pages = "/en/theme/music", 0
    while path:
        page = await calendar.get(path)
        assert len(page.text.encode()) < 100_000
        shown += page.texts("h3")
        pages += 1
        path = next(iter(page.links('.pages [rel="next"]')), "")
    assert shown == [f"Event {number:03}" for number in range(many)]
    assert pages == 1 or many > 1


async def test_the_longest_texts_keep_a_page_light(calendar: Calendar) -> None:
    hard = '<&">' * 500
    await calendar.put_all(
        [
            (
                hard[:100],
                at(1),
                {"description": hard, "place": hard[:100], "price": hard[:100], "themes": ("music",)},
            )
            for _ in range(30)
        ]
    )
    path, shown = "/nl/", 0
    while path:
        page = await calendar.get(path)
        assert len(page.text.encode()) < 100_000
        shown += len(page.texts("h3"))
        path = next(iter(page.links('.pages [rel="next"]')), "")
    assert shown == 30


async def test_a_poster_is_shown_while_its_event_is_public(calendar: Calendar) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + b"x" * 100
    poster = await calendar.database.write(
        lambda unit: unit.files.add(File("poster.png", "image/png", picture))
    )
    event = await calendar.put("Noise Night", at(1), poster=poster)
    page = await calendar.get(f"/nl/evenement/{event.id}-noise-night")
    (source,) = [one.get("src") for one in page.tree.cssselect("figure img")]
    assert source == f"https://agenda.example/picture/{event.id}/{poster}"
    path = source.removeprefix("https://agenda.example")
    async with calendar.client.get(path) as answer:
        assert (answer.status, answer.content_type, await answer.read()) == (200, "image/png", picture)
        tag = answer.headers["ETag"]
    async with calendar.client.get(path, headers={"If-None-Match": tag}) as answer:
        assert answer.status == 304
    assert (await calendar.get(f"/picture/{event.id}/{poster + 1}")).status == 404
    await calendar.becomes(event, stage=Stage.WITHDRAWN)
    assert (await calendar.get(path, **{"If-None-Match": tag})).status == 404
    assert str(HERE) not in page.text
