"""The place that somebody typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import Config
from domain.venues import Venue, folded, recognise, suggestions

VENUES = Config().new_community().venues


def name(text: str) -> str | None:
    found = recognise(text, VENUES)
    return found.name if found else None


@pytest.mark.parametrize(
    ("typed", "venue"),
    [
        ("Tankstation", "Tankstation"),
        ("de Tank", "Tankstation"),
        ("DE TANK!", "Tankstation"),
        ("tank", "Tankstation"),
        ("het tankstation, Walstraat 1", "Tankstation"),
        ("Tankstaton", "Tankstation"),
        ("the sickhouse", "Sickhouse"),
        ("Atak", "Metropool"),
        ("concórdia", "Concordia"),
        ("bieb", "Bibliotheek Enschede"),
        ("UT", "Universiteit Twente"),
        ("kleine willem", "De Kleine Willem"),
        ("in het Volkspark", "Volkspark"),
    ],
)
def test_recognised(typed: str, venue: str) -> None:
    assert name(typed) == venue


@pytest.mark.parametrize(
    "typed", ["Tent", "Tetris", "U", "Walstraat 1", "bij mij thuis", "Metro", "", "??", "tanks"]
)
def test_not_taken_for_another(typed: str) -> None:
    assert name(typed) is None


def test_a_label_is_recognised_again() -> None:
    for venue in VENUES:
        assert recognise(venue.label, VENUES) == venue


@given(st.text(max_size=60))
def test_any_text_is_no_problem(text: str) -> None:
    recognise(text, VENUES)
    assert len(suggestions(text, VENUES)) <= 25
    assert folded(folded(text)) == folded(folded(folded(text)))


def test_suggestions_begin_with_what_begins_so() -> None:
    assert suggestions("te", VENUES)[0].name == "Tetem"
    assert suggestions("bieb", VENUES)[0].name == "Bibliotheek Enschede"
    assert suggestions("zzzzzz", VENUES) == []


def test_nothing_typed_offers_all_and_at_most_25() -> None:
    many = [Venue(number, f"Plek {number}") for number in range(40)]
    assert len(suggestions("", many)) == 25
    assert len(suggestions("plek", many)) == 25


def test_an_address_stands_in_the_label() -> None:
    assert Venue(1, "De Kelder", (), "Walstraat 1").label == "De Kelder, Walstraat 1, Enschede"
    assert Venue(1, "Online", city="").label == "Online"
