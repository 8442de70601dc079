"""How every surface tells of an event: when, in which language, what became of it, who lists it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import discord

from bot.i18n import Say, timestamp
from domain.communities import Community
from domain.events import Details, Event, Happening, Language
from domain.texts import shortened

SIGNAL: Final = 0xE4572E
GREY: Final = 0x8A8A8A

Sources = Sequence[tuple[str, str]]
"""(name, link) of each source that shows an event."""


class Voice:
    """How a community speaks in public: in its own language, with English beside it if it wants that."""

    def __init__(self, community: Community) -> None:
        self.say = Say(community.locale, community.zone)
        self.english = (
            Say("en", community.zone) if community.english_line and community.locale != "en" else None
        )

    def label(self, own: str, english: str) -> str:
        """A button's label in one language or both."""
        return own if self.english is None or own == english else f"{own} · {english}"


def plain(text: str) -> str:
    """Somebody's text, shown as they typed it: no headings, no masked links, no mentions."""
    return discord.utils.escape_mentions(discord.utils.escape_markdown(text))


def when_line(details: Details, say: Say) -> str:
    """Discord timestamps, so that each reader sees their own zone; days without a time stay days."""
    if not details.time_known:
        midday = timedelta(hours=12)
        first = timestamp(details.starts + midday, "D")
        if details.ends is None:
            return say("{day} (time not known yet)", day=first)
        last = timestamp(details.ends - midday, "D")
        return first if last == first else f"{first} – {last}"
    text = timestamp(details.starts, "F")
    if details.ends is not None:
        same_night = details.ends - details.starts < timedelta(hours=18)
        text += f" – {timestamp(details.ends, 't' if same_night else 'f')}"
    return text


def when_words(details: Details, say: Say) -> str:
    """The same in words, for reading back: Friday 13 March 2026 20:00 – 23:00."""
    start = details.starts.astimezone(say.zone)
    if not details.time_known:
        first = start.date()
        last = (details.ends.astimezone(say.zone) - timedelta(days=1)).date() if details.ends else first
        return say.day(first) if last <= first else f"{say.day(first)} – {say.day(last)}"
    text = say.moment(start)
    if details.ends is None:
        return text
    end = details.ends.astimezone(say.zone)
    same_night = details.ends - details.starts < timedelta(hours=18)
    return f"{text} – {say.hour(end) if same_night else say.moment(end)}"


def language_name(language: Language, say: Say) -> str:
    names = {
        Language.DUTCH: say("in Dutch"),
        Language.ENGLISH: say("in English"),
        Language.NONE: say("no language needed"),
    }
    return names[language]


def status_word(event: Event, say: Say) -> str:
    words = {
        Happening.CANCELLED: say("cancelled"),
        Happening.POSTPONED: say("postponed"),
        Happening.RESCHEDULED: say("new date"),
        Happening.MOVED_ONLINE: say("moved online"),
    }
    return words.get(event.happening, "")


def source_links(sources: Sources) -> str:
    """Where it was found, with a way back; as many as fit."""
    links = [f"[{plain(shortened(name, 80))}]({link})" for name, link in sources]
    while len(", ".join(links)) > 1000 and len(links) > 1:
        links.pop()
    return ", ".join(links)
