"""Buttons and select menus, which messages and forms share (Component Reference)."""

from collections.abc import Iterable, Mapping
from typing import Any

from sandbox.limits.form import At, Check, Shape, array, distinct
from sandbox.limits.values import flag, integer, one_of, snowflake, text, url

CHANNEL_TYPES = (0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16)
LINK, PREMIUM = 5, 6
CUSTOM_ID = text(1, 100)
ID = integer(0, 2**31 - 1)
"""The optional number of a component, unique in its message."""


def _is_an_emoji(value: dict[str, Any], at: At) -> None:
    """Either the id of a custom emoji, or a name that is not plain ASCII (":smile:" is refused)."""
    if value.get("id") is None and (value.get("name") or "").isascii():
        at["name"].error("COMPONENT_INVALID_EMOJI", "Invalid emoji")


emoji = Shape({"id": snowflake, "name": text(maximum=32), "animated": flag}, rules=(_is_an_emoji,))


def _button_kind(button: dict[str, Any], at: At) -> None:
    """What goes with which style (Component Reference, "Button Styles")."""
    own = {LINK: "url", PREMIUM: "sku_id"}.get(button["style"], "custom_id")
    if not button.get(own):
        at[own].required()
    for name in ("custom_id", "url", "sku_id"):
        if name != own and button.get(name) is not None:
            at[name].error("SANDBOX_BUTTON_FIELD_EXCLUSIVE", f"A button of this style has no {name}")
    shown = [name for name in ("label", "emoji") if button.get(name)]
    if button["style"] == PREMIUM:
        for name in shown:
            at[name].error("SANDBOX_BUTTON_FIELD_EXCLUSIVE", f"A premium button has no {name}")
    elif not shown:
        at["label"].required()


button = Shape(
    {
        "type": one_of(2),
        "id": ID,
        "style": one_of(1, 2, 3, 4, 5, 6),
        "label": text(maximum=80),
        "emoji": emoji,
        "custom_id": CUSTOM_ID,
        "url": url("http", "https", "discord", maximum=512),
        "sku_id": snowflake,
        "disabled": flag,
    },
    required=("type", "style"),
    rules=(_button_kind,),
)


def unique_values(options: list[dict[str, Any]], at: At) -> None:
    """A rule for the options of a select, radio or checkbox group."""
    seen: set[str] = set()
    for index, option in enumerate(options):
        if option["value"] in seen:
            at[index]["value"].error(
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used"
            )
        seen.add(option["value"])


def bounds(component: dict[str, Any], at: At) -> None:
    """A rule for whatever has `min_values` and `max_values`: min <= max <= the number of options."""
    low, high = component.get("min_values"), component.get("max_values")
    least = 1 if low is None else low
    most = 1 if high is None else high
    options = component.get("options")
    if least > most:
        at["min_values"].error(
            "SANDBOX_MIN_VALUES_ABOVE_MAX", f"min_values {least} exceeds max_values {most}"
        )
    if options is not None and most > len(options):
        at["max_values"].error(
            "SANDBOX_MAX_VALUES_ABOVE_OPTIONS", f"max_values {most} exceeds the {len(options)} options"
        )
    for name, count in (
        ("options", sum(bool(option.get("default")) for option in options or ())),
        ("default_values", len(component.get("default_values") or ())),
    ):
        if count > most:
            at[name].error("SANDBOX_TOO_MANY_DEFAULTS", f"{count} defaults exceed max_values {most}")


def option(*, with_emoji: bool = False) -> Check:
    """One choice: label and value of 1-100 characters, a description of at most 100."""
    fields: dict[str, Check] = {
        "label": text(1, 100),
        "value": text(1, 100),
        "description": text(maximum=100),
        "default": flag,
    }
    return Shape(fields | ({"emoji": emoji} if with_emoji else {}), required=("label", "value"))


def _select(kind: int, extra: Mapping[str, Check], required: Iterable[str] = ()) -> Shape:
    return Shape(
        {
            "type": one_of(kind),
            "id": ID,
            "custom_id": CUSTOM_ID,
            "placeholder": text(maximum=150),
            "min_values": integer(0, 25),
            "max_values": integer(1, 25),
            "disabled": flag,
            "required": flag,
            **extra,
        },
        required=("type", "custom_id", *required),
        rules=(bounds,),
    )


def _defaults(*kinds: str) -> Check:
    return array(Shape({"id": snowflake, "type": one_of(*kinds)}, required=("id", "type")), 0, 25)


SELECTS: dict[int, Check] = {
    3: _select(3, {"options": array(option(with_emoji=True), 1, 25, rules=(unique_values,))}, ("options",)),
    5: _select(5, {"default_values": _defaults("user")}),
    6: _select(6, {"default_values": _defaults("role")}),
    7: _select(7, {"default_values": _defaults("user", "role")}),
    8: _select(
        8,
        {
            "default_values": _defaults("channel"),
            "channel_types": array(one_of(*CHANNEL_TYPES), rules=(distinct,)),
        },
    ),
}
"""Select menus by component type: string, user, role, mentionable, channel."""


def nested(components: Any) -> Iterable[tuple[dict[str, Any], tuple[str | int, ...]]]:
    """Every component of a sound tree with the path to it, outermost first."""
    for index, component in enumerate(components):
        yield component, (index,)
        for inside, path in nested(component.get("components") or ()):
            yield inside, (index, "components", *path)
        for name in ("accessory", "component"):
            if component.get(name):
                for inside, path in nested([component[name]]):
                    yield inside, (index, name, *path[1:])


def unique_ids(components: list[dict[str, Any]], at: At) -> None:
    """A rule for a whole message or form: custom ids and numbers are unique in it."""
    seen: set[tuple[str, Any]] = set()
    for component, path in nested(components):
        for name in ("custom_id", "id"):
            # 0 asks Discord to give a number
            if not component.get(name):
                continue
            key = (name, component[name])
            if key in seen:
                place = at
                for step in path:
                    place = place[step]
                code = "COMPONENT_CUSTOM_ID_DUPLICATED" if name == "custom_id" else "COMPONENT_ID_DUPLICATED"
                words = "Component custom id cannot be duplicated"
                place[name].error(code, words if name == "custom_id" else "Component id cannot be duplicated")
            seen.add(key)
