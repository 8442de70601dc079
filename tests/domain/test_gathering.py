"""One event out of several tellings: whose word counts, field by field."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from domain.events import Details, Event, Happening, Stage, changed_fields
from domain.gathering import (
    Telling,
    by_person,
    by_source,
    gather,
    join,
    part,
    typed_by,
    what_readers_must_hear,
)

ZONE = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
NIGHT = datetime(2026, 3, 14, 19, tzinfo=UTC)
DAY = datetime(2026, 3, 13, 23, tzinfo=UTC)  # local midnight of the 14th


def event(**more: object) -> Event:
    values: dict[str, object] = {
        "id": 1,
        "community": 50,
        "details": Details(title="", starts=NIGHT),
        "stage": Stage.PUBLISHED,
        "created_at": NOW,
        "updated_at": NOW,
    }
    return Event(**{**values, **more})  # type: ignore[arg-type]


def telling(source: int = 1, *, precedence: int = 100, seen: int = 0, **details: object) -> Telling:
    values = {"title": "Noise", "starts": NIGHT, "themes": ("music",), **details}
    return Telling(
        source=source,
        precedence=precedence,
        first_seen=NOW + timedelta(hours=seen),
        details=Details(**values),  # type: ignore[arg-type]
    )


def test_what_one_source_leaves_unknown_is_filled_from_the_next() -> None:
    first = telling(1, place="Tankstation", venue_id=3)
    second = telling(
        2, seen=1, title="NOISE!", place="Somewhere", price="€5", ends=NIGHT + timedelta(hours=3)
    )
    gathered = gather(event(), [second, first], zone=ZONE)
    details = gathered.details
    assert (details.title, details.place, details.venue_id) == ("Noise", "Tankstation", 3)
    assert (details.price, details.ends) == ("€5", NIGHT + timedelta(hours=3))
    assert gathered.origins["title"] == gathered.origins["place"] == by_source(1)
    assert gathered.origins["price"] == gathered.origins["ends"] == by_source(2)
    assert "description" not in gathered.origins


def test_precedence_goes_before_who_was_first() -> None:
    late = telling(2, precedence=10, seen=9, title="By the venue")
    assert gather(event(), [telling(1), late], zone=ZONE).details.title == "By the venue"


def test_a_source_that_lists_it_no_more_counts_only_when_nobody_does() -> None:
    gone = replace(telling(1, title="Gone"), listed=False)
    assert gather(event(), [gone, telling(2)], zone=ZONE).details.title == "Noise"
    assert gather(event(), [gone], zone=ZONE).details.title == "Gone"


def test_a_day_takes_its_hour_from_the_next_source() -> None:
    first = telling(1, starts=DAY, time_known=False, ends=DAY + timedelta(days=1))
    gathered = gather(event(), [first, telling(2)], zone=ZONE)
    assert (gathered.details.starts, gathered.details.time_known) == (NIGHT, True)
    assert gathered.details.ends is None
    other_day = telling(2, starts=NIGHT + timedelta(days=1))
    assert gather(event(), [first, other_day], zone=ZONE).details.starts == DAY


def test_who_says_that_it_is_called_off_says_more_than_who_says_nothing() -> None:
    off = replace(telling(2, seen=1), happening=Happening.CANCELLED)
    gathered = gather(event(), [telling(1), off], zone=ZONE)
    assert gathered.happening is Happening.CANCELLED
    assert gathered.origins["happening"] == by_source(2)
    assert gather(event(touched=frozenset({"happening"})), [off], zone=ZONE).happening is Happening.SCHEDULED


def test_an_end_that_somebody_typed_moves_along_with_the_beginning() -> None:
    known = event(
        details=Details(title="Noise", starts=NIGHT, ends=NIGHT + timedelta(hours=5)),
        touched=frozenset({"ends"}),
    )
    moved = NIGHT + timedelta(days=7)
    details = gather(known, [telling(1, starts=moved)], zone=ZONE).details
    assert (details.starts, details.ends) == (moved, moved + timedelta(hours=5))


def test_without_any_telling_it_stays_as_it_is() -> None:
    known = event(origins={"title": by_person(4)})
    gathered = gather(known, [], zone=ZONE)
    assert (gathered.details, gathered.happening, gathered.origins) == (
        known.details,
        known.happening,
        known.origins,
    )


def test_joining_keeps_what_stands_and_adds_what_is_missing() -> None:
    kept = event(details=Details(title="Noise", starts=NIGHT, place="Tank"), source_id=1)
    typed = Details(title="noise nite", starts=NIGHT, place="elsewhere", price="€5", accessibility="lift")
    other = event(id=2, details=typed, submitter=7, origins=typed_by(7, typed))
    joined = join(kept, other)
    details = joined.event.details
    assert (details.title, details.place, details.price, details.accessibility) == (
        "Noise",
        "Tank",
        "€5",
        "lift",
    )
    assert joined.event.touched == {"price", "accessibility"}
    assert joined.event.origins["price"] == by_person(7)
    assert joined.event.also == {7}
    assert joined.lent == {"price": "", "accessibility": ""}


def test_an_edit_goes_along_where_nobody_edited_the_other() -> None:
    kept = event(details=Details(title="Noise", starts=NIGHT))
    edited = event(
        id=2,
        details=Details(title="Noise (sold out)", starts=NIGHT),
        touched=frozenset({"title"}),
        origins={"title": by_person(9)},
    )
    assert join(kept, edited).event.details.title == "Noise (sold out)"
    own = replace(kept, touched=frozenset({"title"}))
    assert join(own, edited).event.details.title == "Noise"


TEXTS = st.sampled_from(["", "a", "b", "c"])
DETAILS = st.builds(
    Details,
    title=st.sampled_from(["x", "y", "z"]),
    starts=st.sampled_from([NIGHT, NIGHT + timedelta(hours=1), NIGHT + timedelta(days=1)]),
    ends=st.sampled_from([None, NIGHT + timedelta(days=2)]),
    place=TEXTS,
    price=TEXTS,
    description=TEXTS,
    link=TEXTS,
    themes=st.sampled_from([("music",), ("theatre",), ()]),
)
TELLINGS = st.lists(
    st.builds(
        Telling,
        source=st.integers(1, 4),
        precedence=st.sampled_from([1, 100]),
        first_seen=st.sampled_from([NOW, NOW + timedelta(hours=1)]),
        details=DETAILS,
        happening=st.sampled_from(Happening),
        listed=st.booleans(),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda one: one.source,
)
FIELDS = st.frozensets(
    st.sampled_from(["title", "starts", "place", "price", "description", "link", "themes", "happening"])
)


@given(DETAILS, FIELDS, TELLINGS, TELLINGS)
def test_an_edit_survives_every_reading(
    details: Details, touched: frozenset[str], first: list[Telling], second: list[Telling]
) -> None:
    known = event(details=details, touched=touched)
    for tellings in (first, second, []):
        gathered = gather(known, tellings, zone=ZONE)
        known = replace(
            known, details=gathered.details, happening=gathered.happening, origins=gathered.origins
        )
    for name in touched - {"happening"}:
        assert getattr(known.details, name) == getattr(details, name)
    if "happening" in touched:
        assert known.happening is Happening.SCHEDULED


@given(DETAILS, FIELDS, TELLINGS, st.randoms(use_true_random=False))
def test_gathering_is_settled_after_once_and_knows_no_order(
    details: Details, touched: frozenset[str], tellings: list[Telling], random: Random
) -> None:
    known = event(details=details, touched=touched)
    once = gather(known, tellings, zone=ZONE)
    shuffled = list(tellings)
    random.shuffle(shuffled)
    assert gather(known, shuffled, zone=ZONE) == once
    after = replace(known, details=once.details, happening=once.happening, origins=once.origins)
    assert gather(after, tellings, zone=ZONE) == once


@given(DETAILS, TELLINGS)
def test_every_known_field_has_an_origin(details: Details, tellings: list[Telling]) -> None:
    gathered = gather(event(details=details), tellings, zone=ZONE)
    for name in ("title", "place", "price", "description", "link"):
        assert bool(getattr(gathered.details, name)) == (name in gathered.origins)
    assert {one.partition(":")[0] for one in gathered.origins.values()} == {"source"}


@given(DETAILS, DETAILS, FIELDS)
def test_taking_apart_undoes_joining(kept: Details, typed: Details, touched: frozenset[str]) -> None:
    stands = event(details=kept, touched=touched - {"happening"})
    other = event(id=2, details=typed, submitter=7, origins=typed_by(7, typed))
    joined = join(stands, other)
    back = part(joined.event, other, joined.lent, [])
    assert back.details == stands.details
    assert back.also == frozenset()
    assert changed_fields(stands.details, joined.event.details) == set(joined.lent)


def test_what_readers_must_hear() -> None:
    before = event(details=Details(title="A", starts=NIGHT, place="Tank", venue_id=3))
    assert what_readers_must_hear(before, before) == frozenset()
    quiet = replace(before, details=replace(before.details, title="B", description="!", price="€9"))
    assert what_readers_must_hear(before, quiet) == frozenset()
    renamed = replace(before, details=replace(before.details, place="Tankstation, Enschede"))
    assert what_readers_must_hear(before, renamed) == frozenset()
    loud = replace(
        before,
        details=replace(before.details, starts=NIGHT + timedelta(hours=1), place="Tetem", venue_id=4),
        happening=Happening.POSTPONED,
    )
    assert what_readers_must_hear(before, loud) == {"when", "place", "happening"}
