"""How every surface tells of an event: when, in which language, what became of it, who lists it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import discord

from bot.i18n import Say, timestamp
from domain.communities import Community
from domain.events import Details
from domain.privacy import is_nobody
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


def person_words(person: int, say: Say) -> str:
    """A mention, or that it was somebody who had themselves erased since."""
    return say("*somebody who was erased*") if is_nobody(person) else f"<@{person}>"


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


def source_links(sources: Sources) -> str:
    """Where it was found, with a way back; as many as fit."""
    links = [f"[{plain(shortened(name, 80))}]({link})" for name, link in sources]
    while len(", ".join(links)) > 1000 and len(links) > 1:
        links.pop()
    return ", ".join(links)
