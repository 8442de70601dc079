"""How sure one may be of what was found."""

from domain.searching.confidence import USUAL_BAR, confidence, evidence

TOLD = [5.0, 3.0, 4.0]


def test_more_of_the_question_makes_surer() -> None:
    one, two, three = (
        evidence(TOLD, found, found) for found in ([5.0, 0.0, 0.0], [5.0, 3.0, 0.0], [5.0, 3.0, 4.0])
    )
    assert one < two < three
    assert confidence(one) < confidence(two) < confidence(three)


def test_what_the_rest_of_the_article_says_counts_too() -> None:
    assert evidence(TOLD, [5.0, 0.0, 0.0], [4.0, 3.0, 4.0]) > evidence(TOLD, [5.0, 0.0, 0.0], [4.0, 0.0, 0.0])


def test_a_word_that_is_said_often_covers_no_more_than_itself() -> None:
    often = evidence(TOLD, [5.0, 0.0, 0.0], [9.0, 0.0, 0.0])
    assert often == evidence(TOLD, [5.0, 0.0, 0.0], [5.0, 0.0, 0.0])


def test_at_the_bar_it_is_even_and_nothing_is_no_answer() -> None:
    assert confidence(USUAL_BAR) == 0.5
    assert confidence(0.25, bar=0.25) == 0.5
    assert confidence(evidence(TOLD, [0.0, 0.0, 0.0], [0.0, 0.0, 0.0])) == 0
    assert confidence(evidence([], [], [])) == 0
