"""The words that occur in a collection, and the ways to look them up."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

MOST_CORRECTIONS: Final = 4


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
        self._by_shape: dict[tuple[str, int], list[str]] = {}
        self._forward: list[str] = []
        self._backward: list[str] = []
        self._unsorted: list[str] = []

    def __len__(self) -> int:
        return len(self._words)

    def put(self, words: Iterable[Word]) -> None:
        for word in words:
            known = self._words.get(word.text)
            if known is not None:
                known.public, known.members = word.public, word.members
                continue
            self._words[word.text] = word
            for number, stem in enumerate(word.stems):
                self._by_stem.setdefault((number, stem), []).append(word)
            self._by_shape.setdefault((word.text[0], len(word.text)), []).append(word.text)
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

    def near(self, text: str, most: int, counts: Callable[[Word], bool]) -> list[tuple[Word, int]]:
        """Words that differ in at most `most` letters (two exchanged neighbours are one), nearest first. The
        first letter is taken to be right, unless nothing is found so."""
        first = [text[0]]
        others = sorted({letter for letter, _ in self._by_shape} - set(first))
        for letters in (first, others):
            found = [
                (self._words[near], int(distance))
                for letter in letters
                for length in range(len(text) - most, len(text) + most + 1)
                if (choices := self._by_shape.get((letter, length)))
                for near, distance, _ in process.extract(
                    text, choices, scorer=OSA.distance, score_cutoff=most, limit=None
                )
            ]
            found = [(word, distance) for word, distance in found if counts(word)]
            if found:
                nearest = min(distance for _, distance in found)
                found = [one for one in found if one[1] == nearest]
                found.sort(key=lambda one: (-(one[0].public + one[0].members), one[0].text))
                return found[:MOST_CORRECTIONS]
        return []


def _from(texts: list[str], start: str) -> Iterator[str]:
    for position in range(bisect_left(texts, start), len(texts)):
        if not texts[position].startswith(start):
            return
        yield texts[position]
