"""Channels, threads, scheduled events, roles, members, webhooks."""

from datetime import UTC, datetime
from typing import Any

import pytest
from limits_support import problems

from sandbox import limits

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)


def test_channels() -> None:
    sound = {
        "name": "agenda",
        "type": 0,
        "topic": "t" * 1024,
        "parent_id": 5,
        "permission_overwrites": [{"id": 1, "type": 0, "allow": 1024, "deny": "0"}],
        "rate_limit_per_user": 21600,
    }
    assert problems(limits.check_channel, sound) == set()
    assert problems(limits.check_channel, {"type": 0}) == {"name: BASE_TYPE_REQUIRED"}
    assert problems(limits.check_channel, {"name": "x" * 101, "slug": 1}) == {
        "name: BASE_TYPE_BAD_LENGTH",
        "slug: UNKNOWN_FIELD",
    }
    long = {"name": "f", "topic": "t" * 1025}
    assert problems(limits.check_channel, long | {"type": 0}) == {"topic: BASE_TYPE_MAX_LENGTH"}
    assert problems(limits.check_channel, long | {"type": 15}) == set()
    assert problems(limits.check_channel, long, edit=True) == {"topic: BASE_TYPE_MAX_LENGTH"}
    assert problems(limits.check_channel, long, edit=True, channel_type=15) == set()
    assert problems(limits.check_channel, {"name": "x", "type": 11}) == {"type: BASE_TYPE_CHOICES"}
    assert problems(limits.check_channel, {"rate_limit_per_user": 21601}, edit=True) == {
        "rate_limit_per_user: NUMBER_TYPE_MAX"
    }
    assert problems(limits.check_channel, {"name": None}, edit=True) == {"name: BASE_TYPE_REQUIRED"}
    twice = [{"id": "1", "type": 0}, {"id": 1, "type": 1}]
    assert problems(limits.check_channel, {"permission_overwrites": twice}, edit=True) == {
        "permission_overwrites.1.id: SET_TYPE_ALREADY_CONTAINS_VALUE"
    }


def test_forum_tags() -> None:
    tag = {"name": "n" * 20, "moderated": False, "emoji_id": None, "emoji_name": "🎉"}
    assert problems(limits.check_channel, {"name": "f", "type": 15, "available_tags": [tag] * 20}) == set()
    assert problems(limits.check_channel, {"available_tags": [tag] * 21}, edit=True) == {
        "available_tags: BASE_TYPE_MAX_LENGTH"
    }
    assert problems(limits.check_channel, {"available_tags": [{"name": "n" * 21}]}, edit=True) == {
        "available_tags.0.name: BASE_TYPE_BAD_LENGTH"
    }


def test_overwrites() -> None:
    assert problems(limits.check_overwrite, {"id": 5, "allow": "8", "deny": 0, "type": 1}) == set()
    assert problems(limits.check_overwrite, {"allow": -1, "type": 2}) == {
        "allow: NUMBER_TYPE_COERCE",
        "type: BASE_TYPE_CHOICES",
    }


def test_threads() -> None:
    started = {
        "name": "Talk",
        "auto_archive_duration": 1440,
        "type": 11,
        "invitable": True,
        "rate_limit_per_user": None,
    }
    assert problems(limits.check_thread, started) == set()
    assert problems(limits.check_thread, started, from_message=True) == {
        "type: UNKNOWN_FIELD",
        "invitable: UNKNOWN_FIELD",
    }
    assert problems(limits.check_thread, started | {"auto_archive_duration": 5, "name": ""}) == {
        "auto_archive_duration: BASE_TYPE_CHOICES",
        "name: BASE_TYPE_BAD_LENGTH",
    }
    assert problems(limits.check_thread, {"archived": True, "locked": True, "flags": 2}, edit=True) == set()


def test_forum_posts() -> None:
    post = {"name": "Noise Night", "type": 11, "applied_tags": ["1"], "message": {"content": "Come"}}
    assert problems(limits.check_thread, post, forum=True) == set()
    assert problems(limits.check_thread, {"name": "x"}, forum=True) == {"message: BASE_TYPE_REQUIRED"}
    assert problems(limits.check_thread, post | {"message": {}}, forum=True) == {"50006"}
    assert problems(limits.check_thread, post | {"message": {}}, forum=True, files=1) == set()
    assert problems(limits.check_thread, post | {"message": {"content": "c" * 2001}}, forum=True) == {
        "message.content: BASE_TYPE_MAX_LENGTH"
    }
    assert problems(limits.check_thread, post | {"applied_tags": list(range(6))}, forum=True) == {
        "applied_tags: BASE_TYPE_MAX_LENGTH"
    }


def event(**more: Any) -> dict[str, Any]:
    return {
        "name": "Noise Night",
        "privacy_level": 2,
        "scheduled_start_time": "2026-03-14T20:00:00+00:00",
        "scheduled_end_time": "2026-03-15T01:00:00+00:00",
        "entity_type": 3,
        "entity_metadata": {"location": "Tankstation"},
        **more,
    }


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"name": "n" * 100, "description": "d" * 1000}, set()),
        ({"name": "n" * 101}, {"name: BASE_TYPE_BAD_LENGTH"}),
        ({"description": "d" * 1001}, {"description: BASE_TYPE_MAX_LENGTH"}),
        ({"privacy_level": 1}, {"privacy_level: BASE_TYPE_CHOICES"}),
        ({"entity_metadata": None}, {"entity_metadata: BASE_TYPE_REQUIRED"}),
        ({"entity_metadata": {}}, {"entity_metadata.location: BASE_TYPE_REQUIRED"}),
        ({"entity_metadata": {"location": "l" * 101}}, {"entity_metadata.location: BASE_TYPE_BAD_LENGTH"}),
        ({"scheduled_end_time": None}, {"scheduled_end_time: BASE_TYPE_REQUIRED"}),
        (
            {"scheduled_end_time": "2026-03-14T21:00:00+01:00"},
            {"scheduled_end_time: GUILD_SCHEDULED_EVENT_SCHEDULE_INVALID"},
        ),
        ({"scheduled_start_time": "saturday"}, {"scheduled_start_time: DATE_TIME_TYPE_PARSE"}),
        (
            {"scheduled_start_time": "2026-03-09T11:59:00Z"},
            {"scheduled_start_time: GUILD_SCHEDULED_EVENT_SCHEDULE_PAST"},
        ),
        ({"channel_id": "5"}, {"channel_id: SANDBOX_EXTERNAL_EVENT_WITH_CHANNEL"}),
        ({"entity_type": 2, "entity_metadata": None, "channel_id": 5, "scheduled_end_time": None}, set()),
        ({"entity_type": 2, "entity_metadata": None}, {"channel_id: BASE_TYPE_REQUIRED"}),
        ({"entity_type": 0}, {"entity_type: BASE_TYPE_CHOICES"}),
        ({"image": "poster.png"}, {"image: IMAGE_INVALID"}),
        ({"image": "data:image/png;base64,AA=="}, set()),
        ({"status": 1}, {"status: UNKNOWN_FIELD"}),
    ],
)
def test_scheduled_events(change: dict[str, Any], expected: set[str]) -> None:
    assert problems(limits.check_scheduled_event, event(**change), now=NOW) == expected


def test_editing_a_scheduled_event() -> None:
    def edit(change: dict[str, Any]) -> set[str]:
        return problems(limits.check_scheduled_event, change, edit=True, current=event(), now=NOW)

    assert edit({"status": 4}) == set()
    assert edit({"name": "Other", "channel_id": None}) == set()
    assert edit({"entity_type": None, "description": None}) == set()
    assert edit({"name": None}) == {"name: BASE_TYPE_REQUIRED"}
    assert edit({"scheduled_end_time": "2026-03-14T19:00:00Z"}) == {
        "scheduled_end_time: GUILD_SCHEDULED_EVENT_SCHEDULE_INVALID"
    }
    assert edit({"scheduled_end_time": None}) == {"scheduled_end_time: BASE_TYPE_REQUIRED"}
    assert edit({"entity_type": 2, "entity_metadata": None}) == {"channel_id: BASE_TYPE_REQUIRED"}


def test_roles_members_webhooks() -> None:
    role = {"name": "Creatief", "permissions": "0", "colors": {"primary_color": 0xFFFFFF}, "hoist": True}
    assert problems(limits.check_role, role) == set()
    assert problems(limits.check_role, {"name": "n" * 101, "colour": 1}) == {
        "name: BASE_TYPE_MAX_LENGTH",
        "colour: UNKNOWN_FIELD",
    }
    assert problems(limits.check_member_edit, {"roles": [1, "2"], "nick": None}) == set()
    assert problems(limits.check_member_edit, {"nick": "n" * 33, "bio": "x"}) == {
        "nick: BASE_TYPE_MAX_LENGTH",
        "bio: UNKNOWN_FIELD",
    }
    assert problems(limits.check_member_edit, {"bio": "x"}, me=True) == set()
    assert problems(limits.check_webhook, {"name": "Agenda"}) == set()
    assert problems(limits.check_webhook, {"name": "My Discord"}) == {"name: USERNAME_INVALID_CONTAINS"}
    assert problems(limits.check_webhook, {}) == {"name: BASE_TYPE_REQUIRED"}
    assert problems(limits.check_webhook, {"channel_id": 5}, edit=True) == set()


def test_small_bodies() -> None:
    assert problems(limits.check_bulk_delete, {"messages": [1, 2]}) == set()
    assert problems(limits.check_bulk_delete, {"messages": [1]}) == {"messages: BASE_TYPE_BAD_LENGTH"}
    assert problems(limits.check_dm, {"recipient_id": 5}) == set()
    assert problems(limits.check_dm, {"recipient_id": "me"}) == {"recipient_id: NUMBER_TYPE_COERCE"}
    assert (
        problems(limits.check_invite, {"max_age": 0, "max_uses": 1, "temporary": False, "unique": True})
        == set()
    )
    assert (
        problems(limits.check_channel_positions, [{"id": 1, "position": 0, "lock_permissions": True}])
        == set()
    )
    assert problems(limits.check_role_positions, [{"position": 1}]) == {"0.id: BASE_TYPE_REQUIRED"}
    assert problems(limits.check_profile, {"username": "x"}) == {"username: BASE_TYPE_BAD_LENGTH"}


def test_the_guild() -> None:
    assert (
        problems(limits.check_guild, {"name": "De Sektor", "preferred_locale": "nl", "icon": None}) == set()
    )
    assert problems(limits.check_guild, {"name": "x", "preferred_locale": "nl-BE", "motto": ""}) == {
        "name: BASE_TYPE_BAD_LENGTH",
        "preferred_locale: BASE_TYPE_CHOICES",
        "motto: UNKNOWN_FIELD",
    }
    one = {"id": 5, "type": 1, "permission": True}
    assert problems(limits.check_command_permissions, {"permissions": [one] * 100}) == set()
    assert problems(limits.check_command_permissions, {"permissions": [one] * 101}) == {
        "permissions: BASE_TYPE_MAX_LENGTH"
    }
