"""Selectors for a page that nobody configured: found from what repeats on it, and tried on the page itself.

So nobody has to know what a selector is: a person is shown the events that these selectors give, and
says yes or no.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from domain.selectors import Pick, Selectors
from domain.sources import Note, SourceEvent
from scrapers import css_candidates
from scrapers.page import Page
from scrapers.problems import NotAnAgenda, Unreadable
from scrapers.sources import selected, words_item
from scrapers.sources.words import Listing, listing
from scrapers.sources.words_blocks import Block

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_TRIED, _MOST_LOOKED_AT = 12, 60
_MANY = 200
_SAMPLE = 60
_ENOUGH = 0.8


@dataclass(frozen=True, slots=True)
class Proposal:
    """How the page can be read from now on, and the events that this gives today."""

    selectors: Selectors
    events: tuple[SourceEvent, ...]
    warnings: tuple[Note, ...] = ()


def propose(page: Page, *, zone: ZoneInfo, today: date) -> Proposal:
    """The selectors that find the page's events again, also when others stand there.

    Raises `NotAnAgenda` when nothing on the page repeats like an agenda, or when no selector finds it again.
    """
    shown = listing(page, zone=zone, today=today)
    found = for_listing(shown, page, zone=zone, today=today) if shown else None
    if found is None:
        raise NotAnAgenda("No list of events with dates was found on this page.")
    return found


def for_listing(shown: Listing, page: Page, *, zone: ZoneInfo, today: date) -> Proposal | None:
    """The proposal for a list that was found in the page's words; None when nothing finds it again."""
    best: tuple[int, Selectors, tuple[SourceEvent, ...]] | None = None
    wanted = Counter(map(_seen, shown.events))
    most = _MOST_TRIED if len(shown.blocks) <= _MANY else _MOST_TRIED // 4
    for selectors in islice(_possible(shown, page), most):
        try:
            events = selected.parse(page, selectors, zone=zone, today=today).events
        except Unreadable:
            continue
        again = Counter(map(_seen, events))
        hits = (wanted & again).total()
        if hits == wanted.total() and len(events) <= hits * 1.25 + 1:
            return Proposal(selectors, events)
        if len(events) <= wanted.total() * 1.25 + 1 and (best is None or hits > best[0]):
            best = hits, selectors, events
    if best is None or best[0] < _ENOUGH * wanted.total():
        return None
    missing = Note(
        "Not found again in this way: {count} of the {all} events.",
        count=wanted.total() - best[0],
        all=wanted.total(),
    )
    return Proposal(best[1], best[2], (missing,))


def _seen(event: SourceEvent) -> tuple[object, ...]:
    return event.title, event.start, event.url


def _possible(shown: Listing, page: Page) -> Iterator[Selectors]:
    """Selectors to try, the most lasting first; those that find more than the items come last."""
    levels = list(_levels(shown.blocks))
    candidates = sorted(
        (*weight, css, level)
        for level, blocks in enumerate(levels)
        for weight, css in _leading_to([block.elements[0] for block in blocks], page)
    )
    parts = [(_title(blocks), _date(blocks)) for blocks in levels]
    for *_, css, level in candidates:
        title, dated = parts[level]
        for pair in dict.fromkeys(((title, dated), (title, None), (None, dated), (None, None))):
            yield Selectors(item=Pick(css), title=pair[0], date=pair[1])


def _levels(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The items as they were found, and the one element that each consists of, when there is one."""
    unique = list({block.elements[0]: block for block in blocks}.values())
    yield unique
    for _ in range(2):
        inner = []
        for block in unique:
            children = [child for child in block.elements[0] if isinstance(child.tag, str)]
            if len(children) != 1 or children[0] is block.dated or (block.elements[0].text or "").strip():
                return
            inner.append(Block((children[0],), block.dated))
        unique = inner
        yield unique


def _leading_to(elements: "Sequence[HtmlElement]", page: Page) -> Iterator[tuple[tuple[int, float], str]]:
    """((how many more than these elements it finds, how little it is to be relied on), selector)."""
    wanted = set(elements)
    for weight, css in css_candidates.within(elements)[:_MOST_LOOKED_AT]:
        pick = Pick(css)
        if len(selected.found(page.tree, pick)) > 3 * len(wanted) + 3:
            continue
        matching = selected.items(page.tree, Selectors(item=pick))
        if wanted <= set(matching) and len(matching) <= 2 * len(wanted) + 2:
            yield (len(matching) - len(wanted), weight), css


def _title(blocks: Sequence[Block]) -> Pick | None:
    """Where the names stand; None when that differs from item to item."""
    pairs = []
    for block in blocks[:_SAMPLE]:
        heading, _ = words_item.title(block.elements[0], block.dated)
        if heading is None or heading is block.elements[0] or heading is block.dated:
            return None
        pairs.append((block.elements[0], heading))
    return _first_of_each(pairs)


def _date(blocks: Sequence[Block]) -> Pick | None:
    """Where the dates stand: in each item, or above several of them; None when that differs."""
    pairs = [(block.elements[0], block.dated) for block in blocks[:_SAMPLE]]
    inside = [any(dated is one for one in item.iter()) for item, dated in pairs]
    if all(inside):
        return None if any(item is dated for item, dated in pairs) else _first_of_each(pairs)
    if any(inside):
        return None
    headings = list({dated: None for _, dated in pairs})
    return next((Pick(css) for _, css in css_candidates.within(headings)), None)


def _first_of_each(pairs: "Sequence[tuple[HtmlElement, HtmlElement]]") -> Pick | None:
    """The selector whose first match in every item is that item's element."""
    holders, wanted = [item for item, _ in pairs], [element for _, element in pairs]
    candidates = css_candidates.simple(wanted)
    if len(set(holders)) == len(holders):
        candidates = sorted([*candidates, *css_candidates.below(wanted, holders)])
    for _, css in candidates[:30]:
        pick = Pick(css)
        if all(next(iter(selected.found(item, pick)), None) is element for item, element in pairs):
            return pick
    return None
