"""A theme's or a venue's calendar in somebody else's site.

`/embed.js` is one script that carries its events with it: the other site's policy has to allow one script of
ours and nothing else. It draws in a shadow root, so that neither site's style sheet reaches the other, in the
other site's own font and colours. Where scripts are not wanted, `/nl/embed` is the same for a frame.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from importlib.resources import files
from typing import Any, Final

import orjson

from bot.i18n import LOCALES, Say
from domain.agenda import Listed
from web import filters, telling
from web.feeds import asked_of
from web.filters import BadParameter, Finder
from web.site import Site
from web.view import Made, View

SCRIPT: Final = "text/javascript; charset=utf-8"
MOST: Final = 50
USUAL: Final = 10

PARAMETERS: Final = ("theme", "venue", "language", "english_friendly", "q", "limit")
_OPEN: Final = (("Access-Control-Allow-Origin", "*"), ("Cross-Origin-Resource-Policy", "cross-origin"))


class Embed:
    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._code = files("web").joinpath("embed.js").read_text("utf-8")
        self._style = files("web").joinpath("embed.css").read_bytes()

    def add_to(self, site: Site) -> None:
        site.asset("embed.css", self._style, "text/css; charset=utf-8")
        site.plain("embed.js", "/embed.js", self.script, query=(*PARAMETERS, "lang"), headers=_OPEN)
        site.page("embed", self.page, query=PARAMETERS, framed=True)

    def script(self, view: View) -> Made:
        locale = view.query.get("lang", view.locale)
        if locale in LOCALES:
            view = replace(view, say=Say(locale, view.say.zone))
        try:
            told = self._told(view)
        except BadParameter as bad:
            # the site's own page must go on; who builds it sees the sentence in the console
            return Made(f"console.error({_in_script('De Sektor: ' + bad.sentence)});\n", SCRIPT)
        told["style"] = self._style.decode()
        return Made(self._code.replace("__TOLD__", _in_script(told)), SCRIPT)

    def page(self, view: View) -> Made:
        try:
            told = self._told(view)
        except BadParameter as bad:
            return Made(bad.sentence, "text/plain; charset=utf-8", status=400)
        items = "".join(
            f'<li><time datetime="{escape(one["starts"])}">{escape(one["when"])}</time> '
            f'<a href="{escape(one["url"])}" target="_blank" rel="noopener">{escape(one["title"])}</a>'
            + (f' <span class="place">{escape(one["place"])}</span>' if one["place"] else "")
            + "".join(f' <span class="mark">{escape(mark)}</span>' for mark in one["marks"])
            + "</li>"
            for one in told["events"]
        )
        return Made(
            f'<!doctype html><html lang="{view.locale}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">'
            f"<title>{escape(told['name'])}</title>"
            f'<link rel="stylesheet" href="{view.asset("embed.css")}"></head><body class="sektor framed">'
            f'<h1><a href="{escape(told["page"])}" target="_blank" rel="noopener">'
            f"{escape(told['name'])}</a></h1>"
            + (f"<ul>{items}</ul>" if items else f"<p>{escape(told['nothing'])}</p>")
            + f'<p class="foot"><a href="{escape(told["calendar"])}">{escape(told["subscribe"])}</a></p>'
            "</body></html>"
        )

    def _told(self, view: View) -> dict[str, Any]:
        asked, name = asked_of(view)
        limit = filters.number("limit", view.query.get("limit", str(USUAL)), least=1, most=MOST)
        asked = replace(asked, query=replace(asked.query, since=view.now))
        found = self._finder.find(view.snapshot, asked)
        return {
            "name": name,
            "lang": view.locale,
            "page": view.absolute(_place(view, "")),
            "calendar": view.absolute(_place(view, ".ics")),
            "subscribe": view.say("Subscribe in your calendar"),
            "nothing": view.say("Nothing is planned yet."),
            "events": _events(view, found[:limit]),
        }


def _events(view: View, found: Sequence[Listed]) -> list[dict[str, Any]]:
    return [
        {
            "title": one.event.details.title,
            "url": view.absolute(telling.event_path(view, one)),
            "when": telling.when(one, view.say),
            "starts": one.event.details.starts.astimezone(view.say.zone).isoformat(),
            "place": one.place,
            "marks": telling.marks(one, view.say),
            "off": one.event.is_cancelled,
        }
        for one in found
    ]


def _place(view: View, ending: str) -> str:
    """The page, or with ".ics" the calendar, of the same theme or venue."""
    theme, venue = view.query.get("theme", ""), view.query.get("venue", "")
    if theme and "," not in theme:
        return view.url(f"theme{ending}", theme=theme, **({"venue": venue} if ending else {}))
    if venue and not theme:
        return view.url(f"venue{ending}", venue=venue)
    return view.url(f"agenda{ending}", **({"theme": theme, "venue": venue} if ending else {}))


def _in_script(value: object) -> str:
    """As a value in a script, harmless also where somebody puts the script into a page."""
    text = orjson.dumps(value).decode()
    return re.sub("[<>&\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", text)
