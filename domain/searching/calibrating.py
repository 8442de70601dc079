"""From which evidence on something is an answer, measured on the collection itself.

There are no questions to measure with when a collection is read in, so some are made of it: a passage's own
words, of which some are replaced by words that nobody wrote, as people ask with other words than a text has.
Asked with its article there, a question should be answered; with the article left out, hardly. The bar is
where nine of ten of the first are answered. How many words are replaced was chosen so that it fits what
written questions need (docs/decisions/search.md); what the collection adds is how long its passages are, how
telling its words, and how much else looks alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from domain.searching.confidence import USUAL_BAR
from domain.searching.words import SAYS_LITTLE, content_words_dropped, words_of

SAMPLE: Final = 200
"""Passages that are asked about; of a larger collection, spread evenly over it."""
FEWEST: Final = 30
"""Passages from which on a collection can tell anything; a smaller one takes the usual bar."""
_WORDS: Final = 6
_KEPT: Final = (3, 4, 5, 2, 4, 3, 5, 4, 3, 5)
"""How many words of a question its passage has: of every ten questions."""
_ALLOWED: Final = 0.5
"""How far from the usual bar a collection may move it."""
_LOOKED_AT: Final = 30


@dataclass(frozen=True, slots=True)
class Calibration:
    """`bar`: evidence from which on something is an answer. `refused`: the share of questions whose article
    was left out that stay below it. `asked`: how many questions; 0 where the usual bar was taken."""

    bar: float
    refused: float
    asked: int


def spread(passages: Sequence[int]) -> list[int]:
    """At most SAMPLE of them, evenly."""
    step = max(1, -(-len(passages) // SAMPLE))
    return list(passages[::step])


def made_question(number: int, title: str, text: str) -> str:
    """The question number `number`; the same one each time. Empty for a passage that says too little."""
    dropped = content_words_dropped("")
    words = [
        word
        for word in dict.fromkeys([*words_of(title), *words_of(text)])
        if len(word) > 2 and word not in dropped and word not in SAYS_LITTLE
    ][:_LOOKED_AT]
    if len(words) < _WORDS:
        return ""
    words.sort(key=lambda word: (crc32(f"{number} {word}".encode()), word))
    kept = _KEPT[number % len(_KEPT)]
    return " ".join([*words[:kept], *(f"qx{word}zq" for word in words[kept:_WORDS])])


def calibrated(with_it: Sequence[float], without: Sequence[float]) -> Calibration:
    """From the evidence that the made questions bring with their article there, and with it left out."""
    if len(with_it) < FEWEST:
        return Calibration(USUAL_BAR, 0.0, 0)
    tenth = sorted(with_it)[len(with_it) // 10]
    bar = round(min(max(tenth, USUAL_BAR - _ALLOWED), USUAL_BAR + _ALLOWED), 3)
    refused = sum(one < bar for one in without) / len(without)
    return Calibration(bar, round(refused, 3), len(with_it))
