"""A site's configuration in a file of its own: where its agenda is and how it is to be read."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib.resources import files
from pathlib import Path
from typing import Any

from domain.refusal import Refusal
from domain.selectors import Selectors
from domain.sources import SourceKind

_LARGEST = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """How one site is read. `verified` says that somebody saw it come out right, `note` what to know."""

    name: str = ""
    url: str = ""
    kind: SourceKind | None = None
    verified: bool = False
    note: str = ""
    published_is_start: bool = False
    selectors: Selectors | None = None


def load(path: Path) -> Site:
    """The site that a TOML file describes; raises `Refusal` with what is wrong with it.

    The selectors stand in a table `[selectors]`; a file with nothing else may do without that line.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise Refusal("{path} is too large to be a site's configuration.", path=path)
        written = path.read_text("utf-8")
    except OSError as error:
        raise Refusal("There is no file at {path} that can be read.", path=path) from error
    except UnicodeDecodeError as error:
        raise Refusal("{path} is not readable as TOML: {problem}.", path=path, problem="not UTF-8") from error
    return parse(written, path.name)


def parse(written: str, name: str) -> Site:
    """The same from the file's text; `name` stands in the sentences."""
    try:
        values = tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        raise Refusal("{path} is not readable as TOML: {problem}.", path=name, problem=error) from error
    known = {field.name: field.type for field in fields(Site)}
    if "item" in values and "selectors" not in values:
        values = {"selectors": values}
    return Site(**{key: _value(key, value, known, name) for key, value in values.items()})


def samples() -> dict[str, Site]:
    """The configurations that come with the project, by the name of their file."""
    folder = files("scrapers").joinpath("samples")
    found = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    return {
        one.name.removesuffix(".toml"): parse(one.read_text("utf-8"), f"samples/{one.name}") for one in found
    }


def _value(key: str, value: Any, known: Mapping[str, Any], name: str) -> Any:
    if key not in known:
        raise Refusal(
            "“{key}” in {path} is not a setting of a site; known are {known}.",
            key=key,
            path=name,
            known=", ".join(known),
        )
    if key == "selectors" and isinstance(value, dict):
        return Selectors.of(value)
    if key == "kind" and value in set(SourceKind):
        return SourceKind(value)
    wanted: type = bool if key in ("verified", "published_is_start") else str
    if key in ("selectors", "kind") or type(value) is not wanted:
        raise Refusal("{key} in {path} cannot be {value}.", key=key, path=name, value=repr(value)[:80])
    return value
