"""The components of a message: rows of buttons and selects, and the layouts of Components V2."""

from typing import Any

from sandbox.limits.components import ID, SELECTS, button, nested, unique_ids
from sandbox.limits.form import At, Check, Shape, Variants, array
from sandbox.limits.values import MEDIA, flag, integer, one_of, text, url

MAX_ROWS = 5
MAX_COMPONENTS = 40
"""Of one message, counted with everything nested (Component Reference, "Components V2")."""
MAX_TEXT = 4000
"""Characters of all text displays of one message together."""
BUTTON, TEXT_DISPLAY = 2, 10


def _fits_in_a_row(components: list[dict[str, Any]], at: At) -> None:
    """A row is five buttons wide, and a select takes all of it (Component Reference, "Action Row")."""
    width = 0
    for index, component in enumerate(components):
        width += 1 if component["type"] == BUTTON else 5
        if width > 5:
            at[index].error(
                "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width"
            )


_ROW = Shape(
    {
        "type": one_of(1),
        "id": ID,
        "components": array(Variants({BUTTON: button, **SELECTS}), 1, rules=(_fits_in_a_row,)),
    },
    required=("type", "components"),
)
_TEXT = Shape({"type": one_of(10), "id": ID, "content": text(1, MAX_TEXT)}, required=("type", "content"))


def _media(*schemes: str) -> Check:
    return Shape({"url": url(*schemes)}, required=("url",))


_CAPTION: dict[str, Check] = {"description": text(1, 1024), "spoiler": flag}
_THUMBNAIL = Shape(
    {"type": one_of(11), "id": ID, "media": _media(*MEDIA), **_CAPTION}, required=("type", "media")
)
_SECTION = Shape(
    {
        "type": one_of(9),
        "id": ID,
        "components": array(Variants({TEXT_DISPLAY: _TEXT}), 1, 3),
        "accessory": Variants({BUTTON: button, 11: _THUMBNAIL}),
    },
    required=("type", "components", "accessory"),
)
_GALLERY = Shape(
    {
        "type": one_of(12),
        "id": ID,
        "items": array(Shape({"media": _media(*MEDIA), **_CAPTION}, required=("media",)), 1, 10),
    },
    required=("type", "items"),
)
_FILE = Shape(
    {"type": one_of(13), "id": ID, "file": _media("attachment"), "spoiler": flag},
    required=("type", "file"),
)
_SEPARATOR = Shape(
    {"type": one_of(14), "id": ID, "divider": flag, "spacing": one_of(1, 2)}, required=("type",)
)
_BLOCKS: dict[int, Check] = {
    1: _ROW,
    9: _SECTION,
    TEXT_DISPLAY: _TEXT,
    12: _GALLERY,
    13: _FILE,
    14: _SEPARATOR,
}
_CONTAINER = Shape(
    {
        "type": one_of(17),
        "id": ID,
        "components": array(Variants(_BLOCKS), 1, MAX_COMPONENTS),
        "accent_color": integer(0, 0xFFFFFF),
        "spoiler": flag,
    },
    required=("type", "components"),
)


def _totals(components: list[dict[str, Any]], at: At) -> None:
    everything = [component for component, _ in nested(components)]
    if len(everything) > MAX_COMPONENTS:
        at.error(
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
            f"Total number of components exceeds maximum of {MAX_COMPONENTS}",
        )
    written = sum(len(component["content"]) for component in everything if component["type"] == TEXT_DISPLAY)
    if written > MAX_TEXT:
        at.error(
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
            f"Components displayable text size exceeds maximum size of {MAX_TEXT}",
        )


rows = array(Variants({1: _ROW}), 0, MAX_ROWS, rules=(unique_ids,))
"""The components of a message without IS_COMPONENTS_V2: action rows only."""

layout = array(Variants({**_BLOCKS, 17: _CONTAINER}), 0, MAX_COMPONENTS, rules=(unique_ids, _totals))
"""The components of a message with IS_COMPONENTS_V2."""


def attachment_names(components: list[dict[str, Any]]) -> list[tuple[str, tuple[str | int, ...]]]:
    """The files a sound layout shows by `attachment://name`, each with the path of its address."""
    found: list[tuple[str, tuple[str | int, ...]]] = []
    for component, path in nested(components):
        for name in ("media", "file"):
            if name in component:
                found.append((component[name]["url"], (*path, name, "url")))
        for index, item in enumerate(component.get("items") or ()):
            found.append((item["media"]["url"], (*path, "items", index, "media", "url")))
    return [
        (address.removeprefix("attachment://"), place)
        for address, place in found
        if address.startswith("attachment://")
    ]
