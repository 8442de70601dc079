"""Messages: writing, editing and deleting them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sandbox import components, files, mentions, message_view, polls, render, threads
from sandbox.errors import ApiError
from sandbox.files import Upload
from sandbox.model import Channel, Json, Message, MessageFlag, User
from sandbox.refusals import unknown
from sandbox.world import World

SETTABLE = (
    MessageFlag.SUPPRESS_EMBEDS
    | MessageFlag.EPHEMERAL
    | MessageFlag.SUPPRESS_NOTIFICATIONS
    | MessageFlag.COMPONENTS_V2
)
REPLY = 19
COMMAND = 20
CONTEXT_MENU_COMMAND = 23
BULK_DELETE_DAYS = 14


@dataclass(slots=True)
class Origin:
    """Where a message comes from, when it is not simply someone writing in a channel."""

    type: int = 0
    webhook_id: int | None = None
    application_id: int | None = None
    interaction_metadata: Json | None = None
    only_for: int | None = None
    reference: Json | None = None
    pings_as: int | None = None
    """On whose permissions it depends whether @everyone pings; the author's when None."""


def reference_to(original: Message, kind: int = 0) -> Json:
    reference: Json = {
        "type": kind,
        "channel_id": str(original.channel_id),
        "message_id": str(original.id),
    }
    if original.guild_id is not None:
        reference["guild_id"] = str(original.guild_id)
    return reference


def create(
    world: World, channel: Channel, author: User, payload: Json, uploads: list[Upload], origin: Origin
) -> Message:
    """Make the message; `publish` puts it in its channel."""
    attachments = files.attach(world, channel.id, uploads, payload.get("attachments"))
    message = Message(
        world.snowflakes.take(),
        channel.id,
        channel.guild_id,
        author,
        datetime.now(UTC),
        type=origin.type,
        tts=bool(payload.get("tts")),
        flags=int(payload.get("flags") or 0) & SETTABLE,
        attachments=attachments,
        webhook_id=origin.webhook_id,
        application_id=origin.application_id,
        interaction_metadata=origin.interaction_metadata,
        only_for=origin.only_for,
        reference=origin.reference,
    )
    if origin.only_for is not None:
        message.flags |= MessageFlag.EPHEMERAL
        for attachment in attachments:
            attachment.ephemeral = True
    if payload.get("poll"):
        message.poll = polls.begin(payload["poll"])
    write(world, channel, message, payload, origin.pings_as or author.id)
    nothing = not (message.content or message.embeds or message.components or message.attachments)
    if nothing and message.poll is None and not payload.get("sticker_ids"):
        raise ApiError(400, 50006, "Cannot send an empty message")
    return message


def write(world: World, channel: Channel, message: Message, payload: Json, pings_as: int) -> None:
    """Put what `payload` gives into `message`: text, embeds, components and whom they ping."""
    if "content" in payload:
        message.content = str(payload["content"] or "").strip()
    if "embeds" in payload:
        message.embeds = files.complete_embeds(payload["embeds"] or [], message.attachments)
    if "components" in payload:
        message.components = components.complete(
            payload["components"] or [], lambda url: files.unfurled(world, url, message.attachments)
        )
    if not {"content", "components", "allowed_mentions"} & payload.keys():
        return
    text = "\n".join((message.content, *components.texts(message.components)))
    allowed = payload.get("allowed_mentions")
    found = mentions.of(world, channel, pings_as, text, allowed)
    message.mention_everyone = found.everyone
    message.mentions = found.users
    message.mention_roles = found.roles
    if message.type == REPLY and message.reference and (allowed is None or allowed.get("replied_user")):
        original = channel.messages.get(int(message.reference["message_id"]))
        if original is not None and original.author.id in world.users:
            message.mentions = list(dict.fromkeys((*message.mentions, original.author.id)))


def publish(world: World, channel: Channel, message: Message) -> None:
    """Put the message in its channel and let everyone who may see it know."""
    channel.messages[message.id] = message
    if message.only_for is None:
        channel.last_message_id = message.id
        if channel.thread is not None:
            threads.written_in(world, channel, message.author.id)
    if message.poll is not None:
        polls.schedule_end(world, channel, message)
    world.tell_channel(
        "MESSAGE_CREATE",
        channel,
        lambda viewer: message_view.in_gateway(world, message, viewer, nonce=True),
        message,
    )


def edit(world: World, channel: Channel, message: Message, payload: Json, uploads: list[Upload]) -> None:
    """Replace what `payload` names. Attachments not listed in a given `attachments` are dropped."""
    if "attachments" in payload or uploads:
        _replace_attachments(world, message, payload, uploads)
    if "flags" in payload and payload["flags"] is not None:
        changeable = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.COMPONENTS_V2
        given = int(payload["flags"]) & changeable
        if message.flags & MessageFlag.COMPONENTS_V2:
            given |= MessageFlag.COMPONENTS_V2
        message.flags = message.flags & ~changeable | given
    if payload.get("poll") and message.poll is None:
        message.poll = polls.begin(payload["poll"])
        polls.schedule_end(world, channel, message)
    write(world, channel, message, payload, message.author.id)
    message.edited = datetime.now(UTC)
    updated(world, channel, message)


def _replace_attachments(world: World, message: Message, payload: Json, uploads: list[Upload]) -> None:
    listed = payload.get("attachments")
    kept = message.attachments
    if listed is not None:
        by_id = {str(each["id"]): each for each in listed}
        stays = not payload.get("embeds")
        kept = [each for each in kept if str(each.id) in by_id or (each.embedded and stays)]
        for attachment in kept:
            described = by_id.get(str(attachment.id), {})
            attachment.description = described.get("description", attachment.description)
    dropped = [each for each in message.attachments if each not in kept]
    message.attachments = kept + files.attach(world, message.channel_id, uploads, listed)
    files.forget(world, dropped)


def updated(world: World, channel: Channel, message: Message) -> None:
    world.tell_channel(
        "MESSAGE_UPDATE",
        channel,
        lambda viewer: message_view.in_gateway(world, message, viewer),
        message,
    )


def delete(world: World, channel: Channel, message: Message) -> None:
    _remove(world, channel, message)
    body = _place(channel) | {"id": str(message.id)}
    world.tell_channel("MESSAGE_DELETE", channel, lambda viewer: body, message)


def delete_many(world: World, channel: Channel, ids: Iterable[int]) -> None:
    """At most two weeks old, all at once; unknown ids are passed over."""
    found = [channel.messages[each] for each in dict.fromkeys(ids) if each in channel.messages]
    now = datetime.now(UTC)
    if any((now - message.timestamp).days >= BULK_DELETE_DAYS for message in found):
        raise ApiError(400, 50034, "You can only bulk delete messages that are under 14 days old.")
    for message in found:
        _remove(world, channel, message)
    body = _place(channel) | {"ids": [str(message.id) for message in found]}
    world.tell_channel("MESSAGE_DELETE_BULK", channel, lambda viewer: body)


def _remove(world: World, channel: Channel, message: Message) -> None:
    channel.messages.pop(message.id, None)
    files.forget(world, message.attachments)
    if message.poll is not None and message.poll.ending is not None:
        message.poll.ending.cancel()
    if channel.thread is not None and message.only_for is None:
        channel.thread.message_count = max(0, channel.thread.message_count - 1)


def _place(channel: Channel) -> Json:
    body: Json = {"channel_id": str(channel.id)}
    if channel.guild_id is not None:
        body["guild_id"] = str(channel.guild_id)
    return body


def pin(world: World, channel: Channel, message: Message, pinned: bool, by: User) -> None:
    """At most 250 to a channel. Pinning writes the small line that says so."""
    if (message.pinned_at is not None) == pinned:
        return
    if pinned and sum(each.pinned_at is not None for each in channel.messages.values()) >= 250:
        raise ApiError(400, 30003, "Maximum number of pins reached for the channel (250)")
    message.pinned_at = datetime.now(UTC) if pinned else None
    pins = [each.pinned_at for each in channel.messages.values() if each.pinned_at]
    channel.last_pin = max(pins, default=None)
    updated(world, channel, message)
    body = _place(channel) | {"last_pin_timestamp": render.instant_or_none(channel.last_pin)}
    world.tell_channel("CHANNEL_PINS_UPDATE", channel, lambda viewer: body)
    if pinned:
        notice = Message(
            world.snowflakes.take(),
            channel.id,
            channel.guild_id,
            by,
            datetime.now(UTC),
            type=6,
            reference=reference_to(message),
        )
        publish(world, channel, notice)


def history(
    channel: Channel,
    viewer: int,
    *,
    before: int | None = None,
    after: int | None = None,
    around: int | None = None,
    limit: int = 50,
    ephemeral: bool = False,
) -> list[Message]:
    """Newest first. Ephemeral messages are in no history but, on wish, in that of the one they are for."""
    visible = [
        message
        for message in channel.messages.values()
        if message.only_for is None or (ephemeral and message.only_for == viewer)
    ]
    if around is not None:
        older = [message for message in visible if message.id < around][-(limit // 2) :]
        newer = [message for message in visible if message.id >= around][: limit - len(older)]
        return (older + newer)[::-1]
    if after is not None:
        return [message for message in visible if message.id > after][:limit][::-1]
    if before is not None:
        visible = [message for message in visible if message.id < before]
    return visible[-limit:][::-1]


def get_public(world: World, channel: Channel, message_id: int) -> Message:
    """A message that everyone in the channel sees; an ephemeral one counts as unknown."""
    message = world.message(channel, message_id)
    if message.only_for is not None:
        raise unknown("Message")
    return message
