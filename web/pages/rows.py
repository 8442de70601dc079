"""An event as one line of a list: when, what, where, and what one should know before leaving home."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.i18n import Say
from bot.telling import status_word
from domain.agenda import A_DAY, Listed, first_day, is_english_friendly, last_day
from domain.events import Happening
from domain.texts import shortened
from domain.themes import Theme
from web.pages.addresses import venue_address
from web.telling import event_path
from web.view import View

_OPEN_ENDED: Final = timedelta(hours=6)
"""How long after its start something without a known end may still be going on."""


@dataclass(frozen=True, slots=True)
class Chip:
    name: str
    address: str
    tint: str
    emoji: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    number: int
    address: str
    title: str
    hour: str
    until: str
    machine: str
    place: str
    venue: str
    chips: Sequence[Chip]
    status: str
    kind: str
    friendly: bool
    price: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """`name` as people say it; `machine` for programs."""

    name: str
    machine: str
    address: str
    rows: Sequence[Row]


def row(view: View, listed: Listed, day: date, *, dated: bool = False) -> Row:
    """As seen from that day; `dated` where no heading says which day it is."""
    event = listed.event
    details = event.details
    venue = view.venue(details.venue_id) if details.venue_id else None
    hour, until = hours(listed, day, view.say)
    return Row(
        number=event.id,
        address=event_path(view, listed),
        title=details.title,
        hour=hour,
        until=until,
        machine=machine_moment(listed, view.say),
        place=listed.place if venue is None else venue.name,
        venue=venue_address(view, venue) if venue is not None else "",
        chips=chips(view, details.themes),
        status=status_word(event, view.say),
        kind=event.happening.value,
        friendly=is_english_friendly(event) and event.happening is not Happening.CANCELLED,
        price=shortened(details.price, 40),
        date=view.say.short_day(first_day(event, view.say.zone)) if dated else "",
    )


def day(view: View, when: date, listed: Iterable[Listed]) -> Day:
    # what hangs on a wall says "tomorrow" on the wrong day
    now = today(view) if view.name != "week" else date.min
    return Day(
        day_name(when, now, view.say),
        when.isoformat(),
        view.url("day", day=when.isoformat()),
        [row(view, one, when) for one in listed],
    )


def chips(view: View, keys: Sequence[str]) -> list[Chip]:
    return [chip(view, theme, at) for at, theme in enumerate(view.snapshot.themes) if theme.key in keys]


def chip(view: View, theme: Theme, at: int) -> Chip:
    return Chip(theme.name(view.locale), view.url("theme", theme=theme.key), tint(at), theme.emoji)


def tint(at: int) -> str:
    """The class that carries the colours of the theme at that place (web/pages/colours.py)."""
    return f"tint-{at}"


def hours(listed: Listed, day: date, say: Say) -> tuple[str, str]:
    """(when it begins, when it ends) as seen from that day; of what lasts for days how long it still does."""
    details = listed.event.details
    first, last = first_day(listed.event, say.zone), last_day(listed.event, say.zone)
    if day > first:
        return say("under way"), say("until {day}", day=say.short_day(last)) if last > day else say(
            "last day"
        )
    if last > first:
        begins = say.hour(details.starts) if details.time_known else say.short_day(first)
        return begins, say("until {day}", day=say.short_day(last))
    if not details.time_known:
        return (say("time not known yet") if details.ends is None else say("all day")), ""
    return say.hour(details.starts), say("until {hour}", hour=say.hour(details.ends)) if details.ends else ""


def machine_moment(listed: Listed, say: Say) -> str:
    starts = listed.event.details.starts.astimezone(say.zone)
    return starts.isoformat(timespec="minutes") if listed.event.details.time_known else f"{starts:%Y-%m-%d}"


def day_name(day: date, today: date, say: Say) -> str:
    name = say.weekday(day) if today.year in (day.year, date.min.year) else say.day(day)
    if day == today:
        return say("Today, {day}", day=name)
    if day == today + A_DAY:
        return say("Tomorrow, {day}", day=name)
    return name[:1].upper() + name[1:]


def today(view: View) -> date:
    return view.now.astimezone(view.snapshot.community.zone).date()


def over_at(listed: Listed) -> datetime:
    """From when on nobody needs to go there any more."""
    details = listed.event.details
    if details.ends is not None and details.ends > details.starts:
        return details.ends
    return details.starts + (_OPEN_ENDED if details.time_known else A_DAY)
