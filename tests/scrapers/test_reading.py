"""From a link to events: finding the better form beside a page, and following a list over its pages."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from domain.selectors import Selectors
from domain.sources import SourceKind
from scrapers.fetch import Fetcher, FetchSettings, NotModified
from scrapers.problems import NotAnAgenda, SourceProblem, Unreadable
from scrapers.reading import SourceReading, read_source
from scrapers.worker import Parser
from tests.scrapers.site_on_loopback import Names, Site, running_site

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
            selectors=options.get("selectors"),  # type: ignore[arg-type]  # passed on as given
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


def titles(found: SourceReading | NotModified) -> list[str]:
    assert isinstance(found, SourceReading)
    return [event.title for event in found.reading.events]


async def test_a_calendar_with_as_many_events_beats_the_page(site: Site) -> None:
    found = await reading(site, "/offered?beside=/events/2.ics")
    assert titles(found) == ["Uit kalender 1", "Uit kalender 2"]
    assert isinstance(found, SourceReading)
    assert found.reading.name == "De Zaal"
    assert found.url == site.url("/events/2.ics")


@pytest.mark.parametrize(
    "beside", ["/events/1.ics", "/events/0.ics", "/events/2.ics?cut=1", "/status/500", "/image", "/half"]
)
async def test_a_calendar_with_less_or_one_that_reads_badly_does_not(site: Site, beside: str) -> None:
    found = await reading(site, f"/offered?beside={beside}")
    assert titles(found) == ["Avond 1", "Avond 2"]
    assert isinstance(found, SourceReading)
    assert found.reading.name == "De Zaal"
    assert found.reading.proposed is not None


async def test_the_next_alternate_gets_its_chance(site: Site) -> None:
    assert len(titles(await reading(site, "/offered?beside=/status/404&beside=/events/3.ics"))) == 3


async def test_with_selectors_the_page_itself_is_read_over_its_pages(site: Site) -> None:
    selectors = Selectors.of({"item": "li.event", "next_page": "a.verder"})
    path = "/offered?beside=/events/3.ics&next=/offered%3Fnext%3D/offered"
    found = await reading(site, path, selectors=selectors)
    assert titles(found) == ["Avond 1", "Avond 2"]
    assert isinstance(found, SourceReading)
    assert found.reading.complete
    assert "/events/3.ics" not in site.asked
    assert [path for path in site.asked if path.startswith("/offered")][1:] == [
        "/offered?next=/offered",
        "/offered",
    ]


async def test_a_list_that_leads_to_itself_has_an_end(site: Site) -> None:
    selectors = Selectors.of({"item": "li.event", "next_page": "a.verder"})
    path = "/offered?next=/offered%3Fnext%3D/offered%253Fnext%253D/page"
    found = await reading(site, path, selectors=selectors)
    assert isinstance(found, SourceReading)
    assert "Page 4 of the list could not be read." in map(str, found.reading.warnings)
    assert not found.reading.complete

    again = await reading(
        site, "/offered?next=/offered%3Fnext%3D%252Foffered%253Fnext%253D%25252Foffered", selectors=selectors
    )
    assert isinstance(again, SourceReading)
    assert again.reading.complete


async def test_a_rebuilt_page_is_an_error(site: Site) -> None:
    with pytest.raises(Unreadable, match="find nothing here any more"):
        await reading(site, "/page", selectors=Selectors.of({"item": "li.event"}))


TROUBLE = (
    "/bomb",
    "/half",
    "/half-packed",
    "/drip",
    "/status/500",
    "/to?to=http://127.0.0.1/x",
    "/to?to=http://inside.example/x",
    "/slow",
    "/image",
    "/page?x",
)


async def test_every_kind_of_trouble_costs_one_sentence_and_the_others_read_on(site: Site) -> None:
    settings = FetchSettings(
        allow=frozenset({("127.0.0.1", site.port)}),
        gap=0.0,
        backoff=0.0,
        time_limit=0.5,
        resolver=Names({"inside.example": "10.0.0.1"}),
    )

    async def one(path: str) -> str | int:
        try:
            found = await read_source(
                site.url(path),
                kind=None,
                window=WINDOW,
                zone=ZONE,
                today=date(2026, 3, 9),
                fetcher=fetcher,
                parse=parser.parse,
            )
        except SourceProblem as problem:
            return str(problem)
        assert isinstance(found, SourceReading)
        return len(found.reading.events)

    async with Fetcher(settings) as fetcher, Parser() as parser:
        answers = await asyncio.gather(*(one(path) for path in (*TROUBLE, "/events/3.ics")))
    *sentences, events = answers
    assert events == 3
    assert sentences.pop() == 1  # a page without events that offers a calendar
    assert all(isinstance(sentence, str) and sentence.endswith(".") for sentence in sentences), sentences
    assert all("\n" not in str(sentence) for sentence in sentences)


LAUGHS = (
    b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a0 'ha'>"
    + b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]><rss version='2.0'><channel><item><title>&a9;</title></item></channel></rss>"
)
ENDLESS = (
    b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Voor altijd\nDTSTART:20260401T180000Z\n"
    b"RRULE:FREQ=SECONDLY\nEND:VEVENT\nEND:VCALENDAR\n"
)


async def test_what_is_hostile_to_read_is_said_and_the_others_read_on(site: Site) -> None:
    site.bodies = {"laughs": LAUGHS, "endless": ENDLESS, "soup": b"<html><body>" + b"<b><i>" * 6_300}

    async def one(path: str) -> tuple[int, list[str]]:
        try:
            found = await reading(site, path)
        except SourceProblem as problem:
            return 0, [str(problem)]
        assert isinstance(found, SourceReading)
        return len(found.reading.events), [str(note) for note in found.reading.warnings]

    paths = ("/given/laughs", "/given/endless", "/given/soup", "/events/3.ics")
    laughs, endless, soup, good = await asyncio.gather(*map(one, paths))
    assert laughs == (0, ["Items of the feed that do not say when something happens, left out: 1."])
    assert endless == (
        1,
        ["“Voor altijd” repeats in a way that no agenda does; only its first date is shown."],
    )
    assert soup[0] == 0
    assert soup[1][0].startswith("No events were found on this page.")
    assert good == (3, [])
