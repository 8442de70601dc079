"""The public calendar as pages: pure functions of a `View`, set in templates (web/templates)."""

from importlib.resources import files
from typing import Final

from domain.colours import Look, Palette
from domain.themes import Theme
from web.filters import Finder
from web.pages import browsing, finding, searching
from web.pages.browsing import Browsing
from web.pages.colours import Colours, ColourSheet
from web.pages.event import EventPage
from web.pages.frame import Frame
from web.pages.joining import Joining
from web.pages.news import News
from web.pages.searching import Search
from web.pages.weeks import Weeks
from web.site import Site

_ASSETS: Final = (("pages.css", "text/css; charset=utf-8"), ("favicon.svg", "image/svg+xml"))


def add_to(site: Site, finder: Finder, *, colours: Colours | None = None, invite: str = "") -> None:
    """`colours` are those of the posters, `invite` the address with which anybody joins the server."""
    static = files("web").joinpath("static")
    for name, kind in _ASSETS:
        site.asset(name, static.joinpath(name).read_bytes(), kind)
    site.plain("colours", "/colours.css", ColourSheet(colours or _usual).make)
    frame = Frame(invite)
    leafing = Browsing(frame)
    for name, make in (("agenda", leafing.home), ("theme", leafing.theme), ("venue", leafing.venue)):
        site.page(name, make, query=browsing.PARAMETERS)
    site.page("day", leafing.day, query=browsing.PARAMETERS)
    site.page("week", Weeks(frame).make, query=browsing.PARAMETERS)
    site.page("event", EventPage(frame).make)
    site.page("search", Search(frame, finder).make, query=searching.PARAMETERS)
    site.page("new", News(frame).make)
    joining = Joining(frame)
    site.page("feeds", joining.feeds)
    site.page("about", joining.about)
    site.missing(joining.missing)
    site.plain("robots", "/robots.txt", finding.robots)
    site.plain("sitemap", "/sitemap.xml", finding.sitemap)


def _usual(theme: Theme | None, themes: tuple[Theme, ...]) -> Palette:
    return Look().of(theme.key if theme is not None else None, [one.key for one in themes])
