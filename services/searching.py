"""Asking the knowledge base: the best passages, or an honest no."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from typing import Final

import numpy as np

from domain.knowledge import Kind, Language, Standing, parse
from domain.searching.confidence import ANSWERED_FROM, Evidence, confidence
from domain.searching.lexicon import Lexicon
from domain.searching.ranking import Scores, by_word, top
from domain.searching.understanding import Collection, Glossary, Question, understand
from domain.searching.words import language_of, words_of
from storage.database import Database
from storage.knowledge import WHOLE, Placed, Summary
from storage.unit import Unit

_LOOKED_AT: Final = 60
"""Passages that are looked at more closely."""
_SINKS: Final = {Standing.FRESH: 1.0, Standing.OVERDUE: 0.85, Standing.EXPIRED: 0.6}
"""What is overdue or expired comes after what is as good and checked."""
_OTHER_LANGUAGE: Final = 0.9
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


class SearchService:
    """One for a process: the words of each community are kept in memory, and follow the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
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
        state = unit.search.state(community)
        nothing = Answer(text, language_of(text), False, 0.0, ())
        total = state.passages(members=members)
        if not total:
            return nothing
        with self._lock:
            lexicon = self._lexicons[community]
            unit.search.bring_up_to_date(community, lexicon, state)
            glossary = self._glossary(unit, community, members, state.version)
            collection = Collection(lexicon, total, members=members)
            question = understand(text, collection, glossary)
        if not question.words:
            return nothing
        postings = unit.search.postings(question.frequencies, members=members)
        scores = by_word(question, collection, postings, state.size, state.average(members=members))
        total_scores: Scores = np.add.reduce(scores)
        numbers = top(total_scores, _LOOKED_AT)
        if not numbers:
            return replace(nothing, language=question.language)
        best = self._best_of_each(unit, community, numbers, total_scores)
        summaries = unit.knowledge.some(community, best, members=members)
        ranked = _ranked(best, summaries, total_scores, question, today)
        sure = confidence(_evidence(question, scores, total_scores, [places for _, places in ranked[:1]]))
        return self._told(unit, text, question, ranked[:limit], summaries, sure, today, quotes)

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

    def _best_of_each(
        self, unit: Unit, community: int, numbers: Sequence[int], scores: Scores
    ) -> dict[int, list[Placed]]:
        """The articles that these passages belong to, each with all its passages, best first."""
        near = {place.article for place in unit.knowledge.placed(community, numbers)}
        of: dict[int, list[Placed]] = defaultdict(list)
        for place in unit.knowledge.passages_of(community, near):
            of[place.article].append(place)
        for places in of.values():
            places.sort(
                key=lambda place: (place.position == WHOLE, -float(scores[place.number]), place.position)
            )
        return of

    def _told(
        self,
        unit: Unit,
        text: str,
        question: Question,
        ranked: Sequence[tuple[float, list[Placed]]],
        summaries: dict[int, Summary],
        sure: float,
        today: date,
        quotes: bool,
    ) -> Answer:
        shown = [summaries[places[0].article] for _, places in ranked]
        bodies = {}
        if quotes:
            bodies = {article: parse(file).body for article, file in unit.knowledge.texts(shown).items()}
        highest = ranked[0][0] if ranked else 1.0
        found = tuple(
            Found(
                article,
                places[0].passage.heading,
                places[0].passage.text(bodies[article.id]) if quotes else "",
                round(sure * points / highest, 6),
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
    best: dict[int, list[Placed]],
    summaries: dict[int, Summary],
    scores: Scores,
    question: Question,
    today: date,
) -> list[tuple[float, list[Placed]]]:
    """(points, passages) per article, best first: by the best passage and by the article as a whole."""
    pieces: dict[int, float] = {}
    wholes: dict[int, float] = {}
    for article, places in best.items():
        if article not in summaries:
            continue
        factor = _SINKS[standing_of(summaries[article], today)]
        if question.language and summaries[article].language.value != question.language:
            factor *= _OTHER_LANGUAGE
        if summaries[article].kind is Kind.TERM:
            factor *= _TERM
        pieces[article] = factor * float(scores[places[0].number])
        whole = places[-1] if places[-1].position == WHOLE else places[0]
        wholes[article] = factor * float(scores[whole.number])
    points = {article: pieces[article] + wholes[article] for article in pieces}
    ordered = sorted(points, key=lambda article: (-points[article], summaries[article].key))
    return [(points[article], best[article]) for article in _once(ordered, summaries, question)]


def _once(ordered: list[int], summaries: dict[int, Summary], question: Question) -> list[int]:
    """Of an article and its translation only the one in the question's language is shown, at the better
    place."""
    by_pair: dict[str, list[int]] = defaultdict(list)
    for article in ordered:
        by_pair[summaries[article].pair or f"\0{article}"].append(article)
    return [
        next((one for one in same if summaries[one].language.value == question.language), same[0])
        for same in by_pair.values()
    ]


def _evidence(
    question: Question, scores: Sequence[Scores], total: Scores, ranked: Sequence[list[Placed]]
) -> Evidence:
    mass = question.mass
    if not ranked or mass <= 0:
        return Evidence(0.0, 0.0, 1.0, 0)
    number = max((place.number for place in ranked[0]), key=lambda one: float(total[one]))
    shares = [
        (word.idf, min(1.0, float(one[number]) / word.idf))
        for word, one in zip(question.words, scores, strict=True)
    ]
    return Evidence(
        score=float(total[number]) / mass,
        coverage=sum(idf * share for idf, share in shares) / mass,
        missing=max(idf * (1 - share) for idf, share in shares) / mass,
        words=len(question.words),
    )
