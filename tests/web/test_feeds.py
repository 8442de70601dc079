"""The feeds, read by those who will read them: icalendar, recurring-ical-events, feedparser and ical.js."""

import json
import shutil
import subprocess
import warnings
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import icalendar
import pytest
import recurring_ical_events

from domain.events import Happening, Language, Stage

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
EVENING = datetime(2026, 3, 13, 19, tzinfo=UTC)

CLIENTS = Path(__file__).parent / "clients"


async def entries(window: Any, path: str = "/nl/agenda.ics") -> dict[str, icalendar.Event]:
    status, body = await window.get(path)
    assert status == 200, body
    return {str(one["SUMMARY"]): one for one in icalendar.Calendar.from_ical(body).walk("VEVENT")}


async def test_what_it_says_of_an_event(window: Any) -> None:
    event = await window.put(
        "Noise; Night, \\ 2",
        EVENING,
        ends=EVENING + timedelta(hours=4),
        venue_id=1,
        place="Tankstation",
        themes=("music",),
        description="Eerst soep.\nDan lawaai.",
        price="€ 5",
        link="https://band.example/",
        language=Language.NONE,
    )
    (one,) = (await entries(window)).values()
    assert str(one["SUMMARY"]) == "Noise; Night, \\ 2"
    assert one["DTSTART"].dt == EVENING.astimezone(AMSTERDAM)
    assert one["DTEND"].dt == EVENING.astimezone(AMSTERDAM) + timedelta(hours=4)
    assert str(one["LOCATION"]) == "Tankstation, Hengelosestraat 51, Enschede"
    assert str(one["DESCRIPTION"]).startswith("Eerst soep.\nDan lawaai.\n\nPrijs: € 5\n")
    assert "https://band.example/" in one["DESCRIPTION"]
    assert str(one["URL"]) == f"https://agenda.example/nl/evenement/{event.id}-noise-night-2"
    assert [str(category) for category in one["CATEGORIES"].cats] == ["Muziek"]
    assert one["SEQUENCE"] == 0
    assert one["LAST-MODIFIED"].dt == NOW - timedelta(days=1)
    assert str(one["STATUS"]) == "CONFIRMED"


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/nl/agenda.ics", {"Noise", "Play", "Talk"}),
        ("/nl/thema/music.ics", {"Noise"}),
        ("/en/theme/theatre.ics", {"Play", "Talk"}),
        ("/nl/plek/1-tankstation.ics", {"Noise", "Talk"}),
        ("/en/venue/2.ics", {"Play"}),
        ("/nl/thema/theatre.ics?venue=1", {"Talk"}),
        ("/nl/agenda.ics?theme=music,theatre&english_friendly=true", {"Noise", "Talk"}),
        ("/nl/agenda.ics?language=nl", {"Play"}),
        ("/nl/agenda.ics?q=tankst+NOI", {"Noise"}),
        ("/nl/agenda.ics?q=oise", set()),
    ],
)
async def test_any_part_of_the_agenda(window: Any, path: str, found: set[str]) -> None:
    await window.put("Noise", EVENING, venue_id=1, themes=("music",), language=Language.NONE)
    await window.put("Play", EVENING, venue_id=2, themes=("theatre",), language=Language.DUTCH)
    await window.put("Talk", EVENING, venue_id=1, themes=("theatre",), language=Language.ENGLISH)
    assert set(await entries(window, path)) == found
    atom = feedparser.parse((await window.get(path.replace(".ics", ".atom")))[1])
    assert {entry.title for entry in atom.entries} == found


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nl/thema/nothing.ics", 404),
        ("/nl/plek/99.atom", 404),
        ("/nl/plek/x.ics", 404),
        ("/nl/agenda.ics?venue=x", 400),
        ("/nl/agenda.ics?theme=nothing", 400),
        ("/nl/agenda.atom?language=fr", 400),
        ("/nl/evenement/999.ics", 404),
    ],
)
async def test_what_does_not_exist_is_no_empty_feed(window: Any, path: str, status: int) -> None:
    assert (await window.get(path))[0] == status


async def test_a_change_keeps_its_uid_and_counts(window: Any) -> None:
    event = await window.put("Noise", EVENING)
    before = (await entries(window))["Noise"]
    await window.becomes(
        event, details=event.details.__class__(title="Noise", starts=EVENING + timedelta(days=1))
    )
    after = (await entries(window))["Noise"]
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] == 1
    assert after["LAST-MODIFIED"].dt == NOW
    assert after["DTSTART"].dt == EVENING + timedelta(days=1)


async def test_what_is_cancelled_is_told_for_thirty_days(window: Any) -> None:
    event = await window.put("Noise", EVENING)
    await window.becomes(event, happening=Happening.CANCELLED)
    window.now = EVENING + timedelta(days=29)
    assert str((await entries(window))["Noise"]["STATUS"]) == "CANCELLED"
    window.now = EVENING + timedelta(days=32)
    assert await entries(window) == {}


async def test_what_is_postponed_is_not_certain(window: Any) -> None:
    await window.put("Noise", EVENING, happening=Happening.POSTPONED)
    assert str((await entries(window))["Noise"]["STATUS"]) == "TENTATIVE"


async def test_what_is_not_public_is_in_no_feed(window: Any) -> None:
    event = await window.put("Noise", EVENING)
    await window.becomes(event, stage=Stage.REVIEW)
    for path in ("/nl/agenda.ics", "/nl/agenda.atom", "/api/v1/events", "/embed.js", "/nl/embed"):
        status, body = await window.get(path)
        assert status == 200
        assert b"Noise" not in body, path


async def test_nobody_is_named(window: Any) -> None:
    event = await window.put("Noise", EVENING, venue_id=1, themes=("music",))
    await window.becomes(event, happening=Happening.CANCELLED)
    for path in (
        "/nl/agenda.ics",
        "/nl/agenda.atom",
        f"/nl/evenement/{event.id}.ics",
        "/api/v1/events",
        f"/api/v1/events/{event.id}",
        "/api/v1/venues",
        "/api/v1/openapi.json",
        "/embed.js",
        "/nl/embed",
        "/nl/api",
    ):
        status, body = await window.get(path)
        assert status == 200
        for secret in (b"736482615243657216", b"912345678901234567", b"Mila", b"Noor", b"ill", b"Who plays"):
            assert secret not in body.replace(b"still", b""), (path, secret)


def hard_times() -> list[tuple[str, datetime, datetime | None, bool]]:
    """(title, begins, ends, time known): across both changes of the clock, around midnight, whole days."""
    return [
        ("spring", datetime(2026, 3, 28, 22, tzinfo=UTC), datetime(2026, 3, 29, 3, tzinfo=UTC), True),
        ("autumn first", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), None, True),
        (
            "autumn second",
            datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
            datetime(2026, 10, 25, 2, 30, tzinfo=UTC),
            True,
        ),
        ("new year", datetime(2026, 12, 31, 22, tzinfo=UTC), datetime(2027, 1, 1, 5, tzinfo=UTC), True),
        ("summer", datetime(2027, 7, 1, 18, tzinfo=UTC), None, True),
        ("days", datetime(2026, 5, 1, 22, tzinfo=UTC), datetime(2026, 5, 3, 22, tzinfo=UTC), False),
        ("a day", datetime(2026, 5, 1, 22, tzinfo=UTC), None, False),
    ]


async def put_hard_times(window: Any) -> dict[str, tuple[str, str]]:
    """What a client should read: the instant in UTC, or the local days, of the beginning and the end."""
    expected = {}
    for title, starts, ends, known in hard_times():
        await window.put(title, starts, ends=ends, time_known=known)
        expected[title] = (
            (f"{starts:%Y-%m-%dT%H:%M:%SZ}", f"{ends or starts:%Y-%m-%dT%H:%M:%SZ}")
            if known
            else ("2026-05-02", "2026-05-04" if ends else "2026-05-03")
        )
    return expected


async def test_icalendar_and_recurring_ical_events_read_the_same_instants(window: Any) -> None:
    expected = await put_hard_times(window)
    calendar = icalendar.Calendar.from_ical((await window.get("/nl/agenda.ics"))[1])
    read = {}
    for one in recurring_ical_events.of(calendar).between(
        datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
    ):
        read[str(one["SUMMARY"])] = tuple(
            f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if isinstance(moment, datetime) else str(moment)
            for moment in (one.start, one.end)
        )
    assert read == expected


async def test_ical_js_reads_the_same_instants(window: Any, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not (CLIENTS / "node_modules" / "ical.js").exists():
        warning = "NO ical.js: run `npm ci` in tests/web/clients (node is needed); its test is skipped."
        warnings.warn(pytest.PytestWarning(warning), stacklevel=1)
        pytest.skip(warning)
    expected = await put_hard_times(window)
    file = tmp_path / "agenda.ics"
    file.write_bytes((await window.get("/nl/agenda.ics"))[1])
    ran = subprocess.run(  # noqa: ASYNC221 - nothing else runs here
        [node, "read.mjs", str(file)], cwd=CLIENTS, capture_output=True, text=True, check=True
    )
    assert {title: tuple(moments) for title, moments in json.loads(ran.stdout).items()} == expected


async def test_the_atom_feed_is_as_readers_want_it(window: Any) -> None:
    await window.put(
        "<script>alert(1)</script> & «Ñ»",
        EVENING,
        description="Eerst <b>soep</b>.\x0b\n]]> einde",
        place="Tankstation",
        price="gratis",
        themes=("music",),
    )
    cancelled = await window.put("Doom", EVENING)
    await window.becomes(cancelled, happening=Happening.CANCELLED)
    feed = feedparser.parse((await window.get("/nl/thema/music.atom?venue="))[1])
    assert not feed.bozo, feed.get("bozo_exception")
    (one,) = feed.entries
    assert "alert(1)" in one.title
    assert one.link.startswith("https://agenda.example/nl/evenement/1-")
    assert one.id.startswith("urn:uuid:")
    assert one.updated_parsed[:4] == (2026, 3, 8, 11)
    assert one.published_parsed[:4] == (2026, 3, 7, 11)
    assert "20:00" in one.content[0].value
    assert "<script" not in one.content[0].value
    assert "&lt;b&gt;soep" in one.content[0].value
    whole = feedparser.parse((await window.get("/en/agenda.atom"))[1])
    assert not whole.bozo
    assert {entry.title for entry in whole.entries} > {"Cancelled: Doom"}
    assert whole.feed.links[0].href == "https://agenda.example/en/agenda.atom"


async def test_an_empty_feed_is_a_feed(window: Any) -> None:
    assert not feedparser.parse((await window.get("/nl/agenda.atom"))[1]).bozo
    assert await entries(window) == {}


async def test_it_says_when_to_come_back(window: Any) -> None:
    calendar = icalendar.Calendar.from_ical((await window.get("/en/venue/1.ics"))[1])
    assert str(calendar["X-WR-CALNAME"]) == str(calendar["NAME"]) == "De Sektor · Tankstation"
    assert str(calendar["METHOD"]) == "PUBLISH"
    assert str(calendar["X-PUBLISHED-TTL"]) == "PT60M"
    assert str(calendar["SOURCE"]) == "https://agenda.example/en/venue/1.ics"
