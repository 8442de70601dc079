"""Guild scheduled events: https://discord.com/developers/docs/resources/guild-scheduled-event"""

from datetime import UTC, datetime

from sandbox import permissions, render
from sandbox.errors import ApiError
from sandbox.model import Channel, ChannelType, Guild, Json, ScheduledEvent
from sandbox.refusals import invalid_form, missing_permissions, unknown
from sandbox.world import World

STAGE, VOICE, EXTERNAL = 1, 2, 3
SCHEDULED, ACTIVE, COMPLETED, CANCELLED = 1, 2, 3, 4
MOST = 100


def get(guild: Guild, event_id: int) -> ScheduledEvent:
    event = guild.events.get(event_id)
    if event is None:
        raise unknown("Guild Scheduled Event")
    return event


def pending(guild: Guild) -> list[ScheduledEvent]:
    """What is scheduled or under way; what is over is not listed any more."""
    return [event for event in guild.events.values() if event.status in (SCHEDULED, ACTIVE)]


def put_status(world: World, guild: Guild, event: ScheduledEvent, status: int) -> None:
    """Discord itself begins, ends or cancels it."""
    event.status = status
    _tell(world, "GUILD_SCHEDULED_EVENT_UPDATE", event)


def create(world: World, guild: Guild, payload: Json, by: int) -> ScheduledEvent:
    if len(pending(guild)) >= MOST:
        raise ApiError(400, 30038, "Maximum number of uncompleted guild scheduled events reached (100)")
    event = ScheduledEvent(
        world.snowflakes.take(),
        guild.id,
        by,
        str(payload["name"]),
        _instant(payload["scheduled_start_time"]),
        int(payload["entity_type"]),
    )
    if event.start <= world.now():
        raise _in_the_past()
    _apply(world, event, payload)
    _require(world, guild, event, by, permissions.CREATE_EVENTS)
    _check(guild, event)
    guild.events[event.id] = event
    _tell(world, "GUILD_SCHEDULED_EVENT_CREATE", event)
    return event


def edit(world: World, guild: Guild, event: ScheduledEvent, payload: Json, by: int) -> None:
    _may(world, guild, event, by)
    if event.status in (COMPLETED, CANCELLED):
        raise ApiError(400, 180000, "Cannot update a finished event")
    status = payload.get("status")
    if status is not None and int(status) != event.status:
        if (event.status, int(status)) not in ((1, 2), (2, 3), (1, 4)):
            raise invalid_form("status", "GUILD_SCHEDULED_EVENT_STATUS", "Invalid status transition")
        event.status = int(status)
    if payload.get("scheduled_start_time") is not None:
        starts = _instant(payload["scheduled_start_time"])
        if starts != event.start and starts <= world.now():
            raise _in_the_past()
    _apply(world, event, payload)
    _check(guild, event)
    _tell(world, "GUILD_SCHEDULED_EVENT_UPDATE", event)


def delete(world: World, guild: Guild, event: ScheduledEvent, by: int) -> None:
    _may(world, guild, event, by)
    del guild.events[event.id]
    _tell(world, "GUILD_SCHEDULED_EVENT_DELETE", event)


def interest(world: World, guild: Guild, event: ScheduledEvent, user_id: int, interested: bool) -> None:
    if interested == (user_id in event.interested):
        return
    if interested:
        event.interested[user_id] = None
    else:
        del event.interested[user_id]
    body = {
        "guild_scheduled_event_id": str(event.id),
        "user_id": str(user_id),
        "guild_id": str(guild.id),
    }
    kind = "GUILD_SCHEDULED_EVENT_USER_ADD" if interested else "GUILD_SCHEDULED_EVENT_USER_REMOVE"
    world.tell_guild(kind, guild.id, lambda viewer: body)


def _may(world: World, guild: Guild, event: ScheduledEvent, by: int) -> None:
    """MANAGE_EVENTS does for all; CREATE_EVENTS for one's own."""
    own = permissions.CREATE_EVENTS if event.creator_id == by else 0
    _require(world, guild, event, by, permissions.MANAGE_EVENTS | own)


def _require(world: World, guild: Guild, event: ScheduledEvent, by: int, one_of: int) -> None:
    channel = guild.channels.get(event.channel_id or 0)
    granted = world.require(by, channel) if channel else world.require_in_guild(by, guild)
    if not granted & one_of:
        raise missing_permissions()


def _apply(world: World, event: ScheduledEvent, payload: Json) -> None:
    event.name = str(payload.get("name") or event.name)
    if "description" in payload:
        event.description = payload["description"] or None
    if payload.get("scheduled_start_time") is not None:
        event.start = _instant(payload["scheduled_start_time"])
    if "scheduled_end_time" in payload:
        end = payload["scheduled_end_time"]
        event.end = None if end is None else _instant(end)
    if payload.get("entity_type") is not None:
        event.entity_type = int(payload["entity_type"])
    if "channel_id" in payload:
        event.channel_id = None if payload["channel_id"] is None else int(payload["channel_id"])
    if "entity_metadata" in payload:
        event.location = (payload["entity_metadata"] or {}).get("location")
    if "image" in payload:
        event.image = None if payload["image"] is None else f"{world.snowflakes.take():x}"
    if "recurrence_rule" in payload:
        event.recurrence_rule = payload["recurrence_rule"]


def _check(guild: Guild, event: ScheduledEvent) -> None:
    if event.entity_type == EXTERNAL:
        if event.channel_id is not None:
            raise invalid_form(
                "channel_id", "GUILD_SCHEDULED_EVENT_CHANNEL", "Must be null for external events."
            )
        if not event.location:
            raise invalid_form("entity_metadata", "BASE_TYPE_REQUIRED", "This field is required")
        if event.end is None:
            raise invalid_form("scheduled_end_time", "BASE_TYPE_REQUIRED", "This field is required")
    else:
        channel: Channel | None = guild.channels.get(event.channel_id or 0)
        wanted = ChannelType.STAGE if event.entity_type == STAGE else ChannelType.VOICE
        if channel is None or channel.type is not wanted:
            raise invalid_form("channel_id", "GUILD_SCHEDULED_EVENT_CHANNEL", "Wrong or unknown channel.")
        event.location = None
    if event.end is not None and event.end <= event.start:
        raise invalid_form(
            "scheduled_end_time",
            "GUILD_SCHEDULED_EVENT_SCHEDULE_END",
            "Cannot schedule event to end before it starts.",
        )


def _in_the_past() -> ApiError:
    return invalid_form(
        "scheduled_start_time", "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", "Cannot schedule event in the past."
    )


def _instant(text: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        raise invalid_form(
            "scheduled_start_time", "DATE_TIME_TYPE_PARSE", "Not an ISO 8601 instant."
        ) from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _tell(world: World, type_: str, event: ScheduledEvent) -> None:
    body = render.scheduled_event(world, event)
    world.tell_guild(type_, event.guild_id, lambda viewer: body)
