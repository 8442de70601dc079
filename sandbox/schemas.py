"""The schemas of an OpenAPI 3.1 document, asked quickly about many values that look alike."""

import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from typing import Any, Final
from urllib.parse import urlsplit

from sandbox.findings import Finding, Side, leaves

DOCUMENT: Final = "urn:discord-openapi"
_WORD: Final = re.compile(r"[A-Z0-9_]*[A-Z_][A-Z0-9_]*")


class Schemas:
    """Asks jsonschema, and remembers what it said about every value that differs in nothing that counts.

    Raises `ImportError` when jsonschema is not installed.
    """

    def __init__(self, document: dict[str, Any]) -> None:
        self._jsonschema: Any = import_module("jsonschema")
        referencing: Any = import_module("referencing")
        specification: Any = import_module("referencing.jsonschema").DRAFT202012
        resource = referencing.Resource(contents=document, specification=specification)
        self._registry: Any = referencing.Registry().with_resource(DOCUMENT, resource)
        self._formats: Any = _formats(self._jsonschema)
        self._validators: dict[str, Any] = {}
        self._said: dict[tuple[str, str], tuple[Finding, ...]] = {}
        keywords = list(_keywords(document))
        lengths = {value for name, value in keywords if name in ("minLength", "maxLength")}
        self._lengths = sorted(length for value in lengths for length in (value, value + 1))
        self._patterns = [re.compile(value) for name, value in keywords if name == "pattern"]
        self._constants = {value for name, value in keywords if name == "const" and isinstance(value, str)}

    def findings(self, side: Side, pointer: str, value: Any) -> tuple[Finding, ...]:
        """What the schema at a JSON Pointer (`#/paths/...`) finds wrong with a value."""
        key = (side + pointer, json.dumps(self._outline(value, {}), sort_keys=True))
        if key not in self._said:
            self._said[key] = tuple(
                Finding(side, tuple(map(str, leaf.absolute_path)), leaf.validator, leaf.instance, leaf.schema)
                for error in self._validator(pointer).iter_errors(value)
                for leaf in leaves(error)
            )
        return self._said[key]

    def _validator(self, pointer: str) -> Any:
        if pointer not in self._validators:
            self._validators[pointer] = self._jsonschema.Draft202012Validator(
                {"$ref": DOCUMENT + pointer}, registry=self._registry, format_checker=self._formats
            )
        return self._validators[pointer]

    def _outline(self, value: Any, texts: dict[str, str]) -> Any:
        """The value with each text replaced by what a schema of the document can tell about it.

        That is: between which limits its length lies, which patterns it matches, whether it is an instant or
        an address, and which other text of the same value it equals. Constants stay, and so do words in
        capitals, in which Discord's error codes are written.
        """
        if isinstance(value, dict):
            return {key: self._outline(entry, texts) for key, entry in value.items()}
        if isinstance(value, list):
            return [self._outline(entry, texts) for entry in value]
        if not isinstance(value, str) or value in self._constants or _WORD.fullmatch(value):
            return value
        if value not in texts:
            length = bisect_left(self._lengths, len(value))
            formats = _is_instant(value), _is_address(value)
            patterns = [pattern.search(value) is not None for pattern in self._patterns]
            texts[value] = f"<{len(texts)} {length} {formats} {patterns}>"
        return texts[value]


def _keywords(node: Any) -> Iterator[tuple[str, Any]]:
    """Every plain keyword of every schema in the document; an `enum` as the constants it lists."""
    if isinstance(node, list):
        for entry in node:
            yield from _keywords(entry)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name == "enum" and isinstance(value, list):
                yield from (("const", entry) for entry in value)
            elif isinstance(value, dict | list):
                yield from _keywords(value)
            elif isinstance(value, int) or name in ("const", "pattern"):
                yield name, value


def _is_instant(value: str) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _is_address(value: str) -> bool:
    try:
        return bool(urlsplit(value).scheme)
    except ValueError:
        return False


def _formats(jsonschema: Any) -> Any:
    """The formats that the document uses; each holds only for values of its own JSON type."""
    checker = jsonschema.FormatChecker(formats=())
    checker.checks("date-time")(lambda value: not isinstance(value, str) or _is_instant(value))
    checker.checks("uri")(lambda value: not isinstance(value, str) or _is_address(value))
    for bits in (32, 64):
        limit = 2 ** (bits - 1)
        checker.checks(f"int{bits}")(
            lambda value, limit=limit: not isinstance(value, int) or -limit <= value < limit
        )
    return checker
