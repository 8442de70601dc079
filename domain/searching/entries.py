"""What an index keeps of a text: each word with how often it stands there, and how long the text is."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log
from typing import Final

from domain.searching.words import NOT_KEPT, words_of

RECIPE: Final = 1
"""Grows whenever the same text would be kept otherwise; an index of another recipe is made anew."""
TITLE_WEIGHT: Final = 2
"""A word in the title or in an alias counts as two in the text."""
_EXACT: Final = 128
_STEP: Final = 1.03


@dataclass(frozen=True, slots=True)
class Entries:
    """`counts` are weighted by where a word stands; `length` is in words of the text and title."""

    counts: Mapping[str, int]
    length: int


def entries(text: str, *, title: str = "", aliases: Iterable[str] = (), heading: str = "") -> Entries:
    body = words_of(text)
    counts = Counter(body)
    named = words_of(title)
    for word in named:
        counts[word] += TITLE_WEIGHT
    headed = words_of(heading)
    for word in headed:
        counts[word] += 1
    for word in {word for alias in aliases for word in words_of(alias)} - set(named):
        counts[word] += TITLE_WEIGHT
    kept = {word: number for word, number in counts.items() if word not in NOT_KEPT}
    return Entries(kept, max(1, len(body) + len(named) + len(headed)))


def code_of(count: int, length: int) -> int:
    """A count and a length in two bytes: lengths up to 128 as they are, longer ones in steps of 3 %."""
    if length > _EXACT:
        length = min(255, _EXACT + round(log(length / _EXACT) / log(_STEP)))
    return (min(count, 255) << 8) | length


def length_of(code: int) -> float:
    """The length that `code_of` kept."""
    length = code & 255
    return float(length) if length <= _EXACT else _EXACT * _STEP ** (length - _EXACT)
