"""The directory as a public page: the entries that were made public, without any person's id."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.directory_words import kind_name, kinds_name, tongue_name
from bot.i18n import LOCALES
from domain.directory.entry import Entry, Kind
from domain.directory.finding import Query
from domain.texts import link_or_nothing, one_line
from services.directory import DirectoryService
from web.pages.frame import Frame, Head
from web.places import PLACES
from web.served import handler
from web.site import Site
from web.view import Made, View, slug

PARAMETERS: Final = ("q", "type", "page")
_BRIEFLY: Final = (("Cache-Control", "public, max-age=60"),)
"""Who takes their entry off the site is off it: nothing older is shown while a newer is being made."""


def add_routes(site: Site, directory: DirectoryService, invite: str) -> None:
    pages = DirectoryPages(directory, Frame(invite))
    for locale in LOCALES:
        made = handler(site, locale, "directory", pages.listing, PARAMETERS, kept=timedelta(0))
        site.app.router.add_get(f"/{locale}{PLACES['directory'][locale]}", made)


class DirectoryPages:
    def __init__(self, directory: DirectoryService, frame: Frame) -> None:
        self._directory, self._frame = directory, frame

    async def listing(self, view: View) -> Made:
        say, asked = view.say, one_line(view.query.get("q", ""))[:100]
        kind = next((one for one in Kind if one.value == view.query.get("type")), None)
        number = view.query.get("page", "1")
        page = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
        found = await self._directory.public(view.snapshot.community.id, Query(words=asked, kind=kind), page)
        about = say("Who makes, hosts and helps in Enschede: creatives, places, organisations.")
        head = Head(
            title=say("Directory"),
            description=about if kind is None else f"{kinds_name(kind, say)}. {about}",
            indexed=not asked,
        )
        parts = {"q": asked, "type": kind.value if kind else ""}
        made = self._frame.page(
            view,
            "directory.html",
            head,
            asked=asked,
            action=view.url("directory"),
            kinds=[(one.value, kinds_name(one, say), one is kind) for one in Kind],
            found=found,
            entries=[self._shown(view, one) for one in found.entries],
            venues=[(one.name, view.url("venue", venue=slug(one.id, one.name))) for one in found.venues],
            before=_turned(view, parts, found.number - 1) if found.number > 1 else "",
            after=_turned(view, parts, found.number + 1) if found.number < found.pages else "",
        )
        return replace(made, headers=_BRIEFLY)

    def _shown(self, view: View, entry: Entry) -> dict[str, object]:
        say = view.say
        venue = view.venue(entry.venue) if entry.venue is not None else None
        return {
            "name": entry.name,
            "kind": kind_name(entry.kind, say),
            "tongues": ", ".join(tongue_name(one, say) for one in entry.tongues),
            "offers": entry.offers,
            "seeks": entry.seeks,
            "about": entry.about,
            "link": link_or_nothing(entry.link),
            "venue": (venue.label, view.url("venue", venue=slug(venue.id, venue.name))) if venue else None,
        }


def _turned(view: View, parts: dict[str, str], number: int) -> str:
    return view.url("directory", **parts, page=str(number) if number > 1 else "")
