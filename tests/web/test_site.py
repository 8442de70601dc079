"""A page is made once while it stays true, and sent the way that its reader asked for."""

import asyncio
import gzip
import math
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from domain.communities import Community
from domain.events import Details, Event, Stage
from services.agenda import AgendaService
from storage.database import Database
from storage.unit import Unit
from web.site import Site
from web.view import Made, View

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
HERE = 7

Client = TestClient[web.Request, web.Application]


class Hour:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def hour() -> Hour:
    return Hour()


@pytest.fixture
async def site(database: Database, hour: Hour) -> AsyncIterator[Site]:
    def begin(unit: Unit) -> None:
        unit.communities.save(Community(HERE, "De Sektor"))
        put(unit, "Noise Night")

    await database.write(begin)
    app = web.Application()
    site = Site(app, AgendaService(database), hour, address="https://agenda.example/", patience=math.inf)
    site.page("titles", titles, {"nl": "/titels", "en": "/titles"}, query=("q",))
    site.page("event", one)
    yield site
    await site.close()


@pytest.fixture
async def client(site: Site) -> AsyncIterator[Client]:
    site.app.router.add_get("/{tail:.*}", site.nothing)
    plain = {"Accept-Encoding": "identity"}
    async with TestClient(TestServer(site.app), auto_decompress=False, headers=plain) as client:
        yield client


def put(unit: Unit, title: str, days: int = 1) -> Event:
    starts = NOW + timedelta(days=days)
    return unit.events.add(
        Event(
            id=0,
            community=HERE,
            details=Details(title=title, starts=starts),
            stage=Stage.PUBLISHED,
            created_at=NOW,
            updated_at=NOW,
        )
    )


def listening(database: Database) -> asyncio.Event:
    """Set as soon as this process hears of a change; another one's may come a moment later."""
    heard = asyncio.Event()
    database.listen(lambda hints: heard.set() if "agenda" in hints else None)
    return heard


def titles(view: View) -> Made:
    told = ", ".join(one.event.details.title for one in view.snapshot.listed)
    return Made(f"<p>{view.locale} {view.query.get('q', '')} {told}</p>" + " " * 600)


def one(view: View) -> Made:
    listed = view.event(int(view.params["event"]))
    return Made(listed.event.details.title) if listed is not None else Made("", status=404)


async def test_it_is_made_once_while_it_stays_true(site: Site, client: Client) -> None:
    for _ in range(3):
        assert "Noise Night" in await (await client.get("/nl/titels")).text()
    assert site.ready.made == 1


async def test_what_is_not_a_parameter_makes_no_other_page(site: Site, client: Client) -> None:
    for asked in ("", "?utm_source=x", "?q=", "?fbclid=1&utm_source=y"):
        assert (await client.get("/nl/titels" + asked)).status == 200
    assert site.ready.made == 1
    await client.get("/nl/titels?q=noise")
    assert site.ready.made == 2


async def test_a_change_is_shown_as_soon_as_it_is_heard_of(database: Database, client: Client) -> None:
    before = await client.get("/en/titles")
    heard = listening(database)
    await database.write(lambda unit: put(unit, "Doom Choir"))
    await heard.wait()
    after = await client.get("/en/titles")
    assert "Doom Choir" in await after.text()
    assert after.headers["ETag"] != before.headers["ETag"]
    assert after.headers["Last-Modified"] > before.headers["Last-Modified"]


async def test_each_language_has_its_own_address(client: Client) -> None:
    for path, language in (("/nl/titels", "nl"), ("/en/titles", "en")):
        answer = await client.get(path)
        assert answer.headers["Content-Language"] == language
        assert (await answer.text()).startswith(f"<p>{language}")


async def test_a_reader_who_has_it_is_told_so(client: Client) -> None:
    first = await client.get("/nl/titels")
    tag, date = first.headers["ETag"], first.headers["Last-Modified"]
    for headers, status in (
        ({"If-None-Match": tag}, 304),
        ({"If-None-Match": f'"other", W/{tag}'}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"other"'}, 200),
        ({"If-None-Match": '"other"', "If-Modified-Since": date}, 200),
        ({"If-Modified-Since": date}, 304),
        ({"If-Modified-Since": "Sun, 08 Mar 2026 11:00:00 GMT"}, 200),
        ({"If-Modified-Since": "yesterday"}, 200),
    ):
        answer = await client.get("/nl/titels", headers=headers)
        assert (answer.status, headers) == (status, headers)
        assert answer.headers["ETag"] == tag
        assert (await answer.read() == b"") is (status == 304)


@pytest.mark.parametrize(
    ("accepts", "packed"),
    [
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("*", True),
        ("gzip;q=0, *", False),
        ("gzip;q=0", False),
        ("identity", False),
        ("", False),
        ("gzip;q=x", False),
    ],
)
async def test_it_is_packed_for_who_can_unpack_it(client: Client, accepts: str, packed: bool) -> None:
    answer = await client.get("/nl/titels", headers={"Accept-Encoding": accepts})
    body = await answer.read()
    assert (answer.headers.get("Content-Encoding") == "gzip") is packed
    assert b"Noise Night" in (gzip.decompress(body) if packed else body)
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert int(answer.headers["Content-Length"]) == len(body)


async def test_both_forms_have_a_tag_of_their_own(client: Client) -> None:
    plain = await client.get("/nl/titels", headers={"Accept-Encoding": ""})
    packed = await client.get("/nl/titels", headers={"Accept-Encoding": "gzip"})
    assert plain.headers["ETag"] != packed.headers["ETag"]


async def test_only_the_head_of_it(client: Client) -> None:
    whole, head = await client.get("/nl/titels"), await client.head("/nl/titels")
    assert await head.read() == b""
    for name in ("ETag", "Last-Modified", "Content-Length", "Content-Type", "Cache-Control"):
        assert head.headers[name] == whole.headers[name]


async def test_nothing_of_another_site_runs_in_it(client: Client) -> None:
    policy = (await client.get("/nl/titels")).headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


async def test_midnight_makes_it_anew(site: Site, client: Client, hour: Hour) -> None:
    await client.get("/nl/titels")
    hour.now = datetime(2026, 3, 9, 22, 59, 59, tzinfo=UTC)
    await client.get("/nl/titels")
    assert site.ready.made == 1
    hour.now += timedelta(seconds=1)
    await client.get("/nl/titels")
    assert site.ready.made == 2


async def test_an_event_of_long_ago_is_still_there(database: Database, client: Client) -> None:
    old = await database.write(lambda unit: put(unit, "Long ago", -400))
    assert await (await client.get(f"/nl/evenement/{old.id}")).text() == "Long ago"
    assert (await client.get("/nl/evenement/999999")).status == 404


async def test_one_that_is_withdrawn_is_gone(database: Database, client: Client) -> None:
    assert (await client.get("/en/event/1")).status == 200

    def withdraw(unit: Unit) -> None:
        event = unit.events.get(1)
        assert event is not None
        unit.events.save(replace(event, stage=Stage.WITHDRAWN))

    heard = listening(database)
    await database.write(withdraw)
    await heard.wait()
    assert (await client.get("/en/event/1")).status == 404


@pytest.mark.parametrize(
    "path",
    ["/nl/evenement/1/../..%2f..", "/nl/evenement/..%2f", "/nl/%00", "/static/..%2fconfig.toml", "/fr/"],
)
async def test_what_stands_nowhere_is_not_found(client: Client, path: str) -> None:
    assert (await client.get(path)).status == 404


async def test_an_endless_address_is_refused(client: Client) -> None:
    assert (await client.get("/nl/titels?q=" + "x" * 5000)).status == 414
