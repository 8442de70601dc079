"""The checks against Discord's OpenAPI document: no documented field is refused as unknown."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from limits_support import problems
from spec_support import needs_spec

from sandbox import limits
from sandbox.limits.values import LOCALES
from sandbox.spec import default_path

pytestmark = needs_spec

DELIBERATE = {
    # of the lobbies of games, no bot's business
    "check_dm": {"access_tokens", "nicks"},
    # newer than discord.py, and of no use here
    "check_invite": {"role_ids"},
}


def schemas() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(default_path().read_bytes())["components"]["schemas"]
    return loaded


def of_message(kind: int) -> Callable[..., None]:
    """The check of a message that holds one component of a type, at the place where it may stand."""

    def check(component: dict[str, Any]) -> None:
        component = {**component, "type": kind}
        held: dict[str, Any] = {1: component, 2: row(component), 11: section(component)}.get(kind, component)
        if kind in range(3, 9):
            held = row(component)
        limits.check_message({"flags": 1 << 15, "components": [held]})

    return check


def row(component: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": [component]}


def section(accessory: dict[str, Any]) -> dict[str, Any]:
    return {"type": 9, "components": [{"type": 10, "content": "x"}], "accessory": accessory}


def of_modal(kind: int) -> Callable[..., None]:
    def check(component: dict[str, Any]) -> None:
        component = {**component, "type": kind}
        top = component if kind in (1, 10, 18) else {"type": 18, "label": "x", "component": component}
        limits.check_modal({"title": "t", "custom_id": "c", "components": [top]})

    return check


def of_option(kind: int) -> Callable[..., None]:
    return lambda option: limits.check_command(
        {"name": "a", "description": "b", "options": [{**option, "type": kind}]}
    )


def within(check: Callable[..., None], *path: str | int) -> Callable[..., None]:
    """The check of something further down."""

    def below(value: dict[str, Any]) -> None:
        payload: Any = value
        for step in reversed(path):
            payload = [payload] if isinstance(step, int) else {step: payload}
        check(payload)

    below.__name__ = check.__name__
    return below


def edits(check: Callable[..., None], **options: bool) -> Callable[..., None]:
    def edited(payload: Any) -> None:
        check(payload, **options)

    return edited


MESSAGE = limits.check_message
PAIRS: list[tuple[str, Callable[..., None]]] = [
    ("MessageCreateRequest", MESSAGE),
    ("MessageEditRequestPartial", edits(MESSAGE, edit=True)),
    ("IncomingWebhookRequestPartial", edits(MESSAGE, webhook=True)),
    ("IncomingWebhookUpdateRequestPartial", edits(MESSAGE, webhook=True, edit=True)),
    ("IncomingWebhookInteractionRequest", edits(MESSAGE, interaction=True)),
    (
        "IncomingWebhookUpdateForInteractionCallbackRequestPartial",
        edits(MESSAGE, interaction=True, edit=True),
    ),
    ("RichEmbed", within(MESSAGE, "embeds", 0)),
    ("RichEmbedAuthor", within(MESSAGE, "embeds", 0, "author")),
    ("RichEmbedField", within(MESSAGE, "embeds", 0, "fields", 0)),
    ("RichEmbedFooter", within(MESSAGE, "embeds", 0, "footer")),
    ("RichEmbedImage", within(MESSAGE, "embeds", 0, "image")),
    ("MessageAllowedMentionsRequest", within(MESSAGE, "allowed_mentions")),
    ("MessageAttachmentRequest", within(MESSAGE, "attachments", 0)),
    ("MessageReferenceRequest", within(MESSAGE, "message_reference")),
    ("PollCreateRequest", limits.check_poll),
    ("ActionRowComponentForMessageRequest", of_message(1)),
    ("ButtonComponentForMessageRequest", of_message(2)),
    ("StringSelectComponentForMessageRequest", of_message(3)),
    ("UserSelectComponentForMessageRequest", of_message(5)),
    ("RoleSelectComponentForMessageRequest", of_message(6)),
    ("MentionableSelectComponentForMessageRequest", of_message(7)),
    ("ChannelSelectComponentForMessageRequest", of_message(8)),
    ("SectionComponentForMessageRequest", of_message(9)),
    ("TextDisplayComponentForMessageRequest", of_message(10)),
    ("ThumbnailComponentForMessageRequest", of_message(11)),
    ("MediaGalleryComponentForMessageRequest", of_message(12)),
    ("FileComponentForMessageRequest", of_message(13)),
    ("SeparatorComponentForMessageRequest", of_message(14)),
    ("ContainerComponentForMessageRequest", of_message(17)),
    ("ModalInteractionCallbackRequestData", limits.check_modal),
    ("TextInputComponentForModalRequest", of_modal(4)),
    ("LabelComponentForModalRequest", of_modal(18)),
    ("FileUploadComponentForModalRequest", of_modal(19)),
    ("RadioGroupComponentForModalRequest", of_modal(21)),
    ("CheckboxGroupComponentForModalRequest", of_modal(22)),
    ("CheckboxComponentForModalRequest", of_modal(23)),
    ("ApplicationCommandUpdateRequest", limits.check_command),
    ("ApplicationCommandPatchRequestPartial", edits(limits.check_command, edit=True)),
    ("ApplicationCommandSubcommandOption", of_option(1)),
    ("ApplicationCommandSubcommandGroupOption", of_option(2)),
    ("ApplicationCommandStringOption", of_option(3)),
    ("ApplicationCommandIntegerOption", of_option(4)),
    ("ApplicationCommandBooleanOption", of_option(5)),
    ("ApplicationCommandChannelOption", of_option(7)),
    ("ApplicationCommandNumberOption", of_option(10)),
    ("ApplicationCommandOptionStringChoice", within(limits.check_choices, 0)),
    ("CreateGuildChannelRequest", limits.check_channel),
    ("UpdateGuildChannelRequestPartial", edits(limits.check_channel, edit=True)),
    ("UpdateThreadTagRequest", within(limits.check_channel, "available_tags", 0)),
    ("ChannelPermissionOverwriteRequest", limits.check_overwrite),
    ("CreateTextThreadWithMessageRequest", edits(limits.check_thread, from_message=True)),
    ("CreateTextThreadWithoutMessageRequest", limits.check_thread),
    ("CreateForumThreadRequest", edits(limits.check_thread, forum=True)),
    ("ExternalScheduledEventCreateRequest", limits.check_scheduled_event),
    ("ExternalScheduledEventPatchRequestPartial", edits(limits.check_scheduled_event, edit=True)),
    ("RecurrenceRule", within(limits.check_scheduled_event, "recurrence_rule")),
    ("CreateRoleRequest", limits.check_role),
    ("UpdateRoleRequestPartial", limits.check_role),
    ("GuildPatchRequestPartial", limits.check_guild),
    ("ApplicationCommandPermission", within(limits.check_command_permissions, "permissions", 0)),
    ("BotAccountPatchRequest", limits.check_profile),
    ("CreatePrivateChannelRequest", limits.check_dm),
    ("CreateGuildInviteRequest", limits.check_invite),
]


@pytest.mark.parametrize(("name", "check"), PAIRS, ids=[name for name, _ in PAIRS])
def test_every_documented_field_is_known(name: str, check: Callable[..., None]) -> None:
    documented = schemas()[name]["properties"].keys() - DELIBERATE.get(check.__name__, set())
    found = problems(check, dict.fromkeys(documented))
    assert [problem for problem in found if problem.endswith("UNKNOWN_FIELD")] == []


def test_an_unknown_field_would_show() -> None:
    assert problems(of_option(3), {"min_len": None}) >= {"options.0.min_len: UNKNOWN_FIELD"}
    assert problems(of_modal(19), {"accept": None}) >= {"components.0.component.accept: UNKNOWN_FIELD"}


def test_locales() -> None:
    assert {entry["const"] for entry in schemas()["AvailableLocalesEnum"]["oneOf"]} == LOCALES
