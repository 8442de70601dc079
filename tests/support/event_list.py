"""The server's own event list as people see it, and ways to have something happen to it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from submitting import press, settled, the_event
from town import MONDAY, Town

from domain.events import Details, Event, Stage
from sandbox import scheduled_events
from sandbox.model import ScheduledEvent
from services.planning import plan
from storage.unit import Unit

FRIDAY = datetime.fromisoformat("2026-03-13T19:00:00+00:00")


def listed(town: Town) -> list[ScheduledEvent]:
    """What people see on the server's event list, in order."""
    return sorted(scheduled_events.pending(town.sandbox.guild), key=lambda event: event.start)


def ours(town: Town) -> list[ScheduledEvent]:
    return [event for event in listed(town) if event.creator_id == town.people.bot_id]


def asked(town: Town, method: str) -> int:
    """How many requests about the list there were."""
    return sum(each.method == method and "/scheduled-events" in each.path for each in town.sandbox.exchanges)


async def stands(town: Town, count: int = 1) -> list[ScheduledEvent]:
    await settled(town)
    assert len(ours(town)) == count
    return ours(town)


async def edit(town: Town, **fields: Any) -> None:
    form = await town["Noor"].slash("event edit", event=str((await the_event(town)).id))
    await press(town["Noor"], await town["Noor"].fill(form, fields), "send")


async def change(town: Town, number: int, **changes: Any) -> None:
    """As an import would."""

    def work(unit: Unit) -> None:
        event = unit.events.get(number)
        assert event is not None
        after = replace(event, sequence=event.sequence + 1, **changes)
        unit.events.save(after)
        plan(unit, after)

    await town.app.database.write(work)


async def add(town: Town, count: int, *, hours: int = 24, first: datetime | None = None) -> None:
    """So many events, one every `hours`, an hour long."""
    first = first or MONDAY + timedelta(hours=8)

    def work(unit: Unit) -> None:
        now = town.sandbox.clock.now()
        for number in range(count):
            starts = first + timedelta(hours=hours * number)
            unit.events.add(
                Event(
                    id=0,
                    community=town.guild,
                    details=Details(
                        title=f"Night {number:03}",
                        starts=starts,
                        ends=starts + timedelta(hours=1),
                        themes=("music",),
                    ),
                    stage=Stage.PUBLISHED,
                    created_at=now,
                    updated_at=now,
                )
            )

    await town.app.database.write(work)


async def foreign(town: Town, name: str, starts: datetime = FRIDAY) -> int:
    made = await town["Robin"].create_event(
        name=name,
        entity_type=3,
        entity_metadata={"location": "elsewhere"},
        scheduled_start_time=starts.isoformat(),
        scheduled_end_time=(starts + timedelta(hours=2)).isoformat(),
    )
    return int(made["id"])


async def names_on_list(town: Town) -> list[str]:
    return [event.name for event in ours(town)]
