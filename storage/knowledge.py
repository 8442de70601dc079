"""Articles with every version that there was, and the passages that the search finds.

An article is known by its key within a community (`nl/evenementenvergunning`: the path of its file without
`.md`). The text of a version is the file exactly as it was written. Community 0 holds what was imported
before the bot knew a server; `adopt` hands it to the first one.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Row,
    Select,
    bindparam,
    func,
    insert,
    select,
    update,
)

from domain.knowledge import Article, Audience, Kind, Language, parse, slug_of
from domain.searching.entries import RECIPE
from storage.article_tables import (
    NOBODY_YET,
    Outcome,
    Shelved,
    Stage,
    Summary,
    Version,
    article_versions,
    articles,
)
from storage.passages import Passages
from storage.search import Search

__all__ = ["Knowledge", "Shelved", "Stage", "Summary", "Version"]


class Knowledge:
    def __init__(self, connection: Connection, search: Search) -> None:
        self._connection = connection
        self._search = search
        self.passages = Passages(connection, search)

    # --- reading ---

    def get(self, community: int, key: str, *, members: bool) -> Summary | None:
        """The published article with this key, if the reader may know of it."""
        return self._summary(_readable(community, members=members).where(articles.c.key == key))

    def by_id(self, community: int, article: int, *, members: bool) -> Summary | None:
        return self._summary(_readable(community, members=members).where(articles.c.id == article))

    def unpublished(self, community: int, article: int) -> Summary | None:
        """The same by its number, as long as there are drafts only, or when it was withdrawn."""
        return self._summary(
            select(articles).where(articles.c.community == community, articles.c.id == article)
        )

    def any_stage(self, community: int, key: str) -> Summary | None:
        """The same for who edits: also drafts and what was withdrawn."""
        return self._summary(select(articles).where(articles.c.community == community, articles.c.key == key))

    def of(
        self, community: int, *, members: bool, kind: Kind | None = None, language: Language | None = None
    ) -> list[Summary]:
        """The published articles that the reader may know of, by title."""
        statement = _readable(community, members=members).order_by(articles.c.title, articles.c.key)
        if kind is not None:
            statement = statement.where(articles.c.kind == kind.value)
        if language is not None:
            statement = statement.where(articles.c.language == language.value)
        return [_summary(row) for row in self._connection.execute(statement).all()]

    def keys(self, community: int, *, members: bool) -> set[str]:
        statement = _readable(community, members=members).with_only_columns(articles.c.key)
        return set(self._connection.execute(statement).scalars())

    def twin(self, article: Summary, *, members: bool) -> Summary | None:
        """The same article in the other language."""
        if not article.pair:
            return None
        return self._summary(
            _readable(article.community, members=members).where(
                articles.c.pair == article.pair,
                articles.c.language == article.language.other.value,
                articles.c.id != article.id,
            )
        )

    def text(self, article: Summary) -> str:
        """The file of the version that stands."""
        return self.texts([article])[article.id]

    def texts(self, some: Sequence[Summary]) -> dict[int, str]:
        ids = [one.id for one in some]
        return {row.article: row.text for row in self._connection.execute(_TEXTS, {"ids": ids}).all()}

    def versions(self, article: int) -> list[Version]:
        """Every version that there was, the newest first."""
        rows = self._connection.execute(
            select(article_versions)
            .where(article_versions.c.article == article)
            .order_by(article_versions.c.number.desc())
        )
        return [_version(row) for row in rows]

    def version(self, article: int, number: int) -> Version | None:
        row = self._connection.execute(
            select(article_versions).where(
                article_versions.c.article == article, article_versions.c.number == number
            )
        ).one_or_none()
        return _version(row) if row is not None else None

    def _summary(self, statement: Select[Any]) -> Summary | None:
        row = self._connection.execute(statement.limit(1)).one_or_none()
        return _summary(row) if row is not None else None

    # --- writing ---

    def save(
        self, community: int, shelved: Shelved, *, at: datetime, author: int | None, note: str = ""
    ) -> Summary:
        """Publish this text at once, as the article's next version; the same text as before changes
        nothing."""
        self.save_many(community, [shelved], at=at, author=author, note=note)
        kept = self.any_stage(community, shelved.key)
        assert kept is not None
        return kept

    def save_many(
        self, community: int, many: Sequence[Shelved], *, at: datetime, author: int | None, note: str = ""
    ) -> Outcome:
        """The same for many; of several with one key, the last is kept."""
        if self._search.begin(community).recipe != RECIPE:
            self.index_again(community)
        latest = {one.key: one for one in many}
        known = self._with_text(community, list(latest))
        outcome = Outcome()
        fresh: list[Shelved] = []
        for key, one in latest.items():
            if key not in known:
                outcome.added.append(key)
            elif known[key][0].version and not known[key][0].withdrawn and known[key][1] == one.text:
                outcome.unchanged.append(key)
                continue
            else:
                outcome.changed.append(key)
            fresh.append(one)
        if not fresh:
            return outcome
        removed = self.passages.take_out([known[one.key] for one in fresh if one.key in known])
        new = [one for one in fresh if one.key not in known]
        if new:
            self._connection.execute(
                insert(articles),
                [{**_columns(community, one), "version": 0, "withdrawn": False} for one in new],
            )
        ids = dict(self._ids(community, [one.key for one in fresh]))
        numbers = self._next_numbers([ids[one.key] for one in fresh])
        self._connection.execute(
            update(articles)
            .where(articles.c.id == bindparam("which"))
            .values({name: bindparam(f"new_{name}") for name in (*_COLUMNS, "version", "withdrawn")}),
            [
                {
                    "which": ids[one.key],
                    "new_version": numbers[ids[one.key]],
                    "new_withdrawn": False,
                    **{f"new_{name}": value for name, value in _columns(community, one).items()},
                }
                for one in fresh
            ],
        )
        self._connection.execute(
            insert(article_versions),
            [
                {
                    "article": ids[one.key],
                    "number": numbers[ids[one.key]],
                    "stage": Stage.PUBLISHED.value,
                    "text": one.text,
                    "author": author,
                    "decided_by": None,
                    "at": at,
                    "note": note,
                }
                for one in fresh
            ],
        )
        self.passages.put_in(community, [(ids[one.key], one.article) for one in fresh], removed)
        return outcome

    def draft(
        self, community: int, shelved: Shelved, *, at: datetime, author: int | None, note: str = ""
    ) -> Version:
        """Keep a text that is not published yet, as a version of its own."""
        if self.any_stage(community, shelved.key) is None:
            self._connection.execute(
                insert(articles).values(**_columns(community, shelved), version=0, withdrawn=False)
            )
        (article,) = dict(self._ids(community, [shelved.key])).values()
        number = self._next_numbers([article])[article]
        values = Version(article, number, Stage.DRAFT, shelved.text, author, None, at, note)
        self._connection.execute(
            insert(article_versions).values(
                article=article,
                number=number,
                stage=Stage.DRAFT.value,
                text=shelved.text,
                author=author,
                at=at,
                note=note,
            )
        )
        return values

    def publish(self, community: int, article: int, number: int, *, by: int | None) -> Summary:
        """Let a version that is kept already stand: a draft that was approved, or an old one that is
        restored."""
        self._search.begin(community)
        version = self.version(article, number)
        summary = self._summary(
            select(articles).where(articles.c.community == community, articles.c.id == article)
        )
        if version is None or summary is None:
            raise LookupError(f"no version {number} of article {article}")
        shelved = Shelved(summary.key, parse(version.text), version.text)
        removed = self.passages.take_out([(summary, self._standing_text(summary))])
        self._connection.execute(
            update(articles)
            .where(articles.c.id == article)
            .values(**_columns(community, shelved), version=number, withdrawn=False)
        )
        self._connection.execute(
            update(article_versions)
            .where(article_versions.c.article == article, article_versions.c.number == number)
            .values(stage=Stage.PUBLISHED.value, decided_by=by)
        )
        self.passages.put_in(community, [(article, shelved.article)], removed)
        kept = self.any_stage(community, summary.key)
        assert kept is not None
        return kept

    def decline(self, article: int, number: int, *, by: int) -> None:
        self._connection.execute(
            update(article_versions)
            .where(article_versions.c.article == article, article_versions.c.number == number)
            .values(stage=Stage.DECLINED.value, decided_by=by)
        )

    def withdraw(self, community: int, article: int) -> None:
        """Nobody finds it any more; its versions are kept, and `publish` brings it back."""
        self._search.begin(community)
        summary = self._summary(
            select(articles).where(articles.c.community == community, articles.c.id == article)
        )
        if summary is None or summary.withdrawn:
            return
        removed = self.passages.take_out([(summary, self._standing_text(summary))])
        self._connection.execute(update(articles).where(articles.c.id == article).values(withdrawn=True))
        self._search.change(community, [], removed)

    def adopt(self, community: int) -> None:
        """What was imported before there was a server belongs to this one."""
        waiting = self._connection.execute(select(articles).where(articles.c.community == NOBODY_YET)).all()
        taken = set(
            self._connection.execute(
                select(articles.c.key).where(articles.c.community == community)
            ).scalars()
        )
        moved = [row.id for row in waiting if row.key not in taken]
        if not moved:
            return
        for some in _batches(moved):
            self._connection.execute(
                update(articles).where(articles.c.id.in_(some)).values(community=community)
            )
        self.index_again(NOBODY_YET)
        self.index_again(community)

    def index_again(self, community: int, progress: Callable[[int], None] | None = None) -> int:
        """Make the index anew from the articles; the passages get new numbers. Returns how many articles."""
        self.passages.forget(community)
        last, done = 0, 0
        while True:
            rows = self._connection.execute(
                _readable(community, members=True)
                .where(articles.c.id > last)
                .order_by(articles.c.id)
                .limit(_TOGETHER)
            ).all()
            if not rows:
                return done
            summaries = [_summary(row) for row in rows]
            texts = self.texts(summaries)
            self.passages.put_in(community, [(one.id, parse(texts[one.id])) for one in summaries], [])
            last, done = summaries[-1].id, done + len(summaries)
            if progress is not None:
                progress(done)

    def is_of_this_recipe(self, community: int) -> bool:
        """Whether the index was made the way that this version of the program makes it."""
        return self._search.state(community).recipe == RECIPE

    def _with_text(self, community: int, keys: list[str]) -> dict[str, tuple[Summary, str]]:
        found: dict[str, tuple[Summary, str]] = {}
        for some in _batches(keys):
            rows = self._connection.execute(
                select(articles, func.coalesce(article_versions.c.text, "").label("standing"))
                .outerjoin(
                    article_versions,
                    (article_versions.c.article == articles.c.id)
                    & (article_versions.c.number == articles.c.version),
                )
                .where(articles.c.community == community, articles.c.key.in_(some))
            )
            found |= {row.key: (_summary(row), row.standing) for row in rows}
        return found

    def _standing_text(self, summary: Summary) -> str:
        version = self.version(summary.id, summary.version) if summary.version else None
        return version.text if version is not None else ""

    def _ids(self, community: int, keys: list[str]) -> Iterable[tuple[str, int]]:
        for some in _batches(keys):
            rows = self._connection.execute(
                select(articles.c.key, articles.c.id).where(
                    articles.c.community == community, articles.c.key.in_(some)
                )
            )
            for row in rows:
                yield row.key, row.id

    def _next_numbers(self, ids: list[int]) -> dict[int, int]:
        numbers = dict.fromkeys(ids, 1)
        for some in _batches(ids):
            rows = self._connection.execute(
                select(article_versions.c.article, func.max(article_versions.c.number))
                .where(article_versions.c.article.in_(some))
                .group_by(article_versions.c.article)
            )
            numbers |= {article: number + 1 for article, number in rows}
        return numbers


_TOGETHER: Final = 2000
_COLUMNS: Final = (
    "community",
    "key",
    "pair",
    "title",
    "language",
    "kind",
    "audience",
    "sector",
    "owner",
    "check_again_on",
    "valid_until",
)
_TEXTS: Final = (
    select(article_versions.c.article, article_versions.c.text)
    .join(
        articles,
        (articles.c.id == article_versions.c.article) & (articles.c.version == article_versions.c.number),
    )
    .where(articles.c.id.in_(bindparam("ids", expanding=True)))
)


def _columns(community: int, shelved: Shelved) -> dict[str, Any]:
    article = shelved.article
    return {
        "community": community,
        "key": shelved.key,
        "pair": _pair(shelved.key, article),
        "title": article.title,
        "language": article.language.value,
        "kind": article.kind.value,
        "audience": article.audience.value,
        "sector": article.sector,
        "owner": article.owner,
        "check_again_on": article.check_again_on,
        "valid_until": article.valid_until,
    }


def _pair(key: str, article: Article) -> str:
    if article.translation_of:
        return slug_of(article.translation_of)
    folder, _, slug = key.rpartition("/")
    return slug if folder.rpartition("/")[2] in set(Language) else ""


def _readable(community: int, *, members: bool) -> Select[Any]:
    statement = select(articles).where(
        articles.c.community == community, articles.c.version > 0, ~articles.c.withdrawn
    )
    return statement if members else statement.where(articles.c.audience == Audience.PUBLIC.value)


def _summary(row: Row[Any]) -> Summary:
    values: Any = row._mapping
    return Summary(
        id=values["id"],
        community=values["community"],
        key=values["key"],
        pair=values["pair"],
        title=values["title"],
        language=Language(values["language"]),
        kind=Kind(values["kind"]),
        audience=Audience(values["audience"]),
        sector=values["sector"],
        owner=values["owner"],
        check_again_on=values["check_again_on"],
        valid_until=values["valid_until"],
        version=values["version"],
        withdrawn=values["withdrawn"],
    )


def _version(row: Row[Any]) -> Version:
    values = {**row._mapping, "stage": Stage(row.stage)}
    return Version(**values)


def _batches(values: Sequence[Any], size: int = 5000) -> Iterable[list[Any]]:
    for start in range(0, len(values), size):
        yield list(values[start : start + size])
