"""Links between articles: `[a permit](evenementenvergunning.md)`, relative to the file they stand in."""

import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from domain.knowledge.article import Article

_LINK: Final = re.compile(r"(?<!!)\[(?P<text>[^\[\]\n]*)\]\((?P<to>[^()\s]+)(?:\s+\"[^\"]*\")?\)")
_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """`to` is the key of an article."""

    text: str
    to: str


def links_of(key: str, article: Article) -> list[Link]:
    """The links to other articles in the body and the steps, in order; addresses elsewhere are left out."""
    found = [(one["text"], one["to"]) for one in _LINK.finditer(article.body)]
    found += [(step.title, to) for step in article.steps for to in step.links]
    return [
        Link(text, _resolved(key, to))
        for text, to in found
        if not _ELSEWHERE.match(to) and to.partition("#")[0].endswith(".md")
    ]


def broken_links(key: str, article: Article, known: Collection[str]) -> list[Link]:
    """Links that lead to no article of these keys."""
    return [link for link in links_of(key, article) if link.to not in known]


def _resolved(key: str, to: str) -> str:
    path = unquote(to.partition("#")[0]).removesuffix(".md")
    return posixpath.normpath(posixpath.join(posixpath.dirname(key), path))
