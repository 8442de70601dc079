"""An outcome: the verdict, the numbers, and the arithmetic in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.decisions.kinds import Verdict
from domain.when.answers import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`winners` are positions of options; with the verdict tied, the ones that go to the run-off.

    `counts` has what was counted, by answer or by the option's position; `rounds` the same for each round of
    an instant run-off. `why` is the arithmetic, sentence by sentence, in the reader's own language.
    """

    verdict: Verdict
    electorate: int
    cast: int
    counts: Mapping[str, int] = field(default_factory=dict)
    winners: tuple[int, ...] = ()
    rounds: tuple[Mapping[str, int], ...] = ()
    why: tuple[Message, ...] = ()

    @property
    def absent(self) -> int:
        return self.electorate - self.cast


def numbers_of(outcome: Outcome) -> dict[str, Any]:
    """What the chain keeps and a recount has to find again; the words follow from it."""
    return {
        "verdict": outcome.verdict.value,
        "electorate": outcome.electorate,
        "cast": outcome.cast,
        "counts": dict(outcome.counts),
        "winners": list(outcome.winners),
        "rounds": [dict(one) for one in outcome.rounds],
    }
