"""Buttons, selects and the layouts of Components V2."""

from typing import Any

import pytest
from limits_support import button, problems, row, select, words

from sandbox.limits import check_message

V2 = 1 << 15


def old(*components: dict[str, Any]) -> set[str]:
    return problems(check_message, {"content": "x", "components": list(components)})


def new(*components: dict[str, Any], **more: Any) -> set[str]:
    return problems(check_message, {"flags": V2, "components": list(components), **more})


def test_rows() -> None:
    assert old(*(row(*(button(f"{r}:{b}") for b in range(5))) for r in range(5))) == set()
    assert old(*(row(button(str(r))) for r in range(6))) == {"components: BASE_TYPE_MAX_LENGTH"}
    assert old(row()) == {"components.0.components: BASE_TYPE_MIN_LENGTH"}
    assert old(row(*(button(str(b)) for b in range(6)))) == {
        "components.0.components.5: COMPONENT_LAYOUT_WIDTH_EXCEEDED"
    }
    assert old(row(button("a"), select("b"))) == {
        "components.0.components.1: COMPONENT_LAYOUT_WIDTH_EXCEEDED"
    }
    assert old(row(select("a"), select("b"))) == {
        "components.0.components.1: COMPONENT_LAYOUT_WIDTH_EXCEEDED"
    }
    assert old(button("a")) == {"components.0.type: UNION_TYPE_CHOICES"}
    assert old(row(row())) == {"components.0.components.0.type: UNION_TYPE_CHOICES"}
    assert old({"components": []}) == {"components.0.type: BASE_TYPE_REQUIRED"}


def test_custom_ids_are_unique_in_the_message() -> None:
    assert old(row(button("a"), button("b")), row(button("a"))) == {
        "components.1.components.0.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED"
    }
    assert old(row(button("c" * 100))) == set()
    assert old(row(button("c" * 101))) == {"components.0.components.0.custom_id: BASE_TYPE_BAD_LENGTH"}
    assert old(row(button("a", id=7), button("b", id=7))) == {
        "components.0.components.1.id: COMPONENT_ID_DUPLICATED"
    }


@pytest.mark.parametrize(
    ("component", "expected"),
    [
        ({"type": 2, "style": 5, "label": "Site", "url": "https://example.org"}, None),
        ({"type": 2, "style": 5, "label": "App", "url": "discord://-/channels/1/2"}, None),
        ({"type": 2, "style": 6, "sku_id": "1"}, None),
        (button("a", label="l" * 80, emoji={"name": "🎉"}), None),
        (button("a", label=None, emoji={"id": 5, "name": "sektor", "animated": False}), None),
        (button("a", label="l" * 81), "label: BASE_TYPE_MAX_LENGTH"),
        (button("a", label=None), "label: BASE_TYPE_REQUIRED"),
        (button("a", style=7), "style: BASE_TYPE_CHOICES"),
        (button("a", style="primary"), "style: BASE_TYPE_CHOICES"),
        (button("a", emoji={"name": ":tada:"}), "emoji.name: COMPONENT_INVALID_EMOJI"),
        (button("a", disabled=0), "disabled: BOOLEAN_TYPE_CONVERT"),
        (button("a", url="https://example.org"), "url: SANDBOX_BUTTON_FIELD_EXCLUSIVE"),
        (button("a", colour="red"), "colour: UNKNOWN_FIELD"),
        ({"type": 2, "style": 1, "label": "x"}, "custom_id: BASE_TYPE_REQUIRED"),
        ({"type": 2, "style": 5, "label": "x"}, "url: BASE_TYPE_REQUIRED"),
        ({"type": 2, "style": 5, "label": "x", "url": "ftp://a.nl"}, "url: URL_TYPE_INVALID_SCHEME"),
        (
            {"type": 2, "style": 5, "label": "x", "url": "https://a.nl", "custom_id": "a"},
            "custom_id: SANDBOX_BUTTON_FIELD_EXCLUSIVE",
        ),
        ({"type": 2, "style": 6, "sku_id": "1", "label": "x"}, "label: SANDBOX_BUTTON_FIELD_EXCLUSIVE"),
        (select("a", 25, placeholder="p" * 150, min_values=0, max_values=25), None),
        (select("a", 26), "options: BASE_TYPE_BAD_LENGTH"),
        (select("a", 0), "options: BASE_TYPE_BAD_LENGTH"),
        ({"type": 3, "custom_id": "a"}, "options: BASE_TYPE_REQUIRED"),
        (select("a", placeholder="p" * 151), "placeholder: BASE_TYPE_MAX_LENGTH"),
        (select("a", min_values=2, max_values=1), "min_values: SANDBOX_MIN_VALUES_ABOVE_MAX"),
        (select("a", 2, max_values=3), "max_values: SANDBOX_MAX_VALUES_ABOVE_OPTIONS"),
        (select("a", max_values=26), "max_values: NUMBER_TYPE_MAX"),
        (
            select("a", options=[{"label": "x", "value": "1"}, {"label": "y", "value": "1"}]),
            "options.1.value: SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        ),
        (
            select("a", options=[{"label": n, "value": n, "default": True} for n in "xy"]),
            "options: SANDBOX_TOO_MANY_DEFAULTS",
        ),
        (select("a", options=[{"label": "l" * 101, "value": "1"}]), "options.0.label: BASE_TYPE_BAD_LENGTH"),
        (select("a", options=[{"label": "l", "value": ""}]), "options.0.value: BASE_TYPE_BAD_LENGTH"),
        (
            select("a", options=[{"label": "l", "value": "1", "description": "d" * 101}]),
            "options.0.description: BASE_TYPE_MAX_LENGTH",
        ),
        ({"type": 5, "custom_id": "a", "default_values": [{"id": 1, "type": "user"}]}, None),
        ({"type": 7, "custom_id": "a", "default_values": [{"id": "1", "type": "role"}]}, None),
        ({"type": 8, "custom_id": "a", "channel_types": [0, 15]}, None),
        ({"type": 8, "custom_id": "a", "channel_types": [99]}, "channel_types.0: BASE_TYPE_CHOICES"),
        (
            {"type": 6, "custom_id": "a", "default_values": [{"id": "1", "type": "user"}]},
            "default_values.0.type: BASE_TYPE_CHOICES",
        ),
        ({"type": 5, "custom_id": "a", "options": []}, "options: UNKNOWN_FIELD"),
        ({"type": 4, "custom_id": "a", "style": 1}, "type: UNION_TYPE_CHOICES"),
    ],
)
def test_buttons_and_selects(component: dict[str, Any], expected: str | None) -> None:
    place = "components.0.components.0"
    wanted = set() if expected is None else {f"{place}{'' if expected[0] == ':' else '.'}{expected}"}
    assert old(row(component)) == wanted


def test_layouts_need_the_flag() -> None:
    assert old(words()) == {"components.0.type: UNION_TYPE_CHOICES"}
    assert new(words()) == set()
    assert new(button("a")) == {"components.0.type: UNION_TYPE_CHOICES"}
    assert new(row(button("a"))) == set()


def section(*texts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": 9, "components": list(texts), "accessory": button("more"), **more}


def test_every_kind_of_block() -> None:
    media = {"url": "https://example.org/poster.png"}
    blocks = [
        words("# Tonight"),
        section(words(), words(), words()),
        {"type": 12, "items": [{"media": media, "description": "A poster", "spoiler": False}] * 10},
        {"type": 14, "divider": True, "spacing": 2},
        row(select("choose")),
    ]
    container = {"type": 17, "components": blocks, "accent_color": 0xFF0000, "spoiler": False}
    thumbnail = section(words(), accessory={"type": 11, "media": media, "description": None})
    assert new(container, thumbnail, {"type": 14}) == set()
    assert new({"type": 17, "components": [container]}) == {
        "components.0.components.0.type: UNION_TYPE_CHOICES"
    }
    assert new({"type": 17, "components": []}) == {"components.0.components: BASE_TYPE_BAD_LENGTH"}
    assert new({"type": 12, "items": []}) == {"components.0.items: BASE_TYPE_BAD_LENGTH"}
    assert new({"type": 12, "items": [{}]}) == {"components.0.items.0.media: BASE_TYPE_REQUIRED"}
    assert new(section(*[words()] * 4)) == {"components.0.components: BASE_TYPE_BAD_LENGTH"}
    assert new(section(row(button("a")))) == {"components.0.components.0.type: UNION_TYPE_CHOICES"}
    assert new({"type": 9, "components": [words()]}) == {"components.0.accessory: BASE_TYPE_REQUIRED"}
    assert new(section(words(), accessory=words())) == {"components.0.accessory.type: UNION_TYPE_CHOICES"}
    assert new({"type": 14, "spacing": 3}) == {"components.0.spacing: BASE_TYPE_CHOICES"}
    assert new(words(" ")) == {"components.0.content: BASE_TYPE_BAD_LENGTH"}


def test_files_that_are_shown_come_along() -> None:
    shown = {"type": 13, "file": {"url": "attachment://agenda.ics"}}
    payload = {"flags": V2, "components": [shown], "attachments": [{"id": 0, "filename": "agenda.ics"}]}
    lost = "components.0.file.url: UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"
    assert problems(check_message, payload, files=1) == set()
    payload["attachments"] = [{"id": 0, "filename": "other.ics"}]
    assert problems(check_message, payload, files=1) == {lost}
    assert new(shown) == {lost}
    assert problems(check_message, {"components": [shown]}, edit=True, was_v2=True) == set()
    assert new({"type": 13, "file": {"url": "https://example.org/a.ics"}}) == {
        "components.0.file.url: URL_TYPE_INVALID_SCHEME"
    }


def test_forty_components_counted_with_what_is_in_them() -> None:
    # a container (1), nine sections of text and button (27), a row with five buttons (6), six texts: 40
    sections = [section(words(), accessory=button(str(n))) for n in range(9)]
    buttons = row(*(button(f"b{n}") for n in range(5)))
    assert new({"type": 17, "components": [*sections, buttons]}, *[words()] * 6) == set()
    assert new({"type": 17, "components": [*sections, buttons]}, *[words()] * 7) == {
        "components: COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"
    }


def test_four_thousand_characters_of_text() -> None:
    inside = {"type": 17, "components": [words("x" * 2000)]}
    assert new(inside, words("x" * 2000)) == set()
    assert new(inside, words("x" * 2001)) == {"components: COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"}
    assert new(words("x" * 4001)) == {"components.0.content: BASE_TYPE_BAD_LENGTH"}


def test_custom_ids_are_unique_across_a_layout() -> None:
    inside = {"type": 17, "components": [section(words(), accessory=button("a"))]}
    assert new(row(button("a")), inside) == {
        "components.1.components.0.accessory.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED"
    }
