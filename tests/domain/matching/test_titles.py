"""Titles: what makes two of them one, and what tells them apart."""

import pytest

from domain.matching.marks import read_marks
from domain.matching.titles import FULL, compare_titles, read_title
from domain.matching.words import folded


def points(one: str, other: str) -> int:
    return compare_titles(read_title(one), read_title(other)).points


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kletsnat en de Regenpijpen", "KLETSNAT & DE REGENPYPEN!"),
        ("Nosie Nacht", "Noise Nacht"),
        ("Noise Night #12", "Noise Night 12"),
        ("Kelderklanken vol. 3", "Kelderklanken, volume III"),
        ("Zinecafé deel twee", "Zine café 2"),
        ("AFGELAST: Dode Hoek", "Dode Hoek"),
        ("Dode Hoek - UITVERKOCHT", "Dode Hoek"),
        ("Tankstation presenteert: IJzervreters", "IJzervreters"),
        ("Kapot + support: Roest", "KAPOT"),
        ("De Mollen met Kletsnat", "De Mollen w/ Kletsnat"),
        ("Zuur, Pekel, IJzervreters", "IJzervreters + Pekel + Zuur"),
        ("Opening tentoonstelling Glitch Garden", "Exhibition opening: Glitch Garden"),
        ("Lezing: De Stad van Morgen", "Lecture: The City of Tomorrow"),
        ("Jaren 80 feest Roest", "80s party Roest"),
        ("Festival Rumoer dag 2: zondag", "Rumoer Fest (Sunday)"),
        ("Wegwerpmens", "Wegwerpmens: een voorstelling over afval en de laatste plastic tas"),
        ("Mens/Machine", "Mensmachine"),
    ],
)
def test_titles_that_mean_one_event(one: str, other: str) -> None:
    assert points(one, other) >= 40


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kelderklanken vol. 3", "Kelderklanken vol. 4"),
        ("Noise Night #12", "Noise Night #13"),
        ("Grenswerk dag 1", "Grenswerk day 2"),
        ("Grenswerk vrijdag", "Grenswerk Saturday"),
        ("Kort Lontje (early show)", "Kort Lontje - late show"),
        ("Kort Lontje 1e show", "Kort Lontje, second show"),
        ("Robots bouwen 6+", "Robots bouwen 12+"),
        ("Keramiek voor beginners", "Keramiek voor gevorderden"),
        ("De Beer (OV)", "De Beer (NL gesproken)"),
        ("Rafelrand 2025", "Rafelrand 2026"),
        ("Battle: voorronde", "Battle: finale"),
        ("Djembé groep A", "Djembé groep B"),
        ("80s Party", "90s Party"),
        ("De Rivier", "De Berg"),
        ("Film: De Rivier", "Film: De Berg"),
        ("Rook", "Roof"),
        ("Zandloper", "Landloper"),
    ],
)
def test_titles_that_mean_two(one: str, other: str) -> None:
    assert points(one, other) <= FULL // 4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Glitch Garden", "Opening Glitch Garden"),
        ("Haperfest", "Haperfest afterparty"),
        ("Wegwerpmens", "Inleiding Wegwerpmens"),
        ("Het Verdwijnen", "Nagesprek Het Verdwijnen"),
    ],
)
def test_what_hangs_on_to_an_event_is_not_that_event(one: str, other: str) -> None:
    assert points(one, other) <= FULL - 25


def test_a_title_that_many_events_have_says_less_than_a_name() -> None:
    assert points("Open podium", "Open mic") < points("IJzervreters", "IJzervreters")
    assert points("Pubquiz", "Pub quiz") < FULL


def test_the_own_place_within_a_title_says_nothing() -> None:
    around = frozenset({"tetem"})
    with_place = read_title("Media Week Rumoer @ Tetem", around)
    assert compare_titles(with_place, read_title("Media Week Rumoer", around)).points == FULL


def test_a_number_on_one_side_only_does_not_part_them() -> None:
    assert 40 <= points("Radio Riot", "Radio Riot IV") < FULL


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("Tapes en loops nr. 9", ("number", "9")),
        ("7e editie Drone Zondag", ("number", "7")),
        ("Sessie IV: Ruis", ("number", "4")),
        ("Robots bouwen (vanaf 8 jaar)", ("age", "8")),
        ("Babyconcert 0-2 jaar", ("age", "0")),
        ("Straatrumoer dag twee", ("day", "2")),
        ("Winterlezing 1: het ijs", ("number", "1")),
    ],
)
def test_marks_are_read(title: str, mark: tuple[str, str]) -> None:
    assert mark in read_marks(folded(title))[0]


@pytest.mark.parametrize("title", ["1984", "12", "2026", "#5", "Deel 2"])
def test_nothing_is_taken_that_would_leave_no_title(title: str) -> None:
    assert read_title(title).words


def test_dates_and_times_in_a_title_are_no_numbers() -> None:
    marks, rest = read_marks(folded("Lezing Onkruid za 14 maart 2026, inloop 19.30 uur"))
    assert not {kind for kind, _ in marks} & {"number", "year"}
    assert "maart" not in rest
