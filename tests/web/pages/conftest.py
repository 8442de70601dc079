"""The public calendar with one community, asked over HTTP."""

import math
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from public_calendar import HERE, Calendar
from town import sqlite_url

from domain.communities import Community
from domain.themes import Theme
from domain.venues import Venue
from services.agenda import AgendaService
from services.directory import DirectoryService
from services.events import EventService
from services.reaching import ReachingService
from storage.database import open_database
from storage.unit import Unit
from web import contact, directory, pages, pictures
from web.feeds import Feeds
from web.filters import Finder
from web.site import Site


@pytest.fixture
async def calendar(tmp_path: Path) -> AsyncIterator[Calendar]:
    database = await open_database(sqlite_url(tmp_path))

    def begin(unit: Unit) -> None:
        unit.communities.save(Community(HERE, "De Sektor"))
        themes = (
            Theme("underground", "Underground", "Underground"),
            Theme("music", "Muziek", "Music", topics=(("concerten", "concerts"),)),
        )
        for position, theme in enumerate(themes):
            unit.communities.put_theme(HERE, theme, position)
        unit.venues.add(HERE, Venue(0, "Tankstation", (), "Hengelosestraat 51"))
        unit.venues.add(HERE, Venue(0, "Metropool"))

    await database.write(begin)
    calendar = Calendar(database)
    app = web.Application()
    address = "https://agenda.example"
    site = Site(app, AgendaService(database), lambda: calendar.now, address=address, patience=math.inf)
    finder = Finder()
    pages.add_to(site, finder, invite="https://discord.gg/sektor")
    Feeds(finder).add_to(site)
    pictures.add_routes(app, site, EventService(database))
    directory.add_routes(site, DirectoryService(database), "https://discord.gg/sektor")
    contact.add_routes(site, ReachingService(database), "https://discord.gg/sektor")
    app.router.add_get("/{tail:.*}", site.nothing)
    async with TestClient(TestServer(app)) as client:
        calendar.site, calendar.client = site, client
        yield calendar
    await site.close()
    await database.close()
