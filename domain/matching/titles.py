"""Titles: read once into weighed words and marks, and compared two by two.

The share of the weight that two titles have in common decides, not the number of letters: "Open podium" says
little, "IJzervreters" says nearly all. What only one title adds (a subtitle, the support, who presents it)
costs little; what both say differently costs much.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from domain.matching.fields import FieldScore
from domain.matching.lexicon import ATTACHED, FORMS
from domain.matching.marks import Mark, contradiction, read_marks
from domain.matching.words import (
    GENRE,
    MOST_WORDS,
    NAME,
    folded,
    ideas,
    may_slip,
    slips,
    split,
    stem,
    with_phrases,
)
from domain.sources import Note

FULL: Final = 60
"""Points for two equal titles with a name in them."""

_GENERIC, _HALF_GENERIC = 40, 48  # what equal titles get at most without, or with half, a name
_ONE_SIDED: Final = {"number": 8, "day": 8, "show": 3, "round": 8, "group": 8}
_NOTHING_ALIKE: Final = 35  # token_set_ratio of two titles that are not worth a closer look
_SHORT: Final = 20  # letters of a title in which one slip is looked for as a whole
_SEPARATOR: Final = re.compile(
    r"\s[-–—|/]+\s|[|:•·]|(?<=\w)\s?//|\(|\)|\[|\]|\s\+\s|,|;|\b(?:support|met|with|feat|ft|w/|i\.?s\.?m)\b"
)

_PRESENTER: Final = re.compile(
    r"(?:.{2,60}?\b(?:presenteert|presenteren|presents?|pres|nodigt uit)\b"
    r"|[^:]{2,60}\sx\s[^:]{2,40}(?=:))[.:\s]+"
)
"""Who brings it, at the beginning of a title."""

_EQUAL: Final = Note("the titles are the same")
_CONTAINED: Final = Note("one title is part of the other")
_CLOSE: Final = Note("the titles are close to each other")
_PARTLY: Final = Note("the titles have some words in common")
_APART: Final = Note("the titles have nothing in common")
_GENERIC_NAME: Final = Note("the titles are the same, but many events are called that")
_ATTACHED: Final = Note("one of the two hangs on to the other: an opening, a workshop, a talk afterwards")
_OTHER_FORM: Final = Note("the titles name different kinds of event")
_ONE_MARKED: Final = Note("alike, but only one title has a number or names a part")
_EMPTY: Final = Note("there is no title to compare")


@dataclass(frozen=True, slots=True)
class Title:
    """A title as it is compared.

    `words` holds each idea once with its weight and the number of the part of the title in which it stands;
    `plain` is all of it in alphabetical order, `joined` in the title's own order without spaces,
    `written` the same with the words as they were written.
    """

    words: dict[str, tuple[int, int]]
    marks: frozenset[Mark]
    plain: str
    joined: str
    written: str
    names: bool

    def keys(self) -> set[str]:
        """What another title must share to be called the same by its words (see blocking)."""
        found = {f"={self.joined}"}
        if len(self.written) <= _SHORT:
            found |= slips(self.written)
        order = list(self.words)
        for word, (weight, _) in self.words.items():
            if weight >= GENRE:
                found |= slips(word)
            elif not self.names:
                found.add(f"~{word}")
        for first, second in pairwise(order):
            found |= {first + second, stem(first + second)}
        return found


def read_title(text: str, around: frozenset[str] = frozenset()) -> Title:
    """`around` holds the words of the event's own place and city, which say little within its title."""
    marks, rest = read_marks(folded(text))
    rest = with_phrases(rest)
    words: dict[str, tuple[int, int]] = {}
    presenter = _PRESENTER.match(rest)
    if presenter and presenter.end() < len(rest.rstrip()):
        brought, rest = split(presenter[0]), rest[presenter.end() :]
        around |= {idea for word in brought for idea, _ in ideas(word)}
    for number, part in enumerate(_SEPARATOR.split(rest)):
        for word in split(part):
            _add(words, word, number, around)
    if not words:
        for word in re.findall(r"\w+", rest or folded(text)):
            _add(words, word, 0, frozenset())
    plain = " ".join(sorted(words))
    written = "".join(split(rest)) or plain.replace(" ", "")
    names = any(weight >= GENRE for weight, _ in words.values())
    return Title(words, marks, plain, "".join(words), written, names)


def _add(words: dict[str, tuple[int, int]], word: str, number: int, around: frozenset[str]) -> None:
    for idea, weight in ideas(word):
        if len(words) < MOST_WORDS:
            words.setdefault(idea, (0 if idea in around else weight, number))


def compare_titles(one: Title, other: Title) -> FieldScore:
    """At most `FULL` points; negative when a mark or the form tells the two apart."""
    if not one.words or not other.words:
        return FieldScore("title", 0, _EMPTY)
    against = contradiction(one.marks, other.marks)
    if against:
        return FieldScore("title", -FULL, _mark_note(*against))
    points, note = _likeness(one, other)
    if points <= 0:
        return FieldScore("title", 0, note)
    cost, form = _forms(one, other)
    sides = {kind for kind, _ in one.marks} ^ {kind for kind, _ in other.marks}
    alone = max((_ONE_SIDED.get(kind, 0) for kind in sides), default=0)
    return FieldScore("title", points - cost - alone, form or (_ONE_MARKED if alone else note))


def _likeness(one: Title, other: Title) -> tuple[int, Note]:
    if one.words.keys() == other.words.keys():
        return _capped(FULL, sum(w for w, _ in one.words.values() if w >= GENRE), _EQUAL)
    if _written_alike(one, other):
        return _capped(FULL - 3, max(_named(one), _named(other)), _CLOSE)
    if fuzz.token_set_ratio(one.plain, other.plain) < _NOTHING_ALIKE:
        return 0, _APART
    pairs = _aligned(one, other)
    if not pairs:
        return 0, _APART
    # a slip of the pen costs a point
    common = sum(max(one.words[a][0], other.words[b][0]) - (a != b) for a, b in pairs)
    named = sum(weight for a, b in pairs if (weight := min(one.words[a][0], other.words[b][0])) >= GENRE)
    ours = _left_over(one, {a for a, _ in pairs})
    theirs = _left_over(other, {b for _, b in pairs})
    if ours[0] and theirs[0]:
        share = FULL * common // max(1, common + ours[0] + theirs[0])
        return _capped(share, named, _PARTLY if share < FULL // 2 else _CLOSE)
    more = max(ours[1], theirs[1])
    # contained counts twice, alike in length once
    return _capped((2 * FULL + FULL * common // max(1, common + more)) // 3, named, _CONTAINED)


def _written_alike(one: Title, other: Title) -> bool:
    """The same letters, however the words are divided; in a short title with one slip, but not in the first.

    In a long one a slip is looked for word by word, or "dromen" and "drummen" would be lost among the rest.
    """
    for ours, theirs in ((one.written, other.written), (one.joined, other.joined)):
        if ours == theirs:
            return True
        if 8 <= len(ours) <= _SHORT and ours[0] == theirs[:1] and (ours + theirs).isalpha():
            return OSA.distance(ours, theirs, score_cutoff=1) <= 1
    return False


def _named(title: Title) -> int:
    return sum(weight for weight, _ in title.words.values() if weight >= GENRE)


def _capped(points: int, named: int, note: Note) -> tuple[int, Note]:
    if named >= NAME:
        return points, note
    most = _HALF_GENERIC if named else _GENERIC
    return points * most // FULL, _GENERIC_NAME if note is _EQUAL else note


def _aligned(one: Title, other: Title) -> list[tuple[str, str]]:
    """Which word of one title is which of the other: the same idea, one slip apart, or written apart."""
    pairs = [(word, word) for word in one.words if word in other.words]
    ours = sorted(word for word in one.words if word not in other.words)
    theirs = sorted(word for word in other.words if word not in one.words)
    if len(ours) * len(theirs) > 200:
        return pairs
    close = sorted(
        (OSA.distance(a, b, score_cutoff=1), min(a, b), max(a, b), a, b)
        for a in ours
        for b in theirs
        if a[0] == b[0] and may_slip(a) and may_slip(b) and OSA.distance(a, b, score_cutoff=1) <= 1
    )
    for *_, a, b in close:
        if a in ours and b in theirs:
            pairs.append((a, b))
            ours.remove(a)
            theirs.remove(b)
    return (
        pairs + _written_apart(one, ours, theirs) + [(a, b) for b, a in _written_apart(other, theirs, ours)]
    )


def _written_apart(title: Title, ours: list[str], theirs: list[str]) -> list[tuple[str, str]]:
    """ "Zine café" is "zinecafé": both words of ours go with the one of theirs."""
    found: list[tuple[str, str]] = []
    for first, second in pairwise(title.words):
        if first in ours and second in ours:
            together = next((word for word in (first + second, stem(first + second)) if word in theirs), None)
            if together:
                found += [(first, together), (second, together)]
    return found


def _left_over(title: Title, matched: set[str]) -> tuple[int, int]:
    """Weight that found no partner: all of it, and with half for parts in which nothing matched."""
    parts = {title.words[word][1] for word in matched if word in title.words}
    full = half = 0
    for word, (weight, part) in title.words.items():
        if word not in matched:
            full += weight
            half += weight if part in parts else (weight + 1) // 2
    return full, half


def _forms(one: Title, other: Title) -> tuple[int, Note | None]:
    ours, theirs = FORMS & one.words.keys(), FORMS & other.words.keys()
    attached = max((ATTACHED.get(word, 0) for word in (one.words.keys() ^ other.words.keys())), default=0)
    if ours and theirs and not ours & theirs:
        return max(40 if ours & ATTACHED.keys() or theirs & ATTACHED.keys() else 25, attached), _OTHER_FORM
    return attached, _ATTACHED if attached else None


def _mark_note(kind: str, low: str, high: str) -> Note:
    if kind == "weekday":
        return Note("the titles name different weekdays")
    if kind == "show":
        return Note("one is the early show, the other the late one")
    return Note("a number tells them apart: {one} and {other}", one=low, other=high)
