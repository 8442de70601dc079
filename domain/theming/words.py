"""Text as a row of plain words, so that “Poëzie-avond” and “POEZIE AVOND” are read alike."""

import re
import unicodedata
from typing import Final

LONGEST_TITLE: Final = 300
LONGEST_TEXT: Final = 6_000
"""Characters that are read of a description; what an event is, it says before that."""

_UNSEEN: Final = re.compile(
    "[\u0300-\u036f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_APOSTROPHE: Final = re.compile(r"(?<=[^\W_])['’‘`´ʼ](?=[^\W_])")
_WORD: Final = re.compile(r"[^\W_]+|&")
_SPACED: Final = re.compile(r"(?<![^\W_])(?:[^\W\d_][ .·]){2,}[^\W\d_](?![^\W_])")


def folded(text: str, most: int = LONGEST_TEXT) -> str:
    """Lower case, without accents, apostrophes within words and invisible characters.

    Letters in disguise become plain (“𝕿𝖊𝖈𝖍𝖓𝖔”, full width), letters set apart are drawn together
    (“R A V E”, “D.I.Y.”): posters of the scene are full of both.
    """
    plain = text[:most].casefold()
    if not plain.isascii():
        plain = _UNSEEN.sub("", unicodedata.normalize("NFKD", plain)[: most * 2].casefold())
    plain = _APOSTROPHE.sub("", plain)
    return _SPACED.sub(lambda run: re.sub(r"[ .·]", "", run[0]), plain)


def words_of(text: str, most: int = LONGEST_TEXT) -> tuple[str, ...]:
    return tuple(_WORD.findall(folded(text, most)))


def holds(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Whether `phrase` occurs in `words` as whole words; the empty phrase occurs nowhere."""
    length = len(phrase)
    if not length or phrase[0] not in words:
        return False
    return any(words[at : at + length] == phrase for at in range(len(words) - length + 1))
