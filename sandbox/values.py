"""What a test or the walk hands to a person, made into what the user's side takes."""

import mimetypes
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sandbox.model import Json
from sandbox.reading import Message, Result
from sandbox.transport import File

Place = str | int | Mapping[str, Any] | Message
"""A channel: its name (`"algemeen"`, `"#algemeen"`), its id, Discord's object, or a message in it."""
FileLike = File | Path | tuple[str, bytes]


def message_of(where: Message | Result) -> Message:
    if isinstance(where, Message):
        return where
    if where.message is None:
        raise LookupError(f"There is no message, but: {where.kind} {where.text}")
    return where.message


def path_of(message: Message) -> str:
    return f"/channels/{message.channel_id}/messages/{message.id}"


def id_of(thing: Any) -> int:
    if isinstance(thing, Mapping):
        return int(thing["id"])
    return int(getattr(thing, "id", thing))


def is_file(value: Any) -> bool:
    is_pair = isinstance(value, tuple) and len(value) == 2 and isinstance(value[1], bytes)
    return isinstance(value, File | Path) or is_pair


def as_file(value: FileLike) -> File:
    if isinstance(value, File):
        return value
    name, content = (value.name, value.read_bytes()) if isinstance(value, Path) else value
    return File(name, content, mimetypes.guess_type(name)[0] or "application/octet-stream")


def with_files(values: Mapping[str, Any]) -> tuple[Json, list[File]]:
    plain: Json = {}
    files: list[File] = []
    for name, value in values.items():
        if is_file(value):
            plain[name] = {"file": len(files)}
            files.append(as_file(value))
        elif isinstance(value, str | int | float) or value is None:
            plain[name] = value
        else:
            plain[name] = str(id_of(value))
    return plain, files


def option_values(component: Json, wanted: list[Any]) -> list[str]:
    by_label = {str(each["label"]): str(each["value"]) for each in component.get("options") or ()}
    known = set(by_label.values())
    return [
        value if value in known else by_label.get(value, value)
        for value in (str(each) if isinstance(each, str) else str(id_of(each)) for each in wanted)
    ]
