"""Finding the words that speak for a theme: plurals, phrases, compounds, and what only looks it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from domain.themes import Theme
from domain.theming.evidence import CLEAR, FAIR, STRONG
from domain.theming.plain_words import EMPTY_HEADS, SILENT
from domain.theming.vocabulary import VOCABULARY
from domain.theming.words import words_of

_NAME, _TOPIC, _PART = STRONG, CLEAR, FAIR
_JOINING: Final = frozenset({"en", "and", "of", "or", "&", "de", "het", "the", "met", "with", "van", "in"})
_NEGATIONS: Final = frozenset({"geen", "zonder", "no", "without", "niet"})
_LINKS: Final = ("", "s", "en", "n", "e")  # muziekavond, operasavond, dansersavond, kunstenaarsavond
_LONGEST_WORD: Final = 40
_SHORTEST_PART: Final = 2
_REMEMBERED: Final = 20_000


@dataclass(frozen=True, slots=True)
class Keyword:
    """`word` as it is shown, and the points that it gives each theme; none for what only looks like one."""

    word: str
    points: Mapping[str, int]


class Lexicon:
    """The words for the themes of one community.

    A theme that the project knows by its key has the words of `vocabulary.py`; every theme has its names and
    sub-topics in both languages.
    """

    def __init__(self, themes: tuple[Theme, ...]) -> None:
        self._phrases: dict[str, list[tuple[tuple[str, ...], Keyword]]] = {}
        self._words: dict[str, Keyword] = {}
        self._firsts: dict[str, Keyword] = {}
        self._lasts: dict[str, Keyword] = {}
        self._heads = {
            form for head in _entries(EMPTY_HEADS) for word in words_of(head) for form in _forms(word)
        }
        self._silent = frozenset(words_of(entry) for entry in _entries(SILENT))
        for entry in _entries(SILENT):
            self._add(words_of(entry), Keyword(entry, {}))
        for theme in themes:
            for weight, entries in VOCABULARY.get(theme.key, {}).items():
                for entry in _entries(entries):
                    self._learn(entry, theme.key, weight)
        known = self._spoken_for()
        self._called: dict[tuple[str, ...], frozenset[str]] = {}
        for theme in themes:
            self._learn_own_words(theme, known)
        for phrases in self._phrases.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))
        self._compound = lru_cache(_REMEMBERED)(self._taken_apart)

    def called(self, words: tuple[str, ...]) -> frozenset[str]:
        """The themes that are called so, or have a sub-topic that is."""
        return self._called.get(words, frozenset())

    def found(self, words: tuple[str, ...]) -> Iterator[Keyword]:
        """The keywords in `words`, from left to right, the longest phrase first; each word counts in one."""
        at = 0
        while at < len(words):
            length, keyword = self._at(words, at)
            if keyword is not None and keyword.points and not (at and words[at - 1] in _NEGATIONS):
                yield keyword
            at += length

    def _at(self, words: tuple[str, ...], at: int) -> tuple[int, Keyword | None]:
        word = words[at]
        for phrase, keyword in self._phrases.get(word, ()):
            if words[at : at + len(phrase)] == phrase:
                return len(phrase), keyword
        known = self._words.get(word)
        if known is not None or len(word) > _LONGEST_WORD:
            return 1, known
        return 1, self._compound(word)

    def _taken_apart(self, word: str) -> Keyword | None:
        """A Dutch compound: the last part says what it is, the first part only where that says nothing."""
        cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        for cut in cuts:
            if word[cut:] in self._heads:
                first = self._first_part(word[:cut])
                if first is not None:
                    return Keyword(word, first.points)
        for cut in cuts:
            last = self._lasts.get(word[cut:])
            if last is not None:
                return Keyword(word, last.points)
        return None

    def _first_part(self, part: str) -> Keyword | None:
        for link in _LINKS:
            if part.endswith(link) and (known := self._firsts.get(part.removesuffix(link))):
                return known
        return None

    def _learn(self, entry: str, theme: str, weight: int) -> None:
        shown = entry.strip("~")
        words = words_of(shown)
        self._add(words, Keyword(shown, {theme: weight}))
        if len(words) == 1:
            if entry.endswith("~"):
                _put(self._firsts, words[0], Keyword(shown, {theme: weight}))
            if entry.startswith("~"):
                for form in _forms(words[0]):
                    _put(self._lasts, form, Keyword(shown, {theme: weight}))

    def _add(self, words: tuple[str, ...], keyword: Keyword) -> None:
        for form in _forms(words[-1]) if words else ():
            phrase = (*words[:-1], form)
            if phrase in self._silent and phrase != words:
                continue  # “banden” are tyres, however many bands play
            if len(phrase) == 1:
                _put(self._words, form, keyword)
            else:
                self._add_phrase(phrase, keyword)

    def _add_phrase(self, phrase: tuple[str, ...], keyword: Keyword) -> None:
        phrases = self._phrases.setdefault(phrase[0], [])
        at = next((n for n, (known, _) in enumerate(phrases) if known == phrase), None)
        if at is None:
            phrases.append((phrase, keyword))
        else:
            phrases[at] = (phrase, _together(phrases[at][1], keyword))

    def _learn_own_words(self, theme: Theme, known: frozenset[tuple[str, str]]) -> None:
        """Names and sub-topics; where the project has weighed a word for this theme, that weight stays."""
        part_weight = _PART if theme.key in VOCABULARY else _TOPIC
        names = ((text, _NAME) for text in (theme.nl, theme.en))
        topics = ((text, _TOPIC) for pair in theme.topics for text in pair)
        for text, weight in (*names, *topics):
            words = words_of(text)
            if words:
                self._called[words] = self._called.get(words, frozenset()) | {theme.key}
            self._learn_own(words, text, theme.key, weight, known)
            for part in _parts(words):
                self._learn_own(part, " ".join(part), theme.key, part_weight, known)

    def _learn_own(
        self, words: tuple[str, ...], shown: str, theme: str, weight: int, known: frozenset[tuple[str, str]]
    ) -> None:
        singular = [(*words[:-1], form) for form in _singulars(words[-1])] if words else []
        for form in (words, *singular):
            if form and (theme, " ".join(form)) not in known:
                self._add(form, Keyword(shown, {theme: weight}))
                if len(form) == 1 and len(form[0]) > 3:
                    _put(self._firsts, form[0], Keyword(shown, {theme: weight}))

    def _spoken_for(self) -> frozenset[tuple[str, str]]:
        single = {(theme, word) for word, keyword in self._words.items() for theme in keyword.points}
        longer = {
            (theme, " ".join(phrase))
            for phrases in self._phrases.values()
            for phrase, keyword in phrases
            for theme in keyword.points
        }
        return frozenset(single | longer)


@lru_cache(64)
def lexicon_of(themes: tuple[Theme, ...]) -> Lexicon:
    return Lexicon(themes)


def _entries(text: str) -> Iterator[str]:
    return (entry for part in text.split(",") if (entry := " ".join(part.split())))


def _forms(word: str) -> tuple[str, ...]:
    """The word and its plain plurals: film, films; concert, concerten; party, parties."""
    if len(word) < 3 and not word.isascii():
        return (word,)
    return (word, f"{word}s", f"{word}es", f"{word}en") if len(word) > 3 else (word, f"{word}s")


def _singulars(word: str) -> list[str]:
    """What a plural in a sub-topic may be the plural of; a form that is no word does no harm."""
    if len(word) < 5:
        return []
    found = [word.removesuffix(ending) for ending in ("s", "en") if word.endswith(ending)]
    return [form for form in found if len(form) > 3]


def _parts(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """“punk en hardcore” in its parts; a topic without such a word in it has none."""
    parts: list[tuple[str, ...]] = []
    part: list[str] = []
    for word in (*words, "&"):
        if word not in _JOINING:
            part.append(word)
        elif part:
            parts.append(tuple(part))
            part = []
    return parts if len(parts) > 1 else []


def _put(index: dict[str, Keyword], form: str, keyword: Keyword) -> None:
    known = index.get(form)
    index[form] = keyword if known is None else _together(known, keyword)


def _together(one: Keyword, other: Keyword) -> Keyword:
    """What both say."""
    themes = (*one.points, *other.points)
    points = {theme: max(one.points.get(theme, 0), other.points.get(theme, 0)) for theme in themes}
    return Keyword(one.word, points)
