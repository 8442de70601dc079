"""The addresses of what one event has: its page, its calendar file, its picture."""

from urllib.parse import urlencode

from domain.agenda import Listed
from domain.refusal import Refusal
from domain.texts import web_link
from domain.venues import Venue
from web.view import View, slug


def event_address(view: View, listed: Listed, *, locale: str = "") -> str:
    event = listed.event
    return view.url("event", locale=locale, event=slug(event.id, event.details.title))


def venue_address(view: View, venue: Venue, *, locale: str = "") -> str:
    return view.url("venue", locale=locale, venue=slug(venue.id, venue.name))


def image_address(view: View, listed: Listed) -> str:
    """Of its picture, empty for none. A poster that somebody sent along stands with us, and another one has
    another address, so that it may be kept."""
    details = listed.event.details
    if details.poster is not None:
        return view.absolute(f"/picture/{listed.event.id}/{details.poster}")
    return link(details.image)


def link(address: str) -> str:
    """The address if one can go there, else nothing."""
    try:
        return web_link(address) if address else ""
    except Refusal:
        return ""


def map_address(place: str) -> str:
    """Where it is on a map that follows nobody."""
    return "https://www.openstreetmap.org/search?" + urlencode({"query": place})
