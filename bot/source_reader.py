"""Reads other people's sites for the sources: fetch politely, parse in a process of its own."""

from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.config import Scrape
from domain.refusal import Refusal
from domain.source_register import Settings
from domain.sources import SourceKind
from scrapers.addresses import named
from scrapers.fetch import Fetcher, FetchSettings, NotModified
from scrapers.problems import NotAnAgenda, SourceProblem
from scrapers.reading import read_source
from scrapers.worker import Parser
from services.linking import Told
from services.reading import Read, Unchanged

AHEAD: Final = timedelta(days=400)
"""How far ahead an agenda is read; what lies further comes with a later read."""


class SiteReader:
    """A `services.sources.SourceReader`; opens its session and its worker with the first read."""

    def __init__(self, settings: Scrape) -> None:
        self._settings = settings
        self._stack = AsyncExitStack()
        self._opened: tuple[Fetcher, Parser] | None = None

    async def read(
        self,
        url: str,
        kind: str,
        settings: Settings,
        *,
        zone: ZoneInfo,
        now: datetime,
        etag: str | None,
        last_modified: str | None,
    ) -> Read | Unchanged:
        fetcher, parser = await self._tools()
        today = now.astimezone(zone).date()
        try:
            answer = await read_source(
                url,
                kind=None if kind == "auto" else SourceKind(kind),
                window=(today, today + AHEAD),
                zone=zone,
                today=today,
                fetcher=fetcher,
                parse=parser.parse,
                selectors=settings.selectors,
                published_is_start=settings.published_is_start,
                etag=etag,
                last_modified=last_modified,
            )
        except SourceProblem as problem:
            raise Refusal(problem.message_id, **problem.params) from problem
        if isinstance(answer, NotModified):
            return Unchanged()
        return Read(answer.reading, answer.etag, answer.last_modified)

    async def tell(self, url: str, *, zone: ZoneInfo, now: datetime) -> Told:
        """What one page tells, without following anything on it; a `services.linking.LinkReader`."""
        fetcher, parser = await self._tools()
        today = now.astimezone(zone).date()
        try:
            answer = await read_source(
                url,
                kind=None,
                window=(today, today + AHEAD),
                zone=zone,
                today=today,
                fetcher=fetcher,
                parse=parser.parse,
                whole=False,
            )
        except NotAnAgenda as problem:
            return Told((), problem.about)
        except SourceProblem as problem:
            raise Refusal(problem.message_id, **problem.params) from problem
        assert not isinstance(answer, NotModified)  # nothing was said that it could be compared with
        reading = answer.reading
        return Told(reading.events, None, next(iter(reading.warnings), None) if not reading.events else None)

    async def _tools(self) -> tuple[Fetcher, Parser]:
        if self._opened is None:
            settings = FetchSettings(
                contact=self._settings.contact or None,
                allow=named(self._settings.allow),
            )
            fetcher = await self._stack.enter_async_context(Fetcher(settings))
            self._opened = fetcher, await self._stack.enter_async_context(Parser())
        return self._opened

    async def close(self) -> None:
        await self._stack.aclose()
