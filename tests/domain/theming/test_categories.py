"""What sources call things."""

import pytest

from benchmarks.theming import community_themes
from domain.themes import Theme
from domain.theming.categories import category_evidence, meaning
from domain.theming.evidence import CLEAR, FAIR, STRONG

DEFAULTS = community_themes()


@pytest.mark.parametrize(
    ("category", "themes"),
    [
        ("Concert", {"music"}),
        ("MUZIEK", {"music"}),
        ("Live-muziek", {"music"}),
        ("Muziek & Festivals", {"music"}),
        ("🎸 Pop", {"music"}),
        ("Club", {"music"}),
        ("Theatre", {"theatre"}),
        ("Cabaret / Comedy", {"theatre"}),
        ("Dans", {"theatre"}),
        ("Poezie", {"theatre"}),
        ("Theater/Film", {"theatre", "media"}),
        ("Muziektheater", {"theatre", "music"}),
        ("Cinema", {"media"}),
        ("Gaming", {"media"}),
        ("Hackathon", {"media"}),
        ("Punk", {"underground", "music"}),
        ("Jazzconcert", {"music"}),
        ("Toneel", {"theatre"}),
        ("MusicEvent", {"music"}),
    ],
)
def test_clear_categories(category: str, themes: set[str]) -> None:
    assert {theme for theme, weight in meaning(category, DEFAULTS).items() if weight >= CLEAR} == themes


@pytest.mark.parametrize(
    ("category", "themes"),
    [
        ("Expo", {"media"}),
        ("Tentoonstelling", {"media"}),
        ("Kunst", {"media"}),
        ("Dance", {"music", "theatre"}),
    ],
)
def test_soft_categories(category: str, themes: set[str]) -> None:
    said = meaning(category, DEFAULTS)
    assert set(said) == themes
    assert max(said.values()) < CLEAR


@pytest.mark.parametrize("category", ["Workshop", "Lezing", "Overig", "Agenda", "Sport", "", "🎉", "12"])
def test_categories_that_say_nothing(category: str) -> None:
    assert not meaning(category, DEFAULTS)


def test_a_theme_of_the_communitys_own_takes_the_categories_that_are_called_so() -> None:
    themes = (*DEFAULTS, Theme("spel", "Gaming", "Gaming", topics=(("bordspellen", "board games"),)))
    assert meaning("gaming", themes) == {"spel": STRONG}
    assert meaning("Board games", themes) == {"spel": STRONG}


def test_themes_that_are_not_there_are_not_spoken_for() -> None:
    assert meaning("Concert", tuple(theme for theme in DEFAULTS if theme.key != "music")) == {}


def test_a_source_that_hangs_everything_on_one_event_has_said_nothing() -> None:
    evidence = category_evidence(("Film", "Muziek", "Theater"), DEFAULTS)
    assert {piece.weight for piece in evidence} == {FAIR}
