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
    """An event of the town, published unless told otherwise; `more` are details of it, its stage and what
    becomes of it."""
    happening = more.pop("happening", Happening.SCHEDULED)
    stage = more.pop("stage", Stage.PUBLISHED)
    usual: dict[str, Any] = {"title": title, "starts": starts, "themes": ("music",), "place": "Tankstation"}
    event = Event(
        id=0,
        community=town.guild,
        details=Details(**{**usual, **more}),
        stage=stage,
        happening=happening,
        created_at=starts,
        updated_at=starts,
    )
    return await town.app.database.write(lambda unit: unit.events.add(event))
