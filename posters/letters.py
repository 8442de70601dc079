"""Which letters can be drawn: only Typst knows what is in its fonts, so it is asked.

A letter that no font has comes out as the font's empty box. Every letter in doubt is set on a page of its own
and compared with one that certainly has no shape; 2,000 of them take 0.07 s.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from posters.typesetting import pages

_SHAPE: Final = re.compile(rb'<use [^>]*href="#(\w+)"')
_NOT_A_LETTER: Final = "\U0010fffd"
_MOST_MARKS: Final = 2
"""Accents on one letter; more would climb into the next line."""

LONG_WORD: Final = 24
"""Letters of a word that is never broken."""
_MAY_BREAK: Final = "\u200b"


# accents that go with any letter, and variation selectors
_LOOSE: Final = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)


def tidy(text: str) -> str:
    """One line, without what cannot be seen: controls, directions, joiners. A loose accent that makes no
    letter of its own with the one before it goes, too: the fonts would set it beside the letter."""
    kept = (
        " " if letter.isspace() else letter
        for letter in _LOOSE.sub("", unicodedata.normalize("NFC", text))
        if letter.isspace() or not unicodedata.category(letter).startswith("C")
    )
    return " ".join("".join(kept).split())


def clusters(text: str) -> Iterator[str]:
    """Letters with their accents."""
    cluster = ""
    for letter in text:
        if unicodedata.category(letter).startswith("M") and cluster:
            if len(cluster) <= _MOST_MARKS:
                cluster += letter
        else:
            if cluster:
                yield cluster
            cluster = letter
    if cluster:
        yield cluster


def drawable(wanted: Iterable[str]) -> set[str]:
    """Those of the clusters that the fonts have."""
    plain = {one for one in wanted if one.isascii()}
    doubtful = sorted(set(wanted) - plain)
    if not doubtful:
        return plain
    first, *others = pages(
        "probe.typ", "faces.typ", output="svg", data=json.dumps([_NOT_A_LETTER, *doubtful])
    )
    missing = set(_SHAPE.findall(first))
    shapes = [set(_SHAPE.findall(page)) for page in others]
    return plain | {one for one, drawn in zip(doubtful, shapes, strict=True) if drawn and not drawn & missing}


class Letters:
    """Writes texts with the letters that there are."""

    def __init__(self, texts: Sequence[str]) -> None:
        found = {cluster for text in texts for cluster in clusters(tidy(text))}
        self._drawable = drawable({each for cluster in found for each in (cluster, *_instead(cluster))})

    def written(self, text: str) -> str:
        """The text without what cannot be drawn; a plainer form of a letter (𝕹, Ａ) is better than none."""
        return " ".join("".join(map(self._cluster, clusters(tidy(text)))).split())

    def _cluster(self, cluster: str) -> str:
        if cluster.isspace():
            return cluster
        return next((one for one in (cluster, *_instead(cluster)) if self._has(one)), "")

    def _has(self, text: str) -> bool:
        return all(one in self._drawable for one in clusters(text))


@cache
def _instead(cluster: str) -> tuple[str, ...]:
    """What may stand for it: without its accents, or what Unicode calls compatible."""
    compatible = unicodedata.normalize("NFKC", cluster)
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", cluster) if not unicodedata.category(c).startswith("M")
    )
    return tuple(
        one for one in dict.fromkeys((cluster[0], *compatible.split(), *bare.split())) if one != cluster
    )


def breakable(text: str) -> str:
    """The same, with places at which words longer than any column may be broken."""
    return " ".join(
        _MAY_BREAK.join(clusters(word)) if len(word) > LONG_WORD else word for word in text.split()
    )


def longest_word(texts: Iterable[str]) -> float:
    """The width of the longest word that must stay whole."""
    words = (word for text in texts for word in text.split() if len(word) <= LONG_WORD)
    return max(map(_width, words), default=1.0)


def _width(word: str) -> float:
    """In letters of the first font, all of which are as wide; those of the other fonts may be wider."""
    return sum(1.0 if letter < "\u0500" else 1.7 for letter in word)
