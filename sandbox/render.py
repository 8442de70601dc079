"""The world in Discord's JSON."""

from datetime import UTC, datetime

from sandbox.model import (
    FORUMS,
    Attachment,
    Channel,
    ChannelType,
    Command,
    Json,
    Member,
    Overwrite,
    Role,
    ScheduledEvent,
    User,
    Webhook,
)
from sandbox.world import World


def instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def instant_or_none(moment: datetime | None) -> str | None:
    return None if moment is None else instant(moment)


def id_or_none(snowflake: int | None) -> str | None:
    return None if snowflake is None else str(snowflake)


def user(who: User) -> Json:
    body: Json = {
        "id": str(who.id),
        "username": who.name,
        "discriminator": "0000" if who.webhook else "0",
        "global_name": None if who.bot else who.display_name,
        "avatar": None,
        "public_flags": 0,
        "flags": 0,
        "banner": None,
        "accent_color": int(who.colour.lstrip("#"), 16),
        "avatar_decoration_data": None,
        "collectibles": None,
        "primary_guild": None,
    }
    if who.bot:
        body["bot"] = True
    return body


def own_user(who: User) -> Json:
    return user(who) | {"mfa_enabled": False, "locale": who.locale, "verified": True, "email": None}


def member_without_user(member: Member) -> Json:
    return {
        "avatar": None,
        "banner": None,
        "nick": member.nick,
        "roles": [str(role_id) for role_id in member.roles],
        "joined_at": instant(member.joined_at),
        "premium_since": None,
        "communication_disabled_until": instant_or_none(member.timeout_until),
        "flags": 0,
        "pending": False,
        "mute": False,
        "deaf": False,
    }


def member(who: Member) -> Json:
    return member_without_user(who) | {"user": user(who.user)}


def role(what: Role) -> Json:
    body: Json = {
        "id": str(what.id),
        "name": what.name,
        "description": None,
        "permissions": str(what.permissions),
        "position": what.position,
        "color": what.colour,
        "colors": {"primary_color": what.colour, "secondary_color": None, "tertiary_color": None},
        "hoist": what.hoist,
        "managed": what.managed,
        "mentionable": what.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if what.bot_id is not None:
        body["tags"] = {"bot_id": str(what.bot_id)}
    return body


def overwrite(what: Overwrite) -> Json:
    return {"id": str(what.id), "type": what.type, "allow": str(what.allow), "deny": str(what.deny)}


def channel(world: World, what: Channel, viewer: int) -> Json:
    if what.thread is not None:
        return thread(what, viewer)
    body: Json = {
        "id": str(what.id),
        "type": int(what.type),
        "flags": what.flags,
        "last_message_id": id_or_none(what.last_message_id),
    }
    if what.type is ChannelType.DM:
        body["recipients"] = [user(world.users[other]) for other in what.recipients if other != viewer]
        return body
    body |= {
        "guild_id": str(what.guild_id),
        "name": what.name,
        "position": what.position,
        "parent_id": id_or_none(what.parent_id),
        "permission_overwrites": [overwrite(each) for each in what.overwrites.values()],
        "nsfw": what.nsfw,
    }
    if what.type is not ChannelType.CATEGORY:
        body |= {"topic": what.topic, "rate_limit_per_user": what.slowmode_seconds}
        body["last_pin_timestamp"] = instant_or_none(what.last_pin)
    if what.type in (ChannelType.VOICE, ChannelType.STAGE):
        body |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None}
    if what.type in FORUMS:
        body |= {
            "available_tags": [dict(tag) for tag in what.available_tags],
            "default_reaction_emoji": None,
            "default_sort_order": None,
            "default_forum_layout": 0,
        }
    return body | what.extra


def thread(what: Channel, viewer: int) -> Json:
    state = what.thread
    assert state is not None
    body: Json = {
        "id": str(what.id),
        "type": int(what.type),
        "guild_id": str(what.guild_id),
        "parent_id": str(what.parent_id),
        "owner_id": str(state.owner_id),
        "name": what.name,
        "flags": what.flags,
        "last_message_id": id_or_none(what.last_message_id),
        "last_pin_timestamp": instant_or_none(what.last_pin),
        "rate_limit_per_user": what.slowmode_seconds,
        "message_count": state.message_count,
        "member_count": min(len(state.members), 50),
        "total_message_sent": state.total_sent,
        "applied_tags": [str(tag) for tag in state.applied_tags],
        "thread_metadata": {
            "archived": state.archived,
            "archive_timestamp": instant(state.archived_at or state.created_at),
            "auto_archive_duration": state.auto_archive_minutes,
            "locked": state.locked,
            "create_timestamp": instant(state.created_at),
        },
    }
    if what.type is ChannelType.PRIVATE_THREAD:
        body["thread_metadata"]["invitable"] = state.invitable
    if viewer in state.members:
        body["member"] = thread_member(what, viewer)
    return body


def thread_member(what: Channel, user_id: int, who: Member | None = None) -> Json:
    assert what.thread is not None
    body: Json = {
        "id": str(what.id),
        "user_id": str(user_id),
        "join_timestamp": instant(what.thread.members[user_id]),
        "flags": 0,
    }
    if who is not None:
        body["member"] = member(who)
    return body


def attachment(what: Attachment) -> Json:
    body: Json = {
        "id": str(what.id),
        "filename": what.filename,
        "size": len(what.content),
        "url": what.url,
        "proxy_url": what.url,
        "content_type": what.content_type,
        "flags": 8 if what.spoiler else 0,
    }
    for key in ("description", "title", "width", "height"):
        value = getattr(what, key)
        if value is not None:
            body[key] = value
    if what.ephemeral:
        body["ephemeral"] = True
    return body


def webhook(what: Webhook, world: World) -> Json:
    return {
        "id": str(what.id),
        "type": 1,
        "name": what.name,
        "avatar": None,
        "channel_id": str(what.channel_id),
        "guild_id": str(what.guild_id),
        "application_id": id_or_none(what.application_id),
        "token": what.token,
        "url": f"{world.base_url}/api/webhooks/{what.id}/{what.token}",
        "user": user(world.users[what.creator_id]),
    }


def scheduled_event(world: World, what: ScheduledEvent, with_count: bool = False) -> Json:
    body: Json = {
        "id": str(what.id),
        "guild_id": str(what.guild_id),
        "channel_id": id_or_none(what.channel_id),
        "creator_id": str(what.creator_id),
        "creator": user(world.users[what.creator_id]),
        "name": what.name,
        "description": what.description,
        "image": what.image,
        "scheduled_start_time": instant(what.start),
        "scheduled_end_time": instant_or_none(what.end),
        "status": what.status,
        "entity_type": what.entity_type,
        "entity_id": None,
        "entity_metadata": {"location": what.location} if what.entity_type == 3 else None,
        "privacy_level": 2,
        "recurrence_rule": what.recurrence_rule,
        "guild_scheduled_event_exceptions": [],
    }
    if with_count:
        body["user_count"] = len(what.interested)
    return body


def command(world: World, what: Command) -> Json:
    body: Json = {
        "id": str(what.id),
        "application_id": str(world.application.id),
        "version": str(what.version),
        "default_member_permissions": None,
        "type": 1,
        "name_localizations": None,
        "description": "",
        "description_localizations": None,
        "dm_permission": True,
        "contexts": None,
        "integration_types": [0],
        "nsfw": False,
    } | {key: value for key, value in what.data.items() if key != "integration_types" or value}
    if what.guild_id is not None:
        body["guild_id"] = str(what.guild_id)
        body.pop("dm_permission")
    return body
