"""The addresses of everything people and programs link to. They are never taken back: what stands in
somebody's calendar, on paper or in a search engine keeps leading here.

Themes stand in them by their key and venues and events by their number, which stay when a name changes;
words after a number are for people's eyes (`view.slug`).
"""

from collections.abc import Mapping
from typing import Final

PLACES: Final[Mapping[str, Mapping[str, str]]] = {
    "agenda": {"nl": "/", "en": "/"},
    "theme": {"nl": "/thema/{theme}", "en": "/theme/{theme}"},
    "venue": {"nl": "/plek/{venue}", "en": "/venue/{venue}"},
    "day": {"nl": "/dag/{day}", "en": "/day/{day}"},
    "event": {"nl": "/evenement/{event}", "en": "/event/{event}"},
    "search": {"nl": "/zoeken", "en": "/search"},
    "new": {"nl": "/nieuw", "en": "/new"},
    "week": {"nl": "/week/{week}", "en": "/week/{week}"},
    "feeds": {"nl": "/abonneren", "en": "/subscribe"},
    "knowledge": {"nl": "/kennisbank", "en": "/knowledge"},
    "about": {"nl": "/meedoen", "en": "/take-part"},
    "decisions": {"nl": "/besluiten", "en": "/decisions"},
    "decision": {"nl": "/besluit/{decision}", "en": "/decision/{decision}"},
    "minutes": {"nl": "/notulen/{meeting}", "en": "/minutes/{meeting}"},
    "directory": {"nl": "/gids", "en": "/directory"},
    "contact": {"nl": "/contact", "en": "/contact"},
    "agenda.ics": {"nl": "/agenda.ics", "en": "/agenda.ics"},
    "theme.ics": {"nl": "/thema/{theme}.ics", "en": "/theme/{theme}.ics"},
    "venue.ics": {"nl": "/plek/{venue}.ics", "en": "/venue/{venue}.ics"},
    "event.ics": {"nl": "/evenement/{event}.ics", "en": "/event/{event}.ics"},
    "agenda.atom": {"nl": "/agenda.atom", "en": "/agenda.atom"},
    "theme.atom": {"nl": "/thema/{theme}.atom", "en": "/theme/{theme}.atom"},
    "venue.atom": {"nl": "/plek/{venue}.atom", "en": "/venue/{venue}.atom"},
    "embed": {"nl": "/embed", "en": "/embed"},
    "api": {"nl": "/api", "en": "/api"},
}
"""By name and language, below /nl and /en."""
