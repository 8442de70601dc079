"""Reactions: emoji as Discord writes them in a path, `👍` or `name:id`."""

import re

from sandbox import permissions, render
from sandbox.model import Channel, Json, Message, Reaction
from sandbox.refusals import missing_permissions, unknown
from sandbox.world import World

_CUSTOM = re.compile(r"(?:a:|:)?([\w~]{2,32}):(\d{17,20})")


def parse(text: str) -> Json:
    custom = _CUSTOM.fullmatch(text)
    if custom:
        return {"id": custom[2], "name": custom[1]}
    if not text or len(text) > 16 or text.isascii():
        raise unknown("Emoji")
    return {"id": None, "name": text}


def _key(emoji: Json) -> str:
    # A heart with or without the variation selector is the same reaction.
    return str(emoji["id"] or str(emoji["name"]).replace("\ufe0f", ""))


def add(world: World, channel: Channel, message: Message, user_id: int, emoji: Json) -> None:
    granted = world.require(user_id, channel, permissions.READ_MESSAGE_HISTORY)
    key = _key(emoji)
    reaction = message.reactions.get(key)
    if reaction is None:
        if not granted & permissions.ADD_REACTIONS:
            raise missing_permissions()
        reaction = message.reactions[key] = Reaction(emoji)
    if user_id in reaction.users:
        return
    reaction.users.append(user_id)
    body = _about(channel, message, reaction.emoji) | {
        "user_id": str(user_id),
        "message_author_id": str(message.author.id),
        "burst": False,
        "type": 0,
    }
    guild = world.guild_of(channel)
    if guild is not None and user_id in guild.members:
        body["member"] = render.member(guild.members[user_id])
    world.tell_channel("MESSAGE_REACTION_ADD", channel, lambda viewer: body)


def remove(world: World, channel: Channel, message: Message, user_id: int, emoji: Json) -> None:
    key = _key(emoji)
    reaction = message.reactions.get(key)
    if reaction is None:
        raise unknown("Emoji")
    if user_id not in reaction.users:
        return
    reaction.users.remove(user_id)
    if not reaction.users:
        del message.reactions[key]
    body = _about(channel, message, reaction.emoji) | {"user_id": str(user_id), "burst": False, "type": 0}
    world.tell_channel("MESSAGE_REACTION_REMOVE", channel, lambda viewer: body)


def clear(world: World, channel: Channel, message: Message, emoji: Json | None = None) -> None:
    """All of them, or all of one emoji."""
    if emoji is None:
        message.reactions.clear()
        body = _about(channel, message, None)
        world.tell_channel("MESSAGE_REACTION_REMOVE_ALL", channel, lambda viewer: body)
        return
    if message.reactions.pop(_key(emoji), None) is None:
        raise unknown("Emoji")
    body = _about(channel, message, emoji)
    world.tell_channel("MESSAGE_REACTION_REMOVE_EMOJI", channel, lambda viewer: body)


def users(message: Message, emoji: Json) -> list[int]:
    reaction = message.reactions.get(_key(emoji))
    return [] if reaction is None else list(reaction.users)


def _about(channel: Channel, message: Message, emoji: Json | None) -> Json:
    body: Json = {"channel_id": str(channel.id), "message_id": str(message.id)}
    if emoji is not None:
        body["emoji"] = emoji
    if channel.guild_id is not None:
        body["guild_id"] = str(channel.guild_id)
    return body
