"""Whatever JSON arrives, a check answers with `ApiError` or not at all."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from limits_support import problems

from sandbox import limits

# fmt: off
NAMES = [
    "id", "type", "name", "content", "embeds", "components", "component", "accessory", "options",
    "choices", "value", "data", "message", "flags", "custom_id", "title", "label", "style", "url",
    "emoji", "items", "media", "file", "min_values", "max_values", "default", "attachments", "poll",
    "question", "answers", "poll_media", "text", "fields", "footer", "author", "allowed_mentions",
    "parse", "users", "nonce", "channel_types", "message_reference", "description",
    "description_localizations", "name_localizations", "nl", "entity_type", "entity_metadata",
    "location", "scheduled_start_time", "scheduled_end_time", "default_values", "_errors",
]
# fmt: on
leaves = (
    st.none()
    | st.booleans()
    | st.integers(-5, 40)
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=5)
    | st.sampled_from(["1", "https://a.nl", "2026-03-14T20:00:00Z", "attachment://a", 1 << 15, 10**500])
)
json = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=3), inner)
    ),
    max_leaves=25,
)
payloads = st.dictionaries(st.sampled_from(NAMES), json) | st.lists(json, max_size=4) | json


@given(payload=payloads)
def test_nothing_crashes(payload: Any) -> None:
    for name in limits.__all__:
        problems(getattr(limits, name), payload)


@given(
    payload=payloads,
    files=st.integers(0, 12),
    options=st.sets(st.sampled_from(["edit", "webhook", "interaction", "was_v2"])),
)
def test_no_kind_of_message_crashes(payload: Any, files: int, options: set[str]) -> None:
    problems(limits.check_message, payload, files=files, **dict.fromkeys(options, True))


parts = dict.fromkeys(["custom_id", "style", "label", "url", "content", "options"], leaves)
blocks = st.fixed_dictionaries({"type": st.integers(1, 23)}, optional=parts)
trees = st.recursive(
    blocks,
    lambda inner: st.fixed_dictionaries(
        {"type": st.sampled_from([1, 9, 17, 18])},
        optional={
            "components": st.lists(inner, max_size=6),
            "accessory": inner,
            "component": inner,
            "label": st.just("x"),
        },
    ),
)


@given(components=st.lists(trees, max_size=6), v2=st.booleans())
def test_no_tree_of_components_crashes(components: list[Any], v2: bool) -> None:
    problems(limits.check_message, {"components": components, "flags": v2 << 15})
    problems(limits.check_modal, {"title": "t", "custom_id": "c", "components": components})
