"""Webhooks: managing them, and speaking through them."""

import secrets

from sandbox import files, messages, permissions, render, threads
from sandbox.limits.guild import check_webhook
from sandbox.limits.message import check_message
from sandbox.message_view import message as shown
from sandbox.messages import Origin
from sandbox.model import FORUMS, Channel, Json, Message, MessageFlag, User, Webhook
from sandbox.refusals import invalid_form, invalid_token, unknown, wrong_channel_type
from sandbox.rest import interactions
from sandbox.rest.call import Answer, Call
from sandbox.rest.router import Routes

routes = Routes()
HOOK = "/webhooks/{webhook_id}"
SPEAKING = HOOK + "/{webhook_token}"


def _may_manage(call: Call, channel: Channel) -> None:
    call.world.require(call.me.id, channel, permissions.MANAGE_WEBHOOKS)


@routes.post("/channels/{channel_id}/webhooks")
def create_webhook(call: Call) -> Json:
    channel = call.channel()
    _may_manage(call, channel)
    check_webhook(call.payload)
    if channel.guild_id is None or channel.thread is not None:
        raise wrong_channel_type()
    guild = call.world.guilds[channel.guild_id]
    hook = Webhook(
        call.world.snowflakes.take(),
        guild.id,
        channel.id,
        str(call.payload["name"]),
        secrets.token_urlsafe(51),
        call.me.id,
        call.world.application.id,
    )
    guild.webhooks[hook.id] = call.world.webhooks[hook.id] = hook
    _tell(call, hook)
    return render.webhook(hook, call.world)


@routes.get("/channels/{channel_id}/webhooks")
def list_of_channel(call: Call) -> list[Json]:
    channel = call.channel()
    _may_manage(call, channel)
    hooks = call.world.webhooks.values()
    return [render.webhook(each, call.world) for each in hooks if each.channel_id == channel.id]


@routes.get("/guilds/{guild_id}/webhooks")
def list_of_guild(call: Call) -> list[Json]:
    guild = call.guild()
    call.world.require_in_guild(call.me.id, guild, permissions.MANAGE_WEBHOOKS)
    return [render.webhook(each, call.world) for each in guild.webhooks.values()]


def _managed(call: Call) -> Webhook:
    hook = call.world.webhooks.get(call.id("webhook_id"))
    if hook is None:
        raise unknown("Webhook")
    _may_manage(call, call.world.channel(hook.channel_id))
    return hook


def _spoken_through(call: Call) -> Webhook:
    hook = call.world.webhooks.get(call.id("webhook_id"))
    if hook is None:
        raise unknown("Webhook")
    if hook.token != call.params["webhook_token"]:
        raise invalid_token()
    return hook


@routes.get(HOOK)
def get_webhook(call: Call) -> Json:
    return render.webhook(_managed(call), call.world)


@routes.get(SPEAKING, open_=True)
def get_webhook_by_token(call: Call) -> Json:
    body = render.webhook(_spoken_through(call), call.world)
    body.pop("user")
    return body


@routes.patch(HOOK)
def edit_webhook(call: Call) -> Json:
    hook = _managed(call)
    check_webhook(call.payload, edit=True)
    hook.name = str(call.payload.get("name") or hook.name)
    if call.payload.get("channel_id") is not None:
        target = call.world.channel(int(call.payload["channel_id"]))
        _may_manage(call, target)
        hook.channel_id = target.id
    _tell(call, hook)
    return render.webhook(hook, call.world)


@routes.delete(HOOK)
def delete_webhook(call: Call) -> None:
    _remove(call, _managed(call))


@routes.delete(SPEAKING, open_=True)
def delete_webhook_by_token(call: Call) -> None:
    _remove(call, _spoken_through(call))


def _remove(call: Call, hook: Webhook) -> None:
    del call.world.webhooks[hook.id]
    del call.world.guilds[hook.guild_id].webhooks[hook.id]
    _tell(call, hook)


def _tell(call: Call, hook: Webhook) -> None:
    body = {"guild_id": str(hook.guild_id), "channel_id": str(hook.channel_id)}
    call.world.tell_guild("WEBHOOKS_UPDATE", hook.guild_id, lambda viewer: body)


# Speaking


@routes.post(SPEAKING, open_=True)
def execute(call: Call) -> Answer:
    if interactions.is_for_interactions(call):
        return Answer(200, interactions.follow_up(call))
    hook = _spoken_through(call)
    check_message(call.payload, files=len(call.files), webhook=True)
    channel = _target(call, hook)
    payload = call.payload
    speaker = User(hook.id, str(payload.get("username") or hook.name), hook.name, bot=True, webhook=True)
    origin = Origin(webhook_id=hook.id, application_id=hook.application_id, pings_as=hook.creator_id)
    message = messages.create(call.world, channel, speaker, payload, call.files, origin)
    if channel.type in FORUMS:
        channel = _post(call, channel, message)
    messages.publish(call.world, channel, message)
    if not call.asked_flag("wait"):
        return Answer(204)
    return Answer(200, shown(call.world, message, call.me.id))


def _target(call: Call, hook: Webhook) -> Channel:
    channel = call.world.channel(hook.channel_id)
    thread_id = call.asked_id("thread_id")
    named = call.payload.get("thread_name")
    if thread_id is not None:
        thread = call.world.channel(thread_id)
        if thread.parent_id != channel.id:
            raise unknown("Channel")
        return thread
    if (channel.type in FORUMS) != bool(named):
        raise invalid_form(
            "thread_name", "WEBHOOK_THREAD", "Posts in a forum need a thread_name or thread_id."
        )
    return channel


def _post(call: Call, forum: Channel, message: Message) -> Channel:
    payload = {"name": call.payload["thread_name"], "applied_tags": call.payload.get("applied_tags")}
    thread = threads.start(call.world, forum, call.me, payload)
    message.id = message.channel_id = thread.id
    return thread


MESSAGE = SPEAKING + "/messages/{message_id}"


def _said(call: Call) -> tuple[Channel, Message]:
    hook = _spoken_through(call)
    thread_id = call.asked_id("thread_id")
    channel = call.world.channel(hook.channel_id if thread_id is None else thread_id)
    message = call.world.message(channel, call.id("message_id"))
    if message.webhook_id != hook.id:
        raise unknown("Message")
    return channel, message


@routes.get(MESSAGE, open_=True)
def get_message(call: Call) -> Json:
    if interactions.is_for_interactions(call):
        return interactions.get_message(call)
    return shown(call.world, _said(call)[1], call.me.id)


@routes.patch(MESSAGE, open_=True)
def edit_message(call: Call) -> Json:
    if interactions.is_for_interactions(call):
        return interactions.edit_message(call)
    channel, message = _said(call)
    was_v2 = bool(message.flags & MessageFlag.COMPONENTS_V2)
    check_message(call.payload, files=len(call.files), edit=True, webhook=True, was_v2=was_v2)
    messages.edit(call.world, channel, message, call.payload, call.files)
    return shown(call.world, message, call.me.id)


@routes.delete(MESSAGE, open_=True)
def delete_message(call: Call) -> None:
    if interactions.is_for_interactions(call):
        interactions.delete_message(call)
        return
    channel, message = _said(call)
    messages.delete(call.world, channel, message)
    files.forget(call.world, message.attachments)
