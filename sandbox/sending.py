"""Someone writes in a channel: their permissions, nonces, replies and forwards."""

import time
from datetime import UTC, datetime

from sandbox import message_view, permissions, threads
from sandbox.errors import ApiError
from sandbox.files import Upload
from sandbox.messages import REPLY, Origin, create, publish, reference_to
from sandbox.model import THREADS, Channel, Json, Message, MessageFlag, User
from sandbox.refusals import invalid_form, missing_permissions, wrong_channel_type
from sandbox.world import World

NONCE_SECONDS = 300.0


class Nonces:
    """The nonces of the last minutes; a message sent again with one of them is the message already there."""

    def __init__(self) -> None:
        self.seconds = NONCE_SECONDS
        self._seen: dict[tuple[int, int, str], tuple[int, float]] = {}

    def find(self, author: int, channel: int, nonce: object) -> int | None:
        known = self._seen.get((author, channel, str(nonce)))
        if known is None or time.monotonic() - known[1] > self.seconds:
            return None
        return known[0]

    def remember(self, author: int, channel: int, nonce: object, message_id: int) -> None:
        self._seen[author, channel, str(nonce)] = (message_id, time.monotonic())


def send(
    world: World, channel: Channel, author: User, payload: Json, uploads: list[Upload], nonces: Nonces
) -> Message:
    """As someone who writes in a channel: with their permissions, with nonce, replies and forwards."""
    _may_send(world, channel, author, payload, uploads)
    nonce = payload.get("nonce")
    if nonce is not None and payload.get("enforce_nonce"):
        known = nonces.find(author.id, channel.id, nonce)
        if known is not None and known in channel.messages:
            return channel.messages[known]
    if int(payload.get("flags") or 0) & MessageFlag.EPHEMERAL:
        raise invalid_form("flags", "MESSAGE_FLAGS_INVALID", "Only interactions answer ephemerally.")
    origin = Origin()
    reference = payload.get("message_reference")
    forwarded: Message | None = None
    if reference is not None:
        if reference.get("type") == 1:
            forwarded = _forwarded(world, author, reference)
        else:
            origin.reference = _reply_to(world, channel, author, reference)
            origin.type = REPLY if origin.reference else 0
    if forwarded is not None:
        message = _forward(world, channel, author, forwarded)
    else:
        message = create(world, channel, author, payload, uploads, origin)
    message.nonce = nonce
    if nonce is not None:
        nonces.remember(author.id, channel.id, nonce, message.id)
    publish(world, channel, message)
    return message


def _may_send(world: World, channel: Channel, author: User, payload: Json, uploads: list[Upload]) -> None:
    if channel.type not in _WRITABLE:
        raise wrong_channel_type()
    if channel.guild_id is None:
        world.require(author.id, channel)
        if not all(world.users[other].takes_dms for other in channel.recipients if other != author.id):
            raise ApiError(403, 50007, "Cannot send messages to this user")
        return
    granted = world.require(author.id, channel, permissions.SEND_MESSAGES)
    for given, needed in (
        (payload.get("embeds"), permissions.EMBED_LINKS),
        (uploads, permissions.ATTACH_FILES),
        (payload.get("poll"), permissions.SEND_POLLS),
        (payload.get("tts"), permissions.SEND_TTS_MESSAGES),
    ):
        if given and not granted & needed:
            raise missing_permissions()
    if channel.thread is not None:
        threads.may_write(channel, granted)


_WRITABLE = (0, 1, 2, 5, 13, *THREADS)


def _reply_to(world: World, channel: Channel, author: User, reference: Json) -> Json | None:
    message_id = int(reference["message_id"])
    original = channel.messages.get(message_id)
    if original is None or original.only_for not in (None, author.id):
        if reference.get("fail_if_not_exists", True):
            raise invalid_form("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
        return None
    if not world.permissions(author.id, channel) & permissions.READ_MESSAGE_HISTORY:
        raise ApiError(403, 160002, "Cannot reply without permission to read message history")
    return reference_to(original)


def _forwarded(world: World, author: User, reference: Json) -> Message:
    source = world.channel(int(reference["channel_id"]))
    world.require(author.id, source, permissions.READ_MESSAGE_HISTORY)
    original = world.message(source, int(reference["message_id"]))
    if original.poll is not None or original.only_for is not None:
        raise ApiError(400, 160014, "Cannot forward this message")
    return original


def _forward(world: World, channel: Channel, author: User, original: Message) -> Message:
    shown = message_view.message(world, original, author.id, nested=True)
    snapshot = {
        key: shown[key]
        for key in (
            "type", "content", "mentions", "mention_roles", "attachments", "embeds", "timestamp",
            "edited_timestamp", "flags", "components",
        )
    }  # fmt: skip
    return Message(
        world.snowflakes.take(),
        channel.id,
        channel.guild_id,
        author,
        datetime.now(UTC),
        flags=MessageFlag.HAS_SNAPSHOT,
        reference=reference_to(original, kind=1),
        snapshots=[{"message": snapshot}],
    )
