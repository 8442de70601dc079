"""The words that occur in a collection, and the ways to look them up."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

T = TypeVar("T")

MOST_CORRECTIONS: Final = 4
_MOST_REMEMBERED: Final = 20_000


@dataclass(slots=True)
class Word:
    """`public` and `members`: in how many passages of each audience it stands."""

    id: int
    text: str
    stems: tuple[str, str]
    public: int
    members: int


class Lexicon:
    """Kept in memory and brought up to date from what changed in the database. Not for two threads at
    once."""

    def __init__(self) -> None:
        self.version = -1
        self._words: dict[str, Word] = {}
        self._by_stem: dict[tuple[int, str], list[Word]] = {}
        self._by_length: dict[int, _SameLength] = {}
        self._remembered: dict[Hashable, Any] = {}
        self._forward: list[str] = []
        self._backward: list[str] = []
        self._unsorted: list[str] = []

    def __len__(self) -> int:
        return len(self._words)

    def put(self, words: Iterable[Word]) -> None:
        self._remembered.clear()
        for word in words:
            known = self._words.get(word.text)
            if known is not None:
                known.public, known.members = word.public, word.members
                continue
            self._words[word.text] = word
            for number, stem in enumerate(word.stems):
                self._by_stem.setdefault((number, stem), []).append(word)
            self._by_length.setdefault(len(word.text), _SameLength()).texts.append(word.text)
            self._unsorted.append(word.text)

    def _sort(self) -> None:
        if self._unsorted:
            self._forward = sorted([*self._forward, *self._unsorted])
            self._backward = sorted([*self._backward, *(word[::-1] for word in self._unsorted)])
            self._unsorted = []

    def word(self, text: str) -> Word | None:
        return self._words.get(text)

    def sharing_stem(self, number: int, stem: str) -> list[Word]:
        """`number` 0: the Dutch stem, 1: the English one."""
        return self._by_stem.get((number, stem), [])

    def beginning(self, prefix: str) -> Iterator[Word]:
        self._sort()
        for text in _from(self._forward, prefix):
            yield self._words[text]

    def ending(self, suffix: str) -> Iterator[Word]:
        self._sort()
        for text in _from(self._backward, suffix[::-1]):
            yield self._words[text[::-1]]

    def near(self, text: str, most: int, counts: Callable[[Word], bool]) -> list[Word]:
        """The words that differ in the fewest letters, at most `most` (two exchanged neighbours are one);
        among those that begin alike, if there are any; the commonest first."""
        wanted = np.uint64(_letters(text))
        choices = [
            near
            for length in range(len(text) - most, len(text) + most + 1)
            if (same := self._by_length.get(length)) is not None
            for near in same.with_letters_like(wanted, 2 * most)
        ]
        found = [
            ((int(distance), near[0] != text[0]), self._words[near])
            for near, distance, _ in process.extract(
                text, choices, scorer=OSA.distance, score_cutoff=most, limit=None
            )
        ]
        found = [one for one in found if counts(one[1])]
        nearest = min((how for how, _ in found), default=None)
        words = [word for how, word in found if how == nearest]
        words.sort(key=lambda word: (-(word.public + word.members), word.text))
        return words[:MOST_CORRECTIONS]

    def remembered(self, key: Hashable, made: Callable[[], T]) -> T:
        """What `made` gives, kept until the words change."""
        if key not in self._remembered:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[key] = made()
        return cast(T, self._remembered[key])


class _SameLength:
    """Words of one length, with which letters each has: one slip adds a letter and takes one away, so most
    words need not be compared."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._letters: NDArray[np.uint64] = np.zeros(0, dtype=np.uint64)

    def with_letters_like(self, wanted: np.uint64, differing: int) -> list[str]:
        if len(self._letters) < len(self.texts):
            more = np.array([_letters(text) for text in self.texts[len(self._letters) :]], dtype=np.uint64)
            self._letters = np.concatenate([self._letters, more])
        close = np.flatnonzero(np.bitwise_count(self._letters ^ wanted) <= differing)
        return [self.texts[place] for place in close.tolist()]


def _letters(text: str) -> int:
    """A bit for each letter that occurs; letters that share one are compared later anyway."""
    bits = 0
    for letter in text:
        bits |= 1 << (ord(letter) & 63)
    return bits


def _from(texts: list[str], start: str) -> Iterator[str]:
    for position in range(bisect_left(texts, start), len(texts)):
        if not texts[position].startswith(start):
            return
        yield texts[position]
