"""Everything there is, who may look at it, and the news about what changes in it."""

import base64
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sandbox import permissions
from sandbox.model import Channel, ChannelType, Command, Guild, Json, Member, Message, User, Webhook
from sandbox.refusals import missing_access, missing_permissions, unknown
from sandbox.snowflakes import Snowflakes

Render = Callable[[int], Json]
"""Makes the payload as the user with this id gets it."""


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened, on its way to gateway sessions and to people's sockets."""

    type: str
    render: Render
    guild_id: int | None = None
    channel: Channel | None = None
    """Only people who may see this channel hear of it."""
    hidden_from_bots: bool = False
    """Whether a bot that may not see `channel` is left out too (channels themselves it always hears of)."""
    only: frozenset[int] | None = None
    """Only these users hear of it."""
    message: Message | None = None
    """The message whose content takes the MESSAGE_CONTENT intent to read."""
    subject: int | None = None
    """The user whom it is about, where a bot always hears about itself."""


@dataclass(slots=True)
class File:
    """A file on the CDN."""

    content: bytes
    content_type: str
    filename: str


@dataclass(slots=True)
class Application:
    id: int
    name: str
    owner_id: int
    description: str = "The sandbox's application"
    allowed_privileged_intents: int = 0
    commands: dict[int, Command] = field(default_factory=dict)
    verify_key: str = ""

    def __post_init__(self) -> None:
        self.verify_key = hashlib.sha256(str(self.id).encode()).hexdigest()


class World:
    """The state of this Discord. Rules live in the modules that change it; here it is kept and looked up."""

    def __init__(self, bot: User, application: Application) -> None:
        self.snowflakes = Snowflakes()
        self.bot = bot
        self.application = application
        self.token = f"{_base64(str(bot.id))}.local.{_base64(application.verify_key)[:38]}"
        self.users: dict[int, User] = {bot.id: bot}
        self.people: list[User] = []
        """Those whom the page and `People` can act as."""
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.webhooks: dict[int, Webhook] = {}
        self.files: dict[str, File] = {}
        self.base_url = ""
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        """The time that people and the bot go by, which may be moved; ids and tokens stay on real time."""
        self._listeners: list[Callable[[News], None]] = []

    # Looking up; what does not exist raises Discord's refusal

    def user(self, user_id: int) -> User:
        user = self.users.get(user_id)
        if user is None:
            raise unknown("User")
        return user

    def guild(self, guild_id: int) -> Guild:
        guild = self.guilds.get(guild_id)
        if guild is None:
            raise unknown("Guild")
        return guild

    def guild_of(self, channel: Channel) -> Guild | None:
        return None if channel.guild_id is None else self.guilds.get(channel.guild_id)

    def channel(self, channel_id: int) -> Channel:
        channel = self.channels.get(channel_id)
        if channel is None:
            raise unknown("Channel")
        return channel

    def member(self, guild: Guild, user_id: int) -> Member:
        member = guild.members.get(user_id)
        if member is None:
            raise unknown("Member" if user_id in self.users else "User")
        return member

    def message(self, channel: Channel, message_id: int) -> Message:
        message = channel.messages.get(message_id)
        if message is None:
            raise unknown("Message")
        return message

    def dm_between(self, one: int, other: int) -> Channel:
        """The DM channel of two users, opened if it was not."""
        for channel in self.channels.values():
            if channel.type is ChannelType.DM and set(channel.recipients) == {one, other}:
                return channel
        channel = Channel(self.snowflakes.take(), ChannelType.DM, recipients=[one, other])
        self.channels[channel.id] = channel
        return channel

    # Permissions

    def permissions(self, user_id: int, channel: Channel) -> int:
        if channel.guild_id is None:
            return permissions.DM if user_id in channel.recipients else 0
        guild = self.guilds.get(channel.guild_id)
        member = guild.members.get(user_id) if guild else None
        if guild is None or member is None:
            return 0
        return permissions.in_channel(guild, member, channel)

    def sees(self, user_id: int, channel: Channel) -> bool:
        return bool(self.permissions(user_id, channel) & permissions.VIEW_CHANNEL)

    def require(self, user_id: int, channel: Channel, needed: int = 0) -> int:
        """All bits of `needed` in `channel`, or Discord's refusal; returns what the user may do there."""
        granted = self.permissions(user_id, channel)
        if not granted & permissions.VIEW_CHANNEL:
            raise missing_access()
        if needed & ~granted:
            raise missing_permissions()
        return granted

    def require_in_guild(self, user_id: int, guild: Guild, needed: int = 0) -> int:
        member = guild.members.get(user_id)
        if member is None:
            raise missing_access()
        granted = permissions.in_guild(guild, member)
        if needed & ~granted:
            raise missing_permissions()
        return granted

    # News

    def listen(self, listener: Callable[[News], None]) -> None:
        self._listeners.append(listener)

    def tell(self, news: News) -> None:
        for listener in self._listeners:
            listener(news)

    def tell_guild(self, type_: str, guild_id: int, render: Render, subject: int | None = None) -> None:
        self.tell(News(type_, render, guild_id, subject=subject))

    def tell_channel(
        self, type_: str, channel: Channel, render: Render, message: Message | None = None
    ) -> None:
        """About something in `channel`, for who sees it; of an ephemeral message only its reader hears."""
        only: frozenset[int] | None = None
        if message is not None and message.only_for is not None:
            only = frozenset((message.only_for,))
        elif channel.guild_id is None:
            only = frozenset(channel.recipients)
        self.tell(News(type_, render, channel.guild_id, channel, True, only, message))

    def tell_of_channel(self, type_: str, channel: Channel, render: Render) -> None:
        """About `channel` itself: bots always hear of it."""
        self.tell(News(type_, render, channel.guild_id, channel))

    def tell_users(self, type_: str, users: Iterable[int], render: Render) -> None:
        self.tell(News(type_, render, only=frozenset(users)))


def _base64(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
