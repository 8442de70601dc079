"""What a value gets wrong against a JSON Schema: the errors that matter, in words that quote no value."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

Side = Literal["path", "query", "request", "response"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`keyword` of `schema` failed for `value`, which stands at `path` of one side of an exchange."""

    side: Side
    path: tuple[str, ...]
    keyword: str
    value: Any
    schema: dict[str, Any]

    @property
    def name(self) -> str:
        return self.path[-1] if self.path else ""

    def sentences(self) -> Iterator[str]:
        """`request.embeds.0.title: is too long (at most 256)`; one for each field that is missing."""
        where = ".".join((self.side, *self.path))
        rule = self.schema.get(self.keyword)
        if self.keyword == "required":
            for name in rule or ():
                if name not in self.value:
                    yield f"{where}.{name}: is missing"
            return
        choices = self.schema.get("oneOf") or self.schema.get("anyOf") or ()
        yield f"{where}: " + _WORDS.get(self.keyword, f"breaks {self.keyword}").format(
            rule=rule,
            kind=type(self.value).__name__,
            choices=", ".join(str(choice.get("const")) for choice in choices),
        )


_WORDS: Final = {
    "type": "is not of type {rule} but {kind}",
    "maxLength": "is too long (at most {rule})",
    "minLength": "is too short (at least {rule})",
    "maxItems": "has too many items (at most {rule})",
    "minItems": "has too few items (at least {rule})",
    "maxProperties": "has too many entries (at most {rule})",
    "maximum": "is above {rule}",
    "minimum": "is below {rule}",
    "pattern": "does not match {rule}",
    "format": "is not a sound {rule}",
    "enum": "is none of {rule}",
    "const": "is not {rule}",
    "oneOf": "is none of {choices}",
    "anyOf": "is none of {choices}",
    "uniqueItems": "holds something twice",
    "additionalProperties": "has a field too many",
    "undocumented": "is not documented ({rule} are)",
    "unexpected": "there should be none",
    "missing": "is missing",
}


def leaves(error: Any) -> Iterator[Any]:
    """The errors that matter of one of jsonschema's: of alternatives, those of the one that was meant."""
    if error.validator not in ("oneOf", "anyOf"):
        yield error
        return
    if all(inner.validator == "const" and not inner.relative_path for inner in error.context):
        # alternatives that are all constants are Discord's way to write an enumeration; when there is
        # nothing in the context at all, several alternatives fit, which is no fault of the value
        if error.context:
            yield error
        return
    branches: dict[int, list[Any]] = {}
    for inner in error.context:
        branches.setdefault(inner.relative_schema_path[0], []).append(inner)
    for inner in min(branches.values(), key=_distance):
        yield from leaves(inner)


def _distance(errors: list[Any]) -> tuple[bool, bool, bool, int, int]:
    """How far a value is from an alternative: another JSON type, another `type`, wrong further up, more."""
    only_null = any(error.schema == {"type": "null"} for error in errors)
    other_json = any(error.validator == "type" and not error.relative_path for error in errors)
    other_kind = any(e.validator == "enum" and list(e.relative_path) == ["type"] for e in errors)
    depth = min(len(error.relative_path) for error in errors)
    return only_null, other_json, other_kind, -depth, len(errors)
