"""What Discord refuses: pure checks of the payloads a bot sends, one module an idea.

Each public `check_...` takes the decoded JSON and returns nothing, or raises `sandbox.errors.ApiError` with
Discord's code: 50035 with a tree of every problem in the payload, or the special code where there is one.
What depends on the world (who may, what exists) is not decided here.
"""

from sandbox.limits.channels import check_channel, check_channel_positions, check_overwrite
from sandbox.limits.commands import check_command, check_command_permissions, check_commands
from sandbox.limits.guild import (
    check_bulk_delete,
    check_dm,
    check_guild,
    check_invite,
    check_member_edit,
    check_profile,
    check_role,
    check_role_positions,
    check_webhook,
)
from sandbox.limits.interactions import check_choices, check_interaction_callback
from sandbox.limits.message import check_message
from sandbox.limits.modals import check_modal
from sandbox.limits.polls import check_poll
from sandbox.limits.scheduled_events import check_scheduled_event
from sandbox.limits.threads import check_thread

__all__ = [
    "check_bulk_delete",
    "check_channel",
    "check_channel_positions",
    "check_choices",
    "check_command",
    "check_command_permissions",
    "check_commands",
    "check_dm",
    "check_guild",
    "check_interaction_callback",
    "check_invite",
    "check_member_edit",
    "check_message",
    "check_modal",
    "check_overwrite",
    "check_poll",
    "check_profile",
    "check_role",
    "check_role_positions",
    "check_scheduled_event",
    "check_thread",
    "check_webhook",
]
