"""One event as one line of a digest: for Discord, and for a message that is pasted elsewhere. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Protocol

from bot.i18n import Say, timestamp
from bot.telling import status_word
from bot.words import plain
from domain.agenda import Listed, is_english_friendly, last_day
from domain.events import Event, Happening
from domain.texts import one_line, shortened
from domain.themes import Theme

ENGLISH_FRIENDLY: Final = "🇬🇧"
NEW: Final = "🆕"
CHANGED: Final = "🔁"
_TITLE: Final = 90
_PLACE: Final = 50
_LINK: Final = "https://discord.com/channels/{community}/{channel}/{message}"


class Style(Protocol):
    """How a line is written."""

    def title(self, event: Event) -> str: ...

    def text(self, text: str) -> str: ...

    def strong(self, text: str) -> str: ...

    def struck(self, text: str) -> str: ...

    def hour(self, moment: datetime) -> str: ...

    def signed(self, told: str, listed: Listed) -> str: ...


@dataclass(frozen=True, slots=True)
class OnDiscord:
    """With each title leading to the event's card where it has one. `new` and `changed` are ids of events."""

    cards: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    themes: Mapping[str, Theme] = field(default_factory=dict)
    new: frozenset[int] = frozenset()
    changed: frozenset[int] = frozenset()

    def title(self, event: Event) -> str:
        text = _title(event)
        shown = plain(text)
        if any(unicodedata.bidirectional(letter) in {"R", "AL", "AN"} for letter in text):
            shown = f"\u2068{shown}\u2069"  # what is written from right to left must not turn the line
        card = self.cards.get(event.id)
        if card is None or "://" in text:
            return f"**{shown}**"
        label = re.sub(r"(?<!\\)([\[\]])", r"\\\1", shown)
        channel, message = card
        return f"**[{label}]({_LINK.format(community=event.community, channel=channel, message=message)})**"

    def text(self, text: str) -> str:
        return plain(text)

    def strong(self, text: str) -> str:
        return f"**{text}**"

    def struck(self, text: str) -> str:
        return f"~~{text}~~"

    def hour(self, moment: datetime) -> str:
        return timestamp(moment, "t")

    def signed(self, told: str, listed: Listed) -> str:
        event = listed.event
        signs = [self.themes[key].emoji for key in event.details.themes if key in self.themes]
        if is_english_friendly(event):
            signs.append(ENGLISH_FRIENDLY)
        if event.id in self.new:
            signs.append(NEW)
        if event.id in self.changed:
            signs.append(CHANGED)
        return " ".join([told, *filter(None, signs)])


@dataclass(frozen=True, slots=True)
class AsText:
    """Without any marks of Discord, and with the address to read more: the event's page on our `site`, or its
    own link."""

    say: Say
    site: str = ""

    def title(self, event: Event) -> str:
        return _title(event)

    def text(self, text: str) -> str:
        return text

    def strong(self, text: str) -> str:
        return text.upper()

    def struck(self, text: str) -> str:
        return text

    def hour(self, moment: datetime) -> str:
        return self.say.hour(moment)

    def signed(self, told: str, listed: Listed) -> str:
        friendly = self.say("no Dutch needed") if is_english_friendly(listed.event) else ""
        page = f"{self.site}/events/{listed.event.id}" if self.site else listed.event.details.link
        return _joined(told, friendly, page)


def line(listed: Listed, style: Style, say: Say, *, day: date) -> str:
    """20:00 **Title** · Tankstation · 🎸 🇬🇧 🆕"""
    event = listed.event
    status = status_word(event, say)
    told = f"{_hour(event, style, say, day)} {style.title(event)}"
    return style.signed(
        _joined(
            style.struck(told) if event.is_cancelled else told,
            style.strong(status) if status else "",
            _place(listed.place, style),
        ),
        listed,
    )


def later_line(listed: Listed, style: Style, say: Say) -> str:
    """Sat 4 Apr · **Title** · Tankstation"""
    return style.signed(
        _joined(
            say.short_day(listed.event.details.starts),
            style.title(listed.event),
            _place(listed.place, style),
        ),
        listed,
    )


def change_line(listed: Listed, before: Event, style: Style, say: Say) -> str:
    """**Title**: Sat 14 Mar 21:00 (was Fri 13 Mar 20:00)"""
    event = listed.event
    old, new = before.details, event.details
    told = []
    if before.happening is not event.happening:
        back = event.happening is Happening.SCHEDULED
        told.append(say("takes place after all") if back else status_word(event, say))
    if (old.starts, old.time_known) != (new.starts, new.time_known):
        told.append(say("{new} (was {old})", new=_moment(event, say), old=_moment(before, say)))
    if old.place != new.place and (old.venue_id is None or old.venue_id != new.venue_id):
        unknown = say("not known yet")
        places = {
            "new": _place(listed.place, style) or unknown,
            "old": _place(old.place, style) or unknown,
        }
        told.append(say("{new} (was {old})", **places))
    if not told and new.ends is not None:
        told.append(_end(event, say))
    return f"{style.title(event)}: {', '.join(told)}"


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _title(event: Event) -> str:
    return shortened(one_line(event.details.title), _TITLE)


def _place(place: str, style: Style) -> str:
    return style.text(shortened(one_line(place), _PLACE))


def _hour(event: Event, style: Style, say: Say, day: date) -> str:
    details = event.details
    until = last_day(event, say.zone)
    if until > day:
        return say("until {day}", day=say.short_day(until))
    if details.time_known:
        return style.hour(details.starts)
    return say("all day") if details.ends is not None else say("time not known yet")


def _moment(event: Event, say: Say) -> str:
    day = say.short_day(event.details.starts)
    return f"{day} {say.hour(event.details.starts)}" if event.details.time_known else day


def _end(event: Event, say: Say) -> str:
    until = last_day(event, say.zone)
    if event.details.ends is None or not event.details.time_known:
        return say("until {day}", day=say.short_day(until))
    return say("until {time}", time=say.hour(event.details.ends))
