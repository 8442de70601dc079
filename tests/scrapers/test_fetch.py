"""Fetching from a real server on loopback, which only the configuration opens."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from scrapers.fetch import Fetched, Fetcher, FetchSettings, NotModified
from scrapers.problems import FetchProblem, NotAnAgenda
from tests.scrapers.site_on_loopback import CALENDAR, Names, Site, running_site


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with running_site() as running:
        yield running


class Clock:
    """Time that passes only when somebody waits."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.waited: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += seconds


def settings(site: Site, **changes: object) -> FetchSettings:
    options: dict[str, object] = {
        "allow": frozenset({("127.0.0.1", site.port)}),
        "gap": 0.0,
        "backoff": 0.0,
        "time_limit": 5.0,
    }
    return FetchSettings(**(options | changes))  # type: ignore[arg-type]  # options of the dataclass by name


async def problem(site: Site, path: str, **changes: object) -> str:
    async with Fetcher(settings(site, **changes)) as fetcher:
        with pytest.raises((FetchProblem, NotAnAgenda)) as refused:
            await fetcher.fetch(site.url(path) if path.startswith("/") else path)
    return str(refused.value)


async def body(site: Site, path: str) -> bytes:
    async with Fetcher(settings(site)) as fetcher:
        answer = await fetcher.fetch(site.url(path))
    assert isinstance(answer, Fetched)
    return answer.body


async def test_a_source_is_fetched_with_what_makes_asking_again_cheap(site: Site) -> None:
    async with Fetcher(settings(site, contact="https://sektor.example/bot")) as fetcher:
        first = await fetcher.fetch(site.url("/agenda.ics"))
        assert isinstance(first, Fetched)
        assert (first.body, first.etag, first.content_type) == (CALENDAR, '"v1"', "text/calendar")
        again = await fetcher.fetch(
            site.url("/agenda.ics"), etag=first.etag, last_modified=first.last_modified
        )
    assert isinstance(again, NotModified)
    assert any("https://sektor.example/bot" in agent for agent in site.agents)
    assert site.asked.count("/robots.txt") == 1


@pytest.mark.parametrize("path", ["/packed", "/bare-deflate"])
async def test_compressed_answers_are_unpacked(site: Site, path: str) -> None:
    assert await body(site, path) == CALENDAR


async def test_loopback_is_refused_unless_the_configuration_opens_it(site: Site) -> None:
    assert "private network" in await problem(
        site, "/agenda.ics", allow=frozenset({("127.0.0.2", site.port)})
    )
    assert site.asked == []


async def test_a_port_that_is_not_the_web_s_is_refused(site: Site) -> None:
    assert f"port {site.port}" in await problem(site, "/agenda.ics", allow=frozenset())


INSIDE = """10.0.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 255.255.255.255 224.0.0.1 192.88.99.1
    ::1 fe80::1 fec0::1 fc00::1 ::ffff:10.0.0.1 64:ff9b::a00:1 2002:a00:1:: 2001:db8::1 ff02::1 ::"""


@pytest.mark.parametrize("address", INSIDE.split())
async def test_an_address_of_no_public_network_is_refused(site: Site, address: str) -> None:
    names = Names({"inside.example": address})
    assert "private network" in await problem(site, "http://inside.example/", resolver=names)
    written = f"[{address}]" if ":" in address else address
    assert "private network" in await problem(site, f"http://{written}/")


async def test_a_redirect_into_a_private_network_is_refused(site: Site) -> None:
    names = Names({"inside.example": "10.0.0.1"})
    to_name = await problem(site, "/to?to=http://inside.example/agenda", resolver=names)
    to_number = await problem(site, "/to?to=http://127.0.0.1/agenda")
    to_other_port = await problem(site, "/to?to=http://127.0.0.1:22/")
    assert "private network" in to_name
    assert "private network" in to_number
    assert "port 22" in to_other_port


async def test_redirects_are_followed_but_not_for_ever(site: Site) -> None:
    assert await body(site, "/to?to=/agenda.ics") == CALENDAR
    assert "leading on" in await problem(site, "/to?to=/to%3Fto%3D/agenda.ics", redirects=1)


async def test_only_web_links_are_fetched(site: Site) -> None:
    assert "not ftp" in await problem(site, "ftp://proef.example/agenda")
    assert "not file" in await problem(site, "/to?to=file:///etc/passwd")
    assert "can be opened" in await problem(site, "http://wie:wat@proef.example/")


async def test_webcal_becomes_https(site: Site) -> None:
    from scrapers.links import address

    assert address("webcal://proef.example/a.ics").url == "https://proef.example/a.ics"
    assert address("proef.example/agenda").url == "https://proef.example/agenda"


async def test_what_is_too_large_is_not_read_to_the_end(site: Site) -> None:
    assert "larger than 3.0 MB" in await problem(site, "/bomb")
    assert "larger than" in await problem(site, "/large", feed_limit=10_000)


@pytest.mark.parametrize("path", ["/half", "/half-packed"])
async def test_half_a_file_is_no_file(site: Site, path: str) -> None:
    assert "broke off halfway" in await problem(site, path)


@pytest.mark.parametrize("path", ["/slow", "/drip"])
async def test_a_site_that_does_not_answer_is_given_up(site: Site, path: str) -> None:
    assert "did not answer in time" in await problem(site, path, time_limit=0.2)


@pytest.mark.parametrize(
    ("code", "part"),
    [
        (404, "no page"),
        (403, "does not let us"),
        (500, "problem of its own"),
        (429, "too busy"),
        (418, "cannot be used"),
    ],
)
async def test_each_refusal_of_a_site_is_said_in_its_own_words(site: Site, code: int, part: str) -> None:
    assert part in await problem(site, f"/status/{code}")


async def test_a_picture_is_no_agenda(site: Site) -> None:
    assert "image/png" in await problem(site, "/image")


async def test_a_name_that_does_not_exist_is_said(site: Site) -> None:
    assert "no site at this address" in await problem(site, "http://weg.example/", resolver=Names({}))


async def test_robots_txt_is_obeyed(site: Site) -> None:
    site.robots_status, site.robots = 200, "User-agent: *\nDisallow: /agenda\n"
    assert "robots.txt" in await problem(site, "/agenda.ics")
    assert "/agenda.ics" not in site.asked
    assert await body(site, "/packed") == CALENDAR


async def test_an_unreadable_robots_txt_closes_the_site(site: Site) -> None:
    site.robots_status = 503
    assert "left alone" in await problem(site, "/agenda.ics")
    assert site.asked == ["/robots.txt"]


async def test_a_crawl_delay_is_kept_between_requests(site: Site) -> None:
    site.robots_status, site.robots = 200, "User-agent: *\nCrawl-delay: 7\n"
    clock = Clock()
    async with Fetcher(settings(site), clock=clock, sleep=clock.wait) as fetcher:
        await fetcher.fetch(site.url("/agenda.ics"))
        await fetcher.fetch(site.url("/agenda.ics"))
    assert len(clock.waited) == 1
    assert 7.0 <= clock.waited[0] <= 10.5


async def test_a_host_is_asked_one_thing_at_a_time(site: Site) -> None:
    async with Fetcher(settings(site)) as fetcher:
        await asyncio.gather(*(fetcher.fetch(site.url("/counted")) for _ in range(6)))
    assert site.most_at_once == 1
    assert site.asked.count("/counted") == 6
    assert site.asked.count("/robots.txt") == 1


async def test_a_name_that_leads_elsewhere_the_second_time_is_refused_then(site: Site) -> None:
    names = Names({"twice.example": "127.0.0.1"})
    link = site.url("/agenda.ics", host="twice.example")
    options = settings(site, resolver=names)
    async with Fetcher(options) as fetcher:
        assert isinstance(await fetcher.fetch(link), Fetched)
    names.leads["twice.example"] = "10.0.0.1"
    async with Fetcher(options) as fetcher:
        with pytest.raises(FetchProblem, match="private network"):
            await fetcher.fetch(link)


async def test_a_host_that_names_the_moment_to_come_back_is_heeded(site: Site) -> None:
    clock = Clock()
    async with Fetcher(settings(site), clock=clock, sleep=clock.wait) as fetcher:
        with pytest.raises(FetchProblem, match="too busy"):
            await fetcher.fetch(site.url("/come-back"))
        clock.now += 3000
        with pytest.raises(FetchProblem, match="tried again later"):
            await fetcher.fetch(site.url("/agenda.ics"))
        clock.now += 601
        assert isinstance(await fetcher.fetch(site.url("/agenda.ics")), Fetched)


async def test_a_failing_site_is_left_alone_for_a_while(site: Site) -> None:
    clock = Clock()
    async with Fetcher(
        settings(site, backoff=60.0, longest_backoff=100.0), clock=clock, sleep=clock.wait
    ) as fetcher:
        for path, part in (("/status/500", "of its own"), ("/agenda.ics", "tried again later")):
            with pytest.raises(FetchProblem) as refused:
                await fetcher.fetch(site.url(path))
            assert part in str(refused.value)
        assert "/agenda.ics" not in site.asked
        clock.now += 61
        with pytest.raises(FetchProblem, match="too busy"):
            await fetcher.fetch(site.url("/status/429"))
        clock.now += 99
        with pytest.raises(FetchProblem, match="tried again later"):
            await fetcher.fetch(site.url("/agenda.ics"))
        clock.now += 2
        assert isinstance(await fetcher.fetch(site.url("/agenda.ics")), Fetched)
