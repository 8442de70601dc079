"""The addresses of what one event or venue has, and which of other people's may be followed."""

from urllib.parse import urlencode

from domain.agenda import Listed
from domain.texts import link_or_nothing
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
    return link_or_nothing(details.image)


def map_address(place: str) -> str:
    """Where it is on a map that follows nobody."""
    return "https://www.openstreetmap.org/search?" + urlencode({"query": place})
