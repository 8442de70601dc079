"""Titles and names as words that can be compared: folded, translated to one idea, weighed."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from domain.matching.lexicon import (
    COMMON_WORDS,
    COMPOUND_TAILS,
    EVENT_WORDS,
    GENRES,
)
from domain.matching.phrases import PHRASES, SMALL_WORDS, STATUS_WORDS

LONGEST: Final = 300  # characters of a title that are looked at; what comes after is a description
MOST_WORDS: Final = 40

NAME, COMMON, GENRE, EVENT = 4, 3, 2, 1
"""Weights: a name that is in no dictionary says most, "avond" says least."""

_LETTERS: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})
_WORD: Final = re.compile(r"[^\W_]+")
_APOSTROPHE: Final = re.compile(r"(?<=\w)['’`´](?=\w)|(?<=s)['’](?=\s|$)")
_PHRASE: Final = re.compile(
    r"\b("
    + "|".join(sorted(map(re.escape, PHRASES), key=len, reverse=True)).replace(r"\ ", r"\W{1,3}")
    + r")\b"
)
_SOUNDS: Final = (
    ("sch", "sk"),
    ("ck", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("qu", "kw"),
    ("ij", "i"),
    ("y", "i"),
    ("ie", "i"),
    ("z", "s"),
)
_SOFT_C: Final = re.compile(r"c(?=[ei])")
_HARD_C: Final = re.compile(r"c(?!h)")
_DOUBLED: Final = re.compile(r"(.)\1+")
_ENDINGS: Final = (("iske", 5), ("isk", 5), ("ika", 5), ("iks", 5), ("en", 4), ("s", 4), ("e", 4))


def folded(text: str) -> str:
    """Lower case without accents, punctuation kept: what the patterns of this package read."""
    if text.isascii():
        return _APOSTROPHE.sub("", text[:LONGEST].lower())
    plain = unicodedata.normalize("NFKD", text[:LONGEST].casefold()).translate(_LETTERS)
    bare = "".join(c for c in plain if not unicodedata.combining(c))[:LONGEST]
    return _APOSTROPHE.sub("", bare)


def with_phrases(text: str) -> str:
    """Word groups that mean one thing ("open mic") as one word."""
    return _PHRASE.sub(lambda match: PHRASES[" ".join(_WORD.findall(match[0]))], text)


def split(text: str) -> list[str]:
    """The words of a folded text that can tell something, in their order."""
    return [word for word in _WORD.findall(text) if word not in SMALL_WORDS and word not in STATUS_WORDS]


@lru_cache(maxsize=100_000)
def ideas(word: str) -> tuple[tuple[str, int], ...]:
    """What a word stands for, each idea with its weight; a Dutch compound stands for two ("jazznacht")."""
    known = _known(word)
    if known:
        return (known,)
    for tail in COMPOUND_TAILS:
        head = word.removesuffix(tail)
        if head != word and len(head) >= 3:
            second = _known(tail) or (stem(tail), COMMON)
            first = _known(head) or _known(head.removesuffix("s")) or (stem(head), NAME)
            return (first, second)
    return ((stem(word), NAME),)


def _known(word: str) -> tuple[str, int] | None:
    if word in EVENT_WORDS:
        return EVENT_WORDS[word], EVENT
    if word in COMMON_WORDS:
        idea = COMMON_WORDS[word]
        return idea, GENRE if idea in GENRES else COMMON
    return None


def stem(word: str) -> str:
    """The word the way it sounds, without its ending: "Kathedraal" and "cathedral" are the same.

    Short words stay as they are, since there each letter counts ("man" is not "maan").
    """
    if len(word) < 5 or not word.isascii() or not word.isalpha():
        return word
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    word = _HARD_C.sub("k", _SOFT_C.sub("s", word))
    word = _DOUBLED.sub(r"\1", word)
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


def slips(word: str) -> set[str]:
    """The word, and the word with each letter left out: two words one slip apart share one of these.

    Only long words may have a slip, and none with a digit: "zand" is not "zang", and 12 is not 13.
    """
    if not may_slip(word):
        return {word}
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def may_slip(word: str) -> bool:
    return 5 <= len(word) <= 40 and word.isalpha()
