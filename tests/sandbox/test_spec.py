"""Exchanges written by hand, good and bad, against Discord's OpenAPI document."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from spec_support import needs_spec, spec

from sandbox.exchanges import Exchange
from sandbox.spec import Spec, SpecUnavailableError, main

MESSAGES = "POST /channels/{channel_id}/messages"
CREATE = "/channels/1000/messages"
USER = {
    "id": "1001",
    "username": "sanne",
    "avatar": None,
    "discriminator": "0",
    "public_flags": 0,
    "flags": 0,
    "global_name": "Sanne",
    "primary_guild": None,
}
MESSAGE: dict[str, Any] = {
    "id": "1002",
    "channel_id": "1000",
    "author": USER,
    "type": 0,
    "content": "Hello",
    "mentions": [],
    "mention_roles": [],
    "attachments": [],
    "embeds": [],
    "timestamp": "2026-03-09T12:00:00.000000+00:00",
    "edited_timestamp": None,
    "flags": 0,
    "components": [{"type": 1, "id": 1, "components": [{"type": 2, "id": 2, "style": 1, "custom_id": "a"}]}],
    "pinned": False,
    "mention_everyone": False,
    "tts": False,
}
FORM_ERROR = {
    "code": 50035,
    "message": "Invalid Form Body",
    "errors": {
        "embeds": {"0": {"title": {"_errors": [{"code": "BASE_TYPE_MAX_LENGTH", "message": "Too long"}]}}}
    },
}


def exchange(
    method: str, path: str, request: Any = None, response: Any = None, status: int = 200, **more: Any
) -> Exchange:
    return Exchange(1, method, path, more.pop("query", {}), status, request, response, **more)


def problems(*arguments: Any, **more: Any) -> list[str]:
    return spec().problems(exchange(*arguments, **more))


def sent(request: Any, response: Any = MESSAGE, status: int = 200, **more: Any) -> list[str]:
    found = problems("POST", CREATE, request, response, status, **more)
    assert all(problem.startswith(f"{MESSAGES}: ") for problem in found)
    return [problem.removeprefix(f"{MESSAGES}: ") for problem in found]


def test_a_good_exchange() -> None:
    assert sent({"content": "Hello", "nonce": "n1", "enforce_nonce": True}) == []


def test_what_a_request_gets_wrong() -> None:
    assert sent({"embeds": [{"title": "t" * 257}]}) == ["request.embeds.0.title: is too long (at most 256)"]
    assert sent({"embeds": [{"fields": [{"name": "n"}]}]}) == ["request.embeds.0.fields.0.value: is missing"]
    assert sent({"content": 5}) == ["request.content: is not of type ['string', 'null'] but int"]
    assert sent({"embeds": [{"timestamp": "tonight"}]}) == [
        "request.embeds.0.timestamp: is not a sound date-time"
    ]
    assert sent({"content": "x", "nonce": "n" * 26}) == ["request.nonce: is too long (at most 25)"]
    assert sent(None) == ["request: is missing"]
    assert problems("DELETE", f"{CREATE}/5", {"x": 1}, None, 204) == [
        "DELETE /channels/{channel_id}/messages/{message_id}: request: there should be none"
    ]


def test_of_alternatives_the_meant_one_is_named() -> None:
    row = {"type": 1, "components": [{"type": 2, "style": 9, "label": "l" * 81}]}
    assert sent({"components": [row]}) == [
        "request.components.0.components.0.style: is none of 1, 2, 3, 4, 5, 6",
        "request.components.0.components.0.label: is too long (at most 80)",
    ]
    section = {
        "type": 9,
        "components": [{"type": 10, "content": "x"}],
        "accessory": {"type": 11, "media": {}},
    }
    assert sent({"components": [{"type": 17, "components": [section]}]}) == [
        "request.components.0.components.0.accessory.media.url: is missing"
    ]


def test_what_an_answer_gets_wrong() -> None:
    assert sent({"content": "x"}, MESSAGE | {"id": 1002}) == ["response.id: is not of type string but int"]
    lost = {key: value for key, value in MESSAGE.items() if key not in ("author", "pinned")}
    assert sent({"content": "x"}, lost) == ["response.author: is missing", "response.pinned: is missing"]
    assert sent({"content": "x"}, MESSAGE | {"author": USER | {"id": "me"}}) == [
        "response.author.id: does not match ^(0|[1-9][0-9]*)$"
    ]
    assert sent({"content": "x"}, None) == ["response: is not of type object but NoneType"]
    assert sent({"content": "x"}, MESSAGE, 201) == [
        "response.status.201: is not documented (200, 429, 4XX are)"
    ]
    assert problems("DELETE", f"{CREATE}/5", None, {}, 204) == [
        "DELETE /channels/{channel_id}/messages/{message_id}: response: there should be none"
    ]


def test_refusals_have_the_shape_of_an_error() -> None:
    assert sent({"content": "x"}, FORM_ERROR, 400) == []
    assert sent({"content": "x"}, {"code": 50013, "message": "Missing Permissions"}, 403) == []
    assert sent({"content": "x"}, {"error": "no"}, 403) == [
        "response.code: is missing",
        "response.message: is missing",
    ]
    missing = {"_errors": [{"code": "BASE_TYPE_REQUIRED", "message": "This field is required"}]}
    several = {"code": 50035, "message": "x", "errors": dict.fromkeys(("name", "type", "topic"), missing)}
    assert sent({"content": "x"}, several, 400) == []
    # what was refused as bad is not told twice
    assert sent({"content": 5}, FORM_ERROR, 400) == []
    lower = json.loads(json.dumps(FORM_ERROR).replace("BASE_TYPE_MAX_LENGTH", "too long"))
    assert sent({"content": "x"}, lower, 400) == [
        "response.errors.embeds.0.title._errors.0.code: is not of type integer but str"
    ]
    limited = {"code": 0, "message": "You are being rate limited.", "retry_after": 0.5, "global": False}
    assert sent({"content": "x"}, limited, 429) == []
    assert sent({"content": "x"}, {"message": "slow down"}, 429) == [
        f"response.{name}: is missing" for name in ("code", "retry_after", "global")
    ]


def test_an_injected_answer_follows_no_specification() -> None:
    assert sent({"content": "x"}, None, 502, injected=True) == []
    assert sent({"content": 5}, None, 502, injected=True) != []
    assert sent({"content": "x"}, None, 502) == ["response.status.502: is not documented (200, 429, 4XX are)"]


def test_paths() -> None:
    found = spec()
    for method, path, template in (
        ("GET", "/applications/@me", "/applications/@me"),
        ("GET", "/applications/5", "/applications/{application_id}"),
        ("PUT", "/channels/1/messages/2/reactions/%E2%9C%85/@me", None),
        (
            "GET",
            "/webhooks/1/tok/messages/@original",
            "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
        ),
        ("GET", "/webhooks/1/tok/messages/5", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"),
        ("GET", "/guilds/1/members/search", "/guilds/{guild_id}/members/search"),
        # a literal that knows no such method does not hide the parameter
        ("DELETE", "/guilds/1/members/5", "/guilds/{guild_id}/members/{user_id}"),
    ):
        operation = found.operation(method, path)
        assert operation is not None
        assert template in (None, operation.template)
    assert found.operation("GET", "/nowhere") is None
    assert found.operation("PURGE", CREATE) is None
    assert problems("GET", "/nowhere") == ["GET /nowhere: is not in the document"]
    assert problems("DELETE", "/channels/None/messages/5", None, None, 204) == [
        "DELETE /channels/{channel_id}/messages/{message_id}:"
        " path.channel_id: does not match ^(0|[1-9][0-9]*)$"
    ]


def test_queries() -> None:
    def listed(**query: str) -> list[str]:
        found = problems("GET", CREATE, None, [MESSAGE], query=query)
        return [problem.partition(": ")[2] for problem in found]

    assert listed(limit="100", before="5") == []
    assert listed(limit="101") == ["query.limit: is above 100"]
    assert listed(limit="many") == ["query.limit: is not of type integer but str"]
    assert listed(since="5") == ["query.since: is not documented (around, before, after, limit are)"]
    callback = "/interactions/5/tok/callback"
    assert problems("POST", callback, {"type": 6}, None, 204, query={"with_response": "0"}) == []
    assert problems("POST", callback, {"type": 6}, None, 204, query={"with_response": "maybe"}) == [
        "POST /interactions/{interaction_id}/{interaction_token}/callback:"
        " query.with_response: is not of type boolean but str"
    ]


def test_known_differences() -> None:
    assert sent({"content": "x", "message_reference": {"message_id": 5, "channel_id": 6}}) == []
    assert sent({"content": "x", "message_reference": {"message_id": -5}}) == [
        "request.message_reference.message_id: is not of type string but int"
    ]
    me = USER | {"mfa_enabled": False, "locale": "en-US"}
    assert problems("PATCH", "/users/@me", {"avatar": None}, me) == []
    put = ("PUT", "/channels/1/permissions/5")
    assert problems(*put, {"id": 5, "allow": "1024", "deny": "0", "type": 0}, None, 204) == []
    assert problems(*put, {"allow": "all", "type": 0}, None, 204) == [
        "PUT /channels/{channel_id}/permissions/{overwrite_id}:"
        " request.allow: is not of type ['integer', 'null'] but str"
    ]


def test_what_looks_alike_is_still_told_apart() -> None:
    """Values that differ in nothing that counts are looked at once; these differ in what does."""
    for _ in range(2):
        assert sent({"content": "x" * 4000}) == []
        assert sent({"content": "x" * 4001}) == ["request.content: is too long (at most 4000)"]
    users = ["5", "6"], ["5", "5"], ["7", "8"], ["a", "b"]
    assert [len(sent({"content": "x", "allowed_mentions": {"users": ids}})) for ids in users] == [0, 1, 0, 2]
    assert sent({"content": "x", "allowed_mentions": {"parse": ["roles"]}}) == []
    assert sent({"content": "x", "allowed_mentions": {"parse": ["rolls"]}}) == [
        "request.allowed_mentions.parse.0: is none of users, roles, everyone"
    ]
    assert sent({"content": True}) == ["request.content: is not of type ['string', 'null'] but bool"]
    assert sent({"content": 1}) == ["request.content: is not of type ['string', 'null'] but int"]


@needs_spec
def test_the_command(tmp_path: Path) -> None:
    good = {"number": 1, "method": "POST", "path": CREATE, "query": {}, "status": 200}
    good |= {"request": {"content": "x"}, "response": MESSAGE}
    bad = good | {"number": 2, "request": {"content": 5}}
    file = tmp_path / "exchanges.jsonl"
    file.write_text(f"{json.dumps(good)}\n\n", encoding="utf-8")
    run = [sys.executable, "-m", "sandbox.spec", str(file)]
    assert subprocess.run(run, check=False, capture_output=True, text=True).returncode == 0
    file.write_text(f"{json.dumps(good)}\n{json.dumps(bad)}\n", encoding="utf-8")
    result = subprocess.run(run, check=False, capture_output=True, text=True)
    assert result.returncode == 1
    assert result.stdout == f"#2 {MESSAGES}: request.content: is not of type ['string', 'null'] but int\n"


def test_without_a_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nowhere = tmp_path / "openapi.json"
    with pytest.raises(SpecUnavailableError, match="SEKTOR_DISCORD_SPEC"):
        Spec.load(nowhere)
    with pytest.raises(SystemExit) as left:
        main(["--spec", str(nowhere), str(tmp_path / "exchanges.jsonl")])
    assert left.value.code == 2
    assert "no OpenAPI document" in capsys.readouterr().err


def test_without_jsonschema(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jsonschema", None)
    with pytest.raises(SpecUnavailableError, match="jsonschema"):
        Spec({"paths": {}})
