"""An event as it stands on Discord's own event list: plain fields with hard limits. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any, Final

import discord

from bot.i18n import Say
from bot.telling import language_name, status_word, when_words
from bot.words import Voice, plain
from domain.communities import Community
from domain.events import Event
from domain.mirror import Room, Span, is_off, key_of
from domain.texts import one_line, shortened

NAME: Final = 100
LOCATION: Final = 100
DESCRIPTION: Final = 1000
"""Discord's limits, in characters."""

STAGE, VOICE, EXTERNAL = 1, 2, 3
"""Discord's kinds of events: in a channel with a stage, in a voice channel, elsewhere."""

_SHORTEST: Final = 60
"""A description of which less would be left is left out."""

_MARK: Final = re.compile(r"^De Sektor · (\d{1,15}-[0-9a-f]{6})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Look:
    """What people read on the list, its times aside. What is in a `room` has no `location`."""

    name: str
    description: str
    location: str
    room: Room | None = None

    def digest(self, starts: datetime, ends: datetime | None) -> str:
        """The same for what looks the same, however Discord writes it."""
        words = [" ".join(text.split()) for text in (self.name, self.description, self.location)]
        if self.room is not None:
            words.append(f"{self.room.channel}/{self.room.stage}")
        times = [int(moment.timestamp()) if moment is not None else 0 for moment in (starts, ends)]
        return blake2b(repr((words, times)).encode(), digest_size=12).hexdigest()


def look(event: Event, community: Community, span: Span, *, page: str = "", room: Room | None = None) -> Look:
    """`page`: the address of the event's own file for calendars, if people can reach it. `room`: the channel
    of the server in which it is."""
    voice = Voice(community)
    say, details = voice.say, event.details
    status = status_word(event, say)
    title = f"{status.upper()}: {details.title}" if status else details.title
    return Look(
        name=shortened(_unformatted(title), NAME) or "—",
        description=_description(event, voice, span, page, linked=room is None),
        location=(
            "" if room is not None else shortened(_unformatted(details.place), LOCATION) or _no_place(voice)
        ),
        room=room,
    )


def key_in(description: str) -> str:
    """The mark of an event of ours; empty when there is none."""
    found = _MARK.findall(description)
    return str(found[-1]) if found else ""


def seen_look(event: Any) -> Look:
    """The same of what Discord says stands there."""
    place = (event.get("entity_metadata") or {}).get("location") or ""
    kind, channel = event.get("entity_type"), event.get("channel_id")
    room = Room(int(channel), kind == STAGE) if channel and kind != EXTERNAL else None
    return Look(str(event["name"]), str(event.get("description") or ""), str(place), room)


def _unformatted(text: str) -> str:
    """Discord shows names and places as they are typed; only mentions must not come to life."""
    return discord.utils.escape_mentions(one_line(text))


def _no_place(voice: Voice) -> str:
    return voice.label(
        voice.say("Place not known yet"), voice.english("Place not known yet") if voice.english else ""
    )


def _description(event: Event, voice: Voice, span: Span, page: str, *, linked: bool) -> str:
    details = event.details
    head = [f"**{plain(shortened(event.reason, 150))}**"] if is_off(event.happening) and event.reason else []
    facts = _facts(event, voice.say, span)
    if voice.english is not None:
        facts.append(f"🇬🇧 {_english(event, voice.english, span)}")
    if linked and details.link and len(details.link) <= 200:
        facts.append(f"🔗 {details.link}")
    if page:
        facts.append(f"📅 {page}")
    facts.append(f"De Sektor · {key_of(event)}")
    tail = "\n".join(facts)
    room = DESCRIPTION - len("\n\n".join([*head, tail])) - 2
    words = shortened(plain(details.description), room) if details.description and room >= _SHORTEST else ""
    return "\n\n".join(part for part in (*head, words, tail) if part)


def _facts(event: Event, say: Say, span: Span) -> list[str]:
    details = event.details
    facts = [f"🗓️ {_when(event, say, span)}"]
    if details.price:
        facts.append(f"🎟️ {plain(shortened(details.price, 80))}")
    if details.language is not None:
        facts.append(f"💬 {language_name(details.language, say)}")
    if details.accessibility:
        facts.append(f"♿ {plain(shortened(details.accessibility, 80))}")
    return facts


def _when(event: Event, say: Say, span: Span) -> str:
    details = event.details
    words = when_words(details, say)
    if not details.time_known and (details.ends is None or details.ends - details.starts < timedelta(days=2)):
        return say("{when} (time not known yet)", when=words)
    if span.guessed:
        return say("{when} (end not known yet; the one above is a guess)", when=words)
    return words


def _english(event: Event, say: Say, span: Span) -> str:
    details = event.details
    parts = [status_word(event, say).upper(), _when(event, say, span)]
    parts.append(plain(shortened(details.place, 80)) if details.place else say("place not known yet"))
    if details.language is not None:
        parts.append(language_name(details.language, say))
    return " · ".join(part for part in parts if part)
