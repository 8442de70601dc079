"""From a link to events: finding the better form beside a page, and following a list over its pages."""

from collections.abc import AsyncIterator
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from domain.sources import SourceKind
from scrapers.fetch import Fetcher, FetchSettings, NotModified
from scrapers.problems import NotAnAgenda
from scrapers.reading import SourceReading, read_source
from scrapers.worker import Parser
from tests.scrapers.site_on_loopback import Site, running_site

WINDOW = (date(2026, 1, 1), date(2026, 12, 31))
ZONE = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with running_site() as running:
        yield running


async def reading(site: Site, path: str, **options: object) -> SourceReading | NotModified:
    settings = FetchSettings(allow=frozenset({("127.0.0.1", site.port)}), gap=0.0, backoff=0.0)
    async with Fetcher(settings) as fetcher, Parser() as parser:
        return await read_source(
            site.url(path),
            kind=options.get("kind"),  # type: ignore[arg-type]  # passed on as given
            window=WINDOW,
            zone=ZONE,
            today=date(2026, 3, 9),
            fetcher=fetcher,
            parse=parser.parse,
            etag=options.get("etag"),  # type: ignore[arg-type]  # passed on as given
        )


async def test_a_calendar_beside_the_page_is_read_instead_of_it(site: Site) -> None:
    found = await reading(site, "/page")
    assert isinstance(found, SourceReading)
    assert found.url == site.url("/agenda.ics")
    assert [event.title for event in found.reading.events] == ["Proef"]
    assert "read instead" in str(found.reading.warnings[0])
    assert found.etag == '"v1"'


async def test_a_kind_that_was_asked_for_is_not_looked_for_elsewhere(site: Site) -> None:
    with pytest.raises(NotAnAgenda):
        await reading(site, "/page", kind=SourceKind.JSONLD)
    assert "/agenda.ics" not in site.asked


async def test_a_list_is_followed_over_its_pages(site: Site) -> None:
    found = await reading(site, "/tribe")
    assert isinstance(found, SourceReading)
    assert [event.title for event in found.reading.events] == ["Avond 1", "Avond 2", "Avond 3"]
    assert found.reading.complete


async def test_a_source_that_did_not_change_is_not_read_again(site: Site) -> None:
    assert isinstance(await reading(site, "/agenda.ics", etag='"v1"'), NotModified)
