"""The public calendar with one community, asked over HTTP, and a clock that can be moved."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from aiohttp.test_utils import TestClient
from lxml import html

from domain.events import Details, Event, Happening, Stage
from storage.database import Database
from storage.unit import Unit
from web.site import Site

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 3, 9, 12, tzinfo=AMSTERDAM)
HERE = 736482615243657216
"""A guild's id, as long as Discord's are: it must be nowhere on the web."""

MAKER = 912345678901234567
TANKSTATION, METROPOOL = 1, 2

T = TypeVar("T")


class Page:
    """What somebody was sent."""

    def __init__(self, status: int, text: str, headers: dict[str, str]) -> None:
        self.status = status
        self.text = text
        self.headers = headers

    @property
    def tree(self) -> html.HtmlElement:
        return html.document_fromstring(self.text)

    def texts(self, selector: str) -> list[str]:
        return [" ".join(one.text_content().split()) for one in self.tree.cssselect(selector)]

    def links(self, selector: str = "a") -> list[str]:
        return [one.get("href") for one in self.tree.cssselect(selector)]


class Calendar:
    """What the tests do with it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.now = NOW
        self.site: Site
        self.client: TestClient[Any, Any]

    async def get(self, path: str, **headers: str) -> Page:
        async with self.client.get(path, headers=headers, allow_redirects=False) as answer:
            return Page(answer.status, await answer.text(), dict(answer.headers))

    async def put(
        self,
        title: str,
        starts: datetime,
        *,
        happening: Happening = Happening.SCHEDULED,
        stage: Stage = Stage.PUBLISHED,
        reason: str = "",
        **details: Any,
    ) -> Event:
        event = an_event(Details(title=title, starts=starts, **details), happening, stage, reason)
        return await self.change(lambda unit: unit.events.add(event))

    async def put_all(self, events: Sequence[tuple[str, datetime, dict[str, Any]]]) -> None:
        """Many at once: (title, starts, details)."""
        made = [an_event(Details(title=title, starts=starts, **more)) for title, starts, more in events]

        def work(unit: Unit) -> None:
            for one in made:
                unit.events.add(one)

        if made:
            await self.change(work)

    async def becomes(self, event: Event, **changes: Any) -> Event:
        changed = replace(event, sequence=event.sequence + 1, updated_at=self.now, **changes)
        await self.change(lambda unit: unit.events.save(changed))
        return changed

    async def change(self, work: Callable[[Unit], T]) -> T:
        """Do it, and go on when this process has heard of it."""
        heard = asyncio.Event()
        self.database.listen(lambda hints: heard.set() if "agenda" in hints else None)
        done = await self.database.write(work)
        await heard.wait()
        return done


def an_event(
    details: Details,
    happening: Happening = Happening.SCHEDULED,
    stage: Stage = Stage.PUBLISHED,
    reason: str = "",
) -> Event:
    """With everything about it that is nobody's business."""
    return Event(
        id=0,
        community=HERE,
        details=details,
        stage=stage,
        happening=happening,
        reason=reason,
        submitter=MAKER,
        made_by="Mila de Vries",
        reviewer="Noor Jansen",
        question="Who plays?",
        created_at=NOW - timedelta(days=2),
        updated_at=NOW - timedelta(days=1),
    )


def at(days: int, hour: int = 20, minute: int = 0) -> datetime:
    """So many days after today."""
    return NOW.replace(hour=hour, minute=minute) + timedelta(days=days)


def day(days: int) -> datetime:
    """The local midnight with which that day begins."""
    return at(days, 0)
