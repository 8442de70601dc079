"""Events that stand in the agenda of the town without anybody having typed them."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from town import Town

from domain.events import Details, Event, Happening, Stage

ZONE = ZoneInfo("Europe/Amsterdam")


def at(day: int, hour: int = 20, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZONE)


async def stands(town: Town, title: str, starts: datetime, **more: Any) -> Event:
    """A published event of the town; `more` are details of it, and what becomes of it."""
    happening = more.pop("happening", Happening.SCHEDULED)
    usual: dict[str, Any] = {"title": title, "starts": starts, "themes": ("music",), "place": "Tankstation"}
    event = Event(
        id=0,
        community=town.guild,
        details=Details(**{**usual, **more}),
        stage=Stage.PUBLISHED,
        happening=happening,
        created_at=starts,
        updated_at=starts,
    )
    return await town.app.database.write(lambda unit: unit.events.add(event))
