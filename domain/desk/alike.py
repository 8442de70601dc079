"""Questions that resemble each other: grouped by the words that carry their meaning, in Dutch and English and
through typing errors, and told of by nothing but the words that several people used.

A question is a set of words: a thing that `concepts` knows, however it is called, counts most; other words,
by their stem, half; words that stand in any question a quarter."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from domain.desk.concepts import concepts, named, says_little
from domain.searching.stems import stem
from domain.searching.words import SAYS_LITTLE, content_words_dropped, language_of, pieces

ENOUGH_ASKERS: Final = 3
"""Different people, before anything is told of what they asked; a word is told when so many used it."""
STEPS: Final = (3, 5, 8, 13, 21, 34, 55, 89, 144)
"""At how many askers a group is shown to the heads, again as it grows."""
MOST_TOLD: Final = 4
_THING: Final = 1.0
_WORD: Final = 0.5
_LITTLE: Final = 0.25
_ONE_SLIP_FROM: Final = 5
_TWO_SLIPS_FROM: Final = 9
_MOST_LETTERS: Final = 1000

Words = frozenset[tuple[str, float]]
"""Each word of a question with how much it counts."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as far as grouping needs it. `group`: the question that its group began with, 0 if it has
    none yet."""

    id: int
    asker: int
    text: str
    group: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """`key` is the id of its first question; `questions` in the order in which they were asked."""

    key: int
    questions: tuple[Asked, ...]

    @property
    def askers(self) -> int:
        return len({one.asker for one in self.questions})

    @property
    def step(self) -> int:
        """The highest of `STEPS` that it has reached; 0 for none."""
        return max((step for step in STEPS if step <= self.askers), default=0)


def alike(questions: Iterable[Asked]) -> tuple[Group, ...]:
    """In the order in which they were asked (by id), each joins the first group whose first question it is
    like; one that has a group stays there. What comes later changes nothing of that."""
    members: dict[int, list[Asked]] = {}
    first: dict[int, Words] = {}
    for one in sorted(questions, key=lambda one: one.id):
        key = one.group
        if not key:
            words = words_of(one.text)
            key = next((group for group, leader in first.items() if are_alike(words, leader)), one.id)
        members.setdefault(key, []).append(one)
        if key not in first:
            first[key] = words_of(one.text)
    return tuple(Group(key, tuple(some)) for key, some in members.items())


def are_alike(one: Words, other: Words) -> bool:
    """Half of the longer is in both; a third and half of the shorter are enough where they name the same
    thing."""
    shared = min(_shared(one, other), _shared(other, one))
    shorter, longer = sorted((_sum(one), _sum(other)))
    same_thing = any(word.startswith("=") and weight >= _THING for word, weight in one & other)
    if same_thing:
        return 2 * shared >= shorter and 3 * shared >= longer
    return shared >= _WORD and 2 * shared >= longer


def topic(group: Group, locale: str) -> tuple[str, ...]:
    """The words that at least `ENOUGH_ASKERS` different people used, what most used first. Empty when there
    are none: then nothing of the group is told."""
    askers: defaultdict[str, set[int]] = defaultdict(set)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    weights: dict[str, float] = {}
    for one in group.questions:
        for key, (weight, form) in _read(one.text).items():
            same = _known(key, askers)
            askers[same].add(one.asker)
            forms[same][form] += 1
            weights[same] = weight
    told = [key for key, people in askers.items() if len(people) >= ENOUGH_ASKERS and weights[key] >= _WORD]
    told.sort(key=lambda key: (-len(askers[key]), key))
    return tuple(_name(key, forms[key], locale) for key in told[:MOST_TOLD])


def words_of(text: str) -> Words:
    return frozenset((key, weight) for key, (weight, _) in _read(text).items())


@lru_cache(4096)
def _read(text: str) -> dict[str, tuple[float, str]]:
    """Each word -> how much it counts and how it was typed."""
    text = text[:_MOST_LETTERS]
    dropped = content_words_dropped(language_of(text))
    flat = [part for parts in pieces(text) for part in parts]
    found: dict[str, tuple[float, str]] = {}
    at = 0
    known = concepts()
    while at < len(flat):
        for size in (3, 2, 1):
            concept = known.get(tuple(flat[at : at + size]))
            if concept is not None and at + size <= len(flat):
                weight = _WORD if says_little(flat[at]) and size == 1 else _THING
                found.setdefault(concept.key, (weight, concept.nl))
                at += size
                break
        else:
            word = flat[at]
            at += 1
            if word in dropped or word.isdigit() or len(word) < 3:
                continue
            if (near := _near_concept(word)) is not None:
                found.setdefault(near, (_THING, word))
                continue
            little = word in SAYS_LITTLE or says_little(word)
            found.setdefault(stem(word, "nl"), (_LITTLE if little else _WORD, word))
    return found


@lru_cache(4096)
def _near_concept(word: str) -> str | None:
    """The thing of which this is a misspelling."""
    if len(word) < _ONE_SLIP_FROM + 1:
        return None
    for words, concept in concepts().items():
        if len(words) == 1 and abs(len(words[0]) - len(word)) <= 2 and _slips(word, words[0]):
            return concept.key
    return None


def _sum(words: Words) -> float:
    return sum(weight for _, weight in words)


def _shared(one: Words, other: Words) -> float:
    return sum(min(weight, _weight_in(other, word)) for word, weight in one)


def _weight_in(words: Words, wanted: str) -> float:
    return max((weight for word, weight in words if word == wanted or _slips(word, wanted)), default=0.0)


def _known(key: str, there: Iterable[str]) -> str:
    return next((other for other in there if other == key or _slips(other, key)), key)


def _slips(one: str, other: str) -> bool:
    """The same word but for a typing error: one from five letters on, two from nine."""
    if one.startswith("=") or other.startswith("="):
        return False
    shorter = min(len(one), len(other))
    if shorter < _ONE_SLIP_FROM:
        return False
    most = 2 if shorter >= _TWO_SLIPS_FROM else 1
    return OSA.distance(one, other, score_cutoff=most) <= most


def _name(key: str, forms: Counter[str], locale: str) -> str:
    concept = named(key)
    if concept is not None:
        return concept.name(locale)
    most: Sequence[tuple[str, int]] = sorted(forms.items(), key=lambda pair: (-pair[1], pair[0]))
    return most[0][0]
