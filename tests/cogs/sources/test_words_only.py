"""A page with nothing for programs: an editor sees its events, confirms, and it is read so from then on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web
from lives import lives
from submitting import card_in, events, press, settled
from town import sqlite_url

EVENINGS = [
    ("za 14 maart 2026", "Stormvogel", "20:30"),
    ("vr 20 maart 2026", "De lange nacht van het licht", "21:00"),
    ("za 28 maart 2026", "Open podium", "19:30"),
    ("vr 3 april 2026", "Ruis 4", "22:00"),
]


def page(evenings: list[tuple[str, str, str]]) -> str:
    items = "".join(
        f'<div class="card"><a href="/e/{title.replace(" ", "-").lower()}"><span class="when">{day}</span>'
        f'<h3 class="name">{title}</h3></a><span class="hour">{hour}</span></div>'
        for day, title, hour in evenings
    )
    return f"<!doctype html><html lang=nl><title>De Loods</title><body><h1>Programma</h1><main>{items}</main>"


@asynccontextmanager
async def site(evenings: list[tuple[str, str, str]]) -> AsyncIterator[str]:
    async def programme(_: web.Request) -> web.Response:
        return web.Response(text=page(evenings), content_type="text/html")

    app = web.Application()
    app.router.add_get("/programma", programme)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def test_what_was_found_in_the_words_is_confirmed_and_kept(tmp_path: Path) -> None:
    evenings = list(EVENINGS)
    async with site(evenings) as host, lives(sqlite_url(tmp_path), scrape={"allow": [host]}) as several:
        noor = several.town["Noor"]
        await noor.speaks("en-GB")
        look = await noor.slash("source add", link=f"http://{host}/programma", theme="music")
        assert "Are these events right?" in look.text
        assert "Stormvogel" in look.text
        assert await events(several.town) == []
        await press(noor, look, "music")
        await card_in(several.town, "music", "Ruis 4")
        source = await several.town.app.database.read(lambda unit: unit.sources.get(1))
        assert source is not None
        assert source.kind == "html"
        assert source.settings.selectors is not None
        town = await several.again()  # the selectors outlive a restart
        evenings.append(("za 11 april 2026", "Zomerbries", "16:00"))
        await town["Noor"].slash("source read", source="1")
        await card_in(town, "music", "Zomerbries")
        await settled(town)
        assert len(await events(town)) == 5
