"""What stands in the bot's way on a server, so that people can be told what to mend."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.communities import Channel, Role
from domain.setup import Kind, Line, Server, Thing

CHANNEL_PERMISSIONS: Final = (
    "view_channel",
    "send_messages",
    "embed_links",
    "attach_files",
    "read_message_history",
)
"""What the bot needs in every channel that it writes to, by Discord's names."""

SERVER_PERMISSIONS: Final = (*CHANNEL_PERMISSIONS, "manage_channels", "manage_roles")

EVENT_LIST_PERMISSIONS: Final = ("create_events",)
"""What it needs to keep the server's event list: making events there, and changing its own."""


class Trouble(StrEnum):
    SERVER_LACKS = "server_lacks"
    """The bot's role lacks permissions in the whole server."""
    EVENT_LIST_CLOSED = "event_list_closed"
    """The bot may not keep the server's own event list, and should."""
    CHANNEL_LACKS = "channel_lacks"
    """The bot sees the channel, but may not do there what it has to."""
    CHANNEL_CLOSED = "channel_closed"
    """The bot may not even see the channel."""
    ROLE_TOO_HIGH = "role_too_high"
    """The heads' role stands above the bot's own, so that the bot cannot give it."""
    ROLE_UNFIT = "role_unfit"
    """The heads' role belongs to another bot or can take over the server: not for a bot to give."""
    REVIEW_OPEN = "review_open"
    """Everybody sees what has not been accepted yet."""
    REVIEW_HIDDEN = "review_hidden"
    """A role that has to review does not see the review channel."""
    WAITING = "waiting"
    """Messages wait for a channel that is closed or gone and that nothing is linked to (any more)."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """`thing` is the channel or role it is about, `role` who is kept out, `channel_id` a channel that is not
    there, `count` how many messages wait."""

    trouble: Trouble
    thing: Thing | None = None
    permissions: tuple[str, ...] = ()
    role: Thing | None = None
    channel_id: int = 0
    count: int = 0


def obstacles(
    server: Server, lines: Iterable[Line], parked: Mapping[int, int], *, event_list: bool = True
) -> tuple[Obstacle, ...]:
    """`parked`: how many messages wait, by channel id; `event_list`: the agenda belongs on the server's own
    event list, too."""
    standing = {(line.item.kind, line.item.key): line.thing for line in lines if line.thing is not None}
    found = []
    missing = lacking(SERVER_PERMISSIONS, server.granted)
    if missing:
        found.append(Obstacle(Trouble.SERVER_LACKS, permissions=missing))
    missing = lacking(EVENT_LIST_PERMISSIONS, server.granted) if event_list else ()
    if missing:
        found.append(Obstacle(Trouble.EVENT_LIST_CLOSED, permissions=missing))
    channels = {thing.id: thing for (kind, _), thing in standing.items() if kind is Kind.CHANNEL}
    found += [obstacle for thing in channels.values() if (obstacle := _closed(thing)) is not None]
    found += _roles(standing)
    found += _review(server, standing)
    found += [
        Obstacle(Trouble.WAITING, thing=server.get(Kind.CHANNEL, place), channel_id=place, count=count)
        for place, count in parked.items()
        if place not in channels
    ]
    return tuple(found)


def lacking(needed: Iterable[str], granted: frozenset[str]) -> tuple[str, ...]:
    return tuple(permission for permission in needed if permission not in granted)


def _closed(thing: Thing) -> Obstacle | None:
    missing = lacking(CHANNEL_PERMISSIONS, thing.granted)
    if "view_channel" in missing:
        return Obstacle(Trouble.CHANNEL_CLOSED, thing, missing)
    return Obstacle(Trouble.CHANNEL_LACKS, thing, missing) if missing else None


def _roles(standing: Mapping[tuple[Kind, str], Thing]) -> list[Obstacle]:
    heads = standing.get((Kind.ROLE, Role.HEADS))
    if heads is None:
        return []
    if heads.managed or heads.powerful:
        return [Obstacle(Trouble.ROLE_UNFIT, heads)]
    return [Obstacle(Trouble.ROLE_TOO_HIGH, heads)] if heads.too_high else []


def _review(server: Server, standing: Mapping[tuple[Kind, str], Thing]) -> list[Obstacle]:
    review = standing.get((Kind.CHANNEL, Channel.REVIEW))
    if review is None:
        return []
    if server.id in review.seen_by:
        return [Obstacle(Trouble.REVIEW_OPEN, review)]
    team = (standing.get((Kind.ROLE, role)) for role in (Role.HEADS, Role.EDITORS))
    return [
        Obstacle(Trouble.REVIEW_HIDDEN, review, role=role)
        for role in team
        if role is not None and role.id not in review.seen_by
    ]
