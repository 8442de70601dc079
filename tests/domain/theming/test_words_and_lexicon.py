"""Which words speak for which theme, and which only look like it."""

import pytest

from benchmarks.theming import community_themes
from domain.themes import Theme
from domain.theming.lexicon import lexicon_of
from domain.theming.words import folded, holds, words_of

DEFAULTS = community_themes()


def spoken(text: str, themes: tuple[Theme, ...] = DEFAULTS) -> set[str]:
    """The themes that a text's words speak for with more than a hint."""
    found = lexicon_of(themes).found(words_of(text))
    return {theme for keyword in found for theme, points in keyword.points.items() if points >= 20}


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("muziekavond", {"music"}),
        ("Muziek-avond", {"music"}),
        ("filmavond", {"media"}),
        ("filmliefhebbers", {"media"}),
        ("theatervoorstelling", {"theatre"}),
        ("kunstworkshop", {"media"}),
        ("benefietconcerten", {"music"}),
        ("punkfestival", {"underground", "music"}),
        # the last part of a compound says what it is
        ("muziekfilm", {"media"}),
        ("filmmuziek", {"music"}),
        ("jazzdocumentaire", {"media"}),
        # plurals and accents
        ("Concerten", {"music"}),
        ("POËZIE", {"theatre"}),
        ("dj's", {"music"}),
        ("stop-motion", {"media"}),
        ("Drum & Bass", {"music"}),
        ("hacker space: hackerspace", {"media"}),
    ],
)
def test_what_speaks_for_a_theme(text: str, themes: set[str]) -> None:
    assert spoken(text) == themes


@pytest.mark.parametrize(
    "text",
    [
        "in het Concertgebouw",
        "Muziekkwartier",
        "armband",
        "banden wisselen",
        "lopende band",
        "London Underground",
        "ondergrondse parkeergarage",
        "open house",
        "open huis",
        "soul food",
        "rock climbing",
        "pop-up store",
        "popcorn",
        "stage lopen",
        "stand-up paddle",
        "Performance Factory",
        "white noise",
        "voetbalclub",
        "game over",
        "zonder muziek",
        "geen film",
        "no music",
        "husband",
        "akkoord",
        "dansschool",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    assert spoken(text) == set()


@pytest.mark.parametrize("text", ["R A V E", "𝕽𝖆𝖛𝖊", "ＲＡＶＥ", "ra\u200bve", "R.A.V.E", "rávë"])
def test_letters_in_disguise(text: str) -> None:
    assert folded(text) == "rave"


def test_a_phrase_is_whole_words_in_a_row() -> None:
    assert holds(("de", "open", "jam"), ("open", "jam"))
    assert not holds(("de", "openjam"), ("open", "jam"))
    assert not holds(("open", "de", "jam"), ("open", "jam"))
    assert not holds(("open",), ())


def test_a_communitys_own_topics_are_words_and_count_in_parts_and_singular() -> None:
    own = (Theme("handwerk", "Handwerk", "Crafts", topics=(("breien en haken", "knitting and crochet"),)),)
    assert spoken("Samen breien", own) == {"handwerk"}
    assert spoken("Crochet for beginners", own) == {"handwerk"}
    assert spoken("handwerkcafé", own) == {"handwerk"}
    assert spoken("breiavond", own) == {"handwerk"}
    assert spoken("breierij", own) == set()
    assert spoken("muziekavond", own) == set()  # the project's own words come with its own keys only


def test_a_topic_does_not_change_the_weight_of_a_word_that_is_known() -> None:
    plain = tuple(Theme(theme.key, theme.nl, theme.en) for theme in DEFAULTS)
    words = words_of("performance")
    with_topics = [keyword.points for keyword in lexicon_of(DEFAULTS).found(words)]
    assert with_topics == [keyword.points for keyword in lexicon_of(plain).found(words)]
