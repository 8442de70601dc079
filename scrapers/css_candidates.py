"""CSS selectors that may lead to given elements, the most lasting first.

Never by position, and never by names that a build tool made up: those change with the next release.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from scrapers.class_names import cost, shared, stems

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Candidate = tuple[float, str]
"""(how little it is to be relied on, selector)."""

_BY_ITSELF = {
    "article": 1.5,
    "time": 0.8,
    "li": 2.5,
    "tr": 2.5,
    "summary": 2.0,
    "figcaption": 2.0,
    "dt": 2.0,
    "dd": 2.5,
}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NAMED_FOR_TESTS = ("data-testid", "data-test", "data-component", "data-type", "itemprop", "role")
_TELLS_EVENT = re.compile(r"event|agenda|show|concert|item|card|voorstelling", re.IGNORECASE)
_REGIONS = ("main", "section", "table", "tbody", "ul", "ol")
_ANYWHERE = 1.5
"""What a bare tag costs more when nothing says where on the page it stands."""
_MOST_LEVELS = 5


def simple(elements: "Sequence[HtmlElement]") -> list[Candidate]:
    """Selectors of one step that all of the elements answer to."""
    if not elements or any(one.tag != elements[0].tag for one in elements):
        return []
    tag = str(elements[0].tag)
    found: list[Candidate] = []
    names = shared([one.get("class") for one in elements])
    for place, name in enumerate(names[:6]):
        weight = (cost(name) or 0.0) + 0.3 + place * 0.05
        found.append((weight, f"{tag}.{name}"))
        found.extend((weight + 0.4, f"{tag}.{name}.{other}") for other in names[place + 1 : place + 3])
    found.extend((1.2, f"{tag}[class*='{stem}']") for stem in stems([one.get("class") for one in elements]))
    found.extend(_by_attribute(tag, elements))
    if tag == "a" and (start := _common_start([one.get("href") or "" for one in elements])):
        found.append((1.6, f"a[href^='{start}']"))
    if tag in _BY_ITSELF or tag in _HEADINGS:
        found.append((_BY_ITSELF.get(tag, 1.0), tag))
    return sorted(found)


def within(elements: "Sequence[HtmlElement]") -> list[Candidate]:
    """Selectors of one or two steps: the elements by themselves, or below something that has a name."""
    alone = [(weight + _ANYWHERE * (css == elements[0].tag), css) for weight, css in simple(elements)]
    return sorted([*alone, *below(elements, ())])


def below(elements: "Sequence[HtmlElement]", holders: "Sequence[HtmlElement]") -> list[Candidate]:
    """Selectors of two steps: below something with a name, which itself lies below the holders if given."""
    if not elements or any(one.tag != elements[0].tag for one in elements):
        return []
    tag, last = str(elements[0].tag), simple(elements)
    last = last if any(selector == tag for _, selector in last) else [*last, (3.0, tag)]
    found: list[Candidate] = []
    ends, above = set(holders), list(elements)
    for level in range(_MOST_LEVELS):
        parents = {one.getparent(): None for one in above}
        if None in parents or not ends.isdisjoint(parents):
            break
        above = [one for one in parents if one is not None]
        for weight, holder in _holders(above)[:4]:
            joint = " > " if level == 0 else " "
            found.extend(
                (weight * 0.5 + own + 0.4 + level * 0.2, f"{holder}{joint}{selector}")
                for own, selector in last[:5]
            )
    return found


def _holders(elements: "Sequence[HtmlElement]") -> list[Candidate]:
    found = simple(elements)
    if len(elements) == 1 and (name := elements[0].get("id")) and (weight := cost(name)) is not None:
        found.append((weight + 0.2, f"#{name}"))
    if (tag := str(elements[0].tag)) in _REGIONS and all(one.tag == tag for one in elements):
        found.append((3.5, tag))
    return sorted(found)


def _by_attribute(tag: str, elements: "Sequence[HtmlElement]") -> Iterator[Candidate]:
    for name, value in sorted(elements[0].attrib.items()):
        name, value = str(name), str(value)
        if not re.fullmatch(r"[a-z-]+", name):
            continue
        same = all(one.get(name) == value for one in elements)
        if name in _NAMED_FOR_TESTS and same and (weight := cost(value)) is not None:
            yield weight + 0.5, f"{tag}[{name}='{value}']"
        elif (
            name.startswith("data-") and _TELLS_EVENT.search(name) and all(one.get(name) for one in elements)
        ):
            yield 0.9, f"{tag}[{name}]"


def _common_start(links: list[str]) -> str | None:
    """The folder that all the links lead into; None when that is the whole site."""
    if len(set(links)) < 2:
        return None
    signs = takewhile(lambda column: len(set(column)) == 1, zip(*links, strict=False))
    start = "".join(column[0] for column in signs)
    start = start[: start.rfind("/") + 1]
    path = start.partition("://")[2].partition("/")[2] if "://" in start else start
    usable = re.fullmatch(r"[\w/.:~%-]+", start) and len(path.strip("/")) > 2
    return start if usable else None
