"""An event by its web page, or out of a message: a draft that only has to be looked over."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import orjson
from aiohttp import web
from lives import lives
from submitting import card_in, png, press, published, the_event
from town import Town, sqlite_url

MARKED_UP = {
    "@context": "https://schema.org",
    "@type": "MusicEvent",
    "name": "Stormvogel &amp; De Nacht",
    "startDate": "2026-03-20T21:00:00+01:00",
    "endDate": "2026-03-21T01:00:00+01:00",
    "location": {"@type": "Place", "name": "Metropool"},
    "offers": {"@type": "Offer", "price": "12.50", "priceCurrency": "EUR"},
}


def html(*events: object, body: str = "", head: str = "") -> str:
    blocks = "".join(
        f'<script type="application/ld+json">{orjson.dumps(event).decode()}</script>' for event in events
    )
    return f"<!doctype html><title>De Loods</title>{head}{blocks}<body>{body}</body>"


PAGES = {
    "/one": html(MARKED_UP),
    "/list": html(
        *(
            {**MARKED_UP, "name": f"Night {day}", "startDate": f"2026-03-{day}T21:00:00+01:00"}
            for day in (20, 21, 22)
        )
    ),
    "/words": html(
        head='<meta property="og:title" content="Open atelier bij Sickhouse">'
        '<meta property="og:description" content="Kom kijken wat er gemaakt wordt.">',
        body="<p>Kom langs en neem iemand mee.</p>",
    ),
}


@asynccontextmanager
async def site() -> AsyncIterator[str]:
    async def page(request: web.Request) -> web.Response:
        if request.path not in PAGES:
            raise web.HTTPNotFound
        return web.Response(text=PAGES[request.path], content_type="text/html")

    app = web.Application()
    app.router.add_get("/{tail:.*}", page)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def test_a_page_about_one_event_is_all_it_takes(tmp_path: Path) -> None:
    async with site() as host, lives(sqlite_url(tmp_path), scrape={"allow": [host]}) as several:
        noor = several.town["Noor"]
        preview = await noor.slash("event from-link", link=f"http://{host}/one")
        assert "Stormvogel & De Nacht" in preview.text
        await press(noor, preview, "send")
        await card_in(several.town, "music", "Stormvogel & De Nacht")
        details = (await the_event(several.town)).details
        assert details.starts == datetime(2026, 3, 20, 20, tzinfo=UTC)
        assert details.ends == datetime(2026, 3, 21, 0, tzinfo=UTC)
        assert details.place.startswith("Metropool")
        assert "12" in details.price
        assert details.link == f"http://{host}/one"


async def test_of_several_events_one_is_chosen_also_after_a_restart(tmp_path: Path) -> None:
    async with site() as host, lives(sqlite_url(tmp_path), scrape={"allow": [host]}) as several:
        offered = await several.town["Noor"].slash("event from-link", link=f"http://{host}/list")
        town = await several.again()
        noor = town["Noor"]
        preview = await noor.choose(offered, None, "Night 21")
        assert "Night 21" in preview.text
        await press(noor, preview, "send")
        assert (await the_event(town)).details.starts == datetime(2026, 3, 21, 20, tzinfo=UTC)


async def test_a_page_without_a_date_gives_what_it_has(tmp_path: Path) -> None:
    async with site() as host, lives(sqlite_url(tmp_path), scrape={"allow": [host]}) as several:
        noor = several.town["Noor"]
        await noor.speaks("en-GB")
        shown = await noor.slash("event from-link", link=f"http://{host}/words")
        assert "When is it?" in shown.text
        assert "No date could be read on that page" in shown.text
        assert "Open atelier bij Sickhouse" in shown.text
        form = await press(noor, shown, "basics-form")
        preview = await noor.fill(form, {"when": "za 14 mrt 14:00", "themes": ["media"]})
        await press(noor, preview, "send")
        details = (await the_event(several.town)).details
        assert details.description == "Kom kijken wat er gemaakt wordt."
        assert details.title == "Open atelier bij Sickhouse"


async def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    async with site() as host, lives(sqlite_url(tmp_path), scrape={"allow": [host]}) as several:
        mila = several.town["Mila"]
        await mila.speaks("en-GB")
        for link in ("not a link", f"http://{host}/gone", "http://127.0.0.1:1/", "http://10.0.0.1/"):
            answer = await mila.slash("event from-link", link=link)
            assert answer.ephemeral
            assert "number:" not in answer.text, answer.text


async def test_a_forwarded_message_with_a_poster(town: Town) -> None:
    mila, noor = town["Mila"], town["Noor"]
    said = await mila.say(
        "algemeen",
        "**Noise Night @everyone**\nzaterdag 14 maart, deur open 20:30\nin de Tank, 5 euro\nhttps://noise.example/tickets",
        files=[("poster.png", png())],
    )
    forwarded = await mila.forward(said, "algemeen")
    preview = await noor.menu("Maak hier een evenement van", forwarded)
    assert "Noise Night" in preview.text
    assert "everyone" not in preview.text
    form = await press(noor, preview, "basics-form")
    assert form.modal is not None
    assert form.modal.field("title")["value"] == "Noise Night"
    assert form.modal.field("when")["value"].startswith("14-03-2026")
    assert form.modal.field("where")["value"].startswith("Tankstation")
    preview = await noor.fill(form, {"themes": ["underground"]})
    await press(noor, preview, "send")
    card = await card_in(town, "underground", "Noise Night")
    details = (await the_event(town)).details
    assert details.poster is not None
    assert details.link == "https://noise.example/tickets"
    assert details.starts == datetime(2026, 3, 14, 19, 30, tzinfo=UTC)
    assert card.embeds


async def test_a_poster_alone_is_a_beginning(town: Town) -> None:
    mila = town["Mila"]
    said = await mila.say("algemeen", files=[("poster.png", png())])
    shown = await mila.menu("Maak hier een evenement van", said)
    assert shown.ephemeral
    assert any((button.custom_id or "").endswith("basics-form") for button in shown.message.buttons)  # type: ignore[union-attr]


async def test_what_is_in_the_agenda_already_is_not_made_again(town: Town) -> None:
    card = await published(town)
    answer = await town["Noor"].menu("Maak hier een evenement van", card)
    assert "/evenement wijzigen" in answer.text
