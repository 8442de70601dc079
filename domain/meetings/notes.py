"""Notes: why something was decided, as sentences that can be stored and shown in any language."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from domain.when.answers import Message

Note = Message
"""One reason. Its params are plain: numbers, words, dates, or other Notes."""


def plain(notes: Iterable[Note]) -> list[dict[str, Any]]:
    """As JSON; `noted` reads it back."""
    return [_plain(note) for note in notes]


def noted(values: Iterable[Mapping[str, Any]]) -> tuple[Note, ...]:
    return tuple(_noted(value) for value in values)


def _plain(note: Note) -> dict[str, Any]:
    params: dict[str, Any] = {}
    for name, value in note.params.items():
        if isinstance(value, Message):
            params[name] = {"note": _plain(value)}
        elif isinstance(value, date):
            params[name] = {"day": value.isoformat()}
        else:
            params[name] = value
    return {"says": note.message_id, **({"with": params} if params else {})}


def _noted(value: Mapping[str, Any]) -> Note:
    params: dict[str, object] = {}
    for name, one in value.get("with", {}).items():
        if isinstance(one, dict):
            params[name] = _noted(one["note"]) if "note" in one else date.fromisoformat(one["day"])
        else:
            params[name] = one
    return Note(value["says"], params)
