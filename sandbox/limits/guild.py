"""Roles, members, webhooks, invites and the guild itself (Guild, Webhook and Invite Resources)."""

import re
from typing import Any

from sandbox.limits.form import At, Check, Shape, array, distinct, validate
from sandbox.limits.values import LOCALES, bits, flag, image, integer, one_of, snowflake, text, timestamp

_COLOUR = integer(0, 0xFFFFFF)
_ROLE = Shape(
    {
        "name": text(0, 100),
        "permissions": bits,
        "color": _COLOUR,
        "colors": Shape({"primary_color": _COLOUR, "secondary_color": _COLOUR, "tertiary_color": _COLOUR}),
        "hoist": flag,
        "mentionable": flag,
        "icon": image,
        "unicode_emoji": text(0, 100),
    }
)


def check_role(payload: Any) -> None:
    """A role that is created or edited; Discord has a default for every field."""
    validate(_ROLE, payload)


_role_positions = array(Shape({"id": snowflake, "position": integer(0, 2**31 - 1)}, required=("id",)))


def check_role_positions(payload: Any) -> None:
    """The new order of a guild's roles."""
    validate(_role_positions, payload)


_MEMBER = Shape(
    {
        "nick": text(0, 32),
        "roles": array(snowflake, 0, 250, rules=(distinct,)),
        "mute": flag,
        "deaf": flag,
        "channel_id": snowflake,
        "communication_disabled_until": timestamp,
        "flags": integer(0, 2**53),
    }
)
_ME = Shape({"nick": text(0, 32), "avatar": image, "banner": image, "bio": text(0, 190)})


def check_member_edit(payload: Any, *, me: bool = False) -> None:
    """Some fields of a member; of the bot itself (`me`) they are others."""
    validate(_ME if me else _MEMBER, payload)


_RESERVED = re.compile(r"clyde|discord", re.IGNORECASE)


def _webhook_name(value: Any, at: At) -> None:
    """ "clyde" and "discord" may not stand in it (Webhook Resource, "Create Webhook")."""
    before = at.count
    text(1, 80)(value, at)
    found = _RESERVED.search(value) if at.count == before else None
    if found:
        at.error("USERNAME_INVALID_CONTAINS", f'Username cannot contain "{found[0].lower()}"')


_WEBHOOK: dict[str, Check] = {"name": _webhook_name, "avatar": image}


def check_webhook(payload: Any, *, edit: bool = False) -> None:
    """A webhook that is created, or (`edit`) some of its fields."""
    if edit:
        validate(Shape(_WEBHOOK | {"channel_id": snowflake}, solid=("name",)), payload)
    else:
        validate(Shape(_WEBHOOK, required=("name",)), payload)


_INVITE = Shape(
    {
        "max_age": integer(0, 604_800),
        "max_uses": integer(0, 100),
        "temporary": flag,
        "unique": flag,
        "target_type": one_of(1, 2),
        "target_user_id": snowflake,
        "target_application_id": snowflake,
        "flags": integer(0, 2**53),
    }
)


def check_invite(payload: Any) -> None:
    """An invite to a channel."""
    validate(_INVITE, payload)


_GUILD = Shape(
    {
        "name": text(2, 100),
        "description": text(0, 300),
        "verification_level": one_of(0, 1, 2, 3, 4),
        "default_message_notifications": one_of(0, 1),
        "explicit_content_filter": one_of(0, 1, 2),
        "preferred_locale": one_of(*sorted(LOCALES)),
        "afk_timeout": one_of(60, 300, 900, 1800, 3600),
        "features": array(text()),
        "system_channel_flags": integer(0, 2**53),
        "premium_progress_bar_enabled": flag,
        "region": text(),
        "owner_id": snowflake,
        **dict.fromkeys(("icon", "splash", "banner", "discovery_splash", "home_header"), image),
        **dict.fromkeys(
            (
                "afk_channel_id",
                "system_channel_id",
                "rules_channel_id",
                "public_updates_channel_id",
                "safety_alerts_channel_id",
            ),
            snowflake,
        ),
    },
    solid=("name",),
)


def check_guild(payload: Any) -> None:
    """Some fields of the guild (Guild Resource, "Modify Guild")."""
    validate(_GUILD, payload)


_BULK = Shape({"messages": array(snowflake, 2, 100, rules=(distinct,))}, required=("messages",))


def check_bulk_delete(payload: Any) -> None:
    """The ids of 2-100 messages that are deleted at once (Message Resource, "Bulk Delete Messages")."""
    validate(_BULK, payload)


_DM = Shape({"recipient_id": snowflake}, required=("recipient_id",))


def check_dm(payload: Any) -> None:
    """Whom a direct message channel is opened with."""
    validate(_DM, payload)


_PROFILE = Shape({"username": text(2, 32), "avatar": image, "banner": image}, solid=("username",))


def check_profile(payload: Any) -> None:
    """Some fields of the bot's own account."""
    validate(_PROFILE, payload)
