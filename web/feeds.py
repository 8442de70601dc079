"""Feeds: the agenda, a theme or a venue as iCalendar and Atom, and any combination with ?theme=music&venue=3
&language=en&english_friendly=true&q=noise."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from domain import ics
from domain.agenda import Listed, last_day, midnight
from web import filters, telling
from web.atom import Atom
from web.filters import FEED_PARAMETERS, BadParameter, Filter, Finder
from web.pieces import Pieces
from web.site import Site
from web.view import Made, View, number_in, slug

KEPT: Final = timedelta(days=30)
"""How long a feed tells of what is over or was cancelled, so that every calendar hears of it."""

CALENDAR: Final = "text/calendar; charset=utf-8"
_OPEN: Final = (("Access-Control-Allow-Origin", "*"), ("Cross-Origin-Resource-Policy", "cross-origin"))


class NoSuchFeed(Exception):  # noqa: N818 - reads as what it is
    """The theme or venue in the path does not exist."""


class Feeds:
    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._entries: Pieces[bytes] = Pieces()
        self._atom = Atom()

    def add_to(self, site: Site) -> None:
        for name in ("agenda", "theme", "venue"):
            site.page(f"{name}.ics", _asked(self.calendar), query=FEED_PARAMETERS, headers=_OPEN)
            site.page(f"{name}.atom", _asked(self.atom), query=FEED_PARAMETERS, headers=_OPEN)
        site.page("event.ics", self.event, headers=_OPEN)

    def calendar(self, view: View, asked: Filter, name: str) -> Made:
        zone = view.snapshot.community.zone
        today = midnight(view.now.astimezone(zone).date(), zone)
        asked = replace(asked, query=replace(asked.query, since=today - KEPT))
        listed = self._finder.find(view.snapshot, asked)
        about = ics.About(
            name=name,
            description=view.say("What happens in the scene, kept up to date by De Sektor."),
            source=view.absolute(view.path),
            page=view.absolute(_page(view)),
            modified=latest(listed),
        )
        body = ics.calendar(
            self._written(view, listed), [one.event for one in listed], zone=zone, about=about
        )
        return Made(body, CALENDAR, headers=(("Content-Disposition", 'inline; filename="agenda.ics"'),))

    def event(self, view: View) -> Made:
        """One event, as what "add to calendar" gives."""
        number = number_in(view.params["event"])
        listed = view.event(number) if number is not None else None
        if listed is None:
            return Made("", status=404)
        zone = view.snapshot.community.zone
        body = ics.calendar(self._written(view, [listed]), [listed.event], zone=zone)
        name = f"{slug(listed.event.id, listed.event.details.title)}.ics"
        return Made(body, CALENDAR, headers=(("Content-Disposition", f'inline; filename="{name}"'),))

    def atom(self, view: View, asked: Filter, name: str) -> Made:
        """What is coming, the latest news first."""
        zone = view.snapshot.community.zone
        today = view.now.astimezone(zone).date()
        asked = replace(asked, query=replace(asked.query, since=midnight(today, zone)))
        listed = [
            one for one in self._finder.find(view.snapshot, asked) if last_day(one.event, zone) >= today
        ]
        return self._atom.feed(view, name, listed, page=_page(view))

    def _written(self, view: View, listed: Sequence[Listed]) -> list[bytes]:
        snapshot, say = view.snapshot, view.say
        zone = snapshot.community.zone
        venues = {venue.id: venue for venue in snapshot.venues}
        themes = {theme.key: theme.name(say.locale) for theme in snapshot.themes}

        def write(one: Listed) -> bytes:
            return ics.entry(
                one.event,
                zone=zone,
                now=one.event.updated_at,
                place=telling.whole_place(one, venues),
                description=telling.paragraphs(one, say),
                url=view.absolute(telling.event_path(view, one)),
                categories=[themes.get(key, key) for key in one.event.details.themes],
            )

        kind = (say.locale, zone.key, view.addresses.site, snapshot.venues, snapshot.themes)
        return self._entries.of(kind, listed, write)


def _asked(make: Callable[[View, Filter, str], Made]) -> Callable[[View], Made]:
    """Make a feed of what the address asks for; one that asks for nothing we have is told so."""

    def made(view: View) -> Made:
        try:
            asked, name = asked_of(view)
        except NoSuchFeed:
            return Made("", status=404)
        except BadParameter as bad:
            return Made(bad.sentence, "text/plain; charset=utf-8", status=400)
        return make(view, asked, name)

    return made


def asked_of(view: View) -> tuple[Filter, str]:
    """What the path and the parameters ask for, and what to call it. Raises `NoSuchFeed`, `BadParameter`."""
    given = dict(view.query)
    names = [view.snapshot.community.name or "De Sektor"]
    if "theme" in view.params:
        theme = view.theme(view.params["theme"])
        if theme is None:
            raise NoSuchFeed
        given["theme"] = theme.key
    if "venue" in view.params:
        number = number_in(view.params["venue"])
        if number is None or view.venue(number) is None:
            raise NoSuchFeed
        given["venue"] = str(number)
    asked = filters.read(given, view.snapshot)
    names += [theme.name(view.locale) for theme in view.snapshot.themes if theme.key in asked.query.themes]
    venue = view.venue(asked.query.venue) if asked.query.venue is not None else None
    names += [venue.name] if venue is not None else []
    names += [view.say("English-friendly")] if asked.query.english_friendly else []
    return asked, " · ".join(names)


def latest(listed: Sequence[Listed]) -> datetime | None:
    return max((one.event.updated_at for one in listed), default=None)


def _page(view: View) -> str:
    """The page that shows the same to people."""
    return view.url(view.name.partition(".")[0], **view.params)
