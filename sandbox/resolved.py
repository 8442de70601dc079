"""The `resolved` part of an interaction: the things that its ids stand for."""

from sandbox import message_view, permissions, render
from sandbox.model import Attachment, Channel, ChannelType, Guild, Json, Message
from sandbox.refusals import unknown
from sandbox.world import World


class Resolved:
    """Collects what an interaction refers to, checking that each exists for who refers to it."""

    def __init__(self, world: World, channel: Channel, user_id: int) -> None:
        self._world = world
        self._channel = channel
        self._guild: Guild | None = world.guild_of(channel)
        self._user_id = user_id
        self._found: Json = {}

    def as_json(self) -> Json:
        return self._found

    def user(self, user_id: int) -> None:
        user = self._world.user(user_id)
        self._put("users", user_id, render.user(user))
        member = self._guild.members.get(user_id) if self._guild else None
        if member is not None:
            shown = render.member_without_user(member)
            shown.pop("mute")
            shown.pop("deaf")
            shown["permissions"] = str(self._world.permissions(user_id, self._channel))
            self._put("members", user_id, shown)

    def role(self, role_id: int) -> None:
        role = self._guild.roles.get(role_id) if self._guild else None
        if role is None:
            raise unknown("Role")
        self._put("roles", role_id, render.role(role))

    def mentionable(self, either_id: int) -> None:
        if self._guild is not None and either_id in self._guild.roles:
            self.role(either_id)
        else:
            self.user(either_id)

    def channel(self, channel_id: int, types: list[int] | None = None) -> None:
        channel = self._guild.channel_or_thread(channel_id) if self._guild else None
        if channel is None or not self._world.sees(self._user_id, channel):
            raise unknown("Channel")
        if types and int(channel.type) not in types:
            raise ValueError("That type of channel cannot be chosen here.")
        self._put("channels", channel_id, partial_channel(self._world, channel, self._user_id))

    def attachment(self, attachment: Attachment) -> None:
        attachment.ephemeral = True
        self._put("attachments", attachment.id, render.attachment(attachment))

    def message(self, message: Message) -> None:
        self._put("messages", message.id, message_view.message(self._world, message, self._world.bot.id))

    def _put(self, kind: str, key: int, value: Json) -> None:
        self._found.setdefault(kind, {})[str(key)] = value


def partial_channel(world: World, channel: Channel, user_id: int) -> Json:
    """As interactions carry a channel: with the permissions that the user has in it."""
    body = render.channel(world, channel, world.bot.id)
    body.pop("permission_overwrites", None)
    if channel.type is not ChannelType.DM:
        body["permissions"] = str(world.permissions(user_id, channel))
    return body


def app_permissions(world: World, channel: Channel) -> int:
    return world.permissions(world.bot.id, channel) or permissions.DM * (channel.guild_id is None)
