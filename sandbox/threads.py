"""Threads and forum posts: who is in them, when they are archived, and the news about them."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sandbox import permissions, render
from sandbox.errors import ApiError
from sandbox.model import FORUMS, Channel, ChannelType, Guild, Json, Message, MessageFlag, ThreadState, User
from sandbox.refusals import invalid_form, missing_permissions, wrong_channel_type
from sandbox.world import World


def start(
    world: World, parent: Channel, owner: User, payload: Json, message: Message | None = None
) -> Channel:
    """A thread under `parent`; from a message it takes that message's id."""
    guild = world.guilds[parent.guild_id or 0]
    kind = _kind(parent, payload, message)
    granted = world.require(owner.id, parent)
    if parent.type in FORUMS:
        needed = permissions.SEND_MESSAGES
    elif kind is ChannelType.PRIVATE_THREAD:
        needed = permissions.CREATE_PRIVATE_THREADS
    else:
        needed = permissions.CREATE_PUBLIC_THREADS
    if needed & ~granted:
        raise missing_permissions()
    if message is not None and message.id in guild.threads:
        raise ApiError(400, 160004, "A thread has already been created for this message")
    tags = [int(tag) for tag in payload.get("applied_tags") or ()]
    check_tags(parent, tags, granted)
    now = datetime.now(UTC)
    thread = Channel(
        message.id if message is not None else world.snowflakes.take(),
        kind,
        str(payload["name"]),
        parent.guild_id,
        parent_id=parent.id,
        slowmode_seconds=int(payload.get("rate_limit_per_user") or 0),
        thread=ThreadState(
            owner.id,
            now,
            int(payload.get("auto_archive_duration") or 4320),
            invitable=bool(payload.get("invitable", True)),
            applied_tags=tags,
            members={owner.id: now},
        ),
    )
    guild.threads[thread.id] = thread
    world.channels[thread.id] = thread
    world.tell_channel(
        "THREAD_CREATE",
        thread,
        lambda viewer: render.thread(thread, viewer) | {"newly_created": True},
    )
    if message is not None:
        message.thread_id = thread.id
        message.flags |= MessageFlag.HAS_THREAD
    return thread


def _kind(parent: Channel, payload: Json, message: Message | None) -> ChannelType:
    if parent.type in FORUMS:
        return ChannelType.PUBLIC_THREAD
    if parent.type is ChannelType.ANNOUNCEMENT:
        return ChannelType.ANNOUNCEMENT_THREAD
    if parent.type is not ChannelType.TEXT:
        raise wrong_channel_type()
    if message is not None:
        return ChannelType.PUBLIC_THREAD
    kind = payload.get("type")
    return ChannelType.PRIVATE_THREAD if kind is None else ChannelType(kind)


def check_tags(parent: Channel, tags: list[int], granted: int) -> None:
    """Only tags the forum has; a required tag must be there; moderated ones are for who manages threads."""
    known = {int(tag["id"]): tag for tag in parent.available_tags}
    if any(tag not in known for tag in tags):
        raise ApiError(400, 10087, "Unknown tag")
    if len(tags) > 5:
        raise invalid_form("applied_tags", "BASE_TYPE_MAX_LENGTH", "Must be 5 or fewer in length.")
    if parent.type in FORUMS and parent.flags & 1 << 4 and not tags:
        raise ApiError(400, 40067, "A tag is required to create a forum post in this channel")
    if not granted & permissions.MANAGE_THREADS and any(known[tag].get("moderated") for tag in tags):
        raise missing_permissions()


def must_not_be_archived(channel: Channel) -> None:
    """JSON error 50083: "tried to perform an operation on an archived thread, such as editing a message or
    adding a user to the thread" """
    if channel.thread is not None and channel.thread.archived:
        raise ApiError(400, 50083, "Thread is archived")


def may_write(thread: Channel, granted: int) -> None:
    state = thread.thread
    if state and state.locked and not granted & permissions.MANAGE_THREADS:
        raise ApiError(400, 50083, "Thread is archived" if state.archived else "Thread is locked")


def written_in(world: World, thread: Channel, author_id: int) -> None:
    """A message in a thread counts, wakes it from the archive, and makes its author a member."""
    state = thread.thread
    assert state is not None
    state.message_count += 1
    state.total_sent += 1
    if state.archived:
        state.archived = False
        changed(world, thread)
    guild = world.guilds[thread.guild_id or 0]
    if author_id in guild.members and author_id not in state.members:
        join(world, thread, [author_id])


def join(world: World, thread: Channel, users: Iterable[int]) -> None:
    state = thread.thread
    assert state is not None
    guild = world.guilds[thread.guild_id or 0]
    added = [user_id for user_id in users if user_id not in state.members]
    if not added:
        return
    could_see = {user_id: world.sees(user_id, thread) for user_id in added}
    for user_id in added:
        state.members[user_id] = datetime.now(UTC)
    for user_id in added:
        if not could_see[user_id]:
            # A private thread becomes visible with the invitation.
            world.tell_users("THREAD_CREATE", [user_id], lambda viewer: render.thread(thread, viewer))
    _members_changed(world, guild, thread, added, [])


def leave(world: World, thread: Channel, user_id: int) -> None:
    assert thread.thread is not None
    if thread.thread.members.pop(user_id, None) is not None:
        _members_changed(world, world.guilds[thread.guild_id or 0], thread, [], [user_id])


def _members_changed(
    world: World, guild: Guild, thread: Channel, added: list[int], removed: list[int]
) -> None:
    assert thread.thread is not None
    body: Json = {
        "id": str(thread.id),
        "guild_id": str(guild.id),
        "member_count": min(len(thread.thread.members), 50),
        "added_members": [
            render.thread_member(thread, user_id, guild.members.get(user_id)) | {"presence": None}
            for user_id in added
        ],
        "removed_member_ids": [str(user_id) for user_id in removed],
    }
    world.tell_of_channel("THREAD_MEMBERS_UPDATE", thread, lambda viewer: body)


def changed(world: World, thread: Channel) -> None:
    world.tell_channel("THREAD_UPDATE", thread, lambda viewer: render.thread(thread, viewer))


def edit(world: World, thread: Channel, payload: Json, by: int) -> None:
    """Archive, lock, rename, tag: the owner may, but for locking; who manages threads may all."""
    state = thread.thread
    assert state is not None
    guild = world.guilds[thread.guild_id or 0]
    granted = world.require(by, thread)
    manages = bool(granted & permissions.MANAGE_THREADS)
    unarchiving = payload.get("archived") is False
    if state.archived and not unarchiving and payload.keys() - {"archived"}:
        raise ApiError(400, 50083, "Thread is archived")
    only_reopens = payload.keys() == {"archived"} and unarchiving and not state.locked
    allowed = state.owner_id == by and payload.keys() <= _OWNER_MAY_EDIT and not state.locked
    if not manages and not allowed and not (only_reopens and granted & permissions.SEND_MESSAGES):
        raise missing_permissions()
    if "applied_tags" in payload:
        tags = [int(tag) for tag in payload["applied_tags"] or ()]
        check_tags(guild.channels[thread.parent_id or 0], tags, granted)
        state.applied_tags = tags
    if "archived" in payload and bool(payload["archived"]) != state.archived:
        state.archived = bool(payload["archived"])
        state.archived_at = datetime.now(UTC)
    state.locked = bool(payload.get("locked", state.locked))
    state.invitable = bool(payload.get("invitable", state.invitable))
    state.auto_archive_minutes = int(payload.get("auto_archive_duration") or state.auto_archive_minutes)
    thread.name = str(payload.get("name") or thread.name)
    thread.slowmode_seconds = int(payload.get("rate_limit_per_user", thread.slowmode_seconds) or 0)
    thread.flags = int(payload.get("flags", thread.flags) or 0)
    changed(world, thread)


_OWNER_MAY_EDIT = {
    "name",
    "archived",
    "auto_archive_duration",
    "applied_tags",
    "invitable",
    "rate_limit_per_user",
}


def remove(world: World, thread: Channel) -> None:
    guild = world.guilds[thread.guild_id or 0]
    body = {
        "id": str(thread.id),
        "guild_id": str(guild.id),
        "parent_id": str(thread.parent_id),
        "type": int(thread.type),
    }
    world.tell_channel("THREAD_DELETE", thread, lambda viewer: body)
    guild.threads.pop(thread.id, None)
    world.channels.pop(thread.id, None)
    parent = guild.channels.get(thread.parent_id or 0)
    starter = parent.messages.get(thread.id) if parent else None
    if starter is not None:
        starter.thread_id = None
        starter.flags &= ~MessageFlag.HAS_THREAD
