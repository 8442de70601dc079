"""The open API: what its document promises is what it does, and nothing else gets an answer."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from domain.communities import Community
from domain.events import Happening, Language
from domain.themes import Theme
from services.agenda import Snapshot
from web import filters
from web.api_description import EVENT_PARAMETERS, OPERATIONS, SCHEMAS
from web.visitors import Visitors

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
EVENING = datetime(2026, 3, 13, 19, tzinfo=UTC)


async def read(window: Any, path: str) -> Any:
    status, body = await window.get(path)
    assert status == 200, body
    return json.loads(body)


async def titles(window: Any, query: str = "") -> list[str]:
    return [one["title"] for one in (await read(window, f"/api/v1/events{query}"))["events"]]


async def some_events(window: Any) -> None:
    await window.put("Noise", EVENING, venue_id=1, themes=("music",), language=Language.NONE)
    await window.put(
        "Play", EVENING + timedelta(days=1), venue_id=2, themes=("theatre",), language=Language.DUTCH
    )
    await window.put(
        "Talk", EVENING + timedelta(days=2), themes=("music", "theatre"), language=Language.ENGLISH
    )
    await window.put("Off", EVENING + timedelta(days=3), happening=Happening.CANCELLED)
    await window.put("Over", NOW - timedelta(days=2))
    await window.put("Under way", NOW - timedelta(days=2), ends=NOW + timedelta(days=2), time_known=False)


async def test_all_that_is_told_of_an_event(window: Any) -> None:
    event = await window.put(
        "Noise",
        EVENING,
        ends=EVENING + timedelta(hours=6),
        place="achterzaal",
        venue_id=1,
        themes=("music",),
        description="Lawaai.",
        price="€ 5",
        link="https://band.example/",
        language=Language.NONE,
        accessibility="gelijkvloers",
        image="https://band.example/poster.jpg",
    )
    assert await read(window, f"/api/v1/events/{event.id}") == {
        "id": event.id,
        "url": f"https://agenda.example/nl/evenement/{event.id}-noise",
        "calendar_url": f"https://agenda.example/nl/evenement/{event.id}.ics",
        "title": "Noise",
        "status": "scheduled",
        "starts": "2026-03-13T20:00:00+01:00",
        "ends": "2026-03-14T02:00:00+01:00",
        "first_day": "2026-03-13",
        "last_day": "2026-03-13",
        "time_known": True,
        "place": "achterzaal",
        "venue": {"id": 1, "name": "Tankstation", "address": "Hengelosestraat 51", "city": "Enschede"},
        "themes": ["music"],
        "description": "Lawaai.",
        "price": "€ 5",
        "link": "https://band.example/",
        "language": "none",
        "english_friendly": True,
        "accessibility": "gelijkvloers",
        "image": "https://band.example/poster.jpg",
        "sources": [],
        "sequence": 0,
        "created_at": "2026-03-07T11:00:00Z",
        "updated_at": "2026-03-08T11:00:00Z",
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Under way", "Noise", "Play", "Talk", "Off"]),
        ("?theme=music", ["Noise", "Talk"]),
        ("?theme=music&theme=theatre", ["Noise", "Play", "Talk"]),
        ("?venue=2", ["Play"]),
        ("?venue=77", []),
        ("?language=en", ["Talk"]),
        ("?english_friendly=true", ["Noise", "Talk"]),
        ("?english_friendly=false", ["Under way", "Noise", "Play", "Talk", "Off"]),
        ("?q=tal", ["Talk"]),
        ("?status=cancelled", ["Off"]),
        ("?status=cancelled,postponed", ["Off"]),
        ("?from=2026-03-15", ["Talk", "Off"]),
        ("?from=2026-03-06&until=2026-03-13", ["Over", "Under way", "Noise"]),
        ("?until=2026-03-13T20:00:00%2B01:00", ["Under way"]),
        ("?until=2026-03-13T20:00:01+01:00", ["Under way", "Noise"]),
        ("?from=2026-03-14T19:00:00Z&limit=1", ["Play"]),
        ("?updated_since=2026-03-08T11:00:00Z", ["Under way", "Noise", "Play", "Talk", "Off"]),
        ("?updated_since=2026-03-08T11:00:01Z", []),
        ("?from=9999-12-31", []),
        ("?from=0001-01-01&q=over", ["Over"]),
    ],
)
async def test_what_is_asked_for(window: Any, query: str, found: list[str]) -> None:
    await some_events(window)
    assert await titles(window, query) == found


async def test_every_parameter_in_the_document_is_read(window: Any) -> None:
    """A value that cannot be is refused, by name: so it was looked at. (A word can be anything.)"""
    for parameter in EVENT_PARAMETERS:
        status, body = await window.get(f"/api/v1/events?{parameter.name}=!!")
        assert (status, json.loads(body).get("parameter")) == (
            (200, None) if parameter.name == "q" else (400, parameter.name)
        )


async def test_pages_neither_repeat_nor_skip_while_others_come_and_go(window: Any) -> None:
    for number in range(7):
        await window.put(f"Number {number}", EVENING + timedelta(hours=number // 2))
    seen: list[str] = []
    path = "/api/v1/events?limit=2"
    while path:
        page = await read(window, path)
        seen += [one["title"] for one in page["events"]]
        path = (page["next"] or "").removeprefix("https://agenda.example")
        if len(seen) == 2:
            await window.put("Earlier", EVENING - timedelta(days=1))
    assert seen == [f"Number {number}" for number in range(7)]
    assert page["total"] == 8
    assert page["next_cursor"] is None


@pytest.mark.parametrize(
    "query",
    ["cursor=x", "cursor=1", "cursor=1.2.3", "limit=0", "limit=101", "limit=1.5", "from=2026-02-30",
     "from=yesterday",
     "theme=", "theme=nothing", "english_friendly=maybe", "status=off", "language=fr", "tema=music",
     "q=" + "x" * 401, "venue=-1", "venue=٣", "from=2026-03-13T25:00:00Z"],
)  # fmt: skip
async def test_what_cannot_be_is_refused_in_one_sentence(window: Any, query: str) -> None:
    async with window.client.get(f"/api/v1/events?{query}") as answer:
        assert answer.status == 400
        assert answer.content_type == "application/problem+json"
        problem = json.loads(await answer.read())
    assert problem["status"] == 400
    assert problem["detail"].endswith(".")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "path", ["/api/v1/events/0", "/api/v1/events/x", "/api/v1/events/99", "/api/v1/events/9999999999999999"]
)
async def test_what_is_not_there(window: Any, path: str) -> None:
    async with window.client.get(path) as answer:
        assert (answer.status, answer.content_type) == (404, "application/problem+json")


async def test_addresses_are_such_as_programs_can_follow(window: Any) -> None:
    event = await window.put(
        "Noise", EVENING, link="https://band.example/poëzie?q=a b", image="javascript:alert(1)"
    )
    told = await read(window, f"/api/v1/events/{event.id}")
    assert told["link"] == "https://band.example/po%C3%ABzie?q=a+b"
    assert told["image"] is None


async def test_it_can_only_be_read(window: Any) -> None:
    for operation in OPERATIONS:
        path = operation.path.replace("{event}", "1")
        for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE"):
            async with window.client.request(method, path) as answer:
                assert answer.status == 405
                assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


async def test_any_site_may_ask(window: Any) -> None:
    asked = {"Origin": "https://other.example", "Access-Control-Request-Method": "GET"}
    async with window.client.options("/api/v1/events", headers=asked) as answer:
        assert answer.status == 204
        assert "GET" in answer.headers["Access-Control-Allow-Methods"]
    async with window.client.get("/api/v1/events", headers=asked) as answer:
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers


async def test_one_address_cannot_ask_for_ever(window: Any) -> None:
    window.site.asked = Visitors(rate=0.1, burst=3, clock=lambda: 0.0)
    statuses = [(await window.get("/api/v1/themes"))[0] for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    async with window.client.get("/api/v1/themes") as answer:
        assert answer.headers["Retry-After"] == "10"
        assert "Try again" in (await answer.json(content_type="application/problem+json"))["detail"]


async def test_the_answers_are_what_the_document_says(window: Any) -> None:
    await some_events(window)
    document = await read(window, "/api/v1/openapi.json")
    assert document["openapi"].startswith("3.1")
    for operation in OPERATIONS:
        answer = await read(window, operation.path.replace("{event}", "1"))
        schema = {"$ref": f"#/components/schemas/{operation.gives}", "components": {"schemas": SCHEMAS}}
        Draft202012Validator.check_schema(schema)
        Draft202012Validator(schema, format_checker=FormatChecker()).validate(answer)


async def test_themes_and_venues_lead_to_their_feeds(window: Any) -> None:
    for path, kind in (("/api/v1/themes", "themes"), ("/api/v1/venues", "venues")):
        listed = (await read(window, path))[kind]
        assert len(listed) == 2
        for one in listed:
            for name in ("calendar_url", "feed_url"):
                assert (await window.get(one[name].removeprefix("https://agenda.example")))[0] == 200


async def test_what_is_over_leaves_the_list_at_that_moment(window: Any) -> None:
    await window.put("Noise", NOW + timedelta(hours=1), ends=NOW + timedelta(hours=2))
    assert await titles(window) == ["Noise"]
    window.now = NOW + timedelta(hours=2, seconds=-1)
    assert await titles(window) == ["Noise"]
    window.now = NOW + timedelta(hours=2)
    assert await titles(window) == []


async def test_a_thousand_at_once_have_it_made_once(window: Any) -> None:
    await some_events(window)
    window.site.asked = Visitors(rate=1, burst=1000, clock=lambda: 0.0)
    made = window.site.ready.made
    answers = await asyncio.gather(*(window.get("/api/v1/events") for _ in range(1000)))
    assert {status for status, _ in answers} == {200}
    assert window.site.ready.made == made + 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from([*(one.name for one in EVENT_PARAMETERS), "x"]) | st.text(max_size=10),
        st.text(max_size=40) | st.sampled_from(["music", "2026-03-13", "true", "1", "MTc3Ljk"]),
        max_size=5,
    )
)
def test_no_question_breaks_it(parser: Any, query: dict[str, str]) -> None:
    """Whatever stands in the address: an answer or a sentence, never an error of ours."""
    refused = None
    try:
        asked = filters.read(query, parser)
    except filters.BadParameter as bad:
        refused = bad
    if refused is None:
        filters.Finder().find(parser, asked)
    else:
        assert refused.sentence.endswith(".")


@pytest.fixture
def parser() -> Any:
    return Snapshot(
        community=Community(7), themes=(Theme("music", "Muziek", "Music"),), venues=(), listed=(), version=1
    )
