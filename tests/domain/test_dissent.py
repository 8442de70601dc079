"""When a source contradicts a person, and when it only says the same in other words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.dissent import Dissent, Verdict, Word, differing, followed, unanswered, word_of
from domain.events import Details, Event, Stage
from domain.gathering import Telling, typed_by
from domain.matching import Places
from domain.venues import Venue

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NIGHT = datetime(2026, 3, 14, 19, tzinfo=UTC)
MIDNIGHT = datetime(2026, 3, 13, 23, tzinfo=UTC)
TANK = Venue(1, "Tankstation", ("de Tank",))
PLACES = Places([TANK])


def details(**more: object) -> Details:
    given = {"title": "Noise Night", "starts": NIGHT, "place": "Tankstation, Enschede", "venue_id": 1}
    return Details(**{**given, **more})  # type: ignore[arg-type]


def event(told: Details, *, typed: bool = True, touched: frozenset[str] = frozenset()) -> Event:
    return Event(
        id=1,
        community=50,
        details=told,
        stage=Stage.PUBLISHED,
        submitter=3 if typed else None,
        origins=typed_by(3, told) if typed else {},
        touched=touched,
        created_at=NIGHT,
        updated_at=NIGHT,
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "parts"),
    [
        ({}, {}, set()),
        ({}, {"starts": NIGHT + timedelta(minutes=15)}, {"starts"}),
        ({}, {"starts": MIDNIGHT, "time_known": False}, set()),  # the same day, without its hour
        ({}, {"starts": MIDNIGHT + timedelta(days=1), "time_known": False}, {"starts"}),
        ({"starts": MIDNIGHT, "time_known": False}, {}, {"starts"}),  # it knows the hour
        ({}, {"ends": NIGHT + timedelta(hours=3)}, set()),
        ({}, {"place": "", "venue_id": None}, set()),
        ({}, {"place": "de Tank", "venue_id": None}, set()),
        ({}, {"place": "Enschede", "venue_id": None}, set()),
        ({}, {"place": "Concordia, Enschede", "venue_id": 2}, {"place"}),
        ({"place": "", "venue_id": None}, {}, set()),  # nobody said where, so the source just fills it in
        ({}, {"title": "NOISE!", "price": "€5"}, set()),
    ],
)
def test_what_contradicts(ours: dict[str, object], theirs: dict[str, object], parts: set[str]) -> None:
    said = differing(event(details(**ours)), Word(details(**theirs), 7), zone=AMSTERDAM, places=PLACES)
    assert said.keys() & {"starts", "place"} == parts


def test_what_a_source_brought_and_nobody_touched_is_no_contradiction() -> None:
    other = Word(details(starts=NIGHT + timedelta(hours=1), place="Concordia", venue_id=2), 7)
    assert differing(event(details(), typed=False), other, zone=AMSTERDAM, places=PLACES) == {}
    touched = event(details(), typed=False, touched=frozenset({"place"}))
    assert set(differing(touched, other, zone=AMSTERDAM, places=PLACES)) == {"place", "venue_id"}


def test_the_first_source_that_lists_it_speaks() -> None:
    early = NIGHT - timedelta(hours=1)
    tellings = [
        Telling(source=1, precedence=10, first_seen=NIGHT, details=details(starts=early), listed=False),
        Telling(source=2, precedence=200, first_seen=NIGHT, details=details()),
        Telling(source=3, precedence=100, first_seen=NIGHT, details=details(starts=early)),
    ]
    word = word_of(event(details()), tellings, zone=AMSTERDAM)
    assert word is not None
    assert (word.source, word.details.starts) == (3, early)
    assert word_of(event(details()), tellings[:1], zone=AMSTERDAM) is None


def test_who_knows_the_hour_is_named_for_it() -> None:
    day = details(starts=MIDNIGHT, time_known=False)
    tellings = [
        Telling(source=1, precedence=10, first_seen=NIGHT, details=day),
        Telling(source=2, precedence=100, first_seen=NIGHT, details=details(place="Concordia")),
    ]
    word = word_of(event(details(starts=NIGHT + timedelta(hours=1))), tellings, zone=AMSTERDAM)
    assert word is not None
    assert word.teller({"starts": NIGHT}) == 2
    assert word.teller({"place": "Tankstation, Enschede"}) == 1


def kept(said: dict[str, object], verdict: Verdict = Verdict.KEPT) -> Dissent:
    return Dissent(community=50, event=1, source=7, said=said, found_at=NIGHT, verdict=verdict)


def test_a_word_that_was_heard_is_not_repeated() -> None:
    when = {"starts": NIGHT, "ends": None, "time_known": True}
    where = {"place": "Concordia", "venue_id": 2}
    assert unanswered(when, []) == when
    assert unanswered(when, [kept(when)]) == {}
    assert unanswered({**when, **where}, [kept(when)]) == where
    other = {**when, "starts": NIGHT + timedelta(hours=1)}
    assert unanswered(when, [kept(when), kept(other)]) == when  # the last answer counts
    assert unanswered(when, [kept(when, Verdict.AGREED), kept(when, Verdict.TAKEN)]) == when


def test_following_gives_the_part_back_and_leaves_how_long_it_takes() -> None:
    ours = event(details(ends=NIGHT + timedelta(hours=2)), touched=frozenset({"starts", "ends", "place"}))
    after = followed(ours, kept({"starts": NIGHT, "ends": None, "time_known": True}))
    assert after.touched == {"ends", "place"}
    assert "starts" not in after.origins
    assert after.origins["ends"] == "person:3"
    longer = kept({"starts": NIGHT, "ends": NIGHT + timedelta(hours=3), "time_known": True})
    assert followed(ours, longer).touched == {"place"}
