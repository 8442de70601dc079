"""Whether what was found is an answer, or only the best of what there is."""

from dataclasses import dataclass
from math import exp
from typing import Final


@dataclass(frozen=True, slots=True)
class Evidence:
    """Of the best passage. `score`: its score over what all content words of the question tell, unknown ones
    included. `coverage`: the share of that which it has at all, however often. `missing`: the share of the
    single word that tells most of what it lacks. `words`: content words of the question."""

    score: float
    coverage: float
    missing: float
    words: int


ANSWERED_FROM: Final = 0.5
"""Confidence from which something is an answer."""
_BIAS: Final = -3.0
_SCORE: Final = 2.0
_COVERAGE: Final = 4.0
_MISSING: Final = -1.0
_FEW_WORDS: Final = 0.0


def confidence(evidence: Evidence) -> float:
    """From 0 to 1; ANSWERED_FROM is where nine of ten questions that have an answer get it (measured in
    docs/decisions/search.md)."""
    if not evidence.words:
        return 0.0
    sum_ = (
        _BIAS
        + _SCORE * evidence.score
        + _COVERAGE * evidence.coverage
        + _MISSING * evidence.missing
        + _FEW_WORDS / evidence.words
    )
    return 1 / (1 + exp(-sum_))
