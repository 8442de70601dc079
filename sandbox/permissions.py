"""Who may do what where: https://discord.com/developers/docs/topics/permissions"""

from sandbox.model import Channel, ChannelType, Guild, Member

CREATE_INSTANT_INVITE = 1 << 0
KICK_MEMBERS = 1 << 1
BAN_MEMBERS = 1 << 2
ADMINISTRATOR = 1 << 3
MANAGE_CHANNELS = 1 << 4
MANAGE_GUILD = 1 << 5
ADD_REACTIONS = 1 << 6
VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
SEND_TTS_MESSAGES = 1 << 12
MANAGE_MESSAGES = 1 << 13
EMBED_LINKS = 1 << 14
ATTACH_FILES = 1 << 15
READ_MESSAGE_HISTORY = 1 << 16
MENTION_EVERYONE = 1 << 17
USE_EXTERNAL_EMOJIS = 1 << 18
CONNECT = 1 << 20
SPEAK = 1 << 21
CHANGE_NICKNAME = 1 << 26
MANAGE_NICKNAMES = 1 << 27
MANAGE_ROLES = 1 << 28
MANAGE_WEBHOOKS = 1 << 29
USE_APPLICATION_COMMANDS = 1 << 31
MANAGE_EVENTS = 1 << 33
MANAGE_THREADS = 1 << 34
CREATE_PUBLIC_THREADS = 1 << 35
CREATE_PRIVATE_THREADS = 1 << 36
SEND_MESSAGES_IN_THREADS = 1 << 38
MODERATE_MEMBERS = 1 << 40
CREATE_EVENTS = 1 << 44
SEND_POLLS = 1 << 49
PIN_MESSAGES = 1 << 51

ALL: int = sum(1 << bit for bit in (*range(47), 49, 50, 51, 52))

EVERYONE_DEFAULT = (
    CREATE_INSTANT_INVITE
    | ADD_REACTIONS
    | VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | USE_EXTERNAL_EMOJIS
    | CONNECT
    | SPEAK
    | CHANGE_NICKNAME
    | USE_APPLICATION_COMMANDS
    | CREATE_PUBLIC_THREADS
    | CREATE_PRIVATE_THREADS
    | SEND_MESSAGES_IN_THREADS
    | SEND_POLLS
)

# What the owner of the default world gave the bot when inviting it: what a community bot asks for.
INVITED_DEFAULT = (
    VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | ADD_REACTIONS
    | USE_EXTERNAL_EMOJIS
    | MANAGE_MESSAGES
    | PIN_MESSAGES
    | MANAGE_CHANNELS
    | MANAGE_ROLES
    | MANAGE_WEBHOOKS
    | MANAGE_EVENTS
    | CREATE_EVENTS
    | MANAGE_THREADS
    | CREATE_PUBLIC_THREADS
    | CREATE_PRIVATE_THREADS
    | SEND_MESSAGES_IN_THREADS
    | SEND_POLLS
    | MENTION_EVERYONE
    | CONNECT
    | MODERATE_MEMBERS
)

DM = (
    VIEW_CHANNEL
    | SEND_MESSAGES
    | READ_MESSAGE_HISTORY
    | EMBED_LINKS
    | ATTACH_FILES
    | ADD_REACTIONS
    | USE_EXTERNAL_EMOJIS
    | USE_APPLICATION_COMMANDS
    | SEND_POLLS
    | PIN_MESSAGES
    | MENTION_EVERYONE
)


def in_guild(guild: Guild, member: Member) -> int:
    """The permissions of `member` before any channel has its say."""
    if guild.owner_id == member.user.id:
        return ALL
    granted = guild.everyone.permissions
    for role_id in member.roles:
        granted |= guild.roles[role_id].permissions
    if granted & ADMINISTRATOR:
        return ALL
    if member.timed_out:
        return granted & (VIEW_CHANNEL | READ_MESSAGE_HISTORY)
    return granted


def in_channel(guild: Guild, member: Member, channel: Channel) -> int:
    """The permissions of `member` in `channel`; a thread has those of its parent, and its own rules."""
    if channel.thread is not None:
        return _in_thread(guild, member, channel)
    granted = in_guild(guild, member)
    if granted & ADMINISTRATOR:
        return ALL
    granted = _overwritten(guild, member, channel, granted)
    return _without_what_is_implied(channel, granted)


def _overwritten(guild: Guild, member: Member, channel: Channel, granted: int) -> int:
    everyone = channel.overwrites.get(guild.id)
    if everyone is not None:
        granted = granted & ~everyone.deny | everyone.allow
    allow = deny = 0
    for role_id in member.roles:
        overwrite = channel.overwrites.get(role_id)
        if overwrite is not None:
            allow |= overwrite.allow
            deny |= overwrite.deny
    granted = granted & ~deny | allow
    own = channel.overwrites.get(member.user.id)
    if own is not None:
        granted = granted & ~own.deny | own.allow
    if member.timed_out:
        granted &= VIEW_CHANNEL | READ_MESSAGE_HISTORY
    return granted


def _without_what_is_implied(channel: Channel, granted: int) -> int:
    """Who cannot see a channel can do nothing there; who cannot send can send nothing of any kind."""
    if not granted & VIEW_CHANNEL:
        return 0
    if channel.type in (ChannelType.VOICE, ChannelType.STAGE) and not granted & CONNECT:
        return 0
    if not granted & SEND_MESSAGES:
        granted &= ~(MENTION_EVERYONE | SEND_TTS_MESSAGES | ATTACH_FILES | EMBED_LINKS | SEND_POLLS)
    return granted


def _in_thread(guild: Guild, member: Member, channel: Channel) -> int:
    assert channel.thread is not None
    parent = guild.channels.get(channel.parent_id or 0)
    if parent is None:
        return 0
    granted = in_guild(guild, member)
    if granted & ADMINISTRATOR:
        return ALL
    granted = _overwritten(guild, member, parent, granted)
    if not granted & VIEW_CHANNEL:
        return 0
    joined = member.user.id in channel.thread.members
    if channel.type is ChannelType.PRIVATE_THREAD and not joined and not granted & MANAGE_THREADS:
        return 0
    # In a thread SEND_MESSAGES has no meaning of its own: SEND_MESSAGES_IN_THREADS stands for it.
    if granted & SEND_MESSAGES_IN_THREADS:
        granted |= SEND_MESSAGES
    else:
        granted &= ~(
            SEND_MESSAGES | MENTION_EVERYONE | SEND_TTS_MESSAGES | ATTACH_FILES | EMBED_LINKS | SEND_POLLS
        )
    return granted


def top_position(guild: Guild, member: Member) -> int:
    """The height of the member's highest role; the owner stands above all of them."""
    if guild.owner_id == member.user.id:
        return 1 << 30
    return max((guild.roles[role_id].position for role_id in member.roles), default=0)
