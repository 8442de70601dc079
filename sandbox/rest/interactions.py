"""Interaction callbacks, and the webhooks through which interactions are followed up."""

from sandbox.interaction import Interaction
from sandbox.limits.message import check_message
from sandbox.message_view import message as shown
from sandbox.model import Json, Message, MessageFlag
from sandbox.rest.call import Answer, Call
from sandbox.rest.router import Routes

routes = Routes()


@routes.post("/interactions/{interaction_id}/{interaction_token}/callback", open_=True)
def callback(call: Call) -> Answer:
    response = call.setting.interactions.acknowledge(
        call.id("interaction_id"), call.params["interaction_token"], call.payload, call.files
    )
    return Answer(200, response) if call.asked_flag("with_response") else Answer(204)


def of(call: Call) -> Interaction:
    return call.setting.interactions.by_token(call.params["webhook_token"])


def is_for_interactions(call: Call) -> bool:
    """Whether the webhook of the path is the application, as in follow-ups."""
    return call.id("webhook_id") == call.world.application.id


def follow_up(call: Call) -> Json:
    interaction = of(call)
    check_message(call.payload, files=len(call.files), webhook=True, interaction=True)
    message = call.setting.interactions.follow_up(interaction, call.payload, call.files)
    return _view(call, interaction, message)


def get_message(call: Call) -> Json:
    interaction = of(call)
    return _view(call, interaction, _message(call, interaction))


def edit_message(call: Call) -> Json:
    interaction = of(call)
    message = _message(call, interaction)
    was_v2 = bool(message.flags & MessageFlag.COMPONENTS_V2)
    check_message(
        call.payload, files=len(call.files), edit=True, webhook=True, interaction=True, was_v2=was_v2
    )
    call.setting.interactions.edit(interaction, message, call.payload, call.files)
    return _view(call, interaction, message)


def delete_message(call: Call) -> None:
    interaction = of(call)
    call.setting.interactions.delete(interaction, _message(call, interaction))


def _message(call: Call, interaction: Interaction) -> Message:
    if call.params["message_id"] == "@original":
        return call.setting.interactions.original(interaction)
    return call.setting.interactions.message(interaction, call.id("message_id"))


def _view(call: Call, interaction: Interaction, message: Message) -> Json:
    return shown(call.world, message, call.me.id)
