"""One clear page for who is looking for somebody to talk to: the sectors, and who agreed to be named here."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.i18n import LOCALES
from domain.sectors import Part
from services.reaching import ReachingService
from web.pages.frame import Frame, Head
from web.places import PLACES
from web.served import handler
from web.site import Site
from web.view import Made, View

_BRIEFLY: Final = (("Cache-Control", "public, max-age=60"),)
_LINKED: Final = re.compile(
    r"(?P<mail>[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4})"
    r"|(?P<web>https?://[^\s<>\"']{3,180})"
    r"|(?P<phone>\+?\d(?:[ -]?\d){8,13})(?!\d)"
)


def add_routes(site: Site, reaching: ReachingService, invite: str) -> None:
    pages = ContactPages(reaching, Frame(invite))
    for locale in LOCALES:
        site.app.router.add_get(
            f"/{locale}{PLACES['contact'][locale]}",
            handler(site, locale, "contact", pages.page, kept=timedelta(0)),
        )


class ContactPages:
    def __init__(self, reaching: ReachingService, frame: Frame) -> None:
        self._reaching, self._frame = reaching, frame

    async def page(self, view: View) -> Made:
        say = view.say
        _, found = await self._reaching.all(view.snapshot.community.id, public=True)
        sectors = [
            (
                one.sector.name(view.locale),
                [
                    (
                        person.card.name,
                        say("sector head") if person.part is Part.HEAD else say("deputy sector head"),
                        linked(person.card.line),
                    )
                    for person in one.people
                ],
            )
            for one in found
        ]
        head = Head(
            title=say("Contact"),
            description=say("Whom you can turn to, by subject: for the municipality, partners and press."),
        )
        made = self._frame.page(
            view,
            "contact.html",
            head,
            sectors=sectors,
            others=[name for name, people in sectors if not people],
        )
        return replace(made, headers=_BRIEFLY)


def linked(line: str) -> Sequence[tuple[str, str]]:
    """The line in pieces, each with where it leads ("" for nowhere): mail, a web address, a telephone."""
    pieces: list[tuple[str, str]] = []
    at = 0
    for match in _LINKED.finditer(line):
        if match.start() > at:
            pieces.append((line[at : match.start()], ""))
        text = match[0].rstrip(".,;:)")
        if match["mail"]:
            pieces.append((text, f"mailto:{text}"))
        elif match["web"]:
            pieces.append((text, text))
        else:
            pieces.append((text, "tel:" + re.sub(r"[^\d+]", "", text)))
        at = match.start() + len(text)
    if at < len(line):
        pieces.append((line[at:], ""))
    return pieces
