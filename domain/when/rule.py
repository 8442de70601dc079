"""A rule of reading: a pattern, and the pieces that its match stands for."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from domain.when.pieces import Piece

Build = Callable[["re.Match[str]"], "tuple[Piece, ...] | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """`build` gives None when the match turns out to mean something else; the next rule then tries."""

    pattern: re.Pattern[str]
    build: Build


def rule(pattern: str, build: Build) -> Rule:
    """Every rule starts where a word or number starts, and must end where one ends."""
    return Rule(re.compile(rf"(?:{pattern})(?!\w)"), build)
