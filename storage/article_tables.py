"""What is kept of the knowledge base: its tables, and the shapes in which they are read."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from domain.knowledge import Article, Audience, Kind, Language, Passage
from storage.schema import Key, Snowflake, UtcDateTime, key_column, metadata

NOBODY_YET: Final = 0
"""The community of what was imported before the bot knew a server."""

articles = Table(
    "articles",
    metadata,
    key_column(),
    Column("community", Snowflake, nullable=False),
    Column("key", String, nullable=False),
    Column("pair", String, nullable=False),
    Column("title", String, nullable=False),
    Column("language", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("audience", String, nullable=False),
    Column("sector", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("check_again_on", Date),
    Column("valid_until", Date),
    Column("version", Integer, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    UniqueConstraint("community", "key"),
    Index("ix_articles_pair", "community", "pair"),
    Index("ix_articles_check", "community", "check_again_on"),
)

article_versions = Table(
    "article_versions",
    metadata,
    Column("article", ForeignKey("articles.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("stage", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("author", Snowflake),
    Column("decided_by", Snowflake),
    Column("at", UtcDateTime, nullable=False),
    Column("note", String, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    # the number first: it is what is asked for, and a plan that begins with the community would read them all
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("community", Snowflake, primary_key=True, autoincrement=False),
    Column("article", Key, nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("heading", String, nullable=False),
)


class Stage(StrEnum):
    """What became of a version."""

    DRAFT = "draft"
    """Still being written, or waiting for a second person."""
    PUBLISHED = "published"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Summary:
    """An article without its text. `version` is the one that stands; 0: there are drafts only. `pair` is the
    name that both languages share; empty where that is not told."""

    id: int
    community: int
    key: str
    pair: str
    title: str
    language: Language
    kind: Kind
    audience: Audience
    sector: str
    owner: str
    check_again_on: date | None
    valid_until: date | None
    version: int
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Version:
    """`text` is the whole file. `author` and `decided_by` are Discord ids; None: an import."""

    article: int
    number: int
    stage: Stage
    text: str
    author: int | None
    decided_by: int | None
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Which passage a number of the index stands for; `position` -1: the article as a whole."""

    number: int
    article: int
    position: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage of an article that may be the answer."""

    number: int
    position: int
    passage: Passage
    summary: Summary


@dataclass(frozen=True, slots=True)
class Shelved:
    """An article to be kept: its key, what it says, and the file it says it in."""

    key: str
    article: Article
    text: str


@dataclass(slots=True)
class Outcome:
    """The keys of what an import did."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
