"""Where: names of places brought back to the venues that are known, and compared with care.

A place that one side does not give says nothing. Two places that are certainly not the same say nearly
everything: an event is in one room only.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from domain.matching.fields import FieldScore
from domain.matching.words import folded, ideas, slips, stem
from domain.sources import NOWHERE, Note, SourcePlace
from domain.venues import Venue
from domain.venues import folded as venue_name

_ALIKE: Final = 88
_STREET: Final = re.compile(r"(?P<street>[^\W\d]{3,}[^\d,]*?)\s+(?P<number>\d{1,5})\s?[a-z]?\b")
_STREET_NAME: Final = re.compile(
    r"(?:straat|weg|laan|plein|markt|kade|pad|dijk|singel|gracht|hof|steeg|park|str|strasse|street|road|ave|square)\b"
)
_POSTCODE: Final = re.compile(r"\b\d{4}\s?[a-z]{2}\b")
_KINDS: Final = frozenset(
    {
        "aan", "and", "at", "bar", "bij", "broedplaats", "cafe", "center", "centre", "centrum",
        "church", "club", "cultureel", "cultuur", "cultuurcentrum", "de", "een", "eetcafe", "en",
        "foyer", "galerie", "gallery", "gebouw", "grandcafe", "grote", "hall", "het", "in",
        "kelder", "kerk", "kleine", "kroeg", "kulturzentrum", "main", "museum", "of", "op",
        "podium", "poppodium", "raum", "room", "saal", "stage", "stichting", "studio", "the",
        "theater", "theatre", "van", "zaal",
    }
)  # fmt: skip
_CITIES: Final = frozenset(
    {
        "almelo", "almere", "amersfoort", "amsterdam", "apeldoorn", "arnhem", "assen", "borne", "breda",
        "delden", "deventer", "doetinchem", "eindhoven", "emmen", "enschede", "goor", "gouda", "groningen",
        "gronau", "haaksbergen", "haarlem", "hengelo", "leeuwarden", "leiden", "losser", "maastricht",
        "munster",
        "nijmegen", "nijverdal", "oldenzaal", "rijssen", "rotterdam", "tilburg", "utrecht", "winterswijk",
        "zutphen", "zwolle",
    }
)  # fmt: skip
"""Cities that people write behind the name of a place without a comma."""

_ROOMS: Final = re.compile(
    r"(?:(?:de |the )?(?:grote|kleine|main|big|small|boven|beneden|1e|2e)\s?(?:zaal|hall|room|stage|foyer)"
    r"|zaal \w{1,2}|foyer|buiten|binnen|online|zoom|livestream"
    r"|(?:diverse|verschillende) locaties|various locations"
    r"|locatie (?:volgt|onbekend)|geheime locatie|secret location|tba|tbc|tbd"
    r"|nader te bepalen|onbekend|hele stad)"
)

_SAME_VENUE: Final = FieldScore("place", 20, Note("the same venue"))
_SAME_NAME: Final = FieldScore("place", 20, Note("the same place"))
_LIKE_NAME: Final = FieldScore("place", 16, Note("almost the same place"))
_SAME_ADDRESS: Final = FieldScore("place", 18, Note("the same address"))
_SAME_CITY: Final = FieldScore("place", 4, Note("the same city; one of the two does not say where"))
_UNKNOWN: Final = FieldScore("place", 0, Note("one of the two does not say where"))
_OTHER_VENUE: Final = FieldScore("place", -60, Note("two different venues"))
_OTHER_CITY: Final = FieldScore("place", -60, Note("two different cities"))
_OTHER_NAME: Final = FieldScore("place", -20, Note("the places have different names"))


@dataclass(frozen=True, slots=True)
class Place:
    """A place as it is compared; empty strings and sets for what is not known."""

    venue_id: int | None = None
    name: frozenset[str] = frozenset()
    whole: str = ""
    address: str = ""
    city: str = ""
    words: frozenset[str] = frozenset()


UNKNOWN_PLACE: Final = Place()


class Places:
    """The known venues, prepared for many look-ups; each spelling is worked out once."""

    def __init__(self, venues: Iterable[Venue] = ()) -> None:
        self._venues = {venue.id: venue for venue in venues}
        self._names: dict[str, Venue] = {}
        for venue in self._venues.values():
            for name in (venue.name, *venue.aliases):
                self._names.setdefault(venue_name(name), venue)
        self._by_word: dict[frozenset[str], Venue] = {}
        for name, venue in self._names.items():
            words = _telling(name)
            if any(len(word) >= 5 for word in words):
                self._by_word.setdefault(words, venue)
        self._read: dict[tuple[SourcePlace, int | None], Place] = {}

    def read(self, place: SourcePlace = NOWHERE, venue_id: int | None = None) -> Place:
        """The place that a source or a person wrote; `venue_id` when somebody knows already."""
        key = (place, venue_id)
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = self._work_out(place, venue_id)
        return found

    def _work_out(self, place: SourcePlace, venue_id: int | None) -> Place:
        name, address, city = _pieces(place)
        if venue_id is None:
            venue = self._recognised(name, city)
        else:
            venue = self._venues.get(venue_id)
            if venue is None:
                return Place(venue_id, _telling(name), name, address, city, _around(name, city))
        if venue is not None:
            own_city = city or folded(venue.city)
            names = " ".join((venue.name, *venue.aliases, name))
            return Place(
                venue.id,
                _telling(folded(venue.name)),
                folded(venue.name),
                address,
                own_city,
                _around(names, own_city),
            )
        if _ROOMS.fullmatch(name):
            name = ""
        return Place(None, _telling(name), name, address, city, _around(name, city))

    def _recognised(self, name: str, city: str) -> Venue | None:
        """The venue by its name or an alias, also with a room or the city added; not one of another city."""
        if not name:
            return None
        wanted = venue_name(name)
        found = self._names.get(wanted)
        if found is None:
            words = _telling(wanted)
            fits = [(len(names), venue) for names, venue in self._by_word.items() if names <= words]
            found = max(fits, key=lambda fit: (fit[0], -fit[1].id))[1] if fits else None
        if found and city and found.city and not _same_city(city, folded(found.city)):
            return None
        return found


def compare_places(one: Place, other: Place) -> FieldScore:
    """At most 20 points; -60 for two venues or two cities that are certainly not the same."""
    if one.venue_id is not None and other.venue_id is not None:
        return _SAME_VENUE if one.venue_id == other.venue_id else _OTHER_VENUE
    if one.city and other.city and not _same_city(one.city, other.city):
        return _OTHER_CITY
    if one.address and one.address == other.address:
        return _SAME_ADDRESS
    if not one.whole or not other.whole:
        return _SAME_CITY if one.city and one.city == other.city else _UNKNOWN
    if one.whole == other.whole:
        return _SAME_NAME
    if one.name and other.name and (one.name <= other.name or other.name <= one.name):
        return _LIKE_NAME
    if fuzz.ratio(one.whole, other.whole) >= _ALIKE:
        return _LIKE_NAME
    if one.whole == other.city or other.whole == one.city:
        return _SAME_CITY
    return _OTHER_NAME


def _pieces(place: SourcePlace) -> tuple[str, str, str]:
    """Name, address and city, also when a source wrote all of it into the name."""
    pieces = [
        piece.strip() for piece in _POSTCODE.sub(" ", folded(place.name or "")).split(",") if piece.strip()
    ]
    address, city = folded(place.address or ""), " ".join(folded(place.city or "").split())
    name = pieces.pop(0) if pieces else ""
    for piece in pieces:
        if _STREET.search(piece):
            address = address or piece
    if not city:
        city = _city_in(pieces) or _city_in([p.strip() for p in _POSTCODE.sub(" ", address).split(",")][1:])
    if not address and _STREET.fullmatch(name) and _STREET_NAME.search(name):
        name, address = "", name
    street = _STREET.search(address)
    last = name.rpartition(" ")[2]
    if not city and last in _CITIES:
        city = last
    if city and name.endswith(f" {city}"):
        name = name.removesuffix(f" {city}")
    name = " ".join(re.findall(r"\w+", name))
    if name in {"", city}:
        name = ""
    return name, f"{stem(street['street'].strip())} {street['number']}" if street else "", city


def _city_in(pieces: list[str]) -> str:
    plain = [" ".join(re.findall(r"[^\W\d]+", piece)) for piece in pieces if not _STREET.search(piece)]
    named = [piece for piece in plain if piece and piece not in _COUNTRIES]
    return named[-1] if named else ""


_COUNTRIES: Final = frozenset(
    {"nederland", "netherlands", "the netherlands", "nl", "deutschland", "duitsland", "germany"}
)


def _telling(name: str) -> frozenset[str]:
    words = re.findall(r"\w+", folded(name))
    return frozenset(stem(word) for word in words if word not in _KINDS) or frozenset(map(stem, words))


def _around(name: str, city: str) -> frozenset[str]:
    return frozenset(idea for word in re.findall(r"\w+", f"{folded(name)} {city}") for idea, _ in ideas(word))


def _same_city(one: str, other: str) -> bool:
    return one == other or bool(slips(one) & slips(other)) or one in other.split() or other in one.split()
