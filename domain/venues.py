"""Venues (plekken): recognising the place that somebody typed."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

_CLOSE_ENOUGH = 88  # of 100: one slip in a short name passes, another place's name does not
_LEADING_ARTICLE = re.compile(r"^(?:(?:de|het|the|in|bij|at) )+")


@dataclass(frozen=True, slots=True)
class Venue:
    """A place that the community knows by name. `id` 0: not kept yet."""

    id: int
    name: str
    aliases: tuple[str, ...] = ()
    address: str = ""
    city: str = "Enschede"

    @property
    def label(self) -> str:
        return ", ".join(part for part in (self.name, self.address, self.city) if part)


@lru_cache(20_000)
def folded(text: str) -> str:
    """For comparing only: lower case, no accents, no punctuation, no leading article."""
    return fold(text)


def fold(text: str) -> str:
    """The same, for long texts that are hardly asked for twice."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = " ".join(re.findall(r"\w+", plain))
    return _LEADING_ARTICLE.sub("", words)


def recognise(text: str, venues: Iterable[Venue]) -> Venue | None:
    """The venue that `text` names, or None for a place that is not known.

    The name or an alias as a whole counts first, then the same before a comma (people add the street or the
    city), then a spelling that is almost right. A short text must fit exactly: "Tent" is not "Tetem".
    """
    names = {folded(name): venue for venue in venues for name in (venue.name, *venue.aliases)}
    wanted = folded(text)
    for candidate in (wanted, folded(text.split(",")[0])):
        if candidate in names:
            return names[candidate]
    if len(wanted) < 5:
        return None
    long_names = [name for name in names if len(name) >= 5]
    best = process.extractOne(wanted, long_names, scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
    return names[best[0]] if best else None


def mentioned(text: str, venues: Iterable[Venue]) -> Venue | None:
    """The venue that a longer text names, the one with the longest name if there are several."""
    told = f" {folded(text)} "
    found = [
        (len(name), venue.name, venue)
        for venue in venues
        for name in map(folded, (venue.name, *venue.aliases))
        if len(name) >= 4 and f" {name} " in told
    ]
    return max(found, key=lambda one: one[:2])[2] if found else None


def suggestions(typed: str, venues: Iterable[Venue], *, limit: int = 25) -> list[Venue]:
    """Venues that could be meant while somebody is still typing, best first, each once."""
    known = list(venues)
    wanted = folded(typed)
    if not wanted:
        return known[:limit]

    def rank(venue: Venue) -> tuple[float, str]:
        names = [folded(name) for name in (venue.name, *venue.aliases)]
        if any(name.startswith(wanted) for name in names):
            return (-200.0, venue.name)
        if any(wanted in name for name in names):
            return (-150.0, venue.name)
        return (-max(fuzz.partial_ratio(wanted, name) for name in names), venue.name)

    ranked = sorted((*rank(venue), number) for number, venue in enumerate(known))
    return [known[number] for score, _, number in ranked if score <= -70][:limit]
