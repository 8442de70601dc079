"""The page of one event."""

from dataclasses import dataclass

from bot.telling import language_name, when_words
from domain.agenda import Listed, first_day, is_english_friendly
from domain.events import Happening
from domain.texts import link_or_nothing, one_line
from web import telling
from web.pages import linked, rows
from web.pages.addresses import image_address, map_address, venue_address
from web.pages.frame import Frame, Head
from web.view import Made, View, number_in

MOST_OTHERS = 5


@dataclass(frozen=True, slots=True)
class Told:
    """What became of it: in a word, and in a sentence."""

    word: str
    sentence: str
    reason: str = ""


class EventPage:
    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def make(self, view: View) -> Made:
        number = number_in(view.params["event"])
        listed = view.event(number) if number is not None else None
        if listed is None:
            return Made("", status=404)
        address = telling.event_path(view, listed)
        if address != view.url("event", event=view.params["event"]):
            return Made.moved(address)
        event = listed.event
        details, say = event.details, view.say
        venue = view.venue(details.venue_id) if details.venue_id else None
        place = telling.whole_place(listed, {one.id: one for one in view.snapshot.venues})
        day = first_day(event, say.zone)
        told = what_became_of(view, listed)
        when = when_words(details, say)
        title = f"{told.word}: {details.title}" if told is not None else details.title
        facts = [when, listed.place or say("place not known yet"), one_line(details.description)]
        over = rows.over_at(listed)
        held = view.snapshot.minutes.get(event.id)
        head = Head(
            title=title,
            description=" · ".join(fact for fact in facts if fact),
            picture=f"/og/event/{event.id}.png",
            kind="article",
            linked=linked.event(view, listed),
            feed="event",
            parts=(("event", str(event.id)),),
        )
        made = self._frame.page(
            view,
            "event.html",
            head,
            row=rows.row(view, listed, day),
            details=details,
            told=told,
            when=when,
            machine=rows.machine_moment(listed, say),
            day=view.url("day", day=day.isoformat()),
            place=place,
            venue=venue_address(view, venue) if venue is not None else "",
            map=map_address(place) if place and event.happening is not Happening.MOVED_ONLINE else "",
            language=language_name(details.language, say) if details.language is not None else "",
            friendly=is_english_friendly(event),
            link=link_or_nothing(details.link),
            image=image_address(view, listed),
            sources=listed.sources,
            over=over <= view.now,
            others=[rows.row(view, one, day) for one in _that_evening(view, listed)],
            minutes=view.url("minutes", meeting=held) if held is not None else "",
            changed=event.updated_at.astimezone(say.zone).date(),
        )
        return Made(made.body, fresh_until=over if over > view.now else None)


def what_became_of(view: View, listed: Listed) -> Told | None:
    """None for what goes on as it was announced."""
    say, event = view.say, listed.event
    match event.happening:
        case Happening.CANCELLED:
            return Told(say("Cancelled"), say("This does not go on."), event.reason)
        case Happening.POSTPONED:
            return Told(say("Postponed"), say("It is put off. A new date is not known yet."))
        case Happening.RESCHEDULED:
            return Told(say("New date"), say("It was moved. What stands here is the new date."))
        case Happening.MOVED_ONLINE:
            return Told(say("Online"), say("It goes on online. You do not have to go anywhere."))
    return None


def _that_evening(view: View, listed: Listed) -> list[Listed]:
    """What else begins on that day, of the same themes before the rest."""
    zone = view.snapshot.community.zone
    day, themes = first_day(listed.event, zone), set(listed.event.details.themes)
    others = [
        one
        for one in view.snapshot.listed
        if one.event.id != listed.event.id
        and not one.event.is_cancelled
        and first_day(one.event, zone) == day
        and rows.over_at(one) > view.now
    ]
    others.sort(key=lambda one: (not themes & set(one.event.details.themes), one.event.details.starts))
    return sorted(others[:MOST_OTHERS], key=lambda one: one.event.details.starts)
