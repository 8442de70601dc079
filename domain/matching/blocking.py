"""Which events to compare at all: those of one day that share a telling word.

Every event lies under its day (near midnight also under the neighbour; what goes on for days under each
of its first days, and under its months for others of that kind). Within such a block only events that
share a key are compared: an idea of the title that is not one of the event words, its spellings with one
letter left out, two words written as one, the link, a performer. Two events meet in the first block that
they share, which is where one of the two begins. The work grows with the number of events on a day that
share a name.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from domain.matching.candidates import Candidate

MOST_PARTNERS: Final = 50
"""Events with which one event is compared in a block; those that share most keys go first."""

MOST_UNDER_A_KEY: Final = 200
"""A key that more events of one block share leads to the first of them only: it tells nothing any more."""

Pair = tuple[Candidate, Candidate]
Block = tuple[str, int]
Index = dict[str, list[int]]


def pairs_between(new: Iterable[Candidate], known: Iterable[Candidate]) -> Iterator[Pair]:
    """Pairs (new, known) worth comparing, each once."""
    blocks = _blocks(new)
    standing: dict[Block, list[Candidate]] = defaultdict(list)
    for event in sorted(known, key=_name):
        for block in _blocks_of(event):
            if block in blocks:
                standing[block].append(event)
    for block, there in standing.items():
        asked = [(event, event.keys()) for event in blocks[block]]
        wanted = set().union(*(keys for _, keys in asked))
        everybody: Index = defaultdict(list)
        beginning: Index = defaultdict(list)
        for number, event in enumerate(there):
            keys = event.keys() & wanted
            _put(everybody, keys, number)
            if _begins(event, block):
                _put(beginning, keys, number)
        for event, keys in asked:
            for number in _partners(everybody if _begins(event, block) else beginning, keys):
                if meeting(event, there[number]) == block:
                    yield event, there[number]


def pairs_within(events: Iterable[Candidate]) -> Iterator[Pair]:
    """Pairs of one set worth comparing, each once."""
    for block, here in _blocks(events).items():
        # those that were there before come first, so that each pair has its beginner second
        here.sort(key=lambda event: _begins(event, block))
        index: Index = defaultdict(list)
        for number, event in enumerate(here):
            keys = event.keys()
            if _begins(event, block):
                for partner in _partners(index, keys):
                    if meeting(here[partner], event) == block:
                        yield here[partner], event
            _put(index, keys, number)


def meeting(one: Candidate, other: Candidate) -> Block | None:
    """The one block in which two events are compared, or none when they have no day in common."""
    if one.when.is_span and other.when.is_span:
        ours, theirs = one.when.months(), other.when.months()
        kind = "month"
    else:
        ours, theirs = one.when.days(), other.when.days()
        kind = "day"
    first = max(ours[0], theirs[0])
    return (kind, first) if first <= min(ours[-1], theirs[-1]) else None


def _begins(event: Candidate, block: Block) -> bool:
    kind, number = block
    return number == (event.when.days() if kind == "day" else event.when.months())[0]


def _blocks(events: Iterable[Candidate]) -> dict[Block, list[Candidate]]:
    blocks: dict[Block, list[Candidate]] = defaultdict(list)
    for event in sorted(events, key=_name):
        for block in _blocks_of(event):
            blocks[block].append(event)
    return blocks


def _blocks_of(event: Candidate) -> Iterator[Block]:
    yield from (("day", day) for day in event.when.days())
    yield from (("month", month) for month in event.when.months())


def _put(index: Index, keys: Iterable[str], number: int) -> None:
    for key in keys:
        under = index[key]
        if len(under) < MOST_UNDER_A_KEY:
            under.append(number)


def _partners(index: Index, keys: Iterable[str]) -> list[int]:
    shared: Counter[int] = Counter()
    for key in keys:
        if key in index:
            shared.update(index[key])
    if len(shared) <= MOST_PARTNERS:
        return sorted(shared)
    return sorted(sorted(shared, key=lambda number: (-shared[number], number))[:MOST_PARTNERS])


def _name(event: Candidate) -> tuple[str, str]:
    return event.name
