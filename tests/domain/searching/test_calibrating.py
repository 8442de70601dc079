"""From which evidence on something is an answer, measured on the collection itself."""

from itertools import pairwise

import pytest

from domain.searching.calibrating import FEWEST, SAMPLE, calibrated, made_question, spread
from domain.searching.confidence import USUAL_BAR

TEXT = "Wie een evenement houdt, vraagt ruim vooraf een vergunning aan bij de gemeente, met een plattegrond."


def test_a_question_has_words_of_the_passage_and_words_that_nobody_wrote() -> None:
    asked = made_question(3, "Evenementenvergunning", TEXT).split()
    own = {"evenementenvergunning", "evenement", "houdt", "vraagt", "ruim", "vergunning", "gemeente"}
    own.add("plattegrond")
    assert len(asked) == 6
    assert len(own & set(asked)) == 2
    assert all(word.startswith("qx") and word.endswith("zq") for word in set(asked) - own)


def test_the_same_passage_is_asked_the_same_and_others_otherwise() -> None:
    assert made_question(1, "Evenementenvergunning", TEXT) == made_question(1, "Evenementenvergunning", TEXT)
    assert made_question(1, "Evenementenvergunning", TEXT) != made_question(2, "Evenementenvergunning", TEXT)


def test_a_passage_that_says_too_little_is_not_asked_about() -> None:
    assert made_question(0, "Podium", "Een podium van drie meter.") == ""


@pytest.mark.parametrize("count", [0, 1, SAMPLE, SAMPLE + 1, 5 * SAMPLE + 3, 100_000])
def test_a_sample_is_bounded_and_spread_evenly(count: int) -> None:
    chosen = spread(range(count))
    assert len(chosen) <= SAMPLE
    assert count < SAMPLE or len(chosen) > SAMPLE // 2
    steps = {after - before for before, after in pairwise(chosen)}
    assert len(steps) <= 1


def test_nine_of_ten_are_answered_and_what_has_no_article_is_counted() -> None:
    with_it = [USUAL_BAR + number / 100 for number in range(-10, 90)]
    without = [USUAL_BAR - 0.01] * 30 + [USUAL_BAR + 0.01] * 70
    measured = calibrated(with_it, without)
    assert sum(one >= measured.bar for one in with_it) == 90
    assert measured.bar == USUAL_BAR
    assert measured.refused == 0.3
    assert measured.asked == 100


def test_a_small_collection_takes_the_usual_bar_and_none_moves_it_far() -> None:
    few = calibrated([5.0] * (FEWEST - 1), [0.0] * (FEWEST - 1))
    assert (few.bar, few.asked) == (USUAL_BAR, 0)
    assert calibrated([5.0] * 50, [0.0] * 50).bar == USUAL_BAR + 0.5
    assert calibrated([-9.0] * 50, [0.0] * 50).bar == USUAL_BAR - 0.5
