"""Forms (Component Reference; Interactions, "Modal")."""

from typing import Any

from sandbox.limits.components import CUSTOM_ID, ID, SELECTS, bounds, option, unique_ids, unique_values
from sandbox.limits.form import At, Check, Shape, Variants, array, validate
from sandbox.limits.values import flag, integer, one_of, text

MAX_COMPONENTS = 5
MAX_INPUT = 4000
TEXT_INPUT = 4


def _input_bounds(component: dict[str, Any], at: At) -> None:
    """The lengths a text input asks for agree with each other and with what it is filled with."""
    least = component.get("min_length") or 0
    most = MAX_INPUT if component.get("max_length") is None else component["max_length"]
    if least > most:
        at["min_length"].error(
            "SANDBOX_MIN_LENGTH_ABOVE_MAX", f"min_length {least} exceeds max_length {most}"
        )
    value = component.get("value")
    if value and not least <= len(value) <= most:
        at["value"].error("BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")


def _labelled(component: dict[str, Any], at: At) -> None:
    if component.get("label") is None:
        at["label"].required()


def _unlabelled(component: dict[str, Any], at: At) -> None:
    """A Label carries the words; its text input has none of its own."""
    if component.get("label") is not None:
        at["label"].error("SANDBOX_LABEL_IN_LABEL", "A text input in a label has no label of its own")


def _text_input(*rules: Check) -> Check:
    return Shape(
        {
            "type": one_of(TEXT_INPUT),
            "id": ID,
            "custom_id": CUSTOM_ID,
            "style": one_of(1, 2),
            "label": text(1, 45),
            "min_length": integer(0, MAX_INPUT),
            "max_length": integer(1, MAX_INPUT),
            "required": flag,
            "value": text(maximum=MAX_INPUT),
            "placeholder": text(maximum=100),
        },
        required=("type", "custom_id", "style"),
        rules=(_input_bounds, *rules),
    )


def _enabled(component: Any, at: At) -> None:
    """In a form nothing can be switched off (Component Reference, the `disabled` of each select)."""
    if component.get("disabled"):
        at["disabled"].error("SANDBOX_DISABLED_IN_MODAL", "A component in a modal cannot be disabled")


def _in_form(select: Check) -> Check:
    def check(component: Any, at: At) -> None:
        select(component, at)
        _enabled(component, at)

    return check


def _one_default(component: dict[str, Any], at: At) -> None:
    if sum(bool(choice.get("default")) for choice in component["options"]) > 1:
        at["options"].error("SANDBOX_TOO_MANY_DEFAULTS", "A radio group has at most one default")


_OPTIONS = option()
_FIELDS: dict[int, Check] = {kind: _in_form(select) for kind, select in SELECTS.items()} | {
    TEXT_INPUT: _text_input(_unlabelled),
    19: Shape(
        {
            "type": one_of(19),
            "id": ID,
            "custom_id": CUSTOM_ID,
            "min_values": integer(0, 10),
            "max_values": integer(1, 10),
            "required": flag,
        },
        required=("type", "custom_id"),
        rules=(bounds,),
    ),
    21: Shape(
        {
            "type": one_of(21),
            "id": ID,
            "custom_id": CUSTOM_ID,
            "options": array(_OPTIONS, 2, 10, rules=(unique_values,)),
            "required": flag,
        },
        required=("type", "custom_id", "options"),
        rules=(_one_default,),
    ),
    22: Shape(
        {
            "type": one_of(22),
            "id": ID,
            "custom_id": CUSTOM_ID,
            "options": array(_OPTIONS, 1, 10, rules=(unique_values,)),
            "min_values": integer(0, 10),
            "max_values": integer(1, 10),
            "required": flag,
        },
        required=("type", "custom_id", "options"),
    ),
    23: Shape(
        {"type": one_of(23), "id": ID, "custom_id": CUSTOM_ID, "default": flag},
        required=("type", "custom_id"),
    ),
}
"""What may stand in a Label: selects, a text input, a file upload, radio and checkbox groups, a checkbox."""

_LABEL = Shape(
    {
        "type": one_of(18),
        "id": ID,
        "label": text(1, 45),
        "description": text(1, 100),
        "component": Variants(_FIELDS),
    },
    required=("type", "label", "component"),
)
_ROW = Shape(
    {"type": one_of(1), "id": ID, "components": array(Variants({TEXT_INPUT: _text_input(_labelled)}), 1, 1)},
    required=("type", "components"),
)
_TEXT = Shape({"type": one_of(10), "id": ID, "content": text(1, 4000)}, required=("type", "content"))
modal = Shape(
    {
        "title": text(1, 45),
        "custom_id": CUSTOM_ID,
        "components": array(
            Variants({1: _ROW, 10: _TEXT, 18: _LABEL}), 1, MAX_COMPONENTS, rules=(unique_ids,)
        ),
    },
    required=("title", "custom_id", "components"),
)


def check_modal(data: Any) -> None:
    """The `data` of an interaction callback that opens a form."""
    validate(modal, data)
