"""Polls (Poll Resource, "Poll Create Request Object")."""

from typing import Any

from sandbox.limits.components import emoji
from sandbox.limits.form import At, Shape, array, validate
from sandbox.limits.values import flag, integer, one_of, text

MAX_HOURS = 768
"""32 days."""


def _says_something(media: dict[str, Any], at: At) -> None:
    if not media.get("text"):
        at["text"].required()


_QUESTION = Shape({"text": text(1, 300), "emoji": emoji}, rules=(_says_something,))
_ANSWER = Shape({"text": text(1, 55), "emoji": emoji}, rules=(_says_something,))
poll = Shape(
    {
        "question": _QUESTION,
        "answers": array(Shape({"poll_media": _ANSWER}, required=("poll_media",)), 1, 10),
        "duration": integer(1, MAX_HOURS),
        "allow_multiselect": flag,
        "layout_type": one_of(1),
    },
    required=("question", "answers"),
)


def check_poll(payload: Any) -> None:
    """The `poll` of a message."""
    validate(poll, payload)
