"""What is kept as JSON comes back as it was."""

import json
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from domain.events import Language
from domain.sources import Note, SourceEvent, SourceKind, SourcePlace, SourceStatus, content_hash, event_key
from domain.themes import Theme
from domain.theming import RuleKind, SourceRule, Verdict, decide
from storage.contents import (
    decision_as_json,
    decision_from_json,
    details_as_json,
    details_from_json,
    event_as_json,
    event_from_json,
    note_as_json,
    note_from_json,
    rule_as_json,
    rule_from_json,
)

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
MAYBE = st.none() | TEXT
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=1)), timezone(-timedelta(hours=5, minutes=30))])
FIRST, LAST = datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2100-01-01")
MOMENTS = st.datetimes(FIRST, LAST, timezones=ZONES) | st.dates(date(1990, 1, 1))
EVENTS = st.builds(
    SourceEvent,
    title=TEXT,
    start=MOMENTS,
    source_kind=st.sampled_from(SourceKind),
    end=st.none() | MOMENTS,
    all_day=st.booleans(),
    timezone=MAYBE,
    status=st.sampled_from(SourceStatus),
    location=st.builds(SourcePlace, MAYBE, MAYBE, MAYBE),
    url=MAYBE,
    description=MAYBE,
    image=MAYBE,
    price=MAYBE,
    organizer=MAYBE,
    external_id=MAYBE,
    recurrence_id=MAYBE,
    categories=st.lists(TEXT, max_size=3).map(tuple),
)


@given(EVENTS)
def test_what_a_source_showed(event: SourceEvent) -> None:
    again = event_from_json(json.loads(json.dumps(event_as_json(event))))
    assert again == event
    assert (event_key(again), content_hash(again)) == (event_key(event), content_hash(event))


@given(
    TEXT, st.dictionaries(st.sampled_from("abc"), TEXT | st.integers() | st.booleans() | MOMENTS | st.none())
)
def test_a_sentence_with_its_places(text: str, params: dict[str, object]) -> None:
    note = Note(text, **params)
    assert note_from_json(json.loads(json.dumps(note_as_json(note)))) == note


@given(TEXT, TEXT)
def test_a_decision_about_themes(title: str, description: str) -> None:
    themes = (Theme("music", "Muziek", "Music"), Theme("theatre", "Theater", "Theatre"))
    event = SourceEvent(title, date(2026, 3, 14), SourceKind.HTML, description=description)
    decision = decide(event, themes=themes, default=("music",))
    assert decision_from_json(json.loads(json.dumps(decision_as_json(decision)))) == decision


def test_a_rule_and_some_details() -> None:
    rule = SourceRule(RuleKind.TITLE, "Popquiz", "music", Verdict.ADD)
    assert rule_from_json(json.loads(json.dumps(rule_as_json(rule)))) == rule
    details = {
        "starts": datetime(2026, 3, 14, 19, tzinfo=UTC),
        "ends": None,
        "themes": ("music",),
        "language": Language.DUTCH,
        "venue_id": 3,
        "price": "",
    }
    assert details_from_json(json.loads(json.dumps(details_as_json(details)))) == details
