"""What a question asks for: its words, and for each what may stand in its place, with a factor."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log
from typing import Final

from domain.searching.bilingual import Said, in_the_other_language, spelled
from domain.searching.compounds import LINKS, SHORTEST_PART, divided, joint
from domain.searching.lexicon import Lexicon, Word
from domain.searching.stems import stem
from domain.searching.words import SAYS_LITTLE, content_words_dropped, language_of, pieces

EXACT: Final = 1.0
STEM: Final = 0.9
CORRECTED: Final = 0.85
PREFIX: Final = 0.8
TRANSLATED: Final = 0.7
PART: Final = 0.6
JOINED: Final = 0.95
"""Two words of the question that the text writes as one."""
DIVIDED: Final = 0.85
"""All parts of a compound of the question together, where the text writes them apart."""

LITTLE: Final = 0.5
"""How much a word tells that stands in any question, in what its rarity says."""
_LANGUAGES: Final = ((0, "nl"), (1, "en"))
_PREFIX_FROM: Final = 4
_TWO_SLIPS_FROM: Final = 7
_ONE_SLIP_FROM: Final = 4
_MOST_BEGINNING: Final = 40
_MOST_ENDING: Final = 60
_MOST_LOOKED_AT: Final = 1500
MOST_WORDS: Final = 32
"""Content words of a question that are looked for; the rarest of them."""
_MOST_LETTERS: Final = 4000
_MENTION: Final = re.compile(r"<(?:@[!&]?|#|a?:\w+:|t:)[\w:+-]*>|@(?:everyone|here)\b")
"""Whom or what a message on Discord points at is not what it asks."""

Glossary = Mapping[tuple[str, ...], Sequence[tuple[str, ...]]]
"""Terms, as words, and what says the same in the other language."""


@dataclass(slots=True)
class Asked:
    """One content word of a question. `places`: id of a word -> how well it stands in its place; `parts`:
    the same for each part of a compound, with its share of the whole. `idf`: how much it tells."""

    text: str
    places: dict[int, float] = field(default_factory=dict)
    parts: list[tuple[float, dict[int, float]]] = field(default_factory=list)
    idf: float = 0.0
    known: bool = False
    """It occurs, in this form or one with the same stem."""


@dataclass(slots=True)
class Question:
    language: str
    words: list[Asked]
    frequencies: dict[int, int]
    """In how many passages each word stands that is looked for."""

    @property
    def mass(self) -> float:
        """How much all content words tell, also those that occur nowhere."""
        return sum(word.idf for word in self.words)


class Collection:
    """A lexicon as one reader may know it: a word that stands in members-only articles alone does not exist
    for who is no member."""

    def __init__(self, lexicon: Lexicon, passages: int, *, members: bool) -> None:
        self.lexicon = lexicon
        self.passages = passages
        self.members = members

    def count(self, word: Word | None) -> int:
        if word is None:
            return 0
        return word.public + word.members if self.members else word.public

    def frequency(self, text: str) -> int:
        return self.count(self.lexicon.word(text))

    def exists(self, word: Word) -> bool:
        return self.count(word) > 0

    def idf(self, frequency: float) -> float:
        seen = min(frequency, self.passages)
        return log(1 + (self.passages - seen + 0.5) / (seen + 0.5))


def understand(text: str, collection: Collection, glossary: Glossary | None = None) -> Question:
    """What is looked for; a question without content words has none."""
    text = _MENTION.sub(" ", text[:_MOST_LETTERS])
    language = language_of(text)
    dropped = content_words_dropped(language)
    reading = _Reading(collection, language)
    units = [parts for parts in pieces(text) if not (len(parts) == 1 and _empty(parts[0], dropped))]
    flat = [part for parts in units for part in parts if not _empty(part, dropped)]
    abroad = reading.abroad(flat)
    misspelled = {word for word in flat if reading.language == "en" and spelled(word, "en") != word}
    named = {flat[at] for place, _ in abroad for at in place} - misspelled
    asked: dict[str, Asked] = {}
    for word in flat:
        if word not in asked:
            asked[word] = reading.word(word, foreign=word in named)
    for left, right in pairwise(flat):
        if left != right:
            reading.join(asked[left], asked[right])
    _translate(reading, flat, asked, glossary or {})
    for place, said in abroad:
        reading.translate([asked[flat[at]] for at in place], said)
    for one in asked.values():
        reading.weigh(one)
    words = sorted(asked.values(), key=lambda one: -one.idf)[:MOST_WORDS]
    kept = {id(one) for one in words}
    words = [one for one in asked.values() if id(one) in kept]
    return Question(language, words, reading.frequencies)


def _empty(word: str, dropped: frozenset[str]) -> bool:
    return word in dropped or (len(word) == 1 and not word.isdigit() and word.isascii())


class _Reading:
    def __init__(self, collection: Collection, language: str) -> None:
        self._collection = collection
        self._lexicon = collection.lexicon
        self.language = language
        self._languages = [one for one in _LANGUAGES if language in ("", one[1])]
        self.frequencies: dict[int, int] = {}

    def abroad(self, words: Sequence[str]) -> list[tuple[range, Sequence[Said]]]:
        """Terms of the question, and what they are called in the other language."""
        if self.language == "en":
            words = [word if self._collection.frequency(word) else spelled(word, "en") for word in words]
        if self.language:
            return list(in_the_other_language(words, self.language))
        strange = [word if not self._collection.frequency(word) else "" for word in words]
        return [one for _, language in _LANGUAGES for one in in_the_other_language(strange, language)]

    def word(self, text: str, *, foreign: bool) -> Asked:
        """`foreign`: it is known what the word is called in the other language, so it is not misspelled."""
        asked = Asked(text)
        if foreign and self.language == "en":
            self._place_forms(asked.places, text, 1.0, self._languages)
            asked.known = bool(asked.places)
            return asked
        self._place(asked.places, text)
        asked.known = bool(asked.places) and max(asked.places.values()) >= STEM
        parts: tuple[str, ...] = divided(text, self._collection.frequency)
        if not asked.known:
            near = self._corrections(text) if not parts or len(text) < 12 else []
            for word in near:
                self._place(asked.places, word.text, CORRECTED)
            if not near and not parts:
                parts = self._half_known(text)
            elif near and parts and self._collection.frequency(near[0].text) > 0:
                parts = ()
            if near and not parts:
                parts = divided(near[0].text, self._collection.frequency)
        self._divide(asked, parts)
        return asked

    def _place_forms(
        self, places: dict[int, float], text: str, factor: float, languages: Sequence[tuple[int, str]]
    ) -> dict[str, float]:
        """The word itself and its other forms; returns them."""
        exact = self._lexicon.word(text)
        if exact is not None:
            self._put(places, exact, factor * EXACT)
        forms = {text: 1.0}
        if len(text) >= SHORTEST_PART and text.isalpha():
            for number, language in languages:
                for word in self._lexicon.sharing_stem(number, stem(text, language)):
                    if word.text != text and self._put(places, word, factor * STEM):
                        forms.setdefault(word.text, STEM)
        return forms

    def _place(
        self,
        places: dict[int, float],
        text: str,
        factor: float = 1.0,
        languages: Sequence[tuple[int, str]] | None = None,
    ) -> None:
        """The word itself, its other forms, words that begin with it, and compounds that end in it."""
        spoken = tuple(self._languages if languages is None else languages)
        around = self._lexicon.remembered(
            (_Reading._around, self._collection.members, text, spoken), lambda: self._around(text, spoken)
        )
        for word, count, closeness in around:
            self.frequencies[word] = count
            if places.get(word, 0.0) < factor * closeness:
                places[word] = factor * closeness

    def _around(self, text: str, languages: Sequence[tuple[int, str]]) -> list[tuple[int, int, float]]:
        """Ids of words, in how many passages each stands, and how well it stands in this one's place."""
        places: dict[int, float] = {}
        forms = self._place_forms(places, text, 1.0, languages)
        if len(text) >= _PREFIX_FROM and text.isalpha():
            for form, closeness in forms.items():
                if len(form) >= _PREFIX_FROM:
                    self._put_most(places, self._longer(form), closeness * PREFIX, _MOST_BEGINNING)
                    self._put_most(places, self._compounds(form), closeness * PART, _MOST_ENDING)
        return [(word, self.frequencies[word], closeness) for word, closeness in places.items()]

    def _longer(self, form: str) -> Iterable[Word]:
        for number, word in enumerate(self._lexicon.beginning(form)):
            if number >= _MOST_LOOKED_AT:
                return
            if word.text != form:
                yield word

    def _compounds(self, form: str) -> Iterable[Word]:
        """Compounds that end in this word: what stands before it is a word, too."""
        for number, word in enumerate(self._lexicon.ending(form)):
            if number >= _MOST_LOOKED_AT:
                return
            before = word.text[: len(word.text) - len(form)]
            if len(before) < 3:
                continue
            for link in LINKS:
                if before.endswith(link):
                    head = before[: len(before) - len(link)]
                    if len(head) >= 3 and self._collection.frequency(head):
                        yield word
                        break

    def _put_most(self, places: dict[int, float], words: Iterable[Word], factor: float, most: int) -> None:
        found = [
            word for word in words if places.get(word.id, 0.0) < factor and self._collection.exists(word)
        ]
        if len(found) > most:
            found.sort(key=lambda word: (-self._collection.count(word), word.text))
        for word in found[:most]:
            self._put(places, word, factor)

    def _put(self, places: dict[int, float], word: Word, factor: float) -> bool:
        count = self._collection.count(word)
        if not count:
            return False
        self.frequencies[word.id] = count
        if places.get(word.id, 0.0) < factor:
            places[word.id] = factor
        return True

    def _corrections(self, text: str) -> list[Word]:
        if len(text) < _ONE_SLIP_FROM or not text.isalpha():
            return []
        return self._near(text, 2 if len(text) >= _TWO_SLIPS_FROM else 1)

    def _near(self, text: str, most: int) -> list[Word]:
        return self._lexicon.remembered(
            (_Reading._near, self._collection.members, text, most),
            lambda: self._lexicon.near(text, most, self._collection.exists),
        )

    def _half_known(self, text: str) -> tuple[str, ...]:
        """An unknown compound of which one part is spelled wrong: the known part, and what the other may
        be."""
        if len(text) < 9 or not text.isalpha():
            return ()
        for at in range(len(text) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            head, tail = text[:at], text[at:]
            if self._collection.frequency(head) and len(tail) >= 5:
                for link in ("", "s", "en"):
                    if tail.startswith(link) and (near := self._one_slip(tail[len(link) :])):
                        return head, near
            if self._collection.frequency(tail) and len(head) >= 5 and (near := self._one_slip(head)):
                return near, tail
        return ()

    def _one_slip(self, text: str) -> str:
        if len(text) < 5:
            return ""
        near = self._near(text, 1)
        return near[0].text if near else ""

    def _divide(self, asked: Asked, parts: tuple[str, ...]) -> None:
        told = [self._collection.idf(self._collection.frequency(part)) for part in parts]
        for part, share in zip(parts, told, strict=True):
            places: dict[int, float] = {}
            self._place(places, part)
            asked.parts.append((DIVIDED * share / sum(told), places))

    def join(self, left: Asked, right: Asked) -> None:
        """`subsidie aanvraag` also means `subsidieaanvraag`."""
        if len(left.text) < 3 or len(right.text) < 3:
            return
        for text in joint(left.text, right.text):
            word = self._lexicon.word(text)
            for asked in (left, right):
                if word is not None and self._put(asked.places, word, JOINED):
                    asked.known = True

    def weigh(self, asked: Asked) -> None:
        """A word tells as much as its own forms are rare; one that occurs nowhere tells most."""
        places = asked.places.items()
        own = [self.frequencies[word] for word, factor in places if factor >= CORRECTED]
        own = own or [self.frequencies[word] for word, factor in places if factor == TRANSLATED]
        asked.idf = self._collection.idf(sum(own)) * (LITTLE if asked.text in SAYS_LITTLE else 1.0)

    def translate(self, term: Sequence[Asked], said: Sequence[Said]) -> None:
        """A Dutch word is looked for with its compounds, an English one as it is."""
        for words in said:
            for asked in term:
                if len(words) == 1:
                    self._say(asked.places, words[0])
                elif not asked.parts:
                    for word in words:
                        places: dict[int, float] = {}
                        self._say(places, word)
                        asked.parts.append((1 / len(words), places))

    def _say(self, places: dict[int, float], word: str) -> None:
        if self.language == "nl":
            self._place_forms(places, word, TRANSLATED, _LANGUAGES[1:])
        else:
            self._place(places, word, TRANSLATED, _LANGUAGES[:1])

    def add(self, asked: Asked, words: Sequence[str], factor: float) -> None:
        if len(words) == 1:
            self._place(asked.places, words[0], factor)
            return
        for word in words:
            places: dict[int, float] = {}
            self._place(places, word, factor)
            asked.parts.append((1 / len(words), places))


def _translate(reading: _Reading, flat: list[str], asked: dict[str, Asked], glossary: Glossary) -> None:
    if not glossary:
        return
    longest = max(map(len, glossary))
    for start in range(len(flat)):
        for size in range(1, longest + 1):
            term = tuple(flat[start : start + size])
            if len(term) < size:
                break
            for said in glossary.get(term, ()):
                for word in term:
                    if not asked[word].parts or len(said) == 1:
                        reading.add(asked[word], said, TRANSLATED)
