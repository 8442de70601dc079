"""What changed between two versions of a text, in whole lines that a person can read on a phone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

_AROUND: Final = 1
"""Lines that are shown, unchanged, around a change."""


class Mark(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Line:
    """`text` of SKIPPED is empty: there stand unchanged lines that are left out."""

    mark: Mark
    text: str = ""


def compared(before: str, after: str) -> tuple[Line, ...]:
    """The lines that differ with one around each; nothing when the texts are equal."""
    old, new = _paragraphs(before), _paragraphs(after)
    if old == new:
        return ()
    return tuple(_trimmed(list(_lines(old, new))))


def _paragraphs(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines() if line.strip()]


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (Line(Mark.SAME, text) for text in old[a:b])
        else:
            yield from (Line(Mark.GONE, text) for text in old[a:b])
            yield from (Line(Mark.NEW, text) for text in new[c:d])


def _trimmed(lines: Sequence[Line]) -> Iterator[Line]:
    changed = {at for at, line in enumerate(lines) if line.mark is not Mark.SAME}
    near = {at + by for at in changed for by in range(-_AROUND, _AROUND + 1)}
    skipping = False
    for at, line in enumerate(lines):
        if at in near:
            skipping = False
            yield line
        elif not skipping:
            skipping = True
            yield Line(Mark.SKIPPED)
