"""Search: words, a theme, days, and what needs no Dutch. A form that works without a script."""

from dataclasses import replace
from typing import Final

from domain.agenda import Query
from web.filters import BadParameter, Filter, Finder, read
from web.pages import linked, lists, rows
from web.pages.browsing import FRIENDLY
from web.pages.frame import Frame, Head
from web.view import Made, View

PARAMETERS: Final = ("after", "from", FRIENDLY, "q", "theme", "until", "venue")


class Search:
    def __init__(self, frame: Frame, finder: Finder) -> None:
        self._frame = frame
        self._finder = finder

    def make(self, view: View) -> Made:
        say = view.say
        asked = _asked(view)
        until = lists.read_day(view.query.get("until", ""))
        is_asked = asked != Filter() or until is not None or "from" in view.query
        part = lists.part(view, self._finder.find(view.snapshot, asked), last_of_all=until)
        head = Head(
            title=say("Search the agenda"),
            description=say("Look for an event, somebody who plays, a place or a day in Enschede."),
            picture="/og/all.png",
            linked=linked.listing(view, say("Search the agenda"), part.things) if is_asked else "",
            indexed=False,
        )
        return self._frame.page(
            view,
            "search.html",
            head,
            part=part,
            is_asked=is_asked,
            asked={name: view.query.get(name, "") for name in PARAMETERS},
            words=asked.query.words,
            venues=sorted(view.snapshot.venues, key=lambda venue: venue.name.casefold()),
            theme_names=[(theme.key, theme.name(view.locale)) for theme in view.snapshot.themes],
            found=say.many("{n} event", "{n} events", part.total),
            today=rows.today(view).isoformat(),
        )


def _asked(view: View) -> Filter:
    """What cannot be is left out: a form that was filled in by hand must not end in a refusal."""
    given = {name: value for name, value in view.query.items() if name in (FRIENDLY, "q", "theme", "venue")}
    asked = Filter(Query(words=given.get("q", "")))
    for name, value in given.items():
        try:
            one = read({name: value}, view.snapshot).query
        except BadParameter:
            continue
        query = asked.query
        query = replace(
            query,
            themes=one.themes or query.themes,
            venue=one.venue or query.venue,
            english_friendly=one.english_friendly or query.english_friendly,
        )
        asked = replace(asked, query=query)
    return asked
