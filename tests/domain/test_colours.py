"""Whatever colours a community chooses, what is printed in them can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import Posters
from domain.colours import BLACK, LEAST_CONTRAST, WHITE, Colour, Look, contrast, palette

colours = st.builds(Colour, *[st.integers(0, 255)] * 3)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(Colour.read("#777777"), WHITE) == pytest.approx(4.48, abs=0.01)
    assert contrast(Colour.read("#0000ff"), WHITE) == pytest.approx(8.59, abs=0.01)


@given(colours, colours)
def test_contrast_goes_both_ways(one: Colour, other: Colour) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


@given(colours, colours)
def test_every_palette_can_be_read(paper: Colour, ink: Colour) -> None:
    chosen = palette(paper, ink)
    assert chosen.paper == paper
    assert contrast(chosen.paper, chosen.ink) >= LEAST_CONTRAST
    if contrast(paper, ink) >= LEAST_CONTRAST:
        assert chosen.ink == ink


def test_a_theme_has_its_own_colour_and_a_new_one_gets_one() -> None:
    look = Look(themes={"music": Colour.read("#ff6fae")})
    themes = ["music", "dance", "food"]
    papers = [look.of(theme, themes).paper for theme in (*themes, None)]
    assert papers[0] == Colour.read("#ff6fae")
    assert len(set(papers)) == 4


def test_our_own_colours_are_easily_read() -> None:
    look = Posters().look()
    for theme in (None, *look.themes):
        chosen = look.of(theme, list(look.themes))
        assert contrast(chosen.paper, chosen.ink) > 5


@pytest.mark.parametrize("text", ["", "yellow", "#fff", "#gggggg", "#ffe60"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no colour"):
        Colour.read(text)


@given(colours)
def test_a_colour_is_read_as_it_is_written(colour: Colour) -> None:
    assert Colour.read(str(colour)) == colour
