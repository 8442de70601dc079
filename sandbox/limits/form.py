"""The small machinery that walks a payload and files what is wrong under its path.

A check is any callable `(value, at) -> None` that reports to `at` and never raises. Checks are made of
smaller ones: `Shape` for an object, `array` for a list, `Variants` for objects told apart by their `type`,
and the plain values in `values.py`. Like Discord, a shape looks at its parts first and at what holds between
them (its `rules`) only when the parts are sound, so that a rule may trust what it reads.

The codes are Discord's where Discord's are known. Ours are `UNKNOWN_FIELD` (Discord ignores a field it does
not know; the sandbox refuses it, so that a typo shows at once) and the `SANDBOX_...` ones, where Discord
refuses too but its code is not published.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sandbox.errors import ApiError, ErrorTree

Path = tuple[str, ...]
Check = Callable[[Any, "At"], None]


class At:
    """A place in a payload: `at["embeds"][0]` is a place below it, `at.error(...)` files a problem there."""

    __slots__ = ("_found", "_path")

    def __init__(self, path: Path = (), found: list[tuple[Path, str, str]] | None = None) -> None:
        self._path = path
        self._found: list[tuple[Path, str, str]] = [] if found is None else found

    def __getitem__(self, key: str | int) -> "At":
        return At((*self._path, str(key)), self._found)

    def error(self, code: str, message: str) -> None:
        self._found.append((self._path, code, message))

    def required(self) -> None:
        self.error("BASE_TYPE_REQUIRED", "This field is required")

    @property
    def name(self) -> str:
        """The last step of the path."""
        return self._path[-1] if self._path else ""

    @property
    def count(self) -> int:
        """How many problems were filed so far, anywhere in the payload."""
        return len(self._found)

    def tree(self) -> ErrorTree:
        """Discord's nesting: a node for each step of the path, the problems in its `_errors`."""
        root: ErrorTree = {}
        for path, code, message in self._found:
            node = root
            for step in path:
                node = node.setdefault(step, {})
            node.setdefault("_errors", []).append({"code": code, "message": message})
        return root


def validate(check: Check, payload: Any) -> None:
    """Run a check over a whole payload.

    Raises `ApiError` 50035 with every problem that was found.
    """
    at = At()
    check(payload, at)
    if at.count:
        raise ApiError(400, 50035, "Invalid Form Body", at.tree())


class Shape:
    """An object with known fields.

    A field that is null counts as absent, as Discord has it nearly everywhere; `required` ones must be
    there, `solid` ones may be left out but not be null. Anything else is an unknown field.
    """

    def __init__(
        self,
        fields: Mapping[str, Check],
        *,
        required: Collection[str] = (),
        solid: Collection[str] = (),
        rules: Collection[Check] = (),
    ) -> None:
        self.fields = dict(fields)
        self.required = frozenset(required)
        self._solid = frozenset(solid)
        self._rules = tuple(rules)

    def __call__(self, value: Any, at: At) -> None:
        if not isinstance(value, dict):
            at.error("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
            return
        before = at.count
        for name in self.fields:
            missing = name in self.required and value.get(name) is None
            if missing or (name in self._solid and name in value and value[name] is None):
                at[name].required()
        for name, item in value.items():
            check = self.fields.get(name) if isinstance(name, str) else None
            if check is None:
                unknown(name, at)
            elif item is not None:
                check(item, at[name])
        apply(self._rules, value, at, before)


def apply(rules: Collection[Check], value: Any, at: At, before: int) -> None:
    """Ask the rules in turn, as long as nothing was filed since `before`.

    So a place never has a problem of its own and one further down, which Discord's tree cannot hold.
    """
    for rule in rules:
        if at.count != before:
            return
        rule(value, at)


def unknown(name: Any, at: At) -> None:
    """File a field that is not known here."""
    # a field with this name would be taken for a list of errors in the tree
    place = at["'_errors'" if name == "_errors" else name]
    place.error("UNKNOWN_FIELD", f"The sandbox knows no field {name!r} here")


class Variants:
    """Objects that are told apart by a number in their `type` field, such as components and options."""

    def __init__(self, shapes: Mapping[int, Check]) -> None:
        self._shapes = dict(shapes)
        self._choices = ", ".join(str(kind) for kind in sorted(shapes))

    def __call__(self, value: Any, at: At) -> None:
        if not isinstance(value, dict):
            at.error("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
            return
        kind = value.get("type")
        if kind is None:
            at["type"].required()
        elif not isinstance(kind, int) or isinstance(kind, bool) or kind not in self._shapes:
            at["type"].error("UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({self._choices}).')
        else:
            self._shapes[kind](value, at)


def length(size: int, minimum: int, maximum: int | None, at: At) -> None:
    """File a text or a list that is too short or too long, in Discord's words."""
    if minimum <= size and (maximum is None or size <= maximum):
        return
    if maximum is None:
        at.error("BASE_TYPE_MIN_LENGTH", f"Must be {minimum} or more in length.")
    elif minimum > 0:
        at.error("BASE_TYPE_BAD_LENGTH", f"Must be between {minimum} and {maximum} in length.")
    else:
        at.error("BASE_TYPE_MAX_LENGTH", f"Must be {maximum} or fewer in length.")


def array(
    item: Check, minimum: int = 0, maximum: int | None = None, *, rules: Collection[Check] = ()
) -> Check:
    """A list of `minimum` to `maximum` items; its size and the rules come after the items, as in Discord."""

    def check(value: Any, at: At) -> None:
        if not isinstance(value, list | tuple):
            at.error("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return
        before = at.count
        for index, entry in enumerate(value):
            if entry is None:
                at[index].required()
            else:
                item(entry, at[index])
        apply((size, *rules), value, at, before)

    def size(value: Any, at: At) -> None:
        length(len(value), minimum, maximum, at)

    return check


def distinct(value: Any, at: At) -> None:
    """A rule for a list of plain values: none may stand in it twice."""
    seen: set[str] = set()
    for index, entry in enumerate(value):
        if str(entry) in seen:
            at[index].error("SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
        seen.add(str(entry))
