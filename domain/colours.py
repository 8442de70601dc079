"""Colours of what is printed, and that they can be read: the contrast of WCAG 2.2 (1.4.3)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Self

LEAST_CONTRAST: Final = 4.5
"""What WCAG asks of text of any size."""

_HEX: Final = re.compile(r"#?([0-9a-f]{6})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Colour:
    """Red, green and blue of sRGB, each 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def read(cls, text: str) -> Self:
        """ "#ffe600". Raises `ValueError`."""
        match = _HEX.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is no colour; write one like #ffe600")
        red, green, blue = bytes.fromhex(match[1])
        return cls(red, green, blue)

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """The relative luminance of WCAG 2.2: 0 for black, 1 for white."""

        def linear(part: int) -> float:
            share = part / 255
            return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

        return 0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)


BLACK: Final = Colour(0, 0, 0)
WHITE: Final = Colour(255, 255, 255)


def contrast(one: Colour, other: Colour) -> float:
    """From 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((one.luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)


@dataclass(frozen=True, slots=True)
class Palette:
    """Two colours are enough: paper, and ink for everything on it, or the other way round."""

    paper: Colour
    ink: Colour


def palette(paper: Colour, ink: Colour) -> Palette:
    """The wanted ink where it can be read on this paper; else black or white, one of which always can."""
    if contrast(paper, ink) >= LEAST_CONTRAST:
        return Palette(paper, ink)
    return Palette(paper, max((BLACK, WHITE), key=lambda one: contrast(paper, one)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A community's colours: `paper` for what is about everything, one of its own for each theme."""

    paper: Colour = Colour(0xE4, 0x57, 0x2E)
    ink: Colour = Colour(0x0B, 0x0B, 0x0B)
    themes: Mapping[str, Colour] = field(default_factory=dict)
    spare: Sequence[Colour] = (
        Colour(0xFF, 0xE6, 0x00),
        Colour(0x57, 0xC7, 0xFF),
        Colour(0xFF, 0x6F, 0xAE),
        Colour(0xA7, 0xF0, 0x70),
        Colour(0xFF, 0xA0, 0x4D),
        Colour(0xC9, 0xA7, 0xFF),
    )

    def of(self, theme: str | None, themes: Sequence[str]) -> Palette:
        """The colours of a theme, none for all of them. `themes` are the community's, in its order: one
        without a colour of its own takes a spare one that no other has."""
        if theme is None:
            return palette(self.paper, self.ink)
        if theme in self.themes:
            return palette(self.themes[theme], self.ink)
        without = [each for each in themes if each not in self.themes]
        free = [colour for colour in self.spare if colour not in self.themes.values()] or self.spare
        place = without.index(theme) if theme in without else 0
        return palette(free[place % len(free)], self.ink)
