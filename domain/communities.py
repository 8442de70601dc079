"""A community: one Discord server, its settings, and where on that server things belong."""

from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo


class Role(StrEnum):
    """The Discord roles that the bot creates and checks."""

    HEADS = "heads"
    EDITORS = "editors"
    MEMBERS = "members"


class Channel(StrEnum):
    """The Discord channels that features write to, next to one for each theme (see `theme_channel`)."""

    AGENDA = "agenda"
    REVIEW = "review"
    DECISIONS = "decisions"
    MEETINGS = "meetings"
    KNOWLEDGE = "knowledge"
    DESK = "desk"


class Category(StrEnum):
    """The headings under which those channels stand."""

    AGENDA = "agenda"
    SECTOR = "sector"
    KNOWLEDGE = "knowledge"


@dataclass(frozen=True, slots=True)
class Spot:
    """Something on the server that we point at: `kind` is role, channel or category, `key` our own name."""

    kind: str
    key: str
    discord_id: int


def theme_channel(theme: str) -> str:
    """The key of a theme's channel."""
    return f"theme:{theme}"


@dataclass(frozen=True, slots=True)
class Community:
    """`id` is the guild's. Public posts are in `locale`, with an English line under Dutch ones if wanted.

    `trust_after`: who had this many events accepted publishes at once. `event_list`: the agenda stands on
    Discord's own event list, too.
    """

    id: int
    name: str = ""
    locale: str = "nl"
    english_line: bool = True
    zone_name: str = "Europe/Amsterdam"
    trust_after: int = 2
    event_list: bool = True

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone_name)
