"""An article is cut into passages: what is found, scored and quoted is one of them."""

import re
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 900
"""Characters of a passage; what one reads in half a minute, and what fits in a message beside its title."""
_SHORTEST: Final = 200
_HEADING: Final = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*\Z")
_FENCE: Final = re.compile(r"[ ]{0,3}(```|~~~)")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters `start` to `end` of the body, below `heading` (empty above the first)."""

    start: int
    end: int
    heading: str = ""

    def text(self, body: str) -> str:
        return body[self.start : self.end]


def cut(body: str) -> list[Passage]:
    """The passages of a body, in order. They hold whole paragraphs of one section, together at most LONGEST
    characters; a paragraph that is longer is divided at its sentences, or else at its words."""
    passages: list[Passage] = []
    for heading, paragraphs in _sections(body):
        open_at: tuple[int, int] | None = None
        for start, end in (piece for whole in paragraphs for piece in _pieces(body, *whole)):
            if open_at is None:
                open_at = start, end
            elif end - open_at[0] <= LONGEST:
                open_at = open_at[0], end
            else:
                passages.append(Passage(*open_at, heading))
                open_at = start, end
        if open_at is not None:
            if open_at[1] - open_at[0] < _SHORTEST and _belongs(passages, heading, open_at):
                open_at = passages.pop().start, open_at[1]
            passages.append(Passage(*open_at, heading))
    return passages


def _belongs(passages: list[Passage], heading: str, last: tuple[int, int]) -> bool:
    """A short tail of a section is read with what stands before it."""
    return bool(
        passages and passages[-1].heading == heading and last[1] - passages[-1].start <= LONGEST + _SHORTEST
    )


def _sections(body: str) -> list[tuple[str, list[tuple[int, int]]]]:
    """(heading, its paragraphs as ranges)."""
    sections: list[tuple[str, list[tuple[int, int]]]] = [("", [])]
    begun: int | None = None
    position, last, fence = 0, 0, ""
    for line in body.splitlines(keepends=True):
        bare = line.strip()
        opening = _FENCE.match(line)
        if opening:
            fence = "" if fence == opening[1] else fence or opening[1]
        heading = None if fence or opening else _HEADING.match(line.rstrip())
        if begun is not None and (heading or (not bare and not fence)):
            sections[-1][1].append((begun, last))
            begun = None
        if heading:
            sections.append((heading[2], []))
        elif bare:
            begun = position if begun is None else begun
            last = position + len(line.rstrip())
        position += len(line)
    if begun is not None:
        sections[-1][1].append((begun, last))
    return sections


def _pieces(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """A paragraph, divided while it is too long to be quoted."""
    pieces = []
    while end - start > LONGEST:
        ends = [found.start() for found in _SENTENCE_END.finditer(body, start, start + LONGEST)]
        at = next((one for one in reversed(ends) if one - start >= _SHORTEST), 0)
        if not at:
            space = max(body.rfind(sign, start + _SHORTEST, start + LONGEST) for sign in " \n")
            at = space if space > start else start + LONGEST
        pieces.append((start, at))
        start = at + len(body[at:end]) - len(body[at:end].lstrip())
    if start < end:
        pieces.append((start, end))
    return pieces
