"""Passages of articles: what the search finds, scores and quotes."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select

from domain.knowledge import Article, Audience, Kind, Language, Passage, cut, parse
from domain.searching.entries import entries
from storage.article_tables import Candidate, Placed, Summary, passages
from storage.hot import Hot
from storage.many import among
from storage.search import Search
from storage.search_tables import Kept

WHOLE: Final = -1
"""The position of an article as a whole, beside its passages."""
_TOGETHER: Final = 5000


class Passages:
    """Keeps the table of passages and the index equal to what stands in the articles."""

    def __init__(self, connection: Connection, search: Search) -> None:
        self._connection = connection
        self._search = search

    def candidates(
        self, community: int, numbers: Sequence[int], hot: Hot, version: int, *, members: bool
    ) -> list[Candidate]:
        """All passages of the articles to which these numbers of the index belong."""
        known = hot.candidates(community, version, numbers, members=members)
        if missing := [number for number in numbers if number not in known]:
            read = self._read(community, missing, members=members)
            hot.keep_candidates(community, version, read, members=members)
            known |= read
        once = {places[0].summary.id: places for places in known.values() if places}
        return [place for places in once.values() for place in places]

    def _read(
        self, community: int, numbers: Sequence[int], *, members: bool
    ) -> dict[int, tuple[Candidate, ...]]:
        summaries: dict[int, Summary] = {}
        places: dict[int, list[Candidate]] = {}
        rows = among(self._connection, _CANDIDATES, numbers, community, *_audiences(members))
        for number, article, position, start, end, heading, *told in rows:
            if article not in summaries:
                summaries[article] = _summary_of(article, community, *told)
                places[article] = []
            passage = Passage(start, end, heading)
            places[article].append(Candidate(number, position, passage, summaries[article]))
        whole = {article: tuple(found) for article, found in places.items()}
        found = {one.number: whole[one.summary.id] for some in whole.values() for one in some}
        return {number: found.get(number, ()) for number in numbers}

    def sample(self, community: int, chosen: Callable[[Sequence[int]], Sequence[int]]) -> list[Candidate]:
        """The passages that `chosen` picks from the numbers of all."""
        numbers = self._connection.execute(
            select(passages.c.number)
            .where(passages.c.community == community, passages.c.position != WHOLE)
            .order_by(passages.c.number)
        ).scalars()
        wanted = chosen(list(numbers))
        read = self._read(community, wanted, members=True) if wanted else {}
        return [one for number in wanted for one in read[number] if one.number == number]

    def of(self, some: Iterable[int]) -> list[Placed]:
        """All passages of these articles, in order."""
        rows = self._connection.execute(
            select(passages).where(passages.c.article.in_(list(some))).order_by(passages.c.number)
        ).all()
        return [
            Placed(row.number, row.article, row.position, Passage(row.start, row.end, row.heading))
            for row in rows
        ]

    def take_out(self, old: Iterable[tuple[Summary, str]]) -> list[Kept]:
        """Forget the passages of what stood, and say what the index holds of them."""
        standing = {one.id: text for one, text in old if one.version and not one.withdrawn}
        if not standing:
            return []
        read = {article: parse(text) for article, text in standing.items()}
        kept = [
            _kept(place.number, read[place.article], place.position, place.passage)
            for some in _batches(list(standing))
            for place in self.of(some)
        ]
        for some in _batches(list(standing)):
            self._connection.execute(delete(passages).where(passages.c.article.in_(some)))
        return kept

    def put_in(self, community: int, some: Iterable[tuple[int, Article]], removed: Sequence[Kept]) -> None:
        number = self._search.state(community).size
        rows: list[dict[str, Any]] = []
        added: list[Kept] = []
        for article_id, article in some:
            for position, passage in _to_find(article):
                rows.append(
                    {
                        "community": community,
                        "number": number,
                        "article": article_id,
                        "position": position,
                        "start": passage.start,
                        "end": passage.end,
                        "heading": passage.heading,
                    }
                )
                added.append(_kept(number, article, position, passage))
                number += 1
        if rows:
            self._connection.execute(insert(passages), rows)
        self._search.change(community, added, removed)

    def forget(self, community: int) -> None:
        """All of them; the index is emptied beside it."""
        self._search.empty(community)
        self._connection.execute(delete(passages).where(passages.c.community == community))


_CANDIDATES: Final = (
    'SELECT p.number, p.article, p.position, p.start, p."end", p.heading, a.key, a.pair, a.title,'
    " a.language, a.kind, a.audience, a.sector, a.owner, a.check_again_on, a.valid_until, a.version"
    " FROM passages p JOIN articles a ON a.id = p.article"
    " WHERE p.article {inside}SELECT article FROM passages WHERE number {among} AND community = {1}{done}"
    # said of both, or PostgreSQL reads all articles
    " AND a.id {inside}SELECT article FROM passages WHERE number {among} AND community = {1}{done}"
    " AND a.audience IN ({2}, {3}) AND NOT a.withdrawn ORDER BY p.number"
)


def _audiences(members: bool) -> list[str]:
    return [Audience.PUBLIC.value, Audience.MEMBERS.value if members else Audience.PUBLIC.value]


def _to_find(article: Article) -> list[tuple[int, Passage]]:
    """The passages of an article, and the article as a whole where it has several."""
    found = cut(article.body) or [Passage(0, 0)]
    whole = [(WHOLE, Passage(0, len(article.body)))] if len(found) > 1 else []
    return [*whole, *enumerate(found)]


def _kept(number: int, article: Article, position: int, passage: Passage) -> Kept:
    text = passage.text(article.body)
    if position == 0 or position == WHOLE:
        text = "\n".join([text, *_told_aside(article)])
    return Kept(
        number,
        article.audience,
        entries(text, title=article.title, aliases=article.aliases, heading=passage.heading),
    )


def _told_aside(article: Article) -> Iterable[str]:
    """What the front matter says in sentences: steps of a workflow, and names and conditions of schemes."""
    for step in article.steps:
        yield f"{step.title} {step.pitfalls}"
    for one in article.criteria:
        yield " ".join((one.name, *one.conditions))


def _summary_of(
    article: int,
    community: int,
    key: str,
    pair: str,
    title: str,
    language: str,
    kind: str,
    audience: str,
    sector: str,
    owner: str,
    check_again_on: date | str | None,
    valid_until: date | str | None,
    version: int,
) -> Summary:
    return Summary(
        article,
        community,
        key,
        pair,
        title,
        Language(language),
        Kind(kind),
        Audience(audience),
        sector,
        owner,
        _day(check_again_on),
        _day(valid_until),
        version,
        False,
    )


def _day(value: date | str | None) -> date | None:
    """SQLite's driver gives a day as it is written there."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _batches(values: Sequence[Any]) -> Iterable[list[Any]]:
    for start in range(0, len(values), _TOGETHER):
        yield list(values[start : start + _TOGETHER])
