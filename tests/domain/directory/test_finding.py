"""Finding in the directory: slips, stems and compounds, in Dutch and English."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.directory.entry import Approach, Entry, Kind, Side, Tongue
from domain.directory.finding import Query, found, places, suggestions
from domain.venues import Venue

NOW = datetime(2026, 3, 9, tzinfo=UTC)


def entry(number: int, name: str, **more: object) -> Entry:
    one = Entry(
        id=number, community=1, kind=Kind.CREATIVE, name=name, made_by=1, created_at=NOW, updated_at=NOW
    )
    return replace(one, **more)  # type: ignore[arg-type]  # fields of an entry, by name


ALL = [
    entry(1, "Studio Mila", offers="drums en zeefdruk", seeks="repetitieruimte", tongues=(Tongue.DUTCH,)),
    entry(2, "Tetem", kind=Kind.VENUE, offers="exhibition space", venue=7, tongues=(Tongue.ENGLISH,)),
    entry(3, "Gemeente Enschede", kind=Kind.CITY, about="Vergunningen en subsidies voor evenementen."),
    entry(4, "Café Ünïcode", kind=Kind.COMPANY, seeks="bands", approach=Approach.TO_APPROACH),
]
NAMES = {7: ("Tetem", "Kunstruimte Tetem")}


def names(**query: object) -> list[str]:
    return [one.name for one in found(Query(**query), ALL, NAMES)]  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("mila", "Studio Mila"),
        ("MILÁ", "Studio Mila"),
        ("stuido mila", "Studio Mila"),
        ("repetitieruimtes", "Studio Mila"),
        ("repetiteruimte", "Studio Mila"),
        ("zeefdrukken", "Studio Mila"),
        ("exhibitions", "Tetem"),
        ("kunstruimte", "Tetem"),
        ("vergunning", "Gemeente Enschede"),
        ("subsidie evenement", "Gemeente Enschede"),
        ("cafe unicode", "Café Ünïcode"),
    ],
)
def test_words_are_found_however_they_are_typed(words: str, first: str) -> None:
    assert names(words=words) == [first]


def test_every_word_that_says_something_has_to_fit() -> None:
    assert names(words="mila saxofoon") == []
    assert names(words="wie heeft er drums?") == ["Studio Mila"]
    assert names(words="ik") == []
    assert names(words="tet") == ["Tetem"]
    assert names(words="xy") == []


def test_filters() -> None:
    assert names() == ["Café Ünïcode", "Gemeente Enschede", "Studio Mila", "Tetem"]
    assert names(kind=Kind.CITY) == ["Gemeente Enschede"]
    assert names(tongue=Tongue.ENGLISH) == ["Tetem"]
    assert names(side=Side.SEEKS) == ["Café Ünïcode", "Studio Mila"]
    assert names(side=Side.OFFERS, words="repetitieruimte") == []
    assert names(side=Side.SEEKS, words="repetitieruimte") == ["Studio Mila"]
    assert names(approach=Approach.TO_APPROACH) == ["Café Ünïcode"]


def test_a_name_counts_more_than_a_mention() -> None:
    there = [entry(1, "Anders", about="werkt met Tankstation"), entry(2, "Tankstation")]
    assert [one.id for one in found(Query(words="tankstation"), there, {})] == [2, 1]


def test_known_venues_without_an_entry_are_pointed_at() -> None:
    venues = [Venue(7, "Tetem"), Venue(8, "Metropool", ("Atak",)), Venue(9, "Concordia")]
    assert places(Query(words="atak"), venues, ALL) == [venues[1]]
    assert places(Query(words="tetem"), venues, ALL) == []
    assert places(Query(), venues, ALL) == []
    assert places(Query(kind=Kind.VENUE), venues, ALL) == venues[1:]
    assert places(Query(words="atak", side=Side.SEEKS), venues, ALL) == []


@given(words=st.text(max_size=400), kind=st.sampled_from([None, *Kind]))
def test_whatever_is_typed_finds_only_what_there_is(words: str, kind: Kind | None) -> None:
    result = found(Query(words=words, kind=kind), ALL, NAMES)
    assert len(result) == len({one.id for one in result}) <= len(ALL)
    assert all(kind in {None, one.kind} for one in result)
    assert len(suggestions(words, ALL)) <= 4
    places(Query(words=words, kind=kind), [Venue(8, "Metropool")], ALL)


@given(st.sampled_from(ALL))
def test_everything_is_found_by_its_own_name(one: Entry) -> None:
    assert one in found(Query(words=one.name), ALL, NAMES)
    assert suggestions(one.name, ALL)[0] == one
