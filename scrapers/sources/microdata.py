"""schema.org events in microdata (and RDFa Lite, its twin): a page in, events out."""

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from domain.sources import Note, Reading, SourceEvent, SourceKind
from scrapers import merge, schemaorg, visible
from scrapers.page import Page
from scrapers.problems import NotAnAgenda

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_DEPTH, _MAX_ITEMS = 12, 5000
_LINKS = frozenset(
    (
        "url",
        "sameAs",
        "image",
        "thumbnailUrl",
        "photo",
        "logo",
        "eventStatus",
        "eventAttendanceMode",
        "availability",
        "contentUrl",
    )
)
_SOURCES = {
    "img": "src",
    "audio": "src",
    "video": "src",
    "embed": "src",
    "iframe": "src",
    "source": "src",
    "object": "data",
}
_TYPED = {
    name: re.compile(name + r"\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
    for name in ("itemtype", "typeof")
}
_ITEM = (
    "//*[@itemscope][contains(@itemtype, 'schema.org') or contains(@itemtype, 'data-vocabulary.org')]"
    " | //*[@typeof]"
)


def parse(page: Page, *, window: tuple[date, date], zone: ZoneInfo, today: date | None = None) -> Reading:
    """The events of a page's microdata, each once. Raises `NotAnAgenda` when it has none.

    Dates in words without a year are resolved against `today`.
    """
    if not _names_an_event(page.markup):
        raise NotAnAgenda("There is no schema.org event in microdata on this page.")
    site = page.meta("og:site_name")
    context = schemaorg.Context(zone, window, SourceKind.MICRODATA, page.base, site, today)
    found: list[SourceEvent] = []
    items = undated = 0
    for element in _outermost(page.tree):
        items += 1
        dated = schemaorg.events(_item(element, 0), context)
        undated += not dated
        found.extend(dated)
    if not items:
        raise NotAnAgenda("There is no schema.org event in microdata on this page.")
    warnings = (Note("Events without a date, left out: {count}.", count=undated),) if undated else ()
    kept, _ = visible.own_events(merge.once(found), page)
    return Reading(tuple(kept), warnings, kinds=(SourceKind.MICRODATA,))


def _names_an_event(source: str) -> bool:
    """Whether any attribute names a type of event: only then the page's tree is worth building."""
    if "TYPE" in source and ("ITEMTYPE" in source or "TYPEOF" in source):
        source = source.replace("ITEMTYPE", "itemtype").replace("TYPEOF", "typeof")
    return any(
        schemaorg.is_event({"@type": (one[1] or one[2] or one[3] or "").split()})
        for name, pattern in _TYPED.items()
        if name in source
        for one in pattern.finditer(source)
    )


def _outermost(tree: "HtmlElement") -> Iterator["HtmlElement"]:
    """Event items that are not a part of another event: its parts come with it."""
    taken: set[Any] = set()
    for element in tree.xpath(_ITEM)[:_MAX_ITEMS]:
        if not schemaorg.is_event({"@type": _types(element)}):
            continue
        inside = any(above in taken for above in element.iterancestors())
        if not inside or _property(element) not in ("subEvent", "subEvents", "superEvent"):
            taken.add(element)
            yield element


def _types(element: "HtmlElement") -> list[str]:
    return (element.get("itemtype") or element.get("typeof") or "").split()


def _property(element: "HtmlElement") -> str:
    names = (element.get("itemprop") or element.get("property") or "").split()
    return names[0].rpartition(":")[2].rpartition("/")[2] if names else ""


def _is_item(element: "HtmlElement") -> bool:
    return element.get("itemscope") is not None or element.get("typeof") is not None


def _item(element: "HtmlElement", depth: int) -> dict[str, Any]:
    """The element as the same kind of object that JSON-LD has; every property holds a list of values."""
    item: dict[str, Any] = {"@type": _types(element)}
    if own := element.get("itemid") or element.get("resource"):
        item["@id"] = own
    roots = [element]
    for reference in (element.get("itemref") or "").split()[:20]:
        roots.extend(element.getroottree().xpath("//*[@id=$id]", id=reference)[:1])
    stack = [
        child for root in reversed(roots) for child in ([root] if root is not element else reversed(root))
    ]
    seen = 0
    while stack and seen < 20_000:
        child = stack.pop()
        seen += 1
        if not isinstance(child.tag, str):
            continue
        nested = _is_item(child)
        names = (child.get("itemprop") or child.get("property") or "").split()
        for name in names:
            name = name.rpartition(":")[2].rpartition("/")[2]
            value: Any = _item(child, depth + 1) if nested and depth < _MAX_DEPTH else _value(child, name)
            if value not in (None, ""):
                item.setdefault(name, []).append(value)
        if not nested:
            stack.extend(reversed(child))
    return item


def _value(element: "HtmlElement", name: str) -> str | None:
    tag = element.tag
    for attribute in ("content", "datetime"):
        # authors put `content` on any element, and search engines read it there
        if (given := element.get(attribute)) is not None and (given.strip() or tag == "meta"):
            return str(given).strip()
    if tag in _SOURCES:
        return _attribute(element, _SOURCES[tag]) or _attribute(element, "data-src")
    if tag in ("a", "area", "link"):
        if name in _LINKS or tag == "link":
            return _attribute(element, "href")
    elif tag in ("data", "meter"):
        return _attribute(element, "value")
    elif tag == "abbr" and (given := element.get("title")):
        return str(given)
    text = element.text_content() if name != "description" else _with_breaks(element)
    return text.strip() or None


def _attribute(element: "HtmlElement", name: str) -> str | None:
    value = element.get(name)
    return str(value).strip() if value else None


def _with_breaks(element: "HtmlElement") -> str:
    parts: list[str] = []
    for node in element.iter():
        if node.tag in ("br", "p", "li", "div"):
            parts.append("\n")
        if node.tag in ("script", "style"):
            continue
        parts.append(node.text or "")
        if node is not element:
            parts.append(node.tail or "")
    return "".join(parts)
