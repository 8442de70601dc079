"""One interaction, and what may be done with it.

https://discord.com/developers/docs/interactions/receiving-and-responding
"""

import asyncio
import time
from dataclasses import dataclass, field
from enum import IntEnum

from sandbox import render
from sandbox.model import Channel, Json, Message, MessageFlag, User
from sandbox.world import World


class Kind(IntEnum):
    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Callback(IntEnum):
    PONG = 1
    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(frozen=True, slots=True)
class InteractionSettings:
    acknowledge_seconds: float = 3.0
    token_seconds: float = 900.0


@dataclass(slots=True, eq=False)
class Interaction:
    id: int
    token: str
    kind: Kind
    user: User
    channel: Channel
    metadata: Json
    """How messages that answer it say where they come from."""
    answers_as: int
    """The type of a message that answers it."""
    result: "asyncio.Future[Json]"
    settled: "asyncio.Future[None]"
    source: Message | None = None
    """The message whose component it is about."""
    sent_at: float = field(default_factory=time.perf_counter)
    deadline: asyncio.TimerHandle | None = None
    acknowledged: bool = False
    original: Message | None = None
    modal: Json | None = None

    @property
    def deferred(self) -> Message | None:
        """The "is thinking" message that waits to be filled."""
        if self.original is not None and self.original.flags & MessageFlag.LOADING:
            return self.original
        return None


def allowed(interaction: Interaction) -> tuple[Callback, ...]:
    """How it may be answered."""
    if interaction.kind is Kind.AUTOCOMPLETE:
        return (Callback.CHOICES,)
    new = (Callback.MESSAGE, Callback.DEFERRED_MESSAGE)
    updates = (Callback.UPDATE, Callback.DEFERRED_UPDATE) if interaction.source is not None else ()
    modal = () if interaction.kind is Kind.MODAL else (Callback.MODAL,)
    return (*new, *updates, *modal)


def metadata(world: World, kind: Kind, user: User, guild_id: int | None) -> Json:
    """`interaction_metadata` before its id is known."""
    return {
        "id": "",
        "type": int(kind),
        "user": render.user(user),
        "authorizing_integration_owners": {"0": "0" if guild_id is None else str(guild_id)},
    }
