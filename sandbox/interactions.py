"""The life of an interaction: sent, acknowledged within 3 seconds, followed up for 15 minutes.

https://discord.com/developers/docs/interactions/receiving-and-responding
"""

import asyncio
import secrets
import time
from datetime import UTC, datetime

from sandbox import components, messages, polls
from sandbox.files import Upload
from sandbox.gateway.hub import Hub
from sandbox.interaction import Callback, Interaction, InteractionSettings, Kind, allowed
from sandbox.limits.interactions import check_interaction_callback
from sandbox.message_view import message as message_view
from sandbox.messages import Origin
from sandbox.model import Channel, Json, Message, MessageFlag, User
from sandbox.refusals import already_acknowledged, invalid_form, invalid_token, unknown
from sandbox.world import World

_RESULTS = {
    Callback.MESSAGE: "message",
    Callback.DEFERRED_MESSAGE: "deferred",
    Callback.DEFERRED_UPDATE: "deferred_update",
    Callback.UPDATE: "update",
    Callback.CHOICES: "choices",
    Callback.MODAL: "modal",
}
NO_ANSWER = "The application did not respond"


class Interactions:
    """Those under way, found by id or by token."""

    def __init__(self, world: World, hub: Hub, settings: InteractionSettings) -> None:
        self._world = world
        self._hub = hub
        self.settings = settings
        self._by_id: dict[int, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}
        self._expired: set[str] = set()

    # Beginning

    def begin(
        self,
        kind: Kind,
        user: User,
        channel: Channel,
        metadata: Json,
        answers_as: int,
        source: Message | None,
    ) -> Interaction:
        loop = asyncio.get_running_loop()
        interaction = Interaction(
            self._world.snowflakes.take(),
            secrets.token_urlsafe(96),
            kind,
            user,
            channel,
            metadata,
            answers_as,
            loop.create_future(),
            loop.create_future(),
            source,
        )
        interaction.metadata["id"] = str(interaction.id)
        self._by_id[interaction.id] = interaction
        self._by_token[interaction.token] = interaction
        return interaction

    def send(self, interaction: Interaction, body: Json) -> None:
        """Dispatch it and start the clock; with no bot to hear it, it fails at once."""
        loop = asyncio.get_running_loop()
        interaction.deadline = loop.call_later(self.settings.acknowledge_seconds, self._expire, interaction)
        loop.call_later(self.settings.token_seconds, self.end_token, interaction)
        interaction.sent_at = time.perf_counter()
        if not self._hub.interaction(interaction.channel.guild_id, body):
            self._expire(interaction)

    def _expire(self, interaction: Interaction) -> None:
        if interaction.result.done():
            return
        if interaction.deadline is not None:
            interaction.deadline.cancel()
        self._by_token.pop(interaction.token, None)
        self._by_id.pop(interaction.id, None)
        self._conclude(interaction, {"result": "failed", "ephemeral": True, "error": NO_ANSWER})

    def end_token(self, interaction: Interaction) -> None:
        """Its 15 minutes are over."""
        if self._by_token.pop(interaction.token, None) is not None:
            self._expired.add(interaction.token)
        if interaction.modal is None:
            # A form that a person still has open may be handed in later than that.
            self._by_id.pop(interaction.id, None)

    def _conclude(self, interaction: Interaction, result: Json, at: float | None = None) -> None:
        elapsed = ((at or time.perf_counter()) - interaction.sent_at) * 1000
        body = {"interaction_id": str(interaction.id), **result, "ack_ms": round(elapsed, 3)}
        interaction.result.set_result(body)
        self._world.tell_users("INTERACTION_RESULT", [interaction.user.id], lambda viewer: body)

    # Looking up

    def get(self, interaction_id: int) -> Interaction | None:
        return self._by_id.get(interaction_id)

    def by_token(self, token: str) -> Interaction:
        """One that was acknowledged and whose token still lives."""
        found = self._by_token.get(token)
        if found is not None and found.acknowledged:
            return found
        raise invalid_token() if token in self._expired else unknown("Webhook")

    # Acknowledging

    def acknowledge(self, interaction_id: int, token: str, payload: Json, uploads: list[Upload]) -> Json:
        """The bot's answer; returns what `with_response` shows."""
        arrived_at = time.perf_counter()
        interaction = self._by_id.get(interaction_id)
        if interaction is None or self._by_token.get(token) is not interaction:
            raise unknown("interaction")
        if interaction.acknowledged:
            raise already_acknowledged()
        source = interaction.source
        was_v2 = bool(source and source.flags & MessageFlag.COMPONENTS_V2)
        check_interaction_callback(payload, files=len(uploads), was_v2=was_v2)
        kind = Callback(payload["type"])
        if kind not in allowed(interaction):
            raise invalid_form(
                "type", "INTERACTION_CALLBACK_TYPE_INVALID", "Not for this type of interaction."
            )
        data: Json = payload.get("data") or {}
        self._perform(interaction, kind, data, uploads)
        interaction.acknowledged = True
        if interaction.deadline is not None:
            interaction.deadline.cancel()
        if kind in (Callback.MESSAGE, Callback.UPDATE, Callback.MODAL, Callback.CHOICES):
            settle(interaction)
        self._conclude(interaction, self._result(interaction, kind, data), arrived_at)
        return self._response(interaction, kind)

    def _perform(self, interaction: Interaction, kind: Callback, data: Json, uploads: list[Upload]) -> None:
        world, channel, source = self._world, interaction.channel, interaction.source
        if kind is Callback.MESSAGE:
            interaction.original = self.write(interaction, data, uploads)
        elif kind is Callback.DEFERRED_MESSAGE:
            interaction.original = self._think(interaction, data)
        elif kind in (Callback.UPDATE, Callback.DEFERRED_UPDATE):
            assert source is not None
            interaction.original = source
            if kind is Callback.UPDATE:
                if source.id not in channel.messages:
                    raise unknown("Message")
                messages.edit(world, channel, source, data, uploads)
        elif kind is Callback.MODAL:
            interaction.modal = data | {"components": components.complete(data["components"])}

    def _origin(self, interaction: Interaction, flags: int) -> Origin:
        application = self._world.application.id
        return Origin(
            type=interaction.answers_as,
            webhook_id=application,
            application_id=application,
            interaction_metadata=interaction.metadata,
            only_for=interaction.user.id if flags & MessageFlag.EPHEMERAL else None,
        )

    def write(self, interaction: Interaction, data: Json, uploads: list[Upload]) -> Message:
        """A message of the application in the interaction's channel."""
        origin = self._origin(interaction, int(data.get("flags") or 0))
        if interaction.original is not None:
            origin.interaction_metadata = interaction.metadata | {
                "original_response_message_id": str(interaction.original.id)
            }
            origin.type = 0
        bot = self._world.bot
        message = messages.create(self._world, interaction.channel, bot, data, uploads, origin)
        messages.publish(self._world, interaction.channel, message)
        return message

    def _think(self, interaction: Interaction, data: Json) -> Message:
        origin = self._origin(interaction, int(data.get("flags") or 0))
        message = Message(
            self._world.snowflakes.take(),
            interaction.channel.id,
            interaction.channel.guild_id,
            self._world.bot,
            datetime.now(UTC),
            type=origin.type,
            flags=MessageFlag.LOADING | (MessageFlag.EPHEMERAL if origin.only_for else 0),
            webhook_id=origin.webhook_id,
            application_id=origin.application_id,
            interaction_metadata=origin.interaction_metadata,
            only_for=origin.only_for,
        )
        messages.publish(self._world, interaction.channel, message)
        return message

    def _result(self, interaction: Interaction, kind: Callback, data: Json) -> Json:
        original = interaction.original
        result: Json = {
            "result": _RESULTS.get(kind, "message"),
            "ephemeral": bool(original and original.only_for),
        }
        if original is not None and kind in (Callback.MESSAGE, Callback.DEFERRED_MESSAGE, Callback.UPDATE):
            result["message"] = message_view(self._world, original, interaction.user.id)
        if kind is Callback.MODAL:
            result["modal"] = interaction.modal
        if kind is Callback.CHOICES:
            result["choices"] = data.get("choices") or []
        return result

    def _response(self, interaction: Interaction, kind: Callback) -> Json:
        about: Json = {
            "id": str(interaction.id),
            "type": int(interaction.kind),
            "channel_id": str(interaction.channel.id),
        }
        if interaction.channel.guild_id is not None:
            about["guild_id"] = str(interaction.channel.guild_id)
        body: Json = {"interaction": about}
        original = interaction.original
        if original is not None and kind is not Callback.DEFERRED_UPDATE:
            about["response_message_id"] = str(original.id)
            about["response_message_loading"] = bool(original.flags & MessageFlag.LOADING)
            about["response_message_ephemeral"] = original.only_for is not None
        if original is not None and kind in (Callback.MESSAGE, Callback.UPDATE):
            shown = message_view(self._world, original, self._world.bot.id)
            body["resource"] = {"type": int(kind), "message": shown}
        return body

    # Following up

    def follow_up(self, interaction: Interaction, data: Json, uploads: list[Upload]) -> Message:
        """The first one after a deferral fills the message that is thinking, and stays as private as that."""
        waiting = interaction.deferred
        if waiting is not None:
            self._fill(interaction, waiting, data, uploads)
            return waiting
        message = self.write(interaction, data, uploads)
        settle(interaction)
        return message

    def edit(self, interaction: Interaction, message: Message, data: Json, uploads: list[Upload]) -> None:
        if message is interaction.deferred:
            self._fill(interaction, message, data, uploads)
            return
        messages.edit(self._world, interaction.channel, message, data, uploads)
        settle(interaction)

    def _fill(self, interaction: Interaction, message: Message, data: Json, uploads: list[Upload]) -> None:
        keep = message.flags & MessageFlag.EPHEMERAL
        origin = self._origin(interaction, keep)
        filled = messages.create(self._world, interaction.channel, self._world.bot, data, uploads, origin)
        for name in ("content", "embeds", "components", "attachments", "mentions", "mention_roles"):
            setattr(message, name, getattr(filled, name))
        message.mention_everyone = filled.mention_everyone
        message.poll = filled.poll
        message.flags = filled.flags & ~MessageFlag.EPHEMERAL | keep
        if message.poll is not None:
            polls.schedule_end(self._world, interaction.channel, message)
        messages.updated(self._world, interaction.channel, message)
        settle(interaction)

    def delete(self, interaction: Interaction, message: Message) -> None:
        messages.delete(self._world, interaction.channel, message)
        settle(interaction)

    def original(self, interaction: Interaction) -> Message:
        original = interaction.original
        if original is None or original.id not in interaction.channel.messages:
            raise unknown("Message")
        return original

    def message(self, interaction: Interaction, message_id: int) -> Message:
        """A message of this application that the token reaches."""
        message = self._world.message(interaction.channel, message_id)
        if message.application_id != self._world.application.id:
            raise unknown("Message")
        return message

    def close(self) -> None:
        for interaction in self._by_id.values():
            if interaction.deadline is not None:
                interaction.deadline.cancel()


def settle(interaction: Interaction) -> None:
    """Its answer stands: whoever waited for more than a deferral need not wait longer."""
    if not interaction.settled.done():
        interaction.settled.set_result(None)
