"""The knowledge base (kennisbank): articles, workflows and terms as Markdown with front matter.

`parse` reads a file, `printed` writes one; `cut` divides the text into passages that can be quoted;
`links_of` and `broken_links` look after the links between articles; `standing` says whether an article may
be relied on. All are pure. How a file is written: docs/kennisbank.md.
"""

from domain.knowledge.article import (
    Article,
    Audience,
    Criteria,
    Kind,
    Language,
    Reference,
    Standing,
    Step,
    key_of,
    slug_of,
    standing,
)
from domain.knowledge.frontmatter import BadArticle, parse, printed
from domain.knowledge.links import Link, broken_links, links_of
from domain.knowledge.passages import Passage, cut

__all__ = [
    "Article",
    "Audience",
    "BadArticle",
    "Criteria",
    "Kind",
    "Language",
    "Link",
    "Passage",
    "Reference",
    "Standing",
    "Step",
    "broken_links",
    "cut",
    "key_of",
    "links_of",
    "parse",
    "printed",
    "slug_of",
    "standing",
]
