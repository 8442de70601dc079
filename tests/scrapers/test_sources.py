"""What makes two sightings the same event, and the same content."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.sources import (
    SourceEvent,
    SourceKind,
    SourcePlace,
    SourceStatus,
    content_hash,
    event_key,
    identified,
    overlaps,
)

EVENT = SourceEvent(
    title="Lange nacht",
    start=datetime(2026, 4, 10, 20, tzinfo=UTC),
    source_kind=SourceKind.ICAL,
    end=datetime(2026, 4, 11, 1, tzinfo=UTC),
    url="https://club.example/nacht?utm_source=x&id=3",
    image="https://cdn.example/a.jpg?signature=1",
    location=SourcePlace(name="Club"),
)


def test_content_is_the_same_however_it_is_written() -> None:
    same = replace(
        EVENT,
        title="Lange  nacht ",
        start=EVENT.start.astimezone(ZoneInfo("Europe/Amsterdam"))
        if isinstance(EVENT.start, datetime)
        else EVENT.start,
        url="https://CLUB.example/nacht?id=3",
        image="https://cdn.example/a.jpg?signature=2",
    )
    assert content_hash(same) == content_hash(EVENT)


def test_content_differs_with_all_that_a_reader_would_notice() -> None:
    changes = (
        {"title": "Korte nacht"},
        {"start": datetime(2026, 4, 10, 21, tzinfo=UTC)},
        {"status": SourceStatus.CANCELLED},
        {"location": SourcePlace(name="Elders")},
        {"price": "10 EUR"},
        {"url": "https://club.example/nacht?id=4"},
    )
    hashes = {content_hash(replace(EVENT, **change)) for change in changes}  # type: ignore[arg-type]  # fields by name
    assert len(hashes | {content_hash(EVENT)}) == len(changes) + 1


def test_the_key_is_the_source_s_own_id_where_it_has_one() -> None:
    known = replace(EVENT, external_id="7", recurrence_id="2026-04-10")
    assert event_key(known) == event_key(replace(known, title="Anders", start=date(2027, 1, 1), all_day=True))
    assert event_key(known) != event_key(replace(known, recurrence_id="2026-04-17"))


def test_without_an_id_another_hour_is_still_the_same_event_and_another_day_is_not() -> None:
    assert isinstance(EVENT.start, datetime)
    assert event_key(EVENT) == event_key(replace(EVENT, start=EVENT.start - timedelta(hours=2)))
    assert event_key(EVENT) != event_key(replace(EVENT, start=EVENT.start + timedelta(days=7)))


def test_a_link_that_only_one_event_has_is_its_id() -> None:
    twice = replace(EVENT, title="Andere", url="https://club.example/agenda")
    found = identified((EVENT, twice, replace(twice, title="Nog een")))
    assert [event.external_id for event in found] == ["https://club.example/nacht?id=3", None, None]


def test_what_touches_a_window_is_in_it() -> None:
    assert overlaps(EVENT, date(2026, 4, 11), date(2026, 5, 1))
    assert not overlaps(EVENT, date(2026, 4, 12), date(2026, 5, 1))
    assert not overlaps(EVENT, date(2026, 1, 1), date(2026, 4, 9))
    last_day = replace(EVENT, start=date(2026, 4, 10), end=date(2026, 4, 12), all_day=True)
    assert not overlaps(last_day, date(2026, 4, 12), date(2026, 4, 13))
    assert overlaps(last_day, date(2026, 4, 11), date(2026, 4, 13))
