"""Guild scheduled events (Guild Scheduled Event Resource)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sandbox.limits.form import At, Check, Shape, array, distinct, validate
from sandbox.limits.values import image, integer, moment, one_of, snowflake, text, timestamp

STAGE_INSTANCE, VOICE, EXTERNAL = 1, 2, 3
GUILD_ONLY = 2
SCHEDULED, ACTIVE, COMPLETED, CANCELED = 1, 2, 3, 4
_RECURRENCE = Shape(
    {
        "start": timestamp,
        "end": timestamp,
        "frequency": one_of(0, 1, 2, 3),
        "interval": integer(1),
        "by_weekday": array(one_of(*range(7)), 0, 7, rules=(distinct,)),
        "by_n_weekday": array(
            Shape({"n": integer(1, 5), "day": one_of(*range(7))}, required=("n", "day")), 0, 7
        ),
        "by_month": array(one_of(*range(1, 13)), 0, 12, rules=(distinct,)),
        "by_month_day": array(integer(-1, 31), 0, 33, rules=(distinct,)),
        "by_year_day": array(integer(-1, 365), 0, 367, rules=(distinct,)),
        "count": integer(1),
    },
    required=("start", "frequency"),
)
_FIELDS: dict[str, Check] = {
    "name": text(1, 100),
    "description": text(0, 1000),
    "scheduled_start_time": timestamp,
    "scheduled_end_time": timestamp,
    "privacy_level": one_of(GUILD_ONLY),
    "entity_type": one_of(STAGE_INSTANCE, VOICE, EXTERNAL),
    "entity_metadata": Shape({"location": text(1, 100)}),
    "channel_id": snowflake,
    "image": image,
    "recurrence_rule": _RECURRENCE,
}
_SOLID = ("name", "scheduled_start_time", "privacy_level")
_REQUIRED = (*_SOLID, "entity_type")


def _place(event: Mapping[str, Any], at: At) -> None:
    """Where it is ("Field Requirements By Entity Type"): elsewhere with an end, or in a channel."""
    if event.get("entity_type") == EXTERNAL:
        metadata = event.get("entity_metadata")
        if metadata is None:
            at["entity_metadata"].required()
        elif not metadata.get("location"):
            at["entity_metadata"]["location"].required()
        if event.get("scheduled_end_time") is None:
            at["scheduled_end_time"].required()
        if event.get("channel_id") is not None:
            at["channel_id"].error(
                "SANDBOX_EXTERNAL_EVENT_WITH_CHANNEL", "An event outside Discord has no channel"
            )
    else:
        if event.get("channel_id") is None:
            at["channel_id"].required()
        if (event.get("entity_metadata") or {}).get("location"):
            at["entity_metadata"]["location"].error(
                "SANDBOX_CHANNEL_EVENT_WITH_LOCATION", "An event in a channel has no location"
            )


def _order(event: Mapping[str, Any], at: At) -> None:
    start, end = moment(event.get("scheduled_start_time")), moment(event.get("scheduled_end_time"))
    if start is not None and end is not None and end <= start:
        at["scheduled_end_time"].error(
            "GUILD_SCHEDULED_EVENT_SCHEDULE_INVALID", "The event must end after it has started."
        )


def check_scheduled_event(
    payload: Any,
    *,
    edit: bool = False,
    current: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> None:
    """A scheduled event that is created, or (`edit`) some of its fields.

    With the event as it stands (`current`, Discord's object) an edit is also held against what it leaves
    alone. With `now` (aware), a start in the past is refused.
    """

    def future(event: dict[str, Any], at: At) -> None:
        start = moment(event.get("scheduled_start_time"))
        if now is not None and start is not None and start < now:
            at["scheduled_start_time"].error(
                "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", "Cannot schedule event in the past."
            )

    def whole(event: dict[str, Any], at: At) -> None:
        merged = {**(current or {}), **event}
        if event.get("entity_type") is None and current is not None:
            merged["entity_type"] = current.get("entity_type")
        _order(merged, at)
        if not edit or (current is not None and _moves(event)):
            _place(merged, at)

    if edit:
        fields = _FIELDS | {"status": one_of(SCHEDULED, ACTIVE, COMPLETED, CANCELED)}
        shape = Shape(fields, solid=_SOLID, rules=(future, whole))
    else:
        shape = Shape(_FIELDS, required=_REQUIRED, rules=(future, whole))
    validate(shape, payload)


def _moves(event: Mapping[str, Any]) -> bool:
    """Whether an edit says anything about where the event is, or when it ends."""
    return any(
        name in event for name in ("entity_type", "entity_metadata", "channel_id", "scheduled_end_time")
    )
