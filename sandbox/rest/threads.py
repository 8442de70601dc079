"""Threads and forum posts."""

from datetime import datetime

from sandbox import messages, permissions, render, threads
from sandbox.limits.threads import check_thread
from sandbox.message_view import message as shown
from sandbox.messages import Origin
from sandbox.model import FORUMS, Channel, ChannelType, Json, ThreadState
from sandbox.refusals import unknown, wrong_channel_type
from sandbox.rest.call import Answer, Call
from sandbox.rest.router import Routes

routes = Routes()


@routes.post("/channels/{channel_id}/messages/{message_id}/threads")
def start_from_message(call: Call) -> Answer:
    channel = call.channel()
    call.world.require(call.me.id, channel)
    check_thread(call.payload, from_message=True)
    message = messages.get_public(call.world, channel, call.id("message_id"))
    thread = threads.start(call.world, channel, call.me, call.payload, message)
    messages.updated(call.world, channel, message)
    return Answer(201, render.thread(thread, call.me.id))


@routes.post("/channels/{channel_id}/threads")
def start(call: Call) -> Answer:
    channel = call.channel()
    call.world.require(call.me.id, channel)
    forum = channel.type in FORUMS
    check_thread(call.payload, files=len(call.files), forum=forum)
    if not forum:
        thread = threads.start(call.world, channel, call.me, call.payload)
        return Answer(201, render.thread(thread, call.me.id))
    thread, body = post(call, channel)
    return Answer(201, body)


def post(call: Call, forum: Channel) -> tuple[Channel, Json]:
    """A forum post: a thread whose first message has its id."""
    world = call.world
    opening = call.payload["message"]
    # Whatever is wrong with the message must show before there is a thread.
    message = messages.create(world, forum, call.me, opening, call.files, Origin())
    thread = threads.start(world, forum, call.me, call.payload)
    message.id = thread.id
    message.channel_id = thread.id
    messages.publish(world, thread, message)
    forum.last_message_id = thread.id
    state = _state(thread)
    state.message_count = 0
    return thread, render.thread(thread, call.me.id) | {"message": shown(world, message, call.me.id)}


def _state(thread: Channel) -> ThreadState:
    if thread.thread is None:
        raise wrong_channel_type()
    return thread.thread


def _thread(call: Call) -> tuple[Channel, ThreadState]:
    thread = call.channel()
    call.world.require(call.me.id, thread)
    return thread, _state(thread)


MEMBERS = "/channels/{channel_id}/thread-members"


@routes.get(MEMBERS)
def list_members(call: Call) -> list[Json]:
    thread, state = _thread(call)
    guild = call.world.guilds[thread.guild_id or 0]
    detailed = call.asked_flag("with_member")
    return [
        render.thread_member(thread, each, guild.members.get(each) if detailed else None)
        for each in state.members
    ]


@routes.get(f"{MEMBERS}/{{user_id}}")
def get_member(call: Call) -> Json:
    thread, state = _thread(call)
    user_id = call.user_id()
    if user_id not in state.members:
        raise unknown("Member")
    guild = call.world.guilds[thread.guild_id or 0]
    detailed = call.asked_flag("with_member")
    return render.thread_member(thread, user_id, guild.members.get(user_id) if detailed else None)


@routes.put(f"{MEMBERS}/{{user_id}}")
def add_member(call: Call) -> None:
    thread, _ = _thread(call)
    threads.must_not_be_archived(thread)
    user_id = call.user_id()
    if user_id != call.me.id:
        call.world.require(call.me.id, thread, permissions.SEND_MESSAGES)
        call.world.member(call.world.guilds[thread.guild_id or 0], user_id)
    threads.join(call.world, thread, [user_id])


@routes.delete(f"{MEMBERS}/{{user_id}}")
def remove_member(call: Call) -> None:
    thread, state = _thread(call)
    user_id = call.user_id()
    owns = state.owner_id == call.me.id and thread.type is ChannelType.PRIVATE_THREAD
    if user_id != call.me.id and not owns:
        call.world.require(call.me.id, thread, permissions.MANAGE_THREADS)
    threads.leave(call.world, thread, user_id)


@routes.get("/guilds/{guild_id}/threads/active")
def list_active(call: Call) -> Json:
    guild = call.guild()
    found = [
        each
        for each in guild.threads.values()
        if not _state(each).archived and call.world.sees(call.me.id, each)
    ]
    return _listed(call, found) | {"has_more": False}


@routes.get("/channels/{channel_id}/threads/archived/public")
def list_archived_public(call: Call) -> Json:
    return _archived(
        call, (ChannelType.PUBLIC_THREAD, ChannelType.ANNOUNCEMENT_THREAD), permissions.READ_MESSAGE_HISTORY
    )


@routes.get("/channels/{channel_id}/threads/archived/private")
def list_archived_private(call: Call) -> Json:
    needed = permissions.READ_MESSAGE_HISTORY | permissions.MANAGE_THREADS
    return _archived(call, (ChannelType.PRIVATE_THREAD,), needed)


@routes.get("/channels/{channel_id}/users/@me/threads/archived/private")
def list_archived_private_of_mine(call: Call) -> Json:
    return _archived(call, (ChannelType.PRIVATE_THREAD,), permissions.READ_MESSAGE_HISTORY, mine=True)


def _archived(call: Call, kinds: tuple[ChannelType, ...], needed: int, mine: bool = False) -> Json:
    parent = call.channel()
    call.world.require(call.me.id, parent, needed)
    guild = call.world.guilds[parent.guild_id or 0]
    limit = call.asked_number("limit", 50, 2, 100)
    found = [
        each
        for each in guild.threads.values()
        if each.parent_id == parent.id
        and each.type in kinds
        and _state(each).archived
        and (not mine or call.me.id in _state(each).members)
    ]
    if mine:
        # One's own are paged through by id, all others by when they were archived.
        before_id = call.asked_id("before")
        found = [each for each in found if before_id is None or each.id < before_id]
        found.sort(key=lambda each: each.id, reverse=True)
    else:
        before = call.asked_instant("before")
        found = [each for each in found if before is None or _archived_at(each) < before]
        found.sort(key=_archived_at, reverse=True)
    return _listed(call, found[:limit]) | {"has_more": len(found) > limit}


def _archived_at(thread: Channel) -> datetime:
    state = _state(thread)
    return state.archived_at or state.created_at


def _listed(call: Call, found: list[Channel]) -> Json:
    me = call.me.id
    return {
        "threads": [render.thread(each, me) for each in found],
        "members": [render.thread_member(each, me) for each in found if me in _state(each).members],
    }
