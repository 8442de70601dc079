"""A change that somebody is told of, as it was."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from domain.communities import Community
from domain.events import Event
from services.acting import community_of
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class ShownChange:
    """The event before and after; what else has changed since is the same in both."""

    number: int
    community: Community
    before: Event
    after: Event


def shown_change(unit: Unit, change_id: int) -> ShownChange | None:
    change = unit.changes.get(change_id)
    event = unit.events.get(change.event) if change is not None else None
    if change is None or event is None:
        return None
    return ShownChange(
        change_id,
        community_of(unit, event.community),
        _with(event, change.before),
        _with(event, change.after),
    )


def _with(event: Event, values: Mapping[str, Any]) -> Event:
    details = {name: value for name, value in values.items() if name != "happening"}
    return replace(event, details=replace(event.details, **details), happening=values["happening"])
