"""Links and clusters: what belongs together when several sources tell of the same events.

The rule against chains ("a is b, b is c" does not make a and c one): links are taken from the strongest to
the weakest, and two groups become one only when no member of the one contradicts a member of the other
(another day, another venue, another number), and when no source has a member in both that are two events in
its own agenda. A link that fails this becomes a doubt, which an editor settles.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from domain.matching.blocking import Pair, pairs_between, pairs_within
from domain.matching.candidates import Candidate
from domain.matching.fields import FieldScore
from domain.matching.scoring import Match, Verdict, compare
from domain.sources import Note

MOST_MEMBERS: Final = 50
"""More tellings of one event than that are no agenda, but an attempt to keep us busy."""

_BREAKS_THE_GROUP: Final = FieldScore(
    "group", 0, Note("joining them would put together what contradicts each other")
)


@dataclass(frozen=True, slots=True)
class Link:
    """Two events that may be one, in the order of their names, and the verdict on them."""

    one: Candidate
    other: Candidate
    match: Match

    @property
    def verdict(self) -> Verdict:
        return self.match.verdict


@dataclass(frozen=True, slots=True)
class Cluster:
    """One event and all that tell of it.

    `links` join its members; `doubts` lead to members of later clusters.
    """

    members: tuple[Candidate, ...]
    links: tuple[Link, ...] = ()
    doubts: tuple[Link, ...] = ()


def links_between(new: Iterable[Candidate], known: Iterable[Candidate]) -> Iterator[Link]:
    """What among the known events each new one is, or may be; the different ones are left out."""
    return _judged(pairs_between(new, known))


def links_within(events: Iterable[Candidate]) -> Iterator[Link]:
    """The same among the events of one set."""
    return _judged(pairs_within(events))


def cluster(events: Iterable[Candidate]) -> list[Cluster]:
    """Every event in exactly one cluster, most of them alone; the order of `events` does not matter.

    Names (source and id) must be unique.
    """
    members = {event.name: event for event in sorted(events, key=lambda event: event.name)}
    links = sorted(links_within(members.values()), key=_strongest_first)
    groups = {name: [event] for name, event in members.items()}
    settled: list[Link] = []
    for link in links:
        ours, theirs = groups[link.one.name], groups[link.other.name]
        if link.verdict is not Verdict.SAME or ours is theirs:
            settled.append(link)
        elif _may_join(ours, theirs):
            ours.extend(theirs)
            groups.update((event.name, ours) for event in theirs)
            settled.append(link)
        else:
            settled.append(_doubtful(link))
    return _gathered(groups, settled)


def _judged(pairs: Iterator[Pair]) -> Iterator[Link]:
    for pair in pairs:
        match = compare(*pair)
        if match.verdict is not Verdict.DIFFERENT:
            one, other = sorted(pair, key=lambda event: event.name)
            yield Link(one, other, match)


def _strongest_first(link: Link) -> tuple[int, tuple[str, str], tuple[str, str]]:
    return (-link.match.total, link.one.name, link.other.name)


def _may_join(ours: list[Candidate], theirs: list[Candidate]) -> bool:
    if len(ours) + len(theirs) > MOST_MEMBERS:
        return False
    for one in ours:
        for other in theirs:
            match = compare(one, other)
            if match.contradicts or (one.source == other.source and match.verdict is not Verdict.SAME):
                return False
    return True


def _doubtful(link: Link) -> Link:
    match = replace(link.match, verdict=Verdict.DOUBTFUL, fields=(*link.match.fields, _BREAKS_THE_GROUP))
    return replace(link, match=match)


def _gathered(groups: dict[tuple[str, str], list[Candidate]], links: list[Link]) -> list[Cluster]:
    inside: dict[int, list[Link]] = {}
    across: dict[int, list[Link]] = {}
    for link in sorted(links, key=lambda link: (link.one.name, link.other.name)):
        ours, theirs = groups[link.one.name], groups[link.other.name]
        where = inside if ours is theirs else across
        first = min(ours, theirs, key=lambda group: min(event.name for event in group))
        where.setdefault(id(first), []).append(link)
    distinct = {id(group): group for group in groups.values()}
    found = [
        Cluster(
            tuple(sorted(group, key=lambda event: event.name)),
            tuple(inside.get(number, ())),
            tuple(across.get(number, ())),
        )
        for number, group in distinct.items()
    ]
    return sorted(found, key=lambda one: one.members[0].name)
