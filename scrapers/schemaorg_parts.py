"""The smaller words of schema.org: what a value's text is, where a place is, what a ticket costs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import orjson

from domain.sources import NOWHERE, SourcePlace
from scrapers import text

Thing = Mapping[str, Any]
"""An item: property names to a value, a nested item, or a list of them."""

_LITERALS = (str, int, float)
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_PRICES = ("price", "lowPrice", "highPrice")
Written = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What one reading has met so far: an agenda repeats its few places and prices at every event, and
    cleaning each once saves a fifth of the time a list takes. It goes when the reading is done."""

    places: dict[bytes, SourcePlace] = field(default_factory=dict)
    prices: dict[tuple[Written, Written, str | None], str | None] = field(default_factory=dict)


def types(thing: Thing) -> list[str]:
    """The bare names of an item's types: `http://schema.org/MusicEvent` -> `MusicEvent`."""
    raw = thing.get("@type", thing.get("type"))
    if isinstance(raw, str):
        return [_bare(raw)]
    return [_bare(name) for name in raw if isinstance(name, str)] if isinstance(raw, list) else []


@lru_cache(maxsize=500)
def _bare(name: str) -> str:
    return name.rstrip("/#").replace("#", "/").rpartition("/")[2].rpartition(":")[2]


def location(value: Any, known: Known) -> SourcePlace:
    """The first place one can go to; "Online" when there is only a virtual one."""
    try:
        written = orjson.dumps(value)
    except TypeError:  # half a character in it, or nested too deep: rare enough to be read each time
        return _location(value)
    if written not in known.places:
        known.places[written] = _location(value)
    return known.places[written]


def _location(value: Any) -> SourcePlace:
    places = values(value)
    physical = [place for place in places if not _is_called(place, "virtuallocation")]
    found = next((found for place in physical if (found := _place(place)) != NOWHERE), NOWHERE)
    return SourcePlace(name="Online") if places and not physical else found


def url(thing: Thing, base: str | None) -> str | None:
    """Where a reader finds more about an item: its own link before that of its tickets."""
    if found := link(thing.get("url"), base):
        return found
    own = thing.get("@id")
    page = own if isinstance(own, str) and "#" not in own else None
    offers = [offer.get("url") for offer in things(thing.get("offers"))]
    return link([thing.get("mainEntityOfPage"), thing.get("sameAs"), page, *offers], base)


def link(value: Any, base: str | None, depth: int = 0) -> str | None:
    """The first usable link among a property's values, or within them (an ImageObject's `contentUrl`)."""
    if isinstance(value, str):
        return text.link(value, base)
    for item in values(value):
        if isinstance(item, dict):
            inner = [item.get(key) for key in ("url", "contentUrl", "@id")]
            found = link(inner, base, depth + 1) if depth < 4 else None
        elif isinstance(item, list):
            found = link(item, base, depth + 1) if depth < 4 else None
        else:
            found = text.link(item, base)
        if found:
            return found
    return None


def price(thing: Thing, known: Known) -> str | None:
    """What tickets cost, from the cheapest to the dearest, with the currency's code; "0" is free."""
    prices: list[str | None] = []
    currencies: list[str | None] = []
    for offer in things(thing.get("offers")):
        currencies.append(string(offer.get("priceCurrency")))
        for source in (offer, *things(offer.get("priceSpecification"))):
            for key in _PRICES:
                if key in source:
                    prices.extend([string(raw) for raw in values(source[key])])
    free = string(thing.get("isAccessibleForFree"))
    written = tuple(currencies), tuple(prices), free
    if any(isinstance(one, text.Exact) for one in prices):
        return _price(*written)  # it would be found under the same words that are no exact ones
    if written not in known.prices:
        known.prices[written] = _price(*written)
    return known.prices[written]


def _price(currencies: Written, prices: Written, free: str | None) -> str | None:
    amounts: list[float] = []
    words = None
    for raw in prices:
        written = text.one_line(raw, 100)
        amount = None if isinstance(raw, text.Exact) else _amount(written)
        if amount is not None:
            amounts.append(amount)
        else:
            words = words or written
    if not amounts:
        return words or ("0" if (free or "").casefold().endswith(("true", "yes")) else None)
    currency = next(filter(None, (text.one_line(each, 10) for each in currencies)), None)
    low, high = (f"{amount:.2f}".removesuffix(".00") for amount in (min(amounts), max(amounts)))
    return " ".join(filter(None, (low if low == high else f"{low} – {high}", currency)))


def name(value: Any) -> str | None:
    """What the first named thing of a property is called."""
    if value is None:
        return None
    return next(filter(None, (text.one_line(string(one), 200) for one in values(value))), None)


def string(value: Any) -> str | None:
    """The text of a literal, of a language-tagged value, or of an item's name."""
    if isinstance(value, str):
        return value or None
    for item in values(value):
        found = item
        for key in ("@value", "name", "@id"):
            if isinstance(item, dict) and key in item:
                found = item[key]
                break
        if isinstance(found, list):
            found = next(iter(found), None)
        kind = item.get("@type") if isinstance(item, dict) else None
        if isinstance(found, dict):
            kind = found.get("@type")
            found = found.get("@value")
        if isinstance(found, str) and kind == _STRING:
            return text.Exact(found)
        if isinstance(found, _LITERALS):
            return str(found)
    return None


def values(value: Any) -> list[Any]:
    """A property's values as a list, without the ways of saying that there is none."""
    if isinstance(value, list):
        return [item for item in value if item is not None and item is not False and item != ""]
    return [] if value is None or value is False or value == "" else [value]


def things(value: Any) -> list[Thing]:
    """Those of a property's values that are items."""
    if isinstance(value, dict):
        return [value]
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _is_called(place: Any, kind: str) -> bool:
    return isinstance(place, dict) and kind in map(str.casefold, types(place))


def _place(place: Any) -> SourcePlace:
    if not isinstance(place, dict):
        called = text.one_line(_lines(place))
        return SourcePlace(name=called) if called and not text.link(called) else NOWHERE
    called = text.one_line(string(place.get("name")))
    if _is_called(place, "postaladdress"):
        return SourcePlace(called, *_address(place))
    return SourcePlace(called, *_address(next(iter(values(place.get("address"))), None)))


def _address(value: Any) -> tuple[str | None, str | None]:
    """(street and postal code, city); an address written as one string stays one."""
    if not isinstance(value, dict):
        return text.one_line(_lines(value)), None
    written = (text.one_line(_lines(string(value.get(key)))) for key in ("streetAddress", "postalCode"))
    address = ", ".join(part.rstrip(", ") for part in written if part)
    town, region = (text.one_line(string(value.get(key))) for key in ("addressLocality", "addressRegion"))
    return address or text.one_line(string(value.get("name"))), town or region


def _lines(value: Any) -> str | None:
    """Several lines as one, separated by commas."""
    written = text.paragraphs(value, 600) if isinstance(value, str) else None
    joined = ", ".join(line.strip(" ,") for line in (written or "").split("\n") if line.strip(" ,"))
    return (text.Exact(joined) if isinstance(written, text.Exact) else joined) or None


def _amount(written: str | None) -> float | None:
    if not written or len(written) > 12:
        return None
    comma_is_decimal = written.count(",") == 1 and written.find(".") < written.find(",")
    if comma_is_decimal:
        written = written.replace(".", "")
    try:
        amount = float(written.replace(",", "." if comma_is_decimal else ""))
    except ValueError:
        return None
    return amount if 0 <= amount < 100_000 else None
