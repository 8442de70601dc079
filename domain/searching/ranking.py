"""Scores: BM25 over packed postings, per word of the question the best of what may stand in its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from domain.searching.entries import length_of
from domain.searching.understanding import Asked, Collection, Question

K1: Final = 1.5
B: Final = 0.5
_FEW: Final = 400
"""Places of a word up to which it is scored together with others."""
_CLOSE: Final = 0.4
"""The share of the best score above which the best ones are looked for first."""
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Postings:
    """Where one word stands: numbers of passages, and for each its count and length (`code_of`)."""

    numbers: NDArray[np.int64]
    codes: NDArray[np.uint16]


@lru_cache(8)
def _table(average: float) -> NDArray[np.float32]:
    """How much a count in a text of some length is worth, by code; 1 for one in a text of average length."""
    lengths = np.array([length_of(code) for code in range(256)], dtype=np.float32)
    counts = np.arange(256, dtype=np.float32)[:, None]
    worth = counts * (K1 + 1) / (counts + K1 * (1 - B + B * lengths[None, :] / average))
    return worth.astype(np.float32).reshape(-1)


def by_word(
    question: Question,
    collection: Collection,
    postings: Mapping[int, Postings],
    size: int,
    average: float,
) -> list[Scores]:
    """For each word of the question the score of every passage by number; `size` is the highest number +
    1."""
    worth = _table(round(average, 1))
    idfs = {word: collection.idf(count) for word, count in question.frequencies.items()}
    return [_scores(word, idfs, postings, size, worth) for word in question.words]


def _scores(
    asked: Asked,
    idfs: Mapping[int, float],
    postings: Mapping[int, Postings],
    size: int,
    worth: NDArray[np.float32],
) -> Scores:
    scores = np.zeros(size, dtype=np.float32)
    _raise(scores, asked.places, asked.idf, idfs, postings, worth)
    if asked.parts:
        whole = np.zeros(size, dtype=np.float32)
        for share, places in asked.parts:
            part = np.zeros(size, dtype=np.float32)
            _raise(part, places, asked.idf, idfs, postings, worth)
            whole += np.float32(share) * part
        np.maximum(scores, whole, out=scores)
    return scores


def _raise(
    scores: Scores,
    places: Mapping[int, float],
    idf: float,
    idfs: Mapping[int, float],
    postings: Mapping[int, Postings],
    worth: NDArray[np.float32],
) -> None:
    few: list[Postings] = []
    worths: list[float] = []
    for word, factor in places.items():
        found = postings.get(word)
        if found is None:
            continue
        # a form that is common tells little, and one that is rarer than what was asked tells no more
        tells = factor * min(idf, idfs[word])
        if len(found.numbers) > _FEW:
            values = np.float32(tells) * worth[found.codes]
            scores[found.numbers] = np.maximum(scores[found.numbers], values)
        else:
            few.append(found)
            worths.append(tells)
    if few:
        numbers = np.concatenate([one.numbers for one in few])
        each = np.repeat(np.array(worths, dtype=np.float32), [len(one.numbers) for one in few])
        np.maximum.at(scores, numbers, each * worth[np.concatenate([one.codes for one in few])])


def top(scores: Scores, most: int) -> list[int]:
    """Numbers of the passages with the highest scores, best first; none that scores nothing."""
    chosen = np.flatnonzero(scores > scores.max() * _CLOSE) if len(scores) else np.arange(0)
    if len(chosen) < most:
        chosen = np.flatnonzero(scores)
    if len(chosen) > most:
        # several may score as much as the last one that is taken; the lower numbers then go first
        last = np.partition(scores[chosen], len(chosen) - most)[len(chosen) - most]
        chosen = chosen[scores[chosen] >= last]
    ordered = chosen[np.lexsort((chosen, -scores[chosen]))][:most]
    return [int(number) for number in ordered]
