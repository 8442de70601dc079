"""What was typed, and what we make of it."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import Config
from domain.drafts import (
    MOST,
    Draft,
    Understood,
    brought_up_to_date,
    draft_of,
    still_unknown,
    understand,
    with_texts,
)
from domain.events import Details, Event, Language, Stage
from domain.refusal import Refusal
from domain.when import AskBack

ZONE = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 3, 9, 12, tzinfo=ZONE)
THEMES = Config().new_community().themes
VENUES = Config().new_community().venues
TYPED = {"title": "Noise Night", "when": "vr 13 mrt 20:00", "where": "de Tank"}


def draft(**typed: str) -> Draft:
    return Draft(id=1, community=7, person=5, typed={**TYPED, **typed}, themes=("music",), updated_at=NOW)


def read(one: Draft, now: datetime = NOW) -> Understood:
    understood = understand(one, now=now, zone=ZONE, venues=VENUES, themes=THEMES)
    assert isinstance(understood, Understood)
    return understood


def event(**details: object) -> Event:
    starts = datetime(2026, 3, 13, 20, tzinfo=ZONE).astimezone(UTC)
    full = {"title": "Noise Night", "starts": starts, "place": "Tankstation, Enschede", "themes": ("music",)}
    return Event(
        id=3,
        community=7,
        details=Details(**{**full, **details}),  # type: ignore[arg-type]
        stage=Stage.PUBLISHED,
        created_at=NOW,
        updated_at=NOW,
    )


def opened(one: Event) -> Draft:
    return draft_of(one, draft_id=1, person=5, zone=ZONE, now=NOW)


def test_everything_typed_is_understood() -> None:
    details = read(
        draft(end="01:30", description=" Loud. ", price="€5", link="noise.example", accessibility="no steps")
    ).details
    assert details.starts == datetime(2026, 3, 13, 20, tzinfo=ZONE)
    assert details.ends == datetime(2026, 3, 14, 1, 30, tzinfo=ZONE)
    assert details.place == "Tankstation, Enschede"
    assert (details.description, details.link) == ("Loud.", "https://noise.example")


@pytest.mark.parametrize("field", [name for name in MOST if name not in {"when", "end", "link"}])
def test_each_field_holds_what_it_holds_and_no_more(field: str) -> None:
    read(draft(**{field: "x" * MOST[field]}))
    with pytest.raises(Refusal, match="characters long"):
        read(draft(**{field: "x" * (MOST[field] + 1)}))


def test_the_meaning_of_tonight_is_kept() -> None:
    evening = draft(when="vanavond 23:30")
    kept = replace(evening, settled=read(evening).settled)
    after_midnight = NOW + timedelta(hours=12, minutes=30)
    assert read(kept, after_midnight).details.starts == datetime(2026, 3, 9, 23, 30, tzinfo=ZONE)
    assert read(evening, after_midnight).details.starts == datetime(2026, 3, 10, 23, 30, tzinfo=ZONE)


def test_another_when_forgets_what_the_old_one_meant() -> None:
    first = draft(when="vanavond 23:30")
    kept = replace(first, settled=read(first).settled)
    assert read(with_texts(kept, {"when": "morgen 21u"})).details.starts.day == 10


def test_a_question_is_asked_and_not_guessed() -> None:
    asked = understand(draft(when="zaterdag half 9"), now=NOW, zone=ZONE, venues=VENUES, themes=THEMES)
    assert isinstance(asked, AskBack)


def test_fields_that_are_none_are_not_taken() -> None:
    assert set(with_texts(draft(), {"submitter": "1", "title": "x"}).typed) <= set(MOST)


@pytest.mark.parametrize(
    "details",
    [
        {},
        {"ends": datetime(2026, 3, 14, 1, tzinfo=UTC)},
        {"starts": datetime(2026, 3, 12, 23, tzinfo=UTC), "time_known": False},
        {
            "starts": datetime(2026, 3, 12, 23, tzinfo=UTC),
            "ends": datetime(2026, 3, 15, 23, tzinfo=UTC),
            "time_known": False,
        },
        {"starts": datetime(2026, 10, 25, 1, 30, tzinfo=UTC)},  # the second half past two of that night
        {"starts": datetime(2020, 1, 1, 20, tzinfo=UTC)},  # over long ago
        {"language": Language.NONE, "price": "€5", "description": "x\n\ny", "poster": 4, "image": ""},
    ],
)
def test_an_event_that_is_opened_and_left_alone_stays_as_it_is(details: dict[str, object]) -> None:
    before = event(**details)
    after = read(opened(before)).details
    assert replace(after, venue_id=before.details.venue_id) == before.details


def test_whole_days_are_shown_as_people_type_them() -> None:
    days = event(
        starts=datetime(2026, 3, 12, 23, tzinfo=UTC),
        ends=datetime(2026, 3, 15, 23, tzinfo=UTC),
        time_known=False,
    )
    shown = opened(days)
    assert shown.typed["when"] == "13-03-2026 t/m 15-03-2026"
    assert shown.typed["end"] == ""
    later = read(with_texts(shown, {"when": "14-03-2026 t/m 15-03-2026"})).details
    assert (later.starts.day, later.time_known) == (14, False)


def test_what_others_changed_meanwhile_is_kept() -> None:
    mine = with_texts(opened(event()), {"where": "Tetem"})
    theirs = event(title="Other Night", price="€5", themes=("theatre",), poster=9)
    merged = read(brought_up_to_date(mine, opened(theirs))).details
    assert merged.place.startswith("Tetem")
    assert (merged.title, merged.price, merged.themes, merged.poster) == (
        "Other Night",
        "€5",
        ("theatre",),
        9,
    )


def test_what_both_changed_is_as_the_one_who_saves_says() -> None:
    mine = with_texts(opened(event()), {"title": "Mine", "when": "za 14 mrt 21:00"})
    theirs = event(title="Theirs", starts=datetime(2026, 3, 15, 20, tzinfo=UTC))
    merged = read(brought_up_to_date(mine, opened(theirs))).details
    assert merged.title == "Mine"
    assert merged.starts == datetime(2026, 3, 14, 21, tzinfo=ZONE)


def test_an_end_that_was_added_goes_with_a_start_that_others_moved() -> None:
    mine = with_texts(opened(event()), {"end": "23:00"})
    theirs = event(starts=datetime(2026, 3, 20, 19, tzinfo=UTC))
    merged = read(brought_up_to_date(mine, opened(theirs))).details
    assert merged.starts == datetime(2026, 3, 20, 20, tzinfo=ZONE)
    assert merged.ends == datetime(2026, 3, 20, 23, tzinfo=ZONE)


def test_a_new_draft_has_nothing_to_be_brought_up_to_date_with() -> None:
    assert brought_up_to_date(draft(), opened(event())) == draft()


def test_what_readers_will_miss() -> None:
    nothing = Details(title="x", starts=NOW)
    assert still_unknown(nothing)[:3] == ("place", "price", "language")
    assert still_unknown(replace(nothing, time_known=False))[0] == "time"
    days = replace(nothing, time_known=False, ends=NOW + timedelta(days=2))
    assert not {"time", "ends"} & set(still_unknown(days))


@given(st.dictionaries(st.sampled_from(sorted(MOST)), st.text(max_size=60)))
def test_whatever_is_typed_is_understood_asked_or_refused(typed: dict[str, str]) -> None:
    with suppress(Refusal):
        understood = understand(draft(**typed), now=NOW, zone=ZONE, venues=VENUES, themes=THEMES)
        assert isinstance(understood, AskBack) or understood.details.title
