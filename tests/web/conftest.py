"""A small site of its own: one community, the feeds, the API and the embed, and a clock that can be moved."""

import asyncio
import math
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from domain.communities import Community
from domain.events import Details, Event, Happening, Stage
from domain.themes import Theme
from domain.venues import Venue
from services.agenda import AgendaService
from storage.database import Database
from storage.unit import Unit
from web import api_page
from web.api import Api
from web.embed import Embed
from web.feeds import Feeds
from web.filters import Finder
from web.site import Site

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
HERE = 736482615243657216
"""A guild's id, as long as Discord's are: it must be nowhere on the web."""


class Window:
    """What the tests do with the site."""

    def __init__(self, database: Database, site: Site) -> None:
        self.database = database
        self.site = site
        self.now = NOW
        self.servers: list[TestServer] = []
        """Other people's sites; they are closed with this one."""
        self.client: TestClient[web.Request, web.Application]

    def __call__(self) -> datetime:
        return self.now

    async def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        async with self.client.get(path, headers=headers) as answer:
            return answer.status, await answer.read()

    async def put(
        self, title: str, starts: datetime, *, happening: Happening = Happening.SCHEDULED, **details: Any
    ) -> Event:
        event = Event(
            id=0,
            community=HERE,
            details=Details(title=title, starts=starts, **details),
            stage=Stage.PUBLISHED,
            happening=happening,
            submitter=912345678901234567,
            made_by="Mila de Vries",
            reviewer="Noor Jansen",
            reason="she is ill",
            question="Who plays?",
            created_at=NOW - timedelta(days=2),
            updated_at=NOW - timedelta(days=1),
        )
        return await self.change(lambda unit: unit.events.add(event))

    async def becomes(self, event: Event, **changes: Any) -> Event:
        changed = replace(event, sequence=event.sequence + 1, updated_at=self.now, **changes)
        await self.change(lambda unit: unit.events.save(changed))
        return changed

    async def change(self, work: Any) -> Any:
        """Do it, and go on when this process has heard of it."""
        heard = asyncio.Event()
        self.database.listen(lambda hints: heard.set() if "agenda" in hints else None)
        done = await self.database.write(work)
        await heard.wait()
        return done


@pytest.fixture
async def window(tmp_path: Path) -> AsyncIterator[Window]:
    from town import sqlite_url

    from storage.database import open_database

    database = await open_database(sqlite_url(tmp_path))

    def begin(unit: Unit) -> None:
        unit.communities.save(Community(HERE, "De Sektor"))
        for position, theme in enumerate(
            (Theme("music", "Muziek", "Music"), Theme("theatre", "Theater", "Theatre"))
        ):
            unit.communities.put_theme(HERE, theme, position)
        unit.venues.add(HERE, Venue(0, "Tankstation", (), "Hengelosestraat 51"))
        unit.venues.add(HERE, Venue(0, "Sickhouse"))

    await database.write(begin)
    app = web.Application()
    window: Window
    site = Site(
        app, AgendaService(database), lambda: window.now, address="https://agenda.example", patience=math.inf
    )
    window = Window(database, site)
    finder = Finder()
    Feeds(finder).add_to(site)
    Api(finder).add_to(site)
    Embed(finder).add_to(site)
    api_page.add_to(site)
    app.router.add_get("/{tail:.*}", site.nothing)
    async with TestClient(TestServer(app)) as client:
        window.client = client
        yield window
        for server in window.servers:
            await server.close()
    await site.close()
    await database.close()
