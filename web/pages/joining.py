"""How to get in: how to put something in the agenda, and how to take it along."""

from dataclasses import dataclass

from domain.themes import Theme
from domain.venues import Venue
from web.pages import rows
from web.pages.browsing import FRIENDLY
from web.pages.frame import Frame, Head
from web.view import Made, View, slug


@dataclass(frozen=True, slots=True)
class Subscription:
    """`calendar` is the address that calendar programs open by themselves, `ics` the same for copying."""

    name: str
    page: str
    calendar: str
    ics: str
    atom: str


class Joining:
    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def about(self, view: View) -> Made:
        say = view.say
        head = Head(
            title=say("Take part"),
            description=say("How to put something in the agenda of Enschede, and how to use it elsewhere."),
            picture="/og/all.png",
        )
        return self._frame.page(view, "about.html", head, embed=_embed(view))

    def feeds(self, view: View) -> Made:
        say = view.say
        head = Head(
            title=say("Subscribe"),
            description=say("The agenda in your own calendar or feed reader, all of it or only your theme."),
            picture="/og/all.png",
        )
        all_of_it = [
            _subscription(view, say("Everything"), "agenda"),
            _subscription(view, say("English-friendly"), "agenda", **{FRIENDLY: "true"}),
        ]
        busy = {one.event.details.venue_id for one in view.snapshot.listed if rows.over_at(one) > view.now}
        venues = sorted(view.snapshot.venues, key=lambda one: (one.id not in busy, one.name.casefold()))
        return self._frame.page(
            view,
            "feeds.html",
            head,
            all_of_it=all_of_it,
            by_theme=[_of_theme(view, theme) for theme in view.snapshot.themes],
            by_venue=[_of_venue(view, venue) for venue in venues[:100]],
        )

    def missing(self, view: View) -> Made:
        head = Head(
            title=view.say("There is nothing here"),
            description=view.say("This page does not exist, or what it told of is gone."),
            indexed=False,
        )
        return self._frame.page(view, "missing.html", head, status=404)


def _of_theme(view: View, theme: Theme) -> Subscription:
    return _subscription(view, theme.name(view.locale), "theme", theme=theme.key)


def _of_venue(view: View, venue: Venue) -> Subscription:
    made = _subscription(view, venue.name, "venue", venue=str(venue.id))
    return Subscription(
        made.name, view.url("venue", venue=slug(venue.id, venue.name)), made.calendar, made.ics, made.atom
    )


def _subscription(view: View, name: str, what: str, **parts: str) -> Subscription:
    ics = view.absolute(view.url(f"{what}.ics", **parts))
    return Subscription(
        name,
        view.url(what, **parts),
        "webcal://" + ics.partition("://")[2],
        ics,
        view.absolute(view.url(f"{what}.atom", **parts)),
    )


def _embed(view: View) -> str:
    """What somebody pastes into their own site."""
    theme = next(iter(view.snapshot.themes), None)
    about = f"theme={theme.key}&lang={view.locale}" if theme is not None else f"lang={view.locale}"
    return f'<script src="{view.absolute("/embed.js")}?{about}" async></script>'
