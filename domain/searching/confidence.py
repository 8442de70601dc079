"""Whether what was found is an answer, or only the best of what there is.

Three pieces of evidence: the score of the best passage over what all content words of the question tell,
words that occur nowhere included; how many of the words it has; and how much of the question the article as a
whole covers. Their weights were fitted (logistic regression) on questions that were asked once with their
article there and once without it, and checked on questions that were not fitted; docs/decisions/search.md.
"""

from collections.abc import Sequence
from math import exp, log
from typing import Final

ANSWERED_FROM: Final = 0.5
"""Confidence from which something is an answer."""
NO_EVIDENCE: Final = float("-inf")
USUAL_BAR: Final = -1.3
"""The evidence that nine of ten questions with an answer bring, on collections that were measured."""
_SHARE, _WORDS, _COVERED, _BASE = 1.4, 1.3, 1.8, -3.7


def evidence(told: Sequence[float], best: Sequence[float], whole: Sequence[float]) -> float:
    """`told`: what each content word tells (IDF); `best` and `whole`: what the best passage, and its article
    as a whole, score for it. Grows with how sure it is; about 0 where it is even."""
    mass = sum(told)
    if mass <= 0 or max(best, default=0.0) <= 0:
        return NO_EVIDENCE
    covered = sum(min(one, most) for one, most in zip(whole, told, strict=True)) / mass
    words = sum(one > 0 for one in best)
    return _SHARE * sum(best) / mass + _WORDS * log(1 + words) + _COVERED * covered + _BASE


def confidence(evidence: float, bar: float = USUAL_BAR) -> float:
    """From 0 to 1; `bar` is where it is as good as an answer."""
    if evidence == NO_EVIDENCE:
        return 0.0
    return 1 / (1 + exp(bar - evidence))
