"""schema.org events in JSON-LD: a page in, events out.

The scripts are found by scanning the text, since building the page's tree costs more than all the rest;
only a page whose markup looks like a copy from elsewhere is looked at more closely.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from domain.sources import Note, Reading, SourceEvent, SourceKind
from scrapers import loose_json, merge, schemaorg, schemaorg_parts, text, visible
from scrapers.page import Page
from scrapers.problems import NotAnAgenda

_MAX_NODES, _MAX_DEPTH, _MAX_EVENTS = 100_000, 60, 20_000
_NESTED = (list, dict)  # a tuple: a union is put together anew each time it is asked for
_ABOUT_EVENTS = re.compile(r"event|festival|hackathon|conference|courseinstance|screening", re.IGNORECASE)
_NOT_BELOW = frozenset(
    ("superEvent", "subEvent", "subEvents", "previousEvent", "workPerformed", "review", "offers")
)
_PLACES = (
    "location",
    "place",
    "venue",
    "theater",
    "theatre",
    "stadium",
    "arena",
    "localbusiness",
    "barorpub",
    "nightclub",
)


def parse(page: Page, *, window: tuple[date, date], zone: ZoneInfo, today: date | None = None) -> Reading:
    """The events of every JSON-LD block, each once, in the order of the page.

    Events that repeat by a schedule are followed within `window`; nothing else is filtered by it.
    Dates in words without a year are resolved against `today`. Raises `NotAnAgenda` when the page has
    no event in JSON-LD at all.
    """
    found = _read(page.linked_data, page, window, zone, today)
    kept, copied = visible.own_events(list(found.events), page)
    if len(kept) == 1 and kept[0].url is None and page.address:
        kept = [replace(kept[0], url=page.address)]
    warnings = found.warnings
    if copied:
        warnings += (
            Note(
                "The page's markup describes “{title}”, which the page does not show; it was left out.",
                title=text.one_line(copied[0].title, 80) or "?",
            ),
        )
    return replace(found, events=tuple(kept), warnings=warnings)


def parse_document(
    data: bytes, *, window: tuple[date, date], zone: ZoneInfo, base: str | None = None
) -> Reading:
    """The events of a document that is JSON-LD itself, without a page around it."""
    page = Page(data, base)
    return _read([page.text], page, window, zone)


def _read(
    blocks: list[str], page: Page, window: tuple[date, date], zone: ZoneInfo, today: date | None = None
) -> Reading:
    if not any("Event" in block or _ABOUT_EVENTS.search(block) for block in blocks):
        raise NotAnAgenda("There is no schema.org event in JSON-LD on this page.")
    warnings: list[Note] = []
    roots: list[Any] = []
    broken = 0
    for block in blocks:
        try:
            roots.extend(loose_json.values(block))
        except ValueError:
            broken += 1
    if broken:
        warnings.append(Note("Broken blocks of JSON-LD on the page, left out: {count}.", count=broken))
    known = _known_by_id(roots) if any("@id" in block for block in blocks) else {}
    context = schemaorg.Context(
        zone=zone,
        window=window,
        kind=SourceKind.JSONLD,
        base=page.base,
        site=_site_name(roots) or page.meta("og:site_name"),
        today=today,
    )
    found: list[SourceEvent] = []
    undated = items = 0
    for thing in _event_items(roots, known):
        items += 1
        if len(found) > _MAX_EVENTS:
            break
        dated = schemaorg.events(_resolved(thing, known), context)
        undated += not dated
        found.extend(dated)
    if not items:
        if broken and not roots:
            raise NotAnAgenda(
                "The page's JSON-LD is too broken to read; there is no event in it that could be used."
            )
        raise NotAnAgenda("There is no schema.org event in JSON-LD on this page.")
    if undated:
        warnings.append(Note("Events without a date, left out: {count}.", count=undated))
    return Reading(tuple(merge.once(found)), tuple(warnings), complete=not broken, kinds=(SourceKind.JSONLD,))


def _event_items(roots: list[Any], known: Mapping[str, Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Every event below the roots, outermost first; a venue's events take their place from it."""
    stack: list[tuple[Any, int, Mapping[str, Any] | None]] = [(root, 0, None) for root in reversed(roots)]
    nodes = 0
    while stack and nodes < _MAX_NODES:
        node, depth, place = stack.pop()
        nodes += 1
        if isinstance(node, list):
            if depth < _MAX_DEPTH:
                stack.extend((item, depth + 1, place) for item in reversed(node))
            continue
        if not isinstance(node, dict):
            continue
        below = [value for key, value in node.items() if isinstance(value, _NESTED) and key not in _NOT_BELOW]
        if schemaorg.is_event(node):
            if "startDate" not in node:
                node = _without_prefixes(node)
            yield {**node, "location": place} if place and not node.get("location") else node
        elif below and _is_place(node):
            place = node
        if below and depth < _MAX_DEPTH:
            stack.extend([(value, depth + 1, place) for value in reversed(below)])


def _without_prefixes(node: dict[str, Any]) -> dict[str, Any]:
    """`schema:name` and `https://schema.org/name` as `name`."""
    if not any(":" in key for key in node):
        return node
    short = (key if key.startswith("@") else key.rpartition("/")[2].rpartition(":")[2] for key in node)
    return dict(zip(short, node.values(), strict=True))


def _is_place(node: Mapping[str, Any]) -> bool:
    return any(map(_names_a_place, schemaorg_parts.types(node)))


@lru_cache(maxsize=500)
def _names_a_place(name: str) -> bool:
    folded = name.casefold()
    return folded in _PLACES or folded.endswith(("venue", "place", "theater"))


def _known_by_id(roots: list[Any]) -> dict[str, Mapping[str, Any]]:
    """Items that others refer to by `@id`, the fullest description of each."""
    known: dict[str, Mapping[str, Any]] = {}
    stack: list[tuple[Any, int]] = [(root, 0) for root in roots]
    nodes = 0
    while stack and nodes < _MAX_NODES:
        node, depth = stack.pop()
        nodes += 1
        if depth > _MAX_DEPTH:
            continue
        if isinstance(node, dict):
            own = node.get("@id")
            if isinstance(own, str) and len(node) > len(known.get(own, ())) and len(node) > 1:
                known[own] = node
            stack.extend((value, depth + 1) for value in node.values() if isinstance(value, list | dict))
        elif isinstance(node, list):
            stack.extend((item, depth + 1) for item in node)
    return known


def _resolved(thing: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    """The item with its bare references (`{"@id": …}`) replaced by what they refer to, one level down."""
    if not known:
        return thing

    def look_up(value: Any) -> Any:
        if isinstance(value, list):
            return [look_up(item) for item in value[:200]]
        if isinstance(value, dict) and len(value) <= 2 and isinstance(value.get("@id"), str):
            return known.get(value["@id"], value)
        return value

    own = thing.get("@id")
    fullest = known.get(own, thing) if isinstance(own, str) else thing
    merged = {**fullest, **thing}
    resolved = {key: look_up(value) for key, value in merged.items()}
    place = resolved.get("location")
    if isinstance(place, dict) and isinstance(place.get("address"), dict):
        resolved["location"] = {**place, "address": look_up(place["address"])}
    return resolved


def _site_name(roots: list[Any]) -> str | None:
    for root in roots:
        for node in root.get("@graph", [root]) if isinstance(root, dict) else []:
            if (
                isinstance(node, dict)
                and "WebSite" in schemaorg_parts.types(node)
                and isinstance(node.get("name"), str)
            ):
                return re.sub(r"\s+", " ", node["name"]).strip()
    return None
