"""What a Discord consists of. Ids are integers here and strings in JSON (see `render`)."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any

Json = dict[str, Any]


class ChannelType(IntEnum):
    TEXT = 0
    DM = 1
    VOICE = 2
    CATEGORY = 4
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    STAGE = 13
    FORUM = 15
    MEDIA = 16


THREADS = (ChannelType.ANNOUNCEMENT_THREAD, ChannelType.PUBLIC_THREAD, ChannelType.PRIVATE_THREAD)
FORUMS = (ChannelType.FORUM, ChannelType.MEDIA)
TEXTUAL = (
    ChannelType.TEXT,
    ChannelType.DM,
    ChannelType.VOICE,
    ChannelType.ANNOUNCEMENT,
    ChannelType.STAGE,
    *THREADS,
)


class MessageFlag:
    CROSSPOSTED = 1 << 0
    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    HAS_SNAPSHOT = 1 << 14
    COMPONENTS_V2 = 1 << 15


@dataclass(slots=True, eq=False)
class User:
    id: int
    name: str
    display_name: str
    locale: str = "en-US"
    bot: bool = False
    about: dict[str, str] = field(default_factory=dict)
    colour: str = "#5865f2"
    webhook: bool = False
    """A webhook speaks under a name of its own; it is no one who can be looked up."""
    takes_dms: bool = True


@dataclass(slots=True, eq=False)
class Role:
    id: int
    guild_id: int
    name: str
    permissions: int = 0
    position: int = 1
    colour: int = 0
    hoist: bool = False
    mentionable: bool = False
    bot_id: int | None = None
    """Set on the role that came with a bot, which nobody can give, take or delete."""

    @property
    def managed(self) -> bool:
        return self.bot_id is not None


@dataclass(slots=True, eq=False)
class Member:
    guild_id: int
    user: User
    joined_at: datetime
    roles: list[int] = field(default_factory=list)
    nick: str | None = None
    timeout_until: datetime | None = None

    @property
    def timed_out(self) -> bool:
        return self.timeout_until is not None and self.timeout_until > datetime.now(UTC)


@dataclass(slots=True)
class Overwrite:
    id: int
    type: int
    """0 is a role, 1 a member."""
    allow: int = 0
    deny: int = 0


@dataclass(slots=True, eq=False)
class Attachment:
    id: int
    filename: str
    content: bytes
    content_type: str
    url: str
    description: str | None = None
    title: str | None = None
    width: int | None = None
    height: int | None = None
    ephemeral: bool = False
    spoiler: bool = False
    embedded: bool = False
    """Shown inside an embed; Discord then leaves it out of the message's list of attachments."""


@dataclass(slots=True, eq=False)
class Reaction:
    emoji: Json
    users: list[int] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Poll:
    question: Json
    answers: list[Json]
    expiry: datetime
    multiple: bool
    layout_type: int = 1
    finalized: bool = False
    votes: dict[int, list[int]] = field(default_factory=dict)
    """Answer id -> the users who chose it, in the order in which they voted."""
    ending: asyncio.TimerHandle | None = None


@dataclass(slots=True, eq=False)
class Message:
    id: int
    channel_id: int
    guild_id: int | None
    author: User
    timestamp: datetime
    type: int = 0
    content: str = ""
    edited: datetime | None = None
    tts: bool = False
    flags: int = 0
    mention_everyone: bool = False
    mentions: list[int] = field(default_factory=list)
    mention_roles: list[int] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    reactions: dict[str, Reaction] = field(default_factory=dict)
    pinned_at: datetime | None = None
    nonce: str | int | None = None
    webhook_id: int | None = None
    application_id: int | None = None
    reference: Json | None = None
    snapshots: list[Json] = field(default_factory=list)
    poll: Poll | None = None
    interaction_metadata: Json | None = None
    thread_id: int | None = None
    only_for: int | None = None
    """The one user who sees an ephemeral message."""


@dataclass(slots=True, eq=False)
class ThreadState:
    owner_id: int
    created_at: datetime
    auto_archive_minutes: int = 4320
    archived: bool = False
    archived_at: datetime | None = None
    locked: bool = False
    invitable: bool = True
    applied_tags: list[int] = field(default_factory=list)
    members: dict[int, datetime] = field(default_factory=dict)
    message_count: int = 0
    total_sent: int = 0


@dataclass(slots=True, eq=False)
class Channel:
    id: int
    type: ChannelType
    name: str = ""
    guild_id: int | None = None
    position: int = 0
    parent_id: int | None = None
    topic: str | None = None
    nsfw: bool = False
    slowmode_seconds: int = 0
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    recipients: list[int] = field(default_factory=list)
    """Of a DM: the two users in it."""
    messages: dict[int, Message] = field(default_factory=dict)
    """Oldest first; ephemeral ones are among them."""
    last_message_id: int | None = None
    last_pin: datetime | None = None
    flags: int = 0
    extra: Json = field(default_factory=dict)
    """Settings that only this type of channel has and that the sandbox merely keeps."""
    available_tags: list[Json] = field(default_factory=list)
    thread: ThreadState | None = None


@dataclass(slots=True, eq=False)
class ScheduledEvent:
    id: int
    guild_id: int
    creator_id: int
    name: str
    start: datetime
    entity_type: int
    end: datetime | None = None
    description: str | None = None
    channel_id: int | None = None
    location: str | None = None
    status: int = 1
    image: str | None = None
    recurrence_rule: Json | None = None
    interested: dict[int, None] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Webhook:
    id: int
    guild_id: int
    channel_id: int
    name: str
    token: str
    creator_id: int
    application_id: int | None


@dataclass(slots=True, eq=False)
class Invite:
    code: str
    guild_id: int
    channel_id: int
    inviter: User
    created_at: datetime
    max_age_seconds: int = 86_400
    max_uses: int = 0
    temporary: bool = False


@dataclass(slots=True, eq=False)
class Command:
    id: int
    version: int
    guild_id: int | None
    data: Json
    """As registered: name, type, description, options, localisations, default_member_permissions ..."""

    @property
    def name(self) -> str:
        return str(self.data["name"])

    @property
    def type(self) -> int:
        return int(self.data.get("type", 1))


@dataclass(slots=True, eq=False)
class Guild:
    id: int
    name: str
    owner_id: int
    preferred_locale: str = "nl"
    description: str | None = None
    features: list[str] = field(default_factory=list)
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    threads: dict[int, Channel] = field(default_factory=dict)
    events: dict[int, ScheduledEvent] = field(default_factory=dict)
    commands: dict[int, Command] = field(default_factory=dict)
    command_permissions: dict[int, list[Json]] = field(default_factory=dict)
    webhooks: dict[int, Webhook] = field(default_factory=dict)
    bans: dict[int, str | None] = field(default_factory=dict)
    invites: dict[str, Invite] = field(default_factory=dict)
    system_channel_id: int | None = None

    @property
    def everyone(self) -> Role:
        return self.roles[self.id]

    def channel_or_thread(self, channel_id: int) -> Channel | None:
        return self.channels.get(channel_id) or self.threads.get(channel_id)
