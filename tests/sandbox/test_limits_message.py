"""Messages: text, embeds, mentions, files, polls."""

from typing import Any

import pytest
from limits_support import problems, words

from sandbox.errors import ApiError
from sandbox.limits import check_message, check_poll

V2 = 1 << 15


def field(name: str = "When", value: str = "Tonight") -> dict[str, Any]:
    return {"name": name, "value": value}


def test_the_error_has_discords_shape() -> None:
    with pytest.raises(ApiError) as refused:
        check_message({"content": "x" * 2001, "embeds": [{"title": "x" * 257}]})
    assert refused.value.status == 400
    assert refused.value.body() == {
        "code": 50035,
        "message": "Invalid Form Body",
        "errors": {
            "content": {
                "_errors": [
                    {"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 2000 or fewer in length."},
                ]
            },
            "embeds": {
                "0": {
                    "title": {
                        "_errors": [
                            {"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 256 or fewer in length."},
                        ]
                    }
                }
            },
        },
    }


@pytest.mark.parametrize(
    "payload",
    [
        {"content": "x" * 2000},
        {"content": "Hello", "tts": False, "nonce": "n" * 25, "enforce_nonce": True},
        {"content": "Hello", "nonce": 2**62},
        {"content": "Hello", "flags": 4 | 4096},
        {"content": "", "embeds": [{"description": "d" * 4096}]},
        {"embeds": [{"title": "t" * 256, "fields": [field("n" * 256, "v" * 1024)] * 4}]},
        {"embeds": [{"title": "t", "fields": [field()] * 25}] * 10},
        {
            "embeds": [
                {"title": "t", "url": "https://example.org", "image": {"url": "attachment://poster.png"}}
            ]
        },
        {"embeds": [{"footer": {"text": "f" * 2048}, "author": {"name": "a" * 256}}]},
        {"embeds": [{"title": "t", "timestamp": "2026-03-14T20:00:00+00:00", "color": 0xFFFFFF}]},
        {"content": "Hi", "allowed_mentions": {"parse": []}},
        {"content": "Hi", "allowed_mentions": {"parse": ["roles"], "users": ["1", 2], "replied_user": True}},
        {"sticker_ids": ["1", "2", "3"]},
        {"content": "Re", "message_reference": {"message_id": 5, "fail_if_not_exists": False}},
        {"message_reference": {"type": 1, "message_id": 5, "channel_id": 6}},
    ],
)
def test_sound(payload: dict[str, Any]) -> None:
    assert problems(check_message, payload) == set()


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ({"contnet": "typo", "content": "x"}, "contnet: UNKNOWN_FIELD"),
        ({"content": 5}, "content: STRING_TYPE_CONVERT"),
        ({"content": "x", "tts": "no"}, "tts: BOOLEAN_TYPE_CONVERT"),
        ({"content": "x", "nonce": "n" * 26}, "nonce: NONCE_TYPE_TOO_LONG"),
        ({"content": "x", "flags": 64}, "flags: SANDBOX_FLAGS_NOT_SETTABLE"),
        ({"content": "x", "flags": True}, "flags: NUMBER_TYPE_COERCE"),
        ({"content": "x", "sticker_ids": [1, 2, 3, 4]}, "sticker_ids: BASE_TYPE_MAX_LENGTH"),
        ({"content": "x", "embeds": {}}, "embeds: LIST_TYPE_CONVERT"),
        ({"content": "x", "embeds": ["no"]}, "embeds.0: MODEL_TYPE_CONVERT"),
        ({"content": "x", "embeds": [None]}, "embeds.0: BASE_TYPE_REQUIRED"),
        ({"embeds": [{"title": "t"}] * 11}, "embeds: BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"type": "rich"}]}, "embeds.0.description: BASE_TYPE_REQUIRED"),
        ({"embeds": [{"description": "d" * 4097}]}, "embeds.0.description: BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"title": "t", "fields": [field()] * 26}]}, "embeds.0.fields: BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"fields": [{"name": "n"}]}]}, "embeds.0.fields.0.value: BASE_TYPE_REQUIRED"),
        ({"embeds": [{"fields": [field(" ")]}]}, "embeds.0.fields.0.name: BASE_TYPE_BAD_LENGTH"),
        ({"embeds": [{"fields": [field("n", "v" * 1025)]}]}, "embeds.0.fields.0.value: BASE_TYPE_BAD_LENGTH"),
        ({"embeds": [{"footer": {"text": "f" * 2049}}]}, "embeds.0.footer.text: BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"author": {"name": "a" * 257}}]}, "embeds.0.author.name: BASE_TYPE_BAD_LENGTH"),
        ({"embeds": [{"author": {"url": "https://a.nl"}}]}, "embeds.0.author.name: BASE_TYPE_REQUIRED"),
        ({"embeds": [{"title": "t", "url": "javascript://x"}]}, "embeds.0.url: URL_TYPE_INVALID_SCHEME"),
        ({"embeds": [{"title": "t", "url": "example.org"}]}, "embeds.0.url: URL_TYPE_INVALID_URL"),
        ({"embeds": [{"title": "t", "url": "http://["}]}, "embeds.0.url: URL_TYPE_INVALID_URL"),
        ({"embeds": [{"title": "t", "url": "attachment://a"}]}, "embeds.0.url: URL_TYPE_INVALID_SCHEME"),
        ({"embeds": [{"title": "t", "color": 0x1000000}]}, "embeds.0.color: NUMBER_TYPE_MAX"),
        ({"embeds": [{"title": "t", "color": -1}]}, "embeds.0.color: NUMBER_TYPE_MIN"),
        ({"embeds": [{"title": "t", "timestamp": "tonight"}]}, "embeds.0.timestamp: DATE_TIME_TYPE_PARSE"),
        ({"embeds": [{"description": "d" * 3001}] * 2}, "embeds: MAX_EMBED_SIZE_EXCEEDED"),
        (
            {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
            "allowed_mentions: MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        ),
        (
            {"content": "x", "allowed_mentions": {"parse": ["here"]}},
            "allowed_mentions.parse.0: BASE_TYPE_CHOICES",
        ),
        (
            {"content": "x", "allowed_mentions": {"users": list(range(101))}},
            "allowed_mentions.users: BASE_TYPE_MAX_LENGTH",
        ),
        (
            {"content": "x", "allowed_mentions": {"users": [1, "1"]}},
            "allowed_mentions.users.1: SET_TYPE_ALREADY_CONTAINS_VALUE",
        ),
        ({"content": "x", "message_reference": {}}, "message_reference.message_id: BASE_TYPE_REQUIRED"),
        (
            {"message_reference": {"type": 1, "message_id": "1"}},
            "message_reference.channel_id: BASE_TYPE_REQUIRED",
        ),
        ({"content": "x", "attachments": [{"id": 0}]}, "attachments.0.id: ATTACHMENT_NOT_FOUND"),
        ({"content": "x", "poll": {}, "username": "me"}, "username: UNKNOWN_FIELD"),
    ],
)
def test_refused(payload: dict[str, Any], expected: str) -> None:
    assert expected in problems(check_message, payload)


def test_every_problem_is_named() -> None:
    payload = {
        "content": "x" * 2001,
        "typo": 1,
        "embeds": [{"title": "t"}, {"title": "t" * 257, "fields": [{"name": "n", "inline": 1}]}],
        "components": [{"type": 10, "content": "needs the flag"}],
    }
    assert problems(check_message, payload) == {
        "content: BASE_TYPE_MAX_LENGTH",
        "typo: UNKNOWN_FIELD",
        "embeds.1.title: BASE_TYPE_MAX_LENGTH",
        "embeds.1.fields.0.value: BASE_TYPE_REQUIRED",
        "embeds.1.fields.0.inline: BOOLEAN_TYPE_CONVERT",
        "components.0.type: UNION_TYPE_CHOICES",
    }


def test_the_total_counts_every_text_of_every_embed() -> None:
    just = [
        {"title": "t" * 100, "footer": {"text": "f" * 1000}, "author": {"name": "a" * 200}},
        {"description": "d" * 4096, "fields": [field("n" * 100, "v" * 504)]},
    ]
    assert problems(check_message, {"embeds": just}) == set()
    just[0]["title"] += "t"
    assert problems(check_message, {"embeds": just}) == {"embeds: MAX_EMBED_SIZE_EXCEEDED"}


@pytest.mark.parametrize(
    "payload",
    [{}, {"content": " \n"}, {"embeds": []}, {"content": None, "components": [], "attachments": []}],
)
def test_an_empty_message(payload: dict[str, Any]) -> None:
    assert problems(check_message, payload) == {"50006"}
    assert problems(check_message, payload, webhook=True) == {"50006"}


def test_a_file_alone_is_a_message() -> None:
    assert problems(check_message, {}, files=1) == set()
    assert problems(check_message, {"attachments": [{"id": 0, "filename": "a.png"}]}, files=1) == set()
    assert problems(check_message, {"attachments": [{"id": 0}, {"id": 0}]}, files=2) == {
        "attachments.1.id: ATTACHMENT_NOT_FOUND"
    }
    assert problems(check_message, {"content": "x"}, files=11) == {"30015"}


def test_an_edit_keeps_what_it_does_not_name() -> None:
    assert problems(check_message, {}, edit=True) == set()
    assert problems(check_message, {"content": None, "flags": 32}, edit=True) == set()
    emptied = {"content": "", "embeds": [], "components": [], "attachments": []}
    assert problems(check_message, emptied, edit=True) == {"50006"}
    kept = {"attachments": [{"id": str(2**60), "filename": "a.png", "url": "https://cdn.test/a.png"}]}
    assert problems(check_message, kept, edit=True) == set()
    assert problems(check_message, {"nonce": "1"}, edit=True) == {"nonce: UNKNOWN_FIELD"}


def test_each_way_has_its_own_fields() -> None:
    assert (
        problems(check_message, {"content": "x", "username": "Agenda", "thread_name": "t"}, webhook=True)
        == set()
    )
    assert problems(check_message, {"content": "x", "nonce": "1"}, webhook=True) == {"nonce: UNKNOWN_FIELD"}
    assert problems(check_message, {"content": "x", "flags": 64}, interaction=True) == set()
    assert problems(check_message, {"content": "x", "flags": 64}, webhook=True, interaction=True) == set()
    assert problems(check_message, {"content": "x", "poll": None}, edit=True) == {"poll: UNKNOWN_FIELD"}


def test_a_voice_message_stands_alone() -> None:
    voice = {"flags": 1 << 13, "attachments": [{"id": 0, "duration_secs": 1.5, "waveform": "AA=="}]}
    assert problems(check_message, voice, files=1) == set()
    assert problems(check_message, voice | {"content": "x"}, files=1) == {"50159"}
    assert problems(check_message, voice | {"attachments": []}, files=2) == {"50160"}


def poll(**more: Any) -> dict[str, Any]:
    answers = [{"poll_media": {"text": "Yes", "emoji": {"name": "✅"}}}, {"poll_media": {"text": "No"}}]
    return {"question": {"text": "Shall we?"}, "answers": answers, "duration": 24.0, "layout_type": 1, **more}


def test_polls() -> None:
    assert problems(check_poll, poll()) == set()
    assert problems(check_message, {"poll": poll()}) == set()
    assert problems(check_poll, poll(question={"text": "q" * 301})) == {"question.text: BASE_TYPE_BAD_LENGTH"}
    assert problems(check_poll, poll(question={})) == {"question.text: BASE_TYPE_REQUIRED"}
    assert problems(check_poll, poll(answers=[])) == {"answers: BASE_TYPE_BAD_LENGTH"}
    assert problems(check_poll, poll(answers=[{"poll_media": {"text": "a" * 55}}] * 10)) == set()
    assert problems(check_poll, poll(answers=[{"poll_media": {"text": "a"}}] * 11)) == {
        "answers: BASE_TYPE_BAD_LENGTH"
    }
    assert problems(check_poll, poll(answers=[{"poll_media": {"text": "a" * 56}}])) == {
        "answers.0.poll_media.text: BASE_TYPE_BAD_LENGTH"
    }
    assert problems(check_poll, poll(duration=769)) == {"duration: NUMBER_TYPE_MAX"}
    assert problems(check_poll, poll(duration=0)) == {"duration: NUMBER_TYPE_MIN"}
    assert problems(check_poll, poll(duration=1.5)) == {"duration: NUMBER_TYPE_COERCE"}
    assert problems(check_poll, poll(layout_type=2)) == {"layout_type: BASE_TYPE_CHOICES"}
    assert problems(check_poll, {}) == {"question: BASE_TYPE_REQUIRED", "answers: BASE_TYPE_REQUIRED"}


def test_v2_replaces_the_old_fields() -> None:
    refused = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
    old = {"content": "x", "embeds": [{"title": "t"}], "poll": poll(), "sticker_ids": ["1"]}
    assert problems(check_message, {"flags": V2, "components": [words()], **old}) == {
        f"{name}: {refused}" for name in old
    }
    emptied = {"content": None, "embeds": [], "flags": V2, "components": [words()]}
    assert problems(check_message, emptied, edit=True) == set()
    assert problems(check_message, {"content": "x"}, edit=True, was_v2=True) == {f"content: {refused}"}
    assert problems(check_message, {"components": [words()]}, edit=True, was_v2=True) == set()
