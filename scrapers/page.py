"""A web page: its text as the browser would decode it, and what can be told without building a tree."""

import codecs
import html
import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from domain.sources import About
from scrapers import text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(
    rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
# comments, and the elements whose content is text to a browser; a script in a comment does not count.
# The look ahead passes most tags over by their first letter
_RAW_START = re.compile(
    r"<(?=[!stnSTN])(?:!--|(script|style|textarea|title|noscript|template)\b([^>]*)>)",
    re.IGNORECASE | re.ASCII,
)
_LD = re.compile(r"application/(?:[\w.-]+\+)?ld\+json", re.IGNORECASE)
_TAGS = re.compile(r"<(?=[mlbMLB])(?:meta|link|base)\b[^>]*>", re.IGNORECASE | re.ASCII)
_ATTRIBUTE = re.compile(r"(?<![\w:-])([a-zA-Z:_-]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_ALTERNATES = ("text/calendar", "application/rss+xml", "application/atom+xml")
_TELLING = ("og:", "description", "canonical", "alternate", "theeventscalendar", "<base")
# what the runtime knows besides the ways of writing text, some of it slow
_NO_CHARSETS = frozenset(
    ("base64", "bz2", "hex", "idna", "punycode", "quopri", "raw-unicode-escape", "rot-13", "unicode-escape")
).union(("undefined", "uu", "zlib"))
_MAX_SCRIPTS, _HEAD = 500, 200_000


class Page:
    """One HTML document and the address it came from (None for a file)."""

    def __init__(self, data: bytes, url: str | None = None, charset: str | None = None) -> None:
        self.url = url
        self._data = data
        self._charset = charset

    @cached_property
    def text(self) -> str:
        """The document's text: by byte-order mark, HTTP header, its own declaration, else UTF-8."""
        data = self._data
        for mark, codec in (
            (codecs.BOM_UTF8, "utf-8"),
            (codecs.BOM_UTF16_LE, "utf-16"),
            (codecs.BOM_UTF16_BE, "utf-16"),
        ):
            if data.startswith(mark):
                return data.decode(codec, "replace").lstrip("\ufeff")
        try:
            return data.decode()
        except UnicodeDecodeError:
            pass
        declared = _META_CHARSET.search(data[:4096]) or _XML_CHARSET.search(data[:512])
        name = self._charset or (declared[1].decode("ascii") if declared else "utf-8")
        try:
            codec = codecs.lookup(name).name
        except LookupError:
            codec = "cp1252"
        if codec in _NO_CHARSETS:
            codec = "cp1252"
        # the standard reads ISO-8859-1 as Windows-1252, which has the typographic quotes
        return data.decode("cp1252" if codec in ("iso8859-1", "ascii") else codec, "replace")

    @cached_property
    def _split(self) -> tuple[list[tuple[str, str, str]], str]:
        """(scripts and the title as (name, attributes, content), the text around scripts and styles).

        What stands in a comment, or as text in a style or template, is no script to a browser either.
        """
        found: list[tuple[str, str, str]] = []
        around: list[str] = []
        source, at, kept = self.text, 0, 0
        while len(found) < _MAX_SCRIPTS and (start := _RAW_START.search(source, at)):
            stop = self._end_of(start)
            name = (start[1] or "").lower()
            if name in ("script", "title"):
                found.append((name, start[2], source[start.end() : stop]))
            if name in ("script", "style") and stop < len(source):
                around.append(source[kept : start.end()])
                kept = stop
            at = stop + 1
        around.append(source[kept:])
        return found, "".join(around)

    @property
    def markup(self) -> str:
        """The document without what its scripts and styles hold: often less than half of it to search."""
        return self._split[1]

    def _end_of(self, start: re.Match[str]) -> int:
        """Where the content of a comment or raw-text element ends."""
        if start[1] is None:
            end = self.text.find("-->", start.end())
        else:
            end = self.text.find(f"</{start[1]}", start.end())
            if end < 0:
                closing = re.compile(f"</{start[1]}", re.IGNORECASE).search(self.text, start.end())
                end = closing.start() if closing else -1
        return len(self.text) if end < 0 else end

    @property
    def linked_data(self) -> list[str]:
        """The content of every JSON-LD script, as it stands."""
        return [
            body for name, attributes, body in self._split[0] if name == "script" and _LD.search(attributes)
        ]

    @cached_property
    def title(self) -> str:
        """What stands in <title>, empty when there is none."""
        body = next((body for name, _, body in self._split[0] if name == "title"), "")
        return text.one_line(body) or ""

    @cached_property
    def _head(self) -> list[tuple[str, str]]:
        """The tags that tell something about the page, as they stand and in small letters."""
        found = []
        end = self.markup.find("<body", 0, _HEAD)
        for tag in _TAGS.finditer(self.markup, 0, end if end > 0 else _HEAD):
            lowered = tag[0].lower()
            if any(map(lowered.__contains__, _TELLING)):
                found.append((tag[0], lowered))
        return found

    def _in_head(self, name: str, *words: str) -> Iterator[dict[str, str]]:
        """The attributes of each tag in the head that is called so and has one of the words in it."""
        start = f"<{name}"
        for tag, lowered in self._head:
            if lowered.startswith(start) and any(map(lowered.__contains__, words)):
                yield {
                    match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "")
                    for match in _ATTRIBUTE.finditer(tag)
                }

    def meta(self, name: str) -> str | None:
        """The content of a <meta property|name|itemprop>, None when absent or empty."""
        for attributes in self._in_head("meta", name):
            if name in (attributes.get("property", "").lower(), attributes.get("name", "").lower()):
                return text.one_line(attributes.get("content"))
        return None

    @cached_property
    def base(self) -> str | None:
        """What relative links are relative to."""
        for attributes in self._in_head("base", "href"):
            if attributes.get("href"):
                return text.link(attributes["href"], self.url) or self.url
        return self.url or self.canonical

    @cached_property
    def canonical(self) -> str | None:
        """The page's own address, as it gives it itself."""
        for attributes in self._in_head("link", "canonical"):
            canonical = "canonical" in attributes.get("rel", "").lower().split()
            if canonical and (found := text.link(attributes.get("href"), self.url)):
                return found
        return text.link(self.meta("og:url"), self.url)

    @property
    def address(self) -> str | None:
        """Where a reader finds this page."""
        return self.canonical or self.url

    @property
    def about(self) -> About:
        """What the page tells whoever shares a link to it."""
        return About(
            title=self.meta("og:title") or self.title,
            description=self.meta("og:description") or self.meta("description") or "",
            image=text.link(self.meta("og:image"), self.base) or "",
            address=self.address or "",
        )

    def alternates(self) -> list[str]:
        """Links to the agenda in a form for machines, the most promising first."""
        found: list[tuple[int, str]] = []
        for attributes in self._in_head("link", "alternate", "theeventscalendar.com"):
            if not (target := text.link(attributes.get("href"), self.base)):
                continue
            relation, kind = (
                attributes.get("rel", "").lower(),
                attributes.get("type", "").split(";")[0].strip().lower(),
            )
            if "theeventscalendar.com" in relation and "/tribe/events/v1" in target:
                found.append((1, target.rstrip("/").removesuffix("/events") + "/events"))
            elif "alternate" in relation.split() and kind in _ALTERNATES and "comments" not in target:
                found.append((_ALTERNATES.index(kind) * 2, target))
        return list(dict.fromkeys(target for _, target in sorted(found, key=lambda one: one[0])))[:5]

    @cached_property
    def tree(self) -> "HtmlElement":
        """The parsed document; an empty one parses to an empty <html>."""
        from lxml import html as parser

        limited = parser.HTMLParser(
            no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8"
        )
        source = self.text.replace("\x00", "").encode("utf-8", "replace")
        try:
            return parser.document_fromstring(source, parser=limited, ensure_head_body=False)
        except Exception:
            return parser.document_fromstring(b"<html><body></body></html>")

    @cached_property
    def visible_text(self) -> str:
        """The page's words without scripts and styles, for checking what markup claims."""
        source, at = self.text, 0
        parts: list[str] = []
        while start := _RAW_START.search(source, at):
            parts.append(source[at : start.start()])
            is_text = start[1] is not None and start[1].lower() in ("title", "noscript")
            at = start.end() if is_text else self._end_of(start) + 2
        parts.append(source[at:])
        return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", " ".join(parts))).split())
