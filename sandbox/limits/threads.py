"""Threads and forum posts (Channel Resource, "Start Thread ...")."""

from typing import Any

from sandbox.limits.channels import ARCHIVE_MINUTES, SLOWMODE
from sandbox.limits.form import Check, Shape, array, validate
from sandbox.limits.message import Kind, message, refuse_special
from sandbox.limits.values import flag, integer, one_of, snowflake, text

THREAD_TYPES = (10, 11, 12)
MAX_TAGS = 5
_COMMON: dict[str, Check] = {
    "name": text(1, 100),
    "auto_archive_duration": ARCHIVE_MINUTES,
    "rate_limit_per_user": SLOWMODE,
}
_TAGS = array(snowflake, 0, MAX_TAGS)
_EDIT = Shape(
    _COMMON
    | {
        "archived": flag,
        "locked": flag,
        "invitable": flag,
        "flags": integer(0, 2**53),
        "applied_tags": _TAGS,
    },
    solid=("name",),
)
_FROM_MESSAGE = Shape(_COMMON, required=("name",))
_STARTED = Shape(_COMMON | {"type": one_of(*THREAD_TYPES), "invitable": flag}, required=("name",))


def check_thread(
    payload: Any, *, files: int = 0, edit: bool = False, forum: bool = False, from_message: bool = False
) -> None:
    """A thread that is started, or (`edit`) some of its fields.

    A post in a `forum` carries its first message, with `files` in the same request; a thread that starts
    `from_message` takes its kind from the channel.
    """
    if not forum or edit:
        validate(_EDIT if edit else _FROM_MESSAGE if from_message else _STARTED, payload)
        return
    fields: dict[str, Check] = {
        **_COMMON,
        # discord.py sends it; a forum has but one kind of thread
        "type": one_of(*THREAD_TYPES),
        "applied_tags": _TAGS,
        "message": message(Kind.THREAD, files),
    }
    validate(Shape(fields, required=("name", "message")), payload)
    refuse_special(payload["message"], Kind.THREAD, files)
