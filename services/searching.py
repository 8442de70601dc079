"""Asking the knowledge base: the best passages, or an honest no."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Final

import numpy as np

from domain.knowledge import Kind, Language, Standing, parse
from domain.searching.calibrating import Calibration, calibrated, made_question, spread
from domain.searching.confidence import ANSWERED_FROM, NO_EVIDENCE, confidence, evidence
from domain.searching.lexicon import Lexicon
from domain.searching.ranking import Scores, by_word, top
from domain.searching.understanding import Collection, Glossary, Question, understand
from domain.searching.words import language_of, words_of
from storage.article_tables import Candidate, Summary
from storage.database import Database
from storage.hot import Hot
from storage.passages import WHOLE
from storage.unit import Unit

_LOOKED_AT: Final = 40
_EACH: Final = 4
"""Passages that are looked at more closely: for each result so many, and never fewer than `_LOOKED_AT`."""
_SINKS: Final = {Standing.FRESH: 1.0, Standing.OVERDUE: 0.85, Standing.EXPIRED: 0.6}
"""What is overdue or expired comes after what is as good and checked."""
_OTHER_LANGUAGE: Final = 0.9
_WHOLE_COUNTS: Final = 0.4
"""How much the article as a whole counts beside its best passage."""
_TERM: Final = 0.6
"""A term is short, so it scores high, but it only explains a word; the article says what to do. Seen on the
questions of tests/data/kennisbank."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that fits a question. `score` is between 0 and 1 and falls from the first to the last; the
    first one's is the confidence. `quote` is the Markdown of the passage, `standing` whether to warn."""

    article: Summary
    heading: str
    quote: str
    score: float
    standing: Standing


@dataclass(frozen=True, slots=True)
class Answer:
    """`answered` is False for an honest no; `found` then holds what comes nearest, for the desk and for gaps.
    `language` of the question, empty when it cannot be told."""

    question: str
    language: str
    answered: bool
    confidence: float
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class _Looked:
    """`ranked`: points and passages of each article, best first. `bar`: the evidence of an answer here."""

    question: Question
    ranked: Sequence[tuple[float, list[Candidate]]]
    evidence: float
    bar: float


class SearchService:
    """One for a process: the words of each community are kept in memory, and follow the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._hot = Hot()
        self._lexicons: dict[int, Lexicon] = defaultdict(Lexicon)
        self._glossaries: dict[tuple[int, bool], tuple[int, Glossary]] = {}
        self._lock = Lock()

    async def ask(
        self, community: int, text: str, *, members: bool, today: date, limit: int = 3, quotes: bool = True
    ) -> Answer:
        """The best passage of each of the `limit` articles that fit best. `members`: the reader is one; who
        is not finds no trace of members-only articles, in results or in scores."""

        def work(unit: Unit) -> Answer:
            return self.answer(
                unit, community, text, members=members, today=today, limit=limit, quotes=quotes
            )

        return await self._database.read(work)

    def answer(
        self,
        unit: Unit,
        community: int,
        text: str,
        *,
        members: bool,
        today: date,
        limit: int = 3,
        quotes: bool = True,
    ) -> Answer:
        """The same within a transaction."""
        looked = self._look(unit, community, text, members=members, today=today, limit=limit)
        if looked is None:
            return Answer(text, language_of(text), False, 0.0, ())
        sure = confidence(looked.evidence, looked.bar)
        return self._told(unit, text, looked.question, looked.ranked[:limit], sure, today, quotes)

    async def calibrate(self, community: int, *, today: date) -> Calibration:
        """Measure from where on something is an answer in this collection, and keep that."""
        measured = await self._database.read(lambda unit: self._measured(unit, community, today))
        await self._database.write(
            lambda unit: unit.search.keep_bar(community, measured.bar, measured.refused)
        )
        return measured

    def _measured(self, unit: Unit, community: int, today: date) -> Calibration:
        with_it: list[float] = []
        without: list[float] = []
        sample = unit.knowledge.passages.sample(community, spread)
        texts = unit.knowledge.texts([one.summary for one in sample])
        for number, one in enumerate(sample):
            article = one.summary.id
            said = one.passage.text(parse(texts[article]).body)
            question = made_question(number, one.summary.title, said)
            if not question:
                continue
            for left_out, brought in ((0, with_it), (article, without)):
                found = self._look(unit, community, question, members=True, today=today, left_out=left_out)
                brought.append(found.evidence if found is not None else NO_EVIDENCE)
        return calibrated(with_it, without)

    def _look(
        self,
        unit: Unit,
        community: int,
        text: str,
        *,
        members: bool,
        today: date,
        limit: int = 1,
        left_out: int = 0,
    ) -> _Looked | None:
        """The articles that fit best, as if there were none with the number `left_out`."""
        state = unit.search.state(community)
        total = state.passages(members=members)
        if not total:
            return None
        with self._lock:
            lexicon = self._lexicons[community]
            unit.search.bring_up_to_date(community, lexicon, self._hot, state)
            glossary = self._glossary(unit, community, members, state.version)
            collection = Collection(lexicon, total, members=members)
            question = understand(text, collection, glossary)
        if not question.words:
            return None
        postings = unit.search.postings(
            community, question.frequencies, self._hot, state.version, members=members
        )
        scores = by_word(question, collection, postings, state.size, state.average(members=members))
        total_scores: Scores = np.add.reduce(scores)
        numbers = top(total_scores, max(_LOOKED_AT, _EACH * limit))
        best: dict[int, list[Candidate]] = defaultdict(list)
        candidates = unit.knowledge.passages.candidates(
            community, numbers, self._hot, state.version, members=members
        )
        for place in candidates:
            if place.summary.id != left_out:
                best[place.summary.id].append(place)
        for places in best.values():
            places.sort(
                key=lambda one: (one.position == WHOLE, -float(total_scores[one.number]), one.position)
            )
        ranked = _ranked(best, total_scores, question, today)
        if not ranked:
            return _Looked(question, [], NO_EVIDENCE, state.bar)
        places = ranked[0][1]
        told, best_scores, whole_scores = (
            [word.idf for word in question.words],
            [float(one[places[0].number]) for one in scores],
            [float(one[places[-1].number]) for one in scores],
        )
        return _Looked(question, ranked, evidence(told, best_scores, whole_scores), state.bar)

    def _glossary(self, unit: Unit, community: int, members: bool, version: int) -> Glossary:
        """Terms and what they are called in the other language, as the articles of kind term have it."""
        kept = self._glossaries.get((community, members))
        if kept is not None and kept[0] == version:
            return kept[1]
        terms = unit.knowledge.of(community, members=members, kind=Kind.TERM)
        texts = unit.knowledge.texts(terms) if terms else {}
        names: dict[tuple[str, Language], list[tuple[str, ...]]] = {}
        for term in terms:
            if term.pair:
                article = parse(texts[term.id])
                said = [tuple(words_of(name)) for name in (article.title, *article.aliases)]
                names[term.pair, term.language] = [words for words in said if words]
        glossary: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        for (pair, language), own in names.items():
            for name in own:
                glossary[name] += names.get((pair, language.other), [])
        self._glossaries[community, members] = version, glossary
        return glossary

    def _told(
        self,
        unit: Unit,
        text: str,
        question: Question,
        ranked: Sequence[tuple[float, list[Candidate]]],
        sure: float,
        today: date,
        quotes: bool,
    ) -> Answer:
        shown = [places[0].summary for _, places in ranked]
        bodies = {}
        if quotes:
            bodies = {article: parse(file).body for article, file in unit.knowledge.texts(shown).items()}
        highest = ranked[0][0] if ranked else 1.0
        found = tuple(
            Found(
                article,
                places[0].passage.heading,
                places[0].passage.text(bodies[article.id]) if quotes else "",
                round(sure * min(1.0, points / highest), 6),
                standing_of(article, today),
            )
            for article, (points, places) in zip(shown, ranked, strict=True)
        )
        return Answer(text, question.language, sure >= ANSWERED_FROM, sure, found)


def standing_of(article: Summary, today: date) -> Standing:
    if article.valid_until is not None and article.valid_until < today:
        return Standing.EXPIRED
    overdue = article.check_again_on is not None and article.check_again_on <= today
    return Standing.OVERDUE if overdue else Standing.FRESH


def _ranked(
    best: dict[int, list[Candidate]],
    scores: Scores,
    question: Question,
    today: date,
) -> list[tuple[float, list[Candidate]]]:
    """(points, passages) per article, best first: by the best passage and by the article as a whole."""
    pieces: dict[int, float] = {}
    wholes: dict[int, float] = {}
    for article, places in best.items():
        factor = _SINKS[standing_of(places[0].summary, today)]
        if question.language and places[0].summary.language != question.language:
            factor *= _OTHER_LANGUAGE
        if places[0].summary.kind == Kind.TERM:
            factor *= _TERM
        pieces[article] = factor * float(scores[places[0].number])
        wholes[article] = factor * float(scores[places[-1].number])
    points = {article: pieces[article] + _WHOLE_COUNTS * wholes[article] for article in pieces}
    ordered = sorted(points, key=lambda article: (-points[article], best[article][0].summary.key))
    return [(points[article], best[article]) for article in _once(ordered, best, question)]


def _once(ordered: list[int], best: dict[int, list[Candidate]], question: Question) -> list[int]:
    """Of an article and its translation only the one in the question's language is shown, at the better
    place."""
    by_pair: dict[str, list[int]] = defaultdict(list)
    for article in ordered:
        by_pair[best[article][0].summary.pair or f"\0{article}"].append(article)
    return [
        next((one for one in same if best[one][0].summary.language == question.language), same[0])
        for same in by_pair.values()
    ]
