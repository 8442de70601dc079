"""What a check says about a payload, in a form that reads well in an assertion."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

from sandbox.errors import ApiError


def problems(check: Callable[..., None], payload: Any, **options: Any) -> set[str]:
    """`{"embeds.0.title: BASE_TYPE_MAX_LENGTH", ...}`, or the special code alone, or nothing.

    Anything that is raised but an `ApiError` goes through.
    """
    before = copy.deepcopy(payload)
    refused: ApiError | None = None
    try:
        check(payload, **options)
    except ApiError as error:
        refused = error
    assert payload == before, "a check may not change what it looks at"
    if refused is None:
        return set()
    assert refused.status == 400
    assert (refused.code == 50035) == bool(refused.errors)
    return set(_leaves(refused.errors, ())) if refused.errors else {str(refused.code)}


def _leaves(node: dict[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    assert len(node) == 1 or "_errors" not in node, "a place has problems or places, not both"
    for key, below in node.items():
        if key == "_errors":
            for leaf in below:
                assert leaf.keys() == {"code", "message"}
                yield f"{'.'.join(path)}: {leaf['code']}"
        else:
            yield from _leaves(below, (*path, key))


def row(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(components)}


def button(custom_id: str, **more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Press", "custom_id": custom_id, **more}


def select(custom_id: str, values: int = 2, **more: Any) -> dict[str, Any]:
    options = [{"label": f"Choice {n}", "value": str(n)} for n in range(values)]
    return {"type": 3, "custom_id": custom_id, "options": options, **more}


def words(content: str = "Hello") -> dict[str, Any]:
    return {"type": 10, "content": content}
