"""Whom a message pings: https://discord.com/developers/docs/resources/message#allowed-mentions-object"""

import re
from dataclasses import dataclass, field

from sandbox import permissions
from sandbox.model import Channel, Json
from sandbox.world import World

_USER = re.compile(r"<@!?(\d{1,20})>")
_ROLE = re.compile(r"<@&(\d{1,20})>")
_EVERYONE = re.compile(r"@(everyone|here)\b")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


@dataclass(slots=True)
class Mentions:
    everyone: bool = False
    users: list[int] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)


def of(world: World, channel: Channel, author_id: int, text: str, allowed: Json | None) -> Mentions:
    """Those that `text` names, as far as `allowed` (None: all) and the author's permissions let it."""
    guild = world.guild_of(channel)
    text = _CODE.sub(" ", text)
    parse = {"users", "roles", "everyone"} if allowed is None else set(allowed.get("parse") or ())
    allowed = allowed or {}
    granted = world.permissions(author_id, channel)
    may_ping_all = bool(granted & permissions.MENTION_EVERYONE)
    found = Mentions()

    named_users = {int(each) for each in allowed.get("users") or ()}
    for user_id in dict.fromkeys(int(each) for each in _USER.findall(text)):
        if user_id in world.users and ("users" in parse or user_id in named_users):
            found.users.append(user_id)
    if guild is None:
        return found
    named_roles = {int(each) for each in allowed.get("roles") or ()}
    for role_id in dict.fromkeys(int(each) for each in _ROLE.findall(text)):
        role = guild.roles.get(role_id)
        if role is None or not ("roles" in parse or role_id in named_roles):
            continue
        if role.mentionable or may_ping_all:
            found.roles.append(role_id)
    found.everyone = "everyone" in parse and may_ping_all and bool(_EVERYONE.search(text))
    return found
