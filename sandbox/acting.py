"""What people do with the bot's commands, components and forms, turned into interactions."""

from dataclasses import dataclass
from typing import Any

from sandbox import commands, components, message_view, options, permissions, render, threads
from sandbox.answers import Form, chosen
from sandbox.components import BUTTON, SELECTS
from sandbox.errors import ApiError
from sandbox.files import MAX_BYTES, Upload
from sandbox.interaction import Interaction, Kind, metadata
from sandbox.interactions import Interactions
from sandbox.messages import COMMAND, CONTEXT_MENU_COMMAND
from sandbox.model import Channel, Command, Json, Message, MessageFlag, User
from sandbox.refusals import unknown
from sandbox.resolved import Resolved, app_permissions, partial_channel
from sandbox.snowflakes import is_snowflake
from sandbox.world import World


@dataclass(slots=True)
class Actor:
    """One person, about to act."""

    world: World
    interactions: Interactions
    user: User

    def act(self, request: Json, uploads: list[Upload]) -> Interaction:
        """Start the interaction that `request` (see docs/sandbox.md) asks for."""
        kind = request.get("kind")
        if kind in ("command", "autocomplete"):
            return self._command(request, uploads)
        if kind == "component":
            return self._component(request)
        if kind == "modal":
            return self._modal(request, uploads)
        raise ApiError(400, 50035, f"kind: {kind!r} is no kind of interaction.")

    # Commands

    def _command(self, request: Json, uploads: list[Upload]) -> Interaction:
        channel = self._channel(request)
        command, words = self._find(request, channel)
        data: Json = {"id": str(command.id), "name": command.name, "type": command.type}
        if command.guild_id is not None:
            data["guild_id"] = str(command.guild_id)
        guild_id = channel.guild_id
        if command.type != commands.CHAT_INPUT:
            about = metadata(self.world, Kind.COMMAND, self.user, guild_id)
            about |= {"name": command.name, "command_type": command.type}
            self._aim(command, request, channel, data, about)
            return self._send(Kind.COMMAND, channel, data, about, CONTEXT_MENU_COMMAND)
        passed, definitions = options.descend(command, words, self.user.locale)
        filling = options.Filling(self.world, channel, self.user.id, self.user.locale, uploads)
        focused = request.get("focused") if request["kind"] == "autocomplete" else None
        if request["kind"] == "autocomplete" and not focused:
            raise ApiError(400, 50035, "focused: which option is being typed was not said.")
        filled = filling.options(definitions, request.get("options") or {}, focused)
        data["options"] = options.wrapped(passed, filled)
        kind = Kind.COMMAND if focused is None else Kind.AUTOCOMPLETE
        if focused is None and filling.resolved.as_json():
            data["resolved"] = filling.resolved.as_json()
        about = metadata(self.world, kind, self.user, guild_id)
        about |= {"name": " ".join((command.name, *(each["name"] for each in passed))), "command_type": 1}
        return self._send(kind, channel, data, about, COMMAND)

    def _find(self, request: Json, channel: Channel) -> tuple[Command, list[str]]:
        usable = commands.usable(self.world, self.user.id, channel)
        menu = request.get("target_id") is not None
        if request.get("command_id") is not None:
            found = next((each for each in usable if str(each.id) == str(request["command_id"])), None)
            words = str(request.get("command") or "").removeprefix("/").split()[1:]
        else:
            name = str(request.get("command") or "").removeprefix("/")
            words = [] if menu else name.split()[1:]
            first = name if menu else name.partition(" ")[0]
            kinds = (commands.USER_MENU, commands.MESSAGE_MENU) if menu else (commands.CHAT_INPUT,)
            found = next(
                (
                    each
                    for each in usable
                    if each.type in kinds and options.goes_by(each.data, first, self.user.locale)
                ),
                None,
            )
        if found is None:
            raise unknown("application command")
        return found, words

    def _aim(self, command: Command, request: Json, channel: Channel, data: Json, about: Json) -> None:
        target = request.get("target_id")
        if not is_snowflake(target):
            raise ApiError(400, 50035, "target_id: what the menu was opened on was not said.")
        target_id = int(str(target))
        resolved = Resolved(self.world, channel, self.user.id)
        data["target_id"] = str(target_id)
        if command.type == commands.USER_MENU:
            resolved.user(target_id)
            about["target_user"] = render.user(self.world.user(target_id))
        else:
            resolved.message(self._message(channel, target_id))
            about["target_message_id"] = str(target_id)
        data["resolved"] = resolved.as_json()

    # Components and forms

    def _component(self, request: Json) -> Interaction:
        channel = self._channel(request)
        message = self._message(channel, int(request["message_id"]))
        threads.must_not_be_archived(channel)
        if message.application_id != self.world.application.id and message.author.id != self.world.bot.id:
            raise unknown("Message")
        component = components.find(message.components, str(request.get("custom_id")))
        if component is None or message.flags & MessageFlag.LOADING:
            raise ApiError(400, 50035, "custom_id: the message has no such component.")
        if component.get("disabled"):
            raise ApiError(400, 50035, "custom_id: this component is disabled.")
        kind = component["type"]
        data: Json = {"custom_id": component["custom_id"], "component_type": kind, "id": component["id"]}
        if kind in SELECTS:
            resolved = Resolved(self.world, channel, self.user.id)
            data["values"] = chosen(component, list(request.get("values") or ()), resolved)
            if resolved.as_json():
                data["resolved"] = resolved.as_json()
        elif kind != BUTTON:
            raise ApiError(400, 50035, "custom_id: this component cannot be used.")
        about = metadata(self.world, Kind.COMPONENT, self.user, channel.guild_id)
        about["interacted_message_id"] = str(message.id)
        return self._send(Kind.COMPONENT, channel, data, about, 0, message)

    def _modal(self, request: Json, uploads: list[Upload]) -> Interaction:
        opened = request.get("modal_of")
        origin = self.interactions.get(int(str(opened))) if is_snowflake(opened) else None
        if origin is None or origin.modal is None or origin.user is not self.user:
            raise unknown("interaction")
        if any(len(upload.content) > MAX_BYTES for upload in uploads):
            raise ApiError(413, 40005, "Request entity too large")
        channel = origin.channel
        form = Form(
            self.world,
            channel,
            request.get("fields") or {},
            uploads,
            Resolved(self.world, channel, self.user.id),
        )
        data = form.submitted(origin.modal)
        about = metadata(self.world, Kind.MODAL, self.user, channel.guild_id)
        about["triggering_interaction_metadata"] = origin.metadata
        source = origin.source
        if source is not None and source.id not in channel.messages:
            source = None
        return self._send(Kind.MODAL, channel, data, about, 0, source)

    # What all have in common

    def _channel(self, request: Json) -> Channel:
        if not is_snowflake(request.get("channel_id")):
            raise unknown("Channel")
        channel = self.world.channel(int(str(request["channel_id"])))
        self.world.require(self.user.id, channel)
        return channel

    def _message(self, channel: Channel, message_id: int) -> Message:
        message = self.world.message(channel, message_id)
        if message.only_for not in (None, self.user.id):
            raise unknown("Message")
        if message.only_for is None:
            self.world.require(self.user.id, channel, permissions.READ_MESSAGE_HISTORY)
        return message

    def _send(
        self,
        kind: Kind,
        channel: Channel,
        data: Json,
        about: Json,
        answers_as: int,
        source: Message | None = None,
    ) -> Interaction:
        interaction = self.interactions.begin(kind, self.user, channel, about, answers_as, source)
        self.interactions.send(interaction, self._body(interaction, data))
        return interaction

    def _body(self, interaction: Interaction, data: Json) -> Json:
        world, channel = self.world, interaction.channel
        guild = world.guild_of(channel)
        body: dict[str, Any] = {
            "id": str(interaction.id),
            "application_id": str(world.application.id),
            "type": int(interaction.kind),
            "token": interaction.token,
            "version": 1,
            "data": data,
            "channel_id": str(channel.id),
            "channel": partial_channel(world, channel, self.user.id),
            "locale": self.user.locale,
            "app_permissions": str(app_permissions(world, channel)),
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": interaction.metadata["authorizing_integration_owners"],
            "attachment_size_limit": MAX_BYTES,
            "context": 0 if guild is not None else 1,
        }
        if guild is not None:
            member = render.member(guild.members[self.user.id])
            body |= {
                "guild_id": str(guild.id),
                "guild": {"id": str(guild.id), "locale": guild.preferred_locale, "features": guild.features},
                "guild_locale": guild.preferred_locale,
                "member": member | {"permissions": str(world.permissions(self.user.id, channel))},
            }
        else:
            body["user"] = render.user(self.user)
        if interaction.source is not None:
            shown = message_view.message(world, interaction.source, world.bot.id)
            body["message"] = shown
        return body
