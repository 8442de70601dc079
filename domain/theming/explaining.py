"""The reasons behind a decision, as a person wants to hear them."""

from dataclasses import dataclass
from typing import Final

from domain.sources import Note
from domain.theming.deciding import Decision

_MOST_REASONS: Final = 5


@dataclass(frozen=True, slots=True)
class Reasons:
    """What is told under one theme, or, with `theme` None, of the decision as a whole."""

    theme: str | None
    chosen: bool
    notes: tuple[Note, ...]


def explain(decision: Decision, *, most: int = _MOST_REASONS) -> tuple[Reasons, ...]:
    """Why it may be wrong first, then the chosen themes, then those that something spoke for all the same.

    A theme shows at most `most` reasons: rules, categories and the default, then words by weight.
    """
    told = [Reasons(None, False, (decision.doubt,))] if decision.doubt is not None else []
    heard = dict.fromkeys(piece.theme for piece in decision.evidence)
    for chosen in (True, False):
        told += [
            Reasons(theme, chosen, _notes(decision, theme, most))
            for theme in heard
            if (theme in decision.themes) is chosen
        ]
    return tuple(told)


def _notes(decision: Decision, theme: str, most: int) -> tuple[Note, ...]:
    pieces = [piece for piece in decision.evidence if piece.theme == theme]
    return tuple(piece.reason for piece in pieces[:most])
