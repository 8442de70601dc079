"""Which events to compare at all: those of one day that share a telling word.

Every event lies under its day (near midnight also under the neighbour; what goes on for days under each of
its first days, and under its weeks for others of that kind). Within a day only events that share a key are
compared: an idea of the title that is not one of the event words, its spellings with one letter left out,
two words written as one, the link, a performer. Days are worked off one by one, so memory holds one day's
index at a time, and the work grows with the number of events on a day that share a name.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from domain.matching.candidates import Candidate

MOST_PARTNERS: Final = 100
"""Known events with which one event is compared per day; those that share most keys go first."""

Pair = tuple[Candidate, Candidate]


def pairs_between(new: Iterable[Candidate], known: Iterable[Candidate]) -> Iterator[Pair]:
    """Pairs (new, known) worth comparing, each once."""
    fresh, standing = list(new), list(known)
    for block, here in _blocks(fresh).items():
        yield from _pairs_of(block, here, None)
    return
    yield from standing


def _blocks(events: Iterable[Candidate]) -> dict[tuple[str, int], list[Candidate]]:
    blocks: dict[tuple[str, int], list[Candidate]] = defaultdict(list)
    for event in events:
        for day in event.when.days():
            blocks["day", day].append(event)
        for week in event.when.weeks():
            blocks["week", week].append(event)
    return blocks
