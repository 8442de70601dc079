"""Ranked choice by instant run-off, without chance.

Source: Robert's Rules (12th ed.) 45:62-69 (preferential voting); Meek's and Scottish rules draw lots when two
options are last together. De Sektor draws nothing: every way in which the tie can be broken is followed to
its end ("parallel universes": Conitzer, Rognlie and Xia, IJCAI 2009). If all of them end with the same
winner, that one has won; if not, the options that could have won go to a run-off vote.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

Ranking = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """How many ballots each remaining option has as their favourite; `last` drop out, one of them if there
    are several. `exhausted` ballots rank none of the options that remain."""

    counts: Mapping[int, int]
    exhausted: int
    last: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RunOff:
    """`winners`: one, or all that win in some way of breaking the ties. `rounds` follow the way on which of
    several last options the one listed last drops out first."""

    winners: tuple[int, ...]
    rounds: tuple[Round, ...]

    @property
    def ties_were_broken(self) -> bool:
        return any(len(one.last) > 1 for one in self.rounds)


def run_off(options: int, rankings: Mapping[Ranking, int]) -> RunOff:
    """`rankings` says how often each was cast; the favourite first, options may be missing at the end. Needs
    at least one ranking. At most 2^options sets of remaining options are looked at."""

    @cache
    def looked_at(remaining: frozenset[int]) -> Round:
        counts = dict.fromkeys(sorted(remaining), 0)
        exhausted = 0
        for ranking, times in rankings.items():
            favourite = next((option for option in ranking if option in remaining), None)
            if favourite is None:
                exhausted += times
            else:
                counts[favourite] += times
        fewest = min(counts.values())
        won = next((o for o in counts if 2 * counts[o] > sum(counts.values())), None)
        last = () if won is not None else tuple(o for o in counts if counts[o] == fewest)
        return Round(counts, exhausted, last)

    @cache
    def winners(remaining: frozenset[int]) -> frozenset[int]:
        one = looked_at(remaining)
        if not one.last or len(remaining) == 1:
            return frozenset([max(one.counts, key=lambda option: one.counts[option])])
        return frozenset().union(*(winners(remaining - {option}) for option in one.last))

    def rounds() -> Iterator[Round]:
        remaining = frozenset(range(options))
        while True:
            one = looked_at(remaining)
            yield one
            if not one.last or len(remaining) == 1 or len(one.last) == len(remaining):
                return
            remaining -= {max(one.last)}

    return RunOff(tuple(sorted(winners(frozenset(range(options))))), tuple(rounds()))
