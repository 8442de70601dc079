"""Messages, as a channel, a thread, a webhook or an interaction takes them (Message Resource)."""

from enum import Enum
from typing import Any

from sandbox.errors import ApiError
from sandbox.limits.embeds import check_embed_list
from sandbox.limits.form import At, Check, Shape, array, distinct, validate
from sandbox.limits.layout import attachment_names, layout, rows
from sandbox.limits.polls import poll
from sandbox.limits.values import (
    WEB,
    anything,
    flag,
    integer,
    number,
    one_of,
    snowflake,
    text,
    url,
)

MAX_CONTENT = 2000
MAX_FILES = 10
SUPPRESS_EMBEDS, EPHEMERAL, SUPPRESS_NOTIFICATIONS = 1 << 2, 1 << 6, 1 << 12
IS_VOICE_MESSAGE, IS_COMPONENTS_V2 = 1 << 13, 1 << 15
SETTABLE = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | IS_VOICE_MESSAGE | IS_COMPONENTS_V2
LEGACY = ("content", "embeds", "poll", "sticker_ids")
"""What Components V2 replaces (Component Reference, "Enabling Components V2")."""


class Kind(Enum):
    """Which of Discord's message bodies it is; each knows other fields."""

    CREATE = "create"
    EDIT = "edit"
    THREAD = "thread"
    WEBHOOK = "webhook"
    WEBHOOK_EDIT = "webhook edit"
    CALLBACK = "callback"
    UPDATE = "update"

    @property
    def creates(self) -> bool:
        return self not in (Kind.EDIT, Kind.WEBHOOK_EDIT, Kind.UPDATE)


def _nonce(value: Any, at: At) -> None:
    if isinstance(value, str):
        if len(value) > 25:
            at.error("NONCE_TYPE_TOO_LONG", "Nonce must be 25 or fewer in length.")
    else:
        integer(-(2**63), 2**63 - 1)(value, at)


def _exclusive(mentions: dict[str, Any], at: At) -> None:
    """Either all users (roles), or those that are named (Message Resource, "Allowed Mentions Object")."""
    for kind in ("users", "roles"):
        if kind in (mentions.get("parse") or ()) and mentions.get(kind):
            at.error(
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.',
            )


_IDS = array(snowflake, 0, 100, rules=(distinct,))
_MENTIONS = Shape(
    {
        "parse": array(one_of("users", "roles", "everyone"), rules=(distinct,)),
        "users": _IDS,
        "roles": _IDS,
        "replied_user": flag,
    },
    rules=(_exclusive,),
)


def _forward_names_its_channel(reference: dict[str, Any], at: At) -> None:
    if reference.get("type") == 1 and reference.get("channel_id") is None:
        at["channel_id"].required()


_REFERENCE = Shape(
    {
        "type": one_of(0, 1),
        "message_id": snowflake,
        "channel_id": snowflake,
        "guild_id": snowflake,
        "fail_if_not_exists": flag,
    },
    required=("message_id",),
    rules=(_forward_names_its_channel,),
)
_ATTACHMENT = Shape(
    {
        "id": snowflake,
        "filename": text(1, 1024),
        "title": text(maximum=1024),
        "description": text(maximum=1024),
        "duration_secs": number(0),
        "waveform": text(maximum=400),
        "is_spoiler": flag,
        "is_remix": flag,
        # discord.py gives an attachment that stays back with all it knows of it
        **dict.fromkeys(("url", "proxy_url", "size", "width", "height", "content_type", "spoiler"), anything),
    },
    required=("id",),
)
_COMMON: dict[str, Check] = {
    "content": text(maximum=MAX_CONTENT),
    "embeds": check_embed_list,
    "allowed_mentions": _MENTIONS,
    "attachments": array(_ATTACHMENT, 0, MAX_FILES),
    "tts": flag,
}
_POLL: dict[str, Check] = {"poll": poll}
_STICKERS: dict[str, Check] = {"sticker_ids": array(snowflake, 0, 3)}
_SENT: dict[str, Check] = {**_POLL, **_STICKERS, "shared_client_theme": anything}
_FIELDS: dict[Kind, dict[str, Check]] = {
    Kind.CREATE: _SENT | {"nonce": _nonce, "enforce_nonce": flag, "message_reference": _REFERENCE},
    Kind.THREAD: _SENT,
    Kind.EDIT: _STICKERS,
    Kind.WEBHOOK: _POLL
    | {
        "username": text(1, 80),
        "avatar_url": url(*WEB),
        "thread_name": text(0, 100),
        "applied_tags": array(snowflake, 0, 5),
    },
    Kind.WEBHOOK_EDIT: _POLL,
    Kind.CALLBACK: _POLL,
    Kind.UPDATE: {},
}


def _flags(kind: Kind, interaction: bool) -> Check:
    def check(value: Any, at: At) -> None:
        before = at.count
        integer(0, 2**53)(value, at)
        # an edit hands back the flags the message has; Discord takes from them what may change
        if at.count != before or not kind.creates:
            return
        wrong = int(value) & ~(SETTABLE | (EPHEMERAL if interaction else 0))
        if wrong:
            at.error("SANDBOX_FLAGS_NOT_SETTABLE", f"The flags {wrong} cannot be set on this message")

    return check


def _attachments(kind: Kind, files: int) -> Check:
    """New attachments refer to the files that come with the message, by their number."""

    def rule(message: dict[str, Any], at: At) -> None:
        attachments = message.get("attachments")
        seen: set[int] = set()
        for index, attachment in enumerate(attachments or ()):
            ident = int(attachment["id"])
            # a snowflake is never this small, so in an edit this tells new from kept
            new = kind.creates or ident < 2**22
            if ident in seen or (new and ident >= files):
                at["attachments"][index]["id"].error("ATTACHMENT_NOT_FOUND", f"Attachment {ident} not found")
            seen.add(ident)
        if attachments is None and (files or not kind.creates):
            return
        named = {attachment.get("filename") for attachment in attachments or ()}
        for name, path in attachment_names(message.get("components") or []):
            if None not in named and name not in named:
                place = at["components"]
                for step in path:
                    place = place[step]
                place.error(
                    "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
                    f'The referenced attachment "{name}" was not found',
                )

    return rule


def _has_v2(payload: Any) -> bool:
    flags = payload.get("flags") if isinstance(payload, dict) else None
    return isinstance(flags, int) and bool(flags & IS_COMPONENTS_V2)


def message(kind: Kind, files: int, *, interaction: bool = False, was_v2: bool = False) -> Check:
    """The check of one kind of message body; `files` are the files that come with it."""

    def check(value: Any, at: At) -> None:
        fields = _COMMON | _FIELDS[kind] | {"components": rows, "flags": _flags(kind, interaction)}
        if was_v2 or _has_v2(value):
            fields |= {"components": layout} | {name: _legacy for name in LEGACY if name in fields}
        Shape(fields, rules=(_attachments(kind, files),))(value, at)

    return check


def _legacy(value: Any, at: At) -> None:
    if value:
        at.error(
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
            f"The '{at.name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
        )


def refuse_special(payload: dict[str, Any], kind: Kind, files: int) -> None:
    """Raise what Discord says with a code of its own about a body that is sound in form."""
    if files > MAX_FILES:
        raise ApiError(400, 30015, f"Maximum number of attachments in a message reached ({MAX_FILES})")
    shown = ("content", "embeds", "components", "attachments", "sticker_ids", "poll")
    reference = payload.get("message_reference") or {}
    # an edit keeps what it does not name
    named = kind.creates or all(name in payload for name in shown[:4])
    if (
        named
        and not files
        and reference.get("type") != 1
        and not any(_filled(payload, name) for name in shown)
    ):
        raise ApiError(400, 50006, "Cannot send an empty message")
    if kind.creates and (payload.get("flags") or 0) & IS_VOICE_MESSAGE:
        if any(_filled(payload, name) for name in ("content", "embeds", "components", "sticker_ids", "poll")):
            raise ApiError(400, 50159, "Voice messages do not support additional content")
        if files != 1:
            raise ApiError(400, 50160, "Voice messages must have a single audio attachment")


def _filled(payload: dict[str, Any], name: str) -> bool:
    value = payload.get(name)
    return bool(value.strip() if isinstance(value, str) else value)


def check_message(
    payload: Any,
    *,
    files: int = 0,
    edit: bool = False,
    webhook: bool = False,
    interaction: bool = False,
    was_v2: bool = False,
) -> None:
    """The body of a message that is sent or edited.

    `files` is the number of files in the same request. `webhook` is for a webhook's messages; a follow-up and
    an edit of `@original` are `webhook=True, interaction=True`; `interaction` alone is the `data` of a
    callback. `was_v2` says that the message that is edited has IS_COMPONENTS_V2, which stays.
    """
    if webhook:
        kind = Kind.WEBHOOK_EDIT if edit else Kind.WEBHOOK
    elif interaction:
        kind = Kind.UPDATE if edit else Kind.CALLBACK
    else:
        kind = Kind.EDIT if edit else Kind.CREATE
    validate(message(kind, files, interaction=interaction, was_v2=was_v2), payload)
    refuse_special(payload, kind, files)
