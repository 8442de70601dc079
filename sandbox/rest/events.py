"""Guild scheduled events."""

from sandbox import render, scheduled_events
from sandbox.limits.scheduled_events import check_scheduled_event
from sandbox.model import Json
from sandbox.rest.call import Call
from sandbox.rest.router import Routes

routes = Routes()
EVENTS = "/guilds/{guild_id}/scheduled-events"
EVENT = EVENTS + "/{event_id}"


@routes.get(EVENTS)
def list_events(call: Call) -> list[Json]:
    counted = call.asked_flag("with_user_count")
    return [
        render.scheduled_event(call.world, each, counted) for each in scheduled_events.pending(call.guild())
    ]


@routes.post(EVENTS)
def create_event(call: Call) -> Json:
    guild = call.guild()
    check_scheduled_event(call.payload)
    made = scheduled_events.create(call.world, guild, call.payload, call.me.id)
    return render.scheduled_event(call.world, made)


@routes.get(EVENT)
def get_event(call: Call) -> Json:
    event = scheduled_events.get(call.guild(), call.id("event_id"))
    return render.scheduled_event(call.world, event, call.asked_flag("with_user_count"))


@routes.patch(EVENT)
def edit_event(call: Call) -> Json:
    guild = call.guild()
    event = scheduled_events.get(guild, call.id("event_id"))
    check_scheduled_event(call.payload, edit=True, current=render.scheduled_event(call.world, event))
    scheduled_events.edit(call.world, guild, event, call.payload, call.me.id)
    return render.scheduled_event(call.world, event)


@routes.delete(EVENT)
def delete_event(call: Call) -> None:
    guild = call.guild()
    scheduled_events.delete(call.world, guild, scheduled_events.get(guild, call.id("event_id")), call.me.id)


@routes.get(f"{EVENT}/users")
def list_interested(call: Call) -> list[Json]:
    guild = call.guild()
    event = scheduled_events.get(guild, call.id("event_id"))
    limit = call.asked_number("limit", 100, 1, 100)
    after, before = call.asked_id("after"), call.asked_id("before")
    users = sorted(event.interested)
    if before is not None:
        users = [each for each in users if each < before][-limit:]
    elif after is not None:
        users = [each for each in users if each > after]
    shown: list[Json] = []
    for user_id in users[:limit]:
        body: Json = {
            "guild_scheduled_event_id": str(event.id),
            "user_id": str(user_id),
            "user": render.user(call.world.users[user_id]),
            "response": 1,
        }
        if call.asked_flag("with_member") and user_id in guild.members:
            body["member"] = render.member(guild.members[user_id])
        shown.append(body)
    return shown
