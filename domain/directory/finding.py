"""Finding in the directory: by words that may be typed a little wrong, by kind, side and language.

A directory is some hundreds of short texts, so every entry is looked at. A word of the question fits a word
of an entry when it is the same, its beginning, of the same stem in Dutch or English, inside it when it is
long (Dutch compounds), or one or two letters off; every word that says something has to fit somewhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from domain.directory.entry import Approach, Entry, Kind, Side, Tongue
from domain.searching.stems import ALGORITHMS, stem
from domain.searching.words import NOT_KEPT, words_of
from domain.venues import Venue

_NAME, _SIDES, _REST = 4.0, 2.0, 1.0
_EXACT, _BEGINS, _STEM, _INSIDE, _NEAR = 1.0, 0.8, 0.8, 0.6, 0.5
_MOST_ASKED: Final = 8
"""Words of a question that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Everything that is left out is not asked for. With `side` the words are looked for in what they offer
    or seek only, and without words whoever offers or seeks something is found."""

    words: str = ""
    kind: Kind | None = None
    side: Side | None = None
    tongue: Tongue | None = None
    approach: Approach | None = None


def found(query: Query, entries: Iterable[Entry], names: Mapping[int, Sequence[str]]) -> list[Entry]:
    """The entries that fit, best first, then by name. `names` are the other names of venues, by id."""
    asked = _asked(query.words)
    ranked = []
    for entry in entries:
        if not _fits(query, entry):
            continue
        score = _score(asked, entry, query.side, names.get(entry.venue or 0, ()))
        if score is not None:
            ranked.append((-score, entry.name.casefold(), entry.id, entry))
    return [one[3] for one in sorted(ranked, key=lambda one: one[:3])]


def places(query: Query, venues: Iterable[Venue], entries: Iterable[Entry]) -> list[Venue]:
    """Known venues that were meant and have no entry of their own: they are pointed at, not doubled."""
    if query.side or query.tongue or query.approach or query.kind not in {None, Kind.VENUE}:
        return []
    asked = _asked(query.words)
    if not asked and query.kind is None:
        return []
    taken = {entry.venue for entry in entries}
    return [
        venue
        for venue in venues
        if venue.id not in taken
        and all(any(_alike(word, other) for other in _words(_names(venue))) for word in asked)
    ]


def _names(venue: Venue) -> str:
    return " ".join((venue.name, *venue.aliases))


def _fits(query: Query, entry: Entry) -> bool:
    side = {Side.OFFERS: entry.offers, Side.SEEKS: entry.seeks}[query.side] if query.side else "-"
    return (
        query.kind in {None, entry.kind}
        and (query.tongue is None or query.tongue in entry.tongues)
        and query.approach in {None, entry.approach}
        and bool(side)
    )


def _asked(text: str) -> list[str]:
    words = list(dict.fromkeys(words_of(text[:300])))
    telling = [word for word in words if word not in NOT_KEPT]
    return (telling or words)[:_MOST_ASKED]


def _score(asked: Sequence[str], entry: Entry, side: Side | None, names: Sequence[str]) -> float | None:
    """None when a word that was asked for stands nowhere."""
    parts = _parts(entry, side, names)
    total = 0.0
    for word in asked:
        best = max(
            (weight * _alike(word, other) for weight, others in parts for other in others), default=0.0
        )
        if not best:
            return None
        total += best
    return total


def _parts(entry: Entry, side: Side | None, names: Sequence[str]) -> list[tuple[float, tuple[str, ...]]]:
    if side is Side.OFFERS:
        return [(_SIDES, _words(entry.offers))]
    if side is Side.SEEKS:
        return [(_SIDES, _words(entry.seeks))]
    return [
        (_NAME, _words(" ".join((entry.name, *names)))),
        (_SIDES, _words(f"{entry.offers} {entry.seeks}")),
        (_REST, _words(entry.about)),
    ]


@lru_cache(20_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words_of(text)))


@lru_cache(50_000)
def _stems(word: str) -> frozenset[str]:
    return frozenset(stem(word, language) for language in ALGORITHMS)


@lru_cache(100_000)
def _alike(asked: str, other: str) -> float:
    if asked == other:
        return _EXACT
    if len(asked) >= 3 and other.startswith(asked):
        return _BEGINS
    if len(asked) >= 4 and _stems(asked) & _stems(other):
        return _STEM
    if len(asked) >= 5 and asked in other:
        return _INSIDE
    most = 0 if len(asked) < 4 else 1 if len(asked) < 8 else 2
    if (
        most
        and abs(len(asked) - len(other)) <= most
        and OSA.distance(asked, other, score_cutoff=most) <= most
    ):
        return _NEAR
    return 0.0


def suggestions(typed: str, entries: Iterable[Entry], *, limit: int = 25) -> list[Entry]:
    """Entries that could be meant while somebody is still typing, best first."""
    known = sorted(entries, key=lambda one: one.name.casefold())
    if not words_of(typed):
        return known[:limit]
    return found(Query(words=typed), known, {})[:limit]
