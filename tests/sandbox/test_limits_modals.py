"""Forms and the other answers to an interaction."""

from typing import Any

import pytest
from limits_support import button, problems, row, select, words

from sandbox.limits import check_choices, check_interaction_callback, check_modal


def text_input(custom_id: str = "title", **more: Any) -> dict[str, Any]:
    return {"type": 4, "custom_id": custom_id, "style": 1, **more}


def label(component: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": 18, "label": "Title", "component": component, **more}


def form(*components: dict[str, Any], **more: Any) -> set[str]:
    return problems(check_modal, {"title": "Event", "custom_id": "e", "components": list(components), **more})


def options(count: int, **more: Any) -> list[dict[str, Any]]:
    return [{"label": str(n), "value": str(n), **more} for n in range(count)]


def test_the_frame() -> None:
    assert form(label(text_input())) == set()
    assert form(row(text_input(label="Title"))) == set()
    assert form(label(text_input()), title="t" * 46) == {"title: BASE_TYPE_BAD_LENGTH"}
    assert form(label(text_input()), custom_id="") == {"custom_id: BASE_TYPE_BAD_LENGTH"}
    assert form(label(text_input()), colour=1) == {"colour: UNKNOWN_FIELD"}
    assert form() == {"components: BASE_TYPE_BAD_LENGTH"}
    assert form(*[words()] * 5) == set()
    assert form(*[words()] * 6) == {"components: BASE_TYPE_BAD_LENGTH"}
    assert form(text_input()) == {"components.0.type: UNION_TYPE_CHOICES"}
    assert form(row(button("a"))) == {"components.0.components.0.type: UNION_TYPE_CHOICES"}
    assert form(row(text_input(label="a"), text_input("b", label="b"))) == {
        "components.0.components: BASE_TYPE_BAD_LENGTH"
    }
    assert form(label(text_input("a")), label(text_input("a"))) == {
        "components.1.component.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED"
    }
    assert problems(check_modal, {}) == {
        f"{name}: BASE_TYPE_REQUIRED" for name in ("title", "custom_id", "components")
    }


def test_labels() -> None:
    assert form(label(text_input(), label="l" * 45, description="d" * 100)) == set()
    assert form(label(text_input(), label="l" * 46, description="d" * 101)) == {
        "components.0.label: BASE_TYPE_BAD_LENGTH",
        "components.0.description: BASE_TYPE_BAD_LENGTH",
    }
    assert form(label(button("a"))) == {"components.0.component.type: UNION_TYPE_CHOICES"}
    assert form({"type": 18, "label": "x"}) == {"components.0.component: BASE_TYPE_REQUIRED"}
    assert form(row(text_input())) == {"components.0.components.0.label: BASE_TYPE_REQUIRED"}
    assert form(label(text_input(label="x"))) == {"components.0.component.label: SANDBOX_LABEL_IN_LABEL"}


@pytest.mark.parametrize(
    ("component", "expected"),
    [
        (
            text_input(style=2, label=None, min_length=0, max_length=4000, value="v" * 4000, required=False),
            None,
        ),
        (text_input(placeholder="p" * 100), None),
        (text_input(placeholder="p" * 101), "placeholder: BASE_TYPE_MAX_LENGTH"),
        (text_input(style=3), "style: BASE_TYPE_CHOICES"),
        (text_input(max_length=4001), "max_length: NUMBER_TYPE_MAX"),
        (text_input(max_length=0), "max_length: NUMBER_TYPE_MIN"),
        (text_input(min_length=5, max_length=4), "min_length: SANDBOX_MIN_LENGTH_ABOVE_MAX"),
        (text_input(value="v" * 5, max_length=4), "value: BASE_TYPE_BAD_LENGTH"),
        (text_input(value="v" * 4001), "value: BASE_TYPE_MAX_LENGTH"),
        (select("a", 2, required=True, disabled=False), None),
        (select("a", 2, disabled=True), "disabled: SANDBOX_DISABLED_IN_MODAL"),
        ({"type": 5, "custom_id": "a", "max_values": 25}, None),
        ({"type": 19, "custom_id": "a", "min_values": 0, "max_values": 10, "required": False}, None),
        ({"type": 19, "custom_id": "a", "max_values": 11}, "max_values: NUMBER_TYPE_MAX"),
        ({"type": 19, "custom_id": "a", "min_values": -1}, "min_values: NUMBER_TYPE_MIN"),
        ({"type": 21, "custom_id": "a", "options": options(10)}, None),
        ({"type": 21, "custom_id": "a", "options": options(1)}, "options: BASE_TYPE_BAD_LENGTH"),
        (
            {"type": 21, "custom_id": "a", "options": options(2, default=True)},
            "options: SANDBOX_TOO_MANY_DEFAULTS",
        ),
        ({"type": 22, "custom_id": "a", "options": options(10), "max_values": 10}, None),
        ({"type": 22, "custom_id": "a", "options": options(11)}, "options: BASE_TYPE_BAD_LENGTH"),
        ({"type": 23, "custom_id": "a", "default": True}, None),
        ({"type": 23, "custom_id": "a", "default": "yes"}, "default: BOOLEAN_TYPE_CONVERT"),
    ],
)
def test_fields(component: dict[str, Any], expected: str | None) -> None:
    assert form(label(component)) == (set() if expected is None else {f"components.0.component.{expected}"})


def test_callbacks() -> None:
    modal = {"title": "Event", "custom_id": "e", "components": [label(text_input())]}
    for sound in (
        {"type": 1},
        {"type": 4, "data": {"content": "Hi", "flags": 64, "tts": False}},
        {"type": 5},
        {"type": 5, "data": {"flags": 64}},
        {"type": 6},
        {"type": 7, "data": {"content": None, "components": []}},
        {"type": 7},
        {"type": 8, "data": {"choices": [{"name": "Tankstation", "value": "tank"}]}},
        {"type": 9, "data": modal},
        {"type": 12},
    ):
        assert problems(check_interaction_callback, sound) == set()
    for wrong, expected in (
        ({}, {"type: BASE_TYPE_REQUIRED"}),
        ({"type": 3}, {"type: BASE_TYPE_CHOICES"}),
        ({"type": True}, {"type: BASE_TYPE_CHOICES"}),
        ({"type": 4}, {"data: BASE_TYPE_REQUIRED"}),
        ({"type": 4, "data": {}}, {"50006"}),
        ({"type": 4, "data": {"content": "x", "nonce": "1"}}, {"data.nonce: UNKNOWN_FIELD"}),
        (
            {"type": 4, "data": {"embeds": [{"title": "t" * 257}]}},
            {"data.embeds.0.title: BASE_TYPE_MAX_LENGTH"},
        ),
        ({"type": 4, "data": {"content": "x"}, "extra": 1}, {"extra: UNKNOWN_FIELD"}),
        ({"type": 5, "data": {"content": "x"}}, {"data.content: UNKNOWN_FIELD"}),
        ({"type": 5, "data": {"flags": 4}}, {"data.flags: SANDBOX_FLAGS_NOT_SETTABLE"}),
        ({"type": 7, "data": {"poll": {}}}, {"data.poll: UNKNOWN_FIELD"}),
        ({"type": 9, "data": {**modal, "title": ""}}, {"data.title: BASE_TYPE_BAD_LENGTH"}),
    ):
        assert problems(check_interaction_callback, wrong) == expected


def test_choices() -> None:
    assert problems(check_choices, [{"name": "n" * 100, "value": "v" * 100}] * 25) == set()
    assert problems(check_choices, [{"name": "n", "value": 1}, {"name": "n", "value": 1.5}]) == set()
    assert problems(check_choices, [{"name": "n", "value": "v"}] * 26) == {": BASE_TYPE_MAX_LENGTH"}
    assert problems(check_choices, [{"name": "", "value": "v" * 101}]) == {
        "0.name: BASE_TYPE_BAD_LENGTH",
        "0.value: BASE_TYPE_MAX_LENGTH",
    }
    assert problems(check_choices, [{"name": "n"}]) == {"0.value: BASE_TYPE_REQUIRED"}
    assert problems(
        check_interaction_callback, {"type": 8, "data": {"choices": [{"name": "n", "value": True}]}}
    ) == {"data.choices.0.value: NUMBER_TYPE_COERCE"}
