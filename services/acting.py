"""Who acts, looked up in the transaction in which they act."""

from dataclasses import dataclass, field
from typing import Final

from domain.communities import Community
from domain.people import Actor
from domain.refusal import Refusal
from storage.unit import Unit

IN_DM: Final = 0
"""The community of a click in a private message: none. There, people can only do what is theirs."""


@dataclass(frozen=True, slots=True)
class Caller:
    """A person as Discord showed them with their click: their Discord roles at that moment, and whether they
    may manage the server. `interaction` is the click's id; `server_roles` are all roles that the server has,
    as far as that is known."""

    id: int
    name: str
    community: int
    interaction: int
    role_ids: frozenset[int] = field(default_factory=frozenset)
    manages: bool = False
    server_roles: frozenset[int] = field(default_factory=frozenset)


def community_of(unit: Unit, community_id: int) -> Community:
    community = unit.communities.get(community_id)
    if community is None:
        raise Refusal("This server is not set up yet. Someone who may manage it does that with /setup.")
    return community


def acting(unit: Unit, caller: Caller) -> Actor:
    roles = unit.communities.roles(caller.community)
    ours = frozenset(role for role, discord_id in roles.items() if discord_id in caller.role_ids)
    return Actor(caller.id, caller.name, ours, caller.manages)
