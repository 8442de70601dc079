"""To which sector a question belongs, and why: from its words, from what was answered before, and from what
the knowledge base has about it.

Three kinds of evidence are added up by sector. Words count by how surely they mean it (`vocabulary`); a
question that is like one which a sector answered counts by how like it is; an article counts by how well it
fits. Everything that counted is kept, so that the reason can be told.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from domain.desk.vocabulary import DECIDING, HINT, LIKELY, SECTOR_WORDS, TELLING
from domain.searching.compounds import divided
from domain.searching.stems import stem
from domain.searching.words import content_words_dropped, folded, pieces
from domain.sectors import Sector

_STEM: Final = 0.9
_PART: Final = 0.7
"""Of a word; the last part of a compound says what it is (`terrasvergunning` is a permit) and counts in
full."""
_SLIP: Final = 0.8
_ALIKE_FROM: Final = 0.5
_ALIKE: Final = 3.0
"""What one answered question counts that asks just the same."""
_MOST_ALIKE: Final = 2.0
"""However many they are: the tenth adds nothing."""
_ENOUGH_PEOPLE: Final = 3
_ARTICLE: Final = 0.5
_NAME: Final = TELLING
_MOST_TOLD: Final = 3
_ONE_SLIP_FROM: Final = 5
_TWO_SLIPS_FROM: Final = 9
_CLOCK: Final = frozenset({"vergunningen"})
"""Hours of the day are what permits are about, once another word speaks for them."""
_CLOCK_COUNTS: Final = 1.5


@dataclass(frozen=True, slots=True)
class Earlier:
    """A question that `sector` answered. `told`: who asks now may know of it; one that they may not know of
    counts only together with those of other people."""

    text: str
    sector: str
    person: int = 0
    told: bool = True


@dataclass(frozen=True, slots=True)
class Hint:
    """An article that the knowledge base found: how well it fits (0 to 1), and whose it is."""

    title: str
    sector: str
    fits: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """`words` as they were typed, the most telling first; `alike` how many answered questions are like it, as
    far as they may be told of; `articles` their titles. None of it: nothing speaks for this sector."""

    sector: str
    points: float = 0.0
    words: tuple[str, ...] = ()
    alike: int = 0
    articles: tuple[str, ...] = ()

    @property
    def is_told(self) -> bool:
        return bool(self.words or self.alike or self.articles)


@dataclass(frozen=True, slots=True)
class Routing:
    """Every sector, the likeliest first. `found` is False where nothing speaks for any of them."""

    candidates: tuple[Candidate, ...]
    found: bool

    @property
    def best(self) -> Candidate | None:
        return self.candidates[0] if self.candidates else None

    @property
    def runners_up(self) -> tuple[Candidate, ...]:
        return tuple(one for one in self.candidates[1:] if one.points > 0)

    def of(self, sector: str) -> Candidate:
        return next((one for one in self.candidates if one.sector == sector), Candidate(sector))


@dataclass(slots=True)
class _Tally:
    words: dict[str, float] = field(default_factory=dict)
    alike: float = 0.0
    told: int = 0
    articles: list[Hint] = field(default_factory=list)

    def points(self) -> float:
        heard = min(self.alike, _MOST_ALIKE) * _ALIKE
        return sum(self.words.values()) + heard + sum(_ARTICLE * one.fits for one in self.articles)

    def candidate(self, sector: str) -> Candidate:
        words = sorted(self.words, key=lambda word: -self.words[word])
        words = ([one for one in words if self.words[one] > HINT] or words)[:_MOST_TOLD]
        articles = tuple(one.title for one in self.articles)
        return Candidate(sector, round(self.points(), 3), tuple(words), self.told, articles)


def route(
    text: str,
    sectors: Sequence[Sector],
    *,
    earlier: Iterable[Earlier] = (),
    articles: Iterable[Hint] = (),
    otherwise: str = "",
) -> Routing:
    """Where `text` belongs. `otherwise` is the sector that takes what nothing speaks for."""
    tallies = {one.key: _Tally() for one in sectors}
    vocabulary = _vocabulary(tuple((one.key, one.nl, one.en) for one in sectors))
    for typed, sector, points in vocabulary.read(text):
        words = tallies[sector].words
        words[typed] = max(words.get(typed, 0.0), points)
    for one in sectors:
        if one.key in _CLOCK and any(points >= LIKELY * _PART for points in tallies[one.key].words.values()):
            tallies[one.key].words |= dict.fromkeys(_hours(text), _CLOCK_COUNTS)
    _listen(text, earlier, tallies)
    for hint in articles:
        if hint.sector in tallies:
            tallies[hint.sector].articles.append(hint)
    order = {one.key: number for number, one in enumerate(sectors)}
    found = [tally.candidate(key) for key, tally in tallies.items()]
    found.sort(key=lambda one: (-one.points, one.sector != otherwise, order[one.sector]))
    return Routing(tuple(found), bool(found) and found[0].points > 0)


# ---- what a question is made of


def _hours(text: str) -> Iterator[str]:
    """01:00, 23.30: what is written as an hour."""
    for word in text.split():
        bare = word.strip(".,;:!?()\"'“”‘’")
        hour, sign, minute = bare.partition(":" if ":" in bare else ".")
        looks = bool(sign) and len(minute) == 2 and len(hour) in {1, 2} and (hour + minute).isdecimal()
        if looks and int(hour) < 24 and int(minute) < 60:
            yield bare


def _tokens(text: str) -> list[str]:
    return [
        part for parts in pieces(text) for part in (parts if len(parts) == 1 else ("".join(parts), *parts))
    ]


def _meaning(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning, by which two questions are compared."""
    dropped = content_words_dropped("")
    return frozenset(stem(stem(one, "nl"), "en") for one in _tokens(text) if one not in dropped)


def _listen(text: str, earlier: Iterable[Earlier], tallies: Mapping[str, _Tally]) -> None:
    """What was answered before. Of those that the asker may not know of, a sector needs three people's: what
    one person asked in private shows in nobody else's proposal."""
    asked = _meaning(text)
    hidden: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for one in earlier:
        if not asked or one.sector not in tallies:
            continue
        other = _meaning(one.text)
        likeness = 2 * len(asked & other) / (len(asked) + len(other)) if other else 0.0
        if likeness < _ALIKE_FROM:
            continue
        if one.told:
            tallies[one.sector].alike += likeness
            tallies[one.sector].told += 1
        else:
            hidden[one.sector].append((one.person, likeness))
    for sector, found in hidden.items():
        if len({person for person, _ in found}) >= _ENOUGH_PEOPLE:
            tallies[sector].alike += sum(likeness for _, likeness in found)


# ---- the words of the sectors


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """`words` by their folded form, `stems` by their stem in either language, `phrases` by their stems."""

    words: Mapping[str, Mapping[str, float]]
    stems: Mapping[str, Mapping[str, float]]
    phrases: Mapping[tuple[str, ...], Mapping[str, float]]
    by_length: Mapping[int, Sequence[str]]

    def read(self, text: str) -> Iterator[tuple[str, str, float]]:
        """(as typed, sector, points) of everything in the text that means a sector."""
        tokens = _tokens(text)
        typed = {
            folded(word.strip(".,;:!?()\"'“”‘’")): word.strip(".,;:!?()\"'“”‘’") for word in text.split()
        }
        taken: set[int] = set()
        longest = max(map(len, self.phrases), default=0)
        for size in range(longest, 1, -1):
            for start in range(len(tokens) - size + 1):
                key = tuple(_stemmed(one) for one in tokens[start : start + size])
                if key in self.phrases and not taken & set(range(start, start + size)):
                    taken |= set(range(start, start + size))
                    said = " ".join(typed.get(one, one) for one in tokens[start : start + size])
                    yield from ((said, sector, points) for sector, points in self.phrases[key].items())
        for number, token in enumerate(tokens):
            if number not in taken:
                said = typed.get(token, token)
                yield from ((said, sector, points) for sector, points in self._of(token).items())

    def _of(self, token: str) -> dict[str, float]:
        if token in self.words:
            return dict(self.words[token])
        if token in content_words_dropped(""):
            return {}
        if (found := self._by_stem(token)) is not None:
            return found
        parts = divided(token, lambda part: 1 if self._by_stem(part) is not None else 0)
        if parts:
            points: dict[str, float] = {}
            for number, part in enumerate(reversed(parts)):
                for sector, weight in (self.words.get(part) or self._by_stem(part) or {}).items():
                    factor = 1.0 if number == 0 else _PART
                    points[sector] = max(points.get(sector, 0.0), weight * factor)
            if points:
                return points
        return self._with_slips(token) or self._ending(token)

    def _ending(self, token: str) -> dict[str, float]:
        """A compound of which only the end is known: `terasvergunning`."""
        for at in range(3, len(token) - _ONE_SLIP_FROM + 1):
            if token[at:] in self.words:
                return {sector: weight * _PART for sector, weight in self.words[token[at:]].items()}
        return {}

    def _by_stem(self, token: str) -> dict[str, float] | None:
        found = (
            self.words.get(token) or self.stems.get(stem(token, "nl")) or self.stems.get(stem(token, "en"))
        )
        return {sector: weight * _STEM for sector, weight in found.items()} if found else None

    def _with_slips(self, token: str) -> dict[str, float]:
        """A word that nobody knows may be one that was typed wrong; the first letter seldom is."""
        if len(token) < _ONE_SLIP_FROM or not token.isalpha():
            return {}
        allowed = 2 if len(token) >= _TWO_SLIPS_FROM else 1
        near: list[tuple[int, str]] = []
        for length in range(len(token) - allowed, len(token) + allowed + 1):
            for word in self.by_length.get(length, ()):
                if word[0] != token[0]:
                    continue
                slips = OSA.distance(token, word, score_cutoff=allowed)
                if slips <= allowed:
                    near.append((slips, word))
        if not near:
            return {}
        return {sector: weight * _SLIP for sector, weight in self.words[min(near)[1]].items()}


def _stemmed(word: str) -> str:
    return stem(stem(word, "nl"), "en")


@lru_cache(64)
def _vocabulary(sectors: tuple[tuple[str, str, str], ...]) -> _Vocabulary:
    words: dict[str, dict[str, float]] = defaultdict(dict)
    stems: dict[str, dict[str, float]] = defaultdict(dict)
    phrases: dict[tuple[str, ...], dict[str, float]] = defaultdict(dict)

    def put(sector: str, entry: str, weight: float) -> None:
        tokens = [part for parts in pieces(entry.replace("_", " ")) for part in parts]
        if "_" in entry:
            key = tuple(_stemmed(one) for one in tokens)
            phrases[key][sector] = max(phrases[key].get(sector, 0.0), weight)
            return
        for token in {"".join(tokens), *(tokens if len(tokens) == 1 else ())}:
            words[token][sector] = max(words[token].get(sector, 0.0), weight)
            for language in ("nl", "en"):
                known = stems[stem(token, language)]
                known[sector] = max(known.get(sector, 0.0), weight)

    dropped = content_words_dropped("")
    for key, nl, en in sectors:
        own = SECTOR_WORDS.get(key)
        for name in (nl, en):
            for parts in pieces(name):
                for part in parts:
                    if len(part) > 2 and part not in dropped and (own is None or part != "sektor"):
                        put(key, part, _NAME)
        if own is None:
            continue
        strengths = (
            (own.deciding, DECIDING),
            (own.telling, TELLING),
            (own.likely, LIKELY),
            (own.hints, HINT),
        )
        for listed, weight in strengths:
            for entry in listed.split():
                put(key, entry, weight)
    by_length: dict[int, list[str]] = defaultdict(list)
    for word in words:
        if len(word) >= _ONE_SLIP_FROM and word.isalpha():
            by_length[len(word)].append(word)
    return _Vocabulary(dict(words), dict(stems), dict(phrases), dict(by_length))
