"""Reading the knowledge base by name: articles, workflows, schemes and terms."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from rapidfuzz import fuzz

from domain.communities import Community
from domain.knowledge import Article, Kind, Language, Standing, links_of, standing
from domain.knowledge.fitting import Fit, Plan, ranked
from domain.knowledge.runs import Step
from domain.knowledge.schemes import Scheme, scheme_of
from domain.refusal import Refusal
from services.acting import Caller
from services.shelf import Shelf
from storage.database import Database
from storage.knowledge import Summary
from storage.unit import Unit

MOST_OFFERED: Final = 25
_HEADING: Final = re.compile(r"#{1,6}[ \t]+(.*?)[ \t]*#*")


@dataclass(frozen=True, slots=True)
class Offered:
    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Guide:
    """A workflow, ready to begin with."""

    community: Community
    key: str
    title: str
    locale: str
    sector: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """`translation` is the key of the same in the other language, `titles` those of the articles it links
    to, by their keys: what this reader may not see is not among them."""

    community: Community
    key: str
    article: Article
    standing: Standing
    translation: str | None
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Matched:
    """`kinds`: what schemes are about, as far as there are any; `examples` by the scheme's id."""

    community: Community
    fits: tuple[Fit, ...]
    kinds: tuple[str, ...]
    titles: Mapping[str, str]
    examples: Mapping[str, tuple[Offered, ...]]


class GuideService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def offered(
        self, caller: Caller, typed: str, locale: str, *, kind: Kind | None = None
    ) -> tuple[Offered, ...]:
        """What somebody may mean, titles that begin as they typed first."""
        return await self._database.read(
            lambda unit: suggestions(Shelf.of(unit, caller).of_language(locale, kind), typed)
        )

    async def guide(self, caller: Caller, typed: str, locale: str, *, now: datetime) -> Guide:
        """Counts as one reading of it."""

        def work(unit: Unit) -> Guide:
            shelf = Shelf.of(unit, caller)
            found = shelf.called(typed, locale)
            if found.kind is not Kind.WORKFLOW:
                raise Refusal(
                    "“{title}” is an article without steps; /kb show lets you read it.", title=found.title
                )
            article = shelf.read(found)
            unit.questions.read(caller.community, found.key, now)
            return Guide(
                shelf.community,
                found.key,
                found.title,
                found.language.value,
                found.sector,
                tuple(_step(shelf, found.key, article, number) for number in range(len(article.steps))),
            )

        return await self._database.write(work)

    async def article(self, caller: Caller, typed: str, locale: str, *, now: datetime) -> ShownArticle:
        """Counts as one reading of it."""

        def work(unit: Unit) -> ShownArticle:
            shelf = Shelf.of(unit, caller)
            shown = shown_article(shelf, shelf.called(typed, locale), now)
            unit.questions.read(caller.community, shown.key, now)
            return shown

        return await self._database.write(work)

    async def again(self, caller: Caller, key: str, *, now: datetime) -> ShownArticle:
        """The same for who leafs through it, without counting."""

        def work(unit: Unit) -> ShownArticle:
            shelf = Shelf.of(unit, caller)
            return shown_article(shelf, shelf.get(key), now)

        return await self._database.read(work)

    async def terms(self, caller: Caller, typed: str, *, now: datetime) -> tuple[ShownArticle, ...]:
        """The term in both languages, as far as there is one; the Dutch one first."""

        def work(unit: Unit) -> tuple[ShownArticle, ...]:
            shelf = Shelf.of(unit, caller)
            try:
                found = shelf.called(typed, "nl", Kind.TERM)
            except Refusal:
                raise Refusal(
                    "“{term}” is not in the word list yet. /kb search looks for it in the articles.",
                    term=typed.strip()[:100],
                ) from None
            both = [one for one in (found, shelf.twin(found)) if one is not None]
            both.sort(key=lambda one: one.language is not Language.DUTCH)
            return tuple(shown_article(shelf, one, now) for one in both)

        return await self._database.read(work)

    async def public(self, community_id: int, locale: str) -> tuple[Summary, ...]:
        """What everybody may read, each once: in this language, or in the other where there is only that."""
        return await self._database.read(
            lambda unit: tuple(Shelf(unit, community_id, members=False).of_language(locale))
        )

    async def public_article(self, community_id: int, key: str, *, now: datetime) -> ShownArticle:
        def work(unit: Unit) -> ShownArticle:
            shelf = Shelf(unit, community_id, members=False)
            return shown_article(shelf, shelf.get(key), now)

        return await self._database.read(work)

    async def public_terms(self, community_id: int, locale: str) -> tuple[tuple[str, Article], ...]:
        """(key, article) of each word, by name."""

        def work(unit: Unit) -> tuple[tuple[str, Article], ...]:
            shelf = Shelf(unit, community_id, members=False)
            words = sorted(
                shelf.of_language(locale, Kind.TERM), key=lambda one: (one.title.casefold(), one.key)
            )
            articles = shelf.read_all(words)
            return tuple((one.key, articles[one.key]) for one in words)

        return await self._database.read(work)

    async def match(self, caller: Caller, plan: Plan, locale: str, *, today: date) -> Matched:
        return await self._database.read(lambda unit: matched(Shelf.of(unit, caller), plan, locale, today))


def suggestions(some: Iterable[Summary], typed: str) -> tuple[Offered, ...]:
    wanted = typed.strip().casefold()
    found: list[tuple[float, str, Offered]] = []
    for one in some:
        title = one.title.casefold()
        if not wanted:
            score = 50.0
        elif title.startswith(wanted):
            score = 100.0
        elif wanted in title:
            score = 90.0
        else:
            score = fuzz.partial_ratio(wanted, title) - 25 if len(wanted) > 3 else 0
        if score >= 50:
            found.append((-score, title, Offered(one.key, one.title)))
    found.sort(key=lambda one: one[:2])
    return tuple(one for *_, one in found[:MOST_OFFERED])


def shown_article(shelf: Shelf, found: Summary, now: datetime) -> ShownArticle:
    article = shelf.read(found)
    twin = shelf.twin(found)
    return ShownArticle(
        shelf.community,
        found.key,
        article,
        standing(article, now.astimezone(shelf.community.zone).date()),
        twin.key if twin is not None else None,
        shelf.titles(link.to for link in links_of(found.key, article)),
    )


def matched(shelf: Shelf, plan: Plan, locale: str, today: date) -> Matched:
    schemes: list[Scheme] = []
    examples: dict[str, list[Offered]] = {}
    every = [one for one in shelf.of_language(locale) if one.kind is not Kind.TERM]
    articles = shelf.read_all(every)
    for one in every:
        article = articles[one.key]
        schemes += [scheme_of(criteria, article=one.key) for criteria in article.criteria]
        for name in example_of(article):
            examples.setdefault(name, []).append(Offered(one.key, one.title))
    kinds = sorted({kind for scheme in schemes for kind in scheme.what})
    return Matched(
        shelf.community,
        ranked(schemes, plan, today=today),
        tuple(kinds),
        {one.key: one.title for one in every},
        {name: tuple(some) for name, some in examples.items()},
    )


def example_of(article: Article) -> tuple[str, ...]:
    """The ids of the schemes for which this is an application that somebody shared (`example_of`)."""
    value = dict(article.more).get("example_of", ())
    return (value,) if isinstance(value, str) else value


def section(body: str, heading: str) -> str:
    """What stands below the heading that is called like this, as Markdown; empty where there is none."""
    wanted, lines, inside = heading.strip().casefold(), [], False
    for line in body.splitlines():
        found = _HEADING.fullmatch(line.rstrip())
        if found is not None:
            inside = found[1].strip().casefold() == wanted
        elif inside:
            lines.append(line)
    return "\n".join(lines).strip()


def _step(shelf: Shelf, key: str, article: Article, number: int) -> Step:
    step = article.steps[number]
    what = dict(step.more).get("what", "") or section(article.body, step.title)
    links = links_of(key, replace(article, body="", steps=(step,)))
    titles = shelf.titles(link.to for link in links)
    return Step(
        title=step.title,
        days_before=step.days_before,
        who=step.who,
        what=what if isinstance(what, str) else "\n".join(what),
        pitfalls=step.pitfalls,
        links=tuple((title, "") for title in titles.values())
        + tuple((to, to) for to in step.links if to.startswith("https://")),
    )
