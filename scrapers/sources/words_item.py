"""What one item of a list in words says: its name, link, place, price, picture and stickers."""

import re
from typing import TYPE_CHECKING

from domain.sources import NOWHERE, SourcePlace, SourceStatus
from scrapers import status, text
from scrapers.page import Page
from scrapers.sources.words_blocks import LIKE_A_DATE, WEEKDAY, words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLE = re.compile(
    r"(?:^|[\s_-])(?:title|titel|titre|naam|name|artist|artiest|act|headline|heading|kop|summary)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:^|[\s_-])(?:venue|location|locatie|plaats|plek|zaal|podium|room|place|where)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PRICE = re.compile(r"(?:^|[\s_-])(?:price|prijs|entree|tarief|cost)(?:$|[\s_-])", re.IGNORECASE)
_MONEY = re.compile(
    r"(?:€|£|\bEUR)\s?\d{1,3}(?:[.,](?:\d\d|-))?(?:,-)?|\d{1,3}(?:[.,]\d\d)?\s?(?:€|euro)", re.IGNORECASE
)
_BACKGROUND = re.compile(r"url\(\s*['\"]?([^'\")]{4,500})")
_LEADING_DATE = re.compile(
    rf"^(?:{WEEKDAY.pattern})?[\s,.]*(?:{LIKE_A_DATE.pattern})(?:\s+20\d\d)?[\s:|–—-]+", re.IGNORECASE
)
_NOWHERE_TO_GO = ("#", "mailto:", "tel:", "javascript:")
_NO_NAME = re.compile(
    rf"(?:{WEEKDAY.pattern}|[\d\s:.,–-]|uur|u|h|[ap]\.?m\.?|tot|t/m|to|€|eur|euro|gratis|free)*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[1-9]\d*")
_BUTTONS = re.compile(
    r"^(?:koop |bestel |buy |order |get )?(?:tickets?|kaarten|info|meer|more|lees|read|bekijk|view|details"
    r"|reserveer|book|uitverkocht|sold out)\b|^(?:pdf|agenda|minutes|notulen|download|register|aanmelden"
    r"|inschrijven|rsvp|zoom|map|route|directions|website|facebook|google calendar|ical|ics|share|deel)\W*$",
    re.IGNORECASE,
)


def title(element: "HtmlElement", dated: "HtmlElement") -> tuple["HtmlElement | None", str | None]:
    """The element that names the item, and the name: a heading, what is called a title, a link's text."""
    headings = list(element.iter("h1", "h2", "h3", "h4", "h5", "h6"))
    named = [
        e for e in element.iterdescendants() if isinstance(e.tag, str) and _TITLE.search(e.get("class") or "")
    ]
    links = sorted(element.iter("a"), key=lambda a: -len(words(a, dated)))
    cells = [cell for cell in element if cell.tag == "td" and not _NO_NAME.fullmatch(words(cell))]
    for candidate in (*headings, *named, *links, *element.iter("strong", "b"), *cells, element):
        if candidate is dated:
            continue
        written = name(candidate, dated) if candidate not in links else _first_part(candidate, dated)
        if written and not _BUTTONS.match(written) and (candidate is not element or len(written) < 120):
            return candidate, written
    return _name_in_date(dated)


def _name_in_date(dated: "HtmlElement") -> tuple["HtmlElement | None", str | None]:
    written = _LEADING_DATE.sub("", words(dated))
    return (
        (dated, text.one_line(written, text.TITLE))
        if written != words(dated) and len(written) > 2
        else (None, None)
    )


def name(element: "HtmlElement", dated: "HtmlElement") -> str | None:
    """The element's words without small raised additions (a country, a footnote) and without its date."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "a" and _BUTTONS.match(words(child)):
            parts.append(child.tail or "")
            continue
        if (
            child is not dated
            and isinstance(child.tag, str)
            and child.tag not in ("sup", "time", "script", "style", "svg")
        ):
            parts.append(words(child, dated))
        parts.append(child.tail or "")
    written = _without_date(" ".join(" ".join(parts).split()), dated)
    return text.one_line(written, text.TITLE) if any(sign.isalpha() for sign in written) else None


def _without_date(written: str, dated: "HtmlElement") -> str:
    """The words behind the item's own date; any other date is a part of the name ("5 mei-concert")."""
    leading = _LEADING_DATE.match(written)
    if leading and set(_NUMBER.findall(leading[0])) <= set(_NUMBER.findall(words(dated))):
        return written[leading.end() :]
    return written


def _first_part(anchor: "HtmlElement", dated: "HtmlElement") -> str | None:
    """A link around a whole item names it in its first part that is neither picture nor date."""
    inside = set(anchor.iter())
    parts = [child for child in anchor if isinstance(child.tag, str) and child is not dated]
    if (anchor.text or "").strip() or dated not in inside or not parts:
        return name(anchor, dated)
    while len(parts) == 1 and len(parts[0]):
        parts = [child for child in parts[0] if isinstance(child.tag, str) and child is not dated]
    return next(filter(None, (name(part, dated) for part in parts if dated not in part.iter())), None)


def link(element: "HtmlElement", heading: "HtmlElement | None", page: Page) -> str | None:
    """The item's own page: the link at its name, around it, or the first within it."""
    around = [a for a in (element, *element.iterancestors()) if a.tag == "a"][:1]
    near = [] if heading is None else [*(a for a in heading.iterancestors("a")), *heading.iter("a")]
    for anchor in (*near, *around, *element.iter("a")):
        href = anchor.get("href") or ""
        if not href.startswith(_NOWHERE_TO_GO) and (found := text.link(href, page.base)):
            return found
    return None


def leads_to(element: "HtmlElement") -> str | None:
    """What the item's first link says, which in a saved page may be of no use as an address."""
    anchors = (*element.iter("a"), *element.iterancestors("a"))
    hrefs = (str(anchor.get("href") or "") for anchor in anchors)
    return next((href for href in hrefs if href and not href.startswith(_NOWHERE_TO_GO)), None)


def label(element: "HtmlElement") -> SourceStatus | None:
    """A sticker such as "afgelast" that stands by itself in the item."""
    stickers = (
        inner.text
        for inner in element.iterdescendants()
        if isinstance(inner.tag, str) and len(inner) == 0 and inner.text and len(inner.text) < 40
    )
    return next(filter(None, map(status.from_label, stickers)), None)


def place(element: "HtmlElement") -> SourcePlace:
    """What an element says that is called a venue, room or location."""
    for inner in element.iterdescendants():
        if isinstance(inner.tag, str) and _PLACE.search(inner.get("class") or ""):
            called = text.one_line(words(inner), 120)
            if called and not LIKE_A_DATE.search(called):
                return SourcePlace(name=called)
    return NOWHERE


def price(element: "HtmlElement") -> str | None:
    """What an element says that is called a price, else the first amount of money in the item."""
    for inner in element.iterdescendants():
        if (
            isinstance(inner.tag, str)
            and _PRICE.search(inner.get("class") or "")
            and (found := text.one_line(words(inner), 60))
        ):
            return found
    money = _MONEY.search(words(element)[:600])
    return money[0] if money else None


def image(element: "HtmlElement", page: Page) -> str | None:
    """The item's picture, also one that is loaded later or stands in a style."""
    for image in element.iter("img"):
        for attribute in ("data-src", "src", "data-lazy-src"):
            if (image.get(attribute) or "").startswith("data:"):
                continue
            if found := text.link(image.get(attribute), page.base):
                return found
    for inner in element.iterdescendants():
        if isinstance(inner.tag, str) and (match := _BACKGROUND.search(inner.get("style") or "")):
            return text.link(match[1], page.base)
    return None
