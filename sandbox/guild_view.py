"""A guild in Discord's JSON: as REST shows it, and with everything in it."""

from sandbox import render
from sandbox.model import Guild, Json, Member
from sandbox.scheduled_events import pending
from sandbox.snowflakes import time_of
from sandbox.world import World


def guild(what: Guild) -> Json:
    return {
        "id": str(what.id),
        "name": what.name,
        "icon": None,
        "description": what.description,
        "home_header": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "features": list(what.features),
        "owner_id": str(what.owner_id),
        "application_id": None,
        "region": "rotterdam",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": render.id_or_none(what.system_channel_id),
        "system_channel_flags": 0,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 1,
        "roles": [render.role(each) for each in what.roles.values()],
        "emojis": [],
        "stickers": [],
        "default_message_notifications": 1,
        "mfa_level": 0,
        "explicit_content_filter": 2,
        "max_presences": None,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": False,
        "preferred_locale": what.preferred_locale,
        "rules_channel_id": None,
        "safety_alerts_channel_id": None,
        "public_updates_channel_id": None,
        "nsfw": False,
        "nsfw_level": 0,
        "incidents_data": None,
    }


def guild_with_everything(world: World, what: Guild, viewer: int, members: list[Member]) -> Json:
    """GUILD_CREATE, with the given members."""
    joined = what.members[viewer].joined_at if viewer in what.members else time_of(what.id)
    return guild(what) | {
        "joined_at": render.instant(joined),
        "large": len(what.members) >= 250,
        "unavailable": False,
        "member_count": len(what.members),
        "members": [render.member(each) for each in members],
        "channels": [render.channel(world, each, viewer) for each in what.channels.values()],
        "threads": [
            render.thread(each, viewer)
            for each in what.threads.values()
            if each.thread and not each.thread.archived and world.sees(viewer, each)
        ],
        "guild_scheduled_events": [render.scheduled_event(world, each) for each in pending(what)],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "soundboard_sounds": [],
    }
