"""Approved minutes of meetings that were for everyone. Nobody's name stands on these pages but in what those
present wrote and approved."""

from typing import Final

from bot.i18n import LOCALES
from bot.meeting_words import title_of
from bot.minutes_words import BULLET, HEADING, public_lines
from services.minutes_reading import MinutesReading
from web.pages.frame import Frame, Head
from web.places import PLACES
from web.served import handler
from web.site import Site
from web.view import Made, View

_NUMBER: Final = "{meeting:[1-9][0-9]{0,8}}"


def add_routes(site: Site, minutes: MinutesReading, invite: str) -> None:
    page = MinutesPage(minutes, Frame(invite))
    for locale in LOCALES:
        pattern = PLACES["minutes"][locale].replace("{meeting}", _NUMBER)
        site.app.router.add_get(f"/{locale}{pattern}", handler(site, locale, "minutes", page.make))


class MinutesPage:
    def __init__(self, minutes: MinutesReading, frame: Frame) -> None:
        self._minutes, self._frame = minutes, frame

    async def make(self, view: View) -> Made | None:
        say, community = view.say, view.snapshot.community.id
        shown = await self._minutes.public(community, int(view.params["meeting"]))
        if shown is None:
            return None
        (_, title), (_, when), *lines = public_lines(shown, say)
        decisions = [
            (view.url("decision", decision=one.number), one)
            for item in shown.items
            for one in shown.motions.get(item.id, ())
            if one.terms.public
        ]
        event = shown.meeting.event
        return self._frame.page(
            view,
            "minutes.html",
            Head(title=title, description=f"{title_of(shown.meeting, say)} · {when}"),
            heading=say("Minutes"),
            meeting=title_of(shown.meeting, say),
            when=when,
            lines=lines,
            kinds={"heading": HEADING, "bullet": BULLET},
            decisions=decisions,
            event=view.url("event", event=event) if event is not None else "",
        )
