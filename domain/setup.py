"""What the bot needs on a server: roles, categories and channels, and what is there of it already."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.communities import Category, Channel, Community, Role, Spot, theme_channel
from domain.naming import bare
from domain.sectors import Sector
from domain.themes import Theme
from domain.venues import Venue


@dataclass(frozen=True, slots=True)
class NewCommunity:
    """What a server starts with; id and name of `settings` mean nothing."""

    settings: Community
    sectors: tuple[Sector, ...] = ()
    themes: tuple[Theme, ...] = ()
    venues: tuple[Venue, ...] = ()


class Kind(StrEnum):
    """What something on a server is; the words of `Spot.kind`."""

    ROLE = "role"
    CATEGORY = "category"
    CHANNEL = "channel"


class Access(StrEnum):
    """Who may do what in a channel that we make. Nobody sees more than the server lets them anyway."""

    READ = "read"
    """Everyone reads, only the bot writes."""
    TEAM = "team"
    """Only heads, editors and the bot see it."""
    OPEN = "open"
    """Everyone may write."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that belongs on the server. `also` are more names under which people may have it already."""

    kind: Kind
    key: str
    nl: str
    en: str
    emoji: str = ""
    category: str = ""
    access: Access = Access.OPEN
    also: tuple[str, ...] = ()

    def title(self, locale: str) -> str:
        """Its name without emoji and dashes."""
        return self.nl if locale == "nl" else self.en

    def name(self, locale: str) -> str:
        """The name that it gets on Discord."""
        title = self.title(locale)
        if self.kind is not Kind.CHANNEL:
            return title
        plain = "-".join(re.findall(r"\w+", title.lower()))
        return f"{self.emoji}-{plain}" if self.emoji else plain

    def is_called(self, name: str) -> bool:
        return bare(name) in {bare(known) for known in (self.nl, self.en, *self.also)}


_ROLES: Final = (
    Item(Kind.ROLE, Role.HEADS, "Sectorhoofd", "Sector head", also=("Sectorhoofden", "Sector heads")),
    Item(Kind.ROLE, Role.EDITORS, "Redactie", "Editors", also=("Redacteur", "Redacteuren", "Editor")),
    Item(Kind.ROLE, Role.MEMBERS, "Lid", "Member", also=("Leden", "Members")),
)
_CATEGORIES: Final = (
    Item(Kind.CATEGORY, Category.AGENDA, "Agenda", "Agenda", also=("Evenementen", "Events")),
    Item(Kind.CATEGORY, Category.SECTOR, "De Sektor", "De Sektor", also=("Organisatie", "Organisation")),
    Item(
        Kind.CATEGORY,
        Category.KNOWLEDGE,
        "Kennis en loket",
        "Knowledge and help desk",
        also=("Kennis", "Knowledge"),
    ),
)


def _channel(key: str, nl: str, en: str, emoji: str, category: Category, access: Access, *also: str) -> Item:
    return Item(Kind.CHANNEL, key, nl, en, emoji, category, access, also)


_AGENDA: Final = _channel(Channel.AGENDA, "Agenda", "Agenda", "📅", Category.AGENDA, Access.READ)
_CHANNELS: Final = (
    _channel(Channel.REVIEW, "Redactie", "Review", "🔎", Category.SECTOR, Access.TEAM, "Beoordelen"),
    _channel(Channel.DECISIONS, "Besluiten", "Decisions", "🗳️", Category.SECTOR, Access.READ),
    _channel(
        Channel.MEETINGS, "Bijeenkomsten", "Meetings", "🪑", Category.SECTOR, Access.OPEN, "Vergaderingen"
    ),
    _channel(
        Channel.KNOWLEDGE,
        "Kennisbank",
        "Knowledge base",
        "📚",
        Category.KNOWLEDGE,
        Access.OPEN,
        "Knowledge",
    ),
    _channel(Channel.DESK, "Loket", "Help desk", "🛎️", Category.KNOWLEDGE, Access.OPEN, "Desk", "Vragen"),
)


def items_for(themes: Iterable[Theme]) -> tuple[Item, ...]:
    """Everything that belongs on the server, in the order in which it is made."""
    themed = tuple(
        Item(
            Kind.CHANNEL,
            theme_channel(theme.key),
            theme.nl,
            theme.en,
            theme.emoji,
            Category.AGENDA,
            Access.READ,
        )
        for theme in themes
    )
    return (*_ROLES, *_CATEGORIES, _AGENDA, *themed, *_CHANNELS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something that stands on the server now.

    Of a channel: `granted` is what the bot may do there, `seen_by` which of the roles asked about may see it,
    `forum` that it holds posts instead of messages.
    Of a role: `too_high` says that the bot cannot give it, `managed` that nobody can, `powerful` that its
    holders can take over the server.
    """

    kind: Kind
    id: int
    name: str
    granted: frozenset[str] = frozenset()
    seen_by: frozenset[int] = frozenset()
    too_high: bool = False
    managed: bool = False
    powerful: bool = False
    forum: bool = False


@dataclass(frozen=True, slots=True)
class Server:
    """A server as it is now. Its id is that of the role which everybody has, too; that one is no `Thing`."""

    id: int
    things: tuple[Thing, ...]
    granted: frozenset[str] = frozenset()

    def get(self, kind: str, discord_id: int) -> Thing | None:
        return next((thing for thing in self.things if thing.kind == kind and thing.id == discord_id), None)


class Step(StrEnum):
    """What is to be done about an item."""

    STANDS = "stands"
    FOUND = "found"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Line:
    """`thing` is what is linked, or was found by its name. `lost`: what was linked is gone from Discord."""

    item: Item
    step: Step
    thing: Thing | None = None
    lost: bool = False


def plan(items: Iterable[Item], server: Server, spots: Iterable[Spot]) -> tuple[Line, ...]:
    """What stands, what is found by its name and can be used, and what has to be made.

    Nothing is found twice, nor taken from under another item that is linked to it. Of several with the same
    name the oldest counts.
    """
    linked = {(spot.kind, spot.key): spot.discord_id for spot in spots}
    taken = set(linked.values())
    lines = []
    for item in items:
        discord_id = linked.get((item.kind, item.key))
        thing = server.get(item.kind, discord_id) if discord_id is not None else None
        if thing is not None:
            lines.append(Line(item, Step.STANDS, thing))
            continue
        lost = discord_id is not None
        found = _find(item, server, taken)
        if found is None:
            lines.append(Line(item, Step.NEW, lost=lost))
        else:
            taken.add(found.id)
            lines.append(Line(item, Step.FOUND, found, lost))
    return tuple(lines)


def fits(key: str, thing: Thing) -> bool:
    """A forum can be the desk, where each question is a post; nothing else can be said in one."""
    return not thing.forum or key == Channel.DESK


def _find(item: Item, server: Server, taken: set[int]) -> Thing | None:
    candidates = (
        thing
        for thing in server.things
        if thing.kind is item.kind
        and thing.id not in taken
        and item.is_called(thing.name)
        # the role that the bot hands out must never be more than it seems
        and not thing.managed
        and not (thing.powerful and item.key == Role.HEADS)
        and fits(item.key, thing)
    )
    return min(candidates, key=lambda thing: thing.id, default=None)
