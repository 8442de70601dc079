"""What a source calls itself: the name that a person would know it by."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapers import text

if TYPE_CHECKING:
    from scrapers.page import Page

_LONGEST = 80
_PARTS = re.compile(r"\s+[|–—·•»›:-]+\s+|\s*[|»›]\s*")
_LETTERS = re.compile(r"[^\W_]+")
_SAYS_NOTHING = re.compile(
    r"agenda|uitagenda|program(?:ma|mes?|s)?|[ck]alend[ae]r|events?|evenement(?:en)?|activiteit(?:en)?|concert(?:en|s)?"
    r"|gigs?|shows?|voorstellingen|home|homepage|overzicht|overview|archie[fv](?:en|es?)?|archives?|upcoming"
    r"|aankomende?|komende|alle?|onze|our|the|de|het|van|of|in|op|what|s|on|whats|feed|rss|atom|ical|ics|list|lijst"
    r"|maand|month|page|pagina|tickets|welkom|welcome|nieuws|news|veranstaltungen|termine|untitled|naamloos|\d+"
)


def calendar(name: str | None) -> str | None:
    """The name of a calendar or feed; None for what would fit any (`Calendar`, `Events » Feed`)."""
    title = text.one_line(name, 200)
    parts, telling = _parts(title)
    return text.one_line(title if parts == telling else " – ".join(telling), _LONGEST)


def page(one: "Page") -> str | None:
    """What a page's site is called: as it says itself, else the part of its title that is no common word."""
    return calendar(one.meta("og:site_name")) or _of_title(one.title or one.meta("og:title"), one.address)


def _of_title(title: str | None, address: str | None) -> str | None:
    """A title ends with its site, unless the address says which of its parts that is."""
    _, telling = _parts(title)
    host = _folded(urlsplit(address).hostname or "") if address else ""
    in_host = [part for part in telling if _folded(part) and _folded(part) in host]
    return text.one_line(max(in_host, key=len) if in_host else telling[-1] if telling else None, _LONGEST)


def _parts(title: str | None) -> tuple[list[str], list[str]]:
    """(the title's parts, those of them that say something)."""
    parts = [part.strip() for part in _PARTS.split(title or "") if part.strip()]
    return parts, [part for part in parts if not _says_nothing(part)]


def _says_nothing(part: str) -> bool:
    return all(_SAYS_NOTHING.fullmatch(word) for word in _LETTERS.findall(part.casefold()))


def _folded(written: str) -> str:
    return "".join(_LETTERS.findall(written.casefold()))
