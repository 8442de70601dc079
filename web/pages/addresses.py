"""The addresses of what one event or venue has, and which of other people's may be followed."""

from urllib.parse import urlencode

from domain.agenda import Listed
from domain.refusal import Refusal
from domain.texts import web_link
from domain.venues import Venue
from web.view import View, slug


def venue_address(view: View, venue: Venue) -> str:
    return view.url("venue", venue=slug(venue.id, venue.name))


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
