"""Events in schema.org's words (JSON-LD), so that other agendas can read them: ours does, without loss.

A reader of JSON-LD has to take texts for HTML and look for announcements in them, because most sites write
them that way. Where that would change what somebody typed, the text says of itself that it is plain text,
which JSON-LD has a type for; where it would not, it is written as everybody does.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import orjson

from domain.agenda import A_DAY, Listed
from domain.events import Details, Happening, Language
from domain.ics import uid_of
from domain.texts import link_or_nothing
from domain.venues import Venue
from scrapers import schemaorg_parts, status, text
from web import telling
from web.pages.addresses import image_address
from web.view import View

_CONTEXT: Final = "https://schema.org"
_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_STATUS: Final = {
    Happening.SCHEDULED: "EventScheduled",
    Happening.CANCELLED: "EventCancelled",
    Happening.POSTPONED: "EventPostponed",
    Happening.RESCHEDULED: "EventRescheduled",
    Happening.MOVED_ONLINE: "EventMovedOnline",
}
_LANGUAGES: Final = {Language.DUTCH: "nl", Language.ENGLISH: "en", Language.NONE: "zxx"}
"""BCP 47; zxx is "no linguistic content"."""

Thing = dict[str, Any]


def thing(view: View, listed: Listed) -> Thing:
    """One event. Nobody is named in it: who entered it is not public, and who organises it we do not know."""
    event = listed.event
    details = event.details
    page = view.absolute(telling.event_path(view, listed))
    found: Thing = {
        "@type": "Event",
        "@id": page,
        "identifier": uid_of(event),
        "name": _title(details.title),
        **_when(view, details),
        "eventStatus": f"{_CONTEXT}/{_STATUS[event.happening]}",
        "eventAttendanceMode": _CONTEXT
        + ("/Online" if event.happening is Happening.MOVED_ONLINE else "/Offline")
        + "EventAttendanceMode",
        "location": _place(listed, view.venue(details.venue_id) if details.venue_id else None),
        "url": link_or_nothing(details.link) or page,
        "mainEntityOfPage": page,
        "description": _description(details.description, event.happening),
        "image": image_address(view, listed),
        "offers": _offers(details.price),
        "inLanguage": _LANGUAGES.get(details.language) if details.language is not None else None,
        "keywords": [
            theme.name(view.locale) for theme in view.snapshot.themes if theme.key in details.themes
        ],
        "subjectOf": [
            {"@type": "WebPage", "name": name, **({"url": address} if address else {})}
            for name, address in listed.sources
        ],
    }
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}


def event(view: View, listed: Listed) -> str:
    return written({"@context": _CONTEXT, **thing(view, listed)})


def listing(view: View, name: str, things: Iterable[Thing]) -> str:
    """A list of whole events."""
    items = [{"@type": "ListItem", "position": at, "item": one} for at, one in enumerate(things, 1)]
    return written({"@context": _CONTEXT, "@type": "ItemList", "name": name, "itemListElement": items})


def written(value: Mapping[str, Any]) -> str:
    """As JSON that can stand in a page: nothing in it ends the script, whatever somebody typed."""
    made = orjson.dumps(value).decode()
    return (
        made.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def _when(view: View, details: Details) -> Thing:
    zone = view.snapshot.community.zone
    starts = details.starts.astimezone(zone)
    ends = details.ends.astimezone(zone) if details.ends is not None else None
    if details.time_known:
        return {"startDate": starts.isoformat(), "endDate": ends.isoformat() if ends else None}
    # ours ends as the next day begins; schema.org names the last day itself
    last = max((ends - A_DAY).date(), starts.date()).isoformat() if ends else None
    return {"startDate": starts.date().isoformat(), "endDate": last}


def _place(listed: Listed, venue: Venue | None) -> Thing | None:
    if venue is not None:
        parts = {"streetAddress": _line(venue.address), "addressLocality": _line(venue.city)}
        address = {"@type": "PostalAddress", **{name: value for name, value in parts.items() if value}}
        return {"@type": "Place", "name": _line(venue.name), "address": address}
    return {"@type": "Place", "name": _line(listed.place)} if listed.place else None


def _offers(price: str) -> Thing | None:
    """A number where that says the same; else the words as they are."""
    if not price:
        return None
    amount, _, currency = price.partition(" ")
    for offer in (
        {"price": amount, "priceCurrency": currency or "EUR"} if amount.replace(".", "").isdigit() else {},
        {"price": price},
    ):
        if offer and schemaorg_parts.price({"offers": offer}, schemaorg_parts.Known()) == price:
            return {"@type": "Offer", **offer}
    return {"@type": "Offer", "price": _exact(price)}


def _title(title: str) -> str | Thing:
    plain = text.one_line(title, text.TITLE) == title and status.from_title(title) == (None, title)
    return title if plain else _exact(title)


def _description(words: str, happening: Happening) -> str | Thing:
    plain = text.paragraphs(words) == words and (
        happening is not Happening.SCHEDULED or status.from_text(words) is None
    )
    return words if plain or not words else _exact(words)


def _line(words: str) -> str | Thing:
    return words if not words or text.one_line(words) == words else _exact(words)


def _exact(words: str) -> Thing:
    return {"@type": _STRING, "@value": words}
