"""Places: known venues by all their names, and the care with which others are compared."""

import pytest

from domain.matching import Places
from domain.matching.places import compare_places
from domain.sources import SourcePlace


def points(places: Places, one: SourcePlace, other: SourcePlace) -> int:
    first, second = places.read(one), places.read(other)
    assert compare_places(first, second) == compare_places(second, first)
    return compare_places(first, second).points


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SourcePlace("de Tank"), SourcePlace("Tankstation", None, "Enschede")),
        (SourcePlace("Polaroidfabriek"), SourcePlace("Performance Factory, Enschede")),
        (SourcePlace("Metropool (kleine zaal)", None, "Enschede"), SourcePlace("Metropool")),
        (SourcePlace("Concordia, Langestraat 56, Enschede"), SourcePlace("Concordia")),
        (SourcePlace("Theater De Brug", None, "Zwolle"), SourcePlace("De Brug")),
        (SourcePlace("Loods 9 Hengelo"), SourcePlace("Loods 9", None, "Hengelo")),
        (SourcePlace("Atelier 3", "Havenkade 12", "Enschede"), SourcePlace("De Kade", "Havenkade 12")),
    ],
)
def test_one_place_by_two_names(places: Places, one: SourcePlace, other: SourcePlace) -> None:
    assert points(places, one, other) >= 16


@pytest.mark.parametrize(
    ("one", "other", "most"),
    [
        (SourcePlace("Metropool"), SourcePlace("Tankstation"), -60),
        (SourcePlace("Metropool Hengelo"), SourcePlace("Metropool"), -60),
        (SourcePlace("Loods 9", None, "Hengelo"), SourcePlace("Loods 9", None, "Zwolle"), -60),
        (SourcePlace("Grote Kerk", None, "Enschede"), SourcePlace("Sint-Janskerk", None, "Enschede"), -20),
    ],
)
def test_two_places(places: Places, one: SourcePlace, other: SourcePlace, most: int) -> None:
    assert points(places, one, other) <= most


@pytest.mark.parametrize("name", [None, "", "locatie volgt", "Grote zaal", "online", "Enschede"])
def test_what_names_no_place_says_nothing(places: Places, name: str | None) -> None:
    assert 0 <= points(places, SourcePlace(name), SourcePlace("Tankstation")) <= 4


def test_a_place_of_another_city_is_not_our_venue(places: Places) -> None:
    assert places.read(SourcePlace("Café Concordia", None, "Almelo")).venue_id is None
    assert places.read(SourcePlace("Concordia")).venue_id is not None


def test_a_venue_that_is_known_already_is_taken(places: Places) -> None:
    tank = places.read(SourcePlace("Tankstation")).venue_id
    assert (
        compare_places(places.read(SourcePlace("?"), tank), places.read(SourcePlace("de Tank"))).points == 20
    )
