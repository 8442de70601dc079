"""Whether what was found is an answer, or only the best of what there is.

The score of the best passage is set against what all content words of the question tell together, words that
occur nowhere included: a passage that says half of what was asked is hardly an answer. Other evidence (how
many words it has at all, the word that it lacks, the distance to the second) was weighed with it and made it
no better on questions that it was not tuned on; docs/decisions/search.md has the figures.
"""

from math import exp
from typing import Final

from domain.searching.understanding import Question

ANSWERED_FROM: Final = 0.5
"""Confidence from which something is an answer."""
ENOUGH: Final = 0.5
"""The share from which nine of ten questions that have an answer get it."""
_STEEP: Final = 6.0


def confidence(score: float, question: Question) -> float:
    """From 0 to 1; grows with the share of the question that the best passage answers."""
    mass = question.mass
    if mass <= 0 or score <= 0:
        return 0.0
    return 1 / (1 + exp(-_STEEP * (score / mass - ENOUGH)))
