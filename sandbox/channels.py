"""Channels of a guild: making, changing, ordering and removing them."""

from typing import Any

from sandbox import permissions, render, threads
from sandbox.model import FORUMS, Channel, ChannelType, Guild, Json, Overwrite
from sandbox.refusals import invalid_form, missing_permissions, unknown, wrong_channel_type
from sandbox.world import World

CREATABLE = (
    ChannelType.TEXT,
    ChannelType.VOICE,
    ChannelType.CATEGORY,
    ChannelType.ANNOUNCEMENT,
    ChannelType.STAGE,
    ChannelType.FORUM,
    ChannelType.MEDIA,
)
_MERELY_KEPT = (
    "bitrate", "user_limit", "rtc_region", "video_quality_mode", "default_auto_archive_duration",
    "default_thread_rate_limit_per_user", "default_reaction_emoji", "default_sort_order",
    "default_forum_layout",
)  # fmt: skip


def create(world: World, guild: Guild, payload: Json, by: int) -> Channel:
    world.require_in_guild(by, guild, permissions.MANAGE_CHANNELS)
    kind = payload.get("type") or 0
    if kind not in CREATABLE:
        raise invalid_form("type", "BASE_TYPE_CHOICES", "Value must be one of {0, 2, 4, 5, 13, 15, 16}.")
    if kind in (ChannelType.ANNOUNCEMENT, ChannelType.STAGE) and "COMMUNITY" not in guild.features:
        raise invalid_form("type", "CHANNEL_TYPE_NOT_AVAILABLE", "The server must be a community server.")
    channel = Channel(world.snowflakes.take(), ChannelType(kind), guild_id=guild.id)
    _apply(world, guild, channel, payload, _can_give(world, guild, by, channel))
    if channel.parent_id is not None and not payload.get("permission_overwrites"):
        channel.overwrites = _copied(guild.channels[channel.parent_id].overwrites)
    if payload.get("position") is None:
        siblings = [each for each in guild.channels.values() if each.parent_id == channel.parent_id]
        channel.position = max((each.position for each in siblings), default=-1) + 1
    guild.channels[channel.id] = channel
    world.channels[channel.id] = channel
    world.tell_of_channel("CHANNEL_CREATE", channel, lambda viewer: render.channel(world, channel, viewer))
    return channel


def edit(world: World, channel: Channel, payload: Json, by: int) -> None:
    if channel.thread is not None:
        threads.edit(world, channel, payload, by)
        return
    if channel.guild_id is None:
        raise wrong_channel_type()
    guild = world.guilds[channel.guild_id]
    world.require(by, channel, permissions.MANAGE_CHANNELS)
    _apply(world, guild, channel, payload, _can_give(world, guild, by, channel))
    changed(world, channel)


def changed(world: World, channel: Channel) -> None:
    world.tell_of_channel("CHANNEL_UPDATE", channel, lambda viewer: render.channel(world, channel, viewer))


def _apply(world: World, guild: Guild, channel: Channel, payload: Json, can_give: int) -> None:
    if payload.get("parent_id") is not None:
        parent = guild.channels.get(int(payload["parent_id"]))
        if parent is None or parent.type is not ChannelType.CATEGORY:
            raise invalid_form("parent_id", "CHANNEL_PARENT_INVALID", "Not a category")
        siblings = sum(each.parent_id == parent.id for each in guild.channels.values())
        if siblings >= 50 and channel.parent_id != parent.id:
            raise invalid_form(
                "parent_id",
                "CHANNEL_PARENT_MAX_CHANNELS",
                "Maximum number of channels in category reached (50)",
            )
    if payload.get("permission_overwrites") is not None:
        channel.overwrites = _overwrites(guild, channel, payload["permission_overwrites"], can_give)
    if payload.get("name") is not None:
        channel.name = _named(channel.type, str(payload["name"]))
    if "parent_id" in payload:
        channel.parent_id = None if payload["parent_id"] is None else int(payload["parent_id"])
    if "topic" in payload:
        channel.topic = payload["topic"] or None
    if payload.get("position") is not None:
        channel.position = int(payload["position"])
    if payload.get("type") is not None and payload["type"] != channel.type:
        _convert(guild, channel, int(payload["type"]))
    channel.nsfw = bool(payload.get("nsfw", channel.nsfw))
    channel.slowmode_seconds = int(payload.get("rate_limit_per_user", channel.slowmode_seconds) or 0)
    channel.flags = int(payload.get("flags", channel.flags) or 0)
    if payload.get("available_tags") is not None and channel.type in FORUMS:
        channel.available_tags = [_tag(world, channel, each) for each in payload["available_tags"]]
    channel.extra.update({key: payload[key] for key in _MERELY_KEPT if payload.get(key) is not None})


def _convert(guild: Guild, channel: Channel, kind: int) -> None:
    """A text channel can become an announcement channel and the other way round; nothing else can change."""
    pair = {ChannelType.TEXT, ChannelType.ANNOUNCEMENT}
    if {channel.type, kind} != pair or "COMMUNITY" not in guild.features:
        raise invalid_form("type", "CHANNEL_TYPE_CHANGE", "Channels of this type cannot become that.")
    channel.type = ChannelType(kind)


def _named(kind: ChannelType, name: str) -> str:
    """Discord writes the names of text channels in small letters with hyphens."""
    if kind in (ChannelType.TEXT, ChannelType.ANNOUNCEMENT, *FORUMS):
        return "-".join(name.lower().split())
    return name


def _tag(world: World, channel: Channel, given: Json) -> Json:
    known = {tag["id"] for tag in channel.available_tags}
    tag_id = str(given.get("id")) if given.get("id") is not None else None
    return {
        "id": tag_id if tag_id in known else str(world.snowflakes.take()),
        "name": given["name"],
        "moderated": bool(given.get("moderated", False)),
        "emoji_id": None if given.get("emoji_id") is None else str(given["emoji_id"]),
        "emoji_name": given.get("emoji_name"),
    }


def _overwrites(guild: Guild, channel: Channel, given: list[Json], can_give: int) -> dict[int, Overwrite]:
    made = [_overwrite(guild, int(each["id"]), each) for each in given]
    before = channel.overwrites
    for overwrite in made:
        _may_set(before.get(overwrite.id), overwrite, can_give)
    return {overwrite.id: overwrite for overwrite in made}


def _overwrite(guild: Guild, target_id: int, given: Json) -> Overwrite:
    kind = given.get("type")
    if kind is None:
        kind = 0 if target_id in guild.roles else 1
    if kind == 0 and target_id not in guild.roles:
        raise unknown("Role")
    return Overwrite(target_id, int(kind), int(given.get("allow") or 0), int(given.get("deny") or 0))


def _can_give(world: World, guild: Guild, by: int, channel: Channel) -> int:
    """What one holds in the guild or the channel; all, with an overwrite that lets one manage permissions."""
    in_guild = world.require_in_guild(by, guild)
    if in_guild & permissions.ADMINISTRATOR:
        return permissions.ALL
    targets = (by, *guild.members[by].roles)
    overwrites = (channel.overwrites[each] for each in targets if each in channel.overwrites)
    if any(each.allow & permissions.MANAGE_ROLES for each in overwrites):
        return permissions.ALL
    # Managing permissions itself can be given in a channel by administrators only.
    return (in_guild | world.permissions(by, channel)) & ~permissions.MANAGE_ROLES


def _may_set(before: Overwrite | None, after: Overwrite, can_give: int) -> None:
    """Only permissions one could give can be allowed or denied to others."""
    old = before or Overwrite(after.id, after.type)
    touched = (old.allow ^ after.allow) | (old.deny ^ after.deny)
    if touched & ~can_give:
        raise missing_permissions()


def set_overwrite(world: World, channel: Channel, target_id: int, given: Json, by: int) -> None:
    guild = _guild_of_plain(world, channel)
    world.require(by, channel, permissions.MANAGE_ROLES)
    overwrite = _overwrite(guild, target_id, given)
    _may_set(channel.overwrites.get(target_id), overwrite, _can_give(world, guild, by, channel))
    channel.overwrites[target_id] = overwrite
    changed(world, channel)


def remove_overwrite(world: World, channel: Channel, target_id: int, by: int) -> None:
    guild = _guild_of_plain(world, channel)
    world.require(by, channel, permissions.MANAGE_ROLES)
    old = channel.overwrites.get(target_id)
    if old is None:
        raise unknown("Permission overwrite")
    _may_set(old, Overwrite(target_id, old.type), _can_give(world, guild, by, channel))
    del channel.overwrites[target_id]
    changed(world, channel)


def _guild_of_plain(world: World, channel: Channel) -> Guild:
    if channel.guild_id is None or channel.thread is not None:
        raise wrong_channel_type()
    return world.guilds[channel.guild_id]


def move(world: World, guild: Guild, positions: list[Json], by: int) -> None:
    world.require_in_guild(by, guild, permissions.MANAGE_CHANNELS)
    moved: list[Channel] = []
    for each in positions:
        channel = guild.channels.get(int(each["id"]))
        if channel is None:
            raise unknown("Channel")
        if each.get("position") is not None:
            channel.position = int(each["position"])
        if "parent_id" in each:
            parent: Any = each["parent_id"]
            channel.parent_id = None if parent is None else int(parent)
            if each.get("lock_permissions") and channel.parent_id is not None:
                channel.overwrites = _copied(guild.channels[channel.parent_id].overwrites)
        moved.append(channel)
    for channel in moved:
        changed(world, channel)


def _copied(overwrites: dict[int, Overwrite]) -> dict[int, Overwrite]:
    return {key: Overwrite(each.id, each.type, each.allow, each.deny) for key, each in overwrites.items()}


def delete(world: World, channel: Channel, by: int) -> Json:
    """What it looked like. A DM is only closed; what was in a category stays behind without one."""
    body = render.channel(world, channel, by)
    if channel.guild_id is None:
        world.require(by, channel)
        return body
    guild = world.guilds[channel.guild_id]
    if channel.thread is not None:
        world.require(by, channel, permissions.MANAGE_THREADS)
        threads.remove(world, channel)
        return body
    world.require(by, channel, permissions.MANAGE_CHANNELS)
    for thread in [each for each in guild.threads.values() if each.parent_id == channel.id]:
        del guild.threads[thread.id]
        del world.channels[thread.id]
    world.tell_of_channel("CHANNEL_DELETE", channel, lambda viewer: body)
    del guild.channels[channel.id]
    del world.channels[channel.id]
    # events in it go with it; clients conclude that from CHANNEL_DELETE (discord.py does)
    for event in [each for each in guild.events.values() if each.channel_id == channel.id]:
        del guild.events[event.id]
    for hook in [each for each in guild.webhooks.values() if each.channel_id == channel.id]:
        del guild.webhooks[hook.id]
        del world.webhooks[hook.id]
    for orphan in guild.channels.values():
        if orphan.parent_id == channel.id:
            orphan.parent_id = None
            changed(world, orphan)
    return body
