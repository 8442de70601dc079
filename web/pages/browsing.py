"""The pages one leafs through: what is coming, by theme, by venue, by day."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from domain.agenda import Listed, first_day, is_english_friendly, last_day
from domain.weeks import Week
from web.pages import linked, lists, rows
from web.pages.addresses import map_address, venue_address
from web.pages.frame import Frame, Head, Link
from web.view import Made, View, number_in

FRIENDLY: Final = "english_friendly"
PARAMETERS: Final = (*lists.PARAMETERS, FRIENDLY)


class Browsing:
    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def home(self, view: View) -> Made:
        say = view.say
        part = lists.part(view, _wanted(view))
        head = Head(
            title=view.snapshot.community.name or "De Sektor",
            description=say(
                "What happens in the underground of Enschede: concerts, raves, film, theatre and all that "
                "has no poster of its own. Kept up to date by the people who make it."
            ),
            picture="/og/all.png",
            linked=linked.listing(view, say("Agenda"), part.things),
        )
        week = view.url("week", week=str(Week.of(rows.today(view))))
        return self._frame.page(view, "home.html", head, part=part, friendly=_friendly(view), week=week)

    def theme(self, view: View) -> Made:
        say = view.say
        theme = view.theme(view.params["theme"])
        if theme is None:
            return Made("", status=404)
        at = view.snapshot.themes.index(theme)
        part = lists.part(view, [one for one in _wanted(view) if theme.key in one.event.details.themes])
        name = theme.name(view.locale)
        topics = theme.topic_names(view.locale)
        head = Head(
            title=name,
            description=say("{theme} in Enschede: what is coming.", theme=name)
            + (f" {', '.join(topics)}." if topics else ""),
            picture=f"/og/{theme.key}.png",
            feed="theme",
            parts=(("theme", theme.key),),
            tint=rows.tint(at),
            linked=linked.listing(view, name, part.things),
        )
        return self._frame.page(
            view, "theme.html", head, part=part, theme=name, topics=topics, friendly=_friendly(view)
        )

    def venue(self, view: View) -> Made:
        number = number_in(view.params["venue"])
        venue = view.venue(number) if number is not None else None
        if venue is None:
            return Made("", status=404)
        if (address := venue_address(view, venue)) != view.url("venue", venue=view.params["venue"]):
            return Made.moved(address)
        part = lists.part(
            view, [one for one in view.snapshot.listed if one.event.details.venue_id == venue.id]
        )
        head = Head(
            title=venue.name,
            description=view.say("What is coming at {venue}.", venue=venue.label),
            picture="/og/all.png",
            feed="venue",
            parts=(("venue", str(venue.id)),),
            linked=linked.listing(view, venue.name, part.things),
        )
        where = ", ".join(word for word in (venue.address, venue.city) if word)
        return self._frame.page(
            view, "venue.html", head, part=part, venue=venue, where=where, map=map_address(venue.label)
        )

    def day(self, view: View) -> Made:
        say, zone, today = view.say, view.snapshot.community.zone, rows.today(view)
        day = lists.read_day(view.params["day"])
        if day is None:
            return Made("", status=404)
        found = [
            one
            for one in view.snapshot.listed
            if first_day(one.event, zone) <= day <= last_day(one.event, zone)
        ]
        if not found and not today <= day <= today + timedelta(days=366):
            return Made("", status=404)
        part = lists.day(view, day, found)
        name = say.day(day)
        head = Head(
            title=name[:1].upper() + name[1:],
            description=say("What there is to do in Enschede on {day}.", day=day),
            picture="/og/all.png",
            linked=linked.listing(view, name, part.things),
            indexed=bool(found),
        )
        around = [
            Link(say.short_day(other), view.url("day", day=other.isoformat()))
            for other in (day - timedelta(days=1), day + timedelta(days=1))
            if other >= today
        ]
        return self._frame.page(
            view, "day.html", head, part=part, day=rows.day_name(day, today, say), around=around
        )


def _wanted(view: View) -> Sequence[Listed]:
    if FRIENDLY not in view.query:
        return view.snapshot.listed
    return [one for one in view.snapshot.listed if is_english_friendly(one.event)]


def _friendly(view: View) -> Link:
    """The way to what needs no Dutch, or back to everything."""
    on = FRIENDLY in view.query
    rest = {name: value for name, value in view.query.items() if name not in PARAMETERS}
    asked = {} if on else {FRIENDLY: "true"}
    return Link(view.say("English-friendly"), view.url(view.name, **{**view.params, **rest, **asked}), on)
