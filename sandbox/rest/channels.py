"""Channels of guilds, and their permission overwrites."""

from sandbox import channels, permissions, render
from sandbox.limits.channels import check_channel, check_channel_positions, check_overwrite
from sandbox.limits.threads import check_thread
from sandbox.model import FORUMS, Json
from sandbox.rest.call import Answer, Call
from sandbox.rest.router import Routes

routes = Routes()


@routes.get("/channels/{channel_id}")
def get_channel(call: Call) -> Json:
    channel = call.channel()
    call.world.require(call.me.id, channel)
    return render.channel(call.world, channel, call.me.id)


@routes.patch("/channels/{channel_id}")
def edit_channel(call: Call) -> Json:
    channel = call.channel()
    if channel.thread is not None:
        parent = call.world.channels.get(channel.parent_id or 0)
        check_thread(call.payload, edit=True, forum=bool(parent and parent.type in FORUMS))
    else:
        check_channel(call.payload, edit=True, channel_type=int(channel.type))
    channels.edit(call.world, channel, call.payload, call.me.id)
    return render.channel(call.world, channel, call.me.id)


@routes.delete("/channels/{channel_id}")
def delete_channel(call: Call) -> Json:
    return channels.delete(call.world, call.channel(), call.me.id)


@routes.get("/guilds/{guild_id}/channels")
def list_channels(call: Call) -> list[Json]:
    return [render.channel(call.world, each, call.me.id) for each in call.guild().channels.values()]


@routes.post("/guilds/{guild_id}/channels")
def create_channel(call: Call) -> Answer:
    guild = call.guild()
    check_channel(call.payload)
    made = channels.create(call.world, guild, call.payload, call.me.id)
    return Answer(201, render.channel(call.world, made, call.me.id))


@routes.patch("/guilds/{guild_id}/channels")
def move_channels(call: Call) -> None:
    guild = call.guild()
    check_channel_positions(call.listed)
    channels.move(call.world, guild, call.listed, call.me.id)


@routes.put("/channels/{channel_id}/permissions/{target_id}")
def set_overwrite(call: Call) -> None:
    channel = call.channel()
    check_overwrite(call.payload)
    channels.set_overwrite(call.world, channel, call.id("target_id"), call.payload, call.me.id)


@routes.delete("/channels/{channel_id}/permissions/{target_id}")
def remove_overwrite(call: Call) -> None:
    channels.remove_overwrite(call.world, call.channel(), call.id("target_id"), call.me.id)


@routes.post("/channels/{channel_id}/typing")
def typing(call: Call) -> None:
    channel = call.channel()
    call.world.require(call.me.id, channel, permissions.SEND_MESSAGES)
    body: Json = {"channel_id": str(channel.id), "user_id": str(call.me.id), "timestamp": 0}
    if channel.guild_id is not None:
        body["guild_id"] = str(channel.guild_id)
    call.world.tell_channel("TYPING_START", channel, lambda viewer: body)
