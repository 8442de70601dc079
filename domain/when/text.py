"""Typed text made plain, while every character still knows where it came from."""

import unicodedata
from dataclasses import dataclass

_DASHES = "‐‑‒–—―−⁃﹘﹣－→⇒"
_APOSTROPHES = "’‘‛`´ʼ′＇"
_REPLACED = {**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_APOSTROPHES, "'"), "½": " 1/2"}


@dataclass(frozen=True, slots=True)
class PlainText:
    """Lower case, no accents, ASCII digits and dashes, one kind of space.

    `origins[i]` is the place in `original` of the i-th plain character, so that a person is shown
    their own words and not ours.
    """

    original: str
    plain: str
    origins: tuple[int, ...]

    def typed(self, start: int, end: int) -> str:
        """What the person typed for the plain characters from `start` to `end`."""
        if start >= end:
            return ""
        return self.original[self.origins[start] : self.origins[end - 1] + 1].strip()


def normalise(text: str) -> PlainText:
    """Plain form of `text`: one pass, each character on its own, so the work is linear in its length."""
    plain: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(text):
        for produced in _plain(character):
            if produced == " " and plain and plain[-1] == " ":
                continue  # a long run of spaces would be tried over and over by the patterns
            plain.append(produced)
            origins.append(index)
    return PlainText(text, "".join(plain), tuple(origins))


def _plain(character: str) -> str:
    if character in _REPLACED:
        return _REPLACED[character]
    if character.isascii():
        return character.lower() if character.isprintable() else " "
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Sc":
        return character
    if category in ("Cf", "Mn"):
        return ""
    if category[0] in "CZ" or category in ("So", "Sk"):
        return " "
    decomposed = unicodedata.normalize("NFKD", character.lower())
    # a superscript or circled digit is no decimal digit; "13²" must not become the year 132
    return "".join(
        c if c.isascii() or c.isalpha() else " " for c in decomposed if not unicodedata.combining(c)
    )
