"""What an interaction is answered with (Interactions, "Responding to an Interaction")."""

from typing import Any

from sandbox.limits.commands import choice
from sandbox.limits.form import At, Check, Shape, array, validate
from sandbox.limits.message import EPHEMERAL, IS_COMPONENTS_V2, Kind, message, refuse_special
from sandbox.limits.modals import modal
from sandbox.limits.values import integer, one_of

PONG, MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE = 1, 4, 5, 6, 7
AUTOCOMPLETE, MODAL, LAUNCH_ACTIVITY = 8, 9, 12
MAX_CHOICES = 25


def _deferral_flags(value: Any, at: At) -> None:
    """A deferred answer can say only who will see it."""
    before = at.count
    integer(0, 2**53)(value, at)
    if at.count == before and int(value) & ~(EPHEMERAL | IS_COMPONENTS_V2):
        at.error("SANDBOX_FLAGS_NOT_SETTABLE", f"The flags {int(value)} cannot be set on a deferred answer")


_choices = array(choice, 0, MAX_CHOICES)
_autocomplete = Shape({"choices": _choices})
_TYPES = one_of(
    PONG, MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, AUTOCOMPLETE, MODAL, LAUNCH_ACTIVITY
)


def check_choices(choices: Any) -> None:
    """What an autocomplete offers: at most 25 of a name of 1-100 characters and a value."""
    validate(_choices, choices)


def check_interaction_callback(payload: Any, *, files: int = 0, was_v2: bool = False) -> None:
    """The whole body of a callback; `files` come with it, `was_v2` is about the message an update edits."""
    kind = payload.get("type") if isinstance(payload, dict) else None
    if isinstance(kind, bool) or not isinstance(kind, int):
        kind = None
    data: dict[int, Check] = {
        MESSAGE: message(Kind.CALLBACK, files, interaction=True),
        DEFERRED_MESSAGE: Shape({"flags": _deferral_flags}),
        DEFERRED_UPDATE: Shape({}),
        UPDATE: message(Kind.UPDATE, files, interaction=True, was_v2=was_v2),
        AUTOCOMPLETE: _autocomplete,
        MODAL: modal,
    }
    needed = ("data",) if kind in (MESSAGE, AUTOCOMPLETE, MODAL) else ()
    fields: dict[str, Check] = {"type": _TYPES, "data": data.get(kind or 0, Shape({}))}
    validate(Shape(fields, required=("type", *needed)), payload)
    if kind in (MESSAGE, UPDATE) and payload.get("data") is not None:
        refuse_special(payload["data"], Kind.CALLBACK if kind == MESSAGE else Kind.UPDATE, files)
