"""Stems: Snowball, in the application, so that every database finds the same."""

from collections.abc import Sequence
from threading import local
from typing import Any, Final

import Stemmer

ALGORITHMS: Final = {"nl": "dutch_porter", "en": "english"}
_SHORTEST: Final = 4

_own = local()  # a Snowball stemmer may be used by one thread at a time


def stem(word: str, language: str) -> str:
    return stems([word], language)[0]


def stems(words: Sequence[str], language: str) -> list[str]:
    """A word of fewer than four letters, or with figures in it, is its own stem."""
    stemmer: Any = getattr(_own, language, None)
    if stemmer is None:
        stemmer = Stemmer.Stemmer(ALGORITHMS[language])
        setattr(_own, language, stemmer)
    return [
        reduced if len(word) >= _SHORTEST and word.isalpha() else word
        for word, reduced in zip(words, stemmer.stemWords(words), strict=True)
    ]
