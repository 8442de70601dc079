"""Finding the block of a page that repeats and holds a date each time, without being told where it is."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from scrapers import status

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MONTH = (
    r"jan(?:uar[iy]?|\.)?|feb(?:ruar[iy]?)?|m(?:aa)?rt|m[äa]rz|mar(?:ch)?|apr(?:il)?|mei|may|mai|jun[ie]?|jul[iy]?|aug(?:ustus|ust)?"
    r"|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?"
)
LIKE_A_DATE = re.compile(
    rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th|e|\.)?\s*(?:of\s+)?[\s./'-]*(?:{_MONTH})\b|\b(?:{_MONTH})\.?\s*\d{{1,2}}(?!\d)"
    r"|(?<![\d.,:€£$])\d{1,2}\s?[-/]\s?(?:0?[1-9]|1[0-2])(?:\s?[-/]\s?(?:20)?\d\d)?(?![\d,%:.])"
    # with dots it may be an hour, so something must say that it is none
    r"|(?<![\d.,:€£$])\d{1,2}\.(?:0?[1-9]|1[0-2])\.(?:(?:20)?\d\d)?(?![\d,%])"
    r"|\b(?:ma|di|wo|do|vr|za|zo|mo|mi|fr|sa|so)\.?\s+\d{1,2}\.(?:0?[1-9]|1[0-2])(?!\d)|\b20\d\d-\d\d-\d\d\b",
    re.IGNORECASE,
)
WEEKDAY = re.compile(
    r"\b(?:ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun)\b\.?|\w+dag\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
_CALLED_DATE = re.compile(r"dat(?:e|um)|(?:^|[\s_-])(?:dag|day|when|wanneer)", re.IGNORECASE)
_BARE_DATE = re.compile(r"(?:\w{2,9}\.?\s+)?\d{1,2}\s?[-./|]\s?(?:0?[1-9]|1[0-2])\.?")
_BARE_DAY = re.compile(r"(?:\w{2,9}\.?\s+)?\d{1,2}(?:st|nd|rd|th|e)?", re.IGNORECASE)
_WEEKDAY_AND_DAY = re.compile(
    r"(?:ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\.?,?\s+\d{1,2}(?:st|nd|rd|th|e)?\.?",
    re.IGNORECASE,
)
_HEADS_APART = 40
_CALLED_MONTH = re.compile(r"month|maand", re.IGNORECASE)
_HEADS = frozenset(("h1", "h2", "h3", "h4", "caption", "th"))
_MONTH_HEAD = re.compile(rf"\b(?:{_MONTH})\b(?:\s+20\d\d)?", re.IGNORECASE)
_SPOKEN = re.compile(
    r"(?:vandaag|vanavond|vanmiddag|morgen(?:avond)?|today|tonight|tomorrow)\b.{0,30}\Z", re.IGNORECASE
)
_HIDDEN = frozenset(
    (
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "iframe",
        "select",
        "option",
        "form",
        "head",
        "button",
        "textarea",
    )
)
_APART = frozenset(("nav", "footer", "aside"))
_LONGEST = 160
_BEHIND_PATH = re.compile(r"[?#].*\Z", re.DOTALL)
# what stands in an item beside the link to it
_SIDE_WAY = re.compile(
    r"^(?:mailto|tel|webcal|javascript):|\.ics$|/ical\b|calendar\.google|google\.[a-z.]+/(?:calendar|maps)|maps\.|outlook\."
    r"|//(?:[\w-]+\.)?(?:facebook|twitter|x|instagram|linkedin|whatsapp|spotify|youtube)\.com|wa\.me|addtoany",
    re.IGNORECASE,
)
_MAX_ELEMENTS = 60_000


@dataclass(frozen=True, slots=True)
class Block:
    """One item: its elements (more than one when a date heads several), and the element with its date."""

    elements: "tuple[HtmlElement, ...]"
    dated: "HtmlElement"


def words(element: "HtmlElement", skip: "HtmlElement | None" = None) -> str:
    """The element's text, a space between the texts of its parts."""
    parts: list[str] = []
    _gather(element, skip, parts, 0)
    return " ".join(" ".join(parts).split())


def _gather(element: "HtmlElement", skip: "HtmlElement | None", parts: list[str], depth: int) -> None:
    if element is skip or not isinstance(element.tag, str) or element.tag in _HIDDEN or depth > 60:
        return
    if element.text:
        parts.append(element.text)
    for child in element:
        _gather(child, skip, parts, depth + 1)
        if child.tail:
            parts.append(child.tail)


def dated_elements(tree: "HtmlElement") -> "list[HtmlElement]":
    """The innermost elements whose short text is (or whose <time> holds) a date, in document order."""
    found: list[HtmlElement] = []
    above: set[HtmlElement] = set()
    elements = list(tree.iter())[:_MAX_ELEMENTS]
    # children come after their parents in document order, so backwards the innermost are met first
    for element in reversed(elements):
        if not isinstance(element.tag, str) or element.tag in _HIDDEN or element in above:
            continue
        if _is_dated(element):
            found.append(element)
            above.update(element.iterancestors())
    return found[::-1]


def _is_dated(element: "HtmlElement") -> bool:
    if element.tag == "time" and (element.get("datetime") or "")[:2].isdigit():
        return True
    if element.tag in ("html", "body", "main"):
        return False
    written = _short(element)
    if not written:
        return False
    if LIKE_A_DATE.search(written):
        # "moved to 3 May" is what happened to the item, not when it is
        return status.from_label(written) is None
    if _WEEKDAY_AND_DAY.fullmatch(written):
        return True
    if _CALLED_DATE.search(element.get("class") or ""):
        if _BARE_DATE.fullmatch(written):
            return True
        if _BARE_DAY.fullmatch(written):
            # the month may stand in an element of its own right before or behind it
            around = element.getparent()
            beside = _short(around) if around is not None else None
            return not (beside and LIKE_A_DATE.search(beside))
    return bool(_SPOKEN.match(written))


def with_month(element: "HtmlElement", written: str) -> str:
    """A bare day number with the month that the nearest heading above it names."""
    if not (_BARE_DAY.fullmatch(written) or _WEEKDAY_AND_DAY.fullmatch(written)):
        return written
    month = _months_above(element.getroottree().getroot()).get(element)
    return f"{written} {month}" if month else written


def forget() -> None:
    """Another page begins."""
    _months_above.cache_clear()


@lru_cache(maxsize=1)
def _months_above(root: "HtmlElement") -> "dict[HtmlElement, str]":
    """For each element the month that the last heading before it names, gathered in one walk."""
    above: dict[HtmlElement, str] = {}
    month, since = "", 0
    for element in islice(root.iter(), _MAX_ELEMENTS):
        if not isinstance(element.tag, str):
            continue
        if month and since < _HEADS_APART:
            above[element] = month
        if element.tag in _HEADS or _CALLED_MONTH.search(element.get("class") or ""):
            heading, since = _short(element), since + 1
            if heading and len(heading) < 40 and (named := _MONTH_HEAD.search(heading)):
                month, since = named[0], 0
    return above


def _short(element: "HtmlElement") -> str | None:
    """The element's text when it is short, without gathering the long ones in full."""
    size, parts = 0, []
    for count, part in enumerate(element.itertext()):
        size += len(part.strip())
        if size > _LONGEST or count > 40:
            return None
        parts.append(part)
    return " ".join(" ".join(parts).split())


def groups(tree: "HtmlElement") -> list[list[Block]]:
    """Blocks that repeat under a common element, the largest group first."""
    dates = dated_elements(tree)
    holds: dict[HtmlElement, int] = defaultdict(int)
    for element in dates:
        for holder in (element, *element.iterancestors()):
            holds[holder] += 1
    shown = [e for e in dates if not any(a.tag in _APART or a.tag in _HIDDEN for a in e.iterancestors())]
    widest = {element: _widest(element, holds) for element in shown}
    times = Counter(place for block in set(widest.values()) if (place := _place(block)))
    by_place: dict[tuple[object, ...], dict[HtmlElement, list[HtmlElement]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for element in shown:
        block = _usual(element, widest[element], times)
        if place := _place(block):
            by_place[place][block].append(element)
    found = [
        [
            one
            for block, inside in blocks.items()
            for dated in _own_dates(inside)
            for one in _blocks(block, dated, holds)
        ]
        for blocks in by_place.values()
    ]
    return sorted(filter(None, found), key=len, reverse=True)


def _place(block: "HtmlElement") -> tuple[object, ...] | None:
    """What items of one list have in common: where they are and how they are marked up."""
    parent = block.getparent()
    if parent is None:
        return None
    return (_depth(block), block.tag, _shape(block), parent.tag, _shape(parent))


def _usual(
    element: "HtmlElement", widest: "HtmlElement", times: "Counter[tuple[object, ...]]"
) -> "HtmlElement":
    """The block around a date like those of most others: a list of one item is not itself an item."""
    best, most = widest, times.get(_place(widest) or (), 0)
    for holder in (element, *element.iterancestors()):
        if holder is widest:
            break
        if (place := _place(holder)) and times[place] > max(most, 1):
            best, most = holder, times[place]
    return best


def _own_dates(dates: "list[HtmlElement]") -> "list[HtmlElement]":
    """Of several dates in one item, those that are neither an hour alone nor a part of its name."""
    if len(dates) < 2:
        return dates
    dates = [d for d in dates if LIKE_A_DATE.search(words(d))] or dates
    names = ("h1", "h2", "h3", "h4", "h5", "h6", "strong", "b")
    apart = [d for d in dates if not any(a.tag in names for a in (d, *d.iterancestors()))]
    return apart or dates


def _widest(element: "HtmlElement", holds: "dict[HtmlElement, int]") -> "HtmlElement":
    """The largest element around this date that holds no other item's date."""
    block = element
    for holder in element.iterancestors():
        if holder.tag in ("body", "html", "main"):
            break
        if holds[holder] > holds[block] and not _one_item(holder):
            break
        block = holder
    return block


def _one_item(holder: "HtmlElement") -> bool:
    """Several dates but one link: the parts of a single item (a date and, say, a period)."""
    only = None
    for anchor in holder.iter("a"):
        link = _BEHIND_PATH.sub("", anchor.get("href") or "")
        if not link or _SIDE_WAY.search(link):
            continue
        if only and link != only:
            return False
        only = link
    # without any link it is a part of something larger, unless it is a table, whose rows are the items
    return only is not None or holder.tag not in ("table", "tbody")


def _blocks(block: "HtmlElement", dated: "HtmlElement", holds: "dict[HtmlElement, int]") -> Iterator[Block]:
    if _has_link(block) or any(a.tag == "a" and a.get("href") for a in block.iterancestors()):
        yield Block((block,), dated)
        return
    if block.tag == "tr" and dated is not block and len(block) > 1:
        # the rows of a table are its items, with or without links
        yield Block((block,), dated)
        return
    # a date by itself heads what follows it, up to the next date
    following = []
    for sibling in block.itersiblings():
        if holds.get(sibling) or not isinstance(sibling.tag, str):
            break
        following.append(sibling)
    for sibling in following[:60]:
        yield from (Block((item,), dated) for item in _linked(sibling))


def _linked(element: "HtmlElement") -> Iterator["HtmlElement"]:
    """The items inside one element that follows a date: the children that have links, or itself."""
    children = [child for child in element if isinstance(child.tag, str) and _has_link(child)]
    if children and (
        element.tag in ("ul", "ol", "tbody") or (element.tag in ("div", "section") and len(children) > 1)
    ):
        yield from children
    elif _has_link(element):
        yield element


def _has_link(element: "HtmlElement") -> bool:
    return any(a.get("href") for a in element.iter("a"))


def _shape(element: "HtmlElement") -> str:
    names = [
        name for name in (element.get("class") or "").split() if not any(sign.isdigit() for sign in name)
    ]
    return names[0] if names else ""


def _depth(element: "HtmlElement") -> int:
    return sum(1 for _ in element.iterancestors())
