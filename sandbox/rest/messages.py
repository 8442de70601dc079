"""Messages, pins, reactions and polls."""

from urllib.parse import unquote

from sandbox import messages, permissions, polls, reactions, render, sending, threads
from sandbox.errors import ApiError
from sandbox.limits.guild import check_bulk_delete
from sandbox.limits.message import check_message
from sandbox.message_view import message as shown
from sandbox.model import Channel, ChannelType, Json, Message, MessageFlag
from sandbox.refusals import missing_permissions, unknown, wrong_channel_type
from sandbox.rest.call import Call
from sandbox.rest.router import Routes

routes = Routes()
MESSAGES = "/channels/{channel_id}/messages"
MESSAGE = MESSAGES + "/{message_id}"


def _found(call: Call, needed: int = 0) -> tuple[Channel, Message]:
    """The message, in a channel where the bot may do `needed`."""
    channel = call.channel()
    call.world.require(call.me.id, channel, needed)
    return channel, messages.get_public(call.world, channel, call.id("message_id"))


def _view(call: Call, message: Message, nonce: bool = False) -> Json:
    return shown(call.world, message, call.me.id, nonce=nonce)


@routes.post(MESSAGES)
def create_message(call: Call) -> Json:
    channel = call.channel()
    call.world.require(call.me.id, channel)
    check_message(call.payload, files=len(call.files))
    sent = sending.send(call.world, channel, call.me, call.payload, call.files, call.setting.nonces)
    return _view(call, sent, nonce=True)


@routes.get(MESSAGES)
def history(call: Call) -> list[Json]:
    channel = call.channel()
    granted = call.world.require(call.me.id, channel)
    limit = call.asked_number("limit", 50, 1, 100)
    if not granted & permissions.READ_MESSAGE_HISTORY:
        return []
    found = messages.history(
        channel,
        call.me.id,
        before=call.asked_id("before"),
        after=call.asked_id("after"),
        around=call.asked_id("around"),
        limit=limit,
    )
    return [_view(call, each) for each in found]


@routes.get(MESSAGE)
def get_message(call: Call) -> Json:
    return _view(call, _found(call, permissions.READ_MESSAGE_HISTORY)[1])


@routes.patch(MESSAGE)
def edit_message(call: Call) -> Json:
    channel, message = _found(call)
    threads.must_not_be_archived(channel)
    was_v2 = bool(message.flags & MessageFlag.COMPONENTS_V2)
    check_message(call.payload, files=len(call.files), edit=True, was_v2=was_v2)
    if message.author.id != call.me.id:
        if call.payload.keys() != {"flags"}:
            raise ApiError(403, 50005, "Cannot edit a message authored by another user")
        call.world.require(call.me.id, channel, permissions.MANAGE_MESSAGES)
    messages.edit(call.world, channel, message, call.payload, call.files)
    return _view(call, message)


@routes.delete(MESSAGE)
def delete_message(call: Call) -> None:
    channel, message = _found(call)
    if message.author.id != call.me.id:
        if channel.guild_id is None:
            raise ApiError(403, 50003, "Cannot execute action on a DM channel")
        call.world.require(call.me.id, channel, permissions.MANAGE_MESSAGES)
    messages.delete(call.world, channel, message)


@routes.post(f"{MESSAGES}/bulk-delete")
def delete_messages(call: Call) -> None:
    channel = call.channel()
    call.world.require(call.me.id, channel, permissions.MANAGE_MESSAGES)
    check_bulk_delete(call.payload)
    messages.delete_many(call.world, channel, [int(each) for each in call.payload["messages"]])


@routes.post(f"{MESSAGE}/crosspost")
def crosspost(call: Call) -> Json:
    channel, message = _found(call)
    if channel.type is not ChannelType.ANNOUNCEMENT:
        raise wrong_channel_type()
    own = message.author.id == call.me.id
    call.world.require(call.me.id, channel, permissions.SEND_MESSAGES if own else permissions.MANAGE_MESSAGES)
    if message.flags & MessageFlag.CROSSPOSTED:
        raise ApiError(400, 40033, "This message has already been crossposted.")
    message.flags |= MessageFlag.CROSSPOSTED
    messages.updated(call.world, channel, message)
    return _view(call, message)


# Pins; the shorter paths are the ones of before 2025


@routes.get(f"{MESSAGES}/pins")
def list_pins(call: Call) -> Json:
    channel = call.channel()
    call.world.require(call.me.id, channel, permissions.READ_MESSAGE_HISTORY)
    limit = call.asked_number("limit", 50, 1, 50)
    before = call.asked_instant("before")
    pinned = [(each.pinned_at, each) for each in channel.messages.values() if each.pinned_at is not None]
    found = sorted(
        (pair for pair in pinned if before is None or pair[0] < before),
        key=lambda pair: pair[0],
        reverse=True,
    )
    items = [
        {"pinned_at": render.instant(when), "message": _view(call, each)} for when, each in found[:limit]
    ]
    return {"items": items, "has_more": len(found) > limit}


@routes.get("/channels/{channel_id}/pins")
def list_pins_as_before(call: Call) -> list[Json]:
    return [item["message"] for item in list_pins(call)["items"]]


def _may_pin(call: Call) -> tuple[Channel, Message]:
    channel, message = _found(call)
    granted = call.world.permissions(call.me.id, channel)
    if not granted & (permissions.PIN_MESSAGES | permissions.MANAGE_MESSAGES):
        raise missing_permissions()
    return channel, message


@routes.put(f"{MESSAGES}/pins/{{message_id}}")
@routes.put("/channels/{channel_id}/pins/{message_id}")
def pin(call: Call) -> None:
    channel, message = _may_pin(call)
    messages.pin(call.world, channel, message, True, call.me)


@routes.delete(f"{MESSAGES}/pins/{{message_id}}")
@routes.delete("/channels/{channel_id}/pins/{message_id}")
def unpin(call: Call) -> None:
    channel, message = _may_pin(call)
    messages.pin(call.world, channel, message, False, call.me)


# Reactions

REACTIONS = f"{MESSAGE}/reactions"


def _emoji(call: Call) -> Json:
    return reactions.parse(unquote(call.params["emoji"]))


@routes.put(f"{REACTIONS}/{{emoji}}/@me")
def react(call: Call) -> None:
    channel, message = _found(call)
    reactions.add(call.world, channel, message, call.me.id, _emoji(call))


@routes.delete(f"{REACTIONS}/{{emoji}}/{{user_id}}")
def unreact(call: Call) -> None:
    channel, message = _found(call)
    user_id = call.user_id()
    if user_id != call.me.id:
        call.world.require(call.me.id, channel, permissions.MANAGE_MESSAGES)
    reactions.remove(call.world, channel, message, user_id, _emoji(call))


@routes.get(f"{REACTIONS}/{{emoji}}")
def list_reactions(call: Call) -> list[Json]:
    _, message = _found(call, permissions.READ_MESSAGE_HISTORY)
    after = call.asked_id("after") or 0
    limit = call.asked_number("limit", 25, 1, 100)
    users = sorted(each for each in reactions.users(message, _emoji(call)) if each > after)
    return [render.user(call.world.users[each]) for each in users[:limit]]


@routes.delete(REACTIONS)
def clear_reactions(call: Call) -> None:
    channel, message = _found(call, permissions.MANAGE_MESSAGES)
    reactions.clear(call.world, channel, message)


@routes.delete(f"{REACTIONS}/{{emoji}}")
def clear_reaction(call: Call) -> None:
    channel, message = _found(call, permissions.MANAGE_MESSAGES)
    reactions.clear(call.world, channel, message, _emoji(call))


# Polls


@routes.get("/channels/{channel_id}/polls/{message_id}/answers/{answer_id}")
def list_voters(call: Call) -> Json:
    _, message = _found(call, permissions.READ_MESSAGE_HISTORY)
    if message.poll is None:
        raise unknown("Poll")
    after = call.asked_id("after") or 0
    limit = call.asked_number("limit", 25, 1, 100)
    voters = sorted(each for each in message.poll.votes.get(call.id("answer_id"), ()) if each > after)
    return {"users": [render.user(call.world.users[each]) for each in voters[:limit]]}


@routes.post("/channels/{channel_id}/polls/{message_id}/expire")
def end_poll(call: Call) -> Json:
    channel, message = _found(call)
    if message.poll is None:
        raise unknown("Poll")
    if message.author.id != call.me.id:
        raise missing_permissions()
    if message.poll.finalized:
        raise ApiError(400, 520001, "Poll expired")
    polls.finish(call.world, channel, message)
    return _view(call, message)
