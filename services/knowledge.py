"""The knowledge base's articles: reading, keeping versions, and taking them in and out as files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.knowledge import (
    Article,
    BadArticle,
    Kind,
    Language,
    Link,
    Standing,
    broken_links,
    parse,
    standing,
)
from domain.refusal import Refusal
from services.acting import Caller, acting
from storage.article_tables import NOBODY_YET, Shelved, Summary, Version
from storage.database import Database
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Page:
    """An article as it is read: what is known of it, what it says, and the article in the other language."""

    summary: Summary
    article: Article
    twin: Summary | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class Imported:
    """Keys of what was added, changed and left alone; `refused`: name -> why; `broken`: key -> links to
    nothing."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    broken: Mapping[str, Sequence[Link]] = field(default_factory=dict)


class KnowledgeService:
    """`members` says that the reader is one; who is not never learns that a members-only article exists."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def collections(self) -> list[int]:
        """The communities that articles can belong to; without any server there is the one of NOBODY_YET."""
        return await self._database.read(
            lambda unit: [one.id for one in unit.communities.all()] or [NOBODY_YET]
        )

    async def page(self, community: int, key: str, *, members: bool, now: datetime) -> Page | None:
        """The article with this key."""

        def work(unit: Unit) -> Page | None:
            summary = unit.knowledge.get(community, key, members=members)
            if summary is None:
                return None
            article = parse(unit.knowledge.text(summary))
            twin = unit.knowledge.twin(summary, members=members)
            return Page(summary, article, twin, standing(article, now.date()))

        return await self._database.read(work)

    async def titles(
        self, community: int, *, members: bool, kind: Kind | None = None, language: Language | None = None
    ) -> list[Summary]:
        """All articles that the reader may know of, by title."""
        return await self._database.read(
            lambda unit: unit.knowledge.of(community, members=members, kind=kind, language=language)
        )

    async def history(self, community: int, key: str) -> list[Version]:
        """Every version of an article, the newest first; empty when there is no such article."""

        def work(unit: Unit) -> list[Version]:
            summary = unit.knowledge.any_stage(community, key)
            return unit.knowledge.versions(summary.id) if summary is not None else []

        return await self._database.read(work)

    async def draft(
        self, caller: Caller, key: str, text: str, *, note: str = "", now: datetime
    ) -> Version | None:
        """Keep a text for a second person to look at. None: this click was dealt with before.
        Raises Refusal when the text is no article."""
        article = _read(text)

        def work(unit: Unit) -> Version | None:
            if not unit.clicks.is_new(caller.interaction, now=now):
                return None
            version = unit.knowledge.draft(
                caller.community, Shelved(key, article, text), at=now, author=caller.id, note=note
            )
            _journal(unit, caller, "article.draft", key, version.number, now)
            return version

        return await self._database.write(work)

    async def approve(self, caller: Caller, key: str, number: int, *, now: datetime) -> Summary | None:
        """Publish a draft that somebody else wrote, or restore an old version. None: dealt with before."""

        def work(unit: Unit) -> Summary | None:
            acting(unit, caller).must_edit()
            if not unit.clicks.is_new(caller.interaction, now=now):
                return None
            summary = unit.knowledge.any_stage(caller.community, key)
            version = unit.knowledge.version(summary.id, number) if summary is not None else None
            if summary is None or version is None:
                raise Refusal("There is no such version of this article.")
            if version.author == caller.id and version.stage.value == "draft":
                raise Refusal("You wrote this version yourself. Ask a second person to look at it.")
            kept = unit.knowledge.publish(caller.community, summary.id, number, by=caller.id)
            _journal(unit, caller, "article.publish", key, number, now, before=summary.version)
            return kept

        return await self._database.write(work)

    async def take_in(self, community: int, files: Iterable[tuple[str, str]], *, now: datetime) -> Imported:
        """Import files, as (key, text). What stands already in the same words is left alone; what is
        different becomes the next version. A file that is no article is refused, and the others are taken."""
        refused: dict[str, str] = {}
        good: list[Shelved] = []
        for key, text in files:
            try:
                good.append(Shelved(key, parse(text), text))
            except BadArticle as problem:
                refused[key] = str(problem)
        taken = await self.take_in_read(community, good, now=now)

        def links(unit: Unit) -> dict[str, list[Link]]:
            known = unit.knowledge.keys(community, members=True)
            return {one.key: lost for one in good if (lost := broken_links(one.key, one.article, known))}

        return Imported(
            taken.added, taken.changed, taken.unchanged, refused, await self._database.read(links)
        )

    async def take_in_read(self, community: int, some: Sequence[Shelved], *, now: datetime) -> Imported:
        """The same for what was read already, in one transaction; links are not looked at."""
        outcome = await self._database.write(
            lambda unit: unit.knowledge.save_many(community, some, at=now, author=None)
        )
        return Imported(tuple(outcome.added), tuple(outcome.changed), tuple(outcome.unchanged))

    async def give_out(self, community: int) -> list[tuple[str, str]]:
        """Every article that stands, members-only ones too, as (key, file)."""

        def work(unit: Unit) -> list[tuple[str, str]]:
            summaries = unit.knowledge.of(community, members=True)
            texts = unit.knowledge.texts(summaries)
            return sorted((one.key, texts[one.id]) for one in summaries)

        return await self._database.read(work)


def _read(text: str) -> Article:
    try:
        return parse(text)
    except BadArticle as problem:
        raise Refusal("This is not an article yet: {problem}", problem=str(problem)) from problem


def _journal(
    unit: Unit,
    caller: Caller,
    action: str,
    key: str,
    number: int,
    now: datetime,
    *,
    before: int | None = None,
) -> None:
    unit.journal.add(
        caller.community,
        action,
        f"article:{key}",
        at=now,
        actor=caller.id,
        before={"version": before} if before is not None else None,
        after={"version": number},
    )
