"""What a civil servant gets to read: one page, no internal notes, no names of who did not agree to it."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Final

from domain.dossiers.dossier import Document, Dossier, Entry, Kind, Who
from domain.texts import one_line, shortened

MOST_ASKED: Final = 700
MOST_WANTED: Final = 450
MOST_STEP: Final = 180
MOST_OUTCOME: Final = 250
MOST_PAPERS: Final = 6
"""Documents that are named; how many more there are is told."""

_LINES: Final = 60
"""Lines of the page; what is set in type is measured besides, since letters differ in width."""
_LETTERS: Final = 82
"""Letters of a line of running text."""
_FRAME: Final = 21
"""Lines that the title, the headings and the contact take."""

_MENTION: Final = re.compile(r"<@!?\d+>|(?<!\w)@[\w.]{2,32}")
_SHORTEST: Final = 3
_NO_NAMES: Final = frozenset({"de", "den", "der", "het", "een", "van", "the", "team", "stichting"})
_TOLD: Final = frozenset({Kind.NOTE, Kind.DOCUMENT, Kind.WAITS, Kind.WAITED})


@dataclass(frozen=True, slots=True)
class Step:
    day: date
    who: Who
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """`left_out` steps stand between the first of `steps` and the next. `cut`: a text was longer than there
    is room. `papers`: names of documents; `more_papers` beyond them."""

    title: str
    counterpart: str
    asked: str
    wanted: str
    term: date | None
    outcome: str
    steps: tuple[Step, ...]
    left_out: int
    papers: tuple[str, ...]
    more_papers: int
    cut: bool


def without_names(text: str, names: Collection[str], instead: str) -> str:
    """The text with each of these names, and every mention, written as `instead`; first names, too, where
    they are written as a name is."""
    whole = sorted({one_line(name) for name in names if len(one_line(name)) >= _SHORTEST}, key=_longest_first)
    first = {name.split()[0] for name in whole if " " in name}
    for name in whole:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda _: instead, text, flags=re.IGNORECASE)
    for name in sorted(first, key=_longest_first):
        if len(name) >= _SHORTEST and name[0].isupper() and name.casefold() not in _NO_NAMES:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda _: instead, text)
    return _MENTION.sub(instead, text)


def _longest_first(name: str) -> tuple[int, str]:
    return -len(name), name


def page(
    dossier: Dossier,
    entries: Iterable[Entry],
    documents: Iterable[Document],
    instead: str,
    names: Collection[str] | None = None,
) -> Page:
    """What fits on one A4 page. `names` are those that may not be told (its people but for the contact,
    unless others are given), `instead` the words that stand for them."""
    if names is None:
        names = hidden_names(dossier)

    def told(text: str) -> str:
        return without_names(one_line(text), names, instead)

    asked, wanted = told(dossier.asked), told(dossier.wanted)
    told_of = [one for one in entries if not one.internal and one.kind in _TOLD]
    steps = [
        Step(one.day, one.who, one.kind, shortened(told(one.text), MOST_STEP))
        for one in sorted(told_of, key=lambda one: (one.day, one.id))
    ]
    papers = [shortened(told(one.name), 80) for one in documents if not one.internal]
    short = shortened(asked, MOST_ASKED), shortened(wanted, MOST_WANTED)
    outcome = shortened(told(dossier.outcome_text), MOST_OUTCOME)
    room = _LINES - _FRAME - _height(short[0]) - _height(short[1]) - _height(outcome)
    kept = _fitting(steps, room)
    return Page(
        title=told(dossier.title),
        counterpart=told(dossier.counterpart),
        asked=short[0],
        wanted=short[1],
        term=dossier.term,
        outcome=outcome,
        steps=kept,
        left_out=len(steps) - len(kept),
        papers=tuple(papers[:MOST_PAPERS]),
        more_papers=max(0, len(papers) - MOST_PAPERS),
        cut=short != (asked, wanted),
    )


def hidden_names(dossier: Dossier) -> frozenset[str]:
    """Those of its people who are not the contact."""
    return frozenset(one.name for one in dossier.people if one.name and one.person != dossier.contact_person)


def _fitting(steps: Sequence[Step], room: int) -> tuple[Step, ...]:
    """The first step and as many of the newest as there is room for."""
    if not steps:
        return ()
    first, rest = steps[0], list(steps[1:])
    used = _height(first.text) + 1
    kept: list[Step] = []
    for step in reversed(rest):
        used += _height(step.text)
        if used > room:
            break
        kept.append(step)
    return (first, *reversed(kept))


def _height(text: str) -> int:
    """Lines, with the date and the party before it."""
    return ceil((len(text) + 22) / _LETTERS) if text else 0
