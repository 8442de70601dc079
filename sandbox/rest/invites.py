"""Invites to a channel."""

import secrets
from datetime import UTC, datetime, timedelta

from sandbox import guild_view, permissions, render
from sandbox.limits.guild import check_invite
from sandbox.model import Guild, Invite, Json
from sandbox.refusals import unknown
from sandbox.rest.call import Call
from sandbox.rest.router import Routes

routes = Routes()


@routes.post("/channels/{channel_id}/invites")
def create_invite(call: Call) -> Json:
    channel = call.channel()
    call.world.require(call.me.id, channel, permissions.CREATE_INSTANT_INVITE)
    check_invite(call.payload)
    guild = call.world.guilds[channel.guild_id or 0]
    max_age = call.payload.get("max_age")
    invite = Invite(
        secrets.token_urlsafe(6),
        guild.id,
        channel.id,
        call.me,
        datetime.now(UTC),
        86_400 if max_age is None else int(max_age),
        int(call.payload.get("max_uses") or 0),
        bool(call.payload.get("temporary", False)),
    )
    guild.invites[invite.code] = invite
    return _shown(call, guild, invite)


@routes.get("/channels/{channel_id}/invites")
def list_of_channel(call: Call) -> list[Json]:
    channel = call.channel()
    call.world.require(call.me.id, channel, permissions.MANAGE_CHANNELS)
    guild = call.world.guilds[channel.guild_id or 0]
    found = [each for each in guild.invites.values() if each.channel_id == channel.id]
    return [_shown(call, guild, each) for each in found]


@routes.get("/guilds/{guild_id}/invites")
def list_of_guild(call: Call) -> list[Json]:
    guild = call.guild()
    call.world.require_in_guild(call.me.id, guild, permissions.MANAGE_GUILD)
    return [_shown(call, guild, each) for each in guild.invites.values()]


@routes.get("/invites/{code}")
def get_invite(call: Call) -> Json:
    return _shown(call, *_found(call))


@routes.delete("/invites/{code}")
def delete_invite(call: Call) -> Json:
    guild, invite = _found(call)
    channel = call.world.channel(invite.channel_id)
    call.world.require(call.me.id, channel, permissions.MANAGE_CHANNELS)
    del guild.invites[invite.code]
    return _shown(call, guild, invite)


def _found(call: Call) -> tuple[Guild, Invite]:
    for guild in call.world.guilds.values():
        invite = guild.invites.get(call.params["code"])
        if invite is not None:
            return guild, invite
    raise unknown("Invite")


def _shown(call: Call, guild: Guild, invite: Invite) -> Json:
    whole = guild_view.guild(guild)
    about = ("id", "name", "splash", "banner", "description", "icon", "features", "verification_level",
             "vanity_url_code", "nsfw_level", "nsfw", "premium_subscription_count")  # fmt: skip
    channel = call.world.channel(invite.channel_id)
    lasts = timedelta(seconds=invite.max_age_seconds)
    return {
        "type": 0,
        "code": invite.code,
        "inviter": render.user(invite.inviter),
        "guild": {key: whole[key] for key in about},
        "guild_id": str(guild.id),
        "channel": {"id": str(channel.id), "type": int(channel.type), "name": channel.name},
        "created_at": render.instant(invite.created_at),
        "expires_at": render.instant(invite.created_at + lasts) if lasts else None,
        "max_age": invite.max_age_seconds,
        "max_uses": invite.max_uses,
        "uses": 0,
        "temporary": invite.temporary,
    }
