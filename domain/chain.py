"""An append-only chain: each entry's hash covers the one before it, so nothing in between can be changed,
left out or moved without every later hash being wrong.

An entry is JSON of a kind that everybody writes the same way (RFC 8785, "JSON Canonicalization Scheme", of
which this is the part without fractions: keys in order, no spaces, UTF-8). Its hash is SHA-256 over the 32
bytes of the hash before it and the entry's own bytes; before the first stand 32 zero bytes.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

BEGINNING: Final = "0" * 64

_LARGEST: Final = 2**53 - 1
"""Beyond this JavaScript would read another number; ids are text."""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry (its canonical JSON) and its seal, as 64 hexadecimal digits."""

    body: str
    hash: str


def canonical(value: Mapping[str, Any]) -> str:
    """Raises ValueError for what not everybody would write alike: fractions, huge numbers, half
    characters."""
    _must_be_plain(value)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    text.encode()
    return text


def seal(previous: str, body: str) -> str:
    return sha256(bytes.fromhex(previous) + body.encode()).hexdigest()


def linked(previous: str, value: Mapping[str, Any]) -> Link:
    """The entry that follows the one whose hash is `previous`."""
    body = canonical(value)
    return Link(body, seal(previous, body))


def first_break(links: Iterable[Link]) -> int | None:
    """Counted from 1, the first entry whose hash does not follow from what stands before it; None if all
    do."""
    previous = BEGINNING
    for number, link in enumerate(links, 1):
        if link.hash != seal(previous, link.body):
            return number
        previous = link.hash
    return None


def _must_be_plain(value: Any) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise ValueError(f"not a plain key: {key!r}")
            _must_be_plain(inner)
    elif isinstance(value, list):
        for inner in value:
            _must_be_plain(inner)
    elif isinstance(value, int) and not isinstance(value, bool):
        if abs(value) > _LARGEST:
            raise ValueError(f"too large a number: {value}")
    elif value is not None and not isinstance(value, str | bool):
        raise ValueError(f"cannot be written alike by everybody: {value!r}")
