"""REST exchanges, held against Discord's published OpenAPI document.

    python -m sandbox.spec [--spec openapi.json] EXCHANGES.jsonl

prints what a recorded exchange got wrong, one problem a line, and exits 1 if there is any. Each line of the
file is a JSON object with the fields of `Exchange`. Needs `jsonschema`, which is a development dependency:
the sandbox itself runs without.
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Self
from urllib.parse import unquote

from sandbox.exchanges import Exchange
from sandbox.findings import Finding, Side
from sandbox.schemas import Schemas
from sandbox.tolerated import tolerated

VARIABLE: Final = "SEKTOR_DISCORD_SPEC"
METHODS: Final = ("get", "put", "post", "patch", "delete")
REFUSED: Final = 400


class SpecUnavailableError(Exception):
    """The document, or the library to read it with, is not there; the message says what to do."""


def default_path() -> Path:
    """Where the document is: `SEKTOR_DISCORD_SPEC`, else in `shared` beside the checkout."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else Path(__file__).parents[2] / "shared" / "discord-api" / "openapi.json"


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path of the document."""

    method: str
    template: str
    node: dict[str, Any]
    parameters: dict[tuple[str, str], tuple[str, dict[str, Any]]]
    """By where it stands and its name: the pointer to its schema, and the parameter itself."""

    def __str__(self) -> str:
        return f"{self.method} {self.template}"


class Spec:
    """The document, ready to be asked what an exchange got wrong."""

    def __init__(self, document: dict[str, Any]) -> None:
        try:
            self._schemas = Schemas(document)
        except ImportError as missing:
            raise SpecUnavailableError(
                "Checking against Discord's OpenAPI document needs the library jsonschema,"
                " which the development environment has (pip install 'de-sektor[dev]')."
            ) from missing
        self._document = document
        self._root = _Node()
        for template, item in document["paths"].items():
            for method in METHODS:
                if method in item:
                    self._root.add(template.split("/"), _operation(template, method, item))

    @classmethod
    def load(cls, path: Path | str | None = None) -> Self:
        """Read the document; without a path, the default one.

        Raises `SpecUnavailableError` when there is none, or when jsonschema is missing.
        """
        where = default_path() if path is None else Path(path)
        try:
            document = json.loads(where.read_bytes())
        except OSError as error:
            words = f"There is no OpenAPI document at {where}; {VARIABLE} says where it is."
            raise SpecUnavailableError(words) from error
        return cls(document)

    def operation(self, method: str, path: str) -> Operation | None:
        """The operation for a method and a path; a literal segment wins over a parameter."""
        return self._root.find(path.split("/"), method.upper())

    def problems(self, exchange: Exchange) -> list[str]:
        """What request and answer got wrong, as `POST /channels/{channel_id}/messages: request.content: ...`.

        An answer that was asked for as a fault follows no specification, and is not looked at; nor is a
        request that was refused as a bad one, which has been told so already.
        """
        operation = self.operation(exchange.method, exchange.path)
        if operation is None:
            return [f"{exchange.method} {exchange.path}: is not in the document"]
        findings: list[Finding] = []
        if exchange.status != REFUSED or exchange.injected:
            findings += self._parameters(operation, exchange)
            findings += self._request(operation, exchange)
        if not exchange.injected:
            findings += self._response(operation, exchange)
        sentences = (words for found in findings if not tolerated(found) for words in found.sentences())
        return list(dict.fromkeys(f"{operation}: {words}" for words in sentences))

    def _parameters(self, operation: Operation, exchange: Exchange) -> Iterator[Finding]:
        in_path = {
            name[1:-1]: unquote(value)
            for name, value in zip(operation.template.split("/"), exchange.path.split("/"), strict=True)
            if name.startswith("{")
        }
        given: tuple[tuple[Side, dict[str, str]], ...] = (("path", in_path), ("query", exchange.query))
        for side, values in given:
            known = {name: entry for (where, name), entry in operation.parameters.items() if where == side}
            for name, (pointer, parameter) in known.items():
                if name in values:
                    value = _typed(values[name], self._resolved(parameter["schema"]))
                    for found in self._schemas.findings(side, pointer, value):
                        yield replace(found, path=(name, *found.path))
                elif parameter.get("required"):
                    yield Finding(side, (name,), "missing", None, {})
            for name in values.keys() - known.keys():
                listed = ", ".join(known) or "none"
                yield Finding(side, (name,), "undocumented", values[name], {"undocumented": listed})

    def _request(self, operation: Operation, exchange: Exchange) -> Iterable[Finding]:
        body = operation.node.get("requestBody")
        if exchange.request is None:
            needed = body is not None and body.get("required") and not exchange.files
            return [Finding("request", (), "missing", None, {})] if needed else []
        if body is None:
            return [Finding("request", (), "unexpected", None, {})]
        media = "application/json" if "application/json" in body["content"] else next(iter(body["content"]))
        pointer = _pointer(operation, "requestBody", "content", media, "schema")
        return self._schemas.findings("request", pointer, exchange.request)

    def _response(self, operation: Operation, exchange: Exchange) -> Iterable[Finding]:
        responses = operation.node["responses"]
        status = str(exchange.status)
        key = status if status in responses else f"{status[0]}XX"
        if key not in responses:
            listed = {"undocumented": ", ".join(responses)}
            return [Finding("response", ("status", status), "undocumented", exchange.status, listed)]
        answer = self._resolved(responses[key])
        pointer = responses[key].get("$ref") or _pointer(operation, "responses", key)
        if "application/json" in answer.get("content", {}):
            media = f"{pointer}/content/application~1json/schema"
            return self._schemas.findings("response", media, exchange.response)
        if exchange.response is not None and not answer.get("content"):
            return [Finding("response", (), "unexpected", None, {})]
        return []

    def _resolved(self, node: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in node:
            _, *steps = node["$ref"].split("/")
            node = self._document
            for step in steps:
                node = node[step]
        return node


def _pointer(operation: Operation, *steps: str) -> str:
    """The JSON Pointer of something inside an operation."""
    path = ("paths", operation.template, operation.method.lower(), *steps)
    return "/".join(["#", *(step.replace("~", "~0").replace("/", "~1") for step in path)])


def _operation(template: str, method: str, item: dict[str, Any]) -> Operation:
    operation = Operation(method.upper(), template, item[method], {})
    base = _pointer(operation).rpartition("/")[0]
    for place, parameters in (
        (base, item.get("parameters", ())),
        (f"{base}/{method}", item[method].get("parameters", ())),
    ):
        for index, parameter in enumerate(parameters):
            pointer = f"{place}/parameters/{index}/schema"
            operation.parameters[parameter["in"], parameter["name"]] = (pointer, parameter)
    return operation


class _Node:
    """The templates of the document as a tree of path segments."""

    def __init__(self) -> None:
        self._literal: dict[str, _Node] = {}
        self._parameter: _Node | None = None
        self._operations: dict[str, Operation] = {}

    def add(self, segments: Sequence[str], operation: Operation) -> None:
        if not segments:
            self._operations[operation.method] = operation
        elif segments[0].startswith("{"):
            self._parameter = self._parameter or _Node()
            self._parameter.add(segments[1:], operation)
        else:
            self._literal.setdefault(segments[0], _Node()).add(segments[1:], operation)

    def find(self, segments: Sequence[str], method: str) -> Operation | None:
        if not segments:
            return self._operations.get(method)
        for node in (self._literal.get(segments[0]), self._parameter):
            found = node.find(segments[1:], method) if node is not None else None
            if found is not None:
                return found
        return None


def _typed(value: str, schema: dict[str, Any]) -> Any:
    """What a parameter's text stands for; discord.py says 1 and 0 for true and false."""
    given = schema.get("type", ())
    kinds = (given,) if isinstance(given, str) else given
    if "boolean" in kinds:
        return {"1": True, "true": True, "0": False, "false": False}.get(value.lower(), value)
    if "integer" in kinds and re.fullmatch(r"-?[0-9]+", value):
        return int(value)
    return value.split(",") if "array" in kinds and "string" not in kinds else value


def read(lines: Iterable[str]) -> Iterator[Exchange]:
    """Exchanges from lines of JSON; empty lines are passed over."""
    for line in lines:
        if line.strip():
            yield Exchange(**json.loads(line))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m sandbox.spec", description="Hold recorded REST exchanges against Discord's document."
    )
    parser.add_argument("--spec", type=Path, help=f"Discord's openapi.json (default: {VARIABLE})")
    parser.add_argument("exchanges", type=Path, metavar="EXCHANGES.jsonl")
    options = parser.parse_args(arguments)
    try:
        spec = Spec.load(options.spec)
    except SpecUnavailableError as error:
        parser.exit(2, f"{error}\n")
    count = 0
    with options.exchanges.open(encoding="utf-8") as lines:
        for exchange in read(lines):
            for problem in spec.problems(exchange):
                sys.stdout.write(f"#{exchange.number} {problem}\n")
                count += 1
    return 1 if count else 0


if __name__ == "__main__":
    raise SystemExit(main())
