"""Posters and pictures in words: what stands on the sheet, in Dutch or English."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from urllib.parse import quote, urlsplit

from bot.i18n import Say
from domain.agenda import Listed, first_day, is_english_friendly, last_day
from domain.events import Details, Happening
from domain.posters import Line as PosterLine
from domain.posters import Poster
from domain.texts import shortened
from domain.themes import Theme
from posters.sheets import CardSheet, Day, Line, WeekSheet
from services.posters import EVERYTHING, Card, PosterService

_PLACE: Final = 70
"""Letters of a place that are told; what people typed may be a whole route."""


def week_sheet(poster: Poster, say: Say, posters: PosterService) -> WeekSheet:
    colours = posters.colours(poster.theme, poster.themes)
    headline = headline_of(poster.theme, say)
    dates = say.span(poster.week.monday, poster.week.sunday)
    days = [_day(day.date, day.lines, say) for day in poster.days]
    link = week_link(poster, posters.public_url)
    small = []
    if any(line.english for day in poster.days for line in day.lines):
        small.append(say("EN: in English, or no language needed"))
    small.append(say("Doing something yourself? Put it in the agenda, on our Discord."))
    return WeekSheet(
        paper=str(colours.paper),
        ink=str(colours.ink),
        language=say.locale,
        title=f"{headline}: {dates} · {poster.community.name}",
        community=poster.community.name,
        changed=max(
            (int(line.listed.event.updated_at.timestamp()) for day in poster.days for line in day.lines),
            default=0,
        ),
        headline=headline,
        week=say("week {number}", number=poster.week.number),
        dates=dates,
        days=days,
        more=["", *(_more(say, hidden, bool(link)) for hidden in range(1, poster.events + 1))],
        empty=say("Nothing yet this week. Make something happen."),
        untitled=say("See the agenda"),
        link=link,
        address=_in_letters(posters.public_url),
        small=small,
    )


def card_sheet(card: Card, say: Say, posters: PosterService) -> CardSheet:
    details = card.listed.event.details
    themes = [theme for theme in card.themes if theme.key in details.themes]
    colours = posters.colours(themes[0] if themes else None, card.themes)
    marks = ["EN"] if is_english_friendly(card.listed.event) else []
    status = {
        Happening.CANCELLED: say("cancelled"),
        Happening.POSTPONED: say("postponed"),
        Happening.MOVED_ONLINE: say("online"),
    }.get(card.listed.event.happening)
    return CardSheet(
        paper=str(colours.paper),
        ink=str(colours.ink),
        language=say.locale,
        title=details.title,
        community=card.community.name,
        changed=int(card.listed.event.updated_at.timestamp()),
        headline=" · ".join(theme.name(say.locale) for theme in themes),
        name=details.title,
        when=_when(card.listed, say),
        untitled=say("See the agenda"),
        place=_place(card.listed.place),
        marks=[status, *marks] if status else marks,
    )


def headline_of(theme: Theme | None, say: Say) -> str:
    return theme.name(say.locale) if theme else say("Agenda")


def week_link(poster: Poster, public_url: str) -> str:
    """What stands in the code: an address that is kept for ever, since paper cannot be edited. The web port
    leads it on to where the agenda is then."""
    theme = poster.theme.key if poster.theme else EVERYTHING
    return f"{public_url}/poster/{quote(theme)}/{poster.week}" if public_url else ""


def _day(day: date | None, lines: Sequence[PosterLine], say: Say) -> Day:
    name, short = (say("still running"),) * 2 if day is None else (say.week_day(day), say.short_date(day))
    return Day(name=name, short=short, lines=[_line(line, say) for line in lines])


def _line(line: PosterLine, say: Say) -> Line:
    marks = [say("until {day}", day=say.short_date(line.until))] if line.until else []
    if line.english:
        marks.append("EN")
    if line.online:
        marks.append(say("online"))
    return Line(
        time=_time(line.listed.event.details, say),
        title=line.listed.event.details.title,
        place=_place(line.listed.place),
        marks=marks,
        rank=line.rank,
    )


def _time(details: Details, say: Say) -> str:
    if details.time_known:
        return say.hour(details.starts)
    return say("all day") if details.ends is not None else "??:??"


def _when(listed: Listed, say: Say) -> str:
    """vrijdag 13 maart 2026 20:00–23:00; several days as 13–15 mrt 2026."""
    details = listed.event.details
    first, last = first_day(listed.event, say.zone), last_day(listed.event, say.zone)
    if first != last:
        return say.span(first, last)
    day = say.day(first)
    if not details.time_known:
        return day if details.ends else say("{day} (time not known yet)", day=day)
    until = f"–{say.hour(details.ends)}" if details.ends else ""
    return f"{day} {say.hour(details.starts)}{until}"


def _place(place: str) -> str:
    """Where it is, without the rest of the address when that is long."""
    return place if len(place) <= _PLACE else shortened(place.split(",")[0], _PLACE)


def _more(say: Say, hidden: int, online: bool) -> str:
    if online:
        return say.many("and {n} more, at", "and {n} more, at", hidden)
    return say.many("and {n} more, on our Discord", "and {n} more, on our Discord", hidden)


def _in_letters(public_url: str) -> str:
    """The address as it is told to people: without https:// and a slash at its end."""
    parts = urlsplit(public_url)
    return f"{parts.netloc}{parts.path}".rstrip("/").removeprefix("www.")
