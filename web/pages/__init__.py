"""The public calendar as pages: pure functions of a `View`, set in templates (web/templates)."""

from importlib.resources import files
from typing import Final

from web.pages.browsing import PARAMETERS, Browsing
from web.pages.event import EventPage
from web.pages.frame import Frame
from web.site import Site

_ASSETS: Final = (("pages.css", "text/css; charset=utf-8"), ("favicon.svg", "image/svg+xml"))


def add_to(site: Site, *, invite: str = "") -> None:
    static = files("web").joinpath("static")
    for name, kind in _ASSETS:
        site.asset(name, static.joinpath(name).read_bytes(), kind)
    frame = Frame(invite)
    browsing = Browsing(frame)
    site.page("agenda", browsing.home, query=PARAMETERS)
    site.page("theme", browsing.theme, query=PARAMETERS)
    site.page("venue", browsing.venue, query=PARAMETERS)
    site.page("day", browsing.day, query=PARAMETERS)
    site.page("event", EventPage(frame).make)
