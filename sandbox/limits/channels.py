"""Channels, forum tags and permission overwrites (Channel Resource)."""

from typing import Any

from sandbox.limits.form import At, Check, Shape, array, validate
from sandbox.limits.values import bits, flag, integer, one_of, snowflake, text

CREATABLE = (0, 2, 4, 5, 13, 14, 15, 16)
FORUM, MEDIA = 15, 16
ARCHIVE_MINUTES = one_of(60, 1440, 4320, 10080)
SLOWMODE = integer(0, 21600)
MAX_TAGS = 20
_TOPIC, _FORUM_TOPIC = text(0, 1024), text(0, 4096)

overwrite = Shape({"id": snowflake, "type": one_of(0, 1), "allow": bits, "deny": bits}, required=("id",))
_tag = Shape(
    {
        "id": snowflake,
        "name": text(1, 20),
        "moderated": flag,
        "emoji_id": snowflake,
        "emoji_name": text(0, 100),
    },
    required=("name",),
)


def _unique_overwrites(overwrites: list[dict[str, Any]], at: At) -> None:
    seen: set[str] = set()
    for index, entry in enumerate(overwrites):
        if str(entry["id"]) in seen:
            at[index]["id"].error("SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
        seen.add(str(entry["id"]))


_FIELDS: dict[str, Check] = {
    "name": text(1, 100),
    "type": one_of(*CREATABLE),
    "position": integer(0, 2**31 - 1),
    "parent_id": snowflake,
    "nsfw": flag,
    "bitrate": integer(8000, 384_000),
    "user_limit": integer(0, 10_000),
    "rate_limit_per_user": SLOWMODE,
    "permission_overwrites": array(overwrite, 0, 100, rules=(_unique_overwrites,)),
    "rtc_region": text(),
    "video_quality_mode": one_of(1, 2),
    "default_auto_archive_duration": ARCHIVE_MINUTES,
    "default_thread_rate_limit_per_user": SLOWMODE,
    "default_reaction_emoji": Shape({"emoji_id": snowflake, "emoji_name": text(0, 100)}),
    "default_sort_order": one_of(0, 1),
    "default_forum_layout": one_of(0, 1, 2),
    "default_tag_setting": one_of("match_all", "match_some"),
    "available_tags": array(_tag, 0, MAX_TAGS),
}


def check_channel(payload: Any, *, edit: bool = False, channel_type: int | None = None) -> None:
    """A channel of a guild that is created, or (`edit`) some of its fields.

    `channel_type` is what the channel is when the payload does not say: a topic is at most 1024 characters,
    in a forum 4096.
    """
    kind = payload.get("type") if isinstance(payload, dict) else None
    is_forum = (channel_type if kind is None else kind) in (FORUM, MEDIA)
    fields = _FIELDS | {"topic": _FORUM_TOPIC if is_forum else _TOPIC}
    if edit:
        # flags can be set on what exists only: a forum that requires a tag
        validate(Shape(fields | {"flags": integer(0, 2**53)}, solid=("name",)), payload)
    else:
        validate(Shape(fields, required=("name",)), payload)


def check_overwrite(payload: Any) -> None:
    """A permission overwrite that is put on a channel; discord.py repeats the target's id in it."""
    validate(Shape(overwrite.fields), payload)


_positions = array(
    Shape(
        {
            "id": snowflake,
            "position": integer(0, 2**31 - 1),
            "parent_id": snowflake,
            "lock_permissions": flag,
        },
        required=("id",),
    )
)


def check_channel_positions(payload: Any) -> None:
    """The new order of a guild's channels."""
    validate(_positions, payload)
